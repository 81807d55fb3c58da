import type { TaskOutcome } from "../contract/cloud";
import type { InterfaceStatus } from "../contract/observation";
import type { CloudError } from "../core/errors";

export type WriteName = "attach" | "detach" | "delete" | "create" | "modify" | "updateTags";

/** In the order in which a person reads what was done. */
export const writeNames = ["create", "modify", "updateTags", "attach", "detach", "delete"] as const;

/** The status in which a write shows that it is being carried out; a change of attributes or tags has none. */
export const transitionOf: Record<WriteName, InterfaceStatus | undefined> = {
  attach: "attaching",
  detach: "detaching",
  delete: "deleting",
  create: "creating",
  modify: undefined,
  updateTags: undefined,
};

/** What became of the latest request of one kind. */
export interface WriteProgress {
  /** How often it was sent. */
  readonly times: number;
  /** How many of these the cloud did not refuse: what is repeated without an effect is bounded. */
  readonly tries: number;
  /** How often in a row it was refused, and since when. */
  readonly refusals: number;
  readonly refusedSinceMs?: number | undefined;
  /** One of its sends was accepted, or got no answer: it may have been done, whatever the latest reply says. */
  readonly mayBeDone: boolean;
  readonly sentAtMs: number;
  /** Of a detach: the instance that it detaches the interface from. */
  readonly from?: string | undefined;
  readonly reply: "accepted" | "unanswered" | "refused";
  readonly requestId?: string | undefined;
  /** The error of a reply that was none, or a refusal. */
  readonly error?: CloudError | undefined;
  /** A look has shown the transition since. */
  readonly transitionSeen: boolean;
  /** What this create was answered with was deleted in this very run, or was seen before it and is of no use. */
  readonly vanished?: boolean | undefined;
  /** What the cloud's task of this request says, where it has tasks and was asked, and when it first said so. */
  readonly task?: (TaskOutcome & { readonly sinceMs: number }) | undefined;
}

/** What an operation has sent, and since when it has seen what it sees. */
export interface Progress extends Readonly<Partial<Record<WriteName, WriteProgress>>> {
  readonly startedAtMs: number;
  /** How many creates were answered with an interface that did not show, and set aside. */
  readonly unseenCreates?: number;
  /** Since when looks have shown the interface in this status and with this holder. */
  readonly unchangedSinceMs: number;
}
