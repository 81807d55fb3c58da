import { type InterfaceCase, interfaceCases } from "../support/interface-cases";
import { interfaceFixture } from "../support/interface-fixture";

/** Wrong arguments of a program are reported before any call. */
describe.each(interfaceCases)("checking an interface on $title", (interfaceCase: InterfaceCase) => {
  const { inputs, interfaces, world } = interfaceFixture(interfaceCase);

  it("names each wrong argument on its property, without a call", async () => {
    for (const { args, property } of interfaceCase.wrong) {
      const failures = await interfaces().check({}, inputs(args));
      expect(failures.map((failure) => failure.property)).toContain(property);
    }
    const [unknown] = await interfaces().check({}, inputs({ nmae: "x" }));
    expect(unknown).toMatchObject({ property: "nmae" });
    expect(world.emulator.journal.entries()).toEqual([]);
  });
});
