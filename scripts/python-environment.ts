import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { withFolderLock } from "./folder-lock";
import type { Say } from "./go-build";
import { packageRoot } from "./packed-package";
import { runCommand } from "./run-command";

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

/** A virtual environment with Pulumi's SDK for Python, made once and kept in Pulumi's own folder. Returns its path. */
export async function ensurePython(
  say: Say = (line) => console.error(line),
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const home = join(env.PULUMI_HOME || join(homedir(), ".pulumi"), "pulumi-eni");
  const folder = join(home, `python-${pulumiVersion}`);
  const stamp = join(folder, "complete");
  mkdirSync(home, { recursive: true });
  return withFolderLock(
    `${folder}.lock`,
    () => say("  another run is installing Pulumi's SDK for Python: waiting for it …"),
    async () => {
      if (existsSync(stamp)) return folder;
      say(`Installing Pulumi's SDK for Python ${pulumiVersion} in ${folder}, only once …`);
      rmSync(folder, { recursive: true, force: true });
      await mustRun("python3", ["-m", "venv", folder]);
      await mustRun(pythonOf(folder), ["-m", "pip", "install", "--quiet", ...requirements]);
      writeFileSync(stamp, "");
      return folder;
    },
  );
}

/** Installs our SDK into `<folder>/sdk`, as pip does from a checkout. */
export async function installPythonSdk(environment: string, folder: string): Promise<void> {
  const source = join(folder, "source");
  // A copy, because pip leaves a folder of its build in the source.
  cpSync(join(packageRoot, "sdk", "python"), source, { recursive: true });
  const options = ["--quiet", "--no-deps", "--no-build-isolation", "--target", join(folder, "sdk")];
  await mustRun(pythonOf(environment), ["-m", "pip", "install", ...options, source]);
}

function pythonOf(environment: string): string {
  return join(environment, "bin", "python");
}

async function mustRun(file: string, args: string[]): Promise<void> {
  const { exitCode, stdout, stderr } = await runCommand(file, args);
  if (exitCode !== 0) throw new Error(`${file} ${args.join(" ")} failed: ${stdout}${stderr}`);
}
