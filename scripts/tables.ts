import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { packageRoot } from "./packed-package";
import { generatedFiles } from "./tables/generated-files";

/** Writes the generated parts of docs/ and of the source; `--check` only compares. */
function main(words: readonly string[]): void {
  const onlyCheck = words.includes("--check");
  const stale = generatedFiles(packageRoot).filter(({ present, wanted }) => present !== wanted);
  for (const { path, wanted } of stale) {
    if (onlyCheck) {
      console.error(`${path} is out of date: run \`npm run tables\`.`);
      process.exitCode = 1;
      continue;
    }
    mkdirSync(dirname(join(packageRoot, path)), { recursive: true });
    writeFileSync(join(packageRoot, path), wanted);
    console.log(`wrote ${path}`);
  }
  if (stale.length === 0) console.log("all generated files are up to date");
}

main(process.argv.slice(2));
