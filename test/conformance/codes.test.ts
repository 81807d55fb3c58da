import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { codesAtActions } from "../support/codes-at-actions";
import { expectedRemedy } from "../support/expected-remedy";
import { failureOf } from "../support/failure-of";
import { type InterfaceCase, interfaceCases } from "../support/interface-cases";
import type { VirtualWorld } from "../support/virtual-run";
import { worldForEachTest } from "../support/world-for-each-test";

/** Kinds after which an operation goes on by itself when the refusal does not last. */
const passing = new Set(["throttled", "conflict", "nonce", "uncertain", "settle"]);

type World = Pick<VirtualWorld, "emulator" | "beginFor">;
/** By the refused action. Each ends with a look at the store, so that "done" is proved. */
type Operations = Readonly<Record<string, () => Promise<void>>>;

function attachmentOperations(cloudCase: CloudCase, world: World): Operations {
  const { free, running, storeName: cloud } = cloudCase;
  const attachments = () => world.beginFor(cloudCase).attachments;
  const inputs = { ...cloudCase.place, networkInterfaceId: free(1), instanceId: running };
  const holder = () => world.emulator.store.interface(cloud, free(1))?.instanceId ?? null;
  const attach = async () => {
    await attachments().create(inputs);
    expect(holder()).toBe(running);
  };
  return {
    AttachNetworkInterface: attach,
    DetachNetworkInterface: async () => {
      world.emulator.act({ cloud, act: "attach", interfaceId: free(1), instanceId: running });
      await attachments().delete(`${free(1)}:${running}`, inputs);
      expect(holder()).toBeNull();
    },
    DescribeNetworkInterfaces: attach,
    DescribeInstances: attach,
  };
}

function secondaryAddresses({ fixedAddresses }: InterfaceCase): readonly unknown[] {
  const { secondaryIpAddresses = [] } = fixedAddresses ?? {};
  return Array.isArray(secondaryIpAddresses) ? secondaryIpAddresses : [];
}

function interfaceOperations(interfaceCase: InterfaceCase, world: World): Operations {
  const { cloudCase, tagging } = interfaceCase;
  const declared = { ...cloudCase.place, ...interfaceCase.declared };
  const interfaces = () => world.beginFor(cloudCase).interfaces();
  const stored = (id: string) => world.emulator.store.interface(cloudCase.storeName, id);
  /** Sets one tag and removes one. */
  const changeTags = async () => {
    const tags = { added: "1" };
    const { id, outs } = await interfaces().create(declared);
    const { outs: after } = await interfaces().update(id, outs, { ...declared, tags });
    expect(after.tags).toEqual(tags);
    expect(stored(id)?.tags).toMatchObject(tags);
  };
  const [first, second] = secondaryAddresses(interfaceCase);
  /** Assigns one address and unassigns one. */
  const changeAddresses = async () => {
    const { id, outs } = await interfaces().create({ ...declared, secondaryIpAddresses: [first] });
    await interfaces().update(id, outs, { ...declared, secondaryIpAddresses: [second] });
    const secondaries = stored(id)?.privateIps.filter(({ primary }) => !primary);
    expect(secondaries?.map(({ address }) => address)).toEqual([second]);
  };
  return {
    CreateNetworkInterface: async () => {
      const { id } = await interfaces().create(declared);
      expect(stored(id)?.status).toBe("available");
    },
    [interfaceCase.modifyAction ?? "ModifyNetworkInterfaceAttribute"]: async () => {
      const { id, outs } = await interfaces().create(declared);
      await interfaces().update(id, outs, { ...declared, ...interfaceCase.changed });
      expect(stored(id)).toMatchObject(interfaceCase.shows);
    },
    ...(first === undefined
      ? {}
      : { AssignPrivateIpAddresses: changeAddresses, UnassignPrivateIpAddresses: changeAddresses }),
    ...(tagging ? { [tagging.setAction]: changeTags, [tagging.removeAction]: changeTags } : {}),
    DeleteNetworkInterface: async () => {
      const { id, outs } = await interfaces().create(declared);
      await interfaces().delete(id, outs);
      expect(stored(id)).toBeUndefined();
    },
  };
}

/**
 * Each documented code, answered once by the cloud, as a person meets it: through the client, the loop and the message.
 */
describe.each(cloudCases)("the documented codes of $title", (cloudCase: CloudCase) => {
  const { storeName: cloud } = cloudCase;
  const world = worldForEachTest();
  const interfaceCase = interfaceCases.find(({ title }) => title === cloudCase.title);
  const operations: Operations = {
    ...attachmentOperations(cloudCase, world),
    ...(interfaceCase ? interfaceOperations(interfaceCase, world) : {}),
  };
  const table = cloudCase.codes ?? cloudCase.cloud.codes;
  const cases = codesAtActions(table, Object.keys(operations));

  it("are all met", () => {
    const met = new Set(cases.map(({ entry }) => entry));
    expect(table.filter((entry) => !met.has(entry)).map(({ code }) => code)).toEqual([]);
  });

  it.each(cases)("$code on $action is $kind", async ({ code, kind, action, entry }) => {
    world.emulator.faults.add({ cloud, action, kind: "error", code });
    const outcome = await (operations[action]?.() ?? Promise.reject(new Error(action))).then(
      () => "done",
      (error: Error) => error.message,
    );
    const [refused] = world.emulator.journal.entries({ cloud, action });
    expect(refused?.code).toBe(code);
    // A look that is refused for a state or an existence is no reason to go on blindly; an interface that is not to be
    // seen is given a moment.
    const isBlind =
      kind === "settle" && action.startsWith("Describe") && !cloudCase.unknownIdCodes?.includes(code);
    if (passing.has(kind) && !isBlind) {
      expect(outcome).toBe("done");
      return;
    }
    expect(outcome).not.toBe("done");
    if (kind === "settle" && action === "DescribeInstances") {
      // That is how this call says that there is no such instance, and it is believed.
      expect(outcome).toContain(`Instance ${cloudCase.running} is not in region ${cloudCase.place.regionId}`);
      return;
    }
    expect(outcome).toContain(code);
    expect(outcome).toContain(action);
    if (refused?.requestId && cloudCase.namesRequests !== false) expect(outcome).toContain(refused.requestId);
    expect(outcome).toContain(entry.meaning);
    expect(outcome).toMatch(expectedRemedy(entry, action));
    expect(outcome).toContain(`\`npx pulumi-eni explain ${code}\``);
  });

  it("say how to report one that no table holds, and send nothing again", async () => {
    world.emulator.faults.add({
      cloud,
      action: "AttachNetworkInterface",
      kind: "error",
      code: cloudCase.inventedCode,
      message: "something new",
    });
    const { attachments } = world.beginFor(cloudCase);
    const inputs = {
      ...cloudCase.place,
      networkInterfaceId: cloudCase.free(1),
      instanceId: cloudCase.running,
    };
    const failure = await failureOf(attachments.create(inputs));
    expect(failure.message).toMatch(/report it.*something new/s);
    expect(failure.message).not.toContain("pulumi-eni explain");
    expect(world.emulator.journal.entries({ cloud, action: "AttachNetworkInterface" })).toHaveLength(1);
  });
});
