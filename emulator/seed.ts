import { InvalidInput } from "./invalid-input";
import { macAddress } from "./mac-address";
import type { CloudName, StoredInterface } from "./model";
import type { Reservation } from "./references";
import type { Scenario } from "./scenario";
import { ALWAYS, type Store, withoutOwnState } from "./store";
import type { Transitions } from "./transitions";

type InstanceSeed = NonNullable<Scenario["instances"]>[number];
type InterfaceSeed = NonNullable<Scenario["interfaces"]>[number];

/** Adds a checked scenario's records to the store. Properties that it leaves out get a default. */
export function seedStore(
  store: Store,
  transitions: Transitions,
  scenario: Scenario,
  reserved: readonly Reservation[],
  now: number,
): void {
  for (const account of scenario.accounts ?? []) store.putAccount(account);
  for (const type of scenario.instanceTypes ?? []) {
    store.putInstanceType({
      family: type.id.split(".").slice(0, -1).join("."),
      eniTotalQuantity: type.eniQuantity,
      trunkSupported: false,
      hotPlug: true,
      oldGeneration: false,
      networkCards: 1,
      ipv4PerInterface: 10,
      ipv6PerInterface: 10,
      cpu: 2,
      memoryGib: 8,
      ...defined(type),
    });
  }
  seedNetworks(store, scenario);
  for (const instance of scenario.instances ?? []) seedInstance(store, transitions, instance, now);
  for (const { cloud, subnetId, address, interfaceId } of reserved) {
    store.addressPool(cloud, subnetId)?.take(address, interfaceId);
  }
  for (const entry of scenario.interfaces ?? []) seedInterface(store, transitions, entry, now);
}

function seedNetworks(store: Store, scenario: Scenario): void {
  for (const vpc of scenario.vpcs ?? []) {
    const accountId = vpc.accountId ?? firstAccount(store, vpc.cloud);
    store.putVpc({ name: vpc.id, cidr: "10.0.0.0/8", ...defined(vpc), accountId });
  }
  for (const subnet of scenario.subnets ?? []) {
    const vpc = store.vpc(subnet.cloud, subnet.vpcId);
    if (vpc === undefined)
      throw new InvalidInput(`subnet ${subnet.id}: vpcId ${subnet.vpcId} does not exist`);
    const { accountId, regionId } = vpc;
    store.putSubnet({ name: subnet.id, status: "available", accountId, regionId, ...defined(subnet) });
  }
  for (const group of scenario.securityGroups ?? []) {
    const vpc = store.vpc(group.cloud, group.vpcId);
    const accountId = group.accountId ?? vpc?.accountId ?? firstAccount(store, group.cloud);
    const regionId = group.regionId ?? vpc?.regionId ?? "";
    store.putSecurityGroup({ name: group.id, capacity: 2000, ...defined(group), accountId, regionId });
  }
}

function seedInstance(store: Store, transitions: Transitions, seed: InstanceSeed, now: number): void {
  const { settlesTo, ...fields } = seed;
  const before = store.instance(seed.cloud, seed.id);
  const place = placeOf(store, seed.cloud, fields.subnetId ?? before?.subnetId, `instance ${seed.id}`);
  const type = fields.instanceType ?? before?.instanceType ?? store.instanceTypes(seed.cloud)[0]?.id ?? "";
  store.putInstance(
    {
      name: seed.id,
      status: "running",
      createdAt: now,
      startedAt: now,
      securityGroupIds: [],
      tags: {},
      resourceGroupId: "",
      ...place,
      ...(before !== undefined && fields.status !== undefined ? withoutOwnState(before) : before),
      ...defined(fields),
      instanceType: type,
    },
    ALWAYS,
  );
  if (settlesTo !== undefined) {
    transitions.scheduleInstance(seed.cloud, seed.id, settlesTo.status, settlesTo.afterMs);
  }
}

function seedInterface(store: Store, transitions: Transitions, seed: InterfaceSeed, now: number): void {
  const before = store.interface(seed.cloud, seed.id);
  const holder = seed.instanceId == null ? undefined : store.instance(seed.cloud, seed.instanceId);
  const subnetId = seed.subnetId ?? before?.subnetId ?? holder?.subnetId;
  const place = placeOf(store, seed.cloud, subnetId, `interface ${seed.id}`);
  const kind = seed.kind ?? before?.kind ?? "secondary";
  const held = seed.instanceId != null;
  const record: StoredInterface = {
    name: "",
    description: "",
    kind,
    status: held ? "attached" : "available",
    instanceId: null,
    deviceIndex: held ? (kind === "primary" ? 0 : nextDeviceIndex(store, seed)) : null,
    networkCardIndex: held ? 0 : null,
    macAddress: macAddress(store.nextSerial()),
    privateIps: [],
    ipv6: [],
    securityGroupIds: holder?.securityGroupIds ?? [],
    tags: {},
    serviceManaged: false,
    resourceGroupId: "",
    deleteOnRelease: true,
    createdAt: now,
    attachedAt: held ? now : null,
    ...place,
    ...before,
    ...defined(seed),
  };
  const privateIps = record.privateIps.length > 0 ? record.privateIps : proposeAddress(store, record);
  transitions.drop(seed.cloud, seed.id);
  if (record.kind === "primary") removeOtherPrimary(store, transitions, record);
  store.putInterface({ ...record, privateIps }, ALWAYS);
  transitions.adopt(record);
}

/** An instance has one primary interface; the one that is seeded last takes the place of the one before. */
function removeOtherPrimary(store: Store, transitions: Transitions, record: StoredInterface): void {
  for (const { cloud, id, kind } of store.attachmentsOf(record.instanceId ?? "", record.cloud)) {
    if (kind !== "primary" || id === record.id) continue;
    transitions.drop(cloud, id);
    store.removeInterface(cloud, id, ALWAYS);
  }
}

function proposeAddress(store: Store, record: StoredInterface): StoredInterface["privateIps"] {
  const address = store.addressPool(record.cloud, record.subnetId)?.propose();
  if (address === undefined)
    throw new InvalidInput(`interface ${record.id}: subnet ${record.subnetId} has no free address`);
  return [{ address, primary: true }];
}

function nextDeviceIndex(store: Store, seed: InterfaceSeed): number {
  const held = store.attachmentsOf(seed.instanceId ?? "", seed.cloud).filter(({ id }) => id !== seed.id);
  return Math.max(0, ...held.map((entry) => entry.deviceIndex ?? 0)) + 1;
}

function placeOf(store: Store, cloud: CloudName, subnetId: string | undefined, what: string) {
  const subnet = subnetId === undefined ? undefined : store.subnet(cloud, subnetId);
  if (subnet === undefined)
    throw new InvalidInput(
      `${what}: ${subnetId === undefined ? "subnetId is missing" : `subnet ${subnetId} does not exist`}`,
    );
  const { accountId, regionId, zoneId, vpcId } = subnet;
  return { accountId, regionId, zoneId, vpcId, subnetId: subnet.id };
}

function firstAccount(store: Store, cloud: CloudName): string {
  const account = store.accounts(cloud)[0];
  if (account === undefined) throw new InvalidInput(`accounts: there is no account on ${cloud}`);
  return account.id;
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** The fields without the undefined ones, which would hide a default. */
function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
