import { writeFileSync } from "node:fs";
import { Command } from "commander";
import { wholeNumber } from "../../scripts/whole-number";
import { trials } from "./trials";
import { nameOfTrial, type TrialResult, tryKill } from "./try-kill";

interface Options {
  readonly only?: string;
  readonly json?: string;
  readonly parallel: number;
}

async function main({ only = "", json, parallel }: Options): Promise<void> {
  const chosen = trials.filter((trial) => new RegExp(only).test(nameOfTrial(trial)));
  const waiting = [...chosen];
  const results: TrialResult[] = [];
  const next = async (): Promise<void> => {
    for (let trial = waiting.shift(); trial; trial = waiting.shift()) {
      const result = await tryKill(trial);
      results.push(result);
      console.log(lineOf(result));
    }
  };
  await Promise.all(Array.from({ length: parallel }, next));
  const failed = results.filter(({ violations }) => violations.length > 0).length;
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(results, null, 1)}\n`);
  console.log(`kills: ${results.length} of ${chosen.length}, each on every API`);
  console.log(`${results.length - failed} passed, ${failed} failed`);
  if (failed > 0 || chosen.length === 0) process.exitCode = 1;
}

function lineOf({ trial, seconds, violations }: TrialResult): string {
  const line = `${violations.length === 0 ? "converges" : "VIOLATION"}  ${trial} (${seconds.toFixed(0)} s)`;
  return [line, ...violations.map((violation) => `    ${violation}`)].join("\n");
}

new Command("test:kill")
  .description("Ends runs of the real engine at every boundary, and goes on with the ordinary commands")
  .option("--only <expression>", "a regular expression for the names of trials")
  .option("--parallel <count>", "how many at the same time", wholeNumber, 1)
  .option("--json <file>", "where to write all results")
  .action((options: Options) => main(options))
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
