import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { entryProblems } from "./package-entries";
import { installPacked, packageRoot } from "./packed-package";
import { pagesForUsers } from "./release-pages";
import { type Release, releaseProblems } from "./release-problems";

function read(path: string): string {
  return readFileSync(join(packageRoot, path), "utf8");
}

function readRelease(): Release {
  const pages = pagesForUsers(packageRoot);
  return {
    manifest: JSON.parse(read("package.json")),
    changelog: read("CHANGELOG.md"),
    pages: Object.fromEntries(pages.map((path) => [path, read(path)])),
  };
}

async function packageProblems(): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-eni-release-"));
  try {
    const { tarball, problems } = await installPacked(folder);
    return [...problems, ...(await entryProblems(tarball))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const problems = [...releaseProblems(readRelease()), ...(await packageProblems())];
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) {
    console.error(`\n${problems.length} problems: see RELEASING.md. Nothing should be published.`);
    process.exitCode = 1;
    return;
  }
  console.log("The package is ready to be published.");
}

void main();
