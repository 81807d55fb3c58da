import { findCode } from "../../provider/core/errors";
import { attachmentFixture } from "../support/attachment-fixture";
import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { failureOf } from "../support/failure-of";

/** A detach ends with a free interface, and touches only what the resource owns. */
describe.each(cloudCases)("detaching on $title", (cloudCase: CloudCase) => {
  const { running, busy, free, primary, storeName: cloud } = cloudCase;
  const { act, attach, begin, detaches, fault, holderOf, inputs, statusOf, world } =
    attachmentFixture(cloudCase);

  it("detaches and waits until the interface is free", async () => {
    const { id, outs } = await attach();
    await begin().attachments.delete(id, outs);
    expect(statusOf(free(1))).toBe("available");
    expect(holderOf(free(1))).toBeNull();
    expect(detaches()).toHaveLength(1);
  });

  it("is done without a call when someone detached it before", async () => {
    const { id, outs } = await attach();
    act("detach", free(1));
    await begin().attachments.delete(id, outs);
    expect(detaches()).toHaveLength(0);
  });

  it("never touches another instance that holds it now", async () => {
    const { id, outs } = await attach();
    act("attach", free(1), busy);
    await begin().attachments.delete(id, outs);
    expect(holderOf(free(1))).toBe(busy);
    expect(detaches()).toHaveLength(0);
  });

  it("is done when the interface is gone, and at once when it goes while it waits", async () => {
    const first = await attach(free(1));
    act("delete", free(1));
    await begin().attachments.delete(first.id, first.outs);
    const second = await attach(free(2));
    const deleting = begin().attachments.delete(second.id, second.outs);
    while (detaches().length === 0) await new Promise(setImmediate);
    act("delete", free(2));
    const began = world.clock.now();
    await deleting;
    expect(world.clock.now() - began).toBeLessThan(2_000);
  });

  it("is done when the instance was released", async () => {
    const { id, outs } = await attach();
    world.emulator.act({ cloud, act: "release-instance", instanceId: running });
    await begin().attachments.delete(id, outs);
    expect(detaches()).toHaveLength(0);
  });

  it("waits for what a released instance leaves behind, with few requests", async () => {
    const { id, outs } = await attach();
    world.emulator.store.removeInstance(cloud, running);
    const freed = world.clock.sleep(60_000).then(() => act("detach", free(1)));
    await Promise.all([begin().attachments.delete(id, outs), freed]);
    expect(detaches().length).toBeLessThanOrEqual(8);
    expect(holderOf(free(1))).toBe(null);
  });

  it("says that the instance is gone when what it left behind is never freed", async () => {
    const { id, outs } = await attach();
    world.emulator.store.removeInstance(cloud, running);
    fault("DetachNetworkInterface", { kind: "error", code: cloudCase.stateCode }, Number.POSITIVE_INFINITY);
    // On each cloud this is between two tries: at 60 and 75 s, or at 52 and 67 s.
    const error = await failureOf(begin().attachments.delete(id, { ...outs, timeouts: { delete: "64s" } }));
    expect(error.message).toContain(`instance ${running} no longer exists`);
    expect(detaches().length).toBeLessThanOrEqual(8);
  });

  it("goes on for two minutes when an invisible state prevents it, and succeeds when that ends", async () => {
    const { id, outs } = await attach();
    fault("DetachNetworkInterface", { kind: "error", code: cloudCase.stateCode }, 8);
    await begin().attachments.delete(id, outs);
    expect(statusOf(free(1))).toBe("available");
    const began = world.clock.now();
    fault("AttachNetworkInterface", { kind: "error", code: cloudCase.stateCode }, Number.POSITIVE_INFINITY);
    const error = await failureOf(attach());
    expect(error.message).toContain(cloudCase.stateCode);
    expect(world.clock.now() - began).toBeGreaterThanOrEqual(120_000);
    // What another operation causes ends at some time: that is waited for as long as the operation may take.
    const isConflict = findCode(cloudCase.cloud.codes, cloudCase.stateCode)?.kind === "conflict";
    expect(world.clock.now() - began).toBeLessThanOrEqual(isConflict ? 300_000 : 140_000);
  });

  it("settles a refusal by a look: freed by another hand between the look and the call", async () => {
    const { id, outs } = await attach();
    fault("DetachNetworkInterface", { kind: "error", code: cloudCase.stateCode });
    const deleting = begin().attachments.delete(id, outs);
    while (detaches().length === 0) await new Promise(setImmediate);
    act("detach", free(1));
    const began = world.clock.now();
    await deleting;
    expect(world.clock.now() - began).toBeLessThan(3_000);
  });

  it("sends the detach once when its reply was lost after the cloud had acted", async () => {
    const { id, outs } = await attach();
    fault("DetachNetworkInterface", { kind: "lost-reply" });
    await begin().attachments.delete(id, outs);
    expect(statusOf(free(1))).toBe("available");
    expect(detaches()).toHaveLength(1);
  });

  if (cloudCase.showsTransitions) {
    it("sends a detach that is stuck again until it moves", async () => {
      const { id, outs } = await attach();
      fault("DetachNetworkInterface", { kind: "stuck", transition: "detach", resends: 2 });
      await begin().attachments.delete(id, outs);
      expect(statusOf(free(1))).toBe("available");
      expect(detaches()).toHaveLength(3);
    });
  } else {
    it("waits for a detach whose task runs on, until the time is over, and goes on in the next run", async () => {
      const { id, outs } = await attach();
      fault("DetachNetworkInterface", { kind: "stuck", transition: "detach", resends: 1 });
      const error = await failureOf(begin().attachments.delete(id, outs));
      expect(error.message).toMatch(/Not done after 5 m .*the task of the detach/);
      expect(detaches()).toHaveLength(1);
      await begin().attachments.delete(id, outs);
      expect(statusOf(free(1))).toBe("available");
    });
  }

  it("gives up a detach that stays stuck, with a bounded number of tries and advice", async () => {
    const { id, outs } = await attach();
    fault("DetachNetworkInterface", { kind: "stuck", transition: "detach" }, Number.POSITIVE_INFINITY);
    const error = await failureOf(begin().attachments.delete(id, outs));
    expect(error.message).toMatch(/Restart|Not done after/);
    expect(detaches().length).toBeLessThanOrEqual(4);
    expect(holderOf(free(1))).toBe(running);
  });

  it("waits for an instance that is stopping, then detaches without a refused call", async () => {
    const { id, outs } = await attach();
    world.emulator.act({ cloud, act: "start", instanceId: running, afterMs: 10_000 });
    await begin().attachments.delete(id, outs);
    expect(statusOf(free(1))).toBe("available");
    expect(detaches().filter((call) => call.code !== null)).toHaveLength(0);
  });

  it("survives throttling of every kind of call", async () => {
    const { id, outs } = await attach();
    fault("DetachNetworkInterface", { kind: "throttle" }, 3);
    fault("DescribeNetworkInterfaces", { kind: "throttle" }, 3);
    await begin().attachments.delete(id, outs);
    expect(statusOf(free(1))).toBe("available");
  });

  it("refuses to detach a primary interface, with the code the cloud would answer", async () => {
    const error = await failureOf(
      begin().attachments.delete(`${primary}:${running}`, inputs(primary, running)),
    );
    expect(error.message).toContain("primary");
    expect(error.message).toContain(cloudCase.primaryCode);
    expect(detaches()).toHaveLength(0);
  });

  it("reads ids and places only from the state, and says what is wrong with them", async () => {
    const attachments = begin().attachments;
    expect((await failureOf(attachments.delete("nonsense", {}))).message).toContain("nonsense");
    const noRegion = await failureOf(attachments.delete(`${free(1)}:${running}`, {}));
    expect(noRegion.message).toContain("regionId");
  });
});
