import { memoryOf } from "../process-memory";
import { descendantsOf } from "../process-tree";

/** Node serves dynamic providers with the first; the second is the file of a plugin, ours or the twin's. */
const providerCommand = /dynamic-provider|plugin\/(start|main)\.js/;
/** The provider of the shortest command lives for about a quarter of a second. */
const periodMs = 100;
const bytesPerMb = 1024 * 1024;

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
      const memory = providerCommand.test(command) ? memoryOf(processId) : undefined;
      // The system keeps the peak, so only the last moments of the process are missing.
      if (memory) peakMb = Math.max(memory.peakBytes / bytesPerMb, peakMb ?? 0);
    }
  }, periodMs);
  return () => {
    clearInterval(timer);
    return peakMb;
  };
}
