import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { Command, Option } from "commander";
import { ModelWorld } from "../test/model/model-world";
import { playStory } from "../test/model/play-story";
import { sceneOf, sceneTitles } from "../test/model/scene";
import type { StoryStep } from "../test/model/story";
import type { Share, ShareResult } from "../test/model/worker";
import { wholeNumber } from "./whole-number";

interface Options {
  readonly runs: number;
  readonly seed: number;
  readonly cloud?: string;
  readonly story?: string;
}

const workers = 2;
/** A worker begins again with a new emulator after so many histories. */
const runsPerShare = 250;
const seedsPerApi = 1_000_000;

async function main({ runs, seed, cloud, story }: Options): Promise<void> {
  const apis = sceneTitles.filter(
    (title) => cloud === undefined || title === cloud || title.startsWith(`${cloud} `),
  );
  if (story !== undefined) return playAgain(apis, JSON.parse(story) as StoryStep[]);
  const startedAt = performance.now();
  const results = await playAll(apis.flatMap((api) => sharesOf(api, runs, seed)));
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

/** Each API has histories of its own. */
function sharesOf(api: string, runs: number, seed: number): Share[] {
  const firstSeed = seed + seedsPerApi * sceneTitles.indexOf(api);
  const count = Math.ceil(runs / runsPerShare);
  return Array.from({ length: count }, (_, index) => ({
    api,
    runs: Math.min(runsPerShare, runs - index * runsPerShare),
    seed: firstSeed + index,
  }));
}

/** Gives each worker its next share when it has played one. */
function playAll(shares: Share[]): Promise<ShareResult[]> {
  const waiting = [...shares];
  const results: ShareResult[] = [];
  const playOn = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(join(__dirname, "../test/model/worker.js"), {
        // Most objects live as long as a request: with more room for new ones they are collected more cheaply.
        resourceLimits: { maxYoungGenerationSizeMb: 128 },
      });
      const next = () => {
        const share = waiting.shift();
        if (share) worker.postMessage(share);
        else void worker.terminate().then(() => resolve());
      };
      worker.on("message", (result: ShareResult) => {
        results.push(result);
        const verdict = result.story === undefined ? "" : ", a violation";
        console.error(`${results.length} of ${shares.length}: ${result.api}, seed ${result.seed}${verdict}`);
        next();
      });
      worker.on("error", reject);
      next();
    });
  return Promise.all(Array.from({ length: Math.min(workers, shares.length) }, playOn)).then(() => results);
}

function lineOf(api: string, results: readonly ShareResult[]): string {
  const figures = [
    `${sum(results, "histories")} histories`,
    `${sum(results, "engineRuns")} runs of the engine`,
    `${sum(results, "requests")} requests`,
    `${results.filter(({ story }) => story !== undefined).length} violations`,
  ];
  return `${api.padEnd(12)} ${figures.join(", ")}`;
}

function sum(results: readonly ShareResult[], name: "histories" | "engineRuns" | "requests"): number {
  return results.reduce((total, result) => total + result[name], 0);
}

async function playAgain(apis: readonly string[], steps: readonly StoryStep[]): Promise<void> {
  let failed = 0;
  for (const api of apis) {
    const scene = sceneOf(api);
    const world = await ModelWorld.open(scene.api.storeName);
    try {
      await playStory(world, scene, steps);
    } catch (error) {
      failed += 1;
      console.log(`On ${api} it breaks ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      await world.close();
    }
  }
  console.log(`${apis.length - failed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

new Command("test:deep")
  .description(
    "Plays random histories of users, engines and clouds, and looks for one that breaks an invariant",
  )
  .option("--runs <count>", "how many histories for each API", wholeNumber, 1_000)
  .option("--seed <number>", "which histories", wholeNumber, 1)
  .addOption(new Option("--cloud <name>", "only this cloud, or this API of it").choices([...sceneTitles]))
  .option("--story <json>", "plays the steps of one history again")
  .action((options: Options) => main(options))
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
