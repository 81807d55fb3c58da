import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import type { Say } from "./go-build";
import { buildPulumi } from "./pulumi-build";
import { installPulumi } from "./pulumi-install";
import { runCommand } from "./run-command";

export interface PulumiCli {
  /** The folder of the executable; it must be first on PATH. */
  bin: string;
  version: string;
}

/** The oldest engine that works with the oldest SDK of the package's peer range. */
const oldestVersion = "3.216.0";
/** The version that is downloaded or built when none is found. */
const wantedVersion = "3.259.0";

/**
 * Finds a Pulumi CLI that works: on PATH, or kept from an earlier run. Else gets one with Pulumi's installer, or builds
 * it with Go. When all four fail, the error says what was tried and what to do.
 */
export async function ensurePulumi(
  say: Say = (line) => console.error(line),
  env: NodeJS.ProcessEnv = process.env,
): Promise<PulumiCli> {
  const home = env.PULUMI_HOME || join(homedir(), ".pulumi");
  const found = (await onPath(say, env)) ?? (await kept(home, say, env));
  if (found) return found;
  say(
    `There is no Pulumi CLI of version ${oldestVersion} or later here. Getting version ${wantedVersion}, only once.`,
  );
  const target = join(home, "versions", wantedVersion);
  const failures: string[] = [];
  for (const get of [installPulumi, buildPulumi]) {
    const failure = await get({ target, version: wantedVersion, say, env });
    const cli = failure ? undefined : await examine(join(target, "bin"), say, env);
    if (cli) return cli;
    failures.push(failure ?? `the CLI in ${target} does not run`);
    say(`  ${failures.at(-1)}`);
  }
  throw new Error(
    `There is no Pulumi CLI on this machine and it could not be installed or built: ${failures.join("; ")}. ` +
      "Install it (https://www.pulumi.com/docs/iac/download-install/) or Go 1.25 or later, and run this again.",
  );
}

async function onPath(say: Say, env: NodeJS.ProcessEnv): Promise<PulumiCli | undefined> {
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const bin = folders.find((folder) => existsSync(join(folder, "pulumi")));
  return bin === undefined ? undefined : await examine(bin, say, env);
}

async function kept(home: string, say: Say, env: NodeJS.ProcessEnv): Promise<PulumiCli | undefined> {
  const versions = join(home, "versions");
  if (!existsSync(versions)) return undefined;
  const newestFirst = readdirSync(versions)
    .filter((name) => /^\d+\.\d+\.\d+$/.test(name))
    .sort((a, b) => compareVersions(b, a));
  for (const version of newestFirst) {
    const bin = join(versions, version, "bin");
    const cli = existsSync(join(bin, "pulumi")) ? await examine(bin, say, env) : undefined;
    if (cli) return cli;
  }
  return undefined;
}

/** The CLI in this folder, when it runs, is new enough and can run Node programs; else says why it cannot be used. */
async function examine(bin: string, say: Say, env: NodeJS.ProcessEnv): Promise<PulumiCli | undefined> {
  const executable = join(bin, "pulumi");
  const answer = await runCommand(executable, ["version"], {
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeoutMs: 20_000,
  });
  const version = /^v?(\d+\.\d+\.\d+)/.exec(answer.stdout.trim())?.[1];
  if (answer.exitCode !== 0 || version === undefined) {
    const complaint = answer.stderr.trim().split("\n")[0] || "it prints no version";
    say(`${executable} does not run (${complaint}), so it is not used.`);
    return undefined;
  }
  if (compareVersions(version, oldestVersion) < 0) {
    say(`${executable} is ${version}, older than ${oldestVersion}, so it is not used.`);
    return undefined;
  }
  const searched = [bin, ...(env.PATH ?? "").split(delimiter)];
  if (!searched.some((folder) => existsSync(join(folder, "pulumi-language-nodejs")))) {
    say(`${executable} has no pulumi-language-nodejs, so it is not used.`);
    return undefined;
  }
  return { bin, version };
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(".").map(Number));
  for (const part of [0, 1, 2]) {
    const difference = (left?.[part] ?? 0) - (right?.[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
