/** Time as an argument, so that a test of a wait of minutes takes a millisecond. */
export interface Clock {
  /** Milliseconds on a clock that only goes forward within a process. */
  now(): number;
  /** Resolves after `ms`, at most 24 days, or at once when `signal` is aborted. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The longest time of a Node timer. A timer with a longer time ends at once. */
const maxTimerMs = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", end);
        resolve();
      };
      const timer = setTimeout(end, Math.min(maxTimerMs, Math.max(0, ms)));
      signal?.addEventListener("abort", end, { once: true });
    }),
};
