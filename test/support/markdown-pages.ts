import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../scripts/packed-package";

/** A page that a person reads, by its path inside the package. */
export interface MarkdownPage {
  readonly path: string;
  readonly text: string;
}

/** README.md and docs/. */
export function userPages(): readonly MarkdownPage[] {
  return ["README.md", ...listed("docs").filter((path) => path.endsWith(".md"))].map(readPage);
}

/** The READMEs of the examples. */
export function examplePages(): readonly MarkdownPage[] {
  return listed("examples").map((folder) => readPage(`${folder}/README.md`));
}

export function readPage(path: string): MarkdownPage {
  return { path, text: readFileSync(join(packageRoot, path), "utf8") };
}

/** What the page says outside blocks of code. */
export function proseOf({ text }: MarkdownPage): string {
  return text.replace(/^ *```.*?^ *```$/gms, "");
}

/** The text of the first block of that language under a heading. */
export function blockUnder(path: string, heading: string, language: "sh" | "ts"): string {
  const [, section] = readPage(path).text.split(`\n## ${heading}\n`);
  const [, block] =
    new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "ms").exec(section?.split("\n## ")[0] ?? "") ?? [];
  if (block === undefined) throw new Error(`${path} has no block of ${language} under "${heading}"`);
  return block;
}

function listed(folder: string): readonly string[] {
  return readdirSync(join(packageRoot, folder)).map((name) => `${folder}/${name}`);
}
