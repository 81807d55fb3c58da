import type { Clock } from "./clock";
import { CloudError, kindOf } from "./errors";
import { Lane, ticketOf, WaitedInVain } from "./limiter-lane";

/** Called now and then while a call waits: why, and how long it has waited. */
export type OnWait = (refusal: CloudError, waitedMs: number) => void;

/** A call that may have to wait for its turn. */
export interface Turn {
  /** What is called, such as "attach". Calls of one name make requests of the same actions. */
  readonly name: string;
  readonly kind: "look" | "write";
  /** Until when it may be sent. */
  readonly deadlineMs: number;
  readonly onWait?: OnWait | undefined;
}

/**
 * Sends calls at the rate that the cloud accepts now. It does nothing until the cloud refuses a call for its rate. Then
 * the calls of that action wait in a lane, first come first served, and the refused one has its old place there.
 */
export class Limiter {
  /** By action. */
  private readonly lanes = new Map<string, Lane>();
  /** By the name of a call: the lanes of the actions for which such a call was refused. */
  private readonly lanesOf = new Map<string, readonly Lane[]>();
  private turns = 0;

  constructor(
    private readonly mechanics: {
      readonly clock: Clock;
      /** Aborted when the user interrupts the run. */
      readonly signal: AbortSignal;
      readonly random: () => number;
    },
  ) {}

  /** The result of the call, which is sent again while the cloud refuses it for its rate, until the deadline. */
  async send<T>(turn: Turn, call: () => Promise<T>): Promise<T> {
    const { clock, signal } = this.mechanics;
    const ticket = ticketOf({ ...turn, number: this.turns++ }, clock.now());
    for (;;) {
      const lanes = this.lanesOf.get(turn.name) ?? [];
      for (const lane of lanes) await lane.turn(ticket);
      const sentAtMs = clock.now();
      try {
        const result = await call();
        // A write without a result was not sent.
        noteAnswer(lanes, sentAtMs, result !== undefined);
        return result;
      } catch (error) {
        const isRefusal = isThrottled(error);
        if (!isRefusal) noteAnswer(lanes, sentAtMs, isAnswer(error));
        if (!isRefusal || signal.aborted) throw error;
        ticket.refusal = error;
        const refusing = this.laneOf(turn, error);
        noteAnswer(
          lanes.filter((lane) => lane !== refusing),
          sentAtMs,
          false,
        );
        refusing.noteRefusal(sentAtMs, error);
      }
    }
  }

  /**
   * For a call that others can join before it is sent: resolves when its turn comes, at the deadline, or when the user
   * interrupts the run. Undefined while nothing is limited.
   */
  untilTurn({ name, ...turn }: Omit<Turn, "kind">): Promise<void> | undefined {
    const lanes = (this.lanesOf.get(name) ?? []).filter((lane) => lane.isLimited);
    if (lanes.length === 0) return undefined;
    const ticket = ticketOf({ ...turn, number: this.turns++ }, this.mechanics.clock.now());
    return Promise.all(lanes.map((lane) => lane.untilTurn(ticket))).then(
      () => undefined,
      () => undefined,
    );
  }

  /** The lane of the action that was refused. From now on, the calls of this name wait in it. */
  private laneOf({ name, kind }: Turn, { action }: CloudError): Lane {
    const lane = this.lanes.get(action) ?? new Lane(kind, this.mechanics);
    this.lanes.set(action, lane);
    this.lanesOf.set(name, [...new Set(this.lanesOf.get(name)).add(lane)]);
    return lane;
  }
}

/** Whether the cloud refused the call for its rate. A look that the call makes first may have waited in vain. */
function isThrottled(error: unknown): error is CloudError {
  return kindOf(error) === "throttled" && !(error instanceof WaitedInVain);
}

function isAnswer(error: unknown): boolean {
  return error instanceof CloudError && error.kind !== "uncertain" && error.kind !== "throttled";
}

function noteAnswer(lanes: readonly Lane[], sentAtMs: number, hasAnswer: boolean): void {
  for (const lane of lanes) lane.noteAnswer(sentAtMs, hasAnswer);
}
