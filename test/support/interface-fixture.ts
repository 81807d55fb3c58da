import type { FaultKind } from "../../emulator";
import type { InterfaceCase } from "./interface-cases";
import type { EngineCalls, RunOptions, VirtualRun } from "./virtual-run";
import { worldForEachTest } from "./world-for-each-test";

/** Short forms for the tests of interfaces on one cloud. Each test has its own world, with a virtual clock. */
export function interfaceFixture(interfaceCase: InterfaceCase) {
  const { cloudCase, declared } = interfaceCase;
  const { storeName: cloud, running } = cloudCase;
  const world = worldForEachTest({ transitionMs: 3_000 });

  const begin = (options: RunOptions = {}): VirtualRun => world.beginFor(cloudCase, options);
  const interfaces = (options?: RunOptions): EngineCalls => begin(options).interfaces();
  const inputs = (more: object = {}) => ({
    ...cloudCase.place,
    ...declared,
    __urn: "urn:pulumi:dev::interfaces::eni::data",
    ...more,
  });
  const calls = (action: string) => world.emulator.journal.entries({ cloud, action });

  return {
    world,
    begin,
    interfaces,
    inputs,
    /** Creates an interface; returns its id and outputs. */
    create: (more: object = {}) => interfaces().create(inputs(more)),
    modifyAction: interfaceCase.modifyAction ?? "ModifyNetworkInterfaceAttribute",
    stored: (id: string) => world.emulator.store.interface(cloud, id),
    made: () => world.made(cloud),
    calls,
    creates: () => calls("CreateNetworkInterface"),
    deletes: () => calls("DeleteNetworkInterface"),
    refused: () =>
      world.emulator.journal.entries({ cloud, foreign: false }).filter(({ code }) => code !== null),
    fault: (action: string, kind: FaultKind, times = 1) =>
      world.emulator.faults.add({ cloud, action, times, ...kind }),
    /** What someone else does in the cloud. */
    attach: (interfaceId: string, instanceId = running) =>
      world.emulator.act({ cloud, act: "attach", interfaceId, instanceId }),
  };
}
