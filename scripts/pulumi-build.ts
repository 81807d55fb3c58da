import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildGoCommand, buildOnce, type GoCommand, type Say } from "./go-build";

export interface Acquisition {
  /** The folder that will contain bin/. */
  target: string;
  version: string;
  say: Say;
  env: NodeJS.ProcessEnv;
}

/** The engine, and the last release of the Node language host that the module proxy resolves. */
const parts = (version: string): GoCommand[] => [
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
  const { target, say } = acquisition;
  const isBuilt = () => existsSync(join(target, "bin", "pulumi"));
  return await buildOnce(target, isBuilt, acquisition, async (staging) => {
    if (existsSync(target)) return `${target} exists but contains no Pulumi CLI: remove it`;
    const failure = await buildInto(staging, acquisition);
    if (failure) return failure;
    renameSync(join(staging, "out"), target);
    say(`  built; it is kept in ${target}`);
    return undefined;
  });
}

async function buildInto(staging: string, { version, say, env }: Acquisition): Promise<string | undefined> {
  say("  building it with Go, which takes 4 to 5 minutes on two cores. It is kept for the next run …");
  const startedAt = performance.now();
  const bin = join(staging, "out", "bin");
  mkdirSync(bin, { recursive: true });
  for (const part of parts(version)) {
    const failure = await buildGoCommand(part, { staging, bin, startedAt, say, env });
    if (failure) return failure;
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
