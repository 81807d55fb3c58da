import { type Scene, sceneOf, sceneTitles } from "../../model/scene";
import { type StoryStep, tell } from "../../model/story";
import { playEngine } from "./engine-player";
import { playModel } from "./model-player";
import { comparable, type StepTrace } from "./trace";

/** A story that the model of the engine must predict. */
export interface Comparison {
  readonly name: string;
  readonly api: string;
  readonly steps: readonly StoryStep[];
}

export interface Compared extends Comparison {
  readonly commands: number;
  /** The first step of which the model predicts something else; undefined: there is none. */
  readonly difference: string | undefined;
}

/** Plays a story with the model of the engine and with the real one, and compares what each step leads to. */
export async function compare(comparison: Comparison): Promise<Compared> {
  const scene: Scene = sceneOf(comparison.api);
  const predicted = await playModel(scene, comparison.steps);
  const played = await playEngine(
    scene,
    predicted.map(({ step }) => step),
  );
  const at = predicted.findIndex((trace, index) => comparable(trace) !== comparable(played[index] ?? trace));
  const [model, engine] = [predicted[at], played[at]];
  const isDifferent = model !== undefined && engine !== undefined;
  return {
    ...comparison,
    commands: played.filter(({ text }) => text !== "").length,
    difference: isDifferent
      ? tellDifference(comparison, predicted.slice(0, at + 1), model, engine)
      : undefined,
  };
}

function tellDifference(
  { name, api }: Comparison,
  story: readonly StepTrace[],
  model: StepTrace,
  engine: StepTrace,
): string {
  const [expected, found] = [comparable(model).split("\n"), comparable(engine).split("\n")];
  return [
    `On ${api}, "${name}":`,
    ...story.map(({ step }, index) => `  ${index + 1}. ${tell(step)}`),
    "Only the model:",
    ...expected.filter((line) => !found.includes(line)),
    "Only the engine:",
    ...found.filter((line) => !expected.includes(line)),
    `The model: ${model.text}`,
    `The engine: ${engine.text}`,
  ].join("\n");
}

/** The stories that name what they are about, each on one of the APIs. */
export function namedComparisons(
  stories: Readonly<Record<string, readonly StoryStep[]>>,
): readonly Comparison[] {
  return Object.entries(stories).map(([name, steps], index) => ({
    ...{ name, steps },
    api: sceneTitles[index % sceneTitles.length] ?? "",
  }));
}
