import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { worldForEachTest } from "../support/world-for-each-test";

/** A token belongs to one request. A cloud with tokens refuses it for another instance, and does nothing twice. */
const cases = cloudCases.filter(({ title }) => title === "tencent");

describe.each(cases)("the tokens of $title", (cloudCase: CloudCase) => {
  const { running, busy, attached, otherZoneInstance: third, storeName: cloud } = cloudCase;
  const world = worldForEachTest({ transitionMs: 1_000 });

  const create = () =>
    world.beginFor(cloudCase).attachments.create({
      ...cloudCase.place,
      networkInterfaceId: attached,
      instanceId: running,
      moveFrom: [busy, third],
    });
  const detaches = () => world.emulator.journal.entries({ cloud, action: "DetachNetworkInterface" });
  const sentOnce = async () => {
    while (detaches().length === 0) await new Promise(setImmediate);
  };
  const holder = () => world.emulator.store.interface(cloud, attached)?.instanceId;

  it.each(["reset-before", "lost-reply"] as const)(
    "are others for a detach from another holder, after one that ended with %s",
    async (kind) => {
      world.emulator.faults.add({ cloud, action: "DetachNetworkInterface", kind });
      const creating = create();
      await sentOnce();
      world.emulator.act({ cloud, act: "attach", interfaceId: attached, instanceId: third });
      await creating;
      expect(holder()).toBe(running);
      expect(detaches().map(({ code }) => code)).not.toContain(
        "UnsupportedOperation.IdempotentParameterMismatch",
      );
      const tokens = detaches().map(({ params }) => [params.InstanceId, params.ClientToken]);
      expect(new Set(tokens.map(([instance]) => instance))).toEqual(new Set([busy, third]));
      expect(new Set(tokens.map(([, token]) => token)).size).toBe(tokens.length);
    },
  );

  const inputs = () => ({ ...cloudCase.place, networkInterfaceId: cloudCase.free(1), instanceId: running });
  const begin = () => world.beginFor(cloudCase).attachments;
  const tokensOf = (action: string) =>
    world.emulator.journal.entries({ cloud, action }).map(({ params }) => params.ClientToken);

  it("are the same for every sending of one operation", async () => {
    const action = "AttachNetworkInterface";
    for (const kind of ["throttle", "reset-before", "throttle", "lost-reply"] as const) {
      world.emulator.faults.add({ cloud, action, kind });
    }
    await begin().create(inputs());
    const tokens = tokensOf(action);
    expect(tokens).toHaveLength(4);
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("are others for each operation of one kind, and for a detach that is sent again because it is stuck", async () => {
    const action = "DetachNetworkInterface";
    const { id, outs } = await begin().create(inputs());
    world.emulator.faults.add({ cloud, action, kind: "stuck", transition: "detach", resends: 2 });
    await begin().delete(id, outs);
    expect(tokensOf(action)).toHaveLength(3);
    expect(new Set(tokensOf(action)).size).toBe(3);
    await begin().create(inputs());
    const attaches = tokensOf("AttachNetworkInterface");
    expect(attaches).toHaveLength(2);
    expect(new Set(attaches).size).toBe(2);
  });
});
