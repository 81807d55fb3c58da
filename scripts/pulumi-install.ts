import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Acquisition } from "./pulumi-build";
import { runCommand } from "./run-command";

const downloadSite = "https://get.pulumi.com/install.sh";
const reachTimeoutMs = 4_000;
const installTimeoutMs = 180_000;

/** Runs Pulumi's own installer through the Automation API. Returns the reason when it cannot, else undefined. */
export async function installPulumi({ target, version, say, env }: Acquisition): Promise<string | undefined> {
  try {
    await fetch(downloadSite, { method: "HEAD", signal: AbortSignal.timeout(reachTimeoutMs) });
  } catch {
    return "Pulumi's download site cannot be reached from here";
  }
  say("  downloading it from Pulumi's site …");
  const existed = existsSync(target);
  // In a separate process with a time limit, because the installer of the Automation API has none.
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
    timeoutMs: installTimeoutMs,
  });
  if (answer.exitCode === 0) return undefined;
  if (!existed) rmSync(target, { recursive: true, force: true });
  const reason = answer.timedOut ? "it took too long" : answer.stderr.trim().split("\n").at(-1);
  return `Pulumi's installer failed (${reason})`;
}
