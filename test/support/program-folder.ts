import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withFolderLock } from "../../scripts/folder-lock";
import { runCommand } from "../../scripts/run-command";
import type { Constructed, Construction } from "./construct-attachment";
import { installedPackage } from "./installed-package";

const folders: string[] = [];
if (typeof afterAll === "function") {
  afterAll(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
}

/** An empty folder that goes by itself. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-eni-program-"));
  folders.push(folder);
  return folder;
}

/** A program's folder that has the packed package with its dependencies, beside another SDK. */
export async function folderWithSdk(version: string): Promise<string> {
  const [sdk, packed, folder] = [await installedSdk(version), await installedPackage(), emptyFolder()];
  const [modules, source] = [join(folder, "node_modules"), join(packed, "node_modules")];
  mkdirSync(join(modules, "@pulumi"), { recursive: true });
  symlinkSync(join(sdk, "node_modules", "@pulumi", "pulumi"), join(modules, "@pulumi", "pulumi"));
  // A link would lead to the SDK beside the packed package.
  cpSync(join(source, "pulumi-eni"), join(modules, "pulumi-eni"), { recursive: true });
  for (const name of readdirSync(source).filter((each) => each !== "@pulumi" && each !== "pulumi-eni")) {
    symlinkSync(join(source, name), join(modules, name));
  }
  return folder;
}

/** A folder with one version of the SDK from the registry, kept for later runs. */
async function installedSdk(version: string): Promise<string> {
  const folder = join(tmpdir(), `pulumi-eni-sdk-${version}`);
  const stamp = join(folder, "complete");
  return withFolderLock(
    `${folder}.lock`,
    () => {},
    async () => {
      if (existsSync(stamp)) return folder;
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      writeFileSync(join(folder, "package.json"), "{}");
      const options = ["--no-audit", "--no-fund", "--ignore-scripts", "--omit=peer", "--prefer-offline"];
      const installed = await runCommand("npm", ["install", ...options, `@pulumi/pulumi@${version}`], {
        cwd: folder,
      });
      if (installed.exitCode !== 0) throw new Error(`@pulumi/pulumi ${version}: ${installed.stderr}`);
      writeFileSync(stamp, "");
      return folder;
    },
  );
}

/**
 * Runs constructors one after another as a program in that folder would, against a monitor that records what it is
 * asked.
 */
export async function constructIn(
  folder: string,
  ...constructions: readonly Construction[]
): Promise<readonly Constructed[]> {
  const script = join(__dirname, "construct-attachment.js");
  const { stdout, stderr } = await runCommand(process.execPath, [script, JSON.stringify(constructions)], {
    cwd: folder,
    timeoutMs: 60_000,
  });
  if (stdout === "") throw new Error(`nothing was constructed: ${stderr}`);
  return JSON.parse(stdout);
}
