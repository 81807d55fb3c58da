import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command, Option } from "commander";
import { type CloudSample, createEmulator, samples } from "../emulator";
import { packageRoot } from "./packed-package";
import { ensurePulumi } from "./pulumi-cli";
import { PulumiProgram } from "./pulumi-program";
import { configure } from "./quickstart/configure";
import { runTour, type TourReport } from "./quickstart/run-tour";

const isTerminal = process.stdout.isTTY && !process.env.NO_COLOR;
const emphasis = (line: string) => (isTerminal ? `\u001b[1;36m${line}\u001b[0m` : line);

interface Options {
  cloud: string;
  transitionMs: string;
}

/** Runs the root program on one cloud of an emulator, from `up` to `destroy`. */
async function visit(sample: CloudSample, bin: string, transitionMs: number): Promise<TourReport> {
  const emulator = await createEmulator({ transitionMs });
  const program = await PulumiProgram.create({
    project: "quickstart",
    files: Object.fromEntries(
      ["index.ts", "Pulumi.yaml"].map((name) => [name, readFileSync(join(packageRoot, name), "utf8")]),
    ),
    modules: join(packageRoot, "node_modules"),
    bin,
    environment: {
      ...emulator.environment(),
      ...(isTerminal ? { PULUMI_OPTION_COLOR: "always" } : {}),
    },
  });
  try {
    await configure(program, "cloud", sample.name);
    return await runTour({
      sample,
      emulator,
      program,
      announce: (line) => console.log(emphasis(`\n▶ ${line}\n`)),
      show: (text) => process.stdout.write(text),
    });
  } finally {
    program.remove();
    await emulator.close();
  }
}

async function main(options: Options): Promise<void> {
  const startedAt = performance.now();
  const chosen = samples.filter((sample) => options.cloud === "all" || sample.name === options.cloud);
  const { bin, version } = await ensurePulumi((line) => console.log(line));
  const readyAt = performance.now();
  console.log(
    `Pulumi ${version}, with a stack in a temporary folder and a cloud that is emulated in this process.`,
  );
  const summary: string[] = [];
  for (const sample of chosen) {
    const { done, problems } = await visit(sample, bin, Number(options.transitionMs));
    summary.push(`${sample.title}: ${done.join("; ") || "nothing done"}.`);
    summary.push(...problems.map((problem) => `  WRONG: ${problem}`));
    if (problems.length > 0) process.exitCode = 1;
  }
  const seconds = ((performance.now() - readyAt) / 1000).toFixed(1);
  const before = Math.round((readyAt - startedAt) / 1000);
  const preparation = before > 2 ? ` (and ${before} s to get the Pulumi CLI, only once)` : "";
  console.log(
    emphasis(`\n${summary.join("\n")}\nThis took ${seconds} s${preparation}. Everything was removed again.`),
  );
}

const cloud = new Option("--cloud <name>", "the cloud to try")
  .choices([...samples.map((sample) => sample.name), "all"])
  .default("alibaba");

new Command("quickstart")
  .description("Takes a Pulumi stack from up to destroy on an emulated cloud, and checks each step.")
  .addOption(cloud)
  .option("--transition-ms <n>", "how long an attach or a detach takes in the emulated cloud", "1000")
  .action((options: Options) => main(options))
  .parseAsync()
  .catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
