import type { OperationName } from "../../combination";
import type { Choice } from "../../dimensions";
import { type InterfaceSeed, type OwnParts, readState } from "../../scene";
import { hiddenObstaclesOf } from "./hidden-obstacles";
import { classicGroup, cloud, fullGroup, otherTrunkId, trunkId, words } from "./vocabulary";

const addresses = (count: number, subnet: string): InterfaceSeed["privateIps"] =>
  Array.from({ length: count }, (_, index) => ({
    address: `${subnet}.${100 + index}`,
    primary: index === 0,
  }));

const blocks: Readonly<Record<string, string>> = {
  same: "172.16.0",
  zone: "172.16.1",
  vpc: "172.16.2",
};

function subjectOf(choice: Choice): Partial<InterfaceSeed> {
  const counts: Readonly<Record<string, number>> = { one: 1, most: 10, "too-many": 11 };
  const block =
    choice.where === "other-region"
      ? "172.16.3"
      : choice.where === "other-account"
        ? "172.16.4"
        : blocks[choice.place ?? "same"];
  const privateIps = addresses(counts[choice.ipv4 ?? "one"] ?? 1, block ?? "172.16.0") ?? [];
  const bound = { publicIp: { address: "203.0.113.10", allocationId: "eip-bp1agreement" } };
  const ipv6Counts: Readonly<Record<string, number>> = { none: 0, one: 1, "too-many": 11 };
  const isMember = choice.kind === "member";
  return {
    privateIps: privateIps.map((ip) =>
      ip.primary && choice.publicIp === "bound" ? { ...ip, ...bound } : ip,
    ),
    ipv6: Array.from({ length: ipv6Counts[choice.ipv6 ?? "none"] ?? 0 }, (_, index) => `fd00::${index + 1}`),
    serviceManaged: choice.managed === "yes",
    highPerformance: choice.mode === "high-performance",
    ...(choice.hidden === "linked" ? { linkedInterfaceId: words.interfaceId("old", 9) } : {}),
    ...(choice.hidden === "bonded" ? { slaveBonded: true } : {}),
    ...(choice.hidden === "classic-group" ? { securityGroupIds: [classicGroup] } : {}),
    ...(choice.hidden === "full-group" ? { securityGroupIds: [fullGroup] } : {}),
    ...(isMember ? { trunkInterfaceId: otherTrunkId } : {}),
  };
}

/** Trunk interfaces, and members of the subject or of the old one. */
function others(choice: Choice): readonly InterfaceSeed[] {
  const target = words.instanceId("target");
  const { at } = readState(choice.state);
  const subnetId = words.subnets.main;
  const trunkOn = (
    id: string,
    instanceId: string | null,
    fields: Partial<InterfaceSeed> = {},
  ): InterfaceSeed => ({
    cloud,
    id,
    kind: "trunk",
    subnetId,
    ...(instanceId === null ? {} : { instanceId }),
    ...fields,
  });
  const declared: Readonly<Record<string, InterfaceSeed>> = {
    carrier: trunkOn(trunkId, target),
    attaching: trunkOn(trunkId, target, { status: "attaching" }),
    free: trunkOn(trunkId, null),
    elsewhere: trunkOn(trunkId, words.instanceId("holder")),
    secondary: trunkOn(trunkId, target, { kind: "secondary" }),
  };
  const named = declared[choice.trunk ?? "none"];
  const memberOf = (trunkInterfaceId: string, instanceId: string): InterfaceSeed => ({
    cloud,
    id: words.interfaceId("filler", 90),
    kind: "member",
    subnetId,
    instanceId,
    trunkInterfaceId,
  });
  const oldId = words.interfaceId("old");
  return [
    ...(named ? [named] : []),
    ...(choice.beside === "trunk" ? [trunkOn(words.interfaceId("trunk", 3), target)] : []),
    ...(choice.kind === "member" && at ? [trunkOn(otherTrunkId, words.instanceId(at))] : []),
    ...(choice.members === "one"
      ? [memberOf(words.interfaceId("subject"), words.instanceId(at ?? "target"))]
      : []),
    ...(choice.oldIs === "trunk-with-member" ? [memberOf(oldId, target)] : []),
    ...(choice.oldIs === "member" ? [trunkOn(otherTrunkId, target)] : []),
  ];
}

const oldFields: Readonly<Record<string, Partial<InterfaceSeed>>> = {
  managed: { serviceManaged: true },
  "high-performance": { highPerformance: true },
  linked: { linkedInterfaceId: words.interfaceId("old", 9) },
  "trunk-with-member": { kind: "trunk" },
  member: { kind: "member", trunkInterfaceId: otherTrunkId },
};

/** Some of those that "Bind a secondary ENI" lists. */
const typesWithoutHotPlug = [
  ...["c1m1.small", "c1m2.large", "c1m2.small", "c1m4.large", "c1m4.small"].map((size) => `ecs.s6-${size}`),
  ...["c1m1.large", "c1m2.large", "c1m4.large", "c2m1.large", "c4m1.large"].map((size) => `ecs.t6-${size}`),
  ...["c1m1.large", "c1m2.large", "c1m4.large", "lc1m1.small", "lc2m1.nano"].map((size) => `ecs.t5-${size}`),
];

const typeFields: Readonly<Record<string, OwnParts["targetType"]>> = {
  "no-trunk": { trunkSupported: false },
  "no-ipv6": { ipv6PerInterface: 0 },
  cards: { networkCards: 4 },
  "old-generation": { oldGeneration: true },
  cold: { ids: typesWithoutHotPlug, hotPlug: false },
};

const long = Date.UTC(2018, 2, 31);

export function ownParts(operation: OperationName, choice: Choice): OwnParts {
  const isMember = operation === "replace-interface" ? choice.oldIs === "member" : choice.kind === "member";
  const detachedTrunk = isMember ? { trunkInterfaceId: otherTrunkId } : {};
  const cardIndex =
    choice.card === "none" || choice.card === undefined ? {} : { networkCardIndex: Number(choice.card) };
  const isThrough = (choice.trunk ?? "none") !== "none";
  return {
    target: {
      ...(choice.lock === "none" || choice.lock === undefined ? {} : { locked: [choice.lock] }),
      ...(choice.started === "before-2018" ? { startedAt: long } : {}),
    },
    holder:
      choice.holderLock === "none" || choice.holderLock === undefined ? {} : { locked: [choice.holderLock] },
    targetType: typeFields[choice.type ?? "general"] ?? {},
    holderType: choice.holderType === "cold" ? { hotPlug: false } : {},
    subject: subjectOf(choice),
    old: oldFields[choice.oldIs ?? "plain"] ?? {},
    more: others(choice),
    inputs: {
      ...cardIndex,
      ...(isThrough ? { trunkNetworkInstanceId: trunkId } : {}),
      ...(choice.already === "fail" ? { ifAlreadyAttached: "fail" } : {}),
    },
    attach: { ...cardIndex, ...(isThrough ? { trunkInterfaceId: trunkId } : {}) },
    detach: detachedTrunk,
    hiddenObstacles: hiddenObstaclesOf(operation, choice),
  };
}
