import { cloudCases } from "../support/cloud-cases";
import { worldForEachTest } from "../support/world-for-each-test";

/** An instance of a type that takes an interface only while it is stopped. */
describe.each(cloudCases.filter(({ title }) => title === "alibaba"))(
  "an instance without hot plugging on $title",
  (cloudCase) => {
    const { running, storeName: cloud } = cloudCase;
    const noHotPlug = "i-bp1nohotplug00000001";
    const words = /of type ecs\.t6-c1m2\.large, is Running and takes an ENI only while it is Stopped/;
    const world = worldForEachTest({ transitionMs: 3_000 });

    const inputs = (instanceId: string, more: object = {}) => ({
      ...cloudCase.place,
      networkInterfaceId: cloudCase.free(1),
      instanceId,
      __urn: "urn:pulumi:dev::attachments::eni::data",
      ...more,
    });
    const holderOf = (number: number) =>
      world.emulator.store.interface(cloud, cloudCase.free(number))?.instanceId;
    const writes = () =>
      world.emulator.journal
        .entries({ cloud, foreign: false })
        .map(({ action }) => action)
        .filter((action) => /^(Attach|Detach)/.test(action));
    const turn = (act: "start" | "stop") =>
      world.emulator.act({ cloud, act, instanceId: noHotPlug, afterMs: 0 });

    it("is reported in preview, and nothing is sent for it", async () => {
      const run = world.beginFor(cloudCase);
      expect(await run.attachments.check({}, inputs(noHotPlug))).toEqual([]);
      expect(run.reported("warn")).toMatch(words);
      await expect(run.attachments.create(inputs(noHotPlug))).rejects.toThrow(words);
      expect(writes()).toEqual([]);
    });

    it.each([
      ["a change of the instance", {}],
      ["a move that is permitted", { moveFrom: running }],
    ])("takes nothing off a working instance for it: %s", async (_, more) => {
      const { outs } = await world.beginFor(cloudCase).attachments.create(inputs(running));
      const [failure] = await world.beginFor(cloudCase).attachments.check(outs, inputs(noHotPlug, more));
      expect(failure?.property).toBe("instanceId");
      expect(failure?.reason).toMatch(words);
      await expect(
        world.beginFor(cloudCase).attachments.create(inputs(noHotPlug, { moveFrom: running })),
      ).rejects.toThrow(words);
      expect(holderOf(1)).toBe(running);
      expect(writes()).toEqual(["AttachNetworkInterface"]);
    });

    it("keeps the interface that it has, where the program names another while it runs", async () => {
      await turn("stop");
      const { outs } = await world.beginFor(cloudCase).attachments.create(inputs(noHotPlug));
      await turn("start");
      const other = inputs(noHotPlug, { networkInterfaceId: cloudCase.free(2) });
      const [failure] = await world.beginFor(cloudCase).attachments.check(outs, other);
      expect(failure?.reason).toMatch(words);
      expect(holderOf(1)).toBe(noHotPlug);
    });

    it("takes an interface while it is stopped, and one that it has is adopted while it runs", async () => {
      await turn("stop");
      await world.beginFor(cloudCase).attachments.create(inputs(noHotPlug));
      await turn("start");
      const run = world.beginFor(cloudCase);
      expect(await run.attachments.check({}, inputs(noHotPlug))).toEqual([]);
      expect(run.reported("warn")).not.toMatch(words);
      await run.attachments.create(inputs(noHotPlug));
      expect(writes()).toEqual(["AttachNetworkInterface"]);
    });
  },
);
