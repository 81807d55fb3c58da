import { KeptFailure } from "../../provider/adapters/dynamic-host";
import { attachmentFixture } from "../support/attachment-fixture";
import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { failureOf } from "../support/failure-of";

/** An attach ends in the state that is claimed, whatever the cloud answers on the way. */
describe.each(cloudCases)("attaching on $title", (cloudCase: CloudCase) => {
  const { running, busy, stopped, starting, free, attached, storeName: cloud } = cloudCase;
  const { act, attach, attaches, begin, calls, detaches, fault, holderOf, inputs, statusOf, world } =
    attachmentFixture(cloudCase);

  it("attaches a free interface and reports what the cloud reports", async () => {
    const { id, outs } = await attach();
    expect(id).toBe(`${free(1)}:${running}`);
    expect(holderOf(free(1))).toBe(running);
    expect(statusOf(free(1))).toBe("attached");
    const stored = world.emulator.store.interface(cloud, free(1));
    expect(outs).toMatchObject({
      status: "attached",
      attachedTo: running,
      macAddress: stored?.macAddress,
      privateIpAddress: stored?.privateIps[0]?.address,
      vpcId: stored?.vpcId,
      interfaceKind: "secondary",
    });
    expect(attaches()).toHaveLength(1);
    expect(attaches()[0]?.code).toBeNull();
  });

  it("shows what it waits for, and in the end what was reached: no line of a wait stays", async () => {
    const run = begin();
    const { id, outs } = await run.attachments.create(inputs(free(1), running));
    const attaching = run.reported("status").split("\n");
    expect(attaching[0]).toContain("waiting for");
    expect(attaching.at(-1)).toMatch(/: attached after \d+ s$/);
    const later = begin();
    await later.attachments.delete(id, { ...outs });
    const detaching = later.reported("status").split("\n");
    expect(detaching[0]).toContain("waiting for");
    expect(detaching.at(-1)).toMatch(/: detached after \d+ s$/);
  });

  it("adopts an attachment that is there already, without a write, and says so", async () => {
    act("attach", free(1));
    const run = begin();
    await expect(run.attachments.check({}, inputs(free(1), running))).resolves.toEqual([]);
    expect(run.reported("warn")).toContain("destroy will detach it");
    await run.attachments.create(inputs(free(1), running));
    expect(attaches()).toHaveLength(0);
    expect(run.reported("info")).toContain("adopted");
  });

  it("refuses an existing attachment when the arguments say so", async () => {
    act("attach", free(1));
    const error = await failureOf(attach(free(1), running, { ifAlreadyAttached: "fail" }));
    expect(error.message).toContain("attached");
    expect(error).not.toBeInstanceOf(KeptFailure);
    expect(holderOf(free(1))).toBe(running);
    expect(attaches()).toHaveLength(0);
  });

  it("refuses an interface that another instance holds, names the holder, and touches nothing", async () => {
    const error = await failureOf(attach(attached, running));
    expect(error.message).toContain(busy);
    expect(error.message).toContain("moveFrom");
    expect(error).not.toBeInstanceOf(KeptFailure);
    expect(holderOf(attached)).toBe(busy);
    expect([...attaches(), ...detaches()]).toHaveLength(0);
  });

  it("waits for an instance that is starting, then attaches", async () => {
    world.emulator.act({ cloud, act: "start", instanceId: starting, afterMs: 20_000 });
    await attach(free(1), starting);
    expect(holderOf(free(1))).toBe(starting);
    expect(attaches().filter((call) => call.code !== null)).toHaveLength(0);
  });

  it("treats a stopped instance as the documentation does", async () => {
    if (cloudCase.attachesToStopped) {
      await attach(free(1), stopped);
      expect(holderOf(free(1))).toBe(stopped);
    } else {
      const error = await failureOf(attach(free(1), stopped));
      expect(error.message).toContain(stopped);
      expect(attaches()).toHaveLength(0);
    }
  });

  it("sends the attach once when the reply was lost after the cloud had acted", async () => {
    fault("AttachNetworkInterface", { kind: "lost-reply" });
    await attach();
    expect(statusOf(free(1))).toBe("attached");
    expect(attaches()).toHaveLength(1);
  });

  it("sends the attach again when a look shows that the lost one was never done", async () => {
    fault("AttachNetworkInterface", { kind: "reset-before" });
    await attach();
    expect(statusOf(free(1))).toBe("attached");
  });

  it("waits for an attach that begins late", async () => {
    fault("AttachNetworkInterface", { kind: "late-start", ms: 4_000 });
    await attach();
    expect(statusOf(free(1))).toBe("attached");
    expect(attaches()).toHaveLength(1);
  });

  it("reports an attach that the cloud gave up, soon, without leaving a resource behind", async () => {
    fault("AttachNetworkInterface", { kind: "fail", transition: "attach" });
    const began = world.clock.now();
    const error = await failureOf(attach());
    expect(world.clock.now() - began).toBeLessThan(30_000);
    expect(error.message).toMatch(/stopped the|FAILED|is still/);
    expect(holderOf(free(1))).toBeNull();
    if (cloudCase.showsTransitions) expect(error).not.toBeInstanceOf(KeptFailure);
  });

  it("is throttled twice and succeeds", async () => {
    fault("AttachNetworkInterface", { kind: "throttle" }, 2);
    await attach();
    expect(statusOf(free(1))).toBe("attached");
    expect(attaches()).toHaveLength(3);
  });

  it("takes its last look at the deadline, not before and not after it", async () => {
    fault("AttachNetworkInterface", { kind: "stuck", transition: "attach" });
    const began = world.clock.now();
    await failureOf(attach(free(1), running, { timeouts: { create: "61s" } }));
    expect(world.clock.now() - began).toBe(61_000);
    expect(calls("DescribeNetworkInterfaces").at(-1)?.at).toBe(world.clock.now());
  });

  it("gives up at its deadline when throttled for ever, with few calls and nothing made", async () => {
    fault("AttachNetworkInterface", { kind: "throttle" }, Number.POSITIVE_INFINITY);
    const began = world.clock.now();
    const error = await failureOf(attach(free(1), running, { timeouts: { create: "2m" } }));
    expect(error.message).toContain(cloudCase.throttleCode);
    expect(world.clock.now() - began).toBeLessThanOrEqual(130_000);
    expect(attaches().length).toBeLessThan(40);
    expect(holderOf(free(1))).toBeNull();
    expect(error).not.toBeInstanceOf(KeptFailure);
  });

  it("keeps a timed-out attach as a partial resource that an update repairs", async () => {
    fault("AttachNetworkInterface", { kind: "late-start", ms: 15_000 });
    const wanted = inputs(free(1), running, { timeouts: { create: "5s" } });
    const error = await failureOf(begin().attachments.create(wanted));
    expect(error).toBeInstanceOf(KeptFailure);
    const partial = error as KeptFailure;
    expect(partial.id).toBe(`${free(1)}:${running}`);
    expect(partial.reasons.join()).toContain("5 s");
    const later = inputs(free(1), running, { timeouts: { create: "5m" } });
    await begin().attachments.update(partial.id, partial.properties, later);
    expect(statusOf(free(1))).toBe("attached");
  });

  it("ends when interrupted, and says how to go on", async () => {
    fault("AttachNetworkInterface", { kind: "late-start", ms: 15_000 });
    const run = begin();
    const creating = failureOf(run.attachments.create(inputs(free(1), running)));
    while (attaches().length === 0) await new Promise(setImmediate);
    run.interrupt.abort();
    const error = await creating;
    expect(error).toBeInstanceOf(KeptFailure);
    expect(error.message).toContain("Run again");
  });

  it("fails when the interface vanishes while it waits", async () => {
    const run = begin();
    const creating = failureOf(run.attachments.create(inputs(free(1), running)));
    while (attaches().length === 0) await new Promise(setImmediate);
    act("delete", free(1));
    expect((await creating).message).toContain(free(1));
  });

  it("refuses an interface and an instance that the region does not know, naming the region", async () => {
    const ghost = free(1).replace(/.{4}$/, "zzzz");
    expect((await failureOf(attach(ghost))).message).toContain(cloudCase.place.regionId);
    const nobody = running.replace(/.{4}$/, "zzzz");
    expect((await failureOf(attach(free(1), nobody))).message).toContain(nobody);
    expect(attaches()).toHaveLength(0);
  });

  it("bounds what a server that never answers costs", async () => {
    fault("DescribeNetworkInterfaces", { kind: "reset-before" }, Number.POSITIVE_INFINITY);
    const error = await failureOf(attach());
    expect(error.message).toContain(world.emulator.url);
    expect(calls("DescribeNetworkInterfaces").length).toBeLessThan(10);
  });
});
