import * as ecs from "@alicloud/ecs20140526";
import { createEmulator, type Emulator } from "../../emulator";
import { alibabaId } from "../../emulator/alibaba/scenario";
import { ecsClient, popClient, refusalOf, region } from "./emulator-alibaba-caller";

let emulator: Emulator;

beforeAll(async () => {
  emulator = await createEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

const running = alibabaId("i", "running");
const attached = alibabaId("eni", "attached");
const managed = alibabaId("eni", "managed");
const regionId = region.RegionId;

interface Model {
  names(): Record<string, string>;
}

/** The fields of the vendor's model that an answer does not have. */
const missing = (model: Model, item: object | undefined): string[] =>
  Object.keys(model.names()).filter((name) => (item as Record<string, unknown>)?.[name] === undefined);

describe("Alibaba's answers have every documented field but those that FACTS.md leaves out:", () => {
  it("DescribeInstances", async () => {
    const { body } = await ecsClient(emulator).describeInstances(
      new ecs.DescribeInstancesRequest({ regionId, instanceIds: JSON.stringify([running]) }),
    );
    const [item] = body?.instances?.instance ?? [];
    expect(missing(ecs.DescribeInstancesResponseBodyInstancesInstance, item)).toEqual([
      ...["additionalInfo", "clockOptions", "deploymentSetGroupNo", "enableNVS", "privateDnsNameOptions"],
    ]);
    expect(missing(ecs.DescribeInstancesResponseBodyInstancesInstanceEipAddress, item?.eipAddress)).toEqual([
      "bandwidth",
    ]);
    const [held] = item?.networkInterfaces?.networkInterface ?? [];
    const heldModel = ecs.DescribeInstancesResponseBodyInstancesInstanceNetworkInterfacesNetworkInterface;
    expect(missing(heldModel, held)).toEqual([]);
  });

  it("DescribeNetworkInterfaces", async () => {
    const { body } = await ecsClient(emulator).describeNetworkInterfaces(
      new ecs.DescribeNetworkInterfacesRequest({ regionId, networkInterfaceId: [attached, managed] }),
    );
    const [held, ofService] = body?.networkInterfaceSets?.networkInterfaceSet ?? [];
    const model = ecs.DescribeNetworkInterfacesResponseBodyNetworkInterfaceSetsNetworkInterfaceSet;
    expect(missing(model, held)).toEqual(["queuePairNumber", "serviceID"]);
    expect(ofService?.serviceID).toBeGreaterThan(0);
  });

  it("DescribeNetworkInterfaceAttribute", async () => {
    const { body } = await ecsClient(emulator).describeNetworkInterfaceAttribute(
      new ecs.DescribeNetworkInterfaceAttributeRequest({ regionId, networkInterfaceId: attached }),
    );
    expect(missing(ecs.DescribeNetworkInterfaceAttributeResponseBody, body)).toEqual([
      ...["bondInterfaceSpecification", "enhancedNetwork", "qoSConfig", "queuePairNumber", "serviceID"],
      ...["slaveInterfaceSpecification", "tcpOptionAddressEnabled"],
    ]);
  });

  it("DescribeInstanceTypes", async () => {
    const { body } = await ecsClient(emulator).describeInstanceTypes(
      new ecs.DescribeInstanceTypesRequest({ instanceTypes: ["ecs.ebmgn7e.32xlarge"] }),
    );
    const [item] = body?.instanceTypes?.instanceType ?? [];
    expect(missing(ecs.DescribeInstanceTypesResponseBodyInstanceTypesInstanceType, item)).toEqual([
      ...["attributes", "clock", "enhancedNetwork", "localStorageCapacity", "networkInfo", "securityOptions"],
    ]);
  });

  it("DescribeSecurityGroups", async () => {
    const { body } = await ecsClient(emulator).describeSecurityGroups(
      new ecs.DescribeSecurityGroupsRequest({ regionId, isQueryEcsCount: true }),
    );
    const [item] = body?.securityGroups?.securityGroup ?? [];
    expect(missing(ecs.DescribeSecurityGroupsResponseBodySecurityGroupsSecurityGroup, item)).toEqual([
      "serviceID",
    ]);
  });

  it("a trunk lists its members", async () => {
    const large = alibabaId("i", "large");
    const [trunk, member] = [alibabaId("eni", "trunk"), alibabaId("eni", "free")];
    const trunkInterfaceId = trunk;
    emulator.seed({
      interfaces: [
        { cloud: "alibaba", id: trunk, instanceId: large, status: "attached" },
        {
          cloud: "alibaba",
          id: member,
          kind: "member",
          instanceId: large,
          status: "attached",
          trunkInterfaceId,
        },
      ],
    });
    const { body } = await ecsClient(emulator).describeNetworkInterfaceAttribute(
      new ecs.DescribeNetworkInterfaceAttributeRequest({ regionId, networkInterfaceId: trunk }),
    );
    expect(body?.attachment?.memberNetworkInterfaceIds?.memberNetworkInterfaceId).toEqual([member]);
  });
});

type Params = Record<string, string | number | boolean | string[] | object[]>;

async function instances(params: Params): Promise<string[]> {
  const answer = await popClient(emulator).request<{ Instances: { Instance: { InstanceId: string }[] } }>(
    "DescribeInstances",
    { ...region, PageSize: 100, ...params },
    { method: "POST" },
  );
  return answer.Instances.Instance.map((item) => item.InstanceId);
}

describe("Alibaba's DescribeInstances filters", () => {
  const all = () => instances({});
  const eip = { address: "203.0.113.7", allocationId: "eip-bp1mine" };
  const own = alibabaId("i", "own");
  const ownPrimary = alibabaId("eni", "own");
  const day = 24 * 60 * 60 * 1000;

  beforeEach(() => {
    emulator.seed({
      instanceTypes: [{ cloud: "alibaba", id: "ecs.own.large", eniQuantity: 2 }],
      instances: [
        {
          ...{ cloud: "alibaba", id: own, subnetId: alibabaId("vsw", "main"), name: "own-web-1" },
          ...{ instanceType: "ecs.own.large", locked: ["security"], createdAt: Date.now() + 10 * day },
        },
      ],
      interfaces: [
        {
          ...{ cloud: "alibaba", id: ownPrimary, kind: "primary", instanceId: own, ipv6: ["fd00::77"] },
          privateIps: [{ address: "172.16.7.7", primary: true, publicIp: eip }],
        },
      ],
    });
  });

  it.each<[string, Params]>([
    ["PrivateIpAddresses", { PrivateIpAddresses: JSON.stringify(["172.16.7.7", "172.16.7.8"]) }],
    ["EipAddresses", { EipAddresses: JSON.stringify([eip.address]) }],
    ["Ipv6Address", { Ipv6Address: ["fd00::77"] }],
    ["InstanceTypeFamily", { InstanceTypeFamily: "ecs.own" }],
    ["LockReason", { LockReason: "security" }],
    ["InstanceName with an asterisk", { InstanceName: "own-*-1" }],
    [
      "Filter",
      {
        "Filter.1.Key": "CreationStartTime",
        "Filter.1.Value": `${new Date(Date.now() + 9 * day).toISOString().slice(0, 16)}Z`,
      },
    ],
  ])("by %s", async (_name, params) => {
    expect(await instances(params)).toEqual([own]);
  });

  it.each<[string, unknown]>([
    ["InstanceChargeType", "PostPaid"],
    ["InternetChargeType", "PayByTraffic"],
    ["InstanceNetworkType", "vpc"],
    ["IoOptimized", "true"],
    ["HttpEndpoint", "enabled"],
    ["HttpTokens", "optional"],
    ["ImageId", "aliyun_3_x64_20G_alibase_20240528.vhd"],
  ])("by %s, in which all instances are alike", async (name, value) => {
    expect(await instances({ [name]: String(value) })).toEqual(await all());
  });

  const models = {
    DescribeInstances: ecs.DescribeInstancesRequest,
    DescribeNetworkInterfaces: ecs.DescribeNetworkInterfacesRequest,
    DescribeInstanceStatus: ecs.DescribeInstanceStatusRequest,
    DescribeInstanceTypes: ecs.DescribeInstanceTypesRequest,
    DescribeSecurityGroups: ecs.DescribeSecurityGroupsRequest,
    DescribeAccountAttributes: ecs.DescribeAccountAttributesRequest,
  };
  /** Of the page and the caller; they choose nothing. */
  const others = /^(OwnerId|OwnerAccount|ResourceOwner.*|MaxResults|NextToken|Page.*|AdditionalAttributes)$/;
  const filters = Object.entries(models).flatMap(([action, model]) =>
    Object.values<string>(model.names())
      .filter((name) => !others.test(name))
      .map((name) => [action, name] as const),
  );

  it.each(filters)(
    "or refuses in words: %s by %s never gives what was not asked for",
    async (action, name) => {
      const unfit: Record<string, Params> = {
        Tag: { "Tag.1.Key": "no-such" },
        Filter: { "Filter.1.Key": "no-such", "Filter.1.Value": "x" },
      };
      const given = unfit[name] ?? { [isList(action, name) ? `${name}.1` : name]: unfitValue(name) };
      const asked = popClient(emulator).request<Record<string, unknown>>(
        action,
        { ...region, ...given },
        { method: "POST" },
      );
      const text = await asked.then(
        (answer) => JSON.stringify(answer),
        async () => (await refusalOf(asked)).code,
      );
      expect(text).toMatch(/^(InvalidParameter|InvalidRegionId\.MalFormed)$|^\{"\w+":\{"\w+":\[\]\}/);
    },
  );

  it("by a list are refused without the numbers of its entries", async () => {
    const asked = popClient(emulator).request("DescribeInstanceTypes", { InstanceTypes: "ecs.g7.large" });
    expect((await refusalOf(asked)).body.Message).toContain("InstanceTypes.1");
  });

  it.each(Object.keys(models))("an invented parameter of %s is refused", async (action) => {
    const asked = popClient(emulator).request(action, { ...region, VpcIdd: "vpc-1" }, { method: "POST" });
    expect(await refusalOf(asked)).toMatchObject({
      code: "InvalidParameter",
      body: { Message: 'The emulator does not know the parameter "VpcIdd" of this action.' },
    });
  });
});

const LISTS = [
  "NetworkInterfaceId",
  "Ipv6Address",
  "PrivateIpAddress",
  "InstanceTypes",
  "InstanceTypeFamilies",
  "AttributeName",
];

const isList = (action: string, name: string): boolean =>
  LISTS.includes(name) || (action === "DescribeInstanceStatus" && name === "InstanceId");

/** A value that fits the form of the parameter and no record. */
function unfitValue(name: string): string {
  if (/^(InstanceIds|.*IpAddresses|EipAddresses)$/.test(name)) return '["10.255.255.1"]';
  if (/^Minimum/.test(name)) return "100000";
  if (/^Maximum/.test(name)) return name === "MaximumGPUAmount" ? "no number" : "0";
  if (name === "IoOptimized") return "false";
  return name === "ServiceManaged" ? "perhaps" : "no-such-value";
}
