import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { Command, InvalidArgumentError, Option } from "commander";
import { agreementClouds } from "./clouds";
import { operations } from "./combination";
import { planOf, type Selection } from "./plan";
import { classesOf, disagreementsOf, impossibleOf, type Line, tableOf } from "./report";
import type { WorkerTask } from "./worker";

const workers = 2;

async function main(selection: Selection): Promise<void> {
  const { tryings, leftOut } = planOf(selection);
  const count = Math.max(1, Math.min(workers, tryings.length));
  const shares = Array.from({ length: count }, (_, index) =>
    shareOf({ selection, index, of: count }, tryings.length),
  );
  const lines = (await Promise.all(shares)).flat().sort((one, other) => one.id.localeCompare(other.id));
  const disagreeing = lines.filter(({ verdict }) => verdict.disagreements.length > 0);
  const parts = [
    "Left out, because it cannot exist:",
    impossibleOf(leftOut),
    "",
    ...(disagreeing.length === 0
      ? []
      : ["Disagreements:", disagreementsOf(lines), "", "The same by their kind:", classesOf(lines), ""]),
    tableOf(lines, leftOut),
    "",
    `agreement: ${lines.length - disagreeing.length} of ${tryings.length}`,
  ];
  console.log(parts.join("\n"));
  if (tryings.length === 0 || disagreeing.length > 0 || lines.length < tryings.length) process.exitCode = 1;
}

let tried = 0;

function shareOf(task: WorkerTask, all: number): Promise<readonly Line[]> {
  return new Promise((resolve, reject) => {
    const lines: Line[] = [];
    const worker = new Worker(join(__dirname, "worker.js"), { workerData: task });
    worker.on("message", (line: Line) => {
      lines.push(line);
      tried++;
      if (tried % 1000 === 0) console.error(`${tried} of ${all}`);
    });
    worker.on("error", reject);
    worker.on("exit", () => resolve(lines));
  });
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0) return value;
  throw new InvalidArgumentError("It must be a whole number.");
}

new Command("agreement")
  .description("Compares what preview tells, what the wire answers and what `up` does, for every combination")
  .addOption(new Option("--cloud <api>").choices(agreementClouds.map(({ api }) => api)))
  .addOption(new Option("--operation <name>").choices(operations))
  .option("--only <id>", "one combination by its identifier")
  .option("--sample <count>", "so many of them only", wholeNumber)
  .option("--seed <number>", "which sample", wholeNumber)
  .action((options: Selection) => main(options))
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
