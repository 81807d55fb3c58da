import { concernsOneId } from "../core/errors";
import type { Snapshot, SnapshotCache } from "./snapshot-cache";

/** How a look finds what else it can ask for. */
export interface LookAhead<T extends Snapshot> {
  readonly snapshots: SnapshotCache<T>;
  readonly maxIds: number;
  /** Whether an operation of this run may look at the item before it writes. */
  readonly mayBeNext: (item: T) => boolean;
}

/**
 * Looks at ids, and in the same call at others that operations of this run may look at next. The engine begins a
 * hundred operations over seconds, so a call for each would cost a hundred calls.
 */
export async function lookAhead<T extends Snapshot>(
  ids: readonly string[],
  { snapshots, maxIds, mayBeNext }: LookAhead<T>,
  find: (ids: readonly string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const wanted = new Set(ids);
  const outdated = ids.length < maxIds ? snapshots.outdated(maxIds, mayBeNext) : [];
  const next = outdated.filter((id) => !wanted.has(id)).slice(0, maxIds - ids.length);
  if (next.length === 0) return find(ids);
  try {
    const seen = await find([...ids, ...next]);
    const shown = new Set(seen.map(({ id }) => id));
    snapshots.forget(next.filter((id) => !shown.has(id)));
    return seen;
  } catch (error) {
    // Perhaps one of the others is the cause.
    if (!concernsOneId(error)) throw error;
    snapshots.forget(next);
    return find(ids);
  }
}
