import fc from "fast-check";
import { stories } from "./commands";
import { History } from "./history";
import { ModelWorld } from "./model-world";
import { endInPeace } from "./peace";
import { playStory } from "./play-story";
import type { Sabotage } from "./provider-run";
import { type Scene, sceneOf } from "./scene";
import { shortestStory } from "./shortest-story";
import { type StoryStep, tell } from "./story";
import { Violation } from "./violation";

export interface SearchOptions {
  /** The API, such as "tencent v2". */
  readonly api: string;
  readonly runs: number;
  readonly seed: number;
  readonly sabotage?: Sabotage;
}

/** What was played, in figures, and what was found. */
export interface SearchResult {
  readonly histories: number;
  /** Runs of the engine: `up`, `destroy`, `refresh` and `preview`. */
  readonly engineRuns: number;
  readonly requests: number;
  readonly failure: FoundFailure | undefined;
}

export interface FoundFailure {
  readonly api: string;
  readonly seed: number;
  readonly steps: readonly StoryStep[];
  readonly cause: Error;
}

/** How many steps a history has before its peaceful end. */
const maxSteps = 14;

/** Plays random histories until one breaks an invariant, and then looks for the shortest such history. */
export async function search({ api, runs, seed, sabotage }: SearchOptions): Promise<SearchResult> {
  const scene = sceneOf(api);
  const world = await ModelWorld.open(scene.api.storeName);
  const figures = { histories: 0, engineRuns: 0, requests: 0 };
  try {
    const property = fc.asyncProperty(stories(maxSteps, scene.codes), async (commands) => {
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
    });
    const { errorInstance } = await fc.check(property, { numRuns: runs, seed });
    if (errorInstance === undefined || errorInstance === null) return { ...figures, failure: undefined };
    if (!(errorInstance instanceof FailedHistory)) throw errorInstance;
    const failure = await shorten(world, scene, errorInstance, sabotage);
    return { ...figures, failure: { api, seed, ...failure } };
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
  world: ModelWorld,
  scene: Scene,
  { steps, cause }: FailedHistory,
  sabotage?: Sabotage,
) {
  let last = asError(cause);
  const kind = kindOf(last);
  const failsAlike = async (shorter: readonly StoryStep[]): Promise<boolean> => {
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
export function tellFailure({ api, seed, steps, cause }: FoundFailure): string {
  return [
    `On ${api}:`,
    ...steps.map((step, index) => `  ${index + 1}. ${tell(step)}`),
    `breaks ${cause instanceof Violation ? cause.message : (cause.stack ?? cause.message)}`,
    `Found with the seed ${seed}. To play it again:`,
    `  npm run test:deep -- --cloud "${api}" --story '${JSON.stringify(steps)}'`,
  ].join("\n");
}
