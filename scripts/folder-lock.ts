import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

const lookEveryMs = 500;

/**
 * Runs the work while this process holds the lock file, so that only one process works at a time. The lock of a dead
 * process is taken over. Two processes can do that at the same instant and then both work, so the work must end in an
 * atomic rename.
 */
export async function withFolderLock<T>(
  lock: string,
  onWait: () => void,
  work: () => Promise<T>,
): Promise<T> {
  let waiting = false;
  while (!take(lock)) {
    if (holderIsDead(lock)) {
      rmSync(lock, { force: true });
      continue;
    }
    if (!waiting) onWait();
    waiting = true;
    await pause(lookEveryMs);
  }
  const release = () => rmSync(lock, { force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    release();
    process.off("exit", release);
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function holderIsDead(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, "utf8")), 0);
    return false;
  } catch (error) {
    return ["ESRCH", "ENOENT"].includes(codeOf(error));
  }
}

/** The code of an error. It does not use `instanceof`: in jest, errors of Node's modules have another Error class. */
function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
