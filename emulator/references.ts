import { addressesIn, type Cidr, isInCidr, parseCidr, parseIpv4 } from "./cidr";
import { InvalidInput } from "./invalid-input";
import type { CloudName } from "./model";
import { type MissingPrimary, replacedPrimaries } from "./primary-interfaces";
import type { Scenario } from "./scenario";
import { addressesOf, type Store } from "./store";

/** An address that a scenario gives to an interface; no other interface gets it. */
export interface Reservation {
  readonly cloud: CloudName;
  readonly subnetId: string;
  readonly address: string;
  readonly interfaceId: string;
}

const KIND_NAMES = {
  accounts: "account",
  instanceTypes: "instance type",
  vpcs: "VPC",
  subnets: "subnet",
  securityGroups: "security group",
  instances: "instance",
} as const;
type Kind = keyof typeof KIND_NAMES;

const refuse = (field: string, message: string): InvalidInput => new InvalidInput(`${field}: ${message}`);

/** The store and the scenario that is to be added to it, as one. */
class MergedView {
  readonly store: Store;
  readonly scenario: Scenario;
  readonly #seeded = new Set<string>();
  readonly #subnetOfInstance = new Map<string, string>();

  constructor(store: Store, scenario: Scenario) {
    this.store = store;
    this.scenario = scenario;
    for (const kind of Object.keys(KIND_NAMES) as Kind[]) {
      for (const { cloud, id } of scenario[kind] ?? []) this.#seeded.add(`${kind}/${cloud}/${id}`);
    }
  }

  #stored(kind: Kind, cloud: CloudName, id: string): unknown {
    switch (kind) {
      case "accounts":
        return this.store.account(cloud, id);
      case "instanceTypes":
        return this.store.instanceType(cloud, id);
      case "vpcs":
        return this.store.vpc(cloud, id);
      case "subnets":
        return this.store.subnet(cloud, id);
      case "securityGroups":
        return this.store.securityGroup(cloud, id);
      default:
        return this.store.instance(cloud, id);
    }
  }

  checkExists(kind: Kind, cloud: CloudName, id: string | null | undefined, field: string): void {
    if (id == null || this.#seeded.has(`${kind}/${cloud}/${id}`)) return;
    if (this.#stored(kind, cloud, id) === undefined) {
      throw refuse(field, `there is no ${KIND_NAMES[kind]} ${id} on ${cloud}`);
    }
  }

  subnetOfInstance(cloud: CloudName, id: string | null | undefined): string | undefined {
    if (id == null) return undefined;
    return this.#subnetOfInstance.get(`${cloud}/${id}`) ?? this.store.instance(cloud, id)?.subnetId;
  }

  putInstance(cloud: CloudName, id: string, subnetId: string): void {
    this.#subnetOfInstance.set(`${cloud}/${id}`, subnetId);
  }

  blockOf(cloud: CloudName, subnetId: string): Cidr {
    const seeded = (this.scenario.subnets ?? []).findLast(
      (entry) => entry.cloud === cloud && entry.id === subnetId,
    );
    const block = parseCidr(seeded?.cidr ?? this.store.subnet(cloud, subnetId)?.cidr ?? "");
    if (block === undefined) throw refuse("subnets", `${subnetId} has no cidr such as 10.0.0.0/24`);
    return block;
  }
}

/** Refuses a scenario that names things that do not exist, before any of it is in the store. Returns its addresses. */
export function checkReferences(
  store: Store,
  scenario: Scenario,
  primaries: readonly MissingPrimary[],
): Reservation[] {
  const merged = new MergedView(store, scenario);
  checkNetworks(merged);
  for (const [index, { cloud, id, ...entry }] of (scenario.instances ?? []).entries()) {
    const field = `instances[${index}]`;
    const subnetId = entry.subnetId ?? merged.subnetOfInstance(cloud, id);
    if (subnetId === undefined) throw refuse(`${field}.subnetId`, "is missing");
    merged.checkExists("subnets", cloud, subnetId, `${field}.subnetId`);
    merged.putInstance(cloud, id, subnetId);
    merged.checkExists("accounts", cloud, entry.accountId, `${field}.accountId`);
    merged.checkExists("instanceTypes", cloud, entry.instanceType, `${field}.instanceType`);
    checkGroups(merged, cloud, entry.securityGroupIds, field);
  }
  const planned = planInterfaces(merged, primaries);
  return checkAddresses(merged, planned);
}

function checkNetworks(merged: MergedView): void {
  const { vpcs = [], subnets = [], securityGroups = [] } = merged.scenario;
  for (const [index, { cloud, accountId }] of vpcs.entries()) {
    merged.checkExists("accounts", cloud, accountId, `vpcs[${index}].accountId`);
  }
  for (const [index, { cloud, id, accountId, vpcId }] of subnets.entries()) {
    merged.checkExists("vpcs", cloud, vpcId, `subnets[${index}].vpcId`);
    merged.checkExists("accounts", cloud, accountId, `subnets[${index}].accountId`);
    merged.blockOf(cloud, id);
  }
  for (const [index, { cloud, accountId, regionId, vpcId }] of securityGroups.entries()) {
    merged.checkExists("accounts", cloud, accountId, `securityGroups[${index}].accountId`);
    // A group of the classic network is in no VPC.
    if (vpcId !== "") merged.checkExists("vpcs", cloud, vpcId, `securityGroups[${index}].vpcId`);
    else if (regionId === undefined) {
      throw refuse(`securityGroups[${index}].regionId`, "is missing; only a group in a VPC has the VPC's");
    }
  }
}

function checkGroups(merged: MergedView, cloud: CloudName, ids: readonly string[] = [], field: string): void {
  for (const [index, id] of ids.entries()) {
    merged.checkExists("securityGroups", cloud, id, `${field}.securityGroupIds[${index}]`);
  }
}

/** The addresses that an interface will have. */
interface Planned {
  readonly cloud: CloudName;
  readonly id: string;
  readonly field: string;
  readonly subnetId: string;
  /** When empty, the interface gets a free one. */
  readonly addresses: readonly string[];
  readonly given: boolean;
  /** Blocks whose addresses the interface has, too. */
  readonly prefixes: readonly string[];
}

function planInterfaces(merged: MergedView, primaries: readonly MissingPrimary[]): Map<string, Planned> {
  const planned = new Map<string, Planned>();
  const named = (merged.scenario.interfaces ?? []).map((seed, index) => ({
    field: `interfaces[${index}]`,
    seed,
  }));
  for (const { field, seed: whole } of [...named, ...primaries]) {
    const { cloud, id, ...seed } = whole;
    merged.checkExists("accounts", cloud, seed.accountId, `${field}.accountId`);
    merged.checkExists("instances", cloud, seed.instanceId, `${field}.instanceId`);
    checkGroups(merged, cloud, seed.securityGroupIds, field);
    const key = `${cloud}/${id}`;
    const earlier = planned.get(key);
    const before = merged.store.interface(cloud, id);
    const subnetId =
      seed.subnetId ??
      earlier?.subnetId ??
      before?.subnetId ??
      merged.subnetOfInstance(cloud, seed.instanceId);
    if (subnetId === undefined) throw refuse(`${field}.subnetId`, "is missing");
    merged.checkExists("subnets", cloud, subnetId, `${field}.subnetId`);
    const addresses = (seed.privateIps ?? before?.privateIps)?.map(({ address }) => address);
    const given = seed.privateIps !== undefined;
    const prefixes = seed.ipv4Prefixes ?? earlier?.prefixes ?? before?.ipv4Prefixes ?? [];
    planned.set(
      key,
      earlier !== undefined && !given
        ? { ...earlier, subnetId, prefixes }
        : { cloud, id, field, subnetId, addresses: addresses ?? [], given, prefixes },
    );
  }
  return planned;
}

function checkAddresses(merged: MergedView, planned: ReadonlyMap<string, Planned>): Reservation[] {
  if (planned.size === 0) return [];
  const owners = new Owners();
  const isReplaced = replacedPrimaries(merged.scenario);
  for (const entry of merged.store.interfaces()) {
    const { cloud, id, subnetId } = entry;
    if (planned.has(`${cloud}/${id}`) || isReplaced(entry)) continue;
    for (const address of addressesOf(entry)) owners.take(cloud, subnetId, address, id);
  }
  const blocks = new Map<string, Cidr>();
  const reserved: Reservation[] = [];
  for (const { cloud, id, field, subnetId, addresses, given, prefixes } of planned.values()) {
    const block = blocks.get(`${cloud}/${subnetId}`) ?? merged.blockOf(cloud, subnetId);
    blocks.set(`${cloud}/${subnetId}`, block);
    for (const [index, address] of addresses.entries()) {
      const name = `${field}.privateIps[${index}].address`;
      if (given && !isInCidr(block, parseIpv4(address) ?? -1)) {
        throw refuse(name, `${address} is not in the block of subnet ${subnetId}`);
      }
      const owner = owners.take(cloud, subnetId, address, id);
      if (given && owner !== undefined) throw refuse(name, `${address} is already an address of ${owner}`);
      reserved.push({ cloud, subnetId, address, interfaceId: id });
    }
    for (const address of prefixes.flatMap(addressesIn)) {
      const owner = owners.take(cloud, subnetId, address, id);
      if (owner !== undefined)
        throw refuse(`${field}.ipv4Prefixes`, `${address} is already an address of ${owner}`);
      reserved.push({ cloud, subnetId, address, interfaceId: id });
    }
  }
  checkRoom([...planned.values()], blocks, owners);
  return reserved;
}

/** Which interface has which address of which subnet. */
class Owners {
  readonly #owners = new Map<string, Map<string, string>>();

  /** Gives the address to the interface; returns the one that had it before, which can be the same. */
  take(cloud: CloudName, subnetId: string, address: string, id: string): string | undefined {
    const key = `${cloud}/${subnetId}`;
    const ofSubnet = this.#owners.get(key) ?? new Map<string, string>();
    this.#owners.set(key, ofSubnet);
    const before = ofSubnet.get(address);
    ofSubnet.set(address, id);
    return before;
  }

  addressesOf(key: string): string[] {
    return [...(this.#owners.get(key)?.keys() ?? [])];
  }
}

/** Each interface without an address gets one: the subnet must have enough. */
function checkRoom(planned: readonly Planned[], blocks: ReadonlyMap<string, Cidr>, owners: Owners): void {
  const room = new Map<string, number>();
  for (const { cloud, subnetId, field, addresses } of planned) {
    if (addresses.length > 0) continue;
    const key = `${cloud}/${subnetId}`;
    const block = blocks.get(key);
    const left = room.get(key) ?? (block === undefined ? 0 : freeIn(block, owners.addressesOf(key)));
    if (left <= 0) throw refuse(`${field}.subnetId`, `${subnetId} has no free address left`);
    room.set(key, left - 1);
  }
}

function freeIn({ first, size }: Cidr, taken: readonly string[]): number {
  // The cloud reserves the first address and the last three, as in address-pool.ts.
  const usable = { first: first + 1, size: size - 4 };
  const used = taken.filter((address) => isInCidr(usable, parseIpv4(address) ?? -1));
  return usable.size - used.length;
}
