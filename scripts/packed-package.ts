import { chmodSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { contentProblems, type Manifest } from "./package-content";
import { runCommand } from "./run-command";

export const packageRoot = join(__dirname, "..", "..");

/** The tarball that npm would publish, and what is wrong with its content. */
export interface PackedPackage {
  readonly tarball: string;
  readonly problems: readonly string[];
}

/**
 * Packs the package and installs the tarball into `<folder>/node_modules`, with links to its declared dependencies only,
 * so that an undeclared dependency cannot be loaded.
 */
export async function installPacked(folder: string): Promise<PackedPackage> {
  const modules = join(folder, "node_modules");
  const installed = join(modules, "pulumi-eni");
  mkdirSync(installed, { recursive: true });
  const { filename, files } = await pack(folder);
  const tarball = join(folder, filename);
  await runCommand("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"]);
  const manifest: Manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  for (const name of [...Object.keys(manifest.dependencies), "@pulumi/pulumi", "typescript"]) {
    link(join(packageRoot, "node_modules", name), join(modules, name));
  }
  for (const [name, target] of Object.entries(manifest.bin)) {
    chmodSync(join(installed, target), 0o755);
    link(join(installed, target), join(modules, ".bin", name));
  }
  const content = contentProblems(
    manifest,
    files.map(({ path }) => path),
  );
  return { tarball, problems: [...content, ...(await brokenEntries(manifest, folder))] };
}

async function pack(folder: string): Promise<Packed> {
  const { exitCode, stdout, stderr } = await runCommand(
    "npm",
    ["pack", "--json", "--ignore-scripts", "--pack-destination", folder],
    { cwd: packageRoot },
  );
  const [packed] = exitCode === 0 ? parsePacked(stdout) : [];
  if (!packed) throw new Error(`npm pack failed: ${stderr.trim()}`);
  return packed;
}

interface Packed {
  filename: string;
  files: { path: string }[];
}

/** npm prints a list, or since version 12 an object whose keys are package names. */
function parsePacked(stdout: string): Packed[] {
  const answer: Packed[] | Record<string, Packed> = JSON.parse(stdout);
  return Object.values(answer);
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}

/** Loads each entry point as a program would, by its public name. */
async function brokenEntries(manifest: Manifest, folder: string): Promise<string[]> {
  const names = Object.keys(manifest.exports).map((path) => `pulumi-eni${path.slice(1)}`);
  const loads = await Promise.all(
    names.map((name) =>
      runCommand(process.execPath, ["-e", `require(${JSON.stringify(name)})`], { cwd: folder }),
    ),
  );
  return loads.flatMap((load, index) =>
    load.exitCode === 0
      ? []
      : [`${names[index]} cannot be loaded from the tarball: ${errorLine(load.stderr)}`],
  );
}

function errorLine(stderr: string): string {
  return /^\w*Error.*$/m.exec(stderr)?.[0] ?? stderr.trim();
}
