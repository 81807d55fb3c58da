import type { Clock } from "../core/clock";
import { earlyMs } from "../core/schedule";
import { Experience } from "./experience";
import { Watch } from "./watch";

/** Looks are made this often at most, however many wait: with the early ones, which do not wait, twice a second. */
const msPerLook = 530;
/** So many looks may follow each other sooner, after a time with fewer looks. */
const looksAtOnce = 3;
const savedMs = (looksAtOnce - 1) * msPerLook;
/** Early looks delay the others by this time at most. */
const longestDelayMs = 1_000;
/** The time between two early looks, unless transitions of the kind are known to end early. */
const msPerEarlyLook = 50;
/** A wait that is due so soon shares a look, because it costs no further call. */
const shareMs = 500;

/**
 * Decides when each transition in progress is looked at. Those that may end soon wake together, so that one call answers
 * all of them. When to look follows from what transitions of the same kind have taken in this run.
 */
export class Watcher {
  private readonly experiences = new Map<string, Experience>();
  private readonly waiting = new Set<Watch>();
  private timer: { readonly atMs: number; readonly stop: AbortController } | undefined;
  private lookedAtMs = Number.NEGATIVE_INFINITY;
  /** The looks that were made use up the allowed ones until then. */
  private usedUntilMs: number;

  constructor(
    private readonly clock: Clock,
    /** Aborted when the user interrupts the run. */
    private readonly signal: AbortSignal,
    /** How many ids one call can ask for. */
    private readonly idsPerLook: number,
  ) {
    this.usedUntilMs = clock.now() + savedMs;
    signal.addEventListener("abort", () => this.wake([...this.waiting]), { once: true });
  }

  /** Begins to watch a transition. `kind`: those of one kind take about the same time; undefined when unknown. */
  watch(kind: string | undefined, sinceMs: number): Watch {
    return new Watch(sinceMs, this.experienceOf(kind), {
      waitFor: (watch) => this.waitFor(watch),
      onEnd: ({ experience }) => this.scheduleAgain(experience),
    });
  }

  private experienceOf(kind: string | undefined): Experience {
    if (kind === undefined) return new Experience();
    const known = this.experiences.get(kind) ?? new Experience();
    this.experiences.set(kind, known);
    return known;
  }

  /** Resolves to the time of waking. */
  private async waitFor(watch: Watch): Promise<number> {
    if (!this.signal.aborted) {
      await new Promise<void>((resolve) => {
        watch.wake = resolve;
        this.waiting.add(watch);
        this.setTimer(this.wakeAtMs(watch));
      });
    }
    return this.clock.now();
  }

  private wakeAtMs(watch: Watch): number {
    return Math.min(watch.untilMs, this.lookAtMs(watch));
  }

  /** When the watch is due and a look is allowed. */
  private lookAtMs({ dueMs, sinceMs, experience }: Watch): number {
    if (dueMs >= sinceMs + earlyMs) return Math.max(dueMs, this.usedUntilMs - savedMs);
    return experience.endsEarly ? dueMs : Math.max(dueMs, this.lookedAtMs + msPerEarlyLook);
  }

  /** Wakes at this time, unless the timer wakes earlier. */
  private setTimer(atMs: number): void {
    if (this.timer && this.timer.atMs <= atMs) return;
    // With a reason, because the default reason is an exception with a stack.
    this.timer?.stop.abort(null);
    const stop = new AbortController();
    this.timer = { atMs, stop };
    void this.clock.sleep(atMs - this.clock.now(), stop.signal).then(() => {
      if (!stop.signal.aborted) this.wakeDue();
    });
  }

  private wakeDue(): void {
    this.timer = undefined;
    const nowMs = this.clock.now();
    const watches = [...this.waiting];
    const isDue = watches.some((watch) => this.lookAtMs(watch) <= nowMs);
    if (isDue) {
      this.noteLook(nowMs);
      this.wake(this.thoseThatShare(watches, nowMs));
    }
    // At its end, a wait looks for the last time, whatever is allowed.
    this.wake(watches.filter(({ untilMs }) => untilMs <= nowMs));
    this.setTimerForNext();
  }

  private noteLook(nowMs: number): void {
    this.lookedAtMs = nowMs;
    const usedUntilMs = Math.max(this.usedUntilMs, nowMs) + msPerLook;
    this.usedUntilMs = Math.min(usedUntilMs, nowMs + savedMs + longestDelayMs);
  }

  /** What is known now may let others look sooner. */
  private scheduleAgain(experience: Experience): void {
    for (const watch of this.waiting) if (watch.experience === experience) watch.schedule();
    this.setTimerForNext();
  }

  private setTimerForNext(): void {
    const times = [...this.waiting].map((watch) => this.wakeAtMs(watch));
    if (times.length > 0) this.setTimer(Math.min(...times));
  }

  /** Those that are due or will be soon, as many as one call can ask for. */
  private thoseThatShare(watches: readonly Watch[], nowMs: number): readonly Watch[] {
    return watches
      .filter(({ dueMs }) => dueMs <= nowMs + shareMs)
      .sort((a, b) => a.dueMs - b.dueMs)
      .slice(0, this.idsPerLook);
  }

  private wake(watches: readonly Watch[]): void {
    for (const watch of watches) {
      this.waiting.delete(watch);
      watch.wake();
    }
    if (this.waiting.size > 0) return;
    this.timer?.stop.abort(null);
    this.timer = undefined;
  }
}
