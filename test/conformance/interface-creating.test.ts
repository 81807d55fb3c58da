import type { FaultKind } from "../../emulator";
import { KeptFailure } from "../../provider/adapters/dynamic-host";
import { failureOf } from "../support/failure-of";
import { type InterfaceCase, interfaceCases } from "../support/interface-cases";
import { interfaceFixture } from "../support/interface-fixture";

/** Exactly one interface for each intent, however often the create is sent. */
describe.each(interfaceCases)("creating an interface on $title", (interfaceCase: InterfaceCase) => {
  const { cloudCase, declared } = interfaceCase;
  const { storeName: cloud } = cloudCase;
  const { attach, begin, create, creates, fault, inputs, interfaces, made, refused, stored, world } =
    interfaceFixture(interfaceCase);

  it("creates one interface as declared and reports what the cloud shows", async () => {
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

  it("creates one when the request was lost, and when it is throttled", async () => {
    fault("CreateNetworkInterface", { kind: "reset-before" });
    fault("CreateNetworkInterface", { kind: "throttle" }, 3);
    const { id } = await create();
    expect(made().map((one) => one.id)).toEqual([id]);
  });

  it("creates only one when every reply is lost and describes are late", async () => {
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
    expect(again.reported("warn")).toMatch(/interrupted run.*another stack with the same name/);
  });

  it("creates another interface for another resource with the same arguments", async () => {
    const one = await create();
    const other = await create({ __urn: "urn:pulumi:dev::interfaces::eni::other" });
    expect(other.id).not.toBe(one.id);
    expect(made()).toHaveLength(2);
  });

  it("creates a new one after a destroy, each time, and in the same run after a deletion", async () => {
    const ids = new Set<string>();
    for (let round = 0; round < 3; round++) {
      const { id, outs } = await create();
      ids.add(id);
      await interfaces().delete(id, outs);
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

  it("creates another one where the state has one with the same arguments", async () => {
    const { id, outs } = await create();
    const replacing = interfaces();
    await replacing.diff(id, outs, inputs());
    const second = await replacing.create(inputs());
    expect(made().map((each) => each.id)).toEqual([id, second.id]);
    const refreshing = interfaces();
    await refreshing.read(id, outs);
    await refreshing.read(second.id, second.outs);
    const third = await refreshing.create(inputs());
    expect(made().map((each) => each.id)).toEqual([id, second.id, third.id]);
  });

  it("ends by its deadline when throttled for ever, with nothing made", async () => {
    fault("CreateNetworkInterface", { kind: "throttle" }, Number.POSITIVE_INFINITY);
    const began = world.clock.now();
    const error = await failureOf(create({ timeouts: { create: "1m" } }));
    expect(error.message).toContain(cloudCase.throttleCode);
    expect(world.clock.now() - began).toBeLessThan(70_000);
    expect(made()).toEqual([]);
  });

  it("reports a failed creation, and leaves nothing", async () => {
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
      await interfaces().update(partial.id, partial.properties, inputs());
      // Where no describe shows that it is being made, it is taken for usable: an attach waits for its task.
      if (!cloudCase.showsTransitions) await world.clock.sleep(30_000);
      expect(stored(partial.id)?.status).toBe("available");
      expect(made()).toHaveLength(1);
    });
  }
});
