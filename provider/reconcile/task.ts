import type { InterfaceView } from "../contract/observation";
import type { Session } from "../session/session";
import type { Decision } from "./decision";
import type { Goal } from "./goal";
import type { Intent } from "./intent";

/** How an operation reports to the user. */
export interface Reporter {
  /** The current action. The next such line replaces it. */
  status(message: string): void;
  info(message: string): void;
  warn(message: string): void;
}

/** An attach that an earlier run sent without seeing its end. */
export interface SentAttach {
  readonly sentAtMs: number;
  /** The id to ask about its task, if the cloud has tasks and answered. */
  readonly taskId?: string;
}

/** What a resource asks of `reconcile`. */
export interface Task {
  readonly session: Session;
  /** Undefined when it must be created, as `intent` says. */
  readonly networkInterfaceId: string | undefined;
  readonly intent?: Intent;
  readonly goal: Goal;
  readonly timeoutMs: number;
  /** The start of the time-out, if the operation made calls before the loop. Default: the start of the loop. */
  readonly beganAtMs?: number;
  /** The argument that sets the time-out, for the message about it. */
  readonly timeoutArgument: string;
  /** The cloud's own arguments, as declared. */
  readonly declared: Readonly<Record<string, unknown>>;
  readonly reporter: Reporter;
  /** Other work of this run on the same interface that must end first. */
  readonly after?: { readonly end: Promise<unknown>; readonly why: string } | undefined;
  /** For a deletion: an attach of an earlier run that may still happen. */
  readonly sentAttach?: SentAttach | undefined;
  /** Whether another resource of the run now claims the attachment that is to be detached. Then it stays. */
  readonly isClaimed?: () => boolean;
}

export interface ReconcileResult {
  readonly outcome: Extract<Decision, { do: "done" }>["outcome"] | "claimed";
  /** The interface at the last look; undefined when it is gone. */
  readonly networkInterface: InterfaceView | undefined;
}
