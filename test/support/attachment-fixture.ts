import type { FaultKind } from "../../emulator";
import type { CloudCase } from "./cloud-cases";
import type { RunOptions, VirtualRun } from "./virtual-run";
import { worldForEachTest } from "./world-for-each-test";

/** Short forms for the tests of attachments on one cloud. Each test has its own world, with a virtual clock. */
export function attachmentFixture(cloudCase: CloudCase) {
  const { free, running, storeName: cloud } = cloudCase;
  const world = worldForEachTest({ transitionMs: 3_000 });

  const begin = (options: RunOptions = {}): VirtualRun => world.beginFor(cloudCase, options);
  const inputs = (networkInterfaceId: string, instanceId: string, more: object = {}) => ({
    ...cloudCase.place,
    networkInterfaceId,
    instanceId,
    __urn: "urn:pulumi:dev::attachments::eni::data",
    ...more,
  });
  const calls = (action: string) => world.emulator.journal.entries({ cloud, action });

  return {
    world,
    begin,
    inputs,
    /** Creates an attachment; returns its id and outputs. */
    attach: async (id = free(1), instance = running, more: object = {}) =>
      begin().attachments.create(inputs(id, instance, more)),
    holderOf: (id: string) => world.emulator.store.interface(cloud, id)?.instanceId ?? null,
    statusOf: (id: string) => world.emulator.store.interface(cloud, id)?.status,
    calls,
    attaches: () => calls("AttachNetworkInterface"),
    detaches: () => calls("DetachNetworkInterface"),
    fault: (action: string, kind: FaultKind, times = 1) =>
      world.emulator.faults.add({ cloud, action, times, ...kind }),
    /** What someone else does in the cloud. */
    act: (name: "attach" | "detach" | "delete", interfaceId: string, instanceId = running) =>
      world.emulator.act(
        name === "attach" ? { cloud, act: name, interfaceId, instanceId } : { cloud, act: name, interfaceId },
      ),
  };
}
