import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { runCommand } from "./run-command";

export const packageRoot = join(__dirname, "..", "..");

interface Manifest {
  main: string;
  types: string;
  bin: Record<string, string>;
  exports: Record<string, string | Record<string, string>>;
  dependencies: Record<string, string>;
}

/**
 * Packs the package and installs the tarball into `<folder>/node_modules`, with links to its declared dependencies only,
 * so that an undeclared dependency cannot be loaded. Returns the problems of the tarball.
 */
export async function installPacked(folder: string): Promise<string[]> {
  const modules = join(folder, "node_modules");
  const installed = join(modules, "pulumi-eni");
  mkdirSync(installed, { recursive: true });
  const packed = await runCommand(
    "npm",
    ["pack", "--json", "--ignore-scripts", "--pack-destination", folder],
    {
      cwd: packageRoot,
    },
  );
  const [description] = packed.exitCode === 0 ? parsePacked(packed.stdout) : [];
  if (!description) return [`npm pack failed: ${packed.stderr.trim()}`];
  await runCommand("tar", [
    "-xzf",
    join(folder, description.filename),
    "-C",
    installed,
    "--strip-components=1",
  ]);
  const manifest: Manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  for (const name of [...Object.keys(manifest.dependencies), "@pulumi/pulumi", "typescript"]) {
    link(join(packageRoot, "node_modules", name), join(modules, name));
  }
  const files = description.files.map((file) => file.path);
  return [
    ...missingTargets(manifest, installed),
    ...strayFiles(files),
    ...(await brokenEntries(manifest, folder)),
  ];
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

function missingTargets(manifest: Manifest, installed: string): string[] {
  const exported = Object.values(manifest.exports).flatMap((target) =>
    typeof target === "string" ? [target] : Object.values(target),
  );
  const targets = [manifest.main, manifest.types, ...Object.values(manifest.bin), ...exported];
  return [...new Set([...targets, "README.md", "LICENSE", "CHANGELOG.md"])]
    .filter((target) => !existsSync(join(installed, target)))
    .map((target) => `the tarball does not contain ${target}`);
}

function strayFiles(files: string[]): string[] {
  return files
    .filter((file) => /(^|\/)(test|scripts|node_modules|bench)\/|\.ts$/.test(file) && !file.endsWith(".d.ts"))
    .map((file) => `the tarball contains ${file}, which does not belong in it`);
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
