import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { planOf } from "./bench";
import { measureRows } from "./bench/measure-rows";
import { measurements, type Results } from "./bench/report/measurements";
import { reportPage } from "./bench/report/page";
import { plots } from "./bench/report/plots";
import { packageRoot } from "./packed-package";

interface Options {
  only?: string[];
  draw?: boolean;
  docs: string;
}

async function main({ only, draw, docs }: Options): Promise<void> {
  const unknown = only?.find((name) => !measurements.some((each) => each.name === name));
  if (unknown !== undefined) throw new Error(`"${unknown}" is not one of ${names().join(", ")}`);
  mkdirSync(join(docs, "benchmark"), { recursive: true });
  for (const { name, title, options } of draw ? [] : measurements) {
    if (only !== undefined && !only.includes(name)) continue;
    console.error(`${title} (${name})`);
    const rows = await measureRows(planOf(options), (line) => console.error(line));
    // After each measurement, so that a run that is interrupted keeps what it has.
    await write(docs, { ...readResults(docs), [name]: rows });
  }
  await write(docs, readResults(docs));
}

function resultsFile(docs: string): string {
  return join(docs, "benchmark", "rows.json");
}

function readResults(docs: string): Results {
  const file = resultsFile(docs);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

async function write(docs: string, results: Results): Promise<void> {
  writeFileSync(resultsFile(docs), `${JSON.stringify(results, rounded, 1)}\n`);
  const kept = readResults(docs);
  const drawn = await plots(kept);
  for (const [file, svg] of Object.entries(drawn)) writeFileSync(join(docs, "benchmark", file), svg);
  writeFileSync(join(docs, "costs.md"), reportPage(kept, Object.keys(drawn)));
}

/** More digits than the clock has are noise in the file. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toFixed(3)) : value;
}

function names(): string[] {
  return measurements.map(({ name }) => name);
}

new Command("bench:report")
  .description("Measures what docs/costs.md tells, and writes the page and its plots.")
  .option("--only <name,…>", `measure only these, of ${names().join(", ")}`, (text) => text.split(","))
  .option("--draw", "measure nothing; write the page and the plots again from docs/benchmark/rows.json")
  .option("--docs <folder>", "where the page is", join(packageRoot, "docs"))
  .action((options: Options) => main(options))
  .parseAsync()
  .catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
