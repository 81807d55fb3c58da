import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { withFolderLock } from "./folder-lock";
import { runCommand } from "./run-command";

export type Say = (line: string) => void;

/** A command that is compiled from a module of the Go module proxy. */
export interface GoCommand {
  module: string;
  version: string;
  executable: string;
  flags: string[];
}

export interface GoBuild {
  say: Say;
  env: NodeJS.ProcessEnv;
}

const progressEveryMs = 20_000;

/**
 * Makes the target once, in a folder beside it, from which `work` moves the result with a rename: so the target never
 * has half a build. Returns the reason when it cannot, else undefined.
 */
export async function buildOnce(
  target: string,
  isBuilt: () => boolean,
  { say, env }: GoBuild,
  work: (staging: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  const go = await runCommand("go", ["version"], { env, timeoutMs: 20_000 });
  if (go.exitCode !== 0) return "it cannot be built, because Go is not installed";
  mkdirSync(dirname(target), { recursive: true });
  const onWait = () => say("  another run is building it already: waiting for it …");
  return await withFolderLock(`${target}.lock`, onWait, async () => {
    if (isBuilt()) return undefined; // built while we waited
    removeAbandoned(target);
    const staging = mkdtempSync(`${target}.building-`);
    try {
      return await work(staging);
    } finally {
      rmSync(staging, { recursive: true, force: true });
    }
  });
}

/** Removes the folders that killed runs left. The caller holds the lock, so no other run uses them. */
function removeAbandoned(target: string): void {
  for (const name of readdirSync(dirname(target))) {
    if (name.startsWith(`${basename(target)}.building-`))
      rmSync(join(dirname(target), name), { recursive: true });
  }
}

/** Compiles a command into a folder, in a module of its own under `staging`. Returns the reason when it cannot. */
export async function buildGoCommand(
  command: GoCommand,
  { staging, bin, startedAt, say, env }: GoBuild & { staging: string; bin: string; startedAt: number },
): Promise<string | undefined> {
  const { module, version, executable, flags } = command;
  const cwd = goModuleFolder(staging, command);
  mkdirSync(cwd);
  // `go install path@version` refuses modules with replace directives, so a temporary module requires it.
  const steps = [
    ["mod", "init", "throwaway"],
    ["get", "-tool", `${module}@${version}`],
    ["build", "-trimpath", ...flags, "-o", join(bin, executable), module],
  ];
  for (const step of steps) {
    const label = `${step[0] === "build" ? "compiling" : "fetching"} ${executable}`;
    const timer = setInterval(() => {
      say(`  … ${label}, ${Math.round((performance.now() - startedAt) / 1000)} s`);
    }, progressEveryMs);
    const result = await runCommand("go", step, { cwd, env: { ...env, CGO_ENABLED: "0" } });
    clearInterval(timer);
    if (result.exitCode !== 0) {
      return `go ${step[0]} failed for ${executable} (${result.stderr.trim().split("\n").at(-1)})`;
    }
  }
  return undefined;
}

/** The folder of the temporary module, from which Go commands see what the command was built from. */
export function goModuleFolder(staging: string, { executable }: GoCommand): string {
  return join(staging, executable);
}
