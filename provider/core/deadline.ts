import type { Clock } from "./clock";

/** A point in time at which everything that is raced against it fails. */
export interface Deadline {
  /** Rejects at that time, and never before. */
  readonly passed: Promise<never>;
  /** Must be called when nobody waits any more. */
  readonly end: () => void;
}

export function deadlineAt(clock: Clock, atMs: number, tooLate: () => Error): Deadline {
  const over = new AbortController();
  const passed = new Promise<never>((_, reject) => {
    void clock.sleep(atMs - clock.now(), over.signal).then(() => {
      if (!over.signal.aborted) reject(tooLate());
    });
  });
  // The time may come while nothing is raced against it. That must not count as an unhandled rejection.
  passed.catch(() => undefined);
  // With a reason, because the default reason is an exception with a stack.
  return { passed, end: () => over.abort(null) };
}

/**
 * The result of some work, or a rejection with `tooLate` at that time. The work itself goes on, and its result is
 * ignored.
 */
export async function byDeadline<T>(
  clock: Clock,
  atMs: number,
  work: Promise<T>,
  tooLate: () => Error,
): Promise<T> {
  const deadline = deadlineAt(clock, atMs, tooLate);
  try {
    return await Promise.race([work, deadline.passed]);
  } finally {
    deadline.end();
  }
}
