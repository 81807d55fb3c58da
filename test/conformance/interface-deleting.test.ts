import type { FaultKind } from "../../emulator";
import { KeptFailure } from "../../provider/adapters/dynamic-host";
import { otherAccountKey } from "../support/cloud-cases";
import { failureOf } from "../support/failure-of";
import { type InterfaceCase, interfaceCases } from "../support/interface-cases";
import { interfaceFixture } from "../support/interface-fixture";

type Outputs = Record<string, unknown>;

/** An interface is deleted only when it may be, and then nothing of it is left. */
describe.each(interfaceCases)("deleting an interface on $title", (interfaceCase: InterfaceCase) => {
  const { cloudCase } = interfaceCase;
  const { storeName: cloud, running, primary } = cloudCase;
  const { attach, begin, calls, create, deletes, fault, interfaces, refused, stored, world } =
    interfaceFixture(interfaceCase);

  const remove = (id: string, outs: Outputs) => interfaces().delete(id, outs);

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

  it("reports a full subnet, and makes room in it", async () => {
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
    const attaching = await begin().attachments.create({
      ...cloudCase.place,
      networkInterfaceId: id,
      instanceId: running,
    });
    const detaching = begin().attachments.delete(attaching.id, attaching.outs);
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
    expect(run.reported("info").split("\n")).toHaveLength(1);
    for (const text of [id, running, name, "detachOnDelete"]) expect(run.reported("info")).toContain(text);
    const free = await create({ detachOnDelete: true });
    const other = begin();
    await other.interfaces().delete(free.id, free.outs);
    expect(other.reported("info")).toBe("");
  });

  it("does not take it from an attachment that the program still has", async () => {
    const { id, outs } = await create();
    attach(id);
    const run = begin();
    const urn = "urn:pulumi:dev::interfaces::eni::attachment";
    await run.attachments.check(
      {},
      { ...cloudCase.place, networkInterfaceId: id, instanceId: running, __urn: urn },
    );
    const error = await failureOf(run.interfaces().delete(id, { ...outs, detachOnDelete: true }));
    expect(error.message).toContain(urn);
    expect(stored(id)?.instanceId).toBe(running);
  });

  it("never deletes a primary one, whatever the arguments say", async () => {
    const error = await failureOf(remove(primary, { ...cloudCase.place, detachOnDelete: true }));
    expect(error.message).toContain("primary");
    expect([...deletes(), ...calls("DetachNetworkInterface")]).toHaveLength(0);
  });

  it("is done when it is gone already, for the same account only", async () => {
    const { id, outs } = await create();
    world.emulator.act({ cloud, act: "delete", interfaceId: id });
    const stranger = { config: cloudCase.keys(otherAccountKey(world.emulator, cloudCase)) };
    const error = await failureOf(interfaces(stranger).delete(id, outs));
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

  it("reports a deletion that the cloud stopped", async () => {
    const { id, outs } = await create();
    fault("DeleteNetworkInterface", { kind: "fail", transition: "delete" });
    const error = await failureOf(remove(id, outs));
    expect(error.message).toMatch(/stopped the|FAILED|had no effect/);
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
