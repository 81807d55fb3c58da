import { readFileSync, writeFileSync } from "node:fs";

/** The memory of a process now and at its peak since `forgetPeak`, in bytes; undefined where the system does not tell. */
export interface Memory {
  readonly nowBytes: number;
  readonly peakBytes: number;
}

export function memoryOf(processId: number): Memory | undefined {
  try {
    const status = readFileSync(`/proc/${processId}/status`, "utf8");
    const kibibytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1]);
    const memory = { nowBytes: kibibytes("VmRSS") * 1024, peakBytes: kibibytes("VmHWM") * 1024 };
    // A process that has just ended is still listed, but has no memory.
    return Number.isNaN(memory.peakBytes) ? undefined : memory;
  } catch {
    return undefined;
  }
}

/** See proc(5), clear_refs. */
export function forgetPeak(processId: number): void {
  try {
    writeFileSync(`/proc/${processId}/clear_refs`, "5");
  } catch {
    // Only Linux tells.
  }
}
