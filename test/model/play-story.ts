import { History } from "./history";
import { endInPeace } from "./peace";
import type { Sabotage } from "./provider-of-run";
import type { Scene } from "./scene";
import type { StoryStep } from "./story";
import type { World } from "./world";

/** Plays a story from its first step to its peaceful end. Throws when an invariant is broken. */
export async function playStory(
  world: World,
  scene: Scene,
  steps: readonly StoryStep[],
  sabotage?: Sabotage,
): Promise<History> {
  const history = new History(world, scene, sabotage);
  for (const step of steps) await history.play(step);
  await endInPeace(history);
  return history;
}
