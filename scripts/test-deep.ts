import { Command, Option } from "commander";
import { compareAll } from "../test/e2e/histories/compare-all";
import { playShares } from "../test/engine/histories/play-shares";
import { sceneTitles } from "../test/model/scene";
import type { Level, Share, ShareResult } from "../test/model/share";
import type { StoryStep } from "../test/model/story";
import { wholeNumber } from "./whole-number";

interface Options extends Pick<Level, "host"> {
  readonly level: "1" | "2" | "3";
  readonly runs: number;
  readonly seed: number;
  readonly cloud?: string;
  readonly story?: string;
}

/** A history of processes mostly waits. */
const workers = { 1: 2, 2: 4 };
/** A worker begins again with a new emulator after so many histories. */
const runsPerShare = { 1: 250, 2: 5 };
const seedsPerApi = 1_000_000;

async function main({ runs, seed, cloud, story, host = "dynamic", ...options }: Options): Promise<void> {
  if (options.level === "3") return compareWithEngine(runs, seed);
  const level = options.level === "1" ? 1 : 2;
  const kind: Level = level === 1 ? { level } : { level, host };
  const apis = sceneTitles.filter(
    (title) => cloud === undefined || title === cloud || title.startsWith(`${cloud} `),
  );
  const startedAt = performance.now();
  const again = story === undefined ? undefined : (JSON.parse(story) as StoryStep[]);
  const shares = apis.flatMap((api) =>
    again ? { ...kind, api, runs: 1, seed, again } : sharesOf(api, runs, seed, kind),
  );
  let played = 0;
  const results = await playShares(shares, workers[level], (result) => {
    played += 1;
    const verdict = result.story === undefined ? "" : ", a violation";
    console.error(`${played} of ${shares.length}: ${result.api}, seed ${result.seed}${verdict}`);
  });
  const seconds = (performance.now() - startedAt) / 1000;
  const stories = results.flatMap((result) => result.story ?? []);
  for (const found of stories) console.log(`${found}\n`);
  for (const api of apis)
    console.log(
      lineOf(
        api,
        results.filter((result) => result.api === api),
      ),
    );
  const passed = sum(results, "histories");
  console.log(
    `\n${Math.round(seconds)} s, ${Math.round((passed / seconds) * 60)} histories a minute, seed ${seed}`,
  );
  console.log(`${passed} passed, ${stories.length} failed`);
  if (stories.length > 0 || passed === 0) process.exitCode = 1;
}

/** Plays stories with the model of the engine and with the real one. */
async function compareWithEngine(runs: number, seed: number): Promise<void> {
  let played = 0;
  const all = await compareAll({ runs, seed }, ({ name, api, difference }) => {
    played += 1;
    console.error(`${played} of ${runs}: ${api}, ${name}${difference ? ", a difference" : ""}`);
  });
  const differences = all.flatMap(({ difference }) => difference ?? []);
  for (const found of differences) console.log(`${found}\n`);
  console.log(`${all.reduce((total, { commands }) => total + commands, 0)} runs of the real engine`);
  console.log(`${all.length - differences.length} passed, ${differences.length} failed`);
  if (differences.length > 0 || all.length === 0) process.exitCode = 1;
}

/** Each API has histories of its own. */
function sharesOf(api: string, runs: number, seed: number, kind: Level): Share[] {
  const firstSeed = seed + seedsPerApi * sceneTitles.indexOf(api);
  const size = runsPerShare[kind.level ?? 1];
  return Array.from({ length: Math.ceil(runs / size) }, (_, index) => ({
    ...kind,
    api,
    runs: Math.min(size, runs - index * size),
    seed: firstSeed + index,
  }));
}

function lineOf(api: string, results: readonly ShareResult[]): string {
  const figures = [
    `${sum(results, "histories")} histories`,
    `${sum(results, "engineRuns")} runs of the engine`,
    `${sum(results, "requests")} requests`,
    `${sum(results, "kills")} kills`,
    `${results.filter(({ story }) => story !== undefined).length} violations`,
  ];
  return `${api.padEnd(12)} ${figures.join(", ")}`;
}

function sum(
  results: readonly ShareResult[],
  name: "histories" | "engineRuns" | "requests" | "kills",
): number {
  return results.reduce((total, result) => total + result[name], 0);
}

new Command("test:deep")
  .description(
    "Plays random histories of users, engines and clouds, and looks for one that breaks an invariant",
  )
  .option("--runs <count>", "how many histories for each API", wholeNumber, 1_000)
  .option("--seed <number>", "which histories", wholeNumber, 1)
  .addOption(new Option("--cloud <name>", "only this cloud, or this API of it").choices([...sceneTitles]))
  .addOption(
    new Option("--level <number>", "1: in one process; 2: provider processes over gRPC; 3: the real engine")
      .choices(["1", "2", "3"])
      .default("1"),
  )
  .addOption(new Option("--host <name>", "what starts the provider processes").choices(["dynamic", "plugin"]))
  .option("--story <json>", "plays the steps of one history again")
  .action((options: Options) => main(options))
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
