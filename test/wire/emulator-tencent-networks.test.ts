import { tencentId } from "../../emulator/tencent/scenario";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { codeOf, keyOf, tc3, vpcClient } from "./emulator-tencent-caller";
import { declaredFields, undelivered } from "./tencent-declared-fields";
import { account, change, key, made } from "./tencent-refusals/row";

const cloud = "tencent" as const;
const vpc = tencentId("vpc", "main");
const otherVpc = tencentId("vpc", "other");
const main = tencentId("subnet", "main");
const tiny = tencentId("subnet", "tiny");
const otherZone = tencentId("subnet", "zone");
const group = tencentId("sg", "main");
const second = tencentId("sg", "second");
const free = tencentId("eni", "free");
const havip = tencentId("eni", "havip");
const busy = tencentId("ins", "busy");

const emulator = emulatorOfSuite();
const client = () => vpcClient(emulator);

describe("Tencent's DescribeSubnets", () => {
  it("counts the addresses that are free: all but the first, the last three and those in use", async () => {
    const look = async () => (await client().DescribeSubnets({ SubnetIds: [tiny] })).SubnetSet?.[0];
    expect(await look()).toMatchObject({
      ...{ VpcId: vpc, Zone: "ap-guangzhou-3", CidrBlock: "172.16.32.0/29" },
      ...{ TotalIpAddressCount: 8, AvailableIpAddressCount: 4 },
    });
    const create = (more: number) =>
      client().CreateNetworkInterface({ ...made, SubnetId: tiny, SecondaryPrivateIpAddressCount: more });
    const { NetworkInterface } = await create(1);
    expect(await look()).toMatchObject({ TotalIpAddressCount: 8, AvailableIpAddressCount: 2 });
    await create(1);
    expect(await look()).toMatchObject({ AvailableIpAddressCount: 0 });
    expect(await codeOf(create(0))).toBe("ResourceInsufficient.Subnet");
    const NetworkInterfaceId = NetworkInterface?.NetworkInterfaceId ?? "";
    await client().DeleteNetworkInterface({ NetworkInterfaceId });
    expect(await look()).toMatchObject({ AvailableIpAddressCount: 2 });
  });

  it("takes ids or filters, and a hundred ids", async () => {
    const Filters = [
      { Name: "vpc-id", Values: [vpc] },
      { Name: "zone", Values: ["ap-guangzhou-4"] },
    ];
    const { SubnetSet } = await client().DescribeSubnets({ Filters });
    expect(SubnetSet?.map(({ SubnetId }) => SubnetId)).toEqual([otherZone]);
    expect(await codeOf(client().DescribeSubnets({ Filters, SubnetIds: [main] }))).toBe(
      "InvalidParameter.Coexist",
    );
    const SubnetIds = Array.from({ length: 101 }, () => main);
    expect(await codeOf(client().DescribeSubnets({ SubnetIds }))).toBe("InvalidParameterValue.LimitExceeded");
  });
});

describe("Tencent's DescribeSecurityGroups", () => {
  const idsOf = async (request: Parameters<ReturnType<typeof client>["DescribeSecurityGroups"]>[0]) => {
    const { SecurityGroupSet, TotalCount } = await client().DescribeSecurityGroups(request);
    return [TotalCount, ...(SecurityGroupSet ?? []).map(({ SecurityGroupId }) => SecurityGroupId)];
  };
  const by = (Name: string, ...Values: string[]) => ({ Filters: [{ Name, Values }] });

  it("shows the groups of the account, with a project and without a VPC", async () => {
    const { SecurityGroupSet = [] } = await client().DescribeSecurityGroups({ SecurityGroupIds: [second] });
    const [item] = SecurityGroupSet;
    expect(item).toMatchObject({ SecurityGroupId: second, SecurityGroupName: second, ProjectId: "0" });
    expect(item).not.toHaveProperty("VpcId");
    expect(undelivered(declaredFields("vpc", "SecurityGroup"), item)).toEqual([]);
    const other = vpcClient(emulator, { credentials: keyOf(emulator, 1, 0) });
    expect((await other.DescribeSecurityGroups({})).TotalCount).toBe(0);
  });

  it.each([
    ["all", {}, [2, group, second]],
    ["ids", { SecurityGroupIds: [second, group] }, [2, group, second]],
    ["name", by("security-group-name", second), [1, second]],
    ["id", by("security-group-id", group, "sg-nobody01"), [1, group]],
    ["project", by("project-id", "1"), [0]],
    ["tag", by("tag:role", "data"), [0]],
    ["page", { Offset: "1", Limit: "1" }, [2, second]],
    ["order", { OrderField: "UpdateTime", OrderDirection: "DESC" }, [2, group, second]],
  ])("finds them by %s", async (_name, request, expected) => {
    expect(await idsOf(request)).toEqual(expected);
  });

  it.each<[string, object]>([
    ["ResourceNotFound", { SecurityGroupIds: [group, "sg-nobody01"] }],
    ["InvalidParameter.Coexist", { SecurityGroupIds: [group], ...by("project-id", "0") }],
    ["InvalidParameterValue.LimitExceeded", { SecurityGroupIds: Array(101).fill(group) }],
    ["InvalidParameterValue.Malformed", { SecurityGroupIds: ["group"] }],
    ["InvalidParameterValue.Range", { Limit: "101" }],
    ["InvalidParameter", { Limit: 20 }],
    ["InvalidParameter.FilterInvalidKey", by("vpc-id", vpc)],
    ["InvalidParameterValue", { OrderField: "Name" }],
  ])("answers %s to %j", async (code, request) => {
    const answer = await tc3(emulator, { action: "DescribeSecurityGroups", body: JSON.stringify(request) });
    expect(answer.Error?.Code).toBe(code);
  });

  it("knows no group of another region, and neither does a create", async () => {
    emulator.seed({ securityGroups: [{ cloud, id: "sg-north001", vpcId: "", regionId: "ap-beijing" }] });
    expect(await codeOf(idsOf({ SecurityGroupIds: ["sg-north001"] }))).toBe("ResourceNotFound");
    const create = client().CreateNetworkInterface({ ...made, SecurityGroupIds: ["sg-north001"] });
    expect(await codeOf(create)).toBe("ResourceNotFound");
  });
});

describe("Tencent's DescribeUsedIpAddress", () => {
  const usedBy = async (fields: object) => {
    const { IpAddressStates = [], TotalCount } = await client().DescribeUsedIpAddress({
      VpcId: vpc,
      ...fields,
    });
    return { total: TotalCount, owners: IpAddressStates.map(({ ResourceId }) => ResourceId) };
  };

  it("says which interface has an address, and nothing of a free one", async () => {
    const IpAddresses = ["172.16.1.1", "172.16.9.9"];
    const { IpAddressStates } = await client().DescribeUsedIpAddress({
      VpcId: vpc,
      SubnetId: main,
      IpAddresses,
    });
    const state = { VpcId: vpc, SubnetId: main, ResourceType: "ENI", ResourceId: tencentId("eni", "eip") };
    expect(IpAddressStates).toEqual([{ ...state, IpAddress: "172.16.1.1" }]);
    const create = client().CreateNetworkInterface({
      ...made,
      PrivateIpAddresses: [{ PrivateIpAddress: "172.16.1.1" }],
    });
    expect(await codeOf(create)).toBe("ResourceInUse");
  });

  it("shows all used addresses by pages, or those of a resource", async () => {
    const all = await usedBy({ SubnetId: otherZone });
    expect(all).toEqual({ total: 2, owners: [tencentId("eni", "prim", 7), tencentId("eni", "zone")] });
    expect((await usedBy({ SubnetId: otherZone, Offset: 1, Limit: 1 })).owners).toHaveLength(1);
    emulator.seed(change({ privateIps: [{ address: "172.16.9.9", primary: true }] }));
    expect(await usedBy({ Filters: [{ Name: "ip-addresses", Values: ["172.16.9.9"] }] })).toEqual({
      total: 1,
      owners: [free],
    });
    expect(await usedBy({ Filters: [{ Name: "resource-id", Values: [free] }] })).toMatchObject({ total: 1 });
  });

  it.each<[string, object]>([
    ["MissingParameter", {}],
    ["ResourceNotFound", { VpcId: "vpc-nobody01" }],
    ["ResourceNotFound", { VpcId: otherVpc, SubnetId: main }],
    ["InvalidParameterValue.Range", { VpcId: vpc, SubnetId: tiny, IpAddresses: ["172.16.1.1"] }],
    ["InvalidParameterValue.Malformed", { VpcId: vpc, IpAddresses: ["172.16.1"] }],
    ["InvalidParameterValue.LimitExceeded", { VpcId: vpc, IpAddresses: Array(101).fill("172.16.1.1") }],
    ["InvalidParameter.FilterInvalidKey", { VpcId: vpc, Filters: [{ Name: "colour", Values: ["red"] }] }],
    [
      "InvalidParameter.Coexist",
      {
        ...{ VpcId: vpc, IpAddresses: ["172.16.1.1"] },
        Filters: [{ Name: "resource-id", Values: [free] }],
      },
    ],
  ])("answers %s to %j", async (code, request) => {
    const answer = await tc3(emulator, { action: "DescribeUsedIpAddress", body: JSON.stringify(request) });
    expect(answer.Error?.Code).toBe(code);
  });
});

describe("Tencent's DescribeVpcLimits", () => {
  const LimitTypes = ["vpc-max-enis", "eni-max-private-ips"];

  it("has the quotas that a create keeps to", async () => {
    const valuesOf = async () =>
      (await client().DescribeVpcLimits({ LimitTypes })).VpcLimitSet?.map(({ LimitValue }) => LimitValue);
    expect(await valuesOf()).toEqual([1000, 10]);
    emulator.seed(account({ quotas: { interfacesPerVpc: 3, privateIpsPerInterface: 4 } }));
    expect(await valuesOf()).toEqual([3, 4]);
    expect(await codeOf(client().CreateNetworkInterface(made))).toBe(
      "LimitExceeded.NetworkInterfaceLimitExceeded",
    );
  });

  it("counts no primary interfaces, which come with their instances", async () => {
    const Filters = [
      { Name: "vpc-id", Values: [vpc] },
      { Name: "is-primary", Values: ["false"] },
    ];
    const { TotalCount = 0 } = await client().DescribeNetworkInterfaces({ Filters, Limit: 1 });
    emulator.seed(account({ quotas: { interfacesPerVpc: TotalCount + 1 } }));
    expect((await client().CreateNetworkInterface(made)).NetworkInterface?.VpcId).toBe(vpc);
    expect(await codeOf(client().CreateNetworkInterface(made))).toBe(
      "LimitExceeded.NetworkInterfaceLimitExceeded",
    );
  });

  it("refuses names that the emulator does not know, and a call without any", async () => {
    expect(await codeOf(client().DescribeVpcLimits({ LimitTypes: ["vpc-max-dreams"] }))).toBe(
      "InvalidParameterValue",
    );
    expect(await codeOf(client().request("DescribeVpcLimits", {}))).toBe("MissingParameter");
  });
});

describe("Tencent's DescribeHaVips", () => {
  it("names the interface that an HAVIP is bound to, and its instance", async () => {
    const { HaVipSet = [], TotalCount } = await client().DescribeHaVips({
      Filters: [{ Name: "havip-association.instance-id", Values: [havip, free] }],
    });
    expect(TotalCount).toBe(1);
    const [item] = HaVipSet;
    expect(item).toMatchObject({ NetworkInterfaceId: havip, InstanceId: busy, VpcId: vpc, SubnetId: main });
    expect(item?.HaVipAssociationSet).toMatchObject([{ InstanceId: havip, InstanceType: "ENI" }]);
    expect(undelivered(declaredFields("vpc", "HaVip"), item)).toEqual([]);
    const detach = client().DetachNetworkInterface({ NetworkInterfaceId: havip, InstanceId: busy });
    expect(await codeOf(detach)).toBe("UnsupportedOperation.InstanceAssociateHavip");
  });

  it("has Limit as a number, and refuses an unknown id and the filter by address", async () => {
    expect((await client().DescribeHaVips({ Limit: 1 })).HaVipSet).toHaveLength(1);
    expect(await codeOf(client().DescribeHaVips({ HaVipIds: ["havip-nobody01"] }))).toBe("ResourceNotFound");
    const byAddress = client().DescribeHaVips({ Filters: [{ Name: "vip", Values: ["172.16.1.9"] }] });
    expect(await codeOf(byAddress)).toBe("InvalidParameter.FilterInvalidKey");
  });
});

describe("A key that may only describe", () => {
  const calls: [string, object][] = [
    ["DescribeSubnets", {}],
    ["DescribeSecurityGroups", {}],
    ["DescribeUsedIpAddress", { VpcId: vpc }],
    ["DescribeVpcLimits", { LimitTypes: ["vpc-max-enis"] }],
    ["DescribeHaVips", {}],
  ];

  it.each(calls)("may call %s, and the journal has the call", async (action, request) => {
    await vpcClient(emulator, { credentials: keyOf(emulator, 0, 2) }).request(action, request);
    expect(emulator.journal.entries({ action })).toMatchObject([{ cloud, action, code: null }]);
  });

  it.each(calls)("may be forbidden to call %s", async (action, request) => {
    emulator.seed(key({ deniedActions: [action] }));
    expect(await codeOf(client().request(action, request))).toBe("UnauthorizedOperation");
  });
});
