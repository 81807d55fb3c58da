import type { InterfaceView } from "../contract/observation";
import type { DeclaredAttachment } from "../contract/rules";

/** What an operation is to reach. */
export type Goal = AttachedGoal | DetachedGoal | DeletedGoal | MadeGoal;

export interface AttachedGoal extends DeclaredAttachment {
  readonly state: "attached";
  readonly instanceId: string;
  /** The only instances from which it may be taken. */
  readonly moveFrom: readonly string[];
  /** The attachment is recorded as ours. */
  readonly ours: boolean;
  /**
   * One that is ours may be detached from its own instance to put a declared argument right. Default: false. What was
   * changed since the state was written is left as it is: no preview has shown that it would be undone.
   */
  readonly mayReattach?: boolean;
}

export interface DetachedGoal {
  readonly state: "detached";
  readonly instanceId: string;
}

/** The interface itself is gone, its addresses and security groups free. */
export interface DeletedGoal {
  readonly state: "deleted";
  /** Detach it first from the instance that holds it, under the rules of a detach. */
  readonly detachFirst: boolean;
  /** Why it is not detached first, where another resource of the run claims it. */
  readonly claimedBy?: string | undefined;
}

/** The interface exists, can be used, and shows what is declared. */
export interface MadeGoal {
  readonly state: "made";
  /** There may be none yet: this operation is the one that creates it. */
  readonly mayCreate: boolean;
  /** A create with the token of an earlier one answers with what that one made, whatever became of it. */
  readonly createRepeats: boolean;
  /** What can be changed in place and is not as declared; undefined: nothing. Pure. */
  readonly differences: (seen: InterfaceView) => Readonly<Record<string, unknown>> | undefined;
  /** What is to be changed though this look does not show it: sent once. Pure. */
  readonly unseen?: (seen: InterfaceView) => Readonly<Record<string, unknown>> | undefined;
}
