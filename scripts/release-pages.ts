import { readdirSync } from "node:fs";
import { join } from "node:path";
import { filesBelow } from "./sdk/checksums";

/** The pages that a person who uses the package reads, by their paths in the checkout. */
export function pagesForUsers(root: string): readonly string[] {
  const docs = filesBelow(join(root, "docs")).map((path) => `docs/${path}`);
  const readmes = (folder: string, names: readonly string[]) =>
    names.map((name) => `${folder}/${name}/README.md`);
  return [
    "README.md",
    ...docs.filter((path) => path.endsWith(".md")),
    ...readmes("examples", readdirSync(join(root, "examples"))),
    ...readmes("sdk", ["python", "go"]),
  ];
}
