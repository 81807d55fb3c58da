import type { Clock } from "./clock";

/** The outcome of some work, or `tooLate` as its failure at that time. The work itself goes on and is no longer heard. */
export async function byDeadline<T>(
  clock: Clock,
  atMs: number,
  work: Promise<T>,
  tooLate: () => Error,
): Promise<T> {
  const over = new AbortController();
  const late = clock.sleep(atMs - clock.now(), over.signal).then(() => {
    // Woken because the work has ended: nobody is late.
    if (!over.signal.aborted) throw tooLate();
    return undefined as never;
  });
  // Whichever comes second must not count as unhandled.
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    // With a reason: the default one is an exception with a stack, made anew for every look.
    over.abort(null);
  }
}
