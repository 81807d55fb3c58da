import { spawnSync } from "node:child_process";

export interface RunningProcess {
  processId: number;
  command: string;
}

/** The processes that a process started, and those that they started; the direct ones first. */
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
 * Kills a process and all that it started. Killing its process group is not enough: the Pulumi engine starts its plugins
 * in other groups, and they keep running when the engine is killed.
 */
export function killTree(processId: number): void {
  if (processId <= 1)
    throw new Error(`process ${processId} was not started by us, and its tree is the whole machine`);
  for (const target of [processId, ...descendantsOf(processId).map((descendant) => descendant.processId)]) {
    try {
      process.kill(target, "SIGKILL");
    } catch {
      // The process has already ended.
    }
  }
}
