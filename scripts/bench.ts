import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { samples } from "../emulator";
import { prepareFolder } from "./bench/bench-folder";
import {
  asTable,
  type BenchHost,
  type BenchRow,
  benchHosts,
  type Operation,
  operations,
} from "./bench/bench-row";
import { benchScenario } from "./bench/bench-scenario";
import { overLimit } from "./bench/limits";
import { measureFirstCheck } from "./bench/measure-first-check";
import { measureOperations } from "./bench/measure-operations";
import { measureStart, slowStart } from "./bench/measure-start";
import { writePluginTwin } from "./no-op-twin";
import { ensurePulumi } from "./pulumi-cli";

interface Options {
  /** The name of a sample, or "all". */
  cloud: string;
  host: BenchHost;
  sizes: number[];
  operations: Operation[];
  transitionMs: Transition[];
  instances?: number;
  foreign: number;
  parallel?: number;
  repeat: number;
  json?: string;
  check?: boolean;
  pairs?: boolean;
  firstCheck?: boolean;
  start?: boolean;
  quotaWrites?: number;
  quotaLooks?: number;
  window?: number;
}

type Transition = { label: number | string; value: number | { min: number; max: number; seed: number } };

/** A start takes less than a second, and its time varies more than the two processes differ. So it needs more repeats. */
const startRepeats = 9;
/** How many secondary interfaces an instance of a usual type can have. */
const interfacesPerInstance = 10;
/** The most, where it is the same for every instance type: preview refuses a program that attaches more. */
const mostPerInstance: Readonly<Record<string, number>> = { zenlayer: 7 };

async function main(options: Options): Promise<void> {
  if (options.start) {
    const times = await measureStart(Math.max(options.repeat, startRepeats));
    const { pluginMs, bareServiceMs, repeats } = times;
    console.log(
      `from the start of the process to its port: ${Math.round(pluginMs)} ms, ` +
        `a bare service ${Math.round(bareServiceMs)} ms (medians of ${repeats})\n`,
    );
    if (options.json) writeFileSync(options.json, `${JSON.stringify({ start: times }, null, 2)}\n`);
    const problem = slowStart(times);
    if (options.check) report(problem === undefined ? [] : [problem]);
    return;
  }
  const chosen = samples
    .filter(({ name }) => options.cloud === "all" || name === options.cloud)
    .filter(({ networkInterface }) => !options.pairs || networkInterface !== undefined);
  const say = (line: string) => console.error(line);
  const scratch = mkdtempSync(join(tmpdir(), "pulumi-eni-bench-"));
  process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
  const folders = { "pulumi-eni": join(scratch, "real"), "no-op-twin": join(scratch, "twin") };
  for (const folder of Object.values(folders)) await prepareFolder(folder, say);
  const plugins = {
    "pulumi-eni": join(folders["pulumi-eni"], "node_modules", "pulumi-eni", "dist", "plugin"),
    "no-op-twin": join(scratch, "twin-plugin"),
  };
  if (options.host === "plugin") writePluginTwin(plugins["no-op-twin"]);

  const rows: BenchRow[] = [];
  for (const sample of chosen) {
    if (options.firstCheck) {
      const repeat = Math.max(options.repeat, startRepeats);
      rows.push(
        await measureFirstCheck({
          sample,
          scenario: benchScenario(sample, { interfaces: 1, instances: 1 }),
          folders,
          repeat,
        }),
      );
      continue;
    }
    const { bin } = await ensurePulumi(say);
    for (const size of options.sizes) {
      const instances = instancesFor(sample.name, size, options, say);
      const { pairs = false, foreign } = options;
      const scenario = benchScenario(sample, { interfaces: size, instances, pairs, foreign });
      for (const { label: transition, value: transitionMs } of options.transitionMs) {
        const { parallel = null, repeat } = options;
        const { quotaWrites: writes, quotaLooks: looks, window: windowS } = options;
        const setup = {
          sample,
          host: options.host,
          plugins,
          resources: pairs ? ("pairs" as const) : ("attachments" as const),
          size,
          foreign,
          measured: options.operations,
          transition,
          transitionMs,
          parallel,
          repeat,
          quota: { writes, looks, windowS },
          scenario,
          folders,
          bin,
          say,
        };
        rows.push(...(await measureOperations(setup)));
      }
    }
  }
  console.log(`${asTable(rows)}\n`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ rows }, null, 2)}\n`);
  if (options.check) report(overLimit(rows));
}

function instancesFor(
  cloud: string,
  size: number,
  { instances: asked = Math.ceil(size / interfacesPerInstance) }: Options,
  say: (line: string) => void,
): number {
  const most = mostPerInstance[cloud] ?? Number.POSITIVE_INFINITY;
  const needed = Math.ceil(size / most);
  if (needed <= asked) return asked;
  say(`  ${cloud}: ${needed} instances, because an instance holds at most ${most} secondary interfaces`);
  return needed;
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

new Command("bench")
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
    new Option("--start", "measure only the start of the provider plugin").conflicts([
      ...["pairs", "firstCheck", "host"],
    ]),
  )
  .option("--json <file>", "write the results to this file")
  .option("--check", "exit with 1 when a figure is over its limit")
  .action((options: Options) => main(options))
  .parseAsync()
  .catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
