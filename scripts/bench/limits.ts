import { type BenchRow, resourceCount, sizeText } from "./bench-row";
import { sum } from "./statistics";

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
    figure: "seconds of CPU, with an instant cloud",
    of: (row) =>
      row.cpuS === null || row.twinCpuS === null || row.transitionMs !== 0 || row.throttled
        ? undefined
        : { actual: row.cpuS, limit: 1.1 * row.twinCpuS + 0.002 * resourceCount(row) * row.stacks },
  },
  {
    figure: "seconds, where the twin needs its time and the transitions the rest",
    of: (row) => {
      const transitionsS = fixedTransitionsS(row);
      if (row.wallS === null || row.bestS === null || transitionsS === undefined) return undefined;
      return { actual: row.wallS, limit: row.bestS + mostBesideTransitionsS(row) };
    },
  },
  {
    figure: "looks in one wave of transitions",
    of: (row) =>
      row.calls === null || fixedTransitionsS(row) === undefined || !isOneWave(row)
        ? undefined
        : { actual: looksOf(row.calls), limit: row.resources === "pairs" ? 60 : 30 },
  },
  {
    figure: "looks a second while transitions last",
    // One wave of equal transitions has its own limit: all of them end at once, and then looks come together.
    of: (row) =>
      row.looksPerS === null || row.forcedS || isOneWave(row)
        ? undefined
        : { actual: row.looksPerS, limit: 2 },
  },
  {
    figure: "ms from the end of a transition to the look that shows it (p50)",
    of: ({ lagMs, forcedS }) => (lagMs === null || forcedS ? undefined : { actual: lagMs.p50, limit: 300 }),
  },
  {
    figure: "ms from the end of a transition to the look that shows it (p95)",
    of: ({ lagMs, forcedS }) => (lagMs === null || forcedS ? undefined : { actual: lagMs.p95, limit: 700 }),
  },
  {
    figure: "API calls in the preview of new attachments",
    of: ({ cloud, operation, calls }) => {
      const limit = mostCallsOfNew[cloud];
      if (operation !== "preview-new" || calls === null || limit === undefined) return undefined;
      return { actual: sum(Object.values(calls)), limit };
    },
  },
  {
    figure: "API calls in a refresh",
    of: ({ cloud, operation, calls, size, resources }) => {
      const limit = mostCallsOfRefresh[cloud];
      if (operation !== "refresh" || calls === null || limit === undefined || resources === "pairs")
        return undefined;
      return size < 1_000 ? undefined : { actual: sum(Object.values(calls)), limit };
    },
  },
  {
    figure: "API calls in the preview of an unchanged program",
    of: ({ operation, calls }) =>
      operation === "preview" && calls ? { actual: sum(Object.values(calls)), limit: 0 } : undefined,
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
        : { actual: throttled / Math.max(1, sum(Object.values(calls))), limit: 0.05 },
  },
  {
    figure: "seconds, where the twin needs its time and the quota forces the rest",
    of: ({ wallS, twinWallS, forcedS, stacks }) =>
      wallS === null || twinWallS === null || !forcedS
        ? undefined
        : { actual: wallS, limit: twinWallS + (stacks === 1 ? 1.15 : 1.2) * forcedS },
  },
  {
    figure: "times the fastest stack's time for the slowest",
    of: ({ stackWallS }) =>
      stackWallS === null
        ? undefined
        : { actual: Math.max(...stackWallS) / Math.min(...stackWallS), limit: 1.3 },
  },
  {
    figure: "MB of memory more than the twin",
    of: ({ rssMb, twinRssMb, size }) =>
      rssMb === null || twinRssMb === null || size < 1_000
        ? undefined
        : { actual: rssMb - twinRssMb, limit: 40 },
  },
  {
    figure: "times the duration of the twin's first check",
    of: ({ firstCheckMs, twinFirstCheckMs }) =>
      firstCheckMs === null || twinFirstCheckMs === null
        ? undefined
        : { actual: firstCheckMs / twinFirstCheckMs, limit: 1.15 },
  },
];

/** A preview of what is new looks at the cloud before it answers, so it may add more for a few resources. */
function mostAddedS(row: BenchRow): number {
  const count = resourceCount(row);
  return row.operation === "preview-new" ? 0.5 + 0.002 * count : 0.25 + 0.0015 * count;
}

/** What all transitions force; undefined when their duration varies, when a quota limits, or when nothing changes. */
function fixedTransitionsS({ operation, transitionMs, wallS, twinWallS, bestS, forcedS }: BenchRow) {
  const changes = operation === "up" || operation === "destroy";
  if (!changes || typeof transitionMs !== "number" || transitionMs === 0 || forcedS) return undefined;
  return wallS === null || bestS === null || twinWallS === null ? undefined : bestS - twinWallS;
}

function wavesOf(row: BenchRow): number {
  return Math.round(((fixedTransitionsS(row) ?? 0) * 1_000) / Number(row.transitionMs));
}

function isOneWave(row: BenchRow): boolean {
  return wavesOf(row) === 1;
}

/** Each wave may end a little late. One wave alone has no other in which to make up for a late look. */
function mostBesideTransitionsS(row: BenchRow): number {
  if (row.resources === "pairs") return 0.0015 * row.size;
  return isOneWave(row) ? 0.5 : 0.15 * wavesOf(row);
}

function looksOf(calls: Readonly<Record<string, number>>): number {
  const looks = Object.entries(calls).filter(([action]) => action.startsWith("Describe"));
  return sum(looks.map(([, count]) => count));
}

/** For a thousand attachments on a hundred instances, by the longest page of each cloud. */
const mostCallsOfNew: Readonly<Record<string, number>> = { alibaba: 25, tencent: 40, zenlayer: 15 };
/** For a thousand attachments, by the same. */
const mostCallsOfRefresh: Readonly<Record<string, number>> = { alibaba: 10, tencent: 18, zenlayer: 6 };

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
