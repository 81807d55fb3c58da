/** What can be measured, in the order of a run. All but the first of them need what `up` has made. */
export const operations = ["preview-new", "up", "preview", "refresh", "destroy"] as const;

export type Operation = (typeof operations)[number];

/** What a row counts: attachments of existing interfaces, or pairs of an interface and its attachment. */
export type BenchResources = "attachments" | "pairs";

/** What serves the provider: Pulumi's host of dynamic providers, or the engine's own plugin process. */
export const benchHosts = ["dynamic", "plugin"] as const;

export type BenchHost = (typeof benchHosts)[number];

/** One line of the report; values that do not apply are null. */
export interface BenchRow {
  cloud: string;
  host: BenchHost;
  resources: BenchResources;
  /** How many attachments or pairs. */
  size: number;
  /** How many interfaces are in other VPCs of the region. */
  foreign: number;
  transitionMs: number | string | null;
  parallel: number | null;
  operation: Operation | "first-check";
  /** The medians over all repeats, in seconds. */
  wallS: number | null;
  twinWallS: number | null;
  /** The CPU time of the command with the engine, the program and the provider, in seconds; the medians. */
  cpuS: number | null;
  twinCpuS: number | null;
  /** The difference between the two packages: the median over all repeats, the smallest and the largest. */
  addedS: number | null;
  addedMinS: number | null;
  addedMaxS: number | null;
  /** The number of API calls for each action; the largest of all repeats. */
  calls: Record<string, number> | null;
  /** How many calls the cloud refused, not for their rate; the largest of all repeats. */
  refused: number | null;
  /** How many calls the cloud refused for their rate; the largest of all repeats. */
  throttled: number | null;
  /** How long the quota makes the writes last, at the least. */
  forcedS: number | null;
  stateBytesPerResource: number | null;
  providerTextBytes: number | null;
  firstCheckMs: number | null;
  twinFirstCheckMs: number | null;
  repeats: number;
}

/** How many resources a stack of that size has. */
export function resourceCount({ resources, size }: Pick<BenchRow, "resources" | "size">): number {
  return resources === "pairs" ? 2 * size : size;
}

/** The size as the report names it. */
export function sizeText({ resources, size, foreign }: BenchRow): string {
  const own = resources === "pairs" ? `${size} pairs` : String(size);
  return foreign === 0 ? own : `${own} beside ${foreign}`;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

export function asTable(rows: BenchRow[]): string {
  const header = [
    "cloud",
    "host",
    "size",
    "transition",
    "operation",
    "wall s",
    "twin s",
    "CPU s",
    "twin CPU s",
    "added s (min … max)",
    "calls",
    "refused",
    "throttled",
    "forced s",
    "B/resource",
  ];
  const lines = rows.map((row) => [
    row.cloud,
    row.host,
    sizeText(row),
    row.transitionMs === null ? "–" : `${row.transitionMs} ms`,
    row.operation,
    row.firstCheckMs === null ? seconds(row.wallS) : `${row.firstCheckMs.toFixed(0)} ms`,
    row.twinFirstCheckMs === null ? seconds(row.twinWallS) : `${row.twinFirstCheckMs.toFixed(0)} ms`,
    seconds(row.cpuS),
    seconds(row.twinCpuS),
    row.addedS === null
      ? "–"
      : `${seconds(row.addedS)} (${seconds(row.addedMinS)} … ${seconds(row.addedMaxS)})`,
    row.calls === null ? "–" : callsText(row.calls),
    row.refused === null ? "–" : String(row.refused),
    row.throttled === null ? "–" : String(row.throttled),
    seconds(row.forcedS),
    row.stateBytesPerResource === null ? "–" : String(Math.round(row.stateBytesPerResource)),
  ]);
  const table = [header, ...lines];
  const widths = header.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
  return table
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function seconds(value: number | null): string {
  return value === null ? "–" : value.toFixed(2);
}

function callsText(calls: Record<string, number>): string {
  const parts = Object.entries(calls).map(([action, count]) => `${action} ${count}`);
  return parts.length === 0 ? "none" : parts.join(", ");
}
