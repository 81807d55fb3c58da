import { cloudCases } from "../support/cloud-cases";
import { interfaceCases } from "../support/interface-cases";
import type { VirtualRun } from "../support/virtual-run";
import { worldForEachTest } from "../support/world-for-each-test";

/** How long a cloud may take to free what a released instance leaves behind, and what the looks add to it. */
const longestMs = 125_000;

/** The instance no longer exists, and the interface is still shown on it: nothing is claimed gone, nothing waits for long. */
describe.each(cloudCases)("an interface that a released instance keeps, on $title", (cloudCase) => {
  const { running, busy, storeName: cloud, stateCode } = cloudCase;
  const eni = cloudCase.free(1);
  const words = new RegExp(`instance ${running} no longer exists, as far as these credentials can see`);
  const world = worldForEachTest({ transitionMs: 0 });

  const inputs = (instanceId: string, more: object = {}) => ({
    ...cloudCase.place,
    networkInterfaceId: eni,
    instanceId,
    __urn: "urn:pulumi:dev::attachments::eni::data",
    ...more,
  });
  const begin = (): VirtualRun => world.beginFor(cloudCase);
  /** What goes with the instance does not go, and the cloud refuses to detach it. */
  const releaseBehind = () => {
    world.emulator.store.removeInstance(cloud, running);
    const action = "DetachNetworkInterface";
    world.emulator.faults.add({
      cloud,
      action,
      times: Number.POSITIVE_INFINITY,
      kind: "error",
      code: stateCode,
    });
  };
  const attached = async () => {
    const made = await begin().attachments.create(inputs(running));
    releaseBehind();
    world.emulator.journal.clear();
    return made;
  };
  const detaches = () =>
    world.emulator.journal.entries({ cloud }).filter(({ action }) => /^Detach/.test(action)).length;
  /** What an operation fails with, and how long it took. */
  const failing = async (operation: Promise<unknown>): Promise<{ message: string; tookMs: number }> => {
    const began = world.clock.now();
    const message = await operation.then(
      () => "it succeeded",
      (error: Error) => error.message,
    );
    return { message, tookMs: world.clock.now() - began };
  };
  const saysWhatToDo = (message: string) => {
    expect(message).toMatch(words);
    expect(message).toContain("It does not count as free.");
    expect(message).toContain("Check that these credentials have the permission to see the instance.");
    expect(message).not.toMatch(/start it|Wait until it is|must be RUNNING/);
  };

  it("ends a delete after the cloud's patience, with what to do, and keeps the resource", async () => {
    const { id, outs } = await attached();
    const { message, tookMs } = await failing(begin().attachments.delete(id, outs));
    saysWhatToDo(message);
    expect(tookMs).toBeLessThan(longestMs);
    expect(detaches()).toBeLessThanOrEqual(11);
    expect(world.emulator.store.interface(cloud, eni)?.instanceId).toBe(running);
    // A second run is as patient, and no more: the release may have begun just now.
    saysWhatToDo((await failing(begin().attachments.delete(id, outs))).message);
  });

  it("ends a move from it, without a word of starting what is gone", async () => {
    await attached();
    const { message, tookMs } = await failing(
      begin().attachments.create(inputs(busy, { moveFrom: running })),
    );
    saysWhatToDo(message);
    expect(tookMs).toBeLessThan(longestMs);
    expect(world.emulator.store.interface(cloud, eni)?.instanceId).toBe(running);
  });

  for (const { declared } of interfaceCases.filter(({ title }) => title === cloudCase.title)) {
    it("ends a deletion of the interface that detaches first", async () => {
      const declaredInputs = {
        ...cloudCase.place,
        ...declared,
        detachOnDelete: true,
        __urn: "urn:pulumi:dev::x::eni::nic",
      };
      const { id, outs } = await begin().interfaces().create(declaredInputs);
      world.emulator.act({ cloud, act: "attach", interfaceId: id, instanceId: running });
      releaseBehind();
      const { message, tookMs } = await failing(begin().interfaces().delete(id, outs));
      saysWhatToDo(message);
      expect(tookMs).toBeLessThan(longestMs);
      expect(world.emulator.store.interface(cloud, id)).toMatchObject({ instanceId: running });
    });
  }

  it("is freed by a later run, once the cloud has freed it", async () => {
    const { id, outs } = await attached();
    const deleting = begin().attachments.delete(id, outs);
    const freed = world.clock
      .sleep(100_000)
      .then(() => world.emulator.act({ cloud, act: "detach", interfaceId: eni }));
    await Promise.all([deleting, freed]);
    expect(world.emulator.store.interface(cloud, eni)?.instanceId).toBeNull();
  });
});
