import type RPCClient from "@alicloud/pop-core";
import { alibabaId } from "../../emulator/alibaba/scenario";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { popClient, refusalOf, region } from "./emulator-alibaba-caller";

const cloud = "alibaba" as const;
const running = alibabaId("i", "running");
const free = alibabaId("eni", "free");
const vSwitch = alibabaId("vsw", "main");
const tiny = alibabaId("vsw", "tiny");
const group = alibabaId("sg", "main");
const made = { VSwitchId: vSwitch, SecurityGroupId: group };

type Params = Record<string, string | number | string[]>;

const create = "CreateNetworkInterface";
const remove = "DeleteNetworkInterface";
const describeMany = "DescribeNetworkInterfaces";

const emulator = emulatorOfSuite();

let client: RPCClient;
beforeEach(() => {
  client = popClient(emulator);
});

const call = (action: string, params: Params = {}) =>
  client.request(action, { ...region, ...params }, { method: "POST" });

describe("An interface's addresses and groups", () => {
  interface Made {
    NetworkInterfaceId: string;
    PrivateIpAddress: string;
  }

  it("are free again after a delete: another interface can get the address, and no group lists the deleted one", async () => {
    const PrimaryIpAddress = "172.16.9.9";
    const first = (await call(create, { ...made, PrimaryIpAddress })) as Made;
    expect(await refusalOf(call(create, { ...made, PrimaryIpAddress }))).toMatchObject({
      code: "InvalidIp.IpAssigned",
    });
    await call(remove, { NetworkInterfaceId: first.NetworkInterfaceId });
    expect(emulator.store.membersOf(cloud, group).map(({ id }) => id)).not.toContain(
      first.NetworkInterfaceId,
    );
    const second = (await call(create, { ...made, PrimaryIpAddress })) as Made;
    expect(second.PrivateIpAddress).toBe(PrimaryIpAddress);
    expect(second.NetworkInterfaceId).not.toBe(first.NetworkInterfaceId);
  });

  it("can be whole prefixes, which are shown, belong to no other interface, and are free after a delete", async () => {
    interface WithPrefixes extends Made {
      Ipv4PrefixSets: { Ipv4PrefixSet: { Ipv4Prefix: string }[] };
      Ipv6PrefixSets: { Ipv6PrefixSet: { Ipv6Prefix: string }[] };
    }
    const asked = { Ipv4PrefixCount: 2, Ipv6Prefix: ["FD00:0:0:0:7:0::/80"] };
    const first = (await call(create, { ...made, ...asked })) as WithPrefixes;
    const blocks = first.Ipv4PrefixSets.Ipv4PrefixSet.map(({ Ipv4Prefix }) => Ipv4Prefix);
    expect(blocks).toHaveLength(2);
    expect(blocks.every((block) => block.endsWith("/28"))).toBe(true);
    expect(first.Ipv6PrefixSets.Ipv6PrefixSet).toEqual([{ Ipv6Prefix: "fd00::7:0:0:0/80" }]);
    const described = (await call(describeMany, { NetworkInterfaceId: [first.NetworkInterfaceId] })) as {
      NetworkInterfaceSets: { NetworkInterfaceSet: WithPrefixes[] };
    };
    const [shown] = described.NetworkInterfaceSets.NetworkInterfaceSet;
    expect(shown?.Ipv4PrefixSets).toEqual(first.Ipv4PrefixSets);
    expect(shown?.Ipv6PrefixSets).toEqual(first.Ipv6PrefixSets);
    const inside = (blocks[0] ?? "").replace("/28", "");
    expect(await refusalOf(call(create, { ...made, PrimaryIpAddress: inside }))).toMatchObject({
      code: "InvalidIp.IpAssigned",
    });
    const next = (await call(create, { ...made, Ipv4PrefixCount: 2, Ipv6PrefixCount: 10 })) as WithPrefixes;
    expect(next.Ipv4PrefixSets.Ipv4PrefixSet.filter(({ Ipv4Prefix }) => blocks.includes(Ipv4Prefix))).toEqual(
      [],
    );
    expect(new Set(next.Ipv6PrefixSets.Ipv6PrefixSet.map(({ Ipv6Prefix }) => Ipv6Prefix)).size).toBe(10);
    await call(remove, { NetworkInterfaceId: first.NetworkInterfaceId });
    const again = (await call(create, { ...made, Ipv4Prefix: blocks })) as WithPrefixes;
    expect(again.Ipv4PrefixSets).toEqual(first.Ipv4PrefixSets);
  });

  it("of IPv6 are assigned and unassigned: each token once, and none that the interface does not have", async () => {
    const pair = { NetworkInterfaceId: free };
    const seen = () => emulator.store.interface(cloud, free);
    const assigned = { ...pair, Ipv6AddressCount: 2, Ipv6Prefix: ["2001:db8::/80"], ClientToken: "token-1" };
    const answer = await call("AssignIpv6Addresses", assigned);
    expect(await call("AssignIpv6Addresses", assigned)).toMatchObject({
      Ipv6Sets: (answer as { Ipv6Sets: object }).Ipv6Sets,
    });
    expect(seen()).toMatchObject({
      ipv6: [expect.any(String), expect.any(String)],
      ipv6Prefixes: ["2001:db8::/80"],
    });
    const [first = "", second = ""] = seen()?.ipv6 ?? [];
    await call("UnassignIpv6Addresses", { ...pair, Ipv6Address: [first], Ipv6Prefix: ["2001:db8::/80"] });
    expect(seen()).toMatchObject({ ipv6: [second], ipv6Prefixes: [] });
    expect(await refusalOf(call("UnassignIpv6Addresses", { ...pair, Ipv6Address: [first] }))).toMatchObject({
      code: "InvalidIp.IpUnassigned",
    });
    expect(await refusalOf(call("AssignIpv6Addresses", { ...pair, Ipv6Address: [second] }))).toMatchObject({
      code: "InvalidIp.IpAssigned",
    });
    const more = { ...pair, Ipv6AddressCount: 1 };
    emulator.act({ act: "attach", cloud, interfaceId: free, instanceId: alibabaId("i", "nohotplug") });
    emulator.act({
      act: "set-instance",
      cloud,
      instanceId: alibabaId("i", "nohotplug"),
      set: { instanceType: "ecs.t5-lc2m1.nano" },
    });
    expect(await refusalOf(call("AssignIpv6Addresses", more))).toMatchObject({
      code: "InvalidOperation.Ipv6NotSupport",
    });
  });

  it("are limited by the vSwitch, and free again after a delete", async () => {
    const inTiny = { ...made, VSwitchId: tiny };
    const all: Made[] = [];
    for (let index = 0; index < 4; index += 1) all.push((await call(create, inTiny)) as Made);
    expect(new Set(all.map((entry) => entry.PrivateIpAddress)).size).toBe(4);
    expect(await refusalOf(call(create, inTiny))).toMatchObject({ code: "InvalidVSwitchId.IpNotEnough" });
    await call(remove, { NetworkInterfaceId: all[2]?.NetworkInterfaceId ?? "" });
    expect(((await call(create, inTiny)) as Made).PrivateIpAddress).toBe(all[2]?.PrivateIpAddress);
  });

  it("are deleted with a released instance unless deleteOnRelease is false", async () => {
    emulator.seed({
      interfaces: [
        { cloud, id: free, instanceId: running, status: "attached" },
        {
          cloud,
          id: alibabaId("eni", "free", 2),
          instanceId: running,
          status: "attached",
          deleteOnRelease: false,
        },
      ],
    });
    emulator.act({ act: "release-instance", cloud, instanceId: running });
    expect(emulator.store.interface(cloud, free)).toBeUndefined();
    expect(emulator.store.interface(cloud, alibabaId("eni", "free", 2))).toMatchObject({
      status: "available",
    });
    expect(emulator.store.instance(cloud, running)).toBeUndefined();
  });
});
