import { createEmulator, type Emulator } from "../../emulator";
import { zenlayerId } from "../../emulator/zenlayer/scenario";
import { call } from "./emulator-zenlayer-caller";

const cloud = "zenlayer" as const;
const free = zenlayerId("free", 1);
const other = zenlayerId("free", 2);
const running = zenlayerId("instance", 1);
const subnet = zenlayerId("subnet", 1);
const vpc = zenlayerId("vpc", 1);
const group = zenlayerId("resourceGroup", 1);
const secondGroup = zenlayerId("resourceGroup", 2);

let emulator: Emulator;

beforeAll(async () => {
  emulator = await createEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

const versions = ["2025-09-01", "2024-04-01"];

describe("Zenlayer's AddResourceResourceGroup", () => {
  const user = { service: "user", version: "2024-05-29" };
  const move = (resources: unknown, resourceGroupId: string | undefined = secondGroup) =>
    call(emulator, "AddResourceResourceGroup", { resources, resourceGroupId }, user);
  const groupOf = (id: string) =>
    (emulator.store.interface(cloud, id) ?? emulator.store.instance(cloud, id))?.resourceGroupId;

  it("moves vNICs and instances into another group", async () => {
    expect(groupOf(free)).toBe(group);
    const { status, response } = await move([free, running]);
    expect([status, Object.keys(response)]).toEqual([200, ["requestId"]]);
    expect([groupOf(free), groupOf(running)]).toEqual([secondGroup, secondGroup]);
    const described = await call(emulator, "DescribeNetworkInterfaces", { resourceGroupId: secondGroup });
    expect(described.response.dataSet).toMatchObject([
      { nicId: free, resourceGroup: { resourceGroupId: secondGroup } },
    ]);
  });

  it.each<[string, unknown, string]>([
    ["OPERATION_FAILED_RESOURCE_NOT_FOUND", [free, "1"], secondGroup],
    ["OPERATION_FAILED_RESOURCE_NOT_FOUND", [zenlayerId("foreign", 1)], secondGroup],
    ["OPERATION_FAILED_RESOURCE_GROUP_NOT_FOUND", [free], zenlayerId("resourceGroup", 3)],
    ["MISSING_PARAMETER", [], secondGroup],
    ["INVALID_PARAMETER_TYPE", free, secondGroup],
  ])("refuses with %s and moves nothing: %p", async (code, resources, resourceGroupId) => {
    expect((await move(resources, resourceGroupId)).body.code).toBe(code);
    expect(groupOf(free)).toBe(group);
  });

  it("is an action of the service user alone, and not for a key that may only read", async () => {
    const params = { resources: [free], resourceGroupId: secondGroup };
    const asZec = await call(emulator, "AddResourceResourceGroup", params);
    expect(asZec.body.code).toBe("AUTHFAILURE_UNAUTHORIZED_OPERATION");
    const credentials = { accessKeyId: "0EmulatorReader1", accessKeySecret: "emulatedPasswordReader001" };
    const asReader = await call(emulator, "AddResourceResourceGroup", params, { ...user, credentials });
    expect(asReader.status).toBe(401);
    expect(groupOf(free)).toBe(group);
  });
});

describe.each(versions)("Zenlayer's networks in version %s", (version) => {
  const ask = async (action: string, params: object = {}) => {
    const { response } = await call(emulator, action, params, { version });
    return response.dataSet as Record<string, unknown>[];
  };

  it("show a subnet with all its fields", async () => {
    const [shown] = await ask("DescribeSubnets", { subnetIds: [subnet] });
    expect(shown).toEqual({
      subnetId: subnet,
      regionId: "asia-east-1",
      name: subnet,
      cidrBlock: "172.16.0.0/20",
      gatewayIpAddress: "172.16.15.254",
      ipv6CidrBlock: "fd00:172:16::/64",
      ipv6GatewayIpAddress: "fd00:172:16::ffff:ffff:ffff:ffff",
      stackType: "IPv4_IPv6",
      ipv6Type: "Private",
      vpcId: vpc,
      vpcName: vpc,
      usageIpv4Count: emulator.store.interfaces(cloud).filter((entry) => entry.subnetId === subnet).length,
      usageIpv6Count: 0,
      createTime: "2024-01-01T00:00:00Z",
      isDefault: false,
    });
  });

  it("show a VPC with all its fields", async () => {
    const [shown] = await ask("DescribeVpcs", { vpcIds: [vpc] });
    expect(shown).toMatchObject({
      ...{ vpcId: vpc, name: vpc, cidrBlock: "172.16.0.0/12", ipv6CidrBlock: "fd00:172:16::/64", mtu: 1500 },
      ...{ isDefault: false, usageIpv6Count: 0, securityGroupId: zenlayerId("securityGroup", 1) },
      ...{ dnsZoneIds: [], resourceGroup: { resourceGroupId: group }, tags: { tags: [] } },
    });
    expect(shown?.usageIpv4Count).toBeGreaterThan(10);
  });

  it("are found by each filter, page by page, and never another account's", async () => {
    const idsOf = async (params: object) => (await ask("DescribeSubnets", params)).map((one) => one.subnetId);
    expect(await idsOf({})).toHaveLength(5);
    expect(await idsOf({ regionId: "asia-southeast-1" })).toEqual([zenlayerId("subnet", 4)]);
    expect(await idsOf({ vpcIds: [zenlayerId("vpc", 2)] })).toEqual([zenlayerId("subnet", 5)]);
    expect(await idsOf({ cidrBlock: "172.16.32.0/29" })).toEqual([zenlayerId("subnet", 3)]);
    expect(await idsOf({ name: "0000003" })).toEqual([zenlayerId("subnet", 3)]);
    expect(await idsOf({ pageSize: 2, pageNum: 3 })).toEqual([zenlayerId("subnet", 5)]);
    expect(await idsOf({ subnetIds: [zenlayerId("subnet", 6)] })).toEqual([]);
    const vpcs = async (params: object) => (await ask("DescribeVpcs", params)).map((one) => one.vpcId);
    expect(await vpcs({})).toEqual([vpc, zenlayerId("vpc", 2)]);
    expect(await vpcs({ cidrBlock: "192.168" })).toEqual([zenlayerId("vpc", 2)]);
    expect(await vpcs({ resourceGroupId: secondGroup })).toEqual([]);
    expect(await vpcs({ tagKeys: ["role"] })).toEqual([]);
  });

  it.each([
    ["DescribeNetworkInterfaces", "vpcIdd"],
    ["DescribeInstances", "vpcId"],
    ["DescribeInstancesStatus", "zoneId"],
    ["DescribeSubnets", "zoneId"],
    ["DescribeVpcs", "regionId"],
  ])("%s refuses the filter %s, which its page does not have", async (action, name) => {
    const { body } = await call(emulator, action, { [name]: "x" }, { version });
    expect(body).toMatchObject({
      code: "INVALID_PARAMETER_VALUE",
      message: `The emulator does not know the parameter ${name} of ${action}.`,
    });
  });
});

describe("Zenlayer's detach of a free vNIC", () => {
  const codeIn = async (version: string) =>
    (await call(emulator, "DetachNetworkInterface", { nicId: other }, { version })).body.code;

  it("has the code of its version", async () => {
    expect(await codeIn("2025-09-01")).toBe("INVALID_NIC_STATUS");
    expect(await codeIn("2024-04-01")).toBe("OPERATION_DENIED_NIC_NOT_EXIST_INSTANCE");
  });

  it("has the old code in both versions by a setting, for clients that take it as success", async () => {
    const code = "OPERATION_DENIED_NIC_NOT_EXIST_INSTANCE";
    emulator.seed({ settings: { "zenlayer.detach-when-free": code } });
    expect([await codeIn("2025-09-01"), await codeIn("2024-04-01")]).toEqual([code, code]);
  });
});
