import { readFileSync } from "node:fs";
import { descendantsOf } from "../process-tree";

/** Node serves dynamic providers with the first; the second is the file of a plugin, ours or the twin's. */
const providerCommand = /dynamic-provider|plugin\/(start|main)\.js/;
const periodMs = 250;

/**
 * Watches the provider process of a command. The returned function stops that and tells its memory at the peak in
 * megabytes; null where the system does not tell.
 *
 * @param commandId the id of the process whose descendant the provider is
 */
export function watchProviderMemory(commandId: number): () => number | null {
  let peakMb: number | null = null;
  const timer = setInterval(() => {
    // A launcher can run beside the process that it started, so the largest one counts.
    for (const { processId, command } of descendantsOf(commandId)) {
      const mb = providerCommand.test(command) ? peakOf(processId) : undefined;
      if (mb !== undefined) peakMb = Math.max(mb, peakMb ?? 0);
    }
  }, periodMs);
  return () => {
    clearInterval(timer);
    return peakMb;
  };
}

/** See proc(5): the system keeps the peak, so only the last moments of the process are missing. */
function peakOf(processId: number): number | undefined {
  try {
    const [, kibibytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${processId}/status`, "utf8")) ?? [];
    return kibibytes === undefined ? undefined : Number(kibibytes) / 1024;
  } catch {
    return undefined;
  }
}
