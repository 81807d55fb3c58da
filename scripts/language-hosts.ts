import { chmodSync, copyFileSync, existsSync, renameSync } from "node:fs";
import { delimiter, join } from "node:path";
import {
  buildGoCommand,
  buildOnce,
  type GoBuild,
  type GoCommand,
  goModuleFolder,
  type Say,
} from "./go-build";
import type { PulumiCli } from "./pulumi-cli";
import { runCommand } from "./run-command";

/** The languages, beside those of Node, whose programs the tests run. */
export type HostedLanguage = "yaml" | "python" | "go";

interface LanguageHost {
  module: string;
  /** The last release that the module proxy resolves. */
  version: string;
  /** A file of the same module that has to be beside the executable, by its path in the module. */
  script?: { ofModule: string; path: string; name: string };
}

const sdk = "github.com/pulumi/pulumi/sdk/v3";

const hosts: Readonly<Record<HostedLanguage, LanguageHost>> = {
  yaml: { module: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml", version: "v1.25.0" },
  python: {
    module: `${sdk}/python/cmd/pulumi-language-python`,
    version: "v3.68.0",
    script: {
      ofModule: sdk,
      path: "python/cmd/pulumi-language-python-exec",
      name: "pulumi-language-python-exec",
    },
  },
  go: { module: `${sdk}/go/pulumi-language-go`, version: "v3.62.0" },
};

/**
 * Finds the language host that the CLI starts for programs of this language: beside it, or on PATH. Else builds it with
 * Go and keeps it beside the CLI, because the CLI warns about a host that is only on PATH.
 */
export async function ensureLanguageHost(
  { bin }: Pick<PulumiCli, "bin">,
  language: HostedLanguage,
  say: Say = (line) => console.error(line),
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const executable = `pulumi-language-${language}`;
  const folders = [bin, ...(env.PATH ?? "").split(delimiter).filter((folder) => folder !== "")];
  if (folders.some((folder) => existsSync(join(folder, executable)))) return;
  say(`There is no ${executable} here. Building it with Go takes about 5 minutes, only once …`);
  const failure = await build(bin, executable, hosts[language], { say, env });
  if (failure === undefined) return;
  throw new Error(
    `There is no ${executable} beside ${join(bin, "pulumi")} or on PATH, and ${failure}. ` +
      "Install a whole Pulumi CLI (https://www.pulumi.com/docs/iac/download-install/), or Go 1.25 or later, and run this again.",
  );
}

function build(
  bin: string,
  executable: string,
  { module, version, script }: LanguageHost,
  { say, env }: GoBuild,
): Promise<string | undefined> {
  const target = join(bin, executable);
  const flags = ["-tags", "osusergo,grpcnotrace", "-ldflags", "-s -w"];
  const command: GoCommand = { module, version, executable, flags };
  return buildOnce(
    target,
    () => existsSync(target),
    { say, env },
    async (staging) => {
      const startedAt = performance.now();
      const out = join(staging, "out");
      const failure = await buildGoCommand(command, { staging, bin: out, startedAt, say, env });
      if (failure) return failure;
      if (script) {
        const found = await runCommand("go", ["list", "-m", "-f", "{{.Dir}}", script.ofModule], {
          cwd: goModuleFolder(staging, command),
          env,
        });
        if (found.exitCode !== 0) return `go list failed for ${script.ofModule} (${found.stderr.trim()})`;
        const copy = join(out, script.name);
        copyFileSync(join(found.stdout.trim(), script.path), copy);
        chmodSync(copy, 0o755);
        renameSync(copy, join(bin, script.name));
      }
      // The last one: who finds it may use all.
      renameSync(join(out, executable), target);
      say(`  built; it is kept in ${bin}`);
      return undefined;
    },
  );
}
