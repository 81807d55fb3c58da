import { spawn } from "node:child_process";
import { UserError } from "../provider/core/errors";
import { maxQuoteLength, quoted } from "../provider/core/quoted";

/**
 * The output of a command of Pulumi's command line, which knows the project of this folder, its backend and its stacks.
 * Its errors are about a stack or a login, and the user has to see them.
 */
export function runPulumi(command: readonly string[], options: readonly string[]): Promise<string> {
  const name = ["pulumi", ...command].join(" ");
  return new Promise((resolve, reject) => {
    const child = spawn("pulumi", [...command, "--non-interactive", ...options], {
      stdio: ["inherit", "pipe", "pipe"],
    });
    let out = "";
    let problem = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      problem += text;
    });
    child.on("error", (error: NodeJS.ErrnoException) =>
      reject(new UserError(`--stack needs Pulumi's command line, for \`${name}\`: pulumi (${error.code}).`)),
    );
    child.on("close", (exitCode) =>
      exitCode === 0
        ? resolve(out)
        : reject(new UserError(`\`${name}\` failed: ${quoted(problem.trim(), maxQuoteLength)}`)),
    );
  });
}
