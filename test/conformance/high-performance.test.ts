import { cloudCases } from "../support/cloud-cases";
import type { VirtualRun } from "../support/virtual-run";
import { worldForEachTest } from "../support/world-for-each-test";

/** An interface that is plugged only while its instance is stopped. */
describe.each(cloudCases.filter(({ title }) => title === "alibaba"))(
  "an ENI in HighPerformance mode on $title",
  (cloudCase) => {
    const { running, stopped, starting, storeName: cloud } = cloudCase;
    const fast = "eni-bp1fast0000000000001";
    const words = /HighPerformance mode.*Stop the instance first/;
    const world = worldForEachTest({ transitionMs: 3_000 });

    const begin = (): VirtualRun => world.beginFor(cloudCase);
    const inputs = (instanceId: string, more: object = {}) => ({
      ...cloudCase.place,
      networkInterfaceId: fast,
      instanceId,
      __urn: "urn:pulumi:dev::attachments::eni::data",
      ...more,
    });
    const act = (act: "start" | "stop", instanceId: string, afterMs: number) =>
      world.emulator.act({ cloud, act, instanceId, afterMs });
    const holder = () => world.emulator.store.interface(cloud, fast)?.instanceId;
    const writes = () => [
      ...world.emulator.journal.entries({ cloud, action: "AttachNetworkInterface" }),
      ...world.emulator.journal.entries({ cloud, action: "DetachNetworkInterface" }),
    ];

    it.each([
      ["runs", running],
      ["is starting", starting],
    ])(
      "is told in preview not to fit an instance that %s, and is not sent to it",
      async (_what, instance) => {
        const run = begin();
        await run.attachments.check({}, inputs(instance));
        expect(run.reported("warn")).toMatch(words);
        await expect(run.attachments.create(inputs(instance))).rejects.toThrow(words);
        expect(writes()).toHaveLength(0);
      },
    );

    it("stays where it is when the program names an instance that is starting", async () => {
      const { id, outs } = await begin().attachments.create(inputs(stopped));
      const [failure] = await begin().attachments.check(outs, inputs(starting));
      expect(failure?.reason).toMatch(words);
      const moved = inputs(starting, { moveFrom: stopped });
      const run = begin();
      await run.attachments.check({}, moved);
      expect(run.reported("warn")).toMatch(words);
      await expect(run.attachments.create(moved)).rejects.toThrow(words);
      expect(holder()).toBe(stopped);
      await begin().attachments.delete(id, outs);
      expect(holder()).toBeNull();
    });

    it("is not asked back from an instance that is starting again", async () => {
      const { id, outs } = await begin().attachments.create(inputs(stopped));
      act("start", stopped, 3_000);
      await expect(begin().attachments.delete(id, outs)).rejects.toThrow(words);
      expect(holder()).toBe(stopped);
    });

    it("waits for the end of a stop", async () => {
      act("stop", running, 3_000);
      const run = begin();
      await run.attachments.check({}, inputs(running));
      expect(run.reported("warn")).toBe("");
      await run.attachments.create(inputs(running));
      expect(holder()).toBe(running);
    });
  },
);
