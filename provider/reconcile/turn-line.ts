import { formatDuration } from "../core/duration";
import type { CloudError } from "../core/errors";

/** The line of a resource whose call waits, because the cloud has refused its action for the rate. */
export function turnLine(what: string, { action, code }: CloudError, waitedMs: number): string {
  const reason = code === undefined ? "" : ` (${code})`;
  return `waiting to ${what}, ${formatDuration(waitedMs)}: the cloud limits ${action}${reason}`;
}
