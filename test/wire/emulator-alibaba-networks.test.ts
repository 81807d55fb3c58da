import * as ecs from "@alicloud/ecs20140526";
import { alibabaId } from "../../emulator/alibaba/scenario";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { quota } from "./alibaba-refusals/row";
import { ecsClient, popClient, refusalOf, region } from "./emulator-alibaba-caller";

const cloud = "alibaba" as const;
const VPC_VERSION = "2016-04-28";
const regionId = region.RegionId;
const vpc = alibabaId("vpc", "main");
const main = alibabaId("vsw", "main");
const tiny = alibabaId("vsw", "tiny");
const otherZone = alibabaId("vsw", "otherzone");
const otherVpc = alibabaId("vsw", "othervpc");
const group = alibabaId("sg", "main");
const free = alibabaId("eni", "free");

const emulator = emulatorOfSuite();

type Params = Record<string, string | number | string[]>;

const callVpc = <T>(action: string, params: Params = region): Promise<T> =>
  popClient(emulator, undefined, VPC_VERSION).request<T>(action, params, { method: "POST" });

interface VSwitch {
  readonly VSwitchId: string;
  readonly AvailableIpAddressCount: number;
  readonly OwnerId: unknown;
}

const describeVSwitches = (params?: Params) =>
  callVpc<{ VSwitches: { VSwitch: VSwitch[] }; TotalCount: number }>("DescribeVSwitches", params);

const idsOf = async (params: Params): Promise<string[]> =>
  (await describeVSwitches(params)).VSwitches.VSwitch.map(({ VSwitchId }) => VSwitchId);

describe("Alibaba's DescribeVSwitches of the product Vpc", () => {
  it("shows the account's vSwitches in the region with all fields of the page", async () => {
    const answer = await describeVSwitches();
    expect(answer).toMatchObject({ TotalCount: 4, PageNumber: 1, PageSize: 10 });
    expect(answer).not.toHaveProperty("NextToken");
    const [first] = answer.VSwitches.VSwitch;
    // The client makes an object of a number of 16 digits.
    expect({ ...first, OwnerId: String(first?.OwnerId) }).toEqual({
      ...{ VSwitchId: main, VSwitchName: main, Description: "", Status: "Available", VpcId: vpc },
      ...{ ZoneId: "cn-hangzhou-h", CidrBlock: "172.16.0.0/20", Ipv6CidrBlock: "", EnabledIpv6: false },
      ...{ AvailableIpAddressCount: expect.any(Number), OwnerId: "1000000000000001", IsDefault: false },
      ...{ CreationTime: "2024-05-01T08:00:00Z", NetworkAclId: "", ResourceGroupId: "", ShareType: "" },
      ...{ RouteTable: { RouteTableId: vpc.replace("vpc", "vtb"), RouteTableType: "System" } },
      Tags: { Tag: [] },
    });
  });

  it("counts the addresses that are free: all but the first, the last three and those in use", async () => {
    const freeIn = async (VSwitchId: string) =>
      (await describeVSwitches({ ...region, VSwitchId })).VSwitches.VSwitch[0]?.AvailableIpAddressCount;
    expect(await freeIn(tiny)).toBe(4);
    const create = () =>
      ecsClient(emulator).createNetworkInterface(
        new ecs.CreateNetworkInterfaceRequest({ regionId, vSwitchId: tiny, securityGroupId: group }),
      );
    const { body } = await create();
    expect(await freeIn(tiny)).toBe(3);
    for (const left of [2, 1, 0]) {
      await create();
      expect(await freeIn(tiny)).toBe(left);
    }
    await expect(create()).rejects.toMatchObject({ code: "InvalidVSwitchId.IpNotEnough" });
    await ecsClient(emulator).deleteNetworkInterface(
      new ecs.DeleteNetworkInterfaceRequest({ regionId, networkInterfaceId: body?.networkInterfaceId }),
    );
    expect(await freeIn(tiny)).toBe(1);
  });

  it("leaves out unknown vSwitches and those of other accounts and regions, without an error", async () => {
    for (const id of ["vsw-bp1nobody", alibabaId("vsw", "foreign")]) {
      expect(await idsOf({ ...region, VSwitchId: id })).toEqual([]);
    }
    expect(await idsOf({ RegionId: "cn-shanghai", VSwitchId: main })).toEqual([]);
  });

  it.each<[string, Params, string[]]>([
    ["VSwitchId with several ids", { VSwitchId: `${tiny},${otherVpc},vsw-bp1nobody` }, [tiny, otherVpc]],
    ["VpcId", { VpcId: vpc }, [main, otherZone, tiny]],
    ["ZoneId", { ZoneId: "cn-hangzhou-i" }, [otherZone]],
    ["VSwitchName", { VSwitchName: tiny }, [tiny]],
    ["RouteTableId", { RouteTableId: alibabaId("vtb", "other") }, [otherVpc]],
    ["VSwitchOwnerId", { VSwitchOwnerId: "1000000000000002" }, []],
    ["EnableIpv6", { EnableIpv6: "true" }, []],
    ["IsDefault", { IsDefault: "true" }, []],
    ["ResourceGroupId", { ResourceGroupId: "rg-bp1main" }, []],
    ["Tag", { "Tag.1.Key": "role" }, []],
    ["a page", { PageSize: 1, PageNumber: 2 }, [otherZone]],
  ])("chooses by %s", async (_name, params, expected) => {
    expect(await idsOf({ ...region, ...params })).toEqual(expected);
  });

  it("needs a region or a VPC", async () => {
    expect(await idsOf({ VpcId: alibabaId("vpc", "other") })).toEqual([otherVpc]);
    expect(await refusalOf(callVpc("DescribeVSwitches", { VSwitchId: main }))).toMatchObject({
      code: "MissingParameter",
      status: 400,
    });
  });

  it.each<[string, number, Params]>([
    ["InvalidParameter", 400, { PageSize: 51 }],
    ["InvalidParameter", 400, { PageNumber: 0 }],
    ["InvalidParameter", 400, { MaxResults: 50 }],
    ["InvalidParameter", 400, { VSwitchId: Array.from({ length: 21 }, () => main).join(",") }],
    ["InvalidRegionId.NotFound", 404, { RegionId: "mars" }],
  ])("answers %s (%i) to %p", async (code, status, params) => {
    const asked = callVpc("DescribeVSwitches", { ...region, ...params });
    expect(await refusalOf(asked)).toMatchObject({ code, status });
  });

  it("says that a vSwitch is pending", async () => {
    const cidr = "172.16.40.0/24";
    const id = alibabaId("vsw", "pending");
    emulator.seed({
      subnets: [{ cloud, id, vpcId: vpc, zoneId: "cn-hangzhou-h", cidr, status: "pending" }],
    });
    const { VSwitches } = await describeVSwitches({ ...region, VSwitchId: id });
    expect(VSwitches.VSwitch).toMatchObject([{ Status: "Pending", AvailableIpAddressCount: 252 }]);
  });

  it("is no action of another version", async () => {
    const asked = popClient(emulator).request("DescribeVSwitches", region, { method: "POST" });
    expect((await refusalOf(asked)).code).toBe("InvalidApi.NotFound");
  });
});

const describeGroups = async (fields: Partial<ecs.DescribeSecurityGroupsRequest>) => {
  const request = new ecs.DescribeSecurityGroupsRequest({ regionId, ...fields });
  const { body } = await ecsClient(emulator).describeSecurityGroups(request);
  return { ...body, items: body?.securityGroups?.securityGroup ?? [] };
};

describe("Alibaba's DescribeSecurityGroups", () => {
  const second = alibabaId("sg", "second");
  const otherVpcGroup = alibabaId("sg", "othervpc");
  const classic = alibabaId("sg", "classic");

  it.each<[string, Partial<ecs.DescribeSecurityGroupsRequest>, string[]]>([
    ["region, in descending order", {}, [second, otherVpcGroup, group, classic]],
    ["SecurityGroupIds", { securityGroupIds: JSON.stringify([group, "sg-bp1nobody"]) }, [group]],
    ["SecurityGroupId", { securityGroupId: otherVpcGroup }, [otherVpcGroup]],
    ["VpcId", { vpcId: vpc }, [second, group]],
    ["NetworkType", { networkType: "classic" }, [classic]],
    ["SecurityGroupName", { securityGroupName: second }, [second]],
    ["SecurityGroupType", { securityGroupType: "enterprise" }, []],
    ["ServiceManaged", { serviceManaged: true }, []],
    ["another region", { regionId: "cn-shanghai" }, []],
  ])("chooses by %s", async (_name, fields, expected) => {
    expect((await describeGroups(fields)).items.map(({ securityGroupId }) => securityGroupId)).toEqual(
      expected,
    );
  });

  it("names the VPC of a group", async () => {
    const { items } = await describeGroups({ securityGroupId: otherVpcGroup });
    expect(items).toMatchObject([{ vpcId: alibabaId("vpc", "other"), securityGroupType: "normal" }]);
  });

  it("says how many interfaces still fit into a group only when it is asked", async () => {
    emulator.seed({
      securityGroups: [{ cloud, id: second, vpcId: vpc, capacity: 3 }],
      interfaces: [{ cloud, id: free, securityGroupIds: [second] }],
    });
    const [plain] = (await describeGroups({ securityGroupId: second })).items;
    expect(plain?.availableInstanceAmount).toBeUndefined();
    const [counted] = (await describeGroups({ securityGroupId: second, isQueryEcsCount: true })).items;
    expect(counted).toMatchObject({ availableInstanceAmount: 2, ecsCount: 0 });
  });

  it("has a total by page number, and none by token", async () => {
    const first = await describeGroups({ maxResults: 3 });
    expect(first.items).toHaveLength(3);
    expect(first.totalCount).toBeUndefined();
    const last = await describeGroups({ maxResults: 3, nextToken: first.nextToken ?? "" });
    expect(last.items).toHaveLength(1);
    expect(last.nextToken).toBe("");
    expect(await describeGroups({ pageSize: 3, pageNumber: 2 })).toMatchObject({
      ...{ totalCount: 4, pageNumber: 2, pageSize: 3 },
      items: [{ securityGroupId: classic }],
    });
    expect(await describeGroups({})).toMatchObject({ totalCount: 4, pageNumber: 1, pageSize: 10 });
  });
});

describe("Alibaba's DescribeAccountAttributes", () => {
  const quotaOf = async () => {
    const { body } = await ecsClient(emulator).describeAccountAttributes(
      new ecs.DescribeAccountAttributesRequest({
        regionId,
        attributeName: ["max-elastic-network-interfaces"],
      }),
    );
    const [item] = body?.accountAttributeItems?.accountAttributeItem ?? [];
    return item?.attributeValues?.valueItem?.map(({ value }) => value);
  };

  it("has the quota of interfaces that a create keeps to", async () => {
    expect(await quotaOf()).toEqual(["50000"]);
    emulator.seed(quota({ interfaces: 7 }));
    expect(await quotaOf()).toEqual(["7"]);
    const create = new ecs.CreateNetworkInterfaceRequest({
      ...{ regionId, vSwitchId: main, securityGroupId: group },
    });
    await expect(ecsClient(emulator).createNetworkInterface(create)).rejects.toMatchObject({
      code: "MaxEniCountExceeded",
    });
  });
});

describe("Alibaba's quota of interfaces", () => {
  it("counts only those of the region", async () => {
    const RegionId = "cn-shanghai";
    const [vpcId, vSwitchId, securityGroupId] = ["vpc-bp1sh", "vsw-bp1sh", "sg-bp1sh"];
    emulator.seed({
      ...quota({ interfaces: 1 }),
      vpcs: [{ cloud, id: vpcId, regionId: RegionId }],
      subnets: [{ cloud, id: vSwitchId, vpcId, zoneId: "cn-shanghai-b", cidr: "10.1.0.0/24" }],
      securityGroups: [{ cloud, id: securityGroupId, vpcId }],
    });
    const create = () =>
      ecsClient(emulator).createNetworkInterface(
        new ecs.CreateNetworkInterfaceRequest({ regionId: RegionId, vSwitchId, securityGroupId }),
      );
    expect((await create()).body?.status).toBe("Available");
    await expect(create()).rejects.toMatchObject({ code: "MaxEniCountExceeded" });
  });
});

describe("Alibaba's DescribeHaVips", () => {
  interface Answer {
    readonly HaVips: { HaVip: { HaVipId: string; AssociatedInstances: { associatedInstance: string[] } }[] };
    readonly TotalCount: number;
  }
  const describeHaVips = (params: Params = {}) => callVpc<Answer>("DescribeHaVips", { ...region, ...params });

  it("names the interface that an HAVIP is bound to", async () => {
    expect(await describeHaVips()).toMatchObject({ TotalCount: 0, HaVips: { HaVip: [] } });
    emulator.seed({ interfaces: [{ cloud, id: free, havip: true }] });
    const { HaVips } = await describeHaVips();
    expect(HaVips.HaVip).toMatchObject([
      { AssociatedInstanceType: "NetworkInterface", VSwitchId: main, VpcId: vpc, Status: "InUse" },
    ]);
    expect(HaVips.HaVip[0]?.AssociatedInstances.associatedInstance).toEqual([free]);
  });

  it("chooses by the keys of its page", async () => {
    emulator.seed({ interfaces: [{ cloud, id: free, havip: true }] });
    const total = async (Key: string, ...values: string[]) => {
      const filter = Object.fromEntries(values.map((value, index) => [`Filter.2.Value.${index + 1}`, value]));
      return (await describeHaVips({ "Filter.2.Key": Key, ...filter })).TotalCount;
    };
    expect(await total("VSwitchId", tiny, main)).toBe(1);
    expect(await total("VSwitchId", tiny)).toBe(0);
    expect(await total("Status", "Available")).toBe(0);
    expect((await refusalOf(total("InstanceId", free))).code).toBe("InvalidParameter");
  });
});

describe("A key that may only describe", () => {
  const reader = () => {
    const [account] = emulator.store.accounts(cloud);
    const key = account?.keys.find(({ deniedActions }) => deniedActions !== undefined);
    if (account === undefined || key === undefined) throw new Error("the scenario has no such key");
    return { ...key, accountId: account.id };
  };
  const described: [string, string][] = [
    [VPC_VERSION, "DescribeVSwitches"],
    [VPC_VERSION, "DescribeHaVips"],
    ["2014-05-26", "DescribeSecurityGroups"],
    ["2014-05-26", "DescribeAccountAttributes"],
  ];

  it.each(described)("may call, of version %s, %s, and the journal has the call", async (version, action) => {
    await popClient(emulator, reader(), version).request(action, region, { method: "POST" });
    expect(emulator.journal.entries({ action })).toMatchObject([{ cloud, action, code: null, regionId }]);
  });

  it.each(described)("may be forbidden to call, of version %s, %s", async (version, action) => {
    const { accountId, deniedActions: _before, ...key } = reader();
    emulator.seed({ accounts: [{ cloud, id: accountId, keys: [{ ...key, deniedActions: [action] }] }] });
    const asked = popClient(emulator, { ...key, accountId }, version).request(action, region, {
      method: "POST",
    });
    expect(await refusalOf(asked)).toMatchObject({ code: "Forbidden.RAM", status: 403 });
  });
});
