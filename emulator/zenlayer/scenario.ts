import type { InstanceSeed, InterfaceSeed, Seeds } from "../seeds";
import type { TourStop } from "../wire";

/** The cloud's ids are numbers of 19 digits, too long for a JSON number. */
const ID_LENGTH = 19;

/** The first four digits of an id, which name its kind. */
const LEADING = {
  vpc: "1510",
  subnet: "1520",
  securityGroup: "1530",
  resourceGroup: "1540",
  instance: "1610",
  free: "1620",
  primary: "1621",
  attached: "1622",
  balanced: "1623",
  otherRegion: "1624",
  otherVpc: "1625",
  promised: "1626",
  foreign: "1627",
  auto: "1628",
  made: "1699",
} as const;

/** An id whose first four digits name its kind, such as `1620000000000000001`. */
export function zenlayerId(kind: keyof typeof LEADING, number = 1): string {
  return `${LEADING[kind]}${String(number).padStart(ID_LENGTH - LEADING[kind].length, "0")}`;
}

export const REGION = "asia-east-1";
const OTHER_REGION = "asia-southeast-1";
/** Regions that exist even when the scenario has nothing in them. */
export const REGIONS = [REGION, OTHER_REGION, "na-west-1", "eu-central-1"];

const vpc = zenlayerId("vpc", 1);
const otherVpc = zenlayerId("vpc", 2);
const foreignVpc = zenlayerId("vpc", 3);
const subnet = zenlayerId("subnet", 1);
const otherZoneSubnet = zenlayerId("subnet", 2);
const tinySubnet = zenlayerId("subnet", 3);
const otherRegionSubnet = zenlayerId("subnet", 4);
const otherVpcSubnet = zenlayerId("subnet", 5);
const foreignSubnet = zenlayerId("subnet", 6);
const group = zenlayerId("securityGroup", 1);
const secondGroup = zenlayerId("securityGroup", 2);
const otherVpcGroup = zenlayerId("securityGroup", 3);
const resourceGroup = zenlayerId("resourceGroup", 1);

const running = zenlayerId("instance", 1);
const stopped = zenlayerId("instance", 2);
const starting = zenlayerId("instance", 3);
const busy = zenlayerId("instance", 4);
const small = zenlayerId("instance", 5);
const agentless = zenlayerId("instance", 6);
const otherRegion = zenlayerId("instance", 7);
const otherZone = zenlayerId("instance", 8);
const otherVpcInstance = zenlayerId("instance", 9);
const recycled = zenlayerId("instance", 10);
const foreign = zenlayerId("instance", 11);

const FIRST_ACCOUNT = "zenlayer-team-1";
const SECOND_ACCOUNT = "zenlayer-team-2";

/** A key that may describe everything and change nothing. */
const readOnlyKey = {
  accessKeyId: "0EmulatorReader1",
  accessKeySecret: "emulatedPasswordReader001",
  userName: "reader",
  deniedActions: [
    "AttachNetworkInterface",
    "DetachNetworkInterface",
    "CreateNetworkInterface",
    "ModifyNetworkInterfaceAttribute",
    "ModifyNetworkInterfacesAttribute",
    "DeleteNetworkInterface",
    "ModifyResourceTags",
    "AddResourceResourceGroup",
  ],
};

/** What exists with every scenario. The key pairs and the token are invented and work nowhere else. */
export const foundation: Seeds = {
  accounts: [
    {
      id: FIRST_ACCOUNT,
      resourceGroupIds: [resourceGroup, zenlayerId("resourceGroup", 2)],
      keys: [
        { accessKeyId: "0EmulatorAcct001", accessKeySecret: "emulatedPasswordAccount01" },
        {
          accessKeyId: "0EmulatorToken01",
          accessKeySecret: "emulatedPasswordToken0001",
          securityToken: "emulated-token-0001",
          userName: "token",
        },
        readOnlyKey,
      ],
    },
    {
      id: SECOND_ACCOUNT,
      resourceGroupIds: [zenlayerId("resourceGroup", 3)],
      // A quota of 0 means that the account cannot use this charge type.
      quotas: { "chargeType.BandwidthCluster": 0 },
      keys: [{ accessKeyId: "0EmulatorAcct002", accessKeySecret: "emulatedPasswordAccount02" }],
    },
  ],
  // No page says how many vNICs each type can have; the overview says up to 8.
  instanceTypes: [
    { id: "z2a.cpu.8", eniQuantity: 8, cpu: 8, memoryGib: 16 },
    { id: "z2a.cpu.1", eniQuantity: 2, cpu: 1, memoryGib: 1 },
  ],
};

function instance(id: string, name: string, fields: Partial<InstanceSeed> = {}): InstanceSeed {
  return {
    id,
    name,
    subnetId: subnet,
    instanceType: "z2a.cpu.8",
    securityGroupIds: [group],
    resourceGroupId: resourceGroup,
    ...fields,
  };
}

function vnic(
  kind: keyof typeof LEADING,
  number: number,
  name: string,
  fields: Partial<InterfaceSeed> = {},
): InterfaceSeed {
  return {
    id: zenlayerId(kind, number),
    name,
    subnetId: subnet,
    securityGroupIds: [group],
    resourceGroupId: resourceGroup,
    deleteOnRelease: false,
    ...fields,
  };
}

const instances: InstanceSeed[] = [
  instance(running, "running"),
  instance(stopped, "stopped", { status: "stopped" }),
  instance(starting, "starting", { status: "starting" }),
  instance(busy, "busy"),
  instance(small, "small", { instanceType: "z2a.cpu.1" }),
  instance(agentless, "agentless", { extra: { guestAgent: false } }),
  instance(otherRegion, "other-region", { subnetId: otherRegionSubnet }),
  instance(otherZone, "other-zone", { subnetId: otherZoneSubnet }),
  instance(otherVpcInstance, "other-vpc", { subnetId: otherVpcSubnet }),
  instance(recycled, "recycled", { status: "recycled" }),
  instance(foreign, "foreign", { subnetId: foreignSubnet, securityGroupIds: [] }),
];

function primary({ id, name = "", subnetId }: InstanceSeed, index: number): InterfaceSeed {
  return vnic("primary", index + 1, `${name}-primary`, { kind: "primary", instanceId: id, subnetId });
}

/** The default scenario: one interface for each case in the rules, and many free ones. */
export const scenario: Seeds = {
  vpcs: [
    { id: vpc, regionId: REGION, cidr: "172.16.0.0/12" },
    { id: otherVpc, regionId: REGION, cidr: "192.168.0.0/16" },
    { id: foreignVpc, regionId: REGION, cidr: "10.0.0.0/8", accountId: SECOND_ACCOUNT },
  ],
  subnets: [
    {
      id: subnet,
      vpcId: vpc,
      zoneId: "asia-east-1a",
      cidr: "172.16.0.0/20",
      ipv6Cidr: "fd00:172:16::/64",
    },
    { id: otherZoneSubnet, vpcId: vpc, zoneId: "asia-east-1b", cidr: "172.16.16.0/20" },
    { id: tinySubnet, vpcId: vpc, zoneId: "asia-east-1a", cidr: "172.16.32.0/29" },
    // A VPC of this cloud spans all regions; a subnet is in one zone.
    {
      id: otherRegionSubnet,
      vpcId: vpc,
      regionId: OTHER_REGION,
      zoneId: "asia-southeast-1a",
      cidr: "172.16.48.0/20",
    },
    { id: otherVpcSubnet, vpcId: otherVpc, zoneId: "asia-east-1a", cidr: "192.168.0.0/24" },
    { id: foreignSubnet, vpcId: foreignVpc, zoneId: "asia-east-1a", cidr: "10.0.0.0/24" },
  ],
  securityGroups: [
    { id: group, regionId: REGION, vpcId: vpc },
    { id: secondGroup, regionId: REGION, vpcId: vpc },
    { id: otherVpcGroup, regionId: REGION, vpcId: otherVpc },
  ],
  instances,
  interfaces: [
    ...instances.map(primary),
    ...Array.from({ length: 12 }, (_, index) => vnic("free", index + 1, `free-${index + 1}`)),
    vnic("attached", 1, "attached-1", { instanceId: busy }),
    vnic("balanced", 1, "balanced-1", { instanceId: busy, loadBalancerId: "1550000000000000001" }),
    vnic("otherRegion", 1, "other-region-1", { subnetId: otherRegionSubnet }),
    vnic("otherVpc", 1, "other-vpc-1", { subnetId: otherVpcSubnet }),
    vnic("promised", 1, "promised-1", { extra: { inPromise: true } }),
    vnic("foreign", 1, "foreign-1", { subnetId: foreignSubnet, securityGroupIds: [] }),
  ],
};

export const tour: TourStop[] = [
  { id: running, what: "a running instance; it can have 8 vNICs, including the primary one" },
  { id: stopped, what: "a stopped instance; nothing can be attached until it runs" },
  { id: starting, what: "an instance that is booting; nothing can be attached until it runs" },
  { id: small, what: "a running instance of a type with at most 2 vNICs" },
  { id: agentless, what: "a running instance without a guest agent; the cloud's precheck fails" },
  { id: otherRegion, what: "a running instance in another region" },
  { id: otherZone, what: "a running instance in another zone of the region" },
  { id: otherVpcInstance, what: "a running instance in another VPC" },
  { id: zenlayerId("free", 1), what: "a free vNIC; so are …002 to …012" },
  { id: zenlayerId("attached", 1), what: `a vNIC that is attached to ${busy}` },
  { id: zenlayerId("balanced", 1), what: "an attached vNIC behind a load balancer; it cannot be detached" },
  { id: zenlayerId("primary", 1), what: `the primary vNIC of ${running}; it cannot be detached` },
  { id: zenlayerId("otherRegion", 1), what: "a free vNIC in another region" },
  { id: zenlayerId("otherVpc", 1), what: "a free vNIC in another VPC" },
  { id: subnet, what: "a subnet for new vNICs" },
  { id: tinySubnet, what: "an almost full subnet: it has 4 free addresses" },
  { id: otherZoneSubnet, what: "a subnet of the same VPC in another zone" },
  { id: otherRegionSubnet, what: "a subnet of the same VPC in another region" },
  { id: otherVpcSubnet, what: "a subnet of another VPC" },
  { id: group, what: "a security group for new vNICs" },
  { id: secondGroup, what: "another security group of the same VPC" },
  { id: otherVpcGroup, what: "the security group of the other VPC; a vNIC of any VPC can have it" },
  {
    id: readOnlyKey.accessKeyId,
    what: `a key that may only describe; its password: ${readOnlyKey.accessKeySecret}`,
  },
];
