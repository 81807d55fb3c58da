import type { FaultKind } from "../../emulator";
import { KeptFailure } from "../../provider/adapters/dynamic-host";
import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { type InterfaceCase, interfaceCases } from "../support/interface-cases";
import { type VirtualRun, VirtualWorld } from "../support/virtual-run";
import { worldForEachTest } from "../support/world-for-each-test";

/** Looks can show what was true before: a run that ends on the first look would leave something behind, or forget it. */
describe.each(cloudCases)("an attachment that looks show late on $title", (cloudCase: CloudCase) => {
  const { running, starting, free, storeName: cloud } = cloudCase;
  const world = worldForEachTest({ transitionMs: 12_000 });

  const begin = (): VirtualRun => world.beginFor(cloudCase);
  const inputs = (more: object = {}) => ({
    ...cloudCase.place,
    networkInterfaceId: free(1),
    instanceId: running,
    ...more,
  });
  const stored = () => world.emulator.store.interface(cloud, free(1));
  const partial = async (create: Promise<unknown>): Promise<KeptFailure> => {
    const error: unknown = await create.catch((reason: unknown) => reason);
    if (!(error instanceof KeptFailure)) throw error;
    return error;
  };

  it.each([
    ["begins at once", 0],
    ["begins late", 10_000],
  ])("is detached by a destroy right after a create that was cut off, where the attach %s", async (_, ms) => {
    if (ms > 0) world.emulator.faults.add({ cloud, kind: "late-start", transition: "attach", ms });
    const { id, properties } = await partial(
      begin().attachments.create(inputs({ timeouts: { create: "4s" } })),
    );
    const recorded = JSON.parse(JSON.stringify(properties));
    await begin().attachments.delete(id, { ...recorded, timeouts: undefined });
    await world.clock.sleep(60_000);
    expect(stored()).toMatchObject({ status: "available", instanceId: null });
  });

  it("does not record an attach that was sent once the attachment stands", async () => {
    const { id, properties } = await partial(
      begin().attachments.create(inputs({ timeouts: { create: "4s" } })),
    );
    expect(properties.__attachSent).toMatchObject({ sentAtMs: expect.any(Number) });
    const { outs } = await begin().attachments.update(id, properties, inputs());
    expect(outs.__attachSent).toBeUndefined();
  });

  it("sends nothing when its time is over with the look that would permit it", async () => {
    world.emulator.act({ cloud, act: "start", instanceId: starting, afterMs: 4_000 });
    const create = begin().attachments.create(inputs({ instanceId: starting, timeouts: { create: "4s" } }));
    const error: unknown = await create.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(KeptFailure);
    expect(world.emulator.store.instance(cloud, starting)?.status).toBe("running");
    expect(world.emulator.journal.entries({ cloud, action: "AttachNetworkInterface" })).toEqual([]);
  });
});

describe.each(interfaceCases)(
  "an interface that looks show late on $title",
  (interfaceCase: InterfaceCase) => {
    const { cloudCase, declared } = interfaceCase;
    const { storeName: cloud } = cloudCase;
    const world = worldForEachTest();

    const interfaces = () => world.beginFor(cloudCase).interfaces();
    const stale = (ms: number, times: number) => {
      const kind: FaultKind = { kind: "stale-describe", ms };
      world.emulator.faults.add({ cloud, action: "DescribeNetworkInterfaces", times, ...kind });
    };
    const make = () =>
      interfaces().create({ ...cloudCase.place, ...declared, __urn: "urn:pulumi:dev::p::eni::made" });

    it("is kept by a refresh whose first look is from before it was made", async () => {
      const { id, outs } = await make();
      stale(60_000, 1);
      expect((await interfaces().read(id, outs)).id).toBe(id);
    });

    it("is deleted, though the first look is from before it was made", async () => {
      const { id, outs } = await make();
      stale(60_000, 1);
      await interfaces().delete(id, outs);
      expect(world.made(cloud).map((made) => made.id)).not.toContain(id);
    });
  },
);

describe.each(cloudCases)("one late look on $title", (cloudCase: CloudCase) => {
  const { running, free, storeName: cloud } = cloudCase;

  it("neither ends a detach nor empties the state", async () => {
    const world = await VirtualWorld.create();
    try {
      const news = { ...cloudCase.place, networkInterfaceId: free(1), instanceId: running };
      const { id, outs } = await world.beginFor(cloudCase).attachments.create(news);
      const stale = { kind: "stale-describe", ms: 60_000, times: 1 } as const;
      world.emulator.faults.add({ cloud, action: "DescribeNetworkInterfaces", ...stale });
      await world.beginFor(cloudCase).attachments.delete(id, outs);
      expect(world.emulator.store.interface(cloud, free(1))?.instanceId ?? null).toBeNull();
    } finally {
      await world.close();
    }
  });
});
