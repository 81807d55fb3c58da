import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { withFolderLock } from "./folder-lock";
import { runCommand } from "./run-command";

export type Say = (line: string) => void;

export interface Acquisition {
  /** The folder that will contain bin/. */
  target: string;
  version: string;
  say: Say;
  env: NodeJS.ProcessEnv;
}

const progressEveryMs = 20_000;

/** The engine, and the last release of the Node language host that the module proxy resolves. */
const parts = (version: string) => [
  {
    module: `github.com/pulumi/pulumi/pkg/v3/cmd/pulumi`,
    version: `v${version}`,
    executable: "pulumi",
    // Without -X the engine has an empty version, which the Automation API refuses.
    flags: [
      "-tags",
      "osusergo,grpcnotrace",
      "-ldflags",
      `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`,
    ],
  },
  {
    module: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    version: "v3.68.0",
    executable: "pulumi-language-nodejs",
    flags: ["-ldflags", "-s -w"],
  },
];

/** Builds the CLI from the Go module proxy. Returns the reason when it cannot, else undefined. */
export async function buildPulumi(acquisition: Acquisition): Promise<string | undefined> {
  const { target, say, env } = acquisition;
  const go = await runCommand("go", ["version"], { env, timeoutMs: 20_000 });
  if (go.exitCode !== 0) return "it cannot be built, because Go is not installed";
  mkdirSync(dirname(target), { recursive: true });
  const onWait = () => say("  another run is building it already: waiting for it …");
  return await withFolderLock(`${target}.lock`, onWait, async () => {
    if (existsSync(join(target, "bin", "pulumi"))) return undefined; // built while we waited
    if (existsSync(target)) return `${target} exists but contains no Pulumi CLI: remove it`;
    removeAbandoned(target);
    const staging = mkdtempSync(`${target}.building-`);
    try {
      const failure = await buildInto(staging, acquisition);
      if (failure) return failure;
      // The rename is atomic, so the final name never has half a build.
      renameSync(join(staging, "out"), target);
      say(`  built; it is kept in ${target}`);
      return undefined;
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

async function buildInto(staging: string, { version, say, env }: Acquisition): Promise<string | undefined> {
  say("  building it with Go, which takes 4 to 5 minutes on two cores. It is kept for the next run …");
  const startedAt = performance.now();
  const bin = join(staging, "out", "bin");
  mkdirSync(bin, { recursive: true });
  for (const part of parts(version)) {
    const cwd = join(staging, part.executable);
    mkdirSync(cwd);
    // `go install path@version` refuses modules with replace directives, so a temporary module requires it.
    const steps = [
      ["mod", "init", "throwaway"],
      ["get", "-tool", `${part.module}@${part.version}`],
      ["build", "-trimpath", ...part.flags, "-o", join(bin, part.executable), part.module],
    ];
    for (const step of steps) {
      const label = `${step[0] === "build" ? "compiling" : "fetching"} ${part.executable}`;
      const timer = setInterval(() => {
        say(`  … ${label}, ${Math.round((performance.now() - startedAt) / 1000)} s`);
      }, progressEveryMs);
      const result = await runCommand("go", step, { cwd, env: { ...env, CGO_ENABLED: "0" } });
      clearInterval(timer);
      if (result.exitCode !== 0) {
        return `go ${step[0]} failed for ${part.executable} (${result.stderr.trim().split("\n").at(-1)})`;
      }
    }
  }
  addDynamicProviderLauncher(bin);
  return undefined;
}

/** Copies the launcher of dynamic providers from the SDK. The engine warns when it finds it in another folder than its own. */
function addDynamicProviderLauncher(bin: string): void {
  const name =
    process.platform === "win32" ? "pulumi-resource-pulumi-nodejs.cmd" : "pulumi-resource-pulumi-nodejs";
  copyFileSync(join(dirname(require.resolve("@pulumi/pulumi/package.json")), name), join(bin, name));
  chmodSync(join(bin, name), 0o755);
}
