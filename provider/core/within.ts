/** What `within` rejects with when the time is over. */
export class TooLate extends Error {
  constructor() {
    super("Timeout");
  }
}

/** The outcome of some work, or a rejection with `TooLate`. The work itself cannot be stopped and is no longer heard. */
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
