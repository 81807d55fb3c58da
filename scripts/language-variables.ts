import { delimiter } from "node:path";
import type { Say } from "./go-build";
import { ensureLanguageHost, type HostedLanguage } from "./language-hosts";
import type { PulumiCli } from "./pulumi-cli";
import { ensurePython, variablesOf } from "./python-environment";
import { runCommand } from "./run-command";

/** Gets what runs programs of this language, and returns what they need in their environment. */
export async function ensureLanguage(
  cli: Pick<PulumiCli, "bin">,
  language: HostedLanguage,
  say: Say = (line) => console.error(line),
): Promise<Record<string, string>> {
  await ensureLanguageHost(cli, language, say);
  switch (language) {
    case "yaml":
      return {};
    case "python":
      return variablesOf(await ensurePython(say), [cli.bin, process.env.PATH ?? ""].join(delimiter));
    case "go":
      return await goVariables();
    default:
      return language satisfies never;
  }
}

/** What Go has compiled and fetched so far, which it would look for in the HOME of the program. */
async function goVariables(): Promise<Record<string, string>> {
  const names = ["GOCACHE", "GOMODCACHE", "GOPROXY", "GOFLAGS"];
  const { stdout } = await runCommand("go", ["env", "-json", ...names]);
  return { ...JSON.parse(stdout), CGO_ENABLED: "0" };
}
