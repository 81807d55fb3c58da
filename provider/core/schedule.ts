/** The waits look again at common points of time, so that one describe answers them all. */
const commonGridMs = 500;

/**
 * When to look again at something in transition. Pure. Short after the write, so that an instant cloud is seen
 * at once; then by half seconds on a grid that all waits of the run share, then slowly less often.
 *
 * @param waitedMs time since the wait began
 * @param nowMs the clock, to find the grid
 * @returns milliseconds until the next look
 */
export function nextLookMs(waitedMs: number, nowMs: number): number {
  if (waitedMs < 400) return Math.max(25, waitedMs);
  const step = waitedMs < 60_000 ? commonGridMs : 4 * commonGridMs;
  return step - (nowMs % step);
}
