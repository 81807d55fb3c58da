import type { InterfaceView } from "../contract/observation";
import type { Session } from "../session/session";
import type { Decision } from "./decision";
import type { Goal } from "./goal";
import type { Intent } from "./intent";

/** How an operation tells a person what goes on. */
export interface Reporter {
  /** What happens now, replaced by the next such line. */
  status(message: string): void;
  info(message: string): void;
  warn(message: string): void;
}

/** An attach that an earlier run sent and did not see the end of. */
export interface SentAttach {
  readonly sentAtMs: number;
  /** What its task is asked by, where the cloud has tasks and answered. */
  readonly taskId?: string;
}

/** What a resource asks of `reconcile`. */
export interface Task {
  readonly session: Session;
  /** Undefined: it is to be made, as `intent` says. */
  readonly networkInterfaceId: string | undefined;
  readonly intent?: Intent;
  readonly goal: Goal;
  readonly timeoutMs: number;
  /** From when that counts, where something was asked for before the loop; default: from its beginning. */
  readonly beganAtMs?: number;
  /** The argument that sets the time-out, for the message of one. */
  readonly timeoutArgument: string;
  /** The cloud's own arguments, as declared. */
  readonly declared: Readonly<Record<string, unknown>>;
  readonly reporter: Reporter;
  /** Work of this run on the same thing that has to end first. */
  readonly after?: { readonly end: Promise<unknown>; readonly why: string } | undefined;
  /** Of a deletion: an attach of an earlier run that may still come. */
  readonly sentAttach?: SentAttach | undefined;
  /** Whether another resource of the run claims by now what is to be detached: it is then left where it is. */
  readonly isClaimed?: () => boolean;
}

export interface Reached {
  readonly how: Extract<Decision, { do: "done" }>["how"] | "claimed";
  /** The interface as last seen; undefined: gone. */
  readonly networkInterface: InterfaceView | undefined;
}
