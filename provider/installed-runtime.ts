import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { RunError } from "@pulumi/pulumi";
import { version } from "./version";

/** The folder of the program as Pulumi starts it, before a line of the program changes it. */
const startFolder = process.cwd();
let isChecked = false;

/**
 * The engine loads "pulumi-eni/runtime" from the program's folder: it has to be there, in this very version. Where the
 * folder is known: a test with mocks has no engine, and an inline program of the Automation API is a part of a process
 * that may run anywhere.
 */
export function requireRuntime(): void {
  if (isChecked || !isStartedByPulumi()) return;
  const remedy = "Add pulumi-eni to the dependencies of the program's own package.json and install them.";
  const found = versionIn(startFolder);
  if (found === undefined) {
    throw new RunError(
      `The package pulumi-eni does not resolve from the program's folder ${startFolder}. ${remedy}`,
    );
  }
  if (found !== version) {
    throw new RunError(
      `The program imports pulumi-eni ${version}, but from its folder ${startFolder} version ${found} resolves, which the engine would run. ${remedy}`,
    );
  }
  isChecked = true;
}

/** Pulumi's own start of a program tells every copy of its SDK the engine's address by this variable. */
function isStartedByPulumi(): boolean {
  return Boolean(process.env.PULUMI_NODEJS_MONITOR);
}

/** The version that the engine would load; undefined when it would find none. */
function versionIn(folder: string): string | undefined {
  const { resolve } = createRequire(join(folder, "noop.js"));
  try {
    resolve("pulumi-eni/runtime");
    const manifest = readFileSync(resolve("pulumi-eni/package.json"), "utf8");
    return (JSON.parse(manifest) as { version: string }).version;
  } catch {
    return undefined;
  }
}
