/** One page of an answer. */
export interface Page<T> {
  readonly items: readonly T[];
  /** The token for the next page; undefined for the last page. */
  readonly next: string | undefined;
}

/**
 * All items of an answer in pages, each once. The last page is also one with nothing new, or with an earlier token: a
 * gateway that ignores the position, or a wrong total, must not cause an endless loop.
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
