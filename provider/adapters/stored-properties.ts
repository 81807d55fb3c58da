import type { Properties } from "../contract/properties";
import { unknown } from "../core/unknown";
import type { SentAttach } from "../reconcile/task";
import type { PrivateState, ResourceState } from "../resources/handler";

/** The engine's text for a value that is not known yet. Programs in Node send it for values of any type. */
export const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What the engine sends for a value that is not known yet, by its type (sdk/go/common/resource/plugin/rpc.go). */
const unknownTexts: ReadonlySet<unknown> = new Set([
  unknownText,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // a boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // a number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // a list
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // an object
]);

/** Pulumi does not display names with this prefix. */
const hidden = "__";
const declaredKey = "__declared";
const madeInKey = "__madeIn";
const addressesKey = "__addresses";
const sentAttachKey = "__attachSent";

/** Inputs or outputs without hidden keys, and with our own value for what is not known yet. */
export function visible(properties: Properties): Properties {
  const shown = Object.entries(properties).filter(([key]) => !key.startsWith(hidden));
  return Object.fromEntries(shown.map(([key, value]) => [key, withUnknowns(value)]));
}

function withUnknowns(value: unknown): unknown {
  if (unknownTexts.has(value)) return unknown;
  if (Array.isArray(value)) return value.map(withUnknowns);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withUnknowns(inner)]));
}

/** What the provider itself keeps in the outputs of a resource. */
export function privateStateOf(outputs: Properties): PrivateState {
  const sent = outputs[sentAttachKey] as Partial<SentAttach> | undefined | null;
  return {
    declared: textsIn(outputs[declaredKey]),
    addresses: textsIn(outputs[addressesKey]),
    createdByRun: textOf(outputs[madeInKey]),
    sentAttach:
      typeof sent?.sentAtMs === "number"
        ? { sentAtMs: sent.sentAtMs, ...(textOf(sent.taskId) ? { taskId: String(sent.taskId) } : {}) }
        : undefined,
  };
}

/** The outputs for the state, with what the provider itself keeps there. */
export function storedOutputs(
  { outputs, privateState }: Pick<ResourceState, "outputs" | "privateState">,
  others: Properties = {},
): Properties {
  const all = {
    ...outputs,
    ...others,
    [declaredKey]: privateState.declared,
    [madeInKey]: privateState.createdByRun,
    [addressesKey]: privateState.addresses,
    [sentAttachKey]: privateState.sentAttach,
  };
  // The engine refuses an `undefined` in outputs, and only after the cloud has acted.
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

export function textsIn(list: unknown): readonly string[] | undefined {
  return Array.isArray(list) ? list.filter((item) => typeof item === "string") : undefined;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
