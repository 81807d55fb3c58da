import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "./packed-package";

/** The files that make a folder a module which finds our SDK where it is in this checkout. */
export function filesOfGoProgram(example = "alibaba-interface-go"): Record<string, string> {
  const read = (name: string) => readFileSync(join(packageRoot, "examples", example, name), "utf8");
  const goMod = read("go.mod").replace("../../sdk/go", join(packageRoot, "sdk", "go"));
  return { "go.mod": goMod, "go.sum": read("go.sum") };
}
