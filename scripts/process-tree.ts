import { spawnSync } from "node:child_process";

export interface RunningProcess {
  processId: number;
  command: string;
}

/** The processes that this one started, directly or not, the nearest first. */
export function descendantsOf(processId: number): RunningProcess[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" });
  const all = (stdout ?? "").split("\n").flatMap((line) => {
    const [, child, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return command === undefined ? [] : [{ processId: Number(child), parent: Number(parent), command }];
  });
  const found: RunningProcess[] = [];
  const parents = [processId];
  for (const parent of parents) {
    for (const child of all.filter((candidate) => candidate.parent === parent)) {
      parents.push(child.processId);
      found.push({ processId: child.processId, command: child.command });
    }
  }
  return found;
}

/**
 * Kills a process and all that it started. A process group is not enough: the Pulumi engine gives its plugins
 * groups of their own, and they live on when it is killed.
 */
export function killTree(processId: number): void {
  if (processId <= 1) throw new Error(`${processId} is no process of ours: its tree is the whole machine`);
  for (const target of [processId, ...descendantsOf(processId).map((descendant) => descendant.processId)]) {
    try {
      process.kill(target, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
}
