import { spawn } from "node:child_process";

export interface CommandOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Ends the command and everything it started when it takes longer. Default: no limit. */
  timeoutMs?: number;
  /** Receives output as it comes, besides its being collected. */
  onOutput?: (text: string, stream: "stdout" | "stderr") => void;
  signal?: AbortSignal;
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
// Groups of their own do not get the terminal's Ctrl-C: whoever ends us must end them too.
for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const) {
  process.once(signal, () => process.exit(code));
}
process.on("exit", () => {
  for (const groupId of running) endGroup(groupId);
});

/** Runs a command to its end without a shell and without input; never throws. */
export function runCommand(
  file: string,
  args: string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const startedAt = performance.now();
  const result: CommandResult = { exitCode: null, stdout: "", stderr: "", seconds: 0, timedOut: false };
  return new Promise((resolve) => {
    // A group of its own, so that a time limit also ends what the command started.
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const groupId = child.pid;
    if (groupId !== undefined) running.add(groupId);
    const end = () => groupId !== undefined && endGroup(groupId);
    const timer = options.timeoutMs === undefined ? undefined : setTimeout(expire, options.timeoutMs);
    function expire(): void {
      result.timedOut = true;
      end();
    }
    options.signal?.addEventListener("abort", end);
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (text: string) => {
        result[stream] += text;
        options.onOutput?.(text, stream);
      });
    }
    function settle(exitCode: number | null): void {
      clearTimeout(timer);
      options.signal?.removeEventListener("abort", end);
      if (groupId !== undefined) running.delete(groupId);
      resolve({ ...result, exitCode, seconds: (performance.now() - startedAt) / 1000 });
    }
    child.on("error", (error) => {
      result.stderr += error.message;
      settle(null);
    });
    child.on("close", settle);
  });
}

function endGroup(groupId: number): void {
  try {
    process.kill(-groupId, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
