import { earlyMs, lookWindow, type Taken } from "../core/schedule";

/** So many transitions are remembered, because a cloud may become slower or faster during a long run. */
const remembered = 32;

/** What the transitions of one kind have taken in this run. */
export class Experience {
  /** When to look at the next one. */
  window = lookWindow([], 0);
  /** Whether transitions have ended so soon that early looks find their end. */
  endsEarly = false;
  private taken: readonly Taken[] = [];
  private stillRunningMs = 0;

  /** Notes that a transition had not ended after this time. */
  noteStillRunning(afterMs: number): void {
    if (this.taken.length > 0 || afterMs <= this.stillRunningMs) return;
    this.stillRunningMs = afterMs;
    this.window = lookWindow([], afterMs);
  }

  noteTaken(taken: Taken): void {
    this.taken = [...this.taken, taken].slice(-remembered);
    this.window = lookWindow(this.taken, this.stillRunningMs);
    this.endsEarly = this.window.toMs < earlyMs;
  }
}
