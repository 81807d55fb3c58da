import { type InterfaceCase, interfaceCases } from "../support/interface-cases";
import { VirtualWorld } from "../support/virtual-run";

const withIpv6 = interfaceCases.filter(({ cloudCase }) => cloudCase.title === "alibaba");

describe.each(withIpv6)("an IPv6 address in another spelling on $title", (interfaceCase: InterfaceCase) => {
  const { cloudCase, declared } = interfaceCase;
  const { storeName: cloud } = cloudCase;

  it("is the same address: no drift, no change", async () => {
    const world = await VirtualWorld.create();
    try {
      const begin = () => world.beginFor(cloudCase);
      const inputs = (...assignedIpv6Addresses: string[]) => ({
        ...{ ...cloudCase.place, ...declared, assignedIpv6Addresses },
      });
      const long = inputs("2001:DB8:0:0:0:0:0:A1");
      const { id, outs } = await begin().interfaces().create(long);
      expect(world.emulator.store.interface(cloud, id)?.ipv6).toEqual(["2001:db8::a1"]);
      const run = begin();
      const { props } = await run.interfaces().read(id, outs);
      expect(run.reported("warn")).toBe("");
      for (const same of [long, inputs("2001:db8::a1")]) {
        await expect(begin().interfaces().diff(id, props, same)).resolves.toMatchObject({ changes: false });
      }
      const other = await begin().interfaces().diff(id, props, inputs("2001:db8::a2"));
      expect(other).toMatchObject({ changes: true, replaces: [] });
    } finally {
      await world.close();
    }
  });
});
