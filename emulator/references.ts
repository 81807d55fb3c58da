import { addressesIn, type Cidr, isInCidr, parseCidr, parseIpv4 } from "./cidr";
import { InvalidInput } from "./invalid-input";
import type { CloudName } from "./model";
import type { Scenario } from "./scenario";
import { addressesOf, type Store } from "./store";

/** An address that a scenario gives to an interface: no other one gets it. */
export interface Reservation {
  readonly cloud: CloudName;
  readonly subnetId: string;
  readonly address: string;
  readonly interfaceId: string;
}

const WORDS = {
  accounts: "account",
  instanceTypes: "instance type",
  vpcs: "VPC",
  subnets: "subnet",
  securityGroups: "security group",
  instances: "instance",
} as const;
type Kind = keyof typeof WORDS;

const refuse = (field: string, message: string): InvalidInput => new InvalidInput(`${field}: ${message}`);

/** What there will be when a scenario is put into the store. */
class World {
  readonly store: Store;
  readonly scenario: Scenario;
  readonly #seeded = new Set<string>();
  readonly #subnetOfInstance = new Map<string, string>();

  constructor(store: Store, scenario: Scenario) {
    this.store = store;
    this.scenario = scenario;
    for (const kind of Object.keys(WORDS) as Kind[]) {
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

  mustHave(kind: Kind, cloud: CloudName, id: string | null | undefined, field: string): void {
    if (id == null || this.#seeded.has(`${kind}/${cloud}/${id}`)) return;
    if (this.#stored(kind, cloud, id) === undefined) {
      throw refuse(field, `there is no ${WORDS[kind]} ${id} on ${cloud}`);
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

/** Refuses a scenario that names what does not exist, before any of it is put into the store. */
export function checkReferences(store: Store, scenario: Scenario): Reservation[] {
  const world = new World(store, scenario);
  checkNetworks(world);
  for (const [index, { cloud, id, ...entry }] of (scenario.instances ?? []).entries()) {
    const field = `instances[${index}]`;
    const subnetId = entry.subnetId ?? world.subnetOfInstance(cloud, id);
    if (subnetId === undefined) throw refuse(`${field}.subnetId`, "is missing");
    world.mustHave("subnets", cloud, subnetId, `${field}.subnetId`);
    world.putInstance(cloud, id, subnetId);
    world.mustHave("accounts", cloud, entry.accountId, `${field}.accountId`);
    world.mustHave("instanceTypes", cloud, entry.instanceType, `${field}.instanceType`);
    checkGroups(world, cloud, entry.securityGroupIds, field);
  }
  const planned = planInterfaces(world);
  return checkAddresses(world, planned);
}

function checkNetworks(world: World): void {
  const { vpcs = [], subnets = [], securityGroups = [] } = world.scenario;
  for (const [index, { cloud, accountId }] of vpcs.entries()) {
    world.mustHave("accounts", cloud, accountId, `vpcs[${index}].accountId`);
  }
  for (const [index, { cloud, id, accountId, vpcId }] of subnets.entries()) {
    world.mustHave("vpcs", cloud, vpcId, `subnets[${index}].vpcId`);
    world.mustHave("accounts", cloud, accountId, `subnets[${index}].accountId`);
    world.blockOf(cloud, id);
  }
  for (const [index, { cloud, accountId, vpcId }] of securityGroups.entries()) {
    world.mustHave("accounts", cloud, accountId, `securityGroups[${index}].accountId`);
    // A group of the classic network is in no VPC.
    if (vpcId !== "") world.mustHave("vpcs", cloud, vpcId, `securityGroups[${index}].vpcId`);
  }
}

function checkGroups(world: World, cloud: CloudName, ids: readonly string[] = [], field: string): void {
  for (const [index, id] of ids.entries()) {
    world.mustHave("securityGroups", cloud, id, `${field}.securityGroupIds[${index}]`);
  }
}

/** An interface as it will be, as far as its addresses go. */
interface Planned {
  readonly cloud: CloudName;
  readonly id: string;
  readonly field: string;
  readonly subnetId: string;
  /** None: one is proposed. */
  readonly addresses: readonly string[];
  readonly given: boolean;
  /** Blocks whose addresses are the interface's, too. */
  readonly prefixes: readonly string[];
}

function planInterfaces(world: World): Map<string, Planned> {
  const planned = new Map<string, Planned>();
  for (const [index, { cloud, id, ...seed }] of (world.scenario.interfaces ?? []).entries()) {
    const field = `interfaces[${index}]`;
    world.mustHave("accounts", cloud, seed.accountId, `${field}.accountId`);
    world.mustHave("instances", cloud, seed.instanceId, `${field}.instanceId`);
    checkGroups(world, cloud, seed.securityGroupIds, field);
    const key = `${cloud}/${id}`;
    const earlier = planned.get(key);
    const before = world.store.interface(cloud, id);
    const subnetId =
      seed.subnetId ??
      earlier?.subnetId ??
      before?.subnetId ??
      world.subnetOfInstance(cloud, seed.instanceId);
    if (subnetId === undefined) throw refuse(`${field}.subnetId`, "is missing");
    world.mustHave("subnets", cloud, subnetId, `${field}.subnetId`);
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

function checkAddresses(world: World, planned: ReadonlyMap<string, Planned>): Reservation[] {
  if (planned.size === 0) return [];
  const owners = new Owners();
  for (const entry of world.store.interfaces()) {
    const { cloud, id, subnetId } = entry;
    if (planned.has(`${cloud}/${id}`)) continue;
    for (const address of addressesOf(entry)) owners.take(cloud, subnetId, address, id);
  }
  const blocks = new Map<string, Cidr>();
  const reserved: Reservation[] = [];
  for (const { cloud, id, field, subnetId, addresses, given, prefixes } of planned.values()) {
    const block = blocks.get(`${cloud}/${subnetId}`) ?? world.blockOf(cloud, subnetId);
    blocks.set(`${cloud}/${subnetId}`, block);
    for (const [index, address] of addresses.entries()) {
      const name = `${field}.privateIps[${index}].address`;
      if (given && !isInCidr(block, parseIpv4(address) ?? -1)) {
        throw refuse(name, `${address} is not in the block of subnet ${subnetId}`);
      }
      const owner = owners.take(cloud, subnetId, address, id);
      if (given && owner !== undefined) throw refuse(name, `${address} is an address of ${owner} already`);
      reserved.push({ cloud, subnetId, address, interfaceId: id });
    }
    for (const address of prefixes.flatMap(addressesIn)) {
      const owner = owners.take(cloud, subnetId, address, id);
      if (owner !== undefined)
        throw refuse(`${field}.ipv4Prefixes`, `${address} is an address of ${owner} already`);
      reserved.push({ cloud, subnetId, address, interfaceId: id });
    }
  }
  checkRoom([...planned.values()], blocks, owners);
  return reserved;
}

/** Which interface has which address of which subnet. */
class Owners {
  readonly #owners = new Map<string, Map<string, string>>();

  /** Whose it was before, also when it was the same interface's. */
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

/** The interfaces without an address get one each: there must be as many. */
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
  // The cloud keeps the network's own address and the last three, as in address-pool.ts.
  const usable = { first: first + 1, size: size - 4 };
  const used = taken.filter((address) => isInCidr(usable, parseIpv4(address) ?? -1));
  return usable.size - used.length;
}
