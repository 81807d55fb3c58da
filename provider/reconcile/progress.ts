import type { TaskOutcome } from "../contract/cloud";
import type { InterfaceStatus } from "../contract/observation";
import type { CloudError } from "../core/errors";

export type WriteName =
  | "attach"
  | "detach"
  | "delete"
  | "create"
  | "modify"
  | "updateAddresses"
  | "updateTags";

/** In the order of the messages. */
export const writeNames = [
  "create",
  "modify",
  "updateAddresses",
  "updateTags",
  "attach",
  "detach",
  "delete",
] as const;

/** The status that shows a write in progress. A change of attributes or tags has none. */
export const transitionOf: Record<WriteName, InterfaceStatus | undefined> = {
  attach: "attaching",
  detach: "detaching",
  delete: "deleting",
  create: "creating",
  modify: undefined,
  updateAddresses: undefined,
  updateTags: undefined,
};

/** The progress of the latest request of one kind. */
export interface WriteProgress {
  /** How often it was sent. */
  readonly times: number;
  /** How many of these the cloud did not refuse. Repetitions without an effect are limited. */
  readonly tries: number;
  /** How often in a row it was refused, and since when. */
  readonly refusals: number;
  readonly refusedSinceMs?: number | undefined;
  /**
   * One of the requests was accepted or got no answer, so it may have been carried out, whatever the latest reply says.
   */
  readonly mayBeDone: boolean;
  readonly sentAtMs: number;
  /** For a detach: the instance. */
  readonly from?: string | undefined;
  /** For a change of addresses: the argument that declares them. */
  readonly argument?: string | undefined;
  readonly reply: "accepted" | "unanswered" | "refused";
  readonly requestId?: string | undefined;
  /** The error of a refusal, or of a missing answer. */
  readonly error?: CloudError | undefined;
  /** A later look has shown the transition. */
  readonly transitionSeen: boolean;
  /** This run has deleted the interface in the create's answer, or saw before that it is useless. */
  readonly vanished?: boolean | undefined;
  /** The state of the cloud's task for this request, and since when, if the cloud has tasks and was asked. */
  readonly task?: (TaskOutcome & { readonly sinceMs: number }) | undefined;
}

/** What an operation has sent, and how long the state has not changed. */
export interface Progress extends Readonly<Partial<Record<WriteName, WriteProgress>>> {
  readonly startedAtMs: number;
  /** How many creates were answered with an interface that stayed invisible. */
  readonly invisibleCreates?: number;
  /** Since when the looks have shown the interface in this status and with this holder. */
  readonly unchangedSinceMs: number;
}
