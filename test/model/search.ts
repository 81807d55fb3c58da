import fc from "fast-check";
import { stories } from "./commands";
import { History } from "./history";
import { ModelWorld } from "./model-world";
import { endInPeace } from "./peace";
import { playStory } from "./play-story";
import type { Sabotage } from "./provider-of-run";
import { type Scene, sceneOf } from "./scene";
import type { Level } from "./share";
import { shortestStory } from "./shortest-story";
import { type StoryStep, tell } from "./story";
import { Violation } from "./violation";
import type { World } from "./world";

export interface SearchOptions extends Level {
  /** The API, such as "tencent v2". */
  readonly api: string;
  readonly runs: number;
  readonly seed: number;
  readonly sabotage?: Sabotage;
  /** Default: the provider in this process, on a virtual clock. */
  readonly open?: (scene: Scene) => Promise<World>;
}

/** What was played, in figures, and what was found. */
export interface SearchResult {
  readonly histories: number;
  /** Runs of the engine: `up`, `destroy`, `refresh` and `preview`. */
  readonly engineRuns: number;
  readonly requests: number;
  /** How many of these runs were killed. */
  readonly kills: number;
  readonly failure: FoundFailure | undefined;
}

export interface FoundFailure extends Level {
  readonly api: string;
  readonly seed: number;
  readonly steps: readonly StoryStep[];
  readonly cause: Error;
}

/** How many steps a history has before its peaceful end. */
const maxSteps = { 1: 14, 2: 10 };
/** How many shorter histories are tried: one of processes takes seconds. */
const maxTries = { 1: Number.POSITIVE_INFINITY, 2: 25 };

function openModel({ api }: Scene): Promise<World> {
  return ModelWorld.open(api.storeName);
}

/** Plays random histories until one breaks an invariant, and then looks for the shortest such history. */
export async function search(options: SearchOptions): Promise<SearchResult> {
  const { api, runs, seed, sabotage, level = 1, host, open = openModel } = options;
  const scene = sceneOf(api, host);
  const world = await open(scene);
  const figures = { histories: 0, engineRuns: 0, requests: 0, kills: 0 };
  try {
    const property = fc.asyncProperty(stories(maxSteps[level], scene.codes), async (commands) => {
      const history = new History(world, scene, sabotage);
      try {
        await fc.asyncModelRun(() => ({ model: history, real: history }), commands);
        await endInPeace(history);
      } catch (cause) {
        throw new FailedHistory(history.steps, cause);
      }
      figures.histories += 1;
      figures.engineRuns += history.engineRuns;
      figures.requests += history.requests;
      figures.kills += history.kills;
    });
    const { errorInstance } = await fc.check(property, { numRuns: runs, seed, endOnFailure: level > 1 });
    if (errorInstance === undefined || errorInstance === null) return { ...figures, failure: undefined };
    if (!(errorInstance instanceof FailedHistory)) throw errorInstance;
    const failure = await shorten(world, scene, errorInstance, options);
    return { ...figures, failure: { api, seed, level, host, ...failure } };
  } finally {
    await world.close();
  }
}

/** Plays one history. */
export async function playAgain(
  options: Omit<SearchOptions, "runs">,
  steps: readonly StoryStep[],
): Promise<SearchResult> {
  const { api, host, open = openModel } = options;
  const scene = sceneOf(api, host);
  const world = await open(scene);
  try {
    const { engineRuns, requests, kills } = await playStory(world, scene, steps, options.sabotage);
    return { histories: 1, engineRuns, requests, kills, failure: undefined };
  } catch (cause) {
    const failure = { ...options, steps, cause: asError(cause) };
    return { histories: 0, engineRuns: 0, requests: 0, kills: 0, failure };
  } finally {
    await world.close();
  }
}

/** The steps of a history that failed. */
class FailedHistory extends Error {
  constructor(
    readonly steps: readonly StoryStep[],
    override readonly cause: unknown,
  ) {
    super("a history failed");
  }
}

async function shorten(
  world: World,
  scene: Scene,
  { steps, cause }: FailedHistory,
  { sabotage, level = 1 }: SearchOptions,
) {
  let tries = maxTries[level];
  let last = asError(cause);
  const kind = kindOf(last);
  const failsAlike = async (shorter: readonly StoryStep[]): Promise<boolean> => {
    if (tries-- <= 0) return false;
    try {
      await playStory(world, scene, shorter, sabotage);
      return false;
    } catch (error) {
      const failure = asError(error);
      if (kindOf(failure) !== kind) return false;
      last = failure;
      return true;
    }
  };
  return { steps: await shortestStory(steps, failsAlike), cause: last };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** A shorter history must break the same invariant. */
function kindOf(error: Error): string {
  return error instanceof Violation ? error.invariant : error.name;
}

/** The failure as a story that a person can read and play again. */
export function tellFailure({ api, seed, level, host, steps, cause }: FoundFailure): string {
  const where = level === 2 ? ` --level 2 --host ${host}` : "";
  return [
    `On ${api}:`,
    ...steps.map((step, index) => `  ${index + 1}. ${tell(step)}`),
    `breaks ${cause instanceof Violation ? cause.message : (cause.stack ?? cause.message)}`,
    `Found with the seed ${seed}. To play it again:`,
    `  npm run test:deep -- --cloud "${api}"${where} --story '${JSON.stringify(steps)}'`,
  ].join("\n");
}
