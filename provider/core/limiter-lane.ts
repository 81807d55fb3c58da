import type { Clock } from "./clock";
import { formatDuration } from "./duration";
import { CloudError } from "./errors";
import { accepted, firstRefused, isUnlimited, type Rate, refused, sent, unanswered } from "./rate";

/** A call that waits in a lane. */
export interface Ticket {
  /** The calls are sent in this order. */
  readonly number: number;
  readonly sinceMs: number;
  readonly deadlineMs: number;
  readonly onWait?: ((refusal: CloudError, waitedMs: number) => void) | undefined;
  /** Its own latest refusal. */
  refusal: CloudError | undefined;
  /** When the user is told next that it waits. */
  nextLineMs: number;
}

/** The ticket of a call that wants its turn now. A user needs no line for a short wait. */
export function ticketOf(turn: Pick<Ticket, "number" | "deadlineMs" | "onWait">, sinceMs: number): Ticket {
  return { ...turn, sinceMs, refusal: undefined, nextLineMs: sinceMs + firstLineMs };
}

interface Waiting {
  readonly ticket: Ticket;
  /** Whether the call is sent when its turn comes. */
  readonly sends: boolean;
  readonly go: () => void;
  readonly fail: (reason: CloudError) => void;
}

/**
 * The part of the rate that remains after a refusal. Looks give up more than writes, so where both share one limit, writes
 * get most of it. A look can answer for a hundred interfaces, so it needs less.
 */
const keepOf: Readonly<Record<"look" | "write", number>> = { write: 0.8, look: 0.5 };

/** A user does not read more than one line in a few seconds. */
const firstLineMs = 1_000;
const msPerLine = 5_000;

/** The calls of one action, from the first one that the cloud refuses for its rate. */
export class Lane {
  /** Undefined while nothing is limited. */
  private rate: Rate | undefined;
  private latestRefusal: CloudError | undefined;
  /** In the order in which they are sent. */
  private readonly waiting: Waiting[] = [];
  private timer: { readonly atMs: number; readonly stop: AbortController } | undefined;

  constructor(
    private readonly kind: "look" | "write",
    private readonly mechanics: {
      readonly clock: Clock;
      readonly signal: AbortSignal;
      readonly random: () => number;
    },
  ) {
    mechanics.signal.addEventListener("abort", () => this.move(), { once: true });
  }

  get isLimited(): boolean {
    return this.rate !== undefined;
  }

  /**
   * Resolves when it is the turn of the call. Rejects with the reason when that is not before its deadline, or when the
   * user interrupts the run.
   */
  turn(ticket: Ticket): Promise<void> {
    return this.wait(ticket, true);
  }

  /** The same, but the turn is not used up. */
  untilTurn(ticket: Ticket): Promise<void> {
    return this.wait(ticket, false);
  }

  private wait(ticket: Ticket, sends: boolean): Promise<void> {
    return new Promise((go, fail) => {
      const behind = this.waiting.findIndex((other) => other.ticket.number > ticket.number);
      const place = behind < 0 ? this.waiting.length : behind;
      this.waiting.splice(place, 0, { ticket, sends, go, fail });
      this.move();
    });
  }

  /** @param isAnswer false when nothing says whether the rate was accepted */
  noteAnswer(sentAtMs: number, isAnswer: boolean): void {
    if (!this.rate) return;
    const times = { sentAtMs, nowMs: this.mechanics.clock.now() };
    const rate = isAnswer ? accepted(this.rate, times) : unanswered(this.rate, times);
    this.rate = isUnlimited(rate) ? undefined : rate;
    this.move();
  }

  noteRefusal(sentAtMs: number, refusal: CloudError): void {
    const { clock, random } = this.mechanics;
    this.latestRefusal = refusal;
    const { retryAfterMs } = refusal;
    const seen = { sentAtMs, nowMs: clock.now(), retryAfterMs, keep: keepOf[this.kind], random: random() };
    this.rate = this.rate ? refused(this.rate, seen) : firstRefused(seen);
    this.move();
  }

  /** Lets those go whose turn it is, ends the wait of those that are too late, and sets the timer for the next. */
  private move(): void {
    const nowMs = this.mechanics.clock.now();
    this.endVain(nowMs);
    this.tell(nowMs);
    while ((this.rate?.nextAtMs ?? nowMs) <= nowMs) {
      const next = this.waiting.shift();
      if (!next) break;
      if (this.rate && next.sends) this.rate = sent(this.rate, nowMs, this.mechanics.random());
      next.go();
    }
    this.setTimer(nowMs);
  }

  private endVain(nowMs: number): void {
    const { latestRefusal, rate } = this;
    if (!latestRefusal) return;
    // While the answer to a try is awaited, the next turn may come at once.
    const nextAtMs = rate && Number.isFinite(rate.nextAtMs) ? Math.max(rate.nextAtMs, nowMs) : nowMs;
    const isVain = ({ ticket }: Waiting) => this.mechanics.signal.aborted || ticket.deadlineMs < nextAtMs;
    for (const waiting of this.waiting.filter(isVain)) {
      this.waiting.splice(this.waiting.indexOf(waiting), 1);
      const { refusal = latestRefusal, sinceMs } = waiting.ticket;
      waiting.fail(new WaitedInVain(refusal, nowMs - sinceMs, this.mechanics.signal.aborted));
    }
  }

  private tell(nowMs: number): void {
    const { latestRefusal } = this;
    if (!latestRefusal) return;
    for (const { ticket } of this.waiting.filter((waiting) => waiting.ticket.nextLineMs <= nowMs)) {
      ticket.nextLineMs = nowMs + msPerLine;
      ticket.onWait?.(latestRefusal, nowMs - ticket.sinceMs);
    }
  }

  private setTimer(nowMs: number): void {
    const ends = this.waiting.flatMap(({ ticket }) => [ticket.deadlineMs + 1, ticket.nextLineMs]);
    const atMs = Math.min(this.rate?.nextAtMs ?? nowMs, ...ends);
    if (this.timer?.atMs === atMs && ends.length > 0) return;
    // With a reason, because the default reason is an exception with a stack.
    this.timer?.stop.abort(null);
    this.timer = undefined;
    if (ends.length === 0) return;
    const stop = new AbortController();
    this.timer = { atMs, stop };
    void this.mechanics.clock.sleep(atMs - nowMs, stop.signal).then(() => {
      if (stop.signal.aborted) return;
      this.timer = undefined;
      this.move();
    });
  }
}

/** The failure of a call that was not sent, or not again. If it was never sent, the refusal is that of another call. */
export class WaitedInVain extends CloudError {
  constructor(refusal: CloudError, waitedMs: number, isInterrupted: boolean) {
    const { cloudTitle, action, code, requestId, entry } = refusal;
    const end = isInterrupted ? "until the run was interrupted" : "which does not come in time";
    const wait = `The call waited ${formatDuration(waitedMs)} for its turn, ${end}.`;
    super({ cloudTitle, action, code, requestId }, { ...entry, meaning: `${entry.meaning} ${wait}` });
  }
}
