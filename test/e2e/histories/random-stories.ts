import fc from "fast-check";
import { steps } from "../../model/commands";
import { sceneOf, sceneTitles } from "../../model/scene";
import type { StoryStep } from "../../model/story";
import type { Comparison } from "./compare";

/** So many steps, of which about half start Pulumi. */
const length = { minLength: 6, maxLength: 10 };

/** What each story begins with, so that its commands have something to be about. */
const start: readonly StoryStep[] = [
  { do: "declare attachment", stack: "dev", name: "a", as: { of: 1, to: "running" } },
  { do: "declare interface", stack: "dev", name: "n", as: { variant: "first" } },
  { do: "declare attachment", stack: "dev", name: "b", as: { of: "n", to: "running" } },
  { do: "up", stack: "dev" },
];

/** Random stories of one stack without a kill, a fault of a call or anything that depends on the time. */
export function randomComparisons(runs: number, seed: number): readonly Comparison[] {
  return Array.from({ length: runs }, (_, index) => {
    const api = sceneTitles[index % sceneTitles.length] ?? "";
    const story = fc.array(steps(sceneOf(api).codes).filter(isPredictable), { ...length, size: "max" });
    const [played = []] = fc.sample(story, { numRuns: 1, seed: seed + index });
    return { name: `random, seed ${seed + index}`, api, steps: [...start, ...played] };
  });
}

/** Whether the model and the real engine, which take different times, come to the same result. */
function isPredictable(step: StoryStep): boolean {
  if ("stack" in step && step.stack !== "dev") return false;
  switch (step.do) {
    case "up":
    case "destroy":
    case "refresh":
      return !(
        "kill" in step ||
        "interruptAtWrite" in step ||
        "account" in step ||
        "meanwhile" in step ||
        "isElsewhere" in step
      );
    case "declare attachment":
      return step.as.timeouts === undefined;
    case "fault":
      return step.fault.kind === "fail" && step.times === 1;
    case "preview":
    case "up of both stacks at once":
    case "state move":
    case "stack rename":
    case "wait":
      return false;
    default:
      return true;
  }
}
