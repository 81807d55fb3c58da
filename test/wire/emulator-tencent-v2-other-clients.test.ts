import { createEmulator, type Emulator } from "../../emulator";
import { tencentId } from "../../emulator/tencent/scenario";
import { qcloud } from "./emulator-tencent-caller";

const cloud = "tencent" as const;
const free = tencentId("eni", "free");
const vpcId = tencentId("vpc", "main");
const tiny = tencentId("subnet", "tiny");
const named = { vpcId, networkInterfaceId: free };

let emulator: Emulator;

beforeAll(async () => {
  emulator = await createEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

const ask = (action: string, params: object = {}) => qcloud(emulator, action, { ...params });
const addressesOf = (id: string) =>
  emulator.store.interface(cloud, id)?.privateIps.map(({ address }) => address) ?? [];

describe("The vendor's client of API v2", () => {
  it("assigns addresses, waits for the task, and unassigns them", async () => {
    const before = addressesOf(free);
    const wanted = {
      "privateIpAddressSet.0.privateIpAddress": "172.16.9.9",
      "privateIpAddressSet.0.primary": "false",
    };
    const assigned = await ask("AssignPrivateIpAddresses", {
      ...{ ...named, ...wanted, secondaryPrivateIpAddressCount: 1 },
    });
    const { taskId } = assigned.data as { taskId: number };
    expect(await ask("DescribeVpcTaskResult", { taskId })).toMatchObject({ code: 0, data: { status: 0 } });
    const [second = ""] = addressesOf(free).slice(-1);
    expect(addressesOf(free)).toEqual([...before, "172.16.9.9", second]);
    const listed = { "privateIpAddress.0": "172.16.9.9", "privateIpAddress.1": second };
    expect(await ask("UnassignPrivateIpAddresses", { ...named, ...listed })).toMatchObject({ code: 0 });
    expect(addressesOf(free)).toEqual(before);
  });

  it.each<[string, string, object]>([
    ["InvalidPrivateIpAddress.InUse", "Assign", { "privateIpAddressSet.0.privateIpAddress": "172.16.0.1" }],
    ["4000", "Assign", {}],
    ["4000", "Assign", { "privateIpAddressSet.0.privateIpAddress": "10.0.0.1" }],
    [
      "4000",
      "Assign",
      { "privateIpAddressSet.0.privateIpAddress": "172.16.9.9", "privateIpAddressSet.0.primary": "true" },
    ],
    ["5100", "Assign", { secondaryPrivateIpAddressCount: 10 }],
    [
      "InvalidNetworkInterface.NotFound",
      "Assign",
      { networkInterfaceId: "eni-nobody01", secondaryPrivateIpAddressCount: 1 },
    ],
    ["InvalidVpc.NotFound", "Unassign", { vpcId: "vpc-nobody01", "privateIpAddress.0": "172.16.9.9" }],
    ["5000", "Unassign", { "privateIpAddress.0": "172.16.9.9" }],
    ["4000", "Unassign", {}],
  ])("is refused with %s: %sPrivateIpAddresses %p", async (code, verb, params) => {
    const answer = await ask(`${verb}PrivateIpAddresses`, { ...named, ...params });
    expect(answer.codeDesc ?? String(answer.code)).toBe(code);
    expect(addressesOf(free)).toHaveLength(1);
  });

  it("cannot take the primary address away", async () => {
    const [primary] = addressesOf(free);
    const answer = await ask("UnassignPrivateIpAddresses", { ...named, "privateIpAddress.0": primary });
    expect(answer).toMatchObject({ code: 5100, codeDesc: "InvalidPrivateip.IsPrimary" });
  });

  it("lists subnets, with the data beside the code", async () => {
    expect(await ask("DescribeSubnetEx", { subnetId: tiny })).toMatchObject({
      ...{ code: 0, totalCount: 1 },
      data: [
        {
          ...{ vpcId, unVpcId: vpcId, vpcName: vpcId, vpcCidrBlock: "172.16.0.0/16", subnetId: tiny },
          ...{ unSubnetId: tiny, subnetName: tiny, cidrBlock: "172.16.32.0/29", zoneId: 100003 },
          ...{ zone: "ap-guangzhou-3", networkAclId: 0, vpcDevices: 0, totalIPNum: 5, availableIPNum: 4 },
          ...{ broadcast: false, isDefault: false },
        },
      ],
    });
    const idsOf = async (params: object) =>
      ((await ask("DescribeSubnetEx", params)).data as { subnetId: string }[]).map(
        ({ subnetId }) => subnetId,
      );
    expect(await idsOf({ "zoneIds.0": "100004" })).toEqual([tencentId("subnet", "zone")]);
    expect(await idsOf({ subnetName: "tin" })).toEqual([tiny]);
    expect(await idsOf({ orderDirection: "asc", limit: 1, offset: 1 })).toEqual([
      tencentId("subnet", "other"),
    ]);
    expect(await ask("DescribeSubnetEx", { subnetId: tencentId("subnet", "foreign") })).toMatchObject({
      codeDesc: "InvalidSubnet.NotFound",
    });
  });

  it("lists VPCs by either spelling of the name", async () => {
    const expected = {
      code: 0,
      totalCount: 1,
      data: [{ unVpcId: vpcId, cidrBlock: "172.16.0.0/16", subnetNum: 3 }],
    };
    for (const name of ["vpcName", "vpnName"]) {
      expect(await ask("DescribeVpcEx", { [name]: "main" })).toMatchObject(expected);
    }
    expect(await ask("DescribeVpcEx", { vpcId: tencentId("vpc", "foreign") })).toMatchObject({
      codeDesc: "InvalidVpc.NotFound",
    });
    emulator.seed({ settings: { "tencent-v2.envelope": "page" } });
    expect(await ask("DescribeVpcEx", { vpcId })).toMatchObject({ ...expected, code: "0" });
  });

  it.each([
    ["DescribeNetworkInterfaces", "subnetId"],
    ["DescribeVpcEx", "cidrBlock"],
    ["DescribeSubnetEx", "zone"],
  ])("is refused a filter of %s that no page has: %s", async (action, name) => {
    expect(await ask(action, { [name]: "x" })).toMatchObject({
      ...{ code: 4000, message: `the emulator does not know the parameter ${name}` },
    });
  });
});
