import type { InstanceSeed, InterfaceSeed, Seeds } from "../seeds";
import type { TourStop } from "../wire";

/** The cloud's ids have 20 characters after their prefix. */
const ID_LENGTH = 20;

/** An id that names its kind, such as `eni-bp1free0000000000001`. */
export function alibabaId(prefix: string, word: string, number = 1): string {
  const head = `bp1${word}`;
  return `${prefix}-${head}${String(number).padStart(ID_LENGTH - head.length, "0")}`;
}

export const REGION = "cn-hangzhou";
const ZONE = "cn-hangzhou-h";
const OTHER_ZONE = "cn-hangzhou-i";

const vpc = alibabaId("vpc", "main");
const otherVpc = alibabaId("vpc", "other");
const subnet = alibabaId("vsw", "main");
const otherZoneSubnet = alibabaId("vsw", "otherzone");
const otherVpcSubnet = alibabaId("vsw", "othervpc");
const tinySubnet = alibabaId("vsw", "tiny");
const foreignVpc = alibabaId("vpc", "foreign");
const foreignSubnet = alibabaId("vsw", "foreign");
const group = alibabaId("sg", "main");
const secondGroup = alibabaId("sg", "second");
const otherVpcGroup = alibabaId("sg", "othervpc");

export const FIRST_ACCOUNT = "1000000000000001";
export const SECOND_ACCOUNT = "1000000000000002";

const running = alibabaId("i", "running");
const stopped = alibabaId("i", "stopped");
const starting = alibabaId("i", "starting");
const busy = alibabaId("i", "busy");
const small = alibabaId("i", "small");
const noHotPlug = alibabaId("i", "nohotplug");
const large = alibabaId("i", "large");
const otherZone = alibabaId("i", "otherzone");
const otherVpcInstance = alibabaId("i", "othervpc");
const foreign = alibabaId("i", "foreign");

/** A key that may describe everything and change nothing. */
const readOnlyKey = {
  accessKeyId: "LTAI5tEmulatorReadOnly01",
  accessKeySecret: "emulated0secret0of0reader00001",
  userName: "reader",
  deniedActions: [
    "AttachNetworkInterface",
    "DetachNetworkInterface",
    "CreateNetworkInterface",
    "ModifyNetworkInterfaceAttribute",
    "DeleteNetworkInterface",
    "AssignPrivateIpAddresses",
    "UnassignPrivateIpAddresses",
    "AssignIpv6Addresses",
    "UnassignIpv6Addresses",
    "TagResources",
    "UntagResources",
  ],
};

/** What exists with every scenario. The key pairs are invented and work nowhere else. */
export const foundation: Seeds = {
  accounts: [
    {
      id: FIRST_ACCOUNT,
      resourceGroupIds: [alibabaId("rg", "main")],
      keys: [
        { accessKeyId: "LTAI5tEmulatorAccount001", accessKeySecret: "emulated0secret0of0account0001" },
        {
          accessKeyId: "STS.NEmulatorSession00001",
          accessKeySecret: "emulated0secret0of0session0001",
          securityToken: "emulated-security-token-0001",
          userName: "session",
        },
        readOnlyKey,
      ],
    },
    {
      id: SECOND_ACCOUNT,
      keys: [{ accessKeyId: "LTAI5tEmulatorAccount002", accessKeySecret: "emulated0secret0of0account0002" }],
    },
  ],
  instanceTypes: [
    { id: "ecs.g7.large", eniQuantity: 3, cpu: 2, memoryGib: 8 },
    { id: "ecs.g7.xlarge", eniQuantity: 4, ipv4PerInterface: 15, cpu: 4, memoryGib: 16 },
    { id: "ecs.g7.4xlarge", eniQuantity: 8, ipv4PerInterface: 30, cpu: 16, memoryGib: 64 },
    {
      id: "ecs.g7.16xlarge",
      eniQuantity: 15,
      eniTotalQuantity: 120,
      trunkSupported: true,
      ipv4PerInterface: 30,
      cpu: 64,
      memoryGib: 256,
    },
    { id: "ecs.c6.large", eniQuantity: 2, cpu: 2, memoryGib: 4 },
    {
      id: "ecs.t5-lc2m1.nano",
      eniQuantity: 2,
      hotPlug: false,
      ipv4PerInterface: 2,
      ipv6PerInterface: 0,
      cpu: 1,
    },
    { id: "ecs.t6-c1m2.large", eniQuantity: 2, hotPlug: false, cpu: 2, memoryGib: 4 },
    { id: "ecs.n1.small", eniQuantity: 1, oldGeneration: true, ipv6PerInterface: 0, cpu: 1 },
    { id: "ecs.ebmgn7e.32xlarge", eniQuantity: 32, networkCards: 4, hotPlug: false, cpu: 128 },
  ],
};

function instance(id: string, fields: Partial<InstanceSeed>): InstanceSeed {
  return {
    id,
    name: id.replace(/^i-bp1([a-z]+)0+\d+$/, "$1"),
    subnetId: subnet,
    instanceType: "ecs.g7.4xlarge",
    securityGroupIds: [group],
    ...fields,
  };
}

function primary(instanceId: string, number: number): InterfaceSeed {
  return { id: alibabaId("eni", "primary", number), kind: "primary", instanceId };
}

function secondary(word: string, number: number, fields: Partial<InterfaceSeed> = {}): InterfaceSeed {
  const name = `${word}-${number}`;
  return {
    id: alibabaId("eni", word, number),
    name,
    subnetId: subnet,
    securityGroupIds: [group],
    ...fields,
  };
}

const instances: InstanceSeed[] = [
  instance(running, {}),
  instance(stopped, { status: "stopped" }),
  instance(starting, { status: "starting" }),
  instance(busy, {}),
  instance(small, { instanceType: "ecs.c6.large" }),
  instance(large, { instanceType: "ecs.g7.16xlarge" }),
  instance(otherZone, { subnetId: otherZoneSubnet }),
  instance(otherVpcInstance, { subnetId: otherVpcSubnet, securityGroupIds: [] }),
  instance(foreign, { subnetId: foreignSubnet, securityGroupIds: [] }),
];

/** The default scenario: one interface for each case in the rules, and many free ones. */
export const scenario: Seeds = {
  vpcs: [
    { id: vpc, regionId: REGION, cidr: "172.16.0.0/12" },
    { id: otherVpc, regionId: REGION, cidr: "192.168.0.0/16" },
    { id: foreignVpc, regionId: REGION, cidr: "10.0.0.0/8", accountId: SECOND_ACCOUNT },
  ],
  subnets: [
    { id: subnet, vpcId: vpc, zoneId: ZONE, cidr: "172.16.0.0/20" },
    { id: otherZoneSubnet, vpcId: vpc, zoneId: OTHER_ZONE, cidr: "172.16.16.0/20" },
    { id: tinySubnet, vpcId: vpc, zoneId: ZONE, cidr: "172.16.32.0/29" },
    { id: otherVpcSubnet, vpcId: otherVpc, zoneId: ZONE, cidr: "192.168.0.0/24" },
    { id: foreignSubnet, vpcId: foreignVpc, zoneId: ZONE, cidr: "10.0.0.0/24" },
  ],
  securityGroups: [
    { id: group, regionId: REGION, vpcId: vpc },
    { id: secondGroup, regionId: REGION, vpcId: vpc },
    { id: otherVpcGroup, regionId: REGION, vpcId: otherVpc },
    { id: alibabaId("sg", "classic"), regionId: REGION, vpcId: "" },
  ],
  instances: [...instances, instance(noHotPlug, { instanceType: "ecs.t6-c1m2.large" })],
  interfaces: [
    ...instances.map(({ id }, index) => primary(id, index + 1)),
    ...Array.from({ length: 12 }, (_, index) => secondary("free", index + 1)),
    secondary("otherzone", 1, { subnetId: otherZoneSubnet }),
    secondary("othervpc", 1, { subnetId: otherVpcSubnet, securityGroupIds: [] }),
    secondary("attached", 1, { instanceId: busy }),
    secondary("managed", 1, { serviceManaged: true }),
    secondary("linked", 1, { instanceId: busy, linkedInterfaceId: alibabaId("eni", "free", 12) }),
    secondary("trunk", 1, { kind: "trunk" }),
    secondary("fast", 1, { highPerformance: true }),
    secondary("foreign", 1, { subnetId: foreignSubnet, securityGroupIds: [] }),
    // Last, and with an address of its own: the others get the addresses that they have in states of earlier versions.
    {
      ...primary(noHotPlug, instances.length + 1),
      privateIps: [{ address: "172.16.15.250", primary: true }],
    },
  ],
};

export const tour: TourStop[] = [
  { id: running, what: "a running instance; it can have 8 interfaces" },
  { id: stopped, what: "a stopped instance; interfaces can be attached to it too" },
  { id: starting, what: "an instance that is starting; nothing can be attached until it runs" },
  {
    id: large,
    what: "a running instance of a type with trunks; it can have 15 interfaces and 120 with members",
  },
  { id: small, what: "a running instance of a type with at most 2 interfaces" },
  {
    id: noHotPlug,
    what: "a running instance of a type without hot plugging; it must be stopped before an interface is attached",
  },
  { id: otherZone, what: "a running instance in another zone" },
  { id: otherVpcInstance, what: "a running instance in another VPC" },
  { id: alibabaId("eni", "free", 1), what: "a free interface; so are …0002 to …0012" },
  { id: alibabaId("eni", "attached", 1), what: `an interface that is attached to ${busy}` },
  { id: alibabaId("eni", "primary", 1), what: `the primary interface of ${running}; it cannot be detached` },
  { id: alibabaId("eni", "otherzone", 1), what: "a free interface in another zone" },
  { id: alibabaId("eni", "othervpc", 1), what: "a free interface in another VPC" },
  { id: alibabaId("eni", "managed", 1), what: "a free interface that a cloud service manages" },
  { id: alibabaId("eni", "linked", 1), what: "an attached interface that is linked to another one" },
  { id: alibabaId("eni", "trunk", 1), what: "a free trunk interface" },
  {
    id: alibabaId("eni", "fast", 1),
    what: "a free interface with high performance; its instance must be stopped",
  },
  { id: subnet, what: "a vSwitch for new interfaces" },
  { id: tinySubnet, what: "an almost full vSwitch: it has 4 free addresses" },
  { id: otherZoneSubnet, what: "a vSwitch of the same VPC in another zone" },
  { id: otherVpcSubnet, what: "a vSwitch of another VPC" },
  { id: group, what: "a security group for new interfaces" },
  { id: secondGroup, what: "another security group of the same VPC" },
  { id: otherVpcGroup, what: "a security group of that other VPC; the other vSwitches refuse it" },
  {
    id: readOnlyKey.accessKeyId,
    what: `a key that may only describe; its secret: ${readOnlyKey.accessKeySecret}`,
  },
];
