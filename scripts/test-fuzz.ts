import { Command, Option } from "commander";
import { fuzz, fuzzTargets } from "../test/model/fuzz";
import { sceneTitles } from "../test/model/scene";
import { wholeNumber } from "./whole-number";

interface Options {
  readonly runs: number;
  readonly seed: number;
  readonly cloud?: string;
}

async function main({ runs, seed, cloud }: Options): Promise<void> {
  let passed = 0;
  let failed = 0;
  for (const api of sceneTitles.filter((title) => cloud === undefined || title === cloud)) {
    for (const target of fuzzTargets) {
      const startedAt = performance.now();
      const failure = await fuzz({ target, api, runs, seed }).then(
        () => undefined,
        (error: Error) => error,
      );
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
      console.log(
        `${api.padEnd(12)} ${target.padEnd(22)} ${failure ? "failed" : `${runs} inputs`}, ${seconds} s`,
      );
      if (failure) console.log(failure.message);
      if (failure) failed += 1;
      else passed += 1;
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0 || passed === 0) process.exitCode = 1;
}

new Command("test:fuzz")
  .description("Throws hostile input at the provider, at its clients and at the emulator")
  .option("--runs <count>", "how many inputs for each API and target", wholeNumber, 1_000)
  .option("--seed <number>", "which inputs", wholeNumber, 1)
  .addOption(new Option("--cloud <name>", "only this API").choices([...sceneTitles]))
  .action((options: Options) => main(options))
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
