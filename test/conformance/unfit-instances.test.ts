import { cloudCases } from "../support/cloud-cases";
import type { VirtualRun } from "../support/virtual-run";
import { worldForEachTest } from "../support/world-for-each-test";

/** Instances that are shown as Running or Stopped, but to which no interface can be attached. */
describe.each(cloudCases.filter(({ title }) => title === "alibaba"))(
  "an unfit instance on $title",
  (cloudCase) => {
    const { running, stopped, free, storeName: cloud } = cloudCase;
    const world = worldForEachTest({ transitionMs: 3_000 });

    const begin = (): VirtualRun => world.beginFor(cloudCase);
    const inputs = (instanceId: string, more: object = {}) => ({
      ...cloudCase.place,
      networkInterfaceId: free(1),
      instanceId,
      __urn: "urn:pulumi:dev::attachments::eni::data",
      ...more,
    });
    const set = (instanceId: string, change: object) =>
      world.emulator.act({ cloud, act: "set-instance", instanceId, set: change });
    const calls = (action: string) => world.emulator.journal.entries({ cloud, action });
    const long = Date.UTC(2018, 2, 31);

    it.each([
      ["locked while it was stopped", stopped, { locked: ["financial"] }, /locked \(financial\)/],
      [
        "locked while it ran",
        running,
        { locked: ["security", "Recycling"] },
        /locked \(security, Recycling\)/,
      ],
      ["running since before 2018-04-01", running, { startedAt: long }, /2018-04-01.*Restart it/],
    ])("that is %s is told in preview, and nothing is sent to it", async (_what, instance, change, words) => {
      set(instance, change);
      const run = begin();
      await expect(run.attachments.check({}, inputs(instance))).resolves.toEqual([]);
      expect(run.reported("warn")).toMatch(words);
      const [strict] = await begin().attachments.check({}, inputs(instance, { preflight: "strict" }));
      expect(strict?.reason).toMatch(words);
      await expect(run.attachments.create(inputs(instance))).rejects.toThrow(words);
      expect(calls("AttachNetworkInterface")).toHaveLength(0);
    });

    it("that was stopped after a start before 2018-04-01 takes an interface", async () => {
      set(stopped, { startedAt: long });
      const run = begin();
      await run.attachments.check({}, inputs(stopped));
      expect(run.reported("warn")).toBe("");
      await run.attachments.create(inputs(stopped));
      expect(world.emulator.store.interface(cloud, free(1))?.instanceId).toBe(stopped);
    });

    it("that is locked is asked to give up its interface, and a refusal names the lock", async () => {
      const { id, outs } = await begin().attachments.create(inputs(running));
      set(running, { locked: ["financial"] });
      await expect(begin().attachments.delete(id, outs)).rejects.toThrow(/InvalidEcsState.*not locked/);
      set(running, { locked: [] });
      await begin().attachments.delete(id, outs);
      expect(world.emulator.store.interface(cloud, free(1))?.instanceId).toBeNull();
    });
  },
);
