import type { FaultKind } from "../../emulator";
import { KeptFailure } from "../../provider/adapters/dynamic-host";
import { type InterfaceCase, interfaceCases } from "../support/interface-cases";
import { VirtualWorld } from "../support/virtual-run";
import { worldForEachTest } from "../support/world-for-each-test";

/** A change that fails half-way is recorded as far as it is known. In process, on a virtual clock. */
describe.each(interfaceCases)("a change half-way on $title", (interfaceCase: InterfaceCase) => {
  const { cloudCase, declared, changed, tagging } = interfaceCase;
  const { storeName: cloud } = cloudCase;
  const modifyAction = interfaceCase.modifyAction ?? "ModifyNetworkInterfaceAttribute";
  const world = worldForEachTest();

  const interfaces = () => world.beginFor(cloudCase).interfaces();
  const inputs = (more: object = {}) => ({ ...cloudCase.place, ...declared, __urn: "urn:pulumi:x", ...more });
  const fault = (action: string, kind: FaultKind, more: object = {}) =>
    world.emulator.faults.add({ cloud, action, ...kind, ...more });
  const partialOf = async (update: Promise<unknown>): Promise<KeptFailure> => {
    const error = await update.then(
      () => undefined,
      (failure: unknown) => failure,
    );
    expect(error).toBeInstanceOf(KeptFailure);
    return error as KeptFailure;
  };

  it("shows any next value of the program as a change, when no look showed the result", async () => {
    const { id, outs } = await interfaces().create(inputs());
    const news = inputs({ ...changed, timeouts: { create: "20s" } });
    fault(modifyAction, { kind: "lost-reply" });
    fault(
      "DescribeNetworkInterfaces",
      { kind: "reset-before" },
      { skip: 1, times: Number.POSITIVE_INFINITY },
    );
    const partial = await partialOf(interfaces().update(id, outs, news));
    world.emulator.faults.clear();
    expect(partial.id).toBe(id);
    for (const wanted of [inputs(), news]) {
      const diff = await interfaces().diff(id, partial.properties, wanted);
      expect(diff).toMatchObject({ changes: true, replaces: [] });
    }
    const { outs: back } = await interfaces().update(id, partial.properties, inputs());
    expect(world.emulator.store.interface(cloud, id)).toMatchObject({ name: declared.name });
    await expect(interfaces().diff(id, back, inputs())).resolves.toMatchObject({ changes: false });
    await expect(interfaces().read(id, partial.properties)).resolves.toMatchObject({ id });
  });

  if (tagging) {
    it("shows the attributes that were changed before the tags were refused", async () => {
      const { id, outs } = await interfaces().create(inputs());
      const news = inputs({ ...changed, tags: { role: "other" } });
      fault(
        tagging.setAction,
        { kind: "error", code: tagging.deniedCode },
        { times: Number.POSITIVE_INFINITY },
      );
      const partial = await partialOf(interfaces().update(id, outs, news));
      world.emulator.faults.clear();
      expect(partial.message).toContain(tagging.deniedCode);
      expect(partial.properties).toMatchObject(changed);
      await expect(interfaces().diff(id, partial.properties, inputs())).resolves.toMatchObject({
        changes: true,
      });
      const { outs: back } = await interfaces().update(id, partial.properties, inputs());
      expect(world.emulator.store.interface(cloud, id)).toMatchObject({ name: declared.name });
      world.emulator.journal.clear();
      await interfaces().update(id, back, news);
      expect(world.emulator.store.interface(cloud, id)).toMatchObject(interfaceCase.shows);
    });
  }

  it("records nothing when the change was refused", async () => {
    const { id, outs } = await interfaces().create(inputs());
    const code = interfaceCase.tagging?.deniedCode ?? cloudCase.throttleCode;
    fault(modifyAction, { kind: "error", code }, { times: Number.POSITIVE_INFINITY });
    const news = inputs({ ...changed, timeouts: { create: "20s" } });
    const error = await interfaces()
      .update(id, outs, news)
      .catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(KeptFailure);
  });
});

describe.each(interfaceCases)("a create that is not seen to its end on $title", (interfaceCase) => {
  const { cloudCase, declared, createNamesNothing } = interfaceCase;

  it("is recorded as an interface of ours", async () => {
    const world = await VirtualWorld.create();
    const { storeName: cloud } = cloudCase;
    try {
      world.emulator.faults.add({
        ...{ cloud, action: "DescribeNetworkInterfaces", times: Number.POSITIVE_INFINITY },
        ...{ kind: "stale-describe", ms: 3_600_000 },
      });
      const error: unknown = await world
        .beginFor(cloudCase)
        .interfaces()
        .create({ ...cloudCase.place, ...declared, timeouts: { create: "4s" } })
        .catch((failure: unknown) => failure);
      const recorded = error instanceof KeptFailure ? error.properties.status : "no id";
      expect(recorded).toBe(createNamesNothing ? "no id" : "unknown");
    } finally {
      await world.close();
    }
  });
});
