import type { Clock } from "../../provider/core/clock";

/**
 * The clock of one process. When the process is killed, what sleeps never wakes, and it no longer moves the time of the
 * others.
 */
export class MortalClock implements Clock {
  private readonly sleepers = new Set<AbortController>();
  private isDead = false;

  constructor(private readonly shared: Clock) {}

  now(): number {
    return this.shared.now();
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (this.isDead) return never;
    const stop = new AbortController();
    const onAbort = () => stop.abort(null);
    if (signal?.aborted) onAbort();
    signal?.addEventListener("abort", onAbort, { once: true });
    this.sleepers.add(stop);
    await this.shared.sleep(ms, stop.signal);
    this.sleepers.delete(stop);
    signal?.removeEventListener("abort", onAbort);
    return this.isDead ? never : undefined;
  }

  kill(): void {
    this.isDead = true;
    for (const stop of this.sleepers) stop.abort(null);
  }
}

/** What code of a killed process waits for. */
export const never = new Promise<never>(() => undefined);
