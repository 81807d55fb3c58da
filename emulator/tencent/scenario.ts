import type { InstanceSeed, InterfaceSeed, Seeds } from "../seeds";
import type { TourStop } from "../wire";

/** The cloud's ids have 8 characters after their prefix. */
const ID_LENGTH = 8;

/** An id that names its kind, such as `eni-free0001`. */
export function tencentId(prefix: string, word: string, number = 1): string {
  return `${prefix}-${word}${String(number).padStart(ID_LENGTH - word.length, "0")}`;
}

export const REGION = "ap-guangzhou";
const ZONE = "ap-guangzhou-3";
const OTHER_ZONE = "ap-guangzhou-4";

const vpc = tencentId("vpc", "main");
const otherVpc = tencentId("vpc", "other");
const foreignVpc = tencentId("vpc", "foreign");
const subnet = tencentId("subnet", "main");
const otherZoneSubnet = tencentId("subnet", "zone");
const otherVpcSubnet = tencentId("subnet", "other");
const tinySubnet = tencentId("subnet", "tiny");
const foreignSubnet = tencentId("subnet", "foreign");
const group = tencentId("sg", "main");
const secondGroup = tencentId("sg", "second");

export const FIRST_ACCOUNT = "100000000001";
export const SECOND_ACCOUNT = "100000000002";

const running = tencentId("ins", "running");
const stopped = tencentId("ins", "stopped");
const starting = tencentId("ins", "start");
const busy = tencentId("ins", "busy");
const small = tencentId("ins", "small");
const large = tencentId("ins", "large");
const otherZone = tencentId("ins", "zone");
const otherVpcInstance = tencentId("ins", "other");
const shutdown = tencentId("ins", "shut");
const oldFamily = tencentId("ins", "old");
const foreign = tencentId("ins", "foreign");

/** A key that may describe everything and change nothing. */
const readOnlyKey = {
  accessKeyId: "AKIDEmulatorReadOnly000000000000001",
  accessKeySecret: "EmulatedSecretOfReader0000000001",
  userName: "100000000011",
  deniedActions: [
    "AttachNetworkInterface",
    "DetachNetworkInterface",
    "CreateNetworkInterface",
    "ModifyNetworkInterface",
    "ModifyNetworkInterfaceAttribute",
    "DeleteNetworkInterface",
    "AssignPrivateIpAddresses",
    "UnassignPrivateIpAddresses",
    "AssociateNetworkInterfaceSecurityGroups",
    "DisassociateNetworkInterfaceSecurityGroups",
    "TagResources",
    "UnTagResources",
    "ModifyResourceTags",
  ],
};

/** What exists with every scenario. The key pairs are invented and work nowhere else. */
export const foundation: Seeds = {
  accounts: [
    {
      id: FIRST_ACCOUNT,
      keys: [
        {
          accessKeyId: "AKIDEmulatorAccount0000000000000001",
          accessKeySecret: "EmulatedSecretOfAccount000000001",
        },
        {
          accessKeyId: "AKIDEmulatorSession0000000000000001",
          accessKeySecret: "EmulatedSecretOfSession000000001",
          securityToken: "emulated-security-token-0001",
          userName: "session",
        },
        readOnlyKey,
      ],
    },
    {
      id: SECOND_ACCOUNT,
      keys: [
        {
          accessKeyId: "AKIDEmulatorAccount0000000000000002",
          accessKeySecret: "EmulatedSecretOfAccount000000002",
        },
      ],
    },
  ],
  instanceTypes: [
    { id: "S5.SMALL2", eniQuantity: 2, ipv4PerInterface: 6, cpu: 1, memoryGib: 2 },
    { id: "S5.MEDIUM4", eniQuantity: 4, ipv4PerInterface: 10, cpu: 2, memoryGib: 4 },
    { id: "S5.2XLARGE16", eniQuantity: 6, ipv4PerInterface: 20, cpu: 8, memoryGib: 16 },
    { id: "S5.4XLARGE64", eniQuantity: 8, ipv4PerInterface: 30, cpu: 16, memoryGib: 64 },
    { id: "S1.SMALL1", eniQuantity: 2, oldGeneration: true, cpu: 1, memoryGib: 1 },
  ],
};

function instance(id: string, fields: Partial<InstanceSeed> = {}): InstanceSeed {
  return {
    id,
    name: id.replace(/^ins-([a-z]+)\d+$/, "$1"),
    subnetId: subnet,
    instanceType: "S5.4XLARGE64",
    securityGroupIds: [group],
    ...fields,
  };
}

function primary(instanceId: string, number: number): InterfaceSeed {
  return { id: tencentId("eni", "prim", number), kind: "primary", instanceId };
}

function secondary(word: string, number: number, fields: Partial<InterfaceSeed> = {}): InterfaceSeed {
  return {
    id: tencentId("eni", word, number),
    name: `${word}-${number}`,
    subnetId: subnet,
    securityGroupIds: [group],
    deleteOnRelease: false,
    ...fields,
  };
}

const instances: InstanceSeed[] = [
  instance(running),
  instance(stopped, { status: "stopped" }),
  instance(starting, { status: "starting" }),
  instance(busy),
  instance(small, { instanceType: "S5.SMALL2" }),
  instance(large, { extra: { extendedEniQuantity: 4 } }),
  instance(otherZone, { subnetId: otherZoneSubnet }),
  instance(otherVpcInstance, { subnetId: otherVpcSubnet, securityGroupIds: [] }),
  instance(shutdown, { status: "recycled" }),
  instance(oldFamily, { instanceType: "S1.SMALL1" }),
  instance(foreign, { subnetId: foreignSubnet, securityGroupIds: [] }),
];

/** The default scenario: one interface for each case in the rules, and many free ones. */
export const scenario: Seeds = {
  vpcs: [
    { id: vpc, regionId: REGION, cidr: "172.16.0.0/16" },
    { id: otherVpc, regionId: REGION, cidr: "192.168.0.0/16" },
    { id: foreignVpc, regionId: REGION, cidr: "10.0.0.0/16", accountId: SECOND_ACCOUNT },
  ],
  subnets: [
    { id: subnet, vpcId: vpc, zoneId: ZONE, cidr: "172.16.0.0/20" },
    { id: otherZoneSubnet, vpcId: vpc, zoneId: OTHER_ZONE, cidr: "172.16.16.0/20" },
    { id: tinySubnet, vpcId: vpc, zoneId: ZONE, cidr: "172.16.32.0/29" },
    { id: otherVpcSubnet, vpcId: otherVpc, zoneId: ZONE, cidr: "192.168.0.0/24" },
    { id: foreignSubnet, vpcId: foreignVpc, zoneId: ZONE, cidr: "10.0.0.0/24" },
  ],
  securityGroups: [
    { id: group, regionId: REGION, vpcId: "" },
    { id: secondGroup, regionId: REGION, vpcId: "" },
  ],
  instances,
  interfaces: [
    ...instances.map(({ id }, index) => primary(id, index + 1)),
    ...Array.from({ length: 12 }, (_, index) => secondary("free", index + 1)),
    secondary("zone", 1, { subnetId: otherZoneSubnet }),
    secondary("other", 1, { subnetId: otherVpcSubnet, securityGroupIds: [] }),
    secondary("held", 1, { instanceId: busy }),
    secondary("eip", 1, {
      instanceId: busy,
      privateIps: [
        {
          address: "172.16.1.1",
          primary: true,
          publicIp: { address: "203.0.113.10", allocationId: tencentId("eip", "data") },
        },
      ],
    }),
    secondary("havip", 1, { instanceId: busy, havip: true }),
    secondary("eks", 1, { serviceManaged: true }),
    secondary("trunk", 1, { kind: "trunk" }),
    secondary("foreign", 1, { subnetId: foreignSubnet, securityGroupIds: [] }),
  ],
};

export const tour: TourStop[] = [
  { id: running, what: "a running instance; it can have 8 interfaces" },
  { id: stopped, what: "a stopped instance; interfaces can be attached to it too" },
  { id: starting, what: "an instance that is starting; nothing can be attached until it runs" },
  { id: small, what: "a running instance of a type with at most 2 interfaces" },
  { id: large, what: "a running instance that can also have extended interfaces" },
  { id: otherZone, what: "a running instance in another zone" },
  { id: otherVpcInstance, what: "a running instance in another VPC" },
  { id: oldFamily, what: "a running instance of an old family; it takes no further interface" },
  { id: shutdown, what: "an instance that is shut down and will be destroyed" },
  { id: tencentId("eni", "free"), what: "a free interface; so are …0002 to …0012" },
  { id: tencentId("eni", "held"), what: `an interface that is attached to ${busy}` },
  { id: tencentId("eni", "eip"), what: "another attached interface; its elastic IP is removed by a detach" },
  { id: tencentId("eni", "prim"), what: `the primary interface of ${running}; it cannot be detached` },
  { id: tencentId("eni", "zone"), what: "a free interface in another zone" },
  { id: tencentId("eni", "other"), what: "a free interface in another VPC" },
  { id: tencentId("eni", "eks"), what: "a free interface that a container service manages" },
  { id: tencentId("eni", "havip"), what: "an attached interface with an HAVIP; it cannot be detached" },
  { id: tencentId("eni", "trunk"), what: "a free trunk interface" },
  { id: vpc, what: "the VPC of all these except what is said to be in another VPC" },
  { id: subnet, what: "a subnet for new interfaces" },
  { id: tinySubnet, what: "an almost full subnet: it has 4 free addresses" },
  { id: otherZoneSubnet, what: "a subnet of the same VPC in another zone" },
  { id: otherVpc, what: "another VPC" },
  { id: otherVpcSubnet, what: "a subnet of that other VPC" },
  { id: group, what: "a security group for new interfaces" },
  { id: secondGroup, what: "another security group" },
  {
    id: readOnlyKey.accessKeyId,
    what: `a key that may only describe; its secret: ${readOnlyKey.accessKeySecret}`,
  },
];
