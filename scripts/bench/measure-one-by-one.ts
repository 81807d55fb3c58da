import type { CloudSample, TransitionMs } from "../../emulator";
import { cloudCases } from "../../test/support/cloud-cases";
import { VirtualWorld } from "../../test/support/virtual-run";
import { type BenchRow, emptyRow } from "./bench-row";
import { benchScenario } from "./bench-scenario";
import { summary } from "./detection-lag";
import { journalFigures } from "./journal-figures";

export interface OneByOne {
  readonly sample: CloudSample;
  /** How many transitions of each operation follow one another. */
  readonly size: number;
  readonly instances: number;
  readonly transitionMs: TransitionMs;
  readonly transition: number | string;
}

/**
 * How soon one provider process sees the end of transitions that follow one another. The time is the emulator's, and
 * calls take none of it: two hundred transitions of up to 20 s would take an hour.
 */
export async function measureOneByOne({ sample, size, instances, ...rest }: OneByOne): Promise<BenchRow[]> {
  const { scenario, attachments } = benchScenario(sample, { interfaces: size, instances });
  const world = await VirtualWorld.create({ scenario, transitionMs: rest.transitionMs });
  const cloudCase = cloudCases.find(({ title }) => title.replace(" ", "-") === sample.name);
  if (!cloudCase) throw new Error(`there are no keys for ${sample.name}`);
  const calls = world.beginFor(cloudCase).attachments;
  const made: { id: string; properties: Record<string, unknown> }[] = [];

  async function row(operation: "up" | "destroy", each: () => Promise<void>): Promise<BenchRow> {
    world.emulator.journal.clear();
    const startedAt = world.clock.now();
    await each();
    const figures = journalFigures(world.emulator, sample.cloud, startedAt);
    return {
      ...emptyRow({ cloud: sample.name, host: "dynamic", operation, size, repeats: 1 }),
      ...{ transitionMs: rest.transition, parallel: 1, calls: { ...figures.calls } },
      ...{ lagMs: summary(figures.lagsMs), looksPerS: figures.looksPerS, refused: figures.refused.length },
    };
  }

  try {
    const up = await row("up", async () => {
      for (const inputs of Object.values(attachments)) {
        const { id, outs } = await calls.create({ ...inputs });
        made.push({ id, properties: outs });
      }
    });
    const destroy = await row("destroy", async () => {
      for (const { id, properties } of made) await calls.delete(id, properties);
    });
    return [up, destroy];
  } finally {
    await world.close();
  }
}
