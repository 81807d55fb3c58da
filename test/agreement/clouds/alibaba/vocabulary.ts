import type { Vocabulary } from "../../scene";

export const cloud = "alibaba" as const;
const regionId = "cn-hangzhou";
const farRegion = "cn-shanghai";
const zone = "cn-hangzhou-h";
const groupId = "sg-bp1main";
export const classicGroup = "sg-bp1classic";
export const fullGroup = "sg-bp1full";
/** How long an instance takes from a passing state to the next: longer than any transition of an interface. */
const afterMs = 1_200;

export const words: Vocabulary = {
  store: cloud,
  regionId,
  place: { regionId },
  subnets: {
    main: "vsw-bp1main",
    zone: "vsw-bp1zone",
    vpc: "vsw-bp1vpc",
    region: "vsw-bp1region",
    account: "vsw-bp1account",
  },
  groupId,
  network: {
    vpcs: [
      { cloud, id: "vpc-bp1main", regionId },
      { cloud, id: "vpc-bp1other", regionId },
      { cloud, id: "vpc-bp1far", regionId: farRegion },
      { cloud, id: "vpc-bp1account", regionId, accountId: "1000000000000002" },
    ],
    subnets: [
      { cloud, id: "vsw-bp1main", vpcId: "vpc-bp1main", zoneId: zone, cidr: "172.16.0.0/24" },
      { cloud, id: "vsw-bp1zone", vpcId: "vpc-bp1main", zoneId: "cn-hangzhou-i", cidr: "172.16.1.0/24" },
      { cloud, id: "vsw-bp1vpc", vpcId: "vpc-bp1other", zoneId: zone, cidr: "172.16.2.0/24" },
      { cloud, id: "vsw-bp1region", vpcId: "vpc-bp1far", zoneId: "cn-shanghai-b", cidr: "172.16.3.0/24" },
      { cloud, id: "vsw-bp1account", vpcId: "vpc-bp1account", zoneId: zone, cidr: "172.16.4.0/24" },
    ],
    securityGroups: [
      { cloud, id: groupId, regionId, vpcId: "vpc-bp1main" },
      { cloud, id: classicGroup, regionId, vpcId: "" },
      { cloud, id: fullGroup, regionId, vpcId: "vpc-bp1main", capacity: 0 },
    ],
  },
  interfaceId: (name, number = 1) => `eni-bp1${name.toLowerCase()}${number}`,
  instanceId: (name) => `i-bp1${name}`,
  instanceStates: {
    running: {},
    stopped: { status: "stopped" },
    pending: { status: "pending", settlesTo: { status: "running", afterMs } },
    starting: { status: "starting", settlesTo: { status: "running", afterMs } },
    stopping: { status: "stopping", settlesTo: { status: "stopped", afterMs } },
  },
};

export const trunkId = words.interfaceId("trunk");
export const otherTrunkId = words.interfaceId("trunk", 2);
