/** Waits look at common points in time, so that one describe answers all of them. */
const commonGridMs = 500;

/**
 * When to look again at something in transition. Pure. Soon after the write, so that an instant cloud is noticed at
 * once; then every half second, at points in time that all waits of the run share; then slowly less often.
 *
 * @param waitedMs the time since the wait began
 * @param nowMs the clock, to find the common points
 * @returns milliseconds until the next look
 */
export function nextLookMs(waitedMs: number, nowMs: number): number {
  if (waitedMs < 400) return Math.max(25, waitedMs);
  const step = waitedMs < 60_000 ? commonGridMs : 4 * commonGridMs;
  return step - (nowMs % step);
}
