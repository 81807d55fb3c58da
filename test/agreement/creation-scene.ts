import type { Scenario } from "../../emulator";
import type { HiddenObstacle, InterfaceInputs, InterfaceOperation, Order, Scene } from "./combination";
import type { Choice } from "./dimensions";
import { type InterfaceSeed, readState, type Vocabulary } from "./scene";
import type { WireStep } from "./wire-step";

/** How a cloud spells what only scenes of a new or changed interface have. */
export interface CreationWords {
  readonly words: Vocabulary;
  /** A subnet of the main network with 12 addresses. */
  readonly smallSubnet: string;
  readonly unknownSubnet: string;
  /** The security groups that a choice names. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** Those of them that the network does not have yet. */
  readonly moreGroups: NonNullable<Scenario["securityGroups"]>;
  /** The describe of a subnet says how many addresses are free. */
  readonly showsRoom: boolean;
  /** The account's quotas when it can have so many interfaces besides primary ones. */
  readonly quotasOf: (interfaces: number) => Readonly<Record<string, number>>;
  readonly inputsOf: (wanted: Wanted) => Readonly<Record<string, unknown>>;
  readonly hiddenObstaclesOf: (operation: InterfaceOperation, choice: Choice) => readonly HiddenObstacle[];
  /** A new argument that makes another interface of it. */
  readonly replacing: Readonly<Record<string, unknown>>;
  /** The security groups before a change or a replacement. */
  readonly groupsBefore: readonly string[];
}

/** What a choice declares, before the cloud names its arguments. */
export interface Wanted {
  readonly choice: Choice;
  readonly subnetId: string;
  readonly groupIds: readonly string[];
  readonly primary: string | undefined;
  readonly listed: readonly string[];
  readonly count: number;
}

const smallBlock = "172.16.8";
/** The emulator keeps the first address and the last three of a block of 16. */
const smallRoom = 12;
const oldHost = 160;
const counts: Readonly<Record<string, number>> = { none: 0, one: 1, "too-many": 30 };

/** Where the interface of a choice is to be, and how many addresses others have there. */
interface Ground {
  readonly subnetId: string;
  readonly block: string;
  readonly isOurs: boolean;
  readonly isSmall: boolean;
  readonly taken: readonly number[];
}

function groundOf(
  { words, smallSubnet, unknownSubnet }: CreationWords,
  { subnet = "fits", old, from }: Choice,
): Ground {
  const at = (subnetId: string, number: number, isOurs: boolean): Ground => ({
    ...{ subnetId, isOurs, block: `172.16.${number}`, isSmall: false },
    taken: [150],
  });
  switch (subnet) {
    case "zone":
      return at(words.subnets.zone, 1, true);
    case "region":
      return at(words.subnets.region, 3, false);
    case "account":
      return at(words.subnets.account, 4, false);
    case "unknown":
      return at(unknownSubnet, 0, false);
    case "full":
    case "one-left": {
      // The old interface has one of the addresses.
      const others =
        smallRoom - (subnet === "full" ? 0 : 1) - (old === undefined || from === "other" ? 0 : 1);
      const taken = Array.from({ length: others }, (_, index) => index + 1);
      return { subnetId: smallSubnet, block: smallBlock, isOurs: true, isSmall: true, taken };
    }
    default:
      return at(words.subnets.main, 0, true);
  }
}

/** The interface before: in the subnet of the new one, or in another. */
function oldPlaceOf({ words }: CreationWords, { from }: Choice, ground: Ground) {
  if (from === "other" || !ground.isOurs) {
    const isMain = ground.subnetId === words.subnets.main;
    return isMain
      ? { subnetId: words.subnets.zone, address: `172.16.1.${oldHost}` }
      : { subnetId: words.subnets.main, address: `172.16.0.${oldHost}` };
  }
  const host = ground.isSmall ? ground.taken.length + 1 : oldHost;
  return { subnetId: ground.subnetId, address: `${ground.block}.${host}` };
}

function wantedOf(cloud: CreationWords, choice: Choice, ground: Ground): Wanted {
  const { address = "none", more = "none", group = "own" } = choice;
  const free = `${ground.block}.${ground.isSmall ? smallRoom : 200}`;
  const pinned: Readonly<Record<string, string>> = {
    free,
    taken: `${ground.block}.${ground.taken[0]}`,
    reserved: `${ground.block}.${ground.isSmall ? 14 : 254}`,
    outside: "10.9.9.9",
    same: oldPlaceOf(cloud, choice, ground).address,
  };
  const isListed = address.startsWith("listed-");
  const value = pinned[address.replace("listed-", "")];
  return {
    choice,
    subnetId: ground.subnetId,
    groupIds: cloud.groups[group] ?? [],
    primary: isListed ? undefined : value,
    listed: isListed && value !== undefined ? [value] : [],
    count: counts[more] ?? 0,
  };
}

export function creationSceneOf(cloud: CreationWords, operation: InterfaceOperation, choice: Choice): Scene {
  const ground = groundOf(cloud, choice);
  const wanted = wantedOf(cloud, choice, ground);
  const inputs: InterfaceInputs = {
    ...cloud.words.place,
    ...cloud.inputsOf(wanted),
    ...(operation === "replace" ? cloud.replacing : {}),
  };
  const scenario = scenarioOf(cloud, operation, choice, ground);
  return {
    scenario,
    order: orderOf(cloud, operation, inputs, choice, ground),
    steps: stepsOf(cloud, operation, inputs, choice, ground, wanted),
    ending: [],
    hiddenObstacles: cloud.hiddenObstaclesOf(operation, choice),
    relents: [],
    isUnknown: false,
    quotas: quotasOf(cloud, choice, scenario),
  };
}

/** "last": as many as there are, so that a new one needs the place of an old one. */
function quotasOf({ quotasOf: of }: CreationWords, { quota }: Choice, { interfaces = [] }: Scenario) {
  if (quota === "full") return of(0);
  return quota === "last" ? of(interfaces.filter(({ kind }) => kind !== "primary").length) : undefined;
}

function orderOf(
  cloud: CreationWords,
  operation: InterfaceOperation,
  inputs: InterfaceInputs,
  choice: Choice,
  ground: Ground,
): Order {
  if (operation === "create") return { do: "create", inputs };
  const { subnetId, address } = oldPlaceOf(cloud, choice, ground);
  const before: InterfaceInputs = {
    ...cloud.words.place,
    ...cloud.inputsOf({
      ...{ choice: {}, subnetId, groupIds: cloud.groupsBefore, listed: [], count: 0 },
      primary: choice.address === "same" ? address : undefined,
    }),
    privateIpAddresses: [address],
    ...(choice.old === "attached" ? { detachOnDelete: true } : {}),
  };
  const id = cloud.words.interfaceId("old");
  if (operation === "replace") return { do: "recreate", id, before, inputs };
  return { do: "change", id, before, inputs };
}

function stepsOf(
  cloud: CreationWords,
  operation: InterfaceOperation,
  declared: InterfaceInputs,
  choice: Choice,
  ground: Ground,
  wanted: Wanted,
): readonly WireStep[] {
  const networkInterfaceId = cloud.words.interfaceId("old");
  const instanceId = cloud.words.instanceId("target");
  const create: WireStep = { step: "create", networkInterfaceId: "", instanceId: "", declared };
  if (operation === "create") return [create];
  const pair = { networkInterfaceId, instanceId };
  if (operation === "change") return [{ ...pair, step: "change", declared }];
  const removal: readonly WireStep[] =
    choice.old === "gone"
      ? []
      : [
          ...(choice.old === "attached" ? [{ ...pair, step: "detach" } as const] : []),
          { ...pair, step: "delete" },
        ];
  return isDeletedFirst(cloud, choice, ground, wanted) ? [...removal, create] : [create, ...removal];
}

/** Only one of both can have the address, or their subnet or the account's quota has too little room for both. */
function isDeletedFirst(cloud: CreationWords, choice: Choice, ground: Ground, wanted: Wanted): boolean {
  const old = oldPlaceOf(cloud, choice, ground);
  if (choice.quota === "last") return true;
  if (old.subnetId !== ground.subnetId) return false;
  if ([wanted.primary, ...wanted.listed].includes(old.address)) return true;
  const used = ground.taken.length + (choice.old === "gone" ? 0 : 1);
  const needed = 1 + wanted.listed.length + wanted.count;
  return cloud.showsRoom && ground.isSmall && smallRoom - used < needed;
}

function scenarioOf(
  cloud: CreationWords,
  operation: InterfaceOperation,
  choice: Choice,
  ground: Ground,
): Scenario {
  const { words, smallSubnet, moreGroups } = cloud;
  const { store, network, subnets } = words;
  const main = network.subnets?.find(({ id }) => id === subnets.main);
  const small = main && [{ ...main, id: smallSubnet, cidr: `${smallBlock}.0/28` }];
  const neighbour: InterfaceSeed = {
    cloud: store,
    id: words.interfaceId("filler", 70),
    subnetId: ground.subnetId,
    privateIps: ground.taken.map((host, index) => ({
      address: `${ground.block}.${host}`,
      primary: index === 0,
    })),
  };
  return {
    ...network,
    subnets: [...(network.subnets ?? []), ...(small ?? [])],
    securityGroups: [...(network.securityGroups ?? []), ...moreGroups],
    instanceTypes: [{ cloud: store, id: "agreement.large", eniQuantity: 8, eniTotalQuantity: 16 }],
    ...(operation === "create"
      ? { interfaces: ground.isOurs ? [neighbour] : [] }
      : withOld(cloud, choice, ground, ground.isOurs ? [neighbour] : [])),
  };
}

function withOld(
  cloud: CreationWords,
  choice: Choice,
  ground: Ground,
  others: readonly InterfaceSeed[],
): Pick<Scenario, "instances" | "interfaces"> {
  const { words } = cloud;
  const { store } = words;
  const { subnetId, address } = oldPlaceOf(cloud, choice, ground);
  const seen = choice.old ?? choice.state ?? "available";
  const { status } = readState(seen);
  const instanceId = words.instanceId("target");
  const isHeld = status === "attached" || status === "attaching" || status === "detaching";
  const old: InterfaceSeed = {
    ...{ cloud: store, id: words.interfaceId("old"), subnetId, securityGroupIds: [...cloud.groupsBefore] },
    privateIps: [{ address, primary: true }],
    status: status as NonNullable<InterfaceSeed["status"]>,
    deleteOnRelease: false,
    ...(isHeld ? { instanceId } : {}),
  };
  const home = subnetId === words.subnets.zone ? words.subnets.zone : words.subnets.main;
  const primary: InterfaceSeed = {
    ...{ cloud: store, id: words.interfaceId("targetPrimary"), kind: "primary", instanceId },
  };
  return {
    instances: [
      {
        cloud: store,
        id: instanceId,
        subnetId: home,
        instanceType: "agreement.large",
        securityGroupIds: [words.groupId],
      },
    ],
    interfaces: [...others, primary, ...(seen === "gone" ? [] : [old])],
  };
}

/** The old interface is gone, and the subnet has too few addresses for the new one, which the state does not show. */
export function isShortOfAddresses({ old, from, subnet, address, more }: Choice): boolean {
  const needed = (more === "one" ? 1 : 0) + (address?.startsWith("listed-") ? 1 : 0);
  const isSmall = subnet === "full" || subnet === "one-left";
  return old === "gone" && from !== "other" && isSmall && needed === (subnet === "full" ? 1 : 2);
}
