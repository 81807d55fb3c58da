/** The rejection of `withTimeout` when the time is over. */
export class TimeoutError extends Error {
  constructor() {
    super("Timeout");
  }
}

/**
 * The result of some work, or a rejection with `TimeoutError`. The work itself cannot be stopped, and its result is
 * then ignored.
 */
export async function withTimeout<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeoutError()), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
