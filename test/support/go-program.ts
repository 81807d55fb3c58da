import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../scripts/packed-package";
import { runCommand } from "../../scripts/run-command";

/** What Go has compiled and fetched so far, which it would look for in the HOME of the program. */
export async function goEnvironment(): Promise<Record<string, string>> {
  const { stdout } = await runCommand("go", ["env", "-json", "GOCACHE", "GOMODCACHE", "GOPROXY", "GOFLAGS"]);
  return { ...JSON.parse(stdout), CGO_ENABLED: "0" };
}

/** The files that make a folder a module which finds our SDK where it is in this checkout. */
export function filesOfGoProgram(example = "alibaba-interface-go"): Record<string, string> {
  const read = (name: string) => readFileSync(join(packageRoot, "examples", example, name), "utf8");
  const goMod = read("go.mod").replace("../../sdk/go", join(packageRoot, "sdk", "go"));
  return { "go.mod": goMod, "go.sum": read("go.sum") };
}
