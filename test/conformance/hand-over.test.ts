import type { FaultKind } from "../../emulator";
import { KeptFailure } from "../../provider/adapters/dynamic-host";
import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { failureOf } from "../support/failure-of";
import type { VirtualRun } from "../support/virtual-run";
import { worldForEachTest } from "../support/world-for-each-test";

/**
 * One `up` gives a pair of interface and instance from one resource to another; the engine takes its steps side by
 * side.
 */
describe.each(cloudCases)("a pair that changes its resource on $title", (cloudCase: CloudCase) => {
  const { running, free, storeName: cloud } = cloudCase;
  const [old, fresh] = ["urn:pulumi:dev::p::eni::old", "urn:pulumi:dev::p::eni::fresh"];
  const world = worldForEachTest({ transitionMs: 3_000 });

  const begin = (): VirtualRun => world.beginFor(cloudCase);
  const inputs = (number: number, __urn: string, more: object = {}) => ({
    ...cloudCase.place,
    networkInterfaceId: free(number),
    instanceId: running,
    __urn,
    ...more,
  });
  const holderOf = (number: number) =>
    world.emulator.store.interface(cloud, free(number))?.instanceId ?? null;
  const calls = (action: string) => world.emulator.journal.entries({ cloud, action });
  const detached = () => calls("DetachNetworkInterface").filter(({ code }) => code === null);
  const fault = (action: string, kind: FaultKind, times = Number.POSITIVE_INFINITY) =>
    world.emulator.faults.add({ cloud, action, times, ...kind });
  const until = async (isSo: () => boolean) => {
    while (!isSo()) await new Promise(setImmediate);
  };

  it("stays attached when the new owner is checked while the detach of the old one is held back for its rate", async () => {
    const { id, outs } = await begin().attachments.create(inputs(1, old));
    const run = begin();
    fault("DetachNetworkInterface", { kind: "throttle" }, 4);
    const leaving = run.attachments.delete(id, outs);
    await until(() => calls("DetachNetworkInterface").length > 0);
    await run.attachments.check({}, inputs(1, fresh));
    await Promise.all([leaving, run.attachments.create(inputs(1, fresh))]);
    expect(holderOf(1)).toBe(running);
    expect(detached()).toEqual([]);
    expect(run.reported("info")).toContain("eni::fresh");
  });

  it("is attached again when the new owner is checked after the detach of the old one was sent", async () => {
    const { id, outs } = await begin().attachments.create(inputs(1, old));
    const run = begin();
    const leaving = run.attachments.delete(id, outs);
    await until(() => detached().length > 0);
    await run.attachments.check({}, inputs(1, fresh));
    await Promise.all([leaving, run.attachments.create(inputs(1, fresh))]);
    await world.clock.sleep(60_000);
    expect(holderOf(1)).toBe(running);
    expect(detached()).toHaveLength(1);
  });

  it("keeps an owner when the new one cannot be made after the old one has left it attached", async () => {
    const { id, outs } = await begin().attachments.create(inputs(1, old));
    const run = begin();
    await run.attachments.check({}, inputs(1, fresh));
    await run.attachments.delete(id, outs);
    fault("DescribeNetworkInterfaces", { kind: "error", code: cloudCase.deniedCode });
    const error = await failureOf(run.attachments.create(inputs(1, fresh)));
    if (!(error instanceof KeptFailure)) throw error;
    expect(error.id).toBe(id);
    world.emulator.faults.clear();
    await begin().attachments.delete(error.id, error.properties);
    expect(holderOf(1)).toBeNull();
  });

  it("keeps the old owner when the new one could not be made before", async () => {
    const { id, outs } = await begin().attachments.create(inputs(1, old));
    const run = begin();
    const wanted = inputs(1, fresh, { ifAlreadyAttached: "fail" });
    await run.attachments.check({}, wanted);
    await failureOf(run.attachments.create(wanted));
    const error = await failureOf(run.attachments.delete(id, outs));
    expect(error.message).toMatch(
      /in the state: .*eni::fresh has the same attachment now, and could not be created/,
    );
    expect(holderOf(1)).toBe(running);
  });

  it("stays attached when an alias had renamed the old owner to what the new one is called again", async () => {
    const { id, outs } = await begin().attachments.create(inputs(1, old));
    // Renamed with an alias: the engine sees the change, and records it by an update that writes nothing.
    const renaming = begin();
    await renaming.attachments.check(inputs(1, old), inputs(1, fresh));
    const diff = await renaming.attachments.diff(id, outs, inputs(1, fresh));
    expect(diff).toMatchObject({ changes: true, replaces: [] });
    const updated = await renaming.attachments.update(id, outs, inputs(1, fresh));
    expect((await begin().attachments.diff(id, updated.outs, inputs(1, fresh))).changes).toBe(false);
    world.emulator.journal.clear();
    // The rename is taken back, without an alias.
    const back = begin();
    await back.attachments.check({}, inputs(1, old));
    await back.attachments.create(inputs(1, old));
    await back.attachments.delete(id, updated.outs);
    expect(holderOf(1)).toBe(running);
    expect(detached()).toEqual([]);
  });
});
