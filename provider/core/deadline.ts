import type { Clock } from "./clock";

/** A point of time at which whatever is raced against it fails. */
export interface Deadline {
  /** Fails at that time, and never otherwise. */
  readonly passed: Promise<never>;
  /** To be called once nobody waits any more. */
  readonly end: () => void;
}

export function deadlineAt(clock: Clock, atMs: number, tooLate: () => Error): Deadline {
  const over = new AbortController();
  const passed = new Promise<never>((_, reject) => {
    void clock.sleep(atMs - clock.now(), over.signal).then(() => {
      if (!over.signal.aborted) reject(tooLate());
    });
  });
  // It may pass while nothing is raced against it; that must not count as unhandled.
  passed.catch(() => undefined);
  // With a reason: the default one is an exception with a stack.
  return { passed, end: () => over.abort(null) };
}

/** The outcome of some work, or `tooLate` as its failure at that time. The work itself goes on, and nobody hears of it. */
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
