import type { CloudName, Scenario } from "../../emulator";

export interface BenchAttachment {
  regionId: string;
  /** Not given: the interface of the same name that the program makes. */
  networkInterfaceId?: string;
  instanceId: string;
  /** Tencent's legacy API alone has these. */
  api?: "v2";
  vpcId?: string;
}

export interface BenchInterface {
  regionId: string;
  subnetId: string;
  name: string;
  /** A list, or the one group where the cloud takes no list. */
  securityGroupIds?: string[];
  securityGroupId?: string;
  /** Tencent's alone have these. */
  api?: "v2";
  vpcId?: string;
}

export interface BenchScenario {
  scenario: Scenario;
  /** The arguments of each attachment, by resource name. */
  attachments: Record<string, BenchAttachment>;
  /** The arguments of each interface that the program makes, by the name of its attachment. */
  interfaces: Record<string, BenchInterface>;
}

const cloudNames = ["alibaba", "tencent", "tencent-v2", "zenlayer"] as const;
export type BenchCloud = (typeof cloudNames)[number];
export const benchClouds: readonly BenchCloud[] = cloudNames;

/** What the scenarios of the clouds differ in. Ids are as long as the cloud's own, since they count in the state. */
interface Shape {
  store: CloudName;
  regionId: string;
  zoneId: string;
  prefixes: Record<"vpc" | "subnet" | "instance" | "networkInterface" | "securityGroup", string>;
  /** How many characters follow the prefix, and which there are. */
  idLength: number;
  letters: string;
  api?: "v2";
}

const alphanumeric = "abcdefghijklmnopqrstuvwxyz0123456789";

const tencent: Shape = {
  store: "tencent",
  regionId: "ap-guangzhou",
  zoneId: "ap-guangzhou-3",
  prefixes: {
    ...{ vpc: "vpc-", subnet: "subnet-", instance: "ins-" },
    ...{ networkInterface: "eni-", securityGroup: "sg-" },
  },
  idLength: 8,
  letters: alphanumeric,
};

const shapes: Record<BenchCloud, Shape> = {
  alibaba: {
    store: "alibaba",
    regionId: "cn-hangzhou",
    zoneId: "cn-hangzhou-h",
    prefixes: {
      ...{ vpc: "vpc-bp1", subnet: "vsw-bp1", instance: "i-bp1" },
      ...{ networkInterface: "eni-bp1", securityGroup: "sg-bp1" },
    },
    idLength: 17,
    letters: alphanumeric,
  },
  tencent,
  "tencent-v2": { ...tencent, api: "v2" },
  zenlayer: {
    store: "zenlayer",
    regionId: "asia-east-1",
    zoneId: "asia-east-1a",
    prefixes: {
      ...{ vpc: "1510", subnet: "1520", instance: "1610" },
      ...{ networkInterface: "1620", securityGroup: "1530" },
    },
    idLength: 15,
    letters: "0123456789",
  },
};

export interface BenchSize {
  interfaces: number;
  instances: number;
  /** The program makes the interfaces too, instead of finding them there. */
  pairs?: boolean;
  /** The same seed gives the same ids. */
  seed?: number;
}

/** N interfaces for I running instances of one cloud, and the program that attaches them all. */
export function benchScenario(
  name: BenchCloud,
  { interfaces, instances, pairs = false, seed = 1 }: BenchSize,
): BenchScenario {
  const shape = shapes[name];
  const { store: cloud, regionId, zoneId, api } = shape;
  const id = idsOf(shape, seed);
  const [vpcId, subnetId, instanceType] = [id("vpc"), id("subnet"), "bench.large"];
  const instanceIds = Array.from({ length: instances }, () => id("instance"));
  const interfaceIds = Array.from({ length: interfaces }, () => id("networkInterface"));
  const securityGroupId = id("securityGroup");
  const legacy = api === undefined ? {} : { api, vpcId };
  const names = interfaceIds.map((_, index) => `${pairs ? "pair" : "attachment"}-${index}`);
  const attachments = interfaceIds.map((networkInterfaceId, index): [string, BenchAttachment] => {
    const instanceId = instanceIds[index % instances] ?? "";
    const attached = pairs ? {} : { networkInterfaceId };
    return [names[index] ?? "", { regionId, ...attached, instanceId, ...legacy }];
  });
  const made = names.map((own): [string, BenchInterface] => {
    const vpc = cloud === "tencent" ? { ...legacy, vpcId } : {};
    return [own, { regionId, subnetId, name: own, ...vpc, ...groupsOf(cloud, securityGroupId) }];
  });
  const existing = interfaceIds.map((interfaceId) => ({ cloud, id: interfaceId, subnetId }));
  const group = { cloud, id: securityGroupId, regionId, vpcId, capacity: interfaces };
  return {
    attachments: Object.fromEntries(attachments),
    interfaces: pairs ? Object.fromEntries(made) : {},
    scenario: {
      instanceTypes: [{ cloud, id: instanceType, eniQuantity: Math.ceil(interfaces / instances) + 1 }],
      vpcs: [{ cloud, id: vpcId, regionId, cidr: "10.0.0.0/8" }],
      subnets: [{ cloud, id: subnetId, vpcId, zoneId, cidr: "10.0.0.0/16" }],
      instances: instanceIds.map((instanceId) => ({ cloud, id: instanceId, subnetId, instanceType })),
      ...(pairs ? { securityGroups: [group] } : { interfaces: existing }),
    },
  };
}

function groupsOf(
  cloud: CloudName,
  id: string,
): Pick<BenchInterface, "securityGroupId" | "securityGroupIds"> {
  return cloud === "zenlayer" ? { securityGroupId: id } : { securityGroupIds: [id] };
}

function idsOf({ prefixes, idLength, letters }: Shape, seed: number) {
  const random = mulberry32(seed);
  const pick = () => letters[Math.floor(random() * letters.length)] ?? "";
  return (kind: keyof Shape["prefixes"]) => prefixes[kind] + Array.from({ length: idLength }, pick).join("");
}

/** A small seeded generator (Tommy Ettinger's mulberry32, public domain). */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
