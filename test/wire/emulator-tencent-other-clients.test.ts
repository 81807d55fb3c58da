import { createEmulator, type Emulator } from "../../emulator";
import { tencentId } from "../../emulator/tencent/scenario";
import { codeOf, tc3, vpcClient } from "./emulator-tencent-caller";

const cloud = "tencent" as const;
const free = tencentId("eni", "free");
const held = tencentId("eni", "held");
const primary = tencentId("eni", "prim");
const vpc = tencentId("vpc", "main");
const subnet = tencentId("subnet", "main");
const group = tencentId("sg", "main");
const second = tencentId("sg", "second");

let emulator: Emulator;

beforeAll(async () => {
  emulator = await createEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

const client = () => vpcClient(emulator);
const addressesOf = (id: string) =>
  emulator.store.interface(cloud, id)?.privateIps.map(({ address }) => address) ?? [];
const listed = (...addresses: string[]) => addresses.map((PrivateIpAddress) => ({ PrivateIpAddress }));

describe("Tencent's AssignPrivateIpAddresses and UnassignPrivateIpAddresses", () => {
  it.each([
    ["a free interface", free],
    ["an attached interface", held],
    ["a primary interface", primary],
  ])("add addresses to %s, show them, and take them away again", async (_what, NetworkInterfaceId) => {
    const before = addressesOf(NetworkInterfaceId);
    const PrivateIpAddresses = [{ PrivateIpAddress: "172.16.9.9", Description: "of a pod" }];
    const { PrivateIpAddressSet, RequestId } = await client().AssignPrivateIpAddresses({
      ...{ NetworkInterfaceId, PrivateIpAddresses, SecondaryPrivateIpAddressCount: 1 },
    });
    expect(PrivateIpAddressSet).toMatchObject([
      { PrivateIpAddress: "172.16.9.9", Primary: false, Description: "of a pod" },
      { Primary: false, Description: "" },
    ]);
    const added = (PrivateIpAddressSet ?? []).map(({ PrivateIpAddress }) => PrivateIpAddress ?? "");
    expect(addressesOf(NetworkInterfaceId)).toEqual([...before, ...added]);
    expect(await client().DescribeVpcTaskResult({ TaskId: RequestId ?? "" })).toMatchObject({
      Status: "SUCCESS",
    });
    await client().UnassignPrivateIpAddresses({ NetworkInterfaceId, PrivateIpAddresses: listed(...added) });
    expect(addressesOf(NetworkInterfaceId)).toEqual(before);
    expect(emulator.store.addressPool(cloud, subnet)?.owner("172.16.9.9")).toBeUndefined();
  });

  it("repeat their answer for a client token", async () => {
    const request = { NetworkInterfaceId: free, SecondaryPrivateIpAddressCount: 1, ClientToken: "once" };
    const { PrivateIpAddressSet: first } = await client().AssignPrivateIpAddresses(request);
    const { PrivateIpAddressSet: again } = await client().AssignPrivateIpAddresses(request);
    expect(again).toEqual(first);
    expect(addressesOf(free)).toHaveLength(2);
  });

  it.each<[string, string, object]>([
    ["ResourceInUse", free, { PrivateIpAddresses: listed("172.16.0.1") }],
    ["InvalidParameterValue.Range", free, { PrivateIpAddresses: listed("10.0.0.7") }],
    ["InvalidParameterValue.Malformed", free, { PrivateIpAddresses: listed("172.16.9") }],
    ["InvalidParameterValue.Duplicate", free, { PrivateIpAddresses: listed("172.16.9.1", "172.16.9.1") }],
    [
      "InvalidParameterValue",
      free,
      { PrivateIpAddresses: [{ PrivateIpAddress: "172.16.9.1", Primary: true }] },
    ],
    ["MissingParameter", free, {}],
    ["ResourceNotFound", "eni-nobody01", { SecondaryPrivateIpAddressCount: 1 }],
    ["LimitExceeded", free, { SecondaryPrivateIpAddressCount: 10 }],
  ])("refuse to add with %s", async (code, NetworkInterfaceId, wanted) => {
    expect(await codeOf(client().AssignPrivateIpAddresses({ NetworkInterfaceId, ...wanted }))).toBe(code);
    if (NetworkInterfaceId === free) expect(addressesOf(free)).toHaveLength(1);
  });

  it("keep to what the instance's type gives an interface", async () => {
    emulator.seed({ instanceTypes: [{ cloud, id: "S5.4XLARGE64", eniQuantity: 8, ipv4PerInterface: 3 }] });
    const add = (SecondaryPrivateIpAddressCount: number) =>
      client().AssignPrivateIpAddresses({ NetworkInterfaceId: held, SecondaryPrivateIpAddressCount });
    expect(await codeOf(add(3))).toBe("LimitExceeded");
    await add(2);
    expect(addressesOf(held)).toHaveLength(3);
  });

  it("never take the primary address, nor one that the interface does not have", async () => {
    const take = (address: string) =>
      client().UnassignPrivateIpAddresses({ NetworkInterfaceId: free, PrivateIpAddresses: listed(address) });
    expect(await codeOf(take(addressesOf(free)[0] ?? ""))).toBe("UnauthorizedOperation.PrimaryIp");
    expect(await codeOf(take("172.16.9.9"))).toBe("ResourceNotFound");
  });

  it("wait for the end of a transition", async () => {
    emulator.transitions.setDuration(60_000);
    emulator.seed({
      interfaces: [{ cloud, id: free, status: "attaching", instanceId: tencentId("ins", "running") }],
    });
    const request = { NetworkInterfaceId: free, SecondaryPrivateIpAddressCount: 1 };
    expect(await codeOf(client().AssignPrivateIpAddresses(request))).toBe(
      "UnsupportedOperation.InvalidState",
    );
  });
});

it("Tencent's CreateNetworkInterface keeps the description of each address", async () => {
  const PrivateIpAddresses = [
    { PrivateIpAddress: "172.16.9.1", Primary: true, Description: "first" },
    { PrivateIpAddress: "172.16.9.2", Description: "second" },
  ];
  const made = { VpcId: vpc, SubnetId: subnet, NetworkInterfaceName: "described", PrivateIpAddresses };
  const { NetworkInterface } = await client().CreateNetworkInterface(made);
  const id = NetworkInterface?.NetworkInterfaceId ?? "";
  const { NetworkInterfaceSet } = await client().DescribeNetworkInterfaces({ NetworkInterfaceIds: [id] });
  expect(NetworkInterfaceSet?.[0]?.PrivateIpAddressSet).toMatchObject(PrivateIpAddresses);
});

describe("Tencent's calls for the security groups of an interface", () => {
  const groupsOf = (id: string) => emulator.store.interface(cloud, id)?.securityGroupIds;

  it("add and remove groups", async () => {
    const NetworkInterfaceIds = [free, held];
    await client().AssociateNetworkInterfaceSecurityGroups({
      NetworkInterfaceIds,
      SecurityGroupIds: [second],
    });
    expect([groupsOf(free), groupsOf(held)]).toEqual([
      [group, second],
      [group, second],
    ]);
    const SecurityGroupIds = [group];
    await client().DisassociateNetworkInterfaceSecurityGroups({ NetworkInterfaceIds, SecurityGroupIds });
    expect([groupsOf(free), groupsOf(held)]).toEqual([[second], [second]]);
  });

  it("are refused for a primary interface, unknown ones, unknown groups and too many groups", async () => {
    const add = (NetworkInterfaceIds: string[], SecurityGroupIds: string[]) =>
      codeOf(client().AssociateNetworkInterfaceSecurityGroups({ NetworkInterfaceIds, SecurityGroupIds }));
    expect(await add([free, primary], [second])).toBe("UnsupportedOperation");
    expect(await add([free, "eni-nobody01"], [second])).toBe("ResourceNotFound");
    expect(await add([free], ["sg-nobody01"])).toBe("ResourceNotFound");
    const account = emulator.store.accounts(cloud)[0];
    if (account === undefined) throw new Error("the scenario has no account");
    emulator.store.putAccount({ ...account, quotas: { securityGroupsPerInterface: 1 } });
    expect(await add([free], [second])).toBe("LimitExceeded");
    expect(groupsOf(free)).toEqual([group]);
  });
});

describe("Tencent's DescribeSubnets and DescribeVpcs", () => {
  it("find networks by id, by filter and page by page", async () => {
    const { SubnetSet, TotalCount } = await client().DescribeSubnets({ Offset: "1", Limit: "2" });
    expect(TotalCount).toBe(4);
    expect(SubnetSet).toHaveLength(2);
    const ofZone = { Filters: [{ Name: "zone", Values: ["ap-guangzhou-4"] }] };
    expect((await client().DescribeSubnets(ofZone)).SubnetSet).toMatchObject([
      { VpcId: vpc, Zone: "ap-guangzhou-4" },
    ]);
    const byName = { Filters: [{ Name: "vpc-name", Values: ["main"] }] };
    expect((await client().DescribeVpcs(byName)).VpcSet).toMatchObject([
      { VpcId: vpc, CidrBlock: "172.16.0.0/16" },
    ]);
  });

  it("count the addresses that are free", async () => {
    const tiny = { SubnetIds: [tencentId("subnet", "tiny")] };
    const left = async () => (await client().DescribeSubnets(tiny)).SubnetSet?.[0]?.AvailableIpAddressCount;
    expect(await left()).toBe(4);
    emulator.seed({ interfaces: [{ cloud, id: "eni-tiny0001", subnetId: tencentId("subnet", "tiny") }] });
    expect(await left()).toBe(3);
  });

  it("show no network of another account, and refuse ids together with filters", async () => {
    const { VpcSet } = await client().DescribeVpcs({});
    expect(VpcSet?.map(({ VpcId }) => VpcId)).toEqual([vpc, tencentId("vpc", "other")]);
    expect(await codeOf(client().DescribeVpcs({ VpcIds: [tencentId("vpc", "foreign")] }))).toBe(
      "ResourceNotFound",
    );
    const both = { VpcIds: [vpc], Filters: [{ Name: "vpc-id", Values: [vpc] }] };
    expect(await codeOf(client().DescribeVpcs(both))).toBe("InvalidParameter.Coexist");
  });

  it("take Offset and Limit as text, as their pages say", async () => {
    const { Error: error } = await tc3(emulator, { action: "DescribeSubnets", body: '{"Limit": 2}' });
    expect(error?.Code).toBe("InvalidParameter");
  });
});
