import type { AddressChange } from "../contract/addresses";
import type { InterfaceView } from "../contract/observation";
import type { DeclaredAttachment } from "../contract/rules";

/** The state that an operation must reach. */
export type Goal = AttachedGoal | DetachedGoal | DeletedGoal | PresentGoal;

export interface AttachedGoal extends DeclaredAttachment {
  readonly state: "attached";
  readonly instanceId: string;
  /** The only instances from which the interface may be moved. */
  readonly moveFrom: readonly string[];
  /** The attachment is recorded as ours. */
  readonly ours: boolean;
  /**
   * Whether our attachment may be detached from its own instance to correct a declared argument. Default: false. A
   * change since the state was written is left alone, because no preview has shown its correction.
   */
  readonly mayReattach?: boolean;
}

export interface DetachedGoal {
  readonly state: "detached";
  readonly instanceId: string;
}

/** The interface itself is deleted, and its addresses and security groups are free. */
export interface DeletedGoal {
  readonly state: "deleted";
  /** Whether to detach it first from its instance, under the rules of a detach. */
  readonly detachFirst: boolean;
  /** The resource of the run that claims the interface, so that it is not detached first. */
  readonly claimedBy?: string | undefined;
}

/** The interface exists, is usable and shows the declared values. */
export interface PresentGoal {
  readonly state: "present";
  /** Whether this operation may create it. */
  readonly mayCreate: boolean;
  /** A create with an earlier token returns the interface of the earlier create, whatever happened to it. */
  readonly createRepeats: boolean;
  /** The values to change in place; undefined when there are none. Pure. */
  readonly differences: (seen: InterfaceView) => Readonly<Record<string, unknown>> | undefined;
  /** The addresses to assign and unassign, for one argument; undefined when there are none. Pure. */
  readonly addresses?: (seen: InterfaceView) => AddressChange | undefined;
  /** The values to change although this look does not show them. They are sent once. Pure. */
  readonly hiddenChanges?: (seen: InterfaceView) => Readonly<Record<string, unknown>> | undefined;
}
