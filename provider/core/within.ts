/** The rejection of `within` when the time is over. */
export class TooLate extends Error {
  constructor() {
    super("Timeout");
  }
}

/**
 * The result of some work, or a rejection with `TooLate`. The work itself cannot be stopped, and its result is then
 * ignored.
 */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooLate()), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
