import type { Scenario } from "../../emulator";

export interface BenchAttachment {
  regionId: string;
  networkInterfaceId: string;
  instanceId: string;
}

export interface BenchScenario {
  scenario: Scenario;
  /** The arguments of each attachment, by resource name. */
  attachments: Record<string, BenchAttachment>;
}

const region = "cn-hangzhou";
const letters = "abcdefghijklmnopqrstuvwxyz0123456789";

/** N free interfaces for I running instances on Alibaba Cloud; the same seed gives the same ids. */
export function alibabaScenario(interfaces: number, instances: number, seed = 1): BenchScenario {
  const random = mulberry32(seed);
  // 20 characters behind the prefix, as the cloud's ids have.
  const id = (prefix: string) => `${prefix}-bp1${Array.from({ length: 17 }, () => pick(random)).join("")}`;
  const cloud = "alibaba" as const;
  const [vpcId, subnetId] = [id("vpc"), id("vsw")];
  const instanceType = "ecs.bench.large";
  const instanceIds = Array.from({ length: instances }, () => id("i"));
  const interfaceIds = Array.from({ length: interfaces }, () => id("eni"));
  const attachments = interfaceIds.map((networkInterfaceId, index): [string, BenchAttachment] => {
    const instanceId = instanceIds[index % instances] ?? "";
    return [`attachment-${index}`, { regionId: region, networkInterfaceId, instanceId }];
  });
  return {
    attachments: Object.fromEntries(attachments),
    scenario: {
      instanceTypes: [{ cloud, id: instanceType, eniQuantity: Math.ceil(interfaces / instances) + 1 }],
      vpcs: [{ cloud, id: vpcId, regionId: region, cidr: "10.0.0.0/8" }],
      subnets: [{ cloud, id: subnetId, vpcId, zoneId: `${region}-h`, cidr: "10.0.0.0/16" }],
      instances: instanceIds.map((instanceId) => ({ cloud, id: instanceId, subnetId, instanceType })),
      interfaces: interfaceIds.map((interfaceId) => ({ cloud, id: interfaceId, subnetId })),
    },
  };
}

function pick(random: () => number): string {
  return letters[Math.floor(random() * letters.length)] ?? "a";
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
