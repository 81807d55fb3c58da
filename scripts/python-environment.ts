import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { withFolderLock } from "./folder-lock";
import type { Say } from "./go-build";
import { packageRoot } from "./packed-package";
import { runCommand } from "./run-command";
import { checksumFile } from "./sdk/checksums";

/** The release of Pulumi's SDK for Python with which ours is tried. */
const pulumiVersion = "3.272.0";
/** What our SDK needs beside it, and what pip needs to install ours without a network. */
const requirements = [
  `pulumi==${pulumiVersion}`,
  "parver>=0.2.1",
  "semver>=2.8.1",
  "setuptools>=61.0",
  "wheel",
];

/** A Python that has Pulumi's SDK, and a folder with ours. */
export interface PythonEnvironment {
  /** The virtual environment. */
  readonly folder: string;
  readonly sdk: string;
}

/** Makes both once, and keeps them in Pulumi's own folder. */
export async function ensurePython(
  say: Say = (line) => console.error(line),
  env: NodeJS.ProcessEnv = process.env,
): Promise<PythonEnvironment> {
  const home = join(env.PULUMI_HOME || join(homedir(), ".pulumi"), "pulumi-eni");
  const folder = join(home, `python-${pulumiVersion}`);
  const python = join(folder, "bin", "python");
  await makeOnce(folder, say, async () => {
    say(`Installing Pulumi's SDK for Python ${pulumiVersion} in ${folder}, only once …`);
    await mustRun("python3", ["-m", "venv", folder]);
    await mustRun(python, ["-m", "pip", "install", "--quiet", ...requirements]);
  });
  const sums = readFileSync(join(packageRoot, "sdk", checksumFile));
  const made = join(home, `python-sdk-${createHash("sha256").update(sums).digest("hex").slice(0, 12)}`);
  await makeOnce(made, say, () => installSdk(python, made));
  return { folder, sdk: join(made, "packages") };
}

/**
 * The variables with which the engine starts a Python program. The language host ignores the option `virtualenv`, so the
 * environment's Python has to be the first one on PATH.
 */
export function variablesOf({ folder, sdk }: PythonEnvironment, path: string): Record<string, string> {
  return {
    PATH: [join(folder, "bin"), path].join(delimiter),
    PYTHONPATH: sdk,
    PYTHONDONTWRITEBYTECODE: "1",
  };
}

/** Installs our SDK as pip does from a checkout. */
async function installSdk(python: string, folder: string): Promise<void> {
  // A copy, because pip leaves a folder of its build in the source.
  const source = join(folder, "source");
  cpSync(join(packageRoot, "sdk", "python"), source, { recursive: true });
  const options = ["--quiet", "--no-deps", "--no-build-isolation", "--target", join(folder, "packages")];
  await mustRun(python, ["-m", "pip", "install", ...options, source]);
}

async function makeOnce(folder: string, say: Say, make: () => Promise<void>): Promise<void> {
  const stamp = join(folder, "complete");
  mkdirSync(dirname(folder), { recursive: true });
  const onWait = () => say(`  another run is making ${folder}: waiting for it …`);
  await withFolderLock(`${folder}.lock`, onWait, async () => {
    if (existsSync(stamp)) return;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    await make();
    writeFileSync(stamp, "");
  });
}

async function mustRun(file: string, args: string[]): Promise<void> {
  const { exitCode, stdout, stderr } = await runCommand(file, args);
  if (exitCode === 0) return;
  throw new Error(
    `\`${[file, ...args].join(" ")}\` failed: ${(stdout + stderr).trim()}\nProgram tests in Python need Python 3.9 or later with its module venv, and pip has to reach a package index.`,
  );
}
