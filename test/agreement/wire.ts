import type { Emulator } from "../../emulator";
import type { WireStep } from "./wire-step";

/** What the cloud answers to one call: "accepted", or the code of its refusal. */
export type Answer = "accepted" | { readonly code: string };

/** The five calls on the wire, signed by hand: no client of the provider has a part in them. */
export type RawCalls = (
  emulator: Emulator,
  step: WireStep,
  place: Readonly<Record<string, unknown>>,
) => Promise<Answer>;

/** The names that the actions have on most clouds. */
export const usualActions = {
  attach: "AttachNetworkInterface",
  detach: "DetachNetworkInterface",
  delete: "DeleteNetworkInterface",
  create: "CreateNetworkInterface",
  change: "ModifyNetworkInterfaceAttribute",
} as const;
