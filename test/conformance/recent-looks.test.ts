import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { worldForEachTest } from "../support/world-for-each-test";

/** Preview's picture of the cloud may be half a minute old. What a write relies on may not. */
describe.each(cloudCases)("a write soon after its check on $title", (cloudCase: CloudCase) => {
  const { running, busy, storeName: cloud } = cloudCase;
  const id = cloudCase.free(1);
  const inputs = { ...cloudCase.place, networkInterfaceId: id, instanceId: running };
  const world = worldForEachTest({ transitionMs: 0 });

  const check = async (instanceId = running) => {
    const run = world.beginFor(cloudCase);
    await run.attachments.check({}, { ...inputs, instanceId, __urn: "urn:data" });
    world.emulator.journal.clear();
    return run;
  };
  const looksBefore = (write: "Attach" | "Detach") => {
    const actions = world.emulator.journal.entries({ cloud }).map(({ action }) => action);
    return actions
      .slice(0, actions.indexOf(`${write}NetworkInterface`))
      .filter((action) => action === "DescribeNetworkInterfaces").length;
  };

  it("begins with what the check saw within the last second", async () => {
    const run = await check();
    await world.clock.sleep(900);
    await run.attachments.create(inputs);
    expect(looksBefore("Attach")).toBe(0);
  });

  it("looks at the interface again when more than a second has passed", async () => {
    const run = await check();
    await world.clock.sleep(1_100);
    await run.attachments.create(inputs);
    expect(looksBefore("Attach")).toBe(1);
  });

  it("detaches nothing from another instance, even when a check has just seen the interface elsewhere", async () => {
    const made = await world.beginFor(cloudCase).attachments.create(inputs);
    // A check of the same pair would claim it, and then the deletion would leave it alone.
    const run = await check(busy);
    world.emulator.act({ cloud, act: "detach", interfaceId: id });
    world.emulator.act({ cloud, act: "attach", interfaceId: id, instanceId: busy });
    await run.attachments.delete(made.id, made.outs);
    expect(world.emulator.store.interface(cloud, id)?.instanceId).toBe(busy);
    // Where a detach names the instance, the cloud refuses the pair. Elsewhere no detach is sent after a fresh look.
    const sent = world.emulator.journal.entries({ cloud, action: "DetachNetworkInterface" });
    expect(sent.filter(({ code }) => code === null)).toEqual([]);
    expect(sent.length).toBeLessThanOrEqual(cloud === "zenlayer" ? 0 : 1);
  });
});
