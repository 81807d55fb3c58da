import { spawn } from "node:child_process";
import { killTree } from "./process-tree";

export interface CommandOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Kills the command and everything it started when it takes longer. Default: no limit. */
  timeoutMs?: number;
  /** Receives the output as it comes; the result has all of it, too. */
  onOutput?: (text: string, stream: "stdout" | "stderr") => void;
  /** Receives the id of the process, so that a test can signal it. */
  onStart?: (processId: number) => void;
}

export interface CommandResult {
  /** null when a signal ended the command, or when it could not be started. */
  exitCode: number | null;
  stdout: string;
  stderr: string;
  seconds: number;
  timedOut: boolean;
}

const running = new Set<number>();
process.on("exit", () => running.forEach(killTree));
// Each command has its own process group, so the terminal's Ctrl-C ends only this process. The exit handler ends them.
for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const) {
  process.once(signal, () => process.exit(code));
}

/** Runs a command without a shell and without input until it ends; never throws. */
export function runCommand(
  file: string,
  args: string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const startedAt = performance.now();
  const result = { stdout: "", stderr: "", timedOut: false };
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const { pid } = child;
    if (pid !== undefined) {
      running.add(pid);
      options.onStart?.(pid);
    }
    const timer = options.timeoutMs === undefined ? undefined : setTimeout(expire, options.timeoutMs);
    function expire(): void {
      result.timedOut = true;
      if (pid !== undefined) killTree(pid);
    }
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (text: string) => {
        result[stream] += text;
        options.onOutput?.(text, stream);
      });
    }
    function settle(exitCode: number | null): void {
      clearTimeout(timer);
      if (pid !== undefined) running.delete(pid);
      resolve({ ...result, exitCode, seconds: (performance.now() - startedAt) / 1000 });
    }
    child.on("error", (error) => {
      result.stderr += error.message;
      settle(null);
    });
    child.on("close", settle);
  });
}
