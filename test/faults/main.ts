import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { Command, Option } from "commander";
import { wholeNumber } from "../../scripts/whole-number";
import { knownLimitsOf, summaryOf, tableOf, violationsOf } from "./report";
import { apis, type Selection } from "./selection";
import { setTrap } from "./trap";
import type { Result } from "./try-cell";
import type { WorkerTask } from "./worker";

interface Options extends Omit<Selection, "names"> {
  readonly failedIn?: string;
  readonly json?: string;
  readonly benches: number;
}

interface Message {
  readonly cells?: number;
  readonly result?: Result;
}

async function main({ json, benches, failedIn, ...given }: Options): Promise<void> {
  const selection = failedIn === undefined ? given : { ...given, names: failedCells(failedIn) };
  const trap = await setTrap();
  const chosen = apis.filter((api) => selection.api === undefined || selection.api === api);
  const tasks = chosen.map((api): WorkerTask => ({ api, selection, benches, trap: { url: trap.url } }));
  const beganAt = performance.now();
  const shares = await Promise.all(tasks.map(runTask));
  await trap.close();

  const results = shares.flatMap(({ results }) => results);
  const expected = shares.reduce((sum, { cells }) => sum + cells, 0);
  const missing = expected - results.length;
  const failed = results.filter(({ violations }) => violations.length > 0).length;
  const minutes = ((performance.now() - beganAt) / 60_000).toFixed(1);
  const parts = [tableOf(results), "", summaryOf(results), ""];
  if (failed > 0) parts.push("Violations:", violationsOf(results), "");
  parts.push(...knownLimitsOf(results));
  if (missing > 0) parts.push(`${missing} cells were not tried.`);
  if (trap.caught.length > 0) parts.push(`Redirects were followed: ${trap.caught.join(", ")}`);
  parts.push(`faults: ${results.length} of ${expected} cells in ${minutes} minutes`);
  const failures = failed + missing + trap.caught.length;
  console.log([...parts, `${results.length - failed} passed, ${failures} failed`].join("\n"));
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(results, null, 1)}\n`);
  if (failures > 0 || expected === 0) process.exitCode = 1;
}

/** The cells with violations in the results of an earlier run. */
function failedCells(file: string): readonly string[] {
  const results: readonly Result[] = JSON.parse(readFileSync(file, "utf8"));
  return results.filter(({ violations }) => violations.length > 0).map(({ cell }) => cell);
}

interface Share {
  readonly cells: number;
  readonly results: readonly Result[];
}

let tried = 0;

/** Each API has a thread of its own, because the emulators of its benches answer in it. */
function runTask(task: WorkerTask): Promise<Share> {
  return new Promise((resolve, reject) => {
    const results: Result[] = [];
    // A thread that ends before it knows its cells has failed.
    let cells = 1;
    const worker = new Worker(join(__dirname, "worker.js"), { workerData: task });
    worker.on("message", (message: Message) => {
      cells = message.cells ?? cells;
      if (!message.result) return;
      results.push(message.result);
      tried += 1;
      if (tried % 100 === 0) console.error(`${tried} cells tried`);
      for (const violation of message.result.violations)
        console.error(`${message.result.cell}: ${violation}`);
    });
    worker.on("error", reject);
    worker.on("exit", () => resolve({ cells, results }));
  });
}

new Command("test:faults")
  .description(
    "Lets every operation of every cloud meet every fault, through the real process of the provider",
  )
  .addOption(new Option("--api <title>").choices(apis))
  .option("--only <expression>", "a regular expression for the names of cells")
  .option("--sample <count>", "so many cells of each API", wholeNumber)
  .option("--seed <number>", "which sample", wholeNumber)
  .option("--benches <count>", "how many cells of each API at the same time", wholeNumber, 6)
  .option("--failed-in <file>", "only the cells that failed in these results")
  .option("--json <file>", "where to write all results")
  .action((options: Options) => main(options))
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
