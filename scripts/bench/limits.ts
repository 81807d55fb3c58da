import { type BenchRow, resourceCount } from "./bench-row";

interface Limit {
  figure: string;
  /** The value and its limit; undefined when the figure does not apply to the row. */
  of: (row: BenchRow) => { actual: number; limit: number } | undefined;
}

const limits: Limit[] = [
  {
    figure: "bytes of state for each resource",
    of: ({ stateBytesPerResource: actual }) => (actual === null ? undefined : { actual, limit: 2_300 }),
  },
  {
    figure: "bytes of constant text",
    of: ({ providerTextBytes: actual }) => (actual === null ? undefined : { actual, limit: 120 }),
  },
  {
    figure: "seconds more than the twin, with an instant cloud",
    of: (row) =>
      row.addedS === null || row.transitionMs !== 0 || row.operation === "preview"
        ? undefined
        : { actual: row.addedS, limit: 0.25 + 0.003 * resourceCount(row) },
  },
  {
    figure: "API calls in the preview of an unchanged program",
    of: ({ operation, calls }) =>
      operation === "preview" && calls
        ? { actual: Object.values(calls).reduce((sum, count) => sum + count, 0), limit: 0 }
        : undefined,
  },
  {
    figure: "refused calls",
    of: ({ refused: actual }) => (actual === null ? undefined : { actual, limit: 0 }),
  },
  {
    figure: "times the duration of the twin's first check",
    of: ({ firstCheckMs, twinFirstCheckMs }) =>
      firstCheckMs === null || twinFirstCheckMs === null
        ? undefined
        : { actual: firstCheckMs / twinFirstCheckMs, limit: 1.15 },
  },
];

/** One line for each figure that is over its limit. */
export function overLimit(rows: BenchRow[]): string[] {
  return rows.flatMap((row) =>
    limits.flatMap(({ figure, of }) => {
      const found = of(row);
      if (found === undefined || found.actual <= found.limit) return [];
      const [actual, limit] = [found.actual, found.limit].map((value) => Number(value.toFixed(3)));
      const size = row.resources === "pairs" ? `${row.size} pairs` : row.size;
      return [`${row.cloud} ${row.operation} of ${size}: ${actual} ${figure}, the limit is ${limit}`];
    }),
  );
}
