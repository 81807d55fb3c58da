import type { FaultKind } from "../../emulator";
import { KeptFailure, unknownText } from "../../provider/adapters/dynamic-host";
import { findCode } from "../../provider/core/errors";
import { type CloudCase, cloudCases, otherAccountKey } from "../support/cloud-cases";
import { type RunOptions, type VirtualRun, VirtualWorld } from "../support/virtual-run";

type Outputs = Record<string, unknown>;

/** Whatever happens on the way, an attachment ends in the state that is claimed. In process, on a virtual clock. */
describe.each(cloudCases)("the life of an attachment on $title", (cloudCase: CloudCase) => {
  const { running, busy, stopped, starting, free, attached, primary, storeName: cloud } = cloudCase;
  let world: VirtualWorld;

  beforeEach(async () => {
    world = await VirtualWorld.create({ transitionMs: 3_000 });
  });
  afterEach(() => world.close());

  const begin = (options: RunOptions = {}): VirtualRun => world.beginFor(cloudCase, options);
  const inputs = (networkInterfaceId: string, instanceId: string, more: object = {}) => ({
    ...cloudCase.place,
    networkInterfaceId,
    instanceId,
    __urn: "urn:pulumi:dev::attachments::eni::data",
    ...more,
  });
  const holderOf = (id: string) => world.emulator.store.interface(cloud, id)?.instanceId ?? null;
  const statusOf = (id: string) => world.emulator.store.interface(cloud, id)?.status;
  const calls = (action: string) => world.emulator.journal.entries({ cloud, action });
  const attaches = () => calls("AttachNetworkInterface");
  const detaches = () => calls("DetachNetworkInterface");
  const fault = (action: string, kind: FaultKind, times = 1) =>
    world.emulator.faults.add({ cloud, action, times, ...kind });
  const act = (name: "attach" | "detach" | "delete", interfaceId: string, instanceId = running) =>
    world.emulator.act(
      name === "attach" ? { cloud, act: name, interfaceId, instanceId } : { cloud, act: name, interfaceId },
    );
  const failureOf = (promise: Promise<unknown>): Promise<Error> =>
    promise.then(
      () => Promise.reject(new Error("it succeeded")),
      (error: Error) => error,
    );
  /** An attachment that stands: its id and outputs. */
  const attach = async (id = free(1), instance = running, more: object = {}) =>
    begin().life.create(inputs(id, instance, more));

  describe("attaching", () => {
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

    it("adopts an attachment that is there already, without a write, and says so", async () => {
      act("attach", free(1));
      const run = begin();
      await expect(run.life.check({}, inputs(free(1), running))).resolves.toEqual([]);
      expect(run.heard("warn")).toContain("destroy will detach it");
      await run.life.create(inputs(free(1), running));
      expect(attaches()).toHaveLength(0);
      expect(run.heard("info")).toContain("adopted");
    });

    it("refuses an attachment that is there already when told to", async () => {
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
      expect(error.message).toMatch(/gave it up|FAILED|still is/);
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
      const error = await failureOf(begin().life.create(wanted));
      expect(error).toBeInstanceOf(KeptFailure);
      const partial = error as KeptFailure;
      expect(partial.id).toBe(`${free(1)}:${running}`);
      expect(partial.reasons.join()).toContain("5 s");
      const later = inputs(free(1), running, { timeouts: { create: "5m" } });
      await begin().life.update(partial.id, partial.properties, later);
      expect(statusOf(free(1))).toBe("attached");
    });

    it("ends when interrupted, and says how to go on", async () => {
      fault("AttachNetworkInterface", { kind: "late-start", ms: 15_000 });
      const run = begin();
      const creating = failureOf(run.life.create(inputs(free(1), running)));
      while (attaches().length === 0) await new Promise(setImmediate);
      run.interrupt.abort();
      const error = await creating;
      expect(error).toBeInstanceOf(KeptFailure);
      expect(error.message).toContain("run again");
    });

    it("fails when the interface vanishes while it waits", async () => {
      const run = begin();
      const creating = failureOf(run.life.create(inputs(free(1), running)));
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

  describe("an account that cannot be asked", () => {
    const outage = () => {
      for (const action of ["GetCallerIdentity", "DescribeNetworkInterfaces", "DescribeInstances"]) {
        fault(action, { kind: "http", status: 502, body: "<html>bad gateway</html>" }, 99);
      }
    };

    it("is no other account: an outage is told as what it is, by read and by delete", async () => {
      const { id, outs } = await attach();
      outage();
      for (const failing of [begin().life.read(id, outs), begin().life.delete(id, outs)]) {
        const { message } = await failureOf(failing);
        expect(message).toContain(world.emulator.url);
        expect(message).not.toContain("another account");
      }
    });

    it("replaces nothing when a profile is renamed", async () => {
      const { id, outs } = await attach();
      outage();
      const diff = await begin().life.diff(id, outs, inputs(free(1), running, { profile: "prod" }));
      expect(diff).toMatchObject({ changes: true, replaces: [] });
    });

    if (cloudCase.hasCallerIdentity) {
      it("makes nothing of an interface that is not to be seen", async () => {
        const { id, outs } = await attach();
        act("delete", free(1));
        fault("GetCallerIdentity", { kind: "http", status: 502, body: "no" }, 99);
        const error = await failureOf(begin().life.read(id, outs));
        expect(error.message).toContain("The state is kept");
      });
    }
  });

  describe("whatever happens on the way", () => {
    it("keeps what may be attached when a lost reply is followed by a refusal and the time runs out", async () => {
      world.emulator.transitions.setDuration(8_000);
      fault("AttachNetworkInterface", { kind: "late-start", ms: 4_000 });
      fault("AttachNetworkInterface", { kind: "lost-reply" });
      const error = await failureOf(attach(free(1), running, { timeouts: { create: "7s" } }));
      expect(holderOf(free(1))).not.toBeNull();
      expect(error).toBeInstanceOf(KeptFailure);
    });

    it("does not take one stale look for an attach that was given up", async () => {
      world.emulator.transitions.setDuration(6_000);
      world.emulator.faults.add({
        cloud,
        action: "DescribeNetworkInterfaces",
        kind: "stale-describe",
        ms: 5_000,
        skip: 5,
      });
      await attach();
      expect(statusOf(free(1))).toBe("attached");
    });

    it("outlives an outage of the describes while it waits", async () => {
      const run = begin();
      const creating = run.life.create(inputs(free(1), running));
      while (attaches().length === 0) await new Promise(setImmediate);
      fault("DescribeNetworkInterfaces", { kind: "http", status: 503, body: "down" }, 9);
      await creating;
      expect(statusOf(free(1))).toBe("attached");
    });

    const conflict = cloudCase.cloud.codes.find((entry) => entry.kind === "conflict");
    if (conflict) {
      it("looks between the repetitions of a call that conflicts with another operation", async () => {
        fault("AttachNetworkInterface", { kind: "error", code: conflict.code.replace("*", "") }, 99);
        const creating = attach();
        while (attaches().length < 2) await new Promise(setImmediate);
        act("attach", free(1));
        const began = world.clock.now();
        await creating;
        expect(world.clock.now() - began).toBeLessThan(20_000);
        expect(attaches().length).toBeLessThan(6);
      });
    }

    const nonce = cloudCase.cloud.codes.find((entry) => entry.kind === "nonce");
    if (nonce) {
      it("sends a call that is taken for a repetition again a few times, not for ever", async () => {
        fault("AttachNetworkInterface", { kind: "error", code: nonce.code }, 999);
        await failureOf(attach());
        expect(attaches().length).toBeLessThan(6);
      });
    }

    it("does not adopt what someone else attached after its own attach was refused", async () => {
      fault("AttachNetworkInterface", { kind: "error", code: cloudCase.stateCode }, 9);
      const creating = failureOf(attach(free(1), running, { ifAlreadyAttached: "fail" }));
      while (attaches().length === 0) await new Promise(setImmediate);
      act("attach", free(1));
      expect((await creating).message).toContain("already");
    });

    it("believes a fresh look only before it says that something is attached", async () => {
      act("attach", free(1));
      const run = begin();
      await run.life.check({}, inputs(free(1), running));
      act("detach", free(1));
      await run.life.create(inputs(free(1), running));
      expect(holderOf(free(1))).toBe(running);
    });
  });

  describe("moving", () => {
    it("never takes it from an instance that moveFrom does not name, whatever its check saw", async () => {
      const run = begin();
      const wanted = inputs(attached, running, { moveFrom: busy });
      await run.life.check({}, wanted);
      const third = cloudCase.otherZoneInstance;
      act("attach", attached, third);
      const error = await failureOf(run.life.create(wanted));
      expect(error.message).toContain(third);
      expect(holderOf(attached)).toBe(third);
      expect(detaches()).toHaveLength(0);
    });

    it("touches no holder when the target has no room", async () => {
      for (let number = 1; number <= cloudCase.room; number++) act("attach", free(number));
      const error = await failureOf(attach(attached, running, { moveFrom: busy }));
      expect(error.message).toContain(cloudCase.quotaCode);
      expect(holderOf(attached)).toBe(busy);
      expect(detaches()).toHaveLength(0);
    });

    it("touches no holder when the target fills up while the detach is refused", async () => {
      fault("DetachNetworkInterface", { kind: "error", code: cloudCase.stateCode }, 2);
      const moving = failureOf(attach(attached, running, { moveFrom: busy }));
      while (calls("DetachNetworkInterface").length === 0) await new Promise(setImmediate);
      for (let number = 1; number <= cloudCase.room; number++) act("attach", free(number));
      const error = await moving;
      expect(error.message).toContain(cloudCase.quotaCode);
      expect(holderOf(attached)).toBe(busy);
      expect(calls("DetachNetworkInterface").every(({ code }) => code !== null)).toBe(true);
    });

    it("takes it from an instance that moveFrom names", async () => {
      await attach(attached, running, { moveFrom: busy });
      expect(holderOf(attached)).toBe(running);
      expect(detaches()).toHaveLength(1);
    });

    it("settles every rule of the target before it touches the holder", async () => {
      const error = await failureOf(attach(attached, cloudCase.otherZoneInstance, { moveFrom: [busy] }));
      expect(error.message).toContain(attached);
      expect(holderOf(attached)).toBe(busy);
      expect(detaches()).toHaveLength(0);
    });

    it("names both instances when the attach fails after the detach", async () => {
      fault("AttachNetworkInterface", { kind: "fail", transition: "attach" });
      const error = await failureOf(attach(attached, running, { moveFrom: busy }));
      expect(error.message).toContain(busy);
      expect(error.message).toContain(running);
    });
  });

  describe("detaching", () => {
    it("detaches and waits until the interface is free", async () => {
      const { id, outs } = await attach();
      await begin().life.delete(id, outs);
      expect(statusOf(free(1))).toBe("available");
      expect(holderOf(free(1))).toBeNull();
      expect(detaches()).toHaveLength(1);
    });

    it("is done without a call when someone detached it before", async () => {
      const { id, outs } = await attach();
      act("detach", free(1));
      await begin().life.delete(id, outs);
      expect(detaches()).toHaveLength(0);
    });

    it("never touches another instance that holds it now", async () => {
      const { id, outs } = await attach();
      act("attach", free(1), busy);
      await begin().life.delete(id, outs);
      expect(holderOf(free(1))).toBe(busy);
      expect(detaches()).toHaveLength(0);
    });

    it("is done when the interface is gone, and at once when it goes while it waits", async () => {
      const first = await attach(free(1));
      act("delete", free(1));
      await begin().life.delete(first.id, first.outs);
      const second = await attach(free(2));
      const deleting = begin().life.delete(second.id, second.outs);
      while (detaches().length === 0) await new Promise(setImmediate);
      act("delete", free(2));
      const began = world.clock.now();
      await deleting;
      expect(world.clock.now() - began).toBeLessThan(2_000);
    });

    it("is done when the instance was released", async () => {
      const { id, outs } = await attach();
      world.emulator.act({ cloud, act: "release-instance", instanceId: running });
      await begin().life.delete(id, outs);
      expect(detaches()).toHaveLength(0);
    });

    it("waits for what a released instance leaves behind, with few requests", async () => {
      const { id, outs } = await attach();
      world.emulator.store.removeInstance(cloud, running);
      const freed = world.clock.sleep(60_000).then(() => act("detach", free(1)));
      await Promise.all([begin().life.delete(id, outs), freed]);
      expect(detaches().length).toBeLessThanOrEqual(8);
      expect(holderOf(free(1))).toBe(null);
    });

    it("says that the instance is gone when what it left behind is never freed", async () => {
      const { id, outs } = await attach();
      world.emulator.store.removeInstance(cloud, running);
      fault("DetachNetworkInterface", { kind: "error", code: cloudCase.stateCode }, Number.POSITIVE_INFINITY);
      const error = await failureOf(begin().life.delete(id, { ...outs, timeouts: { delete: "61s" } }));
      expect(error.message).toContain(`instance ${running} no longer exists`);
      expect(detaches().length).toBeLessThanOrEqual(8);
    });

    it("goes on for two minutes when a state that no look shows is in the way, and is done when it passes", async () => {
      const { id, outs } = await attach();
      fault("DetachNetworkInterface", { kind: "error", code: cloudCase.stateCode }, 8);
      await begin().life.delete(id, outs);
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
      const deleting = begin().life.delete(id, outs);
      while (detaches().length === 0) await new Promise(setImmediate);
      act("detach", free(1));
      const began = world.clock.now();
      await deleting;
      expect(world.clock.now() - began).toBeLessThan(3_000);
    });

    it("sends the detach once when its reply was lost after the cloud had acted", async () => {
      const { id, outs } = await attach();
      fault("DetachNetworkInterface", { kind: "lost-reply" });
      await begin().life.delete(id, outs);
      expect(statusOf(free(1))).toBe("available");
      expect(detaches()).toHaveLength(1);
    });

    if (cloudCase.showsTransitions) {
      it("sends a detach that is stuck again until it moves", async () => {
        const { id, outs } = await attach();
        fault("DetachNetworkInterface", { kind: "stuck", transition: "detach", resends: 2 });
        await begin().life.delete(id, outs);
        expect(statusOf(free(1))).toBe("available");
        expect(detaches()).toHaveLength(3);
      });
    } else {
      it("waits for a detach whose task runs on, until the time is over, and goes on in the next run", async () => {
        const { id, outs } = await attach();
        fault("DetachNetworkInterface", { kind: "stuck", transition: "detach", resends: 1 });
        const error = await failureOf(begin().life.delete(id, outs));
        expect(error.message).toMatch(/Not done after 5 m .*the task of the detach/);
        expect(detaches()).toHaveLength(1);
        await begin().life.delete(id, outs);
        expect(statusOf(free(1))).toBe("available");
      });
    }

    it("gives up a detach that stays stuck, with a bounded number of tries and advice", async () => {
      const { id, outs } = await attach();
      fault("DetachNetworkInterface", { kind: "stuck", transition: "detach" }, Number.POSITIVE_INFINITY);
      const error = await failureOf(begin().life.delete(id, outs));
      expect(error.message).toMatch(/Restart|Not done after/);
      expect(detaches().length).toBeLessThanOrEqual(4);
      expect(holderOf(free(1))).toBe(running);
    });

    it("waits for an instance that is stopping, then detaches without a refused call", async () => {
      const { id, outs } = await attach();
      world.emulator.act({ cloud, act: "start", instanceId: running, afterMs: 10_000 });
      await begin().life.delete(id, outs);
      expect(statusOf(free(1))).toBe("available");
      expect(detaches().filter((call) => call.code !== null)).toHaveLength(0);
    });

    it("survives throttling of every kind of call", async () => {
      const { id, outs } = await attach();
      fault("DetachNetworkInterface", { kind: "throttle" }, 3);
      fault("DescribeNetworkInterfaces", { kind: "throttle" }, 3);
      await begin().life.delete(id, outs);
      expect(statusOf(free(1))).toBe("available");
    });

    it("refuses to detach a primary interface, with the code the cloud would answer", async () => {
      const error = await failureOf(begin().life.delete(`${primary}:${running}`, inputs(primary, running)));
      expect(error.message).toContain("primary");
      expect(error.message).toContain(cloudCase.primaryCode);
      expect(detaches()).toHaveLength(0);
    });

    it("reads ids and places from the state alone and says what is wrong with them", async () => {
      const life = begin().life;
      expect((await failureOf(life.delete("nonsense", {}))).message).toContain("nonsense");
      const noRegion = await failureOf(life.delete(`${free(1)}:${running}`, {}));
      expect(noRegion.message).toContain("regionId");
    });
  });

  describe("claims", () => {
    const other = "urn:pulumi:dev::attachments::eni::renamed";

    it("refuses two resources of one program on one interface, naming the first on both lines", async () => {
      const { life, spoken } = begin();
      await life.check({}, inputs(free(1), running));
      const [failure] = await life.check({}, inputs(free(1), stopped, { __urn: other }));
      expect(failure?.property).toBe("networkInterfaceId");
      expect(failure?.reason).toContain("eni::data");
      expect(spoken.find((line) => line.how === "error")?.urn).toContain("eni::data");
    });

    it("ends attached when a resource is renamed without an alias", async () => {
      const { id, outs } = await attach();
      const run = begin();
      await run.life.check({}, inputs(free(1), running, { __urn: other }));
      await run.life.create(inputs(free(1), running, { __urn: other }));
      await run.life.delete(id, outs);
      expect(holderOf(free(1))).toBe(running);
      expect(detaches()).toHaveLength(0);
      expect(run.heard("info")).toContain("eni::renamed");
    });

    it("detaches when the very resource is deleted before it is replaced by itself", async () => {
      const { id, outs } = await attach();
      const run = begin();
      await run.life.check(outs, inputs(free(1), running));
      await run.life.delete(id, outs);
      expect(holderOf(free(1))).toBeNull();
      await run.life.create(inputs(free(1), running));
      expect(holderOf(free(1))).toBe(running);
    });

    it("replaces within a moment by what its detach left behind, not by what its check saw", async () => {
      world.emulator.transitions.setDuration(0);
      const { id, outs } = await attach();
      const run = begin();
      await run.life.check(inputs(free(1), running), inputs(free(1), busy));
      await run.life.delete(id, outs);
      await run.life.create(inputs(free(1), busy));
      expect(holderOf(free(1))).toBe(busy);
      await run.life.check({}, inputs(free(1), busy));
      await run.life.delete(`${free(1)}:${busy}`, { ...outs, instanceId: busy, profile: undefined });
      await run.life.create(inputs(free(1), busy));
      expect(holderOf(free(1))).toBe(busy);
    });

    it("refuses in a second stack what the first stack holds", async () => {
      await attach(free(1), running);
      const error = await failureOf(attach(free(1), busy));
      expect(error.message).toContain(running);
      const rules = cloudCase.rules ?? cloudCase.cloud.rules;
      const inUse = rules.find(({ name }) => name === "interface-in-use");
      expect(error.message).toContain(inUse?.codes.join(" or "));
      expect(holderOf(free(1))).toBe(running);
    });

    it("hands an interface from a removed resource to a new one on another instance only with moveFrom", async () => {
      const { id, outs } = await attach();
      const run = begin();
      const wanted = inputs(free(1), busy, { __urn: other, moveFrom: running });
      await run.life.check({}, wanted);
      await run.life.create(wanted);
      await run.life.delete(id, outs);
      expect(holderOf(free(1))).toBe(busy);
      expect(detaches()).toHaveLength(1);
    });
  });

  describe("reading and drift", () => {
    const refresh = async (id: string, outs: Outputs, wanted: Outputs) => {
      const run = begin();
      const read = await run.life.read(id, outs);
      const diff = read.id === "" ? undefined : await run.life.diff(id, read.props, wanted);
      return { read, diff, run };
    };

    it("shows nothing when nothing changed", async () => {
      const { id, outs } = await attach();
      const { read, diff } = await refresh(id, outs, inputs(free(1), running));
      expect(read.props).toEqual(outs);
      expect(diff?.changes).toBe(false);
    });

    it("shows a detached interface as a change in place, which update heals", async () => {
      const { id, outs } = await attach();
      act("detach", free(1));
      const { read, diff, run } = await refresh(id, outs, inputs(free(1), running));
      expect(diff).toMatchObject({ changes: true, replaces: [] });
      expect(run.heard("warn")).toContain("not attached");
      await begin().life.update(id, read.props, inputs(free(1), running));
      expect(holderOf(free(1))).toBe(running);
    });

    it("says when the instance itself is gone, and leaves the resource in the state", async () => {
      const { id, outs } = await attach();
      world.emulator.act({
        cloud,
        act: "set-interface",
        interfaceId: free(1),
        set: { deleteOnRelease: false },
      });
      world.emulator.act({ cloud, act: "release-instance", instanceId: running });
      const { read, diff, run } = await refresh(id, outs, inputs(free(1), running));
      expect(read.id).toBe(id);
      expect(diff?.changes).toBe(true);
      expect(run.heard("warn")).toContain(`${running} no longer exists`);
    });

    if ("networkCardIndex" in cloudCase.cloud.attachmentArguments) {
      it("puts a declared network card right in place", async () => {
        const wanted = inputs(free(1), running, { networkCardIndex: 0 });
        const { id, outs } = await begin().life.create(wanted);
        world.emulator.act({
          cloud,
          act: "set-interface",
          interfaceId: free(1),
          set: { networkCardIndex: 1 },
        });
        const { read, diff, run } = await refresh(id, outs, wanted);
        expect(diff).toMatchObject({ changes: true, replaces: [] });
        expect(run.heard("warn")).toContain("network card 1");
        const { outs: healed } = await begin().life.update(id, read.props, wanted);
        expect(healed).toMatchObject({ status: "attached", networkCardIndex: 0 });
        expect(detaches()).toHaveLength(1);
      });
    }

    it("names the instance that holds it now, and update refuses to take it away", async () => {
      const { id, outs } = await attach();
      act("attach", free(1), busy);
      const { read, diff, run } = await refresh(id, outs, inputs(free(1), running));
      expect(diff).toMatchObject({ changes: true, replaces: [] });
      expect(run.heard("warn")).toMatch(
        new RegExp(`it is attached to ${busy}, not to ${running}; the name of ${busy} is ".+"\\.$`),
      );
      const error = await failureOf(begin().life.update(id, read.props, inputs(free(1), running)));
      expect(error.message).toContain(busy);
      expect(holderOf(free(1))).toBe(busy);
    });

    it("follows a program that follows the cloud without a single write", async () => {
      const { id, outs } = await attach();
      act("attach", free(1), busy);
      const { read } = await refresh(id, outs, inputs(free(1), running));
      const run = begin();
      const diff = await run.life.diff(id, read.props, inputs(free(1), busy));
      expect(diff.replaces).toEqual(["instanceId"]);
      const writesBefore = attaches().length + detaches().length;
      await run.life.delete(id, read.props);
      await run.life.create(inputs(free(1), busy));
      expect(attaches().length + detaches().length).toBe(writesBefore);
      expect(holderOf(free(1))).toBe(busy);
    });

    it("tells an interface that is gone from one that this account cannot see", async () => {
      const { id, outs } = await attach();
      const stranger = begin({ config: cloudCase.keys(otherAccountKey(world.emulator, cloudCase)) });
      expect((await failureOf(stranger.life.read(id, outs))).message).toContain("another account");
      expect((await failureOf(stranger.life.delete(id, outs))).message).toContain("another account");
      expect(holderOf(free(1))).toBe(running);
      act("delete", free(1));
      expect((await begin().life.read(id, outs)).id).toBe("");
    });

    it("trips no gate for addresses that a network plugin adds", async () => {
      const { id, outs } = await attach();
      world.emulator.act({ cloud, act: "assign-ip", interfaceId: free(1) });
      const { read, diff } = await refresh(id, outs, inputs(free(1), running));
      expect(read.props.privateIpAddresses).toHaveLength((outs.privateIpAddresses as string[]).length + 1);
      expect(diff?.changes).toBe(false);
    });

    it("keeps the attachment when describes lag behind", async () => {
      fault("DescribeNetworkInterfaces", { kind: "stale-describe", ms: 2_000 }, 8);
      await attach();
      expect(statusOf(free(1))).toBe("attached");
    });

    it("finds one that exists by its id alone, and says of what is not there how it is", async () => {
      act("attach", free(1));
      const found = await begin().life.read(`${free(1)}:${running}`, { ...cloudCase.place });
      expect(found.props).toMatchObject({
        networkInterfaceId: free(1),
        instanceId: running,
        status: "attached",
      });
      const ghost = free(2).replace(/.{4}$/, "9999");
      const { life } = begin();
      await expect(life.read(`${free(2)}:${running}`, { ...cloudCase.place })).rejects.toThrow(
        `${free(2)} is not attached to ${running}`,
      );
      await expect(life.read(`${free(1)}:${busy}`, { ...cloudCase.place })).rejects.toThrow(
        `${free(1)} is not attached to ${busy}: ${running} holds it`,
      );
      await expect(life.read(`${ghost}:${running}`, { ...cloudCase.place })).rejects.toThrow(ghost);
    });
  });

  describe("diff", () => {
    it("replaces for other ids and regions, deleting first", async () => {
      const { id, outs } = await attach();
      const { life } = begin();
      for (const [key, value] of [
        ["networkInterfaceId", free(2)],
        ["instanceId", busy],
        ["instanceId", unknownText],
        ["regionId", "elsewhere"],
      ] as const) {
        const diff = await life.diff(id, outs, inputs(free(1), running, { [key]: value }));
        expect(diff).toMatchObject({ changes: true, replaces: [key], deleteBeforeReplace: true });
      }
    });

    const { defaultApi } = cloudCase.cloud;
    if (defaultApi !== undefined && cloudCase.place.api === undefined) {
      it("takes a default that is spelled out for what it is", async () => {
        const { id, outs } = await attach();
        const spelled = await begin().life.diff(id, outs, inputs(free(1), running, { api: defaultApi }));
        expect(spelled.changes).toBe(false);
        const other = await begin().life.diff(id, outs, inputs(free(1), running, { api: "v2" }));
        expect(other.replaces).toEqual(["api"]);
      });
    }

    if (cloudCase.cloud.attachmentArguments?.networkCardIndex) {
      it("shows a change for a network card that is not known yet", async () => {
        const { id, outs } = await attach();
        const news = inputs(free(1), running, { networkCardIndex: unknownText });
        await expect(begin().life.diff(id, outs, news)).resolves.toMatchObject({
          changes: true,
          replaces: [],
        });
      });
    }

    it("updates for timeouts, and ignores what only steers the provider", async () => {
      const { id, outs } = await attach();
      const { life } = begin();
      const timeouts = await life.diff(id, outs, inputs(free(1), running, { timeouts: { create: "9m" } }));
      expect(timeouts).toMatchObject({ changes: true, replaces: [] });
      const steering = { preflight: "off", moveFrom: busy, ifAlreadyAttached: "fail" };
      expect((await life.diff(id, outs, inputs(free(1), running, steering))).changes).toBe(false);
    });
  });

  describe("preview", () => {
    it("asks nothing about an unchanged attachment or unknown ids", async () => {
      const { outs } = await attach();
      world.emulator.journal.clear();
      const { life } = begin();
      await expect(life.check(outs, inputs(free(1), running))).resolves.toEqual([]);
      await expect(life.check({}, inputs(unknownText, running))).resolves.toEqual([]);
      await expect(life.check({}, inputs(free(2), unknownText, { __urn: "urn:b" }))).resolves.toEqual([]);
      expect(world.emulator.journal.entries()).toHaveLength(0);
    });

    it("refuses what will never work: a primary interface, another zone", async () => {
      const { life } = begin();
      const [first] = await life.check({}, inputs(primary, stopped));
      expect(first).toMatchObject({ property: "networkInterfaceId" });
      expect(first?.reason).toContain("primary");
      const [zone] = await life.check({}, inputs(free(2), cloudCase.otherZoneInstance));
      expect(zone?.reason).toContain(cloudCase.otherZoneInstance);
    });

    it("refuses a primary interface on its own instance and on another, with nothing said beside it", async () => {
      const owner = world.emulator.store.interface(cloud, primary)?.instanceId ?? "";
      for (const instance of [owner, busy]) {
        const run = begin();
        const failures = await run.life.check({}, inputs(primary, instance));
        expect(failures).toHaveLength(1);
        expect(failures[0]?.reason).toContain("primary");
        expect(run.heard("warn")).toBe("");
        const error = await failureOf(attach(primary, instance));
        expect(error.message).toContain("primary");
      }
      expect([...attaches(), ...detaches()]).toHaveLength(0);
    });

    it("warns of a holder, errs under strict, is silent when off and about what passes", async () => {
      const warned = begin();
      await expect(warned.life.check({}, inputs(attached, running))).resolves.toEqual([]);
      expect(warned.heard("warn")).toContain(busy);
      const strict = await begin().life.check({}, inputs(attached, running, { preflight: "strict" }));
      expect(strict[0]?.reason).toContain(busy);
      world.emulator.journal.clear();
      const off = begin();
      await off.life.check({}, inputs(attached, running, { preflight: "off" }));
      expect(world.emulator.journal.entries()).toHaveLength(0);
      const passing = begin();
      await expect(passing.life.check({}, inputs(free(3), starting))).resolves.toEqual([]);
      expect(passing.heard("warn")).toBe("");
    });

    it("holds a replacement's own old attachment for no obstacle, in both of its checks", async () => {
      const { outs } = await attach();
      const run = begin();
      await expect(run.life.check(outs, inputs(free(1), busy))).resolves.toEqual([]);
      await expect(run.life.check({}, inputs(free(1), busy))).resolves.toEqual([]);
      expect(run.heard("warn")).toBe("");
    });

    it("counts what is held and what is claimed against the instance's quota", async () => {
      const { room, quotaCode } = cloudCase;
      const run = begin();
      for (let number = 1; number <= room; number++) {
        await run.life.check({}, inputs(free(number), running, { __urn: `urn:${number}` }));
      }
      expect(run.heard("warn")).toBe("");
      await run.life.check({}, inputs(free(room + 1), running, { __urn: "urn:too many" }));
      expect(run.heard("warn")).toContain(quotaCode);
      expect(run.heard("warn")).toContain("frees no place before");
    });

    it("frees a place only for the replacement of the very resource that is checked", async () => {
      const { room, quotaCode } = cloudCase;
      for (let number = 1; number <= room; number++) act("attach", free(number));
      const old = inputs(free(1), running);
      const run = begin();
      await expect(run.life.check(old, inputs(free(room + 1), running))).resolves.toEqual([]);
      expect(run.heard("warn")).toBe("");
      await run.life.check({}, inputs(free(room + 2), running, { __urn: "urn:other" }));
      expect(run.heard("warn")).toContain(quotaCode);
    });

    it("lets two replacements on a full instance pass, each of which frees its own place", async () => {
      const { room, quotaCode } = cloudCase;
      for (let number = 1; number <= room; number++) act("attach", free(number));
      const run = begin();
      const [first, second] = ["urn:first", "urn:second"];
      const replace = (from: number, to: number, __urn: string) =>
        run.life.check(inputs(free(from), running, { __urn }), inputs(free(to), running, { __urn }));
      await expect(replace(1, room + 1, first)).resolves.toEqual([]);
      await expect(replace(2, room + 2, second)).resolves.toEqual([]);
      expect(run.heard("warn")).toBe("");
      await run.life.check({}, inputs(free(room + 3), running, { __urn: "urn:third" }));
      expect(run.heard("warn")).toContain(quotaCode);
    });

    if (cloudCase.showsTransitions) {
      const leavingTo = [
        ['where it was, with `ifAlreadyAttached: "fail"`', busy, { ifAlreadyAttached: "fail" }],
        ["elsewhere", running, {}],
        ["elsewhere, by moveFrom", running, { moveFrom: busy }],
        ["elsewhere, under strict", running, { preflight: "strict" }],
      ] as const;
      it.each(leavingTo)(
        "is silent of an interface that another hand detaches, and wanted %s",
        async (_, to, more) => {
          const set = { status: "detaching" } as const;
          world.emulator.act({ cloud, act: "set-interface", interfaceId: attached, set });
          const run = begin();
          await expect(run.life.check({}, inputs(attached, to, more))).resolves.toEqual([]);
          expect(run.heard("warn")).toBe("");
          act("detach", attached);
          await run.life.create(inputs(attached, to, more));
          expect(holderOf(attached)).toBe(to);
          expect(detaches()).toHaveLength(0);
        },
      );
    }

    it("judges all else when the quota cannot be looked up, and says so", async () => {
      const calls = { DescribeInstanceTypes: 1, DescribeNetworkInterfaceLimit: 1 };
      for (const action of Object.keys(calls)) fault(action, { kind: "http", status: 500, body: "no" }, 9);
      const run = begin();
      const [zone] = await run.life.check({}, inputs(free(2), cloudCase.otherZoneInstance));
      expect(zone?.reason).toContain(cloudCase.otherZoneInstance);
      if (Object.keys(calls).some((action) => world.emulator.journal.entries({ cloud, action }).length > 0)) {
        expect(run.heard("once")).toContain("not checked");
      }
    });

    it("says nothing of its own attachment when only the profile changes, running or stopped, strict or not", async () => {
      await attach();
      for (const more of [{}, { preflight: "strict" }]) {
        const run = begin();
        const wanted = inputs(free(1), running, { profile: "prod", ...more });
        await expect(run.life.check(inputs(free(1), running), wanted)).resolves.toEqual([]);
        expect(run.heard("warn")).toBe("");
        world.emulator.act({ cloud, act: "stop", instanceId: running });
      }
    });

    it("warns, and does not err, when a replacement names what cannot be seen yet", async () => {
      await attach();
      const ghost = free(1).replace(/.{4}$/, "9999");
      const run = begin();
      await expect(run.life.check(inputs(free(1), running), inputs(ghost, running))).resolves.toEqual([]);
      expect(run.heard("warn")).toContain(cloudCase.place.regionId);
    });

    it("says each warning once, though a replacement is checked twice", async () => {
      await attach();
      const run = begin();
      const ghost = free(1).replace(/.{4}$/, "9999");
      await run.life.check(inputs(free(1), running), inputs(ghost, running));
      await run.life.check({}, inputs(ghost, running));
      expect(run.spoken.filter((line) => line.how === "warn")).toHaveLength(1);
    });

    it("asks a place that does not answer once, not for every attachment", async () => {
      fault("DescribeNetworkInterfaces", { kind: "reset-before" }, 99);
      const run = begin();
      for (const number of [1, 2, 3]) {
        await run.life.check({}, inputs(free(number), running, { __urn: `urn:${number}` }));
      }
      expect(calls("DescribeNetworkInterfaces").length).toBeLessThan(6);
      expect(new Set(run.spoken.map((line) => line.message)).size).toBe(1);
    });

    it("says once in a run that it could not look, and errs only under strict", async () => {
      const run = begin({ config: cloudCase.keys({ accessKeyId: "nobody", accessKeySecret: "nothing" }) });
      await expect(run.life.check({}, inputs(free(1), running))).resolves.toEqual([]);
      expect(run.heard("once")).toContain("not checked");
      const [strict] = await run.life.check({}, inputs(free(2), running, { preflight: "strict" }));
      expect(strict?.reason).toContain("not checked");
    });

    it("refuses a wrong eni:preflight in one failure, where the argument does not stand in its place", async () => {
      const keys = cloudCase.keys(world.emulator.credentials[cloud]);
      const { life } = begin({ config: { ...keys, preflight: "loud" } });
      const failures = await life.check({}, inputs(free(1), running));
      const reason = 'eni:preflight must be "on", "strict" or "off", not "loud"';
      expect(failures).toEqual([{ property: "preflight", reason }]);
      await expect(life.check({}, inputs(free(1), running, { preflight: "on" }))).resolves.toEqual([]);
    });

    it("names each wrong argument in words", async () => {
      const { life } = begin();
      const failures = await life.check(
        {},
        { ...cloudCase.place, networkInterfaceId: 7, timeouts: { create: "soon" }, netwrokCard: 1 },
      );
      const said = failures.map((failure) => `${failure.property}: ${failure.reason}`).join("\n");
      expect(said).toMatch(/networkInterfaceId: .*7/);
      expect(said).toContain("instanceId: instanceId is required");
      expect(said).toMatch(/timeouts: .*"5m"/);
      expect(said).toContain("netwrokCard: netwrokCard is not an argument of ");
    });

    it("refuses a region that is no word of a host name", async () => {
      for (const regionId of ["cn hangzhou", "cn-hangzhou.evil.example/", "-x", "a@b"]) {
        const [failure] = await begin().life.check({}, { ...inputs(free(1), running), regionId });
        expect(failure?.property).toBe("regionId");
        expect(failure?.reason).toContain("regionId must be the");
      }
    });
  });
});
