import { samples, type TransitionMs } from "../../emulator";
import type { Properties } from "../../provider/contract/properties";
import { type BenchArguments, benchScenario } from "../../scripts/bench/bench-scenario";
import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { VirtualWorld } from "../support/virtual-run";

const size = 100;

async function worldOf(cloudCase: CloudCase, transitionMs: TransitionMs, { count = size, foreign = 0 } = {}) {
  const sample = samples.find(({ name }) => name === cloudCase.title.replace(" ", "-"));
  if (!sample) throw new Error(`${cloudCase.title} has no sample`);
  // One interface on each instance, because not every cloud has room for more on all of its instances.
  const { scenario, attachments } = benchScenario(sample, { interfaces: count, instances: count, foreign });
  const world = await VirtualWorld.create({ scenario, transitionMs });
  return { world, all: Object.values<BenchArguments>(attachments) };
}

/** Does each, some of them at a time, as the engine does. */
async function inLanes<T>(
  all: readonly T[],
  inFlight: number,
  act: (one: T) => Promise<void>,
): Promise<void> {
  const remaining = all.values();
  const lane = async () => {
    for (const one of remaining) await act(one);
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
}

/** A run that attaches a hundred interfaces, each in its own operation, some of them at a time. */
async function attachAll(cloudCase: CloudCase, transitionMs: TransitionMs, inFlight: number) {
  const { world, all } = await worldOf(cloudCase, transitionMs);
  try {
    const run = world.beginFor(cloudCase);
    const startedAtMs = world.clock.now();
    const outputs: Properties[] = [];
    await inLanes(all, inFlight, async (inputs) => {
      outputs.push((await run.attachments.create(inputs)).outs);
    });
    return {
      outputs,
      tookMs: world.clock.now() - startedAtMs,
      looks: world.emulator.journal.entries({ action: "DescribeNetworkInterfaces" }).length,
    };
  } finally {
    await world.close();
  }
}

/** A run that detaches everything that another run attached. */
async function detachAll(cloudCase: CloudCase, transitionMs: TransitionMs, inFlight: number) {
  const { world, all } = await worldOf(cloudCase, transitionMs);
  try {
    const before = world.beginFor(cloudCase);
    const made: { readonly id: string; readonly outs: Properties }[] = [];
    await inLanes(all, size, async (inputs) => {
      made.push(await before.attachments.create(inputs));
    });
    world.emulator.journal.clear();
    const run = world.beginFor(cloudCase);
    const startedAtMs = world.clock.now();
    await inLanes(made, inFlight, ({ id, outs }) => run.attachments.delete(id, outs));
    const { DescribeNetworkInterfaces = 0, DescribeInstances = 0 } = world.emulator.journal.counts();
    const attached = world.emulator.store
      .interfaces(cloudCase.storeName)
      .filter(({ kind }) => kind !== "primary");
    return {
      looks: DescribeNetworkInterfaces + DescribeInstances,
      stillAttached: attached.filter(({ instanceId }) => instanceId !== null).length,
      tookMs: world.clock.now() - startedAtMs,
    };
  } finally {
    await world.close();
  }
}

/** A run that reads a part of the interfaces of a VPC, which another run attached. */
async function refreshSome(
  cloudCase: CloudCase,
  { count, read, foreign, inFlight }: Record<"count" | "read" | "foreign" | "inFlight", number>,
  change?: (world: VirtualWorld, interfaceIds: readonly string[]) => void,
) {
  const { world, all } = await worldOf(cloudCase, 0, { count, foreign });
  try {
    const before = world.beginFor(cloudCase);
    const made: { readonly id: string; readonly outs: Properties }[] = [];
    await inLanes(all, size, async (inputs) => {
      made.push(await before.attachments.create(inputs));
    });
    change?.(
      world,
      made.map(({ id }) => id.split(":")[0] ?? ""),
    );
    world.emulator.journal.clear();
    const run = world.beginFor(cloudCase);
    const shown: unknown[] = [];
    await inLanes(made.slice(0, read), inFlight, async ({ id, outs }) => {
      const { props } = await run.attachments.read(id, outs);
      shown.push([id, props?.status, props?.instanceId]);
    });
    return { made, shown, calls: world.emulator.journal.entries().length, reported: run.reported("warn") };
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

// A detach on Zenlayer names no instance, so each follows a fresh look.
const namingInstances = inOneCall.filter(({ cloud }) => cloud.name !== "zenlayer");

describe.each(namingInstances)("a destroy of many on $title", (cloudCase: CloudCase) => {
  it.each([8, size])("makes few looks before the detaches, with %i in flight", async (inFlight) => {
    const transitionMs = { min: 800, max: 1_200, seed: 7 };
    const { looks, stillAttached, tookMs } = await detachAll(cloudCase, transitionMs, inFlight);
    expect(stillAttached).toBe(0);
    // The first looks and pages of interfaces and instances; then two looks a second show what ends and what is next.
    expect(looks).toBeLessThanOrEqual(10 + (2 * tookMs) / 1_000);
  });
});

/** How many interfaces and instances one page shows. */
const pageSizes: Readonly<Record<string, readonly [number, number]>> = {
  alibaba: [500, 100],
  tencent: [100, 100],
  "tencent v2": [50, 100],
  zenlayer: [1_000, 1_000],
};

describe.each(cloudCases)("a refresh of many on $title", (cloudCase: CloudCase) => {
  it.each([0, 400])("reads pages of the VPC, with %i interfaces of others in the region", async (foreign) => {
    const [count, read, inFlight] = [330, 300, 8];
    const { made, shown, calls, reported } = await refreshSome(cloudCase, { count, read, foreign, inFlight });
    expect(shown).toHaveLength(read);
    const expected = made.slice(0, read).map(({ id, outs }) => [id, "attached", outs.instanceId]);
    expect(shown).toEqual(expect.arrayContaining(expected));
    expect(reported).toBe("");
    const [interfacePage = Number.NaN, instancePage = Number.NaN] = pageSizes[cloudCase.title] ?? [];
    // The primary interface of each instance is on the pages, too.
    const pages = Math.ceil((2 * count) / interfacePage) + Math.ceil(count / instancePage);
    // Looks show where the pages are, and some come before all pages are there. The API v2 looks at one id in each call.
    const looks = cloudCase.showsTransitions ? 4 : 4 + 2 * inFlight;
    expect(calls).toBeLessThanOrEqual(pages + looks);
  });

  it("shows what others detached and deleted", async () => {
    const numbers = { count: 60, read: 60, foreign: 0, inFlight: 8 };
    const { made, shown, reported } = await refreshSome(cloudCase, numbers, (world, ids) => {
      const [, detached = "", deleted = ""] = ids.slice(39);
      world.emulator.act({ cloud: cloudCase.storeName, act: "detach", interfaceId: detached });
      world.emulator.act({ cloud: cloudCase.storeName, act: "detach", interfaceId: deleted });
      world.emulator.act({ cloud: cloudCase.storeName, act: "delete", interfaceId: deleted });
    });
    const states = new Map((shown as [string, unknown][]).map(([id, status]) => [id, status]));
    expect(made.slice(39, 42).map(({ id }) => states.get(id))).toEqual(["attached", "available", undefined]);
    expect(reported).toContain("no longer exists");
  });
});

describe.each(cloudCases)("a preview of many new attachments on $title", (cloudCase: CloudCase) => {
  it.each([0, 400])("reads pages of the VPC, with %i interfaces of others in the region", async (foreign) => {
    const count = 330;
    const { world, all } = await worldOf(cloudCase, 0, { count, foreign });
    try {
      const run = world.beginFor(cloudCase);
      for (const inputs of all) expect(await run.attachments.check({}, inputs)).toEqual([]);
      const [interfacePage = Number.NaN, instancePage = Number.NaN] = pageSizes[cloudCase.title] ?? [];
      // Only the pages of the API v3 show what counts against the quota of an instance.
      const interfacePages = cloudCase.title === "tencent v2" ? [interfacePage, 100] : [interfacePage];
      const lists = [...interfacePages.map((size) => (2 * count) / size), count / instancePage];
      // One look finds the list, and each page of it comes with at most one more.
      const fewest = lists.reduce((sum, pages) => sum + 1 + Math.ceil(pages), 0);
      expect(world.emulator.journal.entries().length).toBeLessThanOrEqual(2 * fewest);
    } finally {
      await world.close();
    }
  });
});
