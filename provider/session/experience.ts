import { earlyMs, type LookWindow, lookWindow, type Taken } from "../core/schedule";

/** So many transitions are remembered, because a cloud may become slower or faster during a long run. */
const remembered = 32;

/** What the transitions of one kind have taken in this run. */
export class Experience {
  private taken: readonly Taken[] = [];
  private stillRunningMs = 0;
  private known = lookWindow([], 0);

  /** When to look at the next one. */
  get window(): LookWindow {
    return this.known;
  }

  /** Notes that a transition had not ended after this time. */
  noteStillRunning(afterMs: number): void {
    if (afterMs <= this.stillRunningMs) return;
    this.stillRunningMs = afterMs;
    if (this.taken.length === 0) this.known = lookWindow([], afterMs);
  }

  noteTaken(taken: Taken): void {
    this.taken = [...this.taken, taken].slice(-remembered);
    this.known = lookWindow(this.taken, this.stillRunningMs);
  }

  /** Whether transitions have ended so soon that early looks find their end. */
  get endsEarly(): boolean {
    return this.taken.length > 0 && this.known.toMs < earlyMs;
  }
}
