import { canMatter } from "../../model/commands";
import { History } from "../../model/history";
import { ModelWorld } from "../../model/model-world";
import type { Scene } from "../../model/scene";
import type { StoryStep } from "../../model/story";
import { type RecordedCall, recorded } from "../../support/recorded-calls";
import type { StepTrace } from "./trace";

/** Plays the steps of a story that can matter with the model of the engine, and says what each led to. */
export async function playModel(scene: Scene, steps: readonly StoryStep[]): Promise<readonly StepTrace[]> {
  const world = await ModelWorld.open(scene.api.storeName);
  const traces: StepTrace[] = [];
  let calls: RecordedCall[] = [];
  try {
    const history = new History(world, scene, {
      provider: (whole) => recorded(whole, (call) => void calls.push(call)),
    });
    const created: string[] = [];
    for (const step of steps) {
      if (!canMatter(history, step)) continue;
      calls = [];
      history.last = undefined;
      const before = world.writes.length;
      // One after another, as the real engine is told to.
      await history.play(step.do === "up" ? { ...step, isSerial: true } : step);
      for (const id of history.created()) if (!created.includes(id)) created.push(id);
      // Pulumi takes its time between two runs.
      await world.pass(60_000);
      const errors = (history.last as History["last"])?.errors ?? [];
      traces.push({
        ...{ step, calls, created: [...created], endpoint: world.emulator.url },
        hasFailed: errors.length > 0,
        writes: world.writes.slice(before),
        state: [...history.stacks.dev.state.resources],
        text: errors.join("\n"),
      });
    }
    return traces;
  } finally {
    await world.close();
  }
}
