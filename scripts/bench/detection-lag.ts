import type { EndedTransition, JournalEntry } from "../../emulator";
import { percentile } from "./statistics";

/** How long after the end of a transition a look shows it, in milliseconds. */
export interface Lags {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

const looksAtInterfaces = "DescribeNetworkInterfaces";

/**
 * From the end of each transition to the first reply that shows it, by the emulator's clock. A look shows the interfaces
 * that it names; a look that names none of them is a page and shows all. A transition that no look shows has none.
 *
 * @param entries in the order of their time
 */
export function detectionLags(
  ended: readonly EndedTransition[],
  entries: readonly JournalEntry[],
): readonly (number | undefined)[] {
  const ids = [...new Set(ended.map(({ interfaceId }) => interfaceId))];
  const looks = entries
    .filter(({ action, code }) => action === looksAtInterfaces && code === null)
    .map(({ at, params }) => {
      const text = JSON.stringify(params);
      return { at, named: new Set(ids.filter((id) => text.includes(id))) };
    });
  return ended.map(({ interfaceId, at: end }) => {
    const first = looks.find(({ at, named }) => at >= end && (named.size === 0 || named.has(interfaceId)));
    return first && first.at - end;
  });
}

/** null without a lag. */
export function summary(lags: readonly number[]): Lags | null {
  if (lags.length === 0) return null;
  const [p50, p95, max] = [percentile(lags, 50), percentile(lags, 95), Math.max(...lags)].map(Math.round);
  return { p50: p50 ?? 0, p95: p95 ?? 0, max: max ?? 0 };
}
