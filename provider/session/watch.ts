import { earlyMs, nextLookMs } from "../core/schedule";
import type { Experience } from "./experience";

/** One transition in progress. */
export class Watch {
  /** Until when the present wait goes on. */
  untilMs = Number.POSITIVE_INFINITY;
  /** Ends the present wait. */
  wake: () => void = () => undefined;
  /** When the latest look was made, counted from the beginning. */
  private lookedMs: number | undefined;
  /** The same of the latest look that did not show the end. */
  private afterMs = 0;

  constructor(
    private readonly experience: Experience,
    readonly sinceMs: number,
    private readonly watcher: {
      /** Resolves to the time when the wait is over. */
      readonly waitFor: (watch: Watch) => Promise<number>;
      readonly onEnd: () => void;
    },
  ) {}

  /** Resolves when it is time to look: by the schedule, at `untilMs`, or at once when the run is interrupted. */
  async nextLook(untilMs: number): Promise<void> {
    if (this.lookedMs !== undefined) {
      this.afterMs = this.lookedMs;
      this.experience.noteStillRunning(this.lookedMs);
    }
    this.untilMs = untilMs;
    this.lookedMs = (await this.watcher.waitFor(this)) - this.sinceMs;
  }

  /** Notes that the look after the latest `nextLook` shows the end. */
  ended(): void {
    if (this.lookedMs === undefined) return;
    this.experience.noteTaken({ afterMs: this.afterMs, byMs: this.lookedMs });
    this.watcher.onEnd();
  }

  /** When to look next by the schedule. */
  get dueMs(): number {
    return this.sinceMs + nextLookMs(this.lookedMs, this.experience.window);
  }

  /** Whether the next look is one for clouds that act at once. */
  get isEarly(): boolean {
    return this.dueMs - this.sinceMs < earlyMs;
  }

  get endsEarly(): boolean {
    return this.experience.endsEarly;
  }
}
