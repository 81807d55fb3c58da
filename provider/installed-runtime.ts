import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { RunError } from "@pulumi/pulumi";
import { version } from "./version";

/** The folder of the program when Pulumi starts it, before the program can change it. */
const startFolder = process.cwd();
let isChecked = false;

/**
 * Requires that "pulumi-eni/runtime" resolves from the program's folder, in this version, because the engine loads it
 * from there. It is checked only when the folder is known: a test with mocks has no engine, and an inline program of
 * the Automation API is part of a process that can run anywhere.
 */
export function requireRuntime(): void {
  if (isChecked || !isStartedByPulumi()) return;
  const remedy = "Add pulumi-eni to the dependencies in the program's own package.json and install them.";
  const found = versionIn(startFolder);
  if (found === undefined) {
    throw new RunError(
      `The package pulumi-eni cannot be found from the program's folder ${startFolder}. ${remedy}`,
    );
  }
  if (found !== version) {
    throw new RunError(
      `The program imports pulumi-eni ${version}, but the engine would load version ${found} from the program's folder ${startFolder}. ${remedy}`,
    );
  }
  isChecked = true;
}

/** When Pulumi starts a program, it gives every copy of its SDK the engine's address in this variable. */
function isStartedByPulumi(): boolean {
  return Boolean(process.env.PULUMI_NODEJS_MONITOR);
}

/** The version that the engine would load; undefined when there is none. */
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
