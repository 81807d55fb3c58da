import { type SpawnOptions, spawn } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { installedPackage } from "../support/installed-package";
import { emptyFolder } from "../support/program-folder";

const launcher = "pulumi-resource-eni";
const shell = "/bin/sh";
const nodeFolder = dirname(process.execPath);
const usualPath = `${nodeFolder}:/usr/bin:/bin`;
const isPort = /^\d{4,5}\n$/;

/** The plugin alone, as `pulumi plugin install` copies it: nothing else of the package is near it. */
async function copiedPlugin(): Promise<string> {
  const folder = join(emptyFolder(), "plugin");
  cpSync(join(await installedPackage(), "node_modules", "pulumi-eni", "dist", "plugin"), folder, {
    recursive: true,
  });
  return folder;
}

/**
 * Starts it as the engine does, with an open pipe as its input, and closes the pipe at the first line. A process that
 * does not end by then stays, and the test runs out of time.
 */
function start(file: string, args: string[] = [], options: SpawnOptions = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { env: { PATH: usualPath }, ...options, stdio: "pipe" });
    const ended: Ended = { exitCode: null, stdout: "", stderr: "" };
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      ended.stdout += text;
      child.stdin?.end();
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      ended.stderr += text;
    });
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ ...ended, exitCode }));
  });
}

interface Ended {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

describe("the launcher of the provider plugin", () => {
  it("prints a port where there is nothing but the plugin, and ends with its input", async () => {
    const { exitCode, stdout, stderr } = await start(join(await copiedPlugin(), launcher));
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(isPort);
  });

  it("finds its files through links, also relative ones, and from its own folder", async () => {
    const plugin = await copiedPlugin();
    const elsewhere = join(plugin, "..", "a folder with spaces");
    mkdirSync(elsewhere);
    symlinkSync(join("..", "plugin", launcher), join(elsewhere, "relative"));
    symlinkSync(join(elsewhere, "relative"), join(elsewhere, "absolute"));
    const starts = await Promise.all([
      start(join(elsewhere, "absolute")),
      start("./relative", [], { cwd: elsewhere }),
      start(shell, [launcher], { cwd: plugin }),
    ]);
    for (const { stdout } of starts) expect(stdout).toMatch(isPort);
  });

  it("says what to install where there is no Node", async () => {
    const { exitCode, stdout, stderr } = await start(shell, [join(await copiedPlugin(), launcher)], {
      env: { PATH: emptyFolder() },
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toBe(
      'pulumi-eni: its provider plugin needs Node.js, and there is no "node" on PATH. ' +
        "Install Node.js 20 or later (https://nodejs.org) and put it on PATH.\n",
    );
  });

  it("says what to install where Node is too old, and does not load the bundle", async () => {
    const plugin = await copiedPlugin();
    // Stands in for an old Node, which could not parse the bundle.
    writeFileSync(join(plugin, "main.js"), "what ??? an old Node cannot parse");
    const preload = join(plugin, "..", "old-node.js");
    writeFileSync(
      preload,
      'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.4" } });\n' +
        'Object.defineProperty(process, "version", { value: "v18.20.4" });\n',
    );
    const { exitCode, stderr } = await start(join(plugin, launcher), [], {
      env: { PATH: usualPath, NODE_OPTIONS: `--require ${preload}` },
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain("its provider plugin needs Node.js 20 or later, and ");
    expect(stderr).toContain(" is v18.20.4. Install Node.js 20 or later");
  });
});
