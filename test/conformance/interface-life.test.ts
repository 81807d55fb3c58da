import type { FaultKind } from "../../emulator";
import { KeptFailure, unknownText } from "../../provider/adapters/dynamic-host";
import { otherAccountKey } from "../support/cloud-cases";
import { type InterfaceCase, interfaceCases } from "../support/interface-cases";
import { type Life, type RunOptions, type VirtualRun, VirtualWorld } from "../support/virtual-run";

type Outputs = Record<string, unknown>;

/** Exactly one interface for each intent, deleted only when it may be. In process, on a virtual clock. */
describe.each(interfaceCases)("the life of an interface on $title", (interfaceCase: InterfaceCase) => {
  const { cloudCase, declared } = interfaceCase;
  const { storeName: cloud, running, primary } = cloudCase;
  const modifyAction = interfaceCase.modifyAction ?? "ModifyNetworkInterfaceAttribute";
  let world: VirtualWorld;

  beforeEach(async () => {
    world = await VirtualWorld.create({ transitionMs: 3_000 });
  });
  afterEach(() => world.close());

  const begin = (options: RunOptions = {}): VirtualRun => world.beginFor(cloudCase, options);
  const life = (options?: RunOptions): Life => begin(options).interfaces();
  const inputs = (more: object = {}) => ({
    ...cloudCase.place,
    ...declared,
    __urn: "urn:pulumi:dev::interfaces::eni::data",
    ...more,
  });
  const stored = (id: string) => world.emulator.store.interface(cloud, id);
  const made = () => world.made(cloud);
  const calls = (action: string) => world.emulator.journal.entries({ cloud, action });
  const tagCalls = () => [interfaceCase.tagging?.setAction ?? []].flat().flatMap(calls);
  const creates = () => calls("CreateNetworkInterface");
  const deletes = () => calls("DeleteNetworkInterface");
  const refused = () =>
    world.emulator.journal.entries({ cloud, foreign: false }).filter(({ code }) => code !== null);
  const fault = (action: string, kind: FaultKind, times = 1) =>
    world.emulator.faults.add({ cloud, action, times, ...kind });
  const attach = (interfaceId: string, instanceId = running) =>
    world.emulator.act({ cloud, act: "attach", interfaceId, instanceId });
  const failureOf = (promise: Promise<unknown>): Promise<Error> =>
    promise.then(
      () => Promise.reject(new Error("it succeeded")),
      (error: Error) => error,
    );
  const create = (more: object = {}) => life().create(inputs(more));

  describe("creating", () => {
    it("makes one interface as declared and reports what the cloud reports", async () => {
      const { id, outs } = await create();
      const entry = stored(id);
      expect(made().map((one) => one.id)).toEqual([id]);
      expect(entry).toMatchObject({ status: "available", name: declared.name, subnetId: declared.subnetId });
      expect(outs).toMatchObject({
        status: "available",
        macAddress: entry?.macAddress,
        privateIpAddress: entry?.privateIps[0]?.address,
        vpcId: entry?.vpcId,
        subnetId: entry?.subnetId,
        securityGroupIds: entry?.securityGroupIds,
        interfaceKind: "secondary",
      });
      expect(creates()).toHaveLength(1);
      expect(refused()).toEqual([]);
    });

    it("shows the program its own tags and not the marker", async () => {
      const { outs } = await create();
      expect(outs.tags ?? {}).toEqual(declared.tags ?? {});
    });

    it.each<FaultKind["kind"]>(["lost-reply", "reset-after", "truncated", "garbage"])(
      "makes one when the reply ends as %s after the cloud had acted",
      async (kind) => {
        fault("CreateNetworkInterface", { kind } as FaultKind);
        const { id } = await create();
        expect(made().map((one) => one.id)).toEqual([id]);
      },
    );

    it("makes one when the request was lost, and when it is throttled", async () => {
      fault("CreateNetworkInterface", { kind: "reset-before" });
      fault("CreateNetworkInterface", { kind: "throttle" }, 3);
      const { id } = await create();
      expect(made().map((one) => one.id)).toEqual([id]);
    });

    it("makes one when every reply is lost and describes lag behind", async () => {
      fault("CreateNetworkInterface", { kind: "lost-reply" }, 2);
      fault("DescribeNetworkInterfaces", { kind: "stale-describe", ms: 2_000 }, 4);
      const { id } = await create();
      expect(made().map((one) => one.id)).toEqual([id]);
    });

    it("takes on what a killed run made: before its reply, and before the state was written", async () => {
      fault("CreateNetworkInterface", { kind: "lost-reply" });
      world.emulator.faults.add({
        cloud,
        action: "DescribeNetworkInterfaces",
        kind: "reset-before",
        skip: 1,
        times: Number.POSITIVE_INFINITY,
      });
      await failureOf(create());
      world.emulator.faults.clear();
      expect(made()).toHaveLength(1);
      const first = await create();
      const again = begin();
      const second = await again.interfaces().create(inputs());
      expect(second.id).toBe(first.id);
      expect(made().map((one) => one.id)).toEqual([first.id]);
      expect(again.heard("warn")).toMatch(/did not end.*another stack of the same name/);
    });

    it("makes another for another resource with the same arguments", async () => {
      const one = await create();
      const other = await create({ __urn: "urn:pulumi:dev::interfaces::eni::other" });
      expect(other.id).not.toBe(one.id);
      expect(made()).toHaveLength(2);
    });

    it("makes a new one after a destroy, each time, and in the same run after a deletion", async () => {
      const ids = new Set<string>();
      for (let round = 0; round < 3; round++) {
        const { id, outs } = await create();
        ids.add(id);
        await life().delete(id, outs);
      }
      expect(ids.size).toBe(3);
      const { id, outs } = await create();
      const run = begin().interfaces();
      await run.delete(id, outs);
      const replaced = await run.create(inputs());
      expect(stored(replaced.id)?.status).toBe("available");
      expect(made().map((one) => one.id)).toEqual([replaced.id]);
    });

    it("does not take what another stack of the same name made and uses, or made long ago", async () => {
      const used = await create();
      attach(used.id);
      const mine = await create();
      expect(mine.id).not.toBe(used.id);
      await world.clock.sleep(cloudCase.cloud.limits.createTimeoutMs + 1_000);
      const later = await create();
      expect([used.id, mine.id]).not.toContain(later.id);
      expect(made()).toHaveLength(3);
    });

    it("names the cloud's refusal and leaves no resource behind", async () => {
      const error = await failureOf(create({ subnetId: `${String(declared.subnetId).slice(0, -1)}9` }));
      expect(error).not.toBeInstanceOf(KeptFailure);
      expect(error.message).toMatch(/NOT_FOUND|NotFound/);
      expect(made()).toEqual([]);
    });

    it.each(interfaceCase.absent)("is refused at once with $args, and names $argument", async (wrong) => {
      const error = await failureOf(create(wrong.args));
      expect(error).not.toBeInstanceOf(KeptFailure);
      expect(error.message).toContain(`\`${wrong.argument}\``);
      expect(error.message).not.toMatch(/instance|report/);
      expect(creates().length).toBeLessThanOrEqual(1);
      expect(made()).toEqual([]);
    });

    it("ends by its deadline when throttled for ever, with nothing made", async () => {
      fault("CreateNetworkInterface", { kind: "throttle" }, Number.POSITIVE_INFINITY);
      const began = world.clock.now();
      const error = await failureOf(create({ timeouts: { create: "1m" } }));
      expect(error.message).toContain(cloudCase.throttleCode);
      expect(world.clock.now() - began).toBeLessThan(70_000);
      expect(made()).toEqual([]);
    });

    it("tells a creation that failed, with nothing left behind", async () => {
      fault("CreateNetworkInterface", { kind: "fail", transition: "create" }, Number.POSITIVE_INFINITY);
      const error = await failureOf(create());
      expect(error).not.toBeInstanceOf(KeptFailure);
      expect(error.message).toMatch(/created|creation|create/);
      expect(made().filter((one) => one.status !== "failed")).toEqual([]);
    });

    if (interfaceCase.createsInTime) {
      it("keeps one that takes too long as a partial resource, which an update completes", async () => {
        world.emulator.transitions.setDuration(30_000);
        const error = await failureOf(create({ timeouts: { create: "5s" } }));
        expect(error).toBeInstanceOf(KeptFailure);
        const partial = error as KeptFailure;
        expect(stored(partial.id)?.status).toBe("creating");
        await life().update(partial.id, partial.properties, inputs());
        // Where no describe shows that it is being made, it is taken for usable: an attach waits for its task.
        if (!cloudCase.showsTransitions) await world.clock.sleep(30_000);
        expect(stored(partial.id)?.status).toBe("available");
        expect(made()).toHaveLength(1);
      });
    }
  });

  describe("changing", () => {
    it("changes in place what can be, and nothing else", async () => {
      const { id, outs } = await create();
      const news = inputs(interfaceCase.changed);
      const diff = await life().diff(id, outs, news);
      expect(diff).toEqual({ changes: true, replaces: [], deleteBeforeReplace: true });
      const updated = await life().update(id, outs, news);
      expect(stored(id)).toMatchObject(interfaceCase.shows);
      expect(updated.outs).toMatchObject(interfaceCase.changed);
      expect(calls(modifyAction)).toHaveLength(1);
      await expect(life().diff(id, updated.outs, news)).resolves.toMatchObject({ changes: false });
    });

    if (interfaceCase.settings) {
      const { made: first, changed } = interfaceCase.settings;
      it("makes, reads back and changes in place what is only kept", async () => {
        const { id, outs } = await create(first.args);
        expect(stored(id)).toMatchObject(first.shows);
        expect(outs).toMatchObject(first.args);
        const run = begin();
        const { props } = await run.interfaces().read(id, outs);
        expect(props).toMatchObject(first.args);
        expect(run.heard("warn")).toBe("");
        expect(await life().diff(id, props, inputs(first.args))).toMatchObject({ changes: false });
        const news = inputs(changed.args);
        expect(await life().diff(id, props, news)).toMatchObject({ changes: true, replaces: [] });
        const updated = await life().update(id, props, news);
        expect(stored(id)).toMatchObject(changed.shows);
        expect(calls(modifyAction)).toHaveLength(1);
        expect(await life().diff(id, updated.outs, news)).toMatchObject({ changes: false });
      });
    }

    if (interfaceCase.settings) {
      const { made: first, changed } = interfaceCase.settings;
      it("sends what was never declared and is not shown, and sees it change by other hands", async () => {
        const { id, outs } = await create();
        const news = inputs(first.args);
        expect(await life().diff(id, outs, news)).toMatchObject({ changes: true, replaces: [] });
        const updated = await life().update(id, outs, news);
        expect(stored(id)).toMatchObject(first.shows);
        world.emulator.act({ cloud, act: "set-interface", interfaceId: id, set: changed.shows } as never);
        const run = begin();
        const { props } = await run.interfaces().read(id, updated.outs);
        for (const name of Object.keys(changed.args)) expect(run.heard("warn")).toContain(`${name} is `);
        await life().update(id, props, news);
        expect(stored(id)).toMatchObject(first.shows);
      });
    }

    const { absentInChange } = interfaceCase;
    if (absentInChange) {
      it("is refused at once for what is not there, and names the argument", async () => {
        const { id, outs } = await create();
        const error = await failureOf(life().update(id, outs, inputs(absentInChange)));
        expect(error).not.toBeInstanceOf(KeptFailure);
        for (const argument of Object.keys(absentInChange))
          expect(error.message).toContain(`\`${argument}\``);
        expect(calls(modifyAction)).toHaveLength(1);
      });
    }

    it("changes it once when the reply was lost", async () => {
      const { id, outs } = await create();
      fault(modifyAction, { kind: "lost-reply" });
      await life().update(id, outs, inputs(interfaceCase.changed));
      expect(stored(id)).toMatchObject(interfaceCase.shows);
      expect(calls(modifyAction)).toHaveLength(1);
    });

    it("writes nothing when only what steers the provider changes", async () => {
      const { id, outs } = await create();
      const news = inputs({ detachOnDelete: true, timeouts: { delete: "9m" } });
      expect(await life().diff(id, outs, news)).toMatchObject({ changes: true, replaces: [] });
      const updated = await life().update(id, outs, news);
      expect(updated.outs).toMatchObject({ detachOnDelete: true });
      expect(calls(modifyAction)).toHaveLength(0);
      const steering = inputs({ preflight: "off", __urn: "urn:else" });
      expect((await life().diff(id, outs, steering)).changes).toBe(false);
    });

    it("declares an argument no more, or one as it is, without a write: then it is drift no more, or is from then on", async () => {
      const { id, outs } = await create();
      const { set, argument } = interfaceCase.undeclared;
      const { [argument]: _, ...without }: Outputs = inputs();
      await expect(life().check({}, without)).resolves.toEqual([]);
      await expect(life().diff(id, outs, without)).resolves.toMatchObject({ changes: true, replaces: [] });
      const left = await life().update(id, outs, without);
      expect(left.outs[argument]).toEqual(declared[argument]);
      await expect(life().diff(id, left.outs, without)).resolves.toMatchObject({ changes: false });
      const again = await life().update(id, left.outs, inputs());
      expect(again.outs).toEqual(outs);
      expect([...calls(modifyAction), ...tagCalls()]).toHaveLength(0);
      world.emulator.act({ cloud, act: "set-interface", interfaceId: id, set } as never);
      const run = begin();
      const { props } = await run.interfaces().read(id, left.outs);
      expect(run.heard("warn")).toBe("");
      await expect(life().diff(id, props, without)).resolves.toMatchObject({ changes: false });
    });

    it("replaces for what cannot change, deleting first, also while it is unknown", async () => {
      const { id, outs } = await create();
      const { replaced, fixed } = interfaceCase;
      for (const [name, value] of Object.entries({ ...replaced, ...fixed?.args })) {
        for (const wanted of [value, unknownText]) {
          const diff = await life().diff(id, outs, inputs({ [name]: wanted }));
          expect(diff).toEqual({ changes: true, replaces: [name], deleteBeforeReplace: true });
        }
      }
      const elsewhere = await life().diff(id, outs, inputs({ regionId: "elsewhere" }));
      expect(elsewhere.replaces).toEqual(["regionId"]);
    });

    if (interfaceCase.fixed) {
      const { set } = interfaceCase.fixed;
      it("changes what it can where someone changed what it cannot", async () => {
        const { id, outs } = await create();
        world.emulator.act({ cloud, act: "set-interface", interfaceId: id, set } as never);
        await life().update(id, outs, inputs(interfaceCase.changed));
        expect(stored(id)).toMatchObject({ ...interfaceCase.shows, ...set });
      });
    }

    it("says that an interface is gone instead of changing it", async () => {
      const { id, outs } = await create();
      world.emulator.act({ cloud, act: "delete", interfaceId: id });
      const error = await failureOf(life().update(id, outs, inputs(interfaceCase.changed)));
      expect(error.message).toContain("pulumi refresh");
    });
  });

  describe("reading", () => {
    it("is clean for what is unchanged", async () => {
      const { id, outs } = await create();
      const run = begin();
      const read = await run.interfaces().read(id, outs);
      expect(read.props).toEqual(outs);
      expect(run.heard("warn")).toBe("");
      await expect(life().diff(id, read.props, inputs())).resolves.toMatchObject({ changes: false });
    });

    it.each(interfaceCase.foreign)(
      "shows $argument as drift when someone changed it to $set, and puts it right",
      async (foreign) => {
        const { id, outs } = await create();
        const { set, argument, healed } = foreign;
        world.emulator.act({ cloud, act: "set-interface", interfaceId: id, set } as never);
        const run = begin();
        const { props } = await run.interfaces().read(id, outs);
        expect(run.heard("warn")).toContain(argument);
        await expect(life().diff(id, props, inputs())).resolves.toMatchObject({
          changes: true,
          replaces: [],
        });
        await life().update(id, props, inputs());
        expect(stored(id)).toMatchObject(healed);
      },
    );

    it("refreshes what is not declared without drift: addresses, the holder", async () => {
      const { id, outs } = await create();
      world.emulator.act({ cloud, act: "assign-ip", interfaceId: id });
      attach(id);
      const run = begin();
      const { props } = await run.interfaces().read(id, outs);
      expect(props).toMatchObject({ status: "attached", attachedTo: running });
      expect((props.privateIpAddresses as string[]).length).toBe(2);
      expect(run.heard("warn")).toBe("");
      await expect(life().diff(id, props, inputs())).resolves.toMatchObject({ changes: false });
    });

    it("is gone when the cloud says so to the same account, and kept otherwise", async () => {
      const { id, outs } = await create();
      const stranger = { config: cloudCase.keys(otherAccountKey(world.emulator, cloudCase)) };
      const error = await failureOf(life(stranger).read(id, outs));
      expect(error.message).toContain("another account");
      world.emulator.act({ cloud, act: "delete", interfaceId: id });
      await expect(life().read(id, outs)).resolves.toEqual({ id: "", props: {} });
    });

    it("finds one that exists by its id alone", async () => {
      const found = await life().read(cloudCase.free(1), { ...cloudCase.place });
      expect(found.props).toMatchObject({ status: "available", subnetId: declared.subnetId });
    });
  });

  describe("deleting", () => {
    const remove = (id: string, outs: Outputs) => life().delete(id, outs);

    it("deletes a free one, and all its addresses and security groups are free", async () => {
      const wanted = interfaceCase.fixedAddresses ?? {};
      const { id, outs } = await create(wanted);
      const group = String((outs.securityGroupIds as string[])[0]);
      await remove(id, outs);
      expect(stored(id)).toBeUndefined();
      expect(world.emulator.store.membersOf(cloud, group)).not.toContain(id);
      const again = await create(wanted);
      expect(again.id).not.toBe(id);
      if (interfaceCase.fixedAddresses) {
        expect(again.outs.privateIpAddresses).toEqual(outs.privateIpAddresses);
        expect(again.outs.ipv6Addresses).toEqual(outs.ipv6Addresses);
      }
      expect(refused()).toEqual([]);
    });

    it("makes room in a subnet that was full, which is told as what it is", async () => {
      const { subnetId } = interfaceCase.replaced;
      const pool = world.emulator.store.addressPool(cloud, String(subnetId));
      const fill = (number: number) =>
        create({
          subnetId,
          name: `full-${number}`,
          __urn: `urn:pulumi:dev::interfaces::eni::full-${number}`,
        });
      const [first] = [await fill(1), await fill(2), await fill(3), await fill(4)];
      expect(pool?.free).toBe(0);
      expect(refused()).toEqual([]);
      const error = await failureOf(fill(5));
      expect(error).not.toBeInstanceOf(KeptFailure);
      expect(error.message).toMatch(/subnet|vSwitch/);
      expect(error.message).toMatch(/address/);
      await remove(first.id, first.outs);
      const { outs } = await fill(5);
      expect(outs.privateIpAddress).toBe(first.outs.privateIpAddress);
    });

    it("waits for a transition to end before it deletes", async () => {
      const { id, outs } = await create();
      const attaching = await begin().life.create({
        ...cloudCase.place,
        networkInterfaceId: id,
        instanceId: running,
      });
      const detaching = begin().life.delete(attaching.id, attaching.outs);
      while (calls("DetachNetworkInterface").length === 0) await new Promise(setImmediate);
      await Promise.all([detaching, remove(id, { ...outs, detachOnDelete: true })]);
      expect(stored(id)).toBeUndefined();
      expect(deletes().filter(({ code }) => code !== null)).toEqual([]);
    });

    it("refuses an attached one, with the instance's name, the code and the remedy", async () => {
      const { id, outs } = await create();
      attach(id);
      const error = await failureOf(remove(id, outs));
      const name = world.emulator.store.instance(cloud, running)?.name ?? "";
      for (const text of [id, running, name, "detachOnDelete", interfaceCase.attachedCode]) {
        expect(error.message).toContain(text);
      }
      expect(deletes()).toHaveLength(0);
    });

    it("detaches it first when it may, without a refused call", async () => {
      const { id, outs } = await create();
      attach(id);
      await remove(id, { ...outs, detachOnDelete: true });
      expect(stored(id)).toBeUndefined();
      expect(refused()).toEqual([]);
    });

    it("names the instance that it is detached from, once, and none when it is free", async () => {
      const { id, outs } = await create({ detachOnDelete: true });
      attach(id);
      fault("DetachNetworkInterface", { kind: "lost-reply" });
      const run = begin();
      await run.interfaces().delete(id, outs);
      const name = world.emulator.store.instance(cloud, running)?.name ?? "";
      expect(run.heard("info").split("\n")).toHaveLength(1);
      for (const text of [id, running, name, "detachOnDelete"]) expect(run.heard("info")).toContain(text);
      const free = await create({ detachOnDelete: true });
      const other = begin();
      await other.interfaces().delete(free.id, free.outs);
      expect(other.heard("info")).toBe("");
    });

    it("does not take it from an attachment that the program still has", async () => {
      const { id, outs } = await create();
      attach(id);
      const run = begin();
      const urn = "urn:pulumi:dev::interfaces::eni::attachment";
      await run.life.check(
        {},
        { ...cloudCase.place, networkInterfaceId: id, instanceId: running, __urn: urn },
      );
      const error = await failureOf(run.interfaces().delete(id, { ...outs, detachOnDelete: true }));
      expect(error.message).toContain(urn);
      expect(stored(id)?.instanceId).toBe(running);
    });

    it("never deletes a primary one, whatever it was told", async () => {
      const error = await failureOf(remove(primary, { ...cloudCase.place, detachOnDelete: true }));
      expect(error.message).toContain("primary");
      expect([...deletes(), ...calls("DetachNetworkInterface")]).toHaveLength(0);
    });

    it("is done when it is gone already, for the same account only", async () => {
      const { id, outs } = await create();
      world.emulator.act({ cloud, act: "delete", interfaceId: id });
      const stranger = { config: cloudCase.keys(otherAccountKey(world.emulator, cloudCase)) };
      const error = await failureOf(life(stranger).delete(id, outs));
      expect(error.message).toContain("another account");
      await remove(id, outs);
      expect(deletes()).toHaveLength(0);
    });

    it("deletes once when the reply was lost, and again when the request was", async () => {
      const one = await create();
      fault("DeleteNetworkInterface", { kind: "lost-reply" });
      await remove(one.id, one.outs);
      expect(deletes()).toHaveLength(1);
      const other = await create();
      fault("DeleteNetworkInterface", { kind: "reset-before" });
      await remove(other.id, other.outs);
      expect(stored(other.id)).toBeUndefined();
    });

    const stuck = (resends?: number): FaultKind => ({
      ...{ kind: "stuck", transition: "delete" },
      ...(resends === undefined ? {} : { resends }),
    });
    if (cloudCase.showsTransitions) {
      it("sends a deletion that is stuck again, a bounded number of times", async () => {
        const moved = await create();
        fault("DeleteNetworkInterface", stuck(2));
        await remove(moved.id, moved.outs);
        expect(stored(moved.id)).toBeUndefined();
        expect(deletes()).toHaveLength(3);
        const lasting = await create();
        fault("DeleteNetworkInterface", stuck(), Number.POSITIVE_INFINITY);
        const error = await failureOf(remove(lasting.id, lasting.outs));
        expect(error.message).toContain(lasting.id);
        expect(deletes().length).toBeLessThanOrEqual(7);
      });
    } else {
      it("waits for a deletion whose task runs on, until the time is over, and goes on in the next run", async () => {
        const { id, outs } = await create();
        fault("DeleteNetworkInterface", stuck(1));
        const error = await failureOf(remove(id, outs));
        expect(error.message).toMatch(/Not done after 5 m .*the task of the deletion/);
        expect(deletes()).toHaveLength(1);
        await remove(id, outs);
        expect(stored(id)).toBeUndefined();
      });
    }

    it("tells a deletion that the cloud gave up", async () => {
      const { id, outs } = await create();
      fault("DeleteNetworkInterface", { kind: "fail", transition: "delete" });
      const error = await failureOf(remove(id, outs));
      expect(error.message).toMatch(/gave it up|FAILED|had no effect/);
      expect(stored(id)?.status).toBe("available");
    });

    it("survives throttling of every kind of call", async () => {
      const { id, outs } = await create();
      fault("DeleteNetworkInterface", { kind: "throttle" }, 3);
      fault("DescribeNetworkInterfaces", { kind: "throttle" }, 3);
      await remove(id, outs);
      expect(stored(id)).toBeUndefined();
    });
  });

  describe("checking", () => {
    it("names each wrong argument on its property, without a call", async () => {
      for (const { args, property } of interfaceCase.wrong) {
        const failures = await life().check({}, inputs(args));
        expect(failures.map((failure) => failure.property)).toContain(property);
      }
      const [unknown] = await life().check({}, inputs({ nmae: "x" }));
      expect(unknown).toMatchObject({ property: "nmae" });
      await expect(life().check({}, inputs())).resolves.toEqual([]);
      await expect(life().check({}, inputs({ subnetId: unknownText }))).resolves.toEqual([]);
      expect(world.emulator.journal.entries()).toEqual([]);
    });
  });
});
