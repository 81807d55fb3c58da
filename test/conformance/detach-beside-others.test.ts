import type { Cloud, Connection } from "../../provider/contract/cloud";
import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { worldForEachTest } from "../support/world-for-each-test";

/** Someone moves the interface while a detach is on its way. A detach that names no instance would follow it. */
describe.each(cloudCases)("a detach on $title", (cloudCase: CloudCase) => {
  const { running, busy, storeName: cloud } = cloudCase;
  const id = cloudCase.free(1);
  const inputs = { ...cloudCase.place, networkInterfaceId: id, instanceId: running };
  const world = worldForEachTest({ transitionMs: 1_000 });

  const begin = () => world.beginFor(cloudCase);
  const holder = () => world.emulator.store.interface(cloud, id)?.instanceId;
  const moveAfter = async (ms: number) => {
    await world.clock.sleep(ms);
    world.emulator.act({ cloud, act: "detach", interfaceId: id });
    world.emulator.act({ cloud, act: "attach", interfaceId: id, instanceId: busy });
  };

  it.each([
    ["the detach itself is throttled", "DetachNetworkInterface"],
    ["the look at the instance is throttled", "DescribeInstances"],
  ])("leaves an interface that was moved away while %s", async (_, action) => {
    const made = await begin().attachments.create(inputs);
    world.emulator.journal.clear();
    world.emulator.faults.add({ cloud, action, times: 4, kind: "throttle" });
    await Promise.all([begin().attachments.delete(made.id, made.outs), moveAfter(600)]);
    expect(holder()).toBe(busy);
    const harmful = world.emulator.journal
      .entries({ cloud, action: "DetachNetworkInterface" })
      .filter((entry) => entry.code === null);
    expect(harmful).toEqual([]);
  });

  it("leaves an interface that was moved away while the answer of a look was on its way", async () => {
    const made = await begin().attachments.create(inputs);
    world.emulator.journal.clear();
    let isFirst = true;
    const connect = (...at: Parameters<Cloud["connect"]>): Connection => {
      const connection = cloudCase.cloud.connect(...at);
      const interfaces = async (ids: readonly string[]) => {
        const seen = await connection.find.interfaces(ids);
        if (isFirst) {
          isFirst = false;
          world.emulator.act({ cloud, act: "detach", interfaceId: id });
          world.emulator.act({ cloud, act: "attach", interfaceId: id, instanceId: busy });
          world.clock.pass(10_000);
        }
        return seen;
      };
      return { ...connection, find: { ...connection.find, interfaces } };
    };
    const config = cloudCase.keys(world.emulator.credentials[cloud]);
    await world.begin({ ...cloudCase.cloud, connect }, { config }).attachments.delete(made.id, made.outs);
    expect(holder()).toBe(busy);
  });

  it("is sent where every answer takes seconds, on the freshest look that can be had", async () => {
    const made = await begin().attachments.create(inputs);
    world.emulator.journal.clear();
    const connect = (...at: Parameters<Cloud["connect"]>): Connection => {
      const connection = cloudCase.cloud.connect(...at);
      const interfaces = async (ids: readonly string[]) => {
        world.clock.pass(3_000);
        return connection.find.interfaces(ids);
      };
      return { ...connection, find: { ...connection.find, interfaces } };
    };
    const config = cloudCase.keys(world.emulator.credentials[cloud]);
    await world.begin({ ...cloudCase.cloud, connect }, { config }).attachments.delete(made.id, made.outs);
    expect(holder()).toBeNull();
    const looks = world.emulator.journal.entries({ cloud, action: "DescribeNetworkInterfaces" });
    expect(looks.length).toBeLessThan(12);
  });

  it("takes one look at the interface before an undisturbed detach, and no more", async () => {
    const made = await begin().attachments.create(inputs);
    world.emulator.journal.clear();
    await begin().attachments.delete(made.id, made.outs);
    const actions = world.emulator.journal.entries({ cloud }).map((entry) => entry.action);
    const before = actions.slice(0, actions.indexOf("DetachNetworkInterface"));
    expect(before.filter((action) => action === "DescribeNetworkInterfaces")).toHaveLength(1);
  });
});
