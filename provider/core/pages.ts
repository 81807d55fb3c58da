/** One page of an answer. */
export interface Page<T> {
  readonly items: readonly T[];
  /** What the next page is asked by; undefined: this is the last. */
  readonly next: string | undefined;
}

/**
 * All items of an answer in pages, each once. A page with nothing new is the last, and so is one that hands out an
 * earlier token: a gateway that ignores where a page begins, or a wrong total, must not hold us for ever.
 */
export async function everyPage<T>(
  ask: (page: string | undefined) => Promise<Page<T>>,
  idOf: (item: T) => string,
): Promise<readonly T[]> {
  const items = new Map<string, T>();
  const used = new Set<string>();
  for (let token: string | undefined; ; ) {
    const page = await ask(token);
    const known = items.size;
    for (const item of page.items) items.set(idOf(item), item);
    const isRepeated = page.items.length > 0 && items.size === known;
    if (page.next === undefined || used.has(page.next) || isRepeated) return [...items.values()];
    token = page.next;
    used.add(token);
  }
}
