import { interfaceCases } from "../support/interface-cases";
import { succeeds } from "../support/succeeds";
import { InterfaceProgram } from "./interface-program";

/** What someone else changed, and the program ignores or nobody has shown, is left as it is. */
describe("what others changed, on every cloud", () => {
  let every: InterfaceProgram;

  beforeEach(async () => {
    every = await InterfaceProgram.create(interfaceCases);
  });
  afterEach(() => every.close());

  const writesAre = (...expected: string[]) => every.each((on) => expect(on.writes()).toEqual(expected));
  const changeByHand = () => {
    for (const on of every.clouds) {
      for (const { set } of on.own.foreign) on.act({ act: "set-interface", set });
    }
  };
  const isAsByHand = () =>
    every.each((on) => {
      for (const { set } of on.own.foreign) expect(on.made()[0]).toMatchObject(set);
    });

  it("stays where the program ignores changes, after a refresh and in up --refresh", async () => {
    every.plan((on) => {
      const ignoreChanges = on.own.foreign.map(({ argument }) => argument);
      return { data: { args: { ...on.own.declared }, ignoreChanges } };
    });
    await every.up();
    writesAre("Create");
    changeByHand();
    await succeeds(every.program.refresh());
    await succeeds(every.program.preview(["--expect-no-changes"]));
    await every.up();
    changeByHand();
    await succeeds(every.program.up(["--refresh", "--expect-no-changes"]));
    isAsByHand();
    writesAre();
    await succeeds(every.program.destroy());
    every.each((on) => expect(on.made()).toEqual([]));
  });

  it("is put right after a refresh where the program does not ignore it", async () => {
    every.plan((on) => ({ data: { args: { ...on.own.declared } } }));
    await every.up();
    changeByHand();
    await succeeds(every.program.refresh());
    await every.up();
    every.each((on) => {
      for (const { healed } of on.own.foreign) expect(on.made()[0]).toMatchObject(healed);
    });
  });

  it("stays when an update that no preview has shown it in changes something else", async () => {
    every.plan((on) => ({ data: { args: { ...on.own.declared } } }));
    await every.up();
    changeByHand();
    // An update that changes nothing in the cloud.
    every.plan((on) => ({ data: { args: { ...on.own.declared, timeouts: { create: "4m" } } } }));
    await every.up();
    isAsByHand();
    writesAre("Create");
  });

  it("leaves an interface that released an address where the program ignores their number", async () => {
    every.plan((on) =>
      on.own.kind === "zenlayer:NetworkInterface"
        ? {}
        : {
            data: {
              args: { ...on.own.declared, secondaryIpAddressCount: 2 },
              ignoreChanges: ["secondaryIpAddressCount"],
            },
          },
    );
    await every.up();
    for (const left of [2, 1]) {
      for (const on of every.clouds) {
        const [made] = on.made();
        if (made) on.act({ act: "set-interface", set: { privateIps: made.privateIps.slice(0, left) } });
      }
      await succeeds(every.program.up(["--refresh"]));
      await succeeds(every.program.preview(["--expect-no-changes"]));
    }
    every.each((on) => {
      const expected = on.own.kind === "zenlayer:NetworkInterface" ? [] : ["Create"];
      expect(on.writes()).toEqual(expected);
    });
  });

  it("gets one more address in place, beside what a container network assigned", async () => {
    const withAddresses = every.clouds.filter((on) => on.own.kind !== "zenlayer:NetworkInterface");
    const plan = (secondaryIpAddressCount: number) =>
      every.plan((on) => (withAddresses.includes(on) ? on.data({ secondaryIpAddressCount }) : {}));
    plan(1);
    await every.up();
    plan(3);
    await every.up();
    plan(2);
    await every.up();
    for (const on of withAddresses) {
      expect(on.writes()).toEqual(["Create", "Attach", "Assign"]);
      const [made] = on.made();
      expect(made?.privateIps).toHaveLength(4);
      expect(made?.instanceId).toBe(on.own.cloudCase.running);
    }
  });

  it("keeps an interface when a transformation makes the engine create the replacement first", async () => {
    every.plan((on) => ({
      data: { args: { ...on.own.declared }, transformed: { deleteBeforeReplace: false } },
    }));
    await every.up();
    const urns = every.program
      .resources()
      .map(({ urn }) => urn)
      .filter((urn) => urn.includes("dynamic/eni"));
    expect(urns).toHaveLength(every.clouds.length);
    await succeeds(every.program.up(urns.flatMap((urn) => ["--replace", urn])));
    // Whichever of the two the state names: it is there.
    await succeeds(every.program.preview(["--refresh", "--expect-no-changes"]));
    await succeeds(every.program.destroy());
    every.each((on) => expect(on.made()).toEqual([]));
  });
});
