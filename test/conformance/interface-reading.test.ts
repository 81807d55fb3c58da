import { otherAccountKey } from "../support/cloud-cases";
import { failureOf } from "../support/failure-of";
import { type InterfaceCase, interfaceCases } from "../support/interface-cases";
import { interfaceFixture } from "../support/interface-fixture";

/** What someone changed is shown as drift; what nobody declared is only refreshed. */
describe.each(interfaceCases)("reading an interface on $title", (interfaceCase: InterfaceCase) => {
  const { cloudCase, declared } = interfaceCase;
  const { storeName: cloud, running } = cloudCase;
  const { attach, begin, create, inputs, interfaces, stored, world } = interfaceFixture(interfaceCase);

  it("is clean for what is unchanged", async () => {
    const { id, outs } = await create();
    const run = begin();
    const read = await run.interfaces().read(id, outs);
    expect(read.props).toEqual(outs);
    expect(run.reported("warn")).toBe("");
    await expect(interfaces().diff(id, read.props, inputs())).resolves.toMatchObject({ changes: false });
  });

  it.each(interfaceCase.foreign)(
    "shows $argument as drift when someone changed it to $set, and puts it right",
    async (foreign) => {
      const { id, outs } = await create();
      const { set, argument, healed } = foreign;
      world.emulator.act({ cloud, act: "set-interface", interfaceId: id, set } as never);
      const run = begin();
      const { props } = await run.interfaces().read(id, outs);
      expect(run.reported("warn")).toContain(argument);
      await expect(interfaces().diff(id, props, inputs())).resolves.toMatchObject({
        changes: true,
        replaces: [],
      });
      await interfaces().update(id, props, inputs());
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
    expect(run.reported("warn")).toBe("");
    await expect(interfaces().diff(id, props, inputs())).resolves.toMatchObject({ changes: false });
  });

  it("is gone when the cloud says so to the same account, and kept otherwise", async () => {
    const { id, outs } = await create();
    const stranger = { config: cloudCase.keys(otherAccountKey(world.emulator, cloudCase)) };
    const error = await failureOf(interfaces(stranger).read(id, outs));
    expect(error.message).toContain("another account");
    world.emulator.act({ cloud, act: "delete", interfaceId: id });
    await expect(interfaces().read(id, outs)).resolves.toEqual({ id: "", props: {} });
  });

  it("finds an existing one by its id only", async () => {
    const found = await interfaces().read(cloudCase.free(1), { ...cloudCase.place });
    expect(found.props).toMatchObject({ status: "available", subnetId: declared.subnetId });
  });
});
