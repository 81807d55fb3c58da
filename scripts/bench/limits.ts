import { type BenchRow, resourceCount, sizeText } from "./bench-row";

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
      row.addedS === null || row.transitionMs !== 0 || row.operation === "preview" || row.throttled
        ? undefined
        : { actual: row.addedS, limit: mostAddedS(row) },
  },
  {
    figure: "API calls in the preview of new attachments",
    of: ({ cloud, operation, calls }) => {
      const limit = mostCallsOfNew[cloud];
      if (operation !== "preview-new" || calls === null || limit === undefined) return undefined;
      return { actual: sum(calls), limit };
    },
  },
  {
    figure: "API calls in the preview of an unchanged program",
    of: ({ operation, calls }) =>
      operation === "preview" && calls ? { actual: sum(calls), limit: 0 } : undefined,
  },
  {
    figure: "refused calls",
    of: ({ refused: actual }) => (actual === null ? undefined : { actual, limit: 0 }),
  },
  {
    figure: "of the calls are refused for their rate",
    of: ({ calls, throttled }) =>
      calls === null || throttled === null
        ? undefined
        : { actual: throttled / Math.max(1, sum(calls)), limit: 0.05 },
  },
  {
    figure: "seconds, where the twin needs its time and the quota forces the rest",
    of: ({ wallS, twinWallS, forcedS }) =>
      wallS === null || twinWallS === null || !forcedS
        ? undefined
        : { actual: wallS, limit: twinWallS + 1.15 * forcedS },
  },
  {
    figure: "times the duration of the twin's first check",
    of: ({ firstCheckMs, twinFirstCheckMs }) =>
      firstCheckMs === null || twinFirstCheckMs === null
        ? undefined
        : { actual: firstCheckMs / twinFirstCheckMs, limit: 1.15 },
  },
];

/** A preview makes few calls, so it may add less for each resource than an operation that attaches. */
function mostAddedS(row: BenchRow): number {
  const count = resourceCount(row);
  return row.operation === "preview-new" ? 0.5 + 0.002 * count : 0.25 + 0.003 * count;
}

/** For a thousand attachments on a hundred instances, by the longest page of each cloud. */
const mostCallsOfNew: Readonly<Record<string, number>> = { alibaba: 25, tencent: 40, zenlayer: 15 };

function sum(calls: Readonly<Record<string, number>>): number {
  return Object.values(calls).reduce((total, count) => total + count, 0);
}

/** One line for each figure that is over its limit. */
export function overLimit(rows: BenchRow[]): string[] {
  return rows.flatMap((row) =>
    limits.flatMap(({ figure, of }) => {
      const found = of(row);
      if (found === undefined || found.actual <= found.limit) return [];
      const [actual, limit] = [found.actual, found.limit].map((value) => Number(value.toFixed(3)));
      return [
        `${row.cloud} ${row.operation} of ${sizeText(row)}: ${actual} ${figure}, the limit is ${limit}`,
      ];
    }),
  );
}
