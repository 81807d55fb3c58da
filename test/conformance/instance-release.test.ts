import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { worldForEachTest } from "../support/world-for-each-test";

const cases = cloudCases.filter(({ showsReleases }) => showsReleases);

/** Someone releases the instance. Its interfaces are free or gone when it is gone, and nobody has to act. */
describe.each(cases)("an instance that is being released on $title", (cloudCase: CloudCase) => {
  const { running, busy, storeName: cloud } = cloudCase;
  const id = cloudCase.free(1);
  const inputs = { ...cloudCase.place, networkInterfaceId: id, instanceId: running };
  const world = worldForEachTest({ transitionMs: 1_000 });

  const begin = () => world.beginFor(cloudCase);
  const startRelease = () =>
    world.emulator.act({ cloud, act: "set-instance", instanceId: running, set: { status: "releasing" } });
  const endReleaseAfter = async (ms: number) => {
    await world.clock.sleep(ms);
    world.emulator.act({ cloud, act: "release-instance", instanceId: running });
  };
  const refusals = () => world.emulator.journal.entries({ cloud }).filter((entry) => entry.code !== null);

  it("is waited for by a destroy, which the cloud refuses nothing", async () => {
    const made = await begin().attachments.create(inputs);
    startRelease();
    await Promise.all([begin().attachments.delete(made.id, made.outs), endReleaseAfter(30_000)]);
    expect(world.emulator.store.interface(cloud, id)?.instanceId ?? undefined).toBeUndefined();
    expect(refusals().filter((entry) => entry.action === "DetachNetworkInterface")).toEqual([]);
  });

  it("is waited for by a move to another instance", async () => {
    await begin().attachments.create(inputs);
    startRelease();
    const target = { ...inputs, instanceId: busy, moveFrom: running };
    await Promise.all([begin().attachments.create(target), endReleaseAfter(30_000)]);
    expect(world.emulator.store.interface(cloud, id)?.instanceId).toBe(busy);
  });
});
