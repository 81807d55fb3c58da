import type { CloudName, Throttle } from "../../emulator";

/** How many calls of each action the cloud accepts: in a second, or in each window. */
export interface Quota {
  readonly writes: number | undefined;
  readonly looks: number | undefined;
  /** Undefined: a bucket that holds the calls of one second. */
  readonly windowS: number | undefined;
}

const writes = [
  "AttachNetworkInterface",
  "DetachNetworkInterface",
  "CreateNetworkInterface",
  "DeleteNetworkInterface",
];
const looks = ["DescribeNetworkInterfaces", "DescribeInstances"];

export function isWrite(action: string): boolean {
  return writes.includes(action);
}

/** One limit for each action, as the clouds have it. */
export function throttlesOf(cloud: CloudName, quota: Quota): Throttle[] {
  const limitsOf = (actions: readonly string[], limit: number | undefined) =>
    limit === undefined ? [] : actions.map((action) => ({ cloud, action, ...countOf(limit, quota) }));
  return [...limitsOf(writes, quota.writes), ...limitsOf(looks, quota.looks)];
}

function countOf(limit: number, { windowS }: Quota) {
  return windowS === undefined
    ? { ratePerSecond: limit, burst: limit }
    : { limit, windowMs: windowS * 1_000 };
}

/**
 * How many seconds pass from the first write to the last at the least, when the quota is unused before. The writes of
 * different actions have their own quotas and can be made side by side. Looks can be shared, so they force nothing.
 *
 * - A bucket is full at the first write: (writes - bucket) / rate.
 * - A window begins at the first write: (number of windows - 1) × window.
 *
 * @param accepted the number of accepted calls for each action
 */
export function forcedSeconds(quota: Quota, accepted: Readonly<Record<string, number>>): number {
  const { writes: limit, windowS } = quota;
  if (limit === undefined) return 0;
  const most = Math.max(0, ...writes.map((action) => accepted[action] ?? 0));
  if (windowS === undefined) return Math.max(0, most - limit) / limit;
  return Math.max(0, Math.ceil(most / limit) - 1) * windowS;
}

/** null without a quota. */
export function quotaText({ writes: limit, windowS }: Quota): string | null {
  if (limit === undefined) return null;
  return windowS === undefined ? `${limit} writes a second` : `${limit} writes in ${windowS} s`;
}
