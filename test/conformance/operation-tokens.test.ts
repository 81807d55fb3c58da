import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { VirtualWorld } from "../support/virtual-run";

/** A token stands for one request: a cloud that has them refuses it for another instance, and does nothing twice. */
const cases = cloudCases.filter(({ title }) => title === "tencent");

describe.each(cases)("the tokens of $title", (cloudCase: CloudCase) => {
  const { running, busy, attached, otherZoneInstance: third, storeName: cloud } = cloudCase;
  let world: VirtualWorld;

  beforeEach(async () => {
    world = await VirtualWorld.create({ transitionMs: 1_000 });
  });
  afterEach(() => world.close());

  const create = () =>
    world.begin(cloudCase.cloud, { config: cloudCase.keys(world.emulator.credentials[cloud]) }).life.create({
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
});
