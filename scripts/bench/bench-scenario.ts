import { type CloudSample, defaultScenario, type Scenario } from "../../emulator";
import { mulberry32 } from "../seeded-random";

/** The arguments of a resource, in the cloud's own terms. */
export type BenchArguments = Readonly<Record<string, unknown>>;

export interface BenchAttachment extends BenchArguments {
  /** Undefined for the interface of the same name that the program creates. */
  networkInterfaceId?: string;
  instanceId: string;
}

export interface BenchScenario {
  scenario: Scenario;
  /** The arguments of each attachment, by resource name. */
  attachments: Record<string, BenchAttachment>;
  /** The arguments of each interface that the program creates, by the name of its attachment. */
  interfaces: Record<string, BenchArguments>;
}

export interface BenchSize {
  interfaces: number;
  instances: number;
  /** Whether the program creates the interfaces, instead of attaching existing ones. */
  pairs?: boolean;
  /** How many interfaces others have in other VPCs of the region, with an instance for every five of them. */
  foreign?: number;
  /** The same seed gives the same ids. */
  seed?: number;
}

/** The interfaces and running instances of one cloud, and the arguments of a program that attaches them all. */
export function benchScenario(
  sample: CloudSample,
  { interfaces, instances, pairs = false, foreign = 0, seed = 1 }: BenchSize,
): BenchScenario {
  const { cloud } = sample;
  if (pairs && !sample.networkInterface) throw new Error(`programs make no interfaces on ${sample.title}`);
  const network = networkOf(sample);
  const likeId = idsFrom(seed);
  const ids = new Map([...network.groups, network.subnetId, network.vpcId].map((id) => [id, likeId(id)]));
  const { networkInterfaceId, instanceId, ...place } = withIds(sample.attachments.data, ids);
  const [vpcId, subnetId, groups] = withIds([network.vpcId, network.subnetId, network.groups] as const, ids);
  const { regionId, zoneId } = network;
  const instanceIds = Array.from({ length: instances }, () => likeId(instanceId));
  const interfaceIds = Array.from({ length: interfaces }, () => likeId(networkInterfaceId));
  const names = interfaceIds.map((_, index) => `${pairs ? "pair" : "attachment"}-${index}`);
  const attachments = interfaceIds.map((id, index): [string, BenchAttachment] => {
    const attached = pairs ? {} : { networkInterfaceId: id };
    return [names[index] ?? "", { ...place, ...attached, instanceId: instanceIds[index % instances] ?? "" }];
  });
  const declared = withIds(sample.networkInterface ?? {}, ids);
  const instanceType = "bench.large";
  const group = (id: string) => ({ cloud, id, regionId, vpcId, capacity: interfaces });
  const own: Scenario = {
    instanceTypes: [{ cloud, id: instanceType, eniQuantity: Math.ceil(interfaces / instances) + 1 }],
    vpcs: [{ cloud, id: vpcId, regionId, cidr: "10.0.0.0/8" }],
    subnets: [{ cloud, id: subnetId, vpcId, zoneId, cidr: "10.0.0.0/16" }],
    instances: instanceIds.map((id) => ({ cloud, id, subnetId, instanceType })),
    ...(pairs
      ? { securityGroups: groups.map(group) }
      : { interfaces: interfaceIds.map((id) => ({ cloud, id, subnetId })) }),
  };
  return {
    attachments: Object.fromEntries(attachments),
    interfaces: pairs ? Object.fromEntries(names.map((name) => [name, { ...declared, name }])) : {},
    scenario: withOthers(own, foreign, {
      vpc: () => likeId(network.vpcId),
      subnet: () => likeId(network.subnetId),
      instance: () => likeId(instanceId),
      interface: () => likeId(networkInterfaceId),
    }),
  };
}

/** How many VPCs the interfaces of others are in. */
const foreignVpcs = 4;
const interfacesPerForeignInstance = 5;

/** The scenario with interfaces and instances of others, in VPCs of their own but in the same region and zone. */
function withOthers(
  own: Scenario,
  count: number,
  newId: Readonly<Record<"vpc" | "subnet" | "instance" | "interface", () => string>>,
): Scenario {
  const [vpc] = own.vpcs ?? [];
  const [subnet] = own.subnets ?? [];
  if (count === 0 || vpc === undefined || subnet === undefined) return own;
  const [instance] = own.instances ?? [];
  const vpcs = Array.from({ length: foreignVpcs }, () => ({ ...vpc, id: newId.vpc() }));
  const subnets = vpcs.map(({ id: vpcId }) => ({ ...subnet, id: newId.subnet(), vpcId }));
  const { cloud } = vpc;
  const spread = (size: number, id: () => string) =>
    Array.from({ length: size }, (_, index) => ({
      ...{ cloud, id: id(), subnetId: subnets[index % foreignVpcs]?.id ?? "" },
    }));
  const { instanceType } = instance ?? {};
  const instances = spread(Math.ceil(count / interfacesPerForeignInstance), newId.instance);
  return {
    ...own,
    vpcs: [...(own.vpcs ?? []), ...vpcs],
    subnets: [...(own.subnets ?? []), ...subnets],
    instances: [...(own.instances ?? []), ...instances.map((other) => ({ ...other, instanceType }))],
    interfaces: [...(own.interfaces ?? []), ...spread(count, newId.interface)],
  };
}

/** What the emulator's default scenario has around the sample's interface. */
function networkOf({ cloud, subnetId, attachments, networkInterface }: CloudSample) {
  const { subnets = [], securityGroups = [] } = defaultScenario();
  const { regionId } = attachments.data;
  const subnet = subnets.find((seed) => seed.cloud === cloud && seed.id === subnetId);
  if (subnet === undefined) throw new Error(`the default scenario of ${cloud} has no subnet ${subnetId}`);
  const declared = new Set(Object.values(networkInterface ?? {}).flat());
  const groups = securityGroups.filter((seed) => seed.cloud === cloud && declared.has(seed.id));
  const { vpcId, zoneId } = subnet;
  return { regionId, zoneId, vpcId, subnetId, groups: groups.map(({ id }) => id) };
}

/** The same value with other ids in it. */
function withIds<Value>(value: Value, ids: ReadonlyMap<string, string>): Value {
  return JSON.parse(JSON.stringify(value), (_, part) => ids.get(part) ?? part);
}

/** How much of an id differs from the one that it is made from, at the most; what tells its kind stays. */
const randomCharacters = 8;

/** Makes ids of the form and length of a known one, each of them once: their length counts in the state. */
function idsFrom(seed: number): (known: string) => string {
  const random = mulberry32(seed);
  const given = new Set<string>();
  return (known) => {
    const letters = /^\d+$/.test(known) ? "0123456789" : "abcdefghijklmnopqrstuvwxyz0123456789";
    const pick = () => letters[Math.floor(random() * letters.length)] ?? "";
    const [, prefix = "", rest = ""] = /^([a-z]+-)?(.*)$/.exec(known) ?? [];
    const kept = prefix + rest.slice(0, -randomCharacters);
    const make = () => kept + Array.from({ length: known.length - kept.length }, pick).join("");
    let id = make();
    while (given.has(id)) id = make();
    given.add(id);
    return id;
  };
}
