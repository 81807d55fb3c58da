import { readFileSync } from "node:fs";

/**
 * A command that runs another one, which follows it. It writes to the file how much CPU time the other one and all
 * descendants that it waited for have used.
 */
export function cpuTimer(file: string): readonly string[] {
  return ["/bin/sh", "-c", '"$@"; code=$?; times >"$0"; exit $code', file];
}

/** User and system time together, in seconds. */
export function cpuSeconds(file: string): number {
  // The first line is the shell's own time.
  const [, descendants = ""] = readFileSync(file, "utf8").split("\n");
  const times = [...descendants.matchAll(/(\d+)m([\d.]+)s/g)];
  if (times.length !== 2) throw new Error(`no times of the descendants in ${file}: ${descendants}`);
  return times.reduce((sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds), 0);
}
