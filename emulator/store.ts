import { AddressPool } from "./address-pool";
import { addressesIn } from "./cidr";
import type { EmulatorClock } from "./clock";
import type {
  CloudName,
  StoredAccount,
  StoredClientToken,
  StoredInstance,
  StoredInstanceType,
  StoredInterface,
  StoredKey,
  StoredSecurityGroup,
  StoredSubnet,
  StoredTask,
  StoredVpc,
} from "./model";

/** How many earlier states of a record are kept for stale reads. */
const HISTORY_LENGTH = 16;

interface EarlierState<T> {
  /** The time at which this state ended. */
  readonly until: number;
  readonly value: T | undefined;
}

/** The time of a change that stale reads show too: a scenario's records have no earlier state. */
export const ALWAYS = Number.NEGATIVE_INFINITY;

const keyOf = (cloud: CloudName, id: string): string => `${cloud}/${id}`;

/** Records of one kind by cloud and id, with their latest earlier states. */
class RecordsWithHistory<T extends { readonly cloud: CloudName; readonly id: string }> {
  readonly #records = new Map<string, T>();
  readonly #past = new Map<string, EarlierState<T>[]>();

  get(cloud: CloudName, id: string): T | undefined {
    return this.#records.get(keyOf(cloud, id));
  }

  getAsOf(cloud: CloudName, id: string, at: number): T | undefined {
    const earlier = this.#past.get(keyOf(cloud, id))?.find((past) => past.until > at);
    return earlier === undefined ? this.get(cloud, id) : earlier.value;
  }

  all(cloud?: CloudName): T[] {
    const records = [...this.#records.values()];
    return cloud === undefined ? records : records.filter((record) => record.cloud === cloud);
  }

  allAsOf(cloud: CloudName, at: number): T[] {
    const ids = new Set(this.all(cloud).map((record) => record.id));
    const prefix = `${cloud}/`;
    for (const key of this.#past.keys()) if (key.startsWith(prefix)) ids.add(key.slice(prefix.length));
    return [...ids].flatMap((id) => this.getAsOf(cloud, id, at) ?? []);
  }

  set(record: T, at: number): void {
    this.#remember(keyOf(record.cloud, record.id), at);
    this.#records.set(keyOf(record.cloud, record.id), record);
  }

  delete(cloud: CloudName, id: string, at: number): void {
    this.#remember(keyOf(cloud, id), at);
    this.#records.delete(keyOf(cloud, id));
  }

  clear(): void {
    this.#records.clear();
    this.#past.clear();
  }

  #remember(key: string, at: number): void {
    if (at === ALWAYS) {
      this.#past.delete(key);
      return;
    }
    const past = this.#past.get(key) ?? [];
    past.push({ until: at, value: this.#records.get(key) });
    if (past.length > HISTORY_LENGTH) past.shift();
    this.#past.set(key, past);
  }
}

function addTo(index: Map<string, Set<string>>, name: string, key: string): void {
  const keys = index.get(name) ?? new Set<string>();
  keys.add(key);
  index.set(name, keys);
}

/** `extra.instanceState` is a state that only one cloud has; a new `status` ends it. */
export function withoutOwnState(instance: StoredInstance): StoredInstance {
  const { instanceState: _ended, ...extra } = instance.extra ?? {};
  return { ...instance, extra };
}

export function addressesOf({ privateIps, ipv4Prefixes = [] }: StoredInterface): string[] {
  return [...privateIps.map((ip) => ip.address), ...ipv4Prefixes.flatMap(addressesIn)];
}

export type InterfacePatch = Partial<Omit<StoredInterface, "cloud" | "id" | "accountId">>;
export type InstancePatch = Partial<Omit<StoredInstance, "cloud" | "id" | "accountId">>;

/**
 * Everything that exists in the emulated clouds, in neutral words; each wire translates them into its cloud's words.
 */
export class Store {
  readonly #clock: EmulatorClock;
  readonly #interfaces = new RecordsWithHistory<StoredInterface>();
  readonly #instances = new RecordsWithHistory<StoredInstance>();
  readonly #instanceTypes = new Map<string, StoredInstanceType>();
  readonly #vpcs = new Map<string, StoredVpc>();
  readonly #subnets = new Map<string, StoredSubnet>();
  readonly #securityGroups = new Map<string, StoredSecurityGroup>();
  readonly #accounts = new Map<string, StoredAccount>();
  readonly #tasks = new Map<string, StoredTask>();
  readonly #clientTokens = new Map<string, StoredClientToken>();
  /** The keys of the interfaces that an instance holds, and of those in a security group. */
  readonly #held = new Map<string, Set<string>>();
  readonly #members = new Map<string, Set<string>>();
  readonly #pools = new Map<string, AddressPool>();
  readonly #settings = new Map<string, string>();
  #beforeRead: () => void = () => {};
  #serial = 0;

  constructor(clock: EmulatorClock) {
    this.#clock = clock;
  }

  /** Sets what runs before every read: transitions that are due are carried out only then. */
  onRead(settle: () => void): void {
    this.#beforeRead = settle;
  }

  /** A number that was not used before, for ids, MAC addresses and tasks. */
  nextSerial(): number {
    this.#serial += 1;
    return this.#serial;
  }

  clear(): void {
    this.#interfaces.clear();
    this.#instances.clear();
    for (const map of [this.#instanceTypes, this.#vpcs, this.#subnets, this.#securityGroups]) map.clear();
    for (const map of [this.#accounts, this.#tasks, this.#clientTokens, this.#pools]) map.clear();
    for (const map of [this.#held, this.#members]) map.clear();
    this.#settings.clear();
    this.#serial = 0;
  }

  // Interfaces

  interface(cloud: CloudName, id: string, asOf?: number): StoredInterface | undefined {
    this.#beforeRead();
    return asOf === undefined ? this.#interfaces.get(cloud, id) : this.#interfaces.getAsOf(cloud, id, asOf);
  }

  interfaces(cloud?: CloudName, asOf?: number): StoredInterface[] {
    this.#beforeRead();
    return asOf === undefined || cloud === undefined
      ? this.#interfaces.all(cloud)
      : this.#interfaces.allAsOf(cloud, asOf);
  }

  /** The interfaces that an instance holds, its primary one first, then by device index. */
  attachmentsOf(instanceId: string, cloud?: CloudName): StoredInterface[] {
    this.#beforeRead();
    return this.#listed(this.#held.get(instanceId))
      .filter((entry) => cloud === undefined || entry.cloud === cloud)
      .sort((left, right) => (left.deviceIndex ?? 0) - (right.deviceIndex ?? 0));
  }

  putInterface(record: StoredInterface, at: number = this.#clock.now()): StoredInterface {
    const before = this.#interfaces.get(record.cloud, record.id);
    if (before !== undefined) this.#unindex(before);
    this.#interfaces.set(record, at);
    this.#index(record);
    return record;
  }

  updateInterface(
    cloud: CloudName,
    id: string,
    patch: InterfacePatch,
    at: number = this.#clock.now(),
  ): StoredInterface {
    const before = this.#interfaces.get(cloud, id);
    if (before === undefined) throw new RangeError(`there is no interface ${id} on ${cloud}`);
    return this.putInterface({ ...before, ...patch }, at);
  }

  /** Removes the interface, frees its addresses and takes it out of its security groups. */
  removeInterface(cloud: CloudName, id: string, at: number = this.#clock.now()): void {
    const before = this.#interfaces.get(cloud, id);
    if (before === undefined) return;
    this.#unindex(before);
    this.#interfaces.delete(cloud, id, at);
  }

  #listed(keys: Iterable<string> = []): StoredInterface[] {
    return [...keys].flatMap((key) => {
      const slash = key.indexOf("/");
      return this.#interfaces.get(key.slice(0, slash), key.slice(slash + 1)) ?? [];
    });
  }

  #index(record: StoredInterface): void {
    const key = keyOf(record.cloud, record.id);
    if (record.instanceId !== null) addTo(this.#held, record.instanceId, key);
    for (const group of record.securityGroupIds) addTo(this.#members, keyOf(record.cloud, group), key);
    const pool = this.addressPool(record.cloud, record.subnetId);
    for (const address of addressesOf(record)) pool?.take(address, record.id);
  }

  #unindex(record: StoredInterface): void {
    const key = keyOf(record.cloud, record.id);
    if (record.instanceId !== null) this.#held.get(record.instanceId)?.delete(key);
    for (const group of record.securityGroupIds) {
      this.#members.get(keyOf(record.cloud, group))?.delete(key);
    }
    const pool = this.addressPool(record.cloud, record.subnetId);
    for (const address of addressesOf(record)) pool?.release(address, record.id);
  }

  // Instances

  instance(cloud: CloudName, id: string, asOf?: number): StoredInstance | undefined {
    this.#beforeRead();
    return asOf === undefined ? this.#instances.get(cloud, id) : this.#instances.getAsOf(cloud, id, asOf);
  }

  instances(cloud?: CloudName, asOf?: number): StoredInstance[] {
    this.#beforeRead();
    return asOf === undefined || cloud === undefined
      ? this.#instances.all(cloud)
      : this.#instances.allAsOf(cloud, asOf);
  }

  putInstance(record: StoredInstance, at: number = this.#clock.now()): StoredInstance {
    this.#instances.set(record, at);
    return record;
  }

  updateInstance(
    cloud: CloudName,
    id: string,
    patch: InstancePatch,
    at: number = this.#clock.now(),
  ): StoredInstance {
    const before = this.#instances.get(cloud, id);
    if (before === undefined) throw new RangeError(`there is no instance ${id} on ${cloud}`);
    const left = patch.status === undefined ? before : withoutOwnState(before);
    return this.putInstance({ ...left, ...patch }, at);
  }

  removeInstance(cloud: CloudName, id: string, at: number = this.#clock.now()): void {
    if (this.#instances.get(cloud, id) !== undefined) this.#instances.delete(cloud, id, at);
  }

  instanceType(cloud: CloudName, id: string): StoredInstanceType | undefined {
    return this.#instanceTypes.get(keyOf(cloud, id));
  }

  instanceTypes(cloud: CloudName): StoredInstanceType[] {
    return [...this.#instanceTypes.values()].filter((type) => type.cloud === cloud);
  }

  putInstanceType(record: StoredInstanceType): void {
    this.#instanceTypes.set(keyOf(record.cloud, record.id), record);
  }

  // Networks

  vpc(cloud: CloudName, id: string): StoredVpc | undefined {
    return this.#vpcs.get(keyOf(cloud, id));
  }

  vpcs(cloud?: CloudName): StoredVpc[] {
    return [...this.#vpcs.values()].filter((vpc) => cloud === undefined || vpc.cloud === cloud);
  }

  putVpc(record: StoredVpc): void {
    this.#vpcs.set(keyOf(record.cloud, record.id), record);
  }

  subnet(cloud: CloudName, id: string): StoredSubnet | undefined {
    return this.#subnets.get(keyOf(cloud, id));
  }

  subnets(cloud?: CloudName): StoredSubnet[] {
    return [...this.#subnets.values()].filter((subnet) => cloud === undefined || subnet.cloud === cloud);
  }

  putSubnet(record: StoredSubnet): void {
    const key = keyOf(record.cloud, record.id);
    if (this.#subnets.get(key)?.cidr !== record.cidr) {
      const pool = new AddressPool(record.cidr);
      for (const entry of this.#interfaces.all(record.cloud)) {
        if (entry.subnetId === record.id)
          for (const address of addressesOf(entry)) pool.take(address, entry.id);
      }
      this.#pools.set(key, pool);
    }
    this.#subnets.set(key, record);
  }

  addressPool(cloud: CloudName, subnetId: string): AddressPool | undefined {
    return this.#pools.get(keyOf(cloud, subnetId));
  }

  securityGroup(cloud: CloudName, id: string): StoredSecurityGroup | undefined {
    return this.#securityGroups.get(keyOf(cloud, id));
  }

  securityGroups(cloud?: CloudName): StoredSecurityGroup[] {
    return [...this.#securityGroups.values()].filter((group) => cloud === undefined || group.cloud === cloud);
  }

  putSecurityGroup(record: StoredSecurityGroup): void {
    this.#securityGroups.set(keyOf(record.cloud, record.id), record);
  }

  /** The interfaces in a security group. */
  membersOf(cloud: CloudName, securityGroupId: string): StoredInterface[] {
    this.#beforeRead();
    return this.#listed(this.#members.get(keyOf(cloud, securityGroupId)));
  }

  memberCount(cloud: CloudName, securityGroupId: string): number {
    this.#beforeRead();
    return this.#members.get(keyOf(cloud, securityGroupId))?.size ?? 0;
  }

  // Accounts, quotas, tasks, tokens

  account(cloud: CloudName, id: string): StoredAccount | undefined {
    return this.#accounts.get(keyOf(cloud, id));
  }

  accounts(cloud?: CloudName): StoredAccount[] {
    return [...this.#accounts.values()].filter((account) => cloud === undefined || account.cloud === cloud);
  }

  putAccount(record: StoredAccount): void {
    this.#accounts.set(keyOf(record.cloud, record.id), record);
  }

  findKey(cloud: CloudName, accessKeyId: string): { account: StoredAccount; key: StoredKey } | undefined {
    for (const account of this.accounts(cloud)) {
      const key = account.keys.find((candidate) => candidate.accessKeyId === accessKeyId);
      if (key !== undefined) return { account, key };
    }
    return undefined;
  }

  quota(cloud: CloudName, accountId: string, name: string, standard: number): number {
    return this.account(cloud, accountId)?.quotas?.[name] ?? standard;
  }

  task(cloud: CloudName, id: string): StoredTask | undefined {
    this.#beforeRead();
    return this.#tasks.get(keyOf(cloud, id));
  }

  tasks(cloud?: CloudName): StoredTask[] {
    this.#beforeRead();
    return [...this.#tasks.values()].filter((task) => cloud === undefined || task.cloud === cloud);
  }

  putTask(record: StoredTask): void {
    this.#tasks.set(keyOf(record.cloud, record.id), record);
  }

  settleTask(cloud: CloudName, id: string, status: "success" | "failed", output: string): void {
    const task = this.#tasks.get(keyOf(cloud, id));
    if (task !== undefined) this.putTask({ ...task, status, output });
  }

  clientToken(cloud: CloudName, accountId: string, token: string): StoredClientToken | undefined {
    return this.#clientTokens.get(`${cloud}/${accountId}/${token}`);
  }

  putClientToken(record: StoredClientToken): void {
    this.#clientTokens.set(`${record.cloud}/${record.accountId}/${record.token}`, record);
  }

  /** How a cloud behaves where its documentation leaves it open. */
  setting(name: string): string | undefined {
    return this.#settings.get(name);
  }

  putSetting(name: string, value: string): void {
    this.#settings.set(name, value);
  }

  clientTokens(cloud?: CloudName): StoredClientToken[] {
    return [...this.#clientTokens.values()].filter((entry) => cloud === undefined || entry.cloud === cloud);
  }
}
