import { Command, Option } from "commander";
import { type CloudSample, createEmulator, samples } from "../emulator";
import { ensurePulumi } from "./pulumi-cli";
import { PulumiProgram } from "./pulumi-program";
import { type Prepared, prepareLanguage } from "./quickstart/prepare-language";
import { runTour, type TourReport } from "./quickstart/run-tour";
import { type TourLanguageName, tourLanguages } from "./quickstart/tour-language";

const isTerminal = process.stdout.isTTY && !process.env.NO_COLOR;
const emphasis = (line: string) => (isTerminal ? `\u001b[1;36m${line}\u001b[0m` : line);

interface Options {
  cloud: string;
  language: TourLanguageName;
  transitionMs: string;
}

interface Visit {
  sample: CloudSample;
  languageName: TourLanguageName;
  prepared: Prepared;
  bin: string;
  transitionMs: number;
}

/** Runs the program on one cloud of an emulator, from `up` to `destroy`. */
async function visit({ sample, languageName, prepared, bin, transitionMs }: Visit): Promise<TourReport> {
  const emulator = await createEmulator({ transitionMs });
  const language = tourLanguages[languageName];
  const files = language.files(sample);
  const program = await PulumiProgram.create({
    ...prepared,
    project: "quickstart",
    files,
    bin,
    environment: {
      ...prepared.environment,
      ...emulator.environment(),
      ...(isTerminal ? { PULUMI_OPTION_COLOR: "always" } : {}),
    },
  });
  try {
    await language.begin(program, sample);
    const text = language.text?.(sample);
    if (text !== undefined) console.log(`${emphasis(`\n▶ The program, in ${language.title}:`)}\n\n${text}`);
    return await runTour({
      sample,
      emulator,
      program,
      language,
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
  const say = (line: string) => console.log(line);
  const cli = await ensurePulumi(say);
  const { bin, version } = cli;
  const prepared = await prepareLanguage(options.language, cli, say);
  const readyAt = performance.now();
  console.log(
    `Pulumi ${version}, with a stack in a temporary folder and a cloud that is emulated in this process.`,
  );
  const summary: string[] = [];
  for (const sample of chosen) {
    const { done, problems } = await visit({
      sample,
      languageName: options.language,
      prepared,
      bin,
      transitionMs: Number(options.transitionMs),
    });
    summary.push(`${sample.title}: ${done.join("; ") || "nothing done"}.`);
    summary.push(...problems.map((problem) => `  WRONG: ${problem}`));
    if (problems.length > 0) process.exitCode = 1;
  }
  const seconds = ((performance.now() - readyAt) / 1000).toFixed(1);
  const before = Math.round((readyAt - startedAt) / 1000);
  const preparation = before > 2 ? ` (and ${before} s to get what it needs, only once)` : "";
  console.log(
    emphasis(`\n${summary.join("\n")}\nThis took ${seconds} s${preparation}. Everything was removed again.`),
  );
}

const cloud = new Option("--cloud <name>", "the cloud to try")
  .choices([...samples.map((sample) => sample.name), "all"])
  .default("alibaba");

const language = new Option("--language <name>", "the language of the program")
  .choices(Object.keys(tourLanguages))
  .default("typescript" satisfies TourLanguageName);

new Command("quickstart")
  .description("Takes a Pulumi stack from up to destroy on an emulated cloud, and checks each step.")
  .addOption(cloud)
  .addOption(language)
  .option("--transition-ms <n>", "how long an attach or a detach takes in the emulated cloud", "1000")
  .action((options: Options) => main(options))
  .parseAsync()
  .catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
