import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Acquisition } from "./pulumi-build";
import { runCommand } from "./run-command";

const downloadSite = "https://get.pulumi.com/install.sh";
const reachableWithinMs = 4_000;
const installedWithinMs = 180_000;

/** Pulumi's own installer, as the Automation API runs it. Answers what stood in the way, or undefined. */
export async function installPulumi({ target, version, say, env }: Acquisition): Promise<string | undefined> {
  try {
    await fetch(downloadSite, { method: "HEAD", signal: AbortSignal.timeout(reachableWithinMs) });
  } catch {
    return "Pulumi's download site cannot be reached from here";
  }
  say("  downloading it from Pulumi's site …");
  const existed = existsSync(target);
  // In a process of its own: the Automation API has no time limit for its installer.
  const script = `
    const { PulumiCommand } = require("@pulumi/pulumi/automation");
    const { SemVer } = require("semver");
    const [root, version] = process.argv.slice(1);
    PulumiCommand.install({ root, version: new SemVer(version) }).catch((error) => {
      console.error(error.message);
      process.exitCode = 1;
    });`;
  const answer = await runCommand(process.execPath, ["-e", script, target, version], {
    cwd: join(__dirname, "..", ".."),
    env,
    timeoutMs: installedWithinMs,
  });
  if (answer.exitCode === 0) return undefined;
  if (!existed) rmSync(target, { recursive: true, force: true });
  const reason = answer.timedOut ? "it took too long" : answer.stderr.trim().split("\n").at(-1);
  return `Pulumi's installer failed (${reason})`;
}
