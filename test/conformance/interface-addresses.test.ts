import { interfaceCases } from "../support/interface-cases";
import { interfaceFixture } from "../support/interface-fixture";

const withAddresses = interfaceCases.filter(
  ({ cloudCase }) => "secondaryIpAddresses" in (cloudCase.cloud.networkInterface?.arguments ?? {}),
);

/** Secondary addresses are assigned and unassigned in place: the interface and its attachment stay. */
describe.each(withAddresses)("secondary addresses of an interface on $title", (interfaceCase) => {
  const { cloudCase } = interfaceCase;
  const { storeName: cloud, running } = cloudCase;
  const { world, interfaces, create, inputs, stored, calls, fault, attach } = interfaceFixture(interfaceCase);

  const secondaries = (id: string) =>
    (stored(id)?.privateIps ?? []).filter(({ primary }) => !primary).map(({ address }) => address);
  /** Addresses of the interface's own subnet that nothing else has. */
  const freeAddresses = (count: number) => {
    const pool = world.emulator.store.addressPool(cloud, String(interfaceCase.declared.subnetId));
    const primary = String(pool?.propose());
    const start = primary.split(".").slice(0, 3).join(".");
    return Array.from({ length: count }, (_, index) => `${start}.${200 + index}`);
  };
  const assigns = () => calls("AssignPrivateIpAddresses");
  const unassigns = () => calls("UnassignPrivateIpAddresses");
  const assignByHand = (interfaceId: string, address?: string) =>
    world.emulator.act({ cloud, act: "assign-ip", interfaceId, ...(address ? { address } : {}) });
  const change = async (id: string, olds: object, more: object) => {
    const news = inputs(more);
    const diff = await interfaces().diff(id, { ...olds }, news);
    expect(diff).toMatchObject({ changes: true, replaces: [] });
    const { outs } = await interfaces().update(id, { ...olds }, news);
    expect((await interfaces().diff(id, { ...outs }, news)).changes).toBe(false);
    return outs as Record<string, unknown>;
  };

  it("are one more when the program lists one more, and one less when it lists one less", async () => {
    const [first = "", second = "", third = ""] = freeAddresses(3);
    const { id, outs } = await create({ secondaryIpAddresses: [first, second] });
    attach(id, running);
    const more = await change(id, outs as object, { secondaryIpAddresses: [first, second, third] });
    expect(secondaries(id).sort()).toEqual([first, second, third]);
    await change(id, more, { secondaryIpAddresses: [first, third] });
    expect(secondaries(id).sort()).toEqual([first, third]);
    expect(stored(id)).toMatchObject({ instanceId: running });
    expect([assigns().length, unassigns().length, calls("CreateNetworkInterface").length]).toEqual([1, 1, 1]);
  });

  it("keep what a container network assigned, whatever the program changes", async () => {
    const [first = "", second = "", foreign = ""] = freeAddresses(3);
    const { id, outs } = await create({ secondaryIpAddresses: [first] });
    assignByHand(id, foreign);
    const { props } = await interfaces().read(id, { ...outs });
    const swapped = await change(id, props as object, { secondaryIpAddresses: [second] });
    expect(secondaries(id).sort()).toEqual([second, foreign].sort());
    expect(swapped.secondaryIpAddresses).toEqual([second]);
  });

  it("keep those that a refresh showed in place of a declared one", async () => {
    const [first = "", second = "", foreign = ""] = freeAddresses(3);
    const { id, outs } = await create({ secondaryIpAddresses: [first, second] });
    world.emulator.act({ cloud, act: "unassign-ip", interfaceId: id, address: first });
    assignByHand(id, foreign);
    const { props } = await interfaces().read(id, { ...outs });
    await change(id, props as object, { secondaryIpAddresses: [first] });
    expect(secondaries(id).sort()).toEqual([first, foreign].sort());
  });

  it("are as many as declared when the number grows, and stay when it shrinks", async () => {
    const { id, outs } = await create({ secondaryIpAddressCount: 1 });
    const more = await change(id, outs as object, { secondaryIpAddressCount: 3 });
    expect(secondaries(id)).toHaveLength(3);
    await change(id, more, { secondaryIpAddressCount: 2 });
    expect(secondaries(id)).toHaveLength(3);
    expect(unassigns()).toEqual([]);
  });

  it("are assigned once when the reply is lost", async () => {
    const { id, outs } = await create({ secondaryIpAddressCount: 1 });
    fault("AssignPrivateIpAddresses", { kind: "lost-reply" });
    await change(id, outs as object, { secondaryIpAddressCount: 3 });
    expect(secondaries(id)).toHaveLength(3);
  });

  it("are put right after a refresh that misses one", async () => {
    const { id, outs } = await create({ secondaryIpAddressCount: 2 });
    const [gone = ""] = secondaries(id);
    world.emulator.act({ cloud, act: "unassign-ip", interfaceId: id, address: gone });
    const { props } = await interfaces().read(id, { ...outs });
    await change(id, props as object, { secondaryIpAddressCount: 2 });
    expect(secondaries(id)).toHaveLength(2);
    expect(calls("CreateNetworkInterface")).toHaveLength(1);
  });

  it("that could not be unassigned are unassigned by the next update", async () => {
    const [first = "", second = ""] = freeAddresses(2);
    const { id, outs } = await create({ secondaryIpAddresses: [first, second] });
    const denied = { kind: "error", code: cloudCase.deniedCode } as const;
    fault("UnassignPrivateIpAddresses", denied);
    await expect(
      interfaces().update(id, { ...outs }, inputs({ secondaryIpAddresses: [first] })),
    ).rejects.toThrow("UnassignPrivateIpAddresses");
    await change(id, outs as object, { secondaryIpAddresses: [first] });
    expect(secondaries(id)).toEqual([first]);
  });
});

const alibaba = interfaceCases.filter(({ cloudCase }) => cloudCase.title === "alibaba");

/** The other kinds of addresses, which only one cloud can change. */
describe.each(alibaba)("IPv6 addresses and prefixes of an interface on $title", (interfaceCase) => {
  const { interfaces, create, inputs, stored, calls, fault, attach, world } = interfaceFixture(interfaceCase);
  const { running, storeName: cloud } = interfaceCase.cloudCase;

  it.each([
    ["assignedIpv6Addresses", ["2001:db8::1"], ["2001:db8::1", "2001:DB8:0::2"], "ipv6"],
    ["ipv4Prefixes", ["172.16.12.0/28"], ["172.16.12.0/28", "172.16.12.16/28"], "ipv4Prefixes"],
    ["ipv6Prefixes", ["2001:db8:0:0:1::/80"], ["2001:db8:0:0:1::/80", "2001:db8:0:0:2::/80"], "ipv6Prefixes"],
  ] as const)("are one more and one less in place: %s", async (name, few, many, field) => {
    const { id, outs } = await create({ [name]: few });
    attach(id, running);
    const before = stored(id)?.[field] ?? [];
    const more = await interfaces().update(id, { ...outs }, inputs({ [name]: many }));
    expect(stored(id)?.[field]).toHaveLength(2);
    expect((await interfaces().diff(id, { ...more.outs }, inputs({ [name]: many }))).changes).toBe(false);
    const foreign = field === "ipv6" ? ["2001:db8::f"] : [];
    if (field === "ipv6")
      world.emulator.act({
        cloud,
        act: "set-interface",
        interfaceId: id,
        set: { ipv6: [...(stored(id)?.ipv6 ?? []), ...foreign] },
      });
    await interfaces().update(id, { ...more.outs }, inputs({ [name]: few }));
    expect(stored(id)?.[field]).toEqual([...before, ...foreign]);
    expect(stored(id)?.instanceId).toBe(running);
    expect(calls("CreateNetworkInterface")).toHaveLength(1);
  });

  it.each([
    ["ipv6AddressCount", "ipv6", "AssignIpv6Addresses"],
    ["ipv4PrefixCount", "ipv4Prefixes", "AssignPrivateIpAddresses"],
    ["ipv6PrefixCount", "ipv6Prefixes", "AssignIpv6Addresses"],
  ] as const)("are as many as declared, once, when a reply is lost: %s", async (name, field, action) => {
    const { id, outs } = await create({ [name]: 1 });
    fault(action, { kind: "lost-reply" });
    const more = await interfaces().update(id, { ...outs }, inputs({ [name]: 3 }));
    expect(stored(id)?.[field]).toHaveLength(3);
    await interfaces().update(id, { ...more.outs }, inputs({ [name]: 2 }));
    expect(stored(id)?.[field]).toHaveLength(3);
  });

  it("are changed one kind after another, without a wait between them", async () => {
    const few = { secondaryIpAddressCount: 1, ipv6AddressCount: 1, ipv4PrefixCount: 1, ipv6PrefixCount: 1 };
    const many = { secondaryIpAddressCount: 2, ipv6AddressCount: 2, ipv4PrefixCount: 2, ipv6PrefixCount: 2 };
    const { id, outs } = await create(few);
    world.emulator.journal.clear();
    await interfaces().update(id, { ...outs }, inputs(many));
    const asked = world.emulator.journal.entries({ cloud }).map(({ action }) => action);
    // One look before each of the four changes, and one after the last.
    expect(asked.filter((action) => action === "DescribeNetworkInterfaces")).toHaveLength(5);
    expect(stored(id)?.privateIps).toHaveLength(3);
    for (const field of ["ipv6", "ipv4Prefixes", "ipv6Prefixes"] as const) {
      expect(stored(id)?.[field]).toHaveLength(2);
    }
  });

  it("of another kind that are refused leave the first kind as changed, and follow in the next update", async () => {
    const { id, outs } = await create({ secondaryIpAddressCount: 1, ipv6AddressCount: 1 });
    fault("AssignIpv6Addresses", { kind: "error", code: interfaceCase.cloudCase.deniedCode });
    const news = inputs({ secondaryIpAddressCount: 2, ipv6AddressCount: 2 });
    const failure: Record<string, unknown> = await interfaces()
      .update(id, { ...outs }, news)
      .then(
        () => ({}),
        (error) => error,
      );
    const recorded = failure.properties as Record<string, unknown>;
    expect(await interfaces().diff(id, recorded, news)).toMatchObject({ changes: true, replaces: [] });
    await interfaces().update(id, recorded, news);
    expect(stored(id)?.privateIps).toHaveLength(3);
    expect(stored(id)?.ipv6).toHaveLength(2);
  });
});
