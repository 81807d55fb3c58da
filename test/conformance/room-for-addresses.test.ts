import { setQuotas } from "../support/accounts";
import { interfaceCases } from "../support/interface-cases";
import { interfaceFixture } from "../support/interface-fixture";

const withAddresses = interfaceCases.filter(
  ({ cloudCase }) => "secondaryIpAddresses" in (cloudCase.cloud.networkInterface?.arguments ?? {}),
);

/** The preview of an update tells when there is no room for the addresses that it adds. */
describe.each(withAddresses)("room for more addresses of an interface on $title", (interfaceCase) => {
  const { cloudCase, replaced, accountQuota } = interfaceCase;
  const { storeName: cloud, running } = cloudCase;
  const { world, begin, interfaces, create, inputs, stored, attach } = interfaceFixture(interfaceCase);

  /** What preview warns of when the interface changes to these arguments. */
  const warned = async (id: string, outs: object | undefined, before: object, after: object) => {
    const run = begin();
    const resource = run.interfaces();
    const news = inputs(after);
    await expect(resource.check(inputs(before), news)).resolves.toEqual([]);
    await expect(resource.diff(id, { ...outs }, news)).resolves.toMatchObject({ changes: true });
    return run.reported("warn");
  };
  /** The reason in the words of both: without the name before it. */
  const reasonIn = (warning: string) => warning.slice(warning.indexOf(": ") + 2);
  const limitType = (ipv4PerInterface: number) => {
    const { instanceType = "" } = world.emulator.store.instance(cloud, running) ?? {};
    world.emulator.seed({ instanceTypes: [{ cloud, id: instanceType, eniQuantity: 8, ipv4PerInterface }] });
  };
  const refusal = (id: string, outs: object | undefined, after: object) =>
    interfaces()
      .update(id, { ...outs }, inputs(after))
      .then(
        () => "done",
        (error: { readonly message: string }) => error.message,
      );

  it("is there: preview says nothing, and the update succeeds", async () => {
    limitType(4);
    const [before, after] = [{ secondaryIpAddressCount: 1 }, { secondaryIpAddressCount: 3 }];
    const { id, outs } = await create(before);
    attach(id, running);
    expect(await warned(id, outs, before, after)).toBe("");
    expect(await refusal(id, outs, after)).toBe("done");
    expect(stored(id)?.privateIps).toHaveLength(4);
  });

  it("is not on the instance of an attached interface: preview and `up` say so in the same words", async () => {
    limitType(3);
    const [before, after] = [{ secondaryIpAddressCount: 1 }, { secondaryIpAddressCount: 3 }];
    const { id, outs } = await create(before);
    attach(id, running);
    const warning = await warned(id, outs, before, after);
    expect(warning).toContain("would have 4 private IPv4 addresses");
    expect(warning).toContain(running);
    expect(await refusal(id, outs, after)).toContain(reasonIn(warning));
    expect(stored(id)?.privateIps).toHaveLength(2);
  });

  it("is not in the subnet: preview counts only the new ones", async () => {
    const [before, after] = [
      { ...replaced, secondaryIpAddressCount: 1 },
      { ...replaced, secondaryIpAddressCount: 4 },
    ];
    const { id, outs } = await create(before);
    const warning = await warned(id, outs, before, after);
    expect(warning).toContain("has 2 free IPv4 addresses. This interface needs 3 more.");
    expect(await refusal(id, outs, after)).toContain(reasonIn(warning));
    const fits = { ...replaced, secondaryIpAddressCount: 3 };
    expect(await warned(id, outs, before, fits)).toBe("");
  });

  it("is not at an address that another interface has", async () => {
    const { outs: other } = await create({ name: "other", __urn: "urn:pulumi:dev::interfaces::eni::other" });
    const [taken] = (other as { readonly privateIpAddresses: readonly string[] }).privateIpAddresses;
    const { id, outs } = await create();
    const after = { secondaryIpAddresses: [taken] };
    const warning = await warned(id, outs, {}, after);
    expect(warning).toContain(`in use that this interface declares: ${taken}`);
    expect(await refusal(id, outs, after)).toContain(reasonIn(warning));
  });

  it("is an error under strict, and nothing is asked where preflight is off", async () => {
    limitType(3);
    const [before, after] = [{ secondaryIpAddressCount: 1 }, { secondaryIpAddressCount: 3 }];
    const { id, outs } = await create(before);
    attach(id, running);
    await expect(warned(id, outs, before, { ...after, preflight: "strict" })).rejects.toThrow("would have 4");
    world.emulator.journal.clear();
    expect(await warned(id, outs, before, { ...after, preflight: "off" })).toBe("");
    expect(world.emulator.journal.entries()).toEqual([]);
  });

  if (accountQuota?.within === "vpcId") {
    it("is not on an interface that no instance holds, whatever the type of an instance allows", async () => {
      setQuotas(world.emulator, cloud, { privateIpsPerInterface: 3 });
      const [before, after] = [{ secondaryIpAddressCount: 1 }, { secondaryIpAddressCount: 3 }];
      const { id, outs } = await create(before);
      const warning = await warned(id, outs, before, after);
      expect(warning).toContain("would have 4 private IPv4 addresses, and the account allows 3");
      expect(await refusal(id, outs, after)).toContain(reasonIn(warning));
      attach(id, running);
      expect(await warned(id, outs, before, after)).toBe("");
      expect(await refusal(id, outs, after)).toBe("done");
    });

    it("is not for a new interface with more than the account allows", async () => {
      setQuotas(world.emulator, cloud, { privateIpsPerInterface: 3 });
      const run = begin();
      await run.interfaces().check({}, inputs({ secondaryIpAddressCount: 3 }));
      const warning = run.reported("warn");
      expect(warning).toContain("would have 4 private IPv4 addresses, and the account allows 3");
      await expect(interfaces().create(inputs({ secondaryIpAddressCount: 3 }))).rejects.toThrow(
        reasonIn(warning),
      );
    });
  }
});
