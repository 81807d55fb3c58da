import { samples, type TransitionMs } from "../../emulator";
import type { Properties } from "../../provider/contract/properties";
import { type BenchArguments, benchScenario } from "../../scripts/bench/bench-scenario";
import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { VirtualWorld } from "../support/virtual-run";

const size = 100;

/** A run that attaches a hundred interfaces, each in its own operation, some of them at a time. */
async function attachAll(cloudCase: CloudCase, transitionMs: TransitionMs, inFlight: number) {
  const sample = samples.find(({ name }) => name === cloudCase.title.replace(" ", "-"));
  if (!sample) throw new Error(`${cloudCase.title} has no sample`);
  // One interface on each instance, because not every cloud has room for more on all of its instances.
  const { scenario, attachments } = benchScenario(sample, { interfaces: size, instances: size });
  const world = await VirtualWorld.create({ scenario, transitionMs });
  try {
    const run = world.beginFor(cloudCase);
    const remaining = Object.values<BenchArguments>(attachments).values();
    const startedAtMs = world.clock.now();
    const outputs: Properties[] = [];
    const lane = async () => {
      for (const inputs of remaining) outputs.push((await run.attachments.create(inputs)).outs);
    };
    await Promise.all(Array.from({ length: inFlight }, lane));
    return {
      outputs,
      tookMs: world.clock.now() - startedAtMs,
      looks: world.emulator.journal.entries({ action: "DescribeNetworkInterfaces" }).length,
    };
  } finally {
    await world.close();
  }
}

describe.each(cloudCases)("waits of many operations on $title", (cloudCase: CloudCase) => {
  const attached = expect.objectContaining({ status: "attached" });

  it("end soon after each of several waves of transitions that take the same time", async () => {
    const { outputs, tookMs } = await attachAll(cloudCase, 3_000, 8);
    expect(outputs).toEqual(Array(size).fill(attached));
    expect(tookMs).toBeLessThanOrEqual(Math.ceil(size / 8) * 3_150);
  });

  it("end soon after the last of many transitions that take different times", async () => {
    const { outputs, tookMs } = await attachAll(cloudCase, { min: 500, max: 20_000, seed: 7 }, size);
    expect(outputs).toEqual(Array(size).fill(attached));
    expect(tookMs).toBeLessThanOrEqual(20_700);
  });
});

// The API v2 cannot ask for several interfaces with one call.
const inOneCall = cloudCases.filter(({ showsTransitions }) => showsTransitions);

describe.each(inOneCall)("looks of many operations on $title", (cloudCase: CloudCase) => {
  it("are few when a hundred transitions of 3 s begin together", async () => {
    const { looks, tookMs } = await attachAll(cloudCase, 3_000, size);
    expect(looks).toBeLessThanOrEqual(15);
    expect(tookMs).toBeLessThanOrEqual(3_500);
  });

  it("are two a second when a hundred transitions take different times", async () => {
    const { looks, tookMs } = await attachAll(cloudCase, { min: 500, max: 20_000, seed: 7 }, size);
    // One more for the look before the attach.
    expect(looks - 1).toBeLessThanOrEqual((2 * tookMs) / 1_000);
  });
});
