import type { Lags } from "./detection-lag";

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
  /** How many stacks of this size run at once. */
  stacks: number;
  /** What the cloud accepts of each action, in words; null when it is unlimited. */
  quota: string | null;
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
  /** The fewest calls that the operation can make, and the shortest time that it can take beside its twin. */
  bestCalls: number | null;
  bestS: number | null;
  /** From the end of a transition to the first look that shows it, over all repeats. */
  lagMs: Lags | null;
  /** Looks for each second in which a transition is waited for; the largest of all repeats. */
  looksPerS: number | null;
  /** The time of each stack, of the repeat whose slowest stack took longest beside its fastest. */
  stackWallS: number[] | null;
  /** The memory of the provider process at its peak; the medians. */
  rssMb: number | null;
  twinRssMb: number | null;
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
export function sizeText({ resources, size, foreign, stacks }: BenchRow): string {
  const own = resources === "pairs" ? `${size} pairs` : String(size);
  const all = stacks === 1 ? own : `${stacks} stacks of ${own}`;
  return foreign === 0 ? all : `${all} beside ${foreign}`;
}

/** A row of which nothing is measured yet. */
export function emptyRow(of: Pick<BenchRow, "cloud" | "host" | "operation" | "size" | "repeats">): BenchRow {
  return {
    ...{ resources: "attachments", foreign: 0, transitionMs: null, parallel: null, stacks: 1, quota: null },
    ...{ wallS: null, twinWallS: null, cpuS: null, twinCpuS: null },
    ...{ addedS: null, addedMinS: null, addedMaxS: null },
    ...{ calls: null, refused: null, throttled: null, forcedS: null, bestCalls: null, bestS: null },
    ...{ lagMs: null, looksPerS: null, stackWallS: null, rssMb: null, twinRssMb: null },
    ...{ stateBytesPerResource: null, providerTextBytes: null, firstCheckMs: null, twinFirstCheckMs: null },
    ...of,
  };
}
