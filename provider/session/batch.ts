import DataLoader from "dataloader";
import { concernsOneId } from "../core/errors";

/**
 * Concurrent callers within this time share one call. The engine's calls of one step arrive some milliseconds apart.
 */
const windowMs = 4;

export interface Batch<T> {
  /** The cloud's answer for the id; undefined when it does not know the id, also when asked for this id only. */
  load(id: string): Promise<T | undefined>;
}

/**
 * Looks up many ids with one call. Nothing is cached: each load is a fresh look.
 *
 * @param find one API call for up to `maxIds` ids; unknown ids are missing from its answer
 * @param busy whether other callers may ask soon; a single caller does not wait for others
 * @param untilTurn while the rate of the call is limited: until when it waits, and others can share it
 */
export function batchLooks<T extends { readonly id: string }>(
  find: (ids: readonly string[]) => Promise<readonly T[]>,
  maxIds: number,
  busy: () => boolean,
  untilTurn?: () => Promise<void> | undefined,
): Batch<T> {
  const loader = new DataLoader<string, T | undefined>(
    async (ids) => {
      const answers = new Map<string, T | Error>();
      await ask([...new Set(ids)]);
      return ids.map((id) => answers.get(id));

      async function ask(wanted: readonly string[]): Promise<void> {
        try {
          for (const item of await find(wanted)) answers.set(item.id, item);
        } catch (error) {
          return askInHalves(wanted, error);
        }
        // An id that is missing among others is asked for separately before it counts as unknown.
        const missing = wanted.length > 1 ? wanted.filter((id) => !answers.has(id)) : [];
        await Promise.all(missing.map((id) => ask([id])));
      }

      /**
       * A refusal may be about one of many ids. Splitting the list in halves finds that id, and the others get an
       * answer.
       */
      async function askInHalves(wanted: readonly string[], error: unknown): Promise<void> {
        const [id] = wanted;
        if (!concernsOneId(error) || id === undefined) throw error;
        if (wanted.length === 1) {
          answers.set(id, error as Error);
          return;
        }
        const middle = Math.ceil(wanted.length / 2);
        await Promise.all([ask(wanted.slice(0, middle)), ask(wanted.slice(middle))]);
      }
    },
    {
      cache: false,
      maxBatchSize: maxIds,
      batchScheduleFn: (dispatch) => scheduleDispatch(dispatch, busy, untilTurn),
    },
  );
  return { load: (id) => loader.load(id) };
}

export interface Lists<T> {
  /** Every item with the key; an empty list is a valid answer. */
  load(key: string): Promise<readonly T[]>;
}

/** Looks up the items with many keys with one call. Nothing is cached: each load is a fresh look. */
export function batchLists<T>(
  find: (keys: readonly string[]) => Promise<readonly T[]>,
  keyOf: (item: T) => string | undefined,
  maxKeys: number,
  busy: () => boolean,
  untilTurn?: () => Promise<void> | undefined,
): Lists<T> {
  const loader = new DataLoader<string, readonly T[]>(
    async (keys) => {
      const found = await find([...new Set(keys)]);
      return keys.map((key) => found.filter((item) => keyOf(item) === key));
    },
    {
      cache: false,
      maxBatchSize: maxKeys,
      batchScheduleFn: (dispatch) => scheduleDispatch(dispatch, busy, untilTurn),
    },
  );
  return { load: (key) => loader.load(key) };
}

/** A single caller does not wait for others. */
function scheduleDispatch(
  dispatch: () => void,
  busy: () => boolean,
  untilTurn?: () => Promise<void> | undefined,
): void {
  const turn = untilTurn?.();
  if (turn) void turn.then(dispatch);
  else if (busy()) setTimeout(dispatch, windowMs);
  else setImmediate(dispatch);
}
