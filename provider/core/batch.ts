import DataLoader from "dataloader";

/** Concurrent callers that ask within this time share one call; engine calls of one step arrive some milliseconds apart. */
const windowMs = 4;

export interface Batch<T> {
  /** What the cloud answers for the id; undefined when it does not know the id, after it was asked for alone. */
  load(id: string): Promise<T | undefined>;
}

/**
 * Looks at many ids with one call. Nothing is kept: each load is a fresh look.
 *
 * @param find one API call for up to `maxIds` ids; ids that the cloud does not know are missing from its answer
 * @param idOf the id of an item
 * @param busy whether other callers may be about to ask; a lone caller does not wait for company
 */
export function batchLooks<T>(
  find: (ids: readonly string[]) => Promise<readonly T[]>,
  idOf: (item: T) => string,
  maxIds: number,
  busy: () => boolean,
): Batch<T> {
  const loader = new DataLoader<string, T | undefined>(
    async (ids) => {
      const wanted = [...new Set(ids)];
      const found = new Map((await find(wanted)).map((item) => [idOf(item), item]));
      if (wanted.length > 1) await askAlone(wanted.filter((id) => !found.has(id)));
      return ids.map((id) => found.get(id));

      async function askAlone(missing: readonly string[]): Promise<void> {
        const answers = await Promise.all(missing.map((id) => find([id])));
        for (const item of answers.flat()) found.set(idOf(item), item);
      }
    },
    {
      cache: false,
      maxBatchSize: maxIds,
      batchScheduleFn: (dispatch) => (busy() ? setTimeout(dispatch, windowMs) : setImmediate(dispatch)),
    },
  );
  return { load: (id) => loader.load(id) };
}
