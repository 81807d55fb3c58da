import { type CloudCase, hostedCases } from "../support/cloud-cases";
import { unknownText } from "../support/provider-process";
import { ServedCloud } from "../support/served-cloud";

/** One run of the engine: one process, asked as the engine asks. */
describe.each(hostedCases)("the provider process on $title by the $host host", (cloudCase: CloudCase) => {
  const { free, running, busy } = cloudCase;
  let served: ServedCloud;

  beforeAll(async () => {
    served = await ServedCloud.start(cloudCase);
  });
  afterAll(() => served.close());
  beforeEach(() => served.emulator.journal.clear());

  it("takes an attachment from check to delete, with its text in every answer that enters state", async () => {
    const { provider } = served;
    const [id, inputs] = [`${free(1)}:${running}`, served.inputs(free(1))];
    const checked = await provider.check({}, inputs);
    expect(checked.failures).toEqual([]);
    expect(checked.inputs).toMatchObject(inputs);

    const created = await provider.create(checked.inputs);
    expect(created.id).toBe(id);
    expect(created.properties).toMatchObject({ ...inputs, status: "attached", attachedTo: running });
    expect(created.properties).toMatchObject(served.requiredOutputs);
    expect(served.holderOf(free(1))).toBe(running);

    const same = await provider.diff(id, created.properties, checked.inputs);
    expect(same).toMatchObject({ changes: false, replaces: [] });

    const read = await provider.read(id, created.properties);
    expect(read).toMatchObject({ id, properties: { status: "attached", attachedTo: running } });
    expect(read.properties).toMatchObject(served.requiredOutputs);

    const longer = { ...inputs, timeouts: { create: "7m" } };
    expect(await provider.diff(id, read.properties, longer)).toMatchObject({ changes: true, replaces: [] });
    const updated = await provider.update(id, read.properties, longer);
    expect(updated).toMatchObject({ ...longer, status: "attached", attachedTo: running });

    await provider.delete(id, updated);
    expect(served.holderOf(free(1))).toBeNull();
    expect(await provider.read(id, updated)).toMatchObject({ id, properties: { status: "available" } });
    const writes = served.calls().filter((call) => /^(Attach|Detach)/.test(call));
    expect(writes).toEqual(["AttachNetworkInterface", "DetachNetworkInterface"]);
  });

  it("asks the cloud nothing for a resource that did not change", async () => {
    const { provider } = served;
    const inputs = served.inputs(free(2));
    const { id, properties } = await provider.create(inputs);
    served.emulator.journal.clear();
    expect((await provider.check(properties, inputs)).failures).toEqual([]);
    expect((await provider.diff(id, properties, inputs)).changes).toBe(false);
    expect(served.calls()).toEqual([]);
  });

  it("does not judge values that are unknown in preview, and plans a replacement when an id becomes unknown", async () => {
    const { provider } = served;
    for (const property of [
      "networkInterfaceId",
      "instanceId",
      "regionId",
      "profile",
      "timeouts",
      "moveFrom",
    ]) {
      const checked = await provider.check({}, { ...served.inputs(free(3)), [property]: unknownText });
      expect({ property, failures: checked.failures }).toEqual({ property, failures: [] });
      expect(checked.inputs[property]).toBe(unknownText);
    }
    const { id, properties } = await provider.create(served.inputs(free(4)));
    const news = served.inputs(unknownText);
    expect((await provider.check(properties, news)).failures).toEqual([]);
    const diff = await provider.diff(id, properties, news);
    expect(diff).toEqual({ changes: true, replaces: ["networkInterfaceId"], deleteBeforeReplace: true });
  });

  it("answers each wrong argument on its property, in words, and asks the cloud nothing", async () => {
    const wrong = {
      ...served.inputs(free(5)),
      ...{ instanceId: 7, regionId: "", ifAlreadyAttached: "perhaps", timeouts: { create: "soon" } },
    };
    const { failures } = await served.provider.check({}, wrong);
    const properties = failures.map((failure) => failure.property.split(".")[0]).sort();
    expect(properties).toEqual(["ifAlreadyAttached", "instanceId", "regionId", "timeouts"]);
    for (const { reason } of failures) expect(reason).toMatch(/^\S.{10,}[.)]?$/);
    expect(served.calls()).toEqual([]);
  });

  it("says of a vanished interface that it is gone, and deletes it without a word from the cloud", async () => {
    const { provider, emulator } = served;
    const { id, properties } = await provider.create(served.inputs(free(5)));
    const target = { cloud: cloudCase.storeName, interfaceId: free(5) };
    emulator.act({ act: "detach", ...target });
    emulator.act({ act: "delete", ...target });
    expect(await provider.read(id, properties)).toMatchObject({ id: "" });
    await provider.delete(id, properties);
    expect(served.calls()).not.toContain("DetachNetworkInterface");
  });

  it("shows an interface that was moved, and leaves it where it is when it deletes", async () => {
    const { provider, emulator } = served;
    const { id, properties } = await provider.create(served.inputs(free(6)));
    const target = { cloud: cloudCase.storeName, interfaceId: free(6) };
    emulator.act({ act: "detach", ...target });
    emulator.act({ act: "attach", ...target, instanceId: busy });
    const read = await provider.read(id, properties);
    expect(read).toMatchObject({ id, properties: { attachedTo: busy } });
    expect((await provider.diff(id, read.properties, served.inputs(free(6)))).changes).toBe(true);
    await provider.delete(id, read.properties);
    expect(served.holderOf(free(6))).toBe(busy);
  });
});
