import { writeFileSync } from "node:fs";
import { Command, InvalidArgumentError, Option } from "commander";
import { samples } from "../emulator";
import { type BenchHost, benchHosts, type Operation, operations } from "./bench/bench-row";
import { asTable } from "./bench/bench-table";
import { overLimit } from "./bench/limits";
import { type BenchPlan, measureRows, startRepeats, type Transition } from "./bench/measure-rows";
import { measureStart, slowStart } from "./bench/measure-start";

interface BenchOptions extends BenchPlan {
  json?: string;
  check?: boolean;
  start?: boolean;
}

async function main(options: BenchOptions): Promise<void> {
  if (options.start) {
    await measurePluginStart(options);
    return;
  }
  const rows = await measureRows(options, (line) => console.error(line));
  console.log(`${asTable(rows)}\n`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ rows }, null, 2)}\n`);
  if (options.check) report(overLimit(rows));
}

async function measurePluginStart({ repeat, json, check }: BenchOptions): Promise<void> {
  const times = await measureStart(Math.max(repeat, startRepeats));
  const { pluginMs, bareServiceMs, repeats } = times;
  console.log(
    `from the start of the process to its port: ${Math.round(pluginMs)} ms, ` +
      `a bare service ${Math.round(bareServiceMs)} ms (medians of ${repeats})\n`,
  );
  if (json) writeFileSync(json, `${JSON.stringify({ start: times }, null, 2)}\n`);
  const problem = slowStart(times);
  if (check) report(problem === undefined ? [] : [problem]);
}

function report(problems: string[]): void {
  for (const problem of problems) console.log(`OVER THE LIMIT: ${problem}`);
  console.log(
    problems.length === 0
      ? "all figures are within their limits"
      : `${problems.length} figures are over their limit`,
  );
  if (problems.length > 0) process.exitCode = 1;
}

/** The command of the benchmark, without its action. */
function benchCommand(): Command {
  return new Command("bench")
    .description("Measures each operation with pulumi-eni and with a provider that does nothing, in turn.")
    .addOption(
      new Option("--cloud <name>").choices([...samples.map(({ name }) => name), "all"]).default("alibaba"),
    )
    .addOption(
      new Option("--host <name>", "what serves the provider and the twin")
        .choices(benchHosts)
        .default("dynamic" satisfies BenchHost),
    )
    .option(
      "--sizes <n,…>",
      "how many attachments, or pairs with --pairs",
      (text) => text.split(",").map(count),
      [1, 100],
    )
    .option(
      "--operations <name,…>",
      `what to measure, of ${operations.join()}`,
      operationList,
      operations.filter((operation) => operation !== "preview-new"),
    )
    .option(
      "--transition-ms <n|min-max,…>",
      "how long the cloud takes for a transition",
      (text) => text.split(",").map(transition),
      [{ label: 0, value: 0 }],
    )
    .option(
      "--instances <n>",
      "how many instances hold the interfaces; default: one for ten attachments",
      count,
    )
    .option("--foreign <n>", "how many interfaces are in other VPCs of the region", count, 0)
    .option("--stacks <n>", "how many stacks of that size run at once", count, 1)
    .option("--parallel <n>", "the value of Pulumi's --parallel; default: Pulumi's own", count)
    .option(
      "--quota-writes <n>",
      "how many writes of each action the cloud accepts in a second, or in a window",
      count,
    )
    .option("--quota-looks <n>", "the same for looks", count)
    .option("--window <s>", "the seconds in which the cloud counts; default: a bucket of one second", count)
    .option("--repeat <n>", "how often each operation is measured", count, 3)
    .option("--pairs", "let the program create each interface, too")
    .addOption(
      new Option("--first-check", "measure only the start of the provider process").conflicts([
        "pairs",
        "host",
      ]),
    )
    .addOption(
      new Option(
        "--one-by-one",
        "measure only how soon the ends of transitions are seen that follow one another",
      ).conflicts(["pairs", "host", "firstCheck", "stacks"]),
    )
    .addOption(
      new Option("--start", "measure only the start of the provider plugin").conflicts([
        "pairs",
        "firstCheck",
        "host",
        "oneByOne",
      ]),
    )
    .option("--json <file>", "write the results to this file")
    .option("--check", "exit with 1 when a figure is over its limit");
}

/** What `npm run bench` measures with these options. */
export function planOf(options: string): BenchPlan {
  return benchCommand().exitOverride().parse(options.split(" "), { from: "user" }).opts<BenchOptions>();
}

function count(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError(`"${text}" is not a number above 0`);
  return Number(text);
}

function operationList(text: string): Operation[] {
  const unknown = text.split(",").find((name) => !operations.some((operation) => operation === name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`"${unknown}" is not one of ${operations.join()}`);
  return operations.filter((operation) => text.split(",").includes(operation));
}

function transition(text: string): Transition {
  const [, from, to] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  if (from === undefined)
    throw new InvalidArgumentError(
      `"${text}" is not a number of milliseconds and not a range such as 2000-9000`,
    );
  if (to === undefined) return { label: Number(from), value: Number(from) };
  return { label: text, value: { min: Number(from), max: Number(to), seed: 1 } };
}

if (require.main === module) {
  benchCommand()
    .action((options: BenchOptions) => main(options))
    .parseAsync()
    .catch((error: Error) => {
      console.error(error.message);
      process.exitCode = 1;
    });
}
