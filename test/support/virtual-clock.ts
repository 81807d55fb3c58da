import type { ManualClock } from "../../emulator";
import type { Clock } from "../../provider/core/clock";

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

/** Turns of the event loop without a call in flight after which everything that runs is asleep. */
const idleTurns = 4;

/**
 * One time for the provider in this process and for its emulator. It moves to the next sleeper only when nothing else
 * is under way, so that minutes of waiting test in milliseconds, in the order in which they would happen.
 */
export class VirtualClock implements Clock {
  private sleepers: Sleeper[] = [];
  private callsInFlight = 0;
  private isPumping = false;

  constructor(private readonly shared: ManualClock) {}

  now(): number {
    return this.shared.now();
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const end = () => {
        this.sleepers = this.sleepers.filter((other) => other !== sleeper);
        signal?.removeEventListener("abort", end);
        resolve();
      };
      const sleeper: Sleeper = { atMs: this.now() + Math.max(0, ms), wake: end };
      this.sleepers.push(sleeper);
      signal?.addEventListener("abort", end, { once: true });
      void this.pump();
    });
  }

  /** Time that goes by while a call is under way: its answer comes late. */
  pass(ms: number): void {
    this.shared.advance(ms);
  }

  /** Counts a call as in progress until it ends. Time does not move during it. */
  async during<T>(call: () => Promise<T>): Promise<T> {
    this.callsInFlight++;
    try {
      return await call();
    } finally {
      this.callsInFlight--;
    }
  }

  private async pump(): Promise<void> {
    if (this.isPumping) return;
    this.isPumping = true;
    for (let idle = 0; this.sleepers.length > 0; idle++) {
      await new Promise(setImmediate);
      if (this.callsInFlight > 0) idle = 0;
      if (idle >= idleTurns) {
        this.wakeNext();
        idle = 0;
      }
    }
    this.isPumping = false;
  }

  private wakeNext(): void {
    const [next] = [...this.sleepers].sort((a, b) => a.atMs - b.atMs);
    if (!next) return;
    this.shared.advance(Math.max(0, next.atMs - this.now()));
    next.wake();
  }
}
