import type { CloudName, Scenario } from "../../emulator";

export interface BenchAttachment {
  regionId: string;
  networkInterfaceId: string;
  instanceId: string;
  /** Tencent's legacy API alone has these. */
  api?: "v2";
  vpcId?: string;
}

export interface BenchScenario {
  scenario: Scenario;
  /** The arguments of each attachment, by resource name. */
  attachments: Record<string, BenchAttachment>;
}

const cloudNames = ["alibaba", "tencent", "tencent-v2", "zenlayer"] as const;
export type BenchCloud = (typeof cloudNames)[number];
export const benchClouds: readonly BenchCloud[] = cloudNames;

/** What the scenarios of the clouds differ in. Ids are as long as the cloud's own, since they count in the state. */
interface Shape {
  store: CloudName;
  regionId: string;
  zoneId: string;
  prefixes: Record<"vpc" | "subnet" | "instance" | "networkInterface", string>;
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
  prefixes: { vpc: "vpc-", subnet: "subnet-", instance: "ins-", networkInterface: "eni-" },
  idLength: 8,
  letters: alphanumeric,
};

const shapes: Record<BenchCloud, Shape> = {
  alibaba: {
    store: "alibaba",
    regionId: "cn-hangzhou",
    zoneId: "cn-hangzhou-h",
    prefixes: { vpc: "vpc-bp1", subnet: "vsw-bp1", instance: "i-bp1", networkInterface: "eni-bp1" },
    idLength: 17,
    letters: alphanumeric,
  },
  tencent,
  "tencent-v2": { ...tencent, api: "v2" },
  zenlayer: {
    store: "zenlayer",
    regionId: "asia-east-1",
    zoneId: "asia-east-1a",
    prefixes: { vpc: "1510", subnet: "1520", instance: "1610", networkInterface: "1620" },
    idLength: 15,
    letters: "0123456789",
  },
};

export interface BenchSize {
  interfaces: number;
  instances: number;
  /** The same seed gives the same ids. */
  seed?: number;
}

/** N free interfaces for I running instances of one cloud, and the program that attaches them all. */
export function benchScenario(
  name: BenchCloud,
  { interfaces, instances, seed = 1 }: BenchSize,
): BenchScenario {
  const { store: cloud, regionId, zoneId, prefixes, idLength, letters, api } = shapes[name];
  const random = mulberry32(seed);
  const pick = () => letters[Math.floor(random() * letters.length)] ?? "";
  const id = (kind: keyof Shape["prefixes"]) =>
    prefixes[kind] + Array.from({ length: idLength }, pick).join("");
  const [vpcId, subnetId, instanceType] = [id("vpc"), id("subnet"), "bench.large"];
  const instanceIds = Array.from({ length: instances }, () => id("instance"));
  const interfaceIds = Array.from({ length: interfaces }, () => id("networkInterface"));
  const attachments = interfaceIds.map((networkInterfaceId, index): [string, BenchAttachment] => {
    const instanceId = instanceIds[index % instances] ?? "";
    const legacy = api === undefined ? {} : { api, vpcId };
    return [`attachment-${index}`, { regionId, networkInterfaceId, instanceId, ...legacy }];
  });
  return {
    attachments: Object.fromEntries(attachments),
    scenario: {
      instanceTypes: [{ cloud, id: instanceType, eniQuantity: Math.ceil(interfaces / instances) + 1 }],
      vpcs: [{ cloud, id: vpcId, regionId, cidr: "10.0.0.0/8" }],
      subnets: [{ cloud, id: subnetId, vpcId, zoneId, cidr: "10.0.0.0/16" }],
      instances: instanceIds.map((instanceId) => ({ cloud, id: instanceId, subnetId, instanceType })),
      interfaces: interfaceIds.map((interfaceId) => ({ cloud, id: interfaceId, subnetId })),
    },
  };
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
