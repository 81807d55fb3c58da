import { nextLookMs } from "../core/schedule";
import type { Experience } from "./experience";

/** One transition in progress. */
export class Watch {
  /** When the next look is wanted. */
  dueMs: number;
  /** Until when the present wait goes on. */
  untilMs = Number.POSITIVE_INFINITY;
  /** Ends the present wait. */
  wake: () => void = () => undefined;
  /** When the latest look was made, counted from the beginning. */
  private lookedMs: number | undefined;
  /** The same of the latest look that did not show the end. */
  private afterMs = 0;

  constructor(
    readonly sinceMs: number,
    readonly experience: Experience,
    private readonly watcher: {
      /** Resolves to the time when the wait is over. */
      readonly waitFor: (watch: Watch) => Promise<number>;
      readonly onEnd: (watch: Watch) => void;
    },
  ) {
    this.dueMs = sinceMs;
  }

  /** Resolves when it is time to look: by the schedule, at `untilMs`, or at once when the run is interrupted. */
  async nextLook(untilMs: number): Promise<void> {
    if (this.lookedMs !== undefined) {
      this.afterMs = this.lookedMs;
      this.experience.noteStillRunning(this.lookedMs);
    }
    this.untilMs = untilMs;
    this.schedule();
    this.lookedMs = (await this.watcher.waitFor(this)) - this.sinceMs;
  }

  /** Decides when the next look is wanted, by what is known now. */
  schedule(): void {
    this.dueMs = this.sinceMs + nextLookMs(this.lookedMs, this.experience.window);
  }

  /** Notes that the look after the latest `nextLook` shows the end. */
  ended(): void {
    if (this.lookedMs === undefined) return;
    this.experience.noteTaken({ afterMs: this.afterMs, byMs: this.lookedMs });
    this.watcher.onEnd(this);
  }
}
