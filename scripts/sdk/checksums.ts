import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What the SDKs are made from. */
const sources = ["schema.json", "generate/main.go", "generate/go.mod"];

/** The name of the file in sdk/ that says what the SDKs were made from, and which files were made. */
export const checksumFile = "files.sha256";

/** Paths below a folder, with slashes on every system. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}

/** The content of the file, in the form that `sha256sum --check` reads. */
export function checksumText(sdk: string, generated: readonly string[]): string {
  return [...sources, ...generated].map((path) => `${hashOf(join(sdk, path))}  ${path}\n`).join("");
}

/** The generated files, as the file lists them. */
export function listedFiles(sdk: string): readonly string[] {
  const path = join(sdk, checksumFile);
  if (!existsSync(path)) return [];
  const paths = readFileSync(path, "utf8").trim().split("\n");
  return paths.map((line) => line.slice(line.indexOf("  ") + 2)).filter((one) => !sources.includes(one));
}

function hashOf(path: string): string {
  if (!existsSync(path)) return "missing";
  // A checkout on Windows may have other ends of lines.
  const text = readFileSync(path, "utf8").replaceAll("\r\n", "\n");
  return createHash("sha256").update(text).digest("hex");
}
