import { type AgreementCloud, caseOf, type OperationName, type Space, type Untold } from "../combination";
import type { Choice, Dimension, Impossible } from "../dimensions";
import { type InterfaceSeed, type OwnParts, readState, sceneOf, type Vocabulary } from "../scene";
import { alibabaWire } from "../wire";

const cloud = "alibaba" as const;
const regionId = "cn-hangzhou";
const farRegion = "cn-shanghai";
const zone = "cn-hangzhou-h";
const groupId = "sg-bp1main";
const classicGroup = "sg-bp1classic";
const fullGroup = "sg-bp1full";
/** How long an instance takes from a passing state to the next: longer than any transition of an interface. */
const afterMs = 1_200;

const words: Vocabulary = {
  store: cloud,
  regionId,
  place: { regionId },
  subnets: {
    main: "vsw-bp1main",
    zone: "vsw-bp1zone",
    vpc: "vsw-bp1vpc",
    region: "vsw-bp1region",
    account: "vsw-bp1account",
  },
  groupId,
  network: {
    vpcs: [
      { cloud, id: "vpc-bp1main", regionId },
      { cloud, id: "vpc-bp1other", regionId },
      { cloud, id: "vpc-bp1far", regionId: farRegion },
      { cloud, id: "vpc-bp1account", regionId, accountId: "1000000000000002" },
    ],
    subnets: [
      { cloud, id: "vsw-bp1main", vpcId: "vpc-bp1main", zoneId: zone, cidr: "172.16.0.0/24" },
      { cloud, id: "vsw-bp1zone", vpcId: "vpc-bp1main", zoneId: "cn-hangzhou-i", cidr: "172.16.1.0/24" },
      { cloud, id: "vsw-bp1vpc", vpcId: "vpc-bp1other", zoneId: zone, cidr: "172.16.2.0/24" },
      { cloud, id: "vsw-bp1region", vpcId: "vpc-bp1far", zoneId: "cn-shanghai-b", cidr: "172.16.3.0/24" },
      { cloud, id: "vsw-bp1account", vpcId: "vpc-bp1account", zoneId: zone, cidr: "172.16.4.0/24" },
    ],
    securityGroups: [
      { cloud, id: groupId, regionId, vpcId: "vpc-bp1main" },
      { cloud, id: classicGroup, regionId, vpcId: "" },
      { cloud, id: fullGroup, regionId, vpcId: "vpc-bp1main", capacity: 0 },
    ],
  },
  interfaceId: (name, number = 1) => `eni-bp1${name.toLowerCase()}${number}`,
  instanceId: (name) => `i-bp1${name}`,
  instanceStates: {
    running: {},
    stopped: { status: "stopped" },
    pending: { status: "pending", settlesTo: { status: "running", afterMs } },
    starting: { status: "starting", settlesTo: { status: "running", afterMs } },
    stopping: { status: "stopping", settlesTo: { status: "stopped", afterMs } },
  },
};

const trunkId = words.interfaceId("trunk");
const otherTrunkId = words.interfaceId("trunk", 2);

const freeStates = ["creating", "deleting", "failed"] as const;
const targetStates = ["attaching-target", "attached-target", "detaching-target"] as const;
const holderStates = ["attaching-other", "attached-other", "detaching-other"] as const;

const kind: Dimension = { name: "kind", values: ["secondary", "primary", "trunk", "member"] };
const where: Dimension = {
  name: "where",
  values: ["here", "unknown", "other-region", "other-account"],
  reach: 2,
};
const managed: Dimension = { name: "managed", values: ["no", "yes"], reach: 2 };
const mode: Dimension = { name: "mode", values: ["standard", "high-performance"] };
const ipv4: Dimension = { name: "ipv4", values: ["one", "most", "too-many"], reach: 2 };
const ipv6: Dimension = { name: "ipv6", values: ["none", "one", "too-many"], reach: 2 };
/** A note at the most: it stands in nobody's way. */
const publicIp: Dimension = { name: "publicIp", values: ["none", "bound"], reach: 2 };
const hidden: Dimension = {
  name: "hidden",
  values: ["none", "linked", "bonded", "classic-group", "full-group"],
  reach: 2,
};
const place: Dimension = { name: "place", values: ["same", "zone", "vpc"] };
const instance: Dimension = {
  name: "instance",
  values: [
    "running",
    "stopped",
    "pending",
    "starting",
    "stopping",
    "unknown",
    "other-region",
    "other-account",
  ],
};
const lock: Dimension = { name: "lock", values: ["none", "financial", "Recycling"] };
const started: Dimension = { name: "started", values: ["lately", "before-2018"], reach: 2 };
const type: Dimension = {
  name: "type",
  values: ["general", "no-trunk", "no-ipv6", "cards", "old-generation", "cold"],
};
const room: Dimension = {
  name: "room",
  values: ["plenty", "full", "full-by-attaching", "full-by-detaching", "full-in-sum"],
};
const card: Dimension = { name: "card", values: ["none", "0", "1", "9"] };
const trunk: Dimension = {
  name: "trunk",
  values: ["none", "carrier", "attaching", "free", "elsewhere", "secondary", "unknown"],
};
/** A trunk interface that the instance has already and that is not declared. */
const beside: Dimension = { name: "beside", values: ["nothing", "trunk"], reach: 2 };
const already: Dimension = { name: "already", values: ["adopt", "fail"] };
const holder: Dimension = {
  name: "holder",
  values: ["running", "stopped", "pending", "starting", "stopping"],
};
const holderLock: Dimension = { name: "holderLock", values: ["none", "financial", "Recycling"] };
const holderType: Dimension = { name: "holderType", values: ["general", "cold"], reach: 2 };
const members: Dimension = { name: "members", values: ["none", "one"] };
const old: Dimension = {
  name: "old",
  values: ["attached", "attaching", "detaching", "available", "gone"],
};
const oldIs: Dimension = {
  name: "oldIs",
  values: ["plain", "managed", "high-performance", "linked", "trunk-with-member", "member"],
};

const state = (...values: [string, ...string[]]): Dimension => ({ name: "state", values });

const ofInterface = [kind, where, managed, mode, ipv4, ipv6, publicIp, hidden];
const ofTarget = [place, instance, lock, started, type, room, beside];
const ofArguments = [card, trunk];
const ofHolder = [holder, holderLock, holderType, members];

const spaces: Record<OperationName, Space> = {
  attach: {
    dimensions: [
      state("available", ...freeStates, ...targetStates, ...holderStates),
      ...ofInterface,
      ...ofTarget,
      ...ofArguments,
      already,
    ],
    depth: 3,
  },
  move: {
    dimensions: [
      state("attached-other", "attaching-other", "detaching-other", "attached-target", "available"),
      ...ofInterface,
      ...ofTarget,
      ...ofArguments,
      ...ofHolder,
    ],
    depth: 2,
  },
  "replace-instance": {
    dimensions: [
      state(
        "attached-other",
        "attaching-other",
        "detaching-other",
        "attached-target",
        "available",
        "deleting",
      ),
      ...ofInterface,
      ...ofTarget,
      ...ofArguments,
      ...ofHolder,
    ],
    depth: 2,
  },
  "replace-interface": {
    dimensions: [
      old,
      oldIs,
      state("available", ...freeStates, "attaching-target", "attached-target", "attached-other"),
      ...ofInterface,
      ...ofTarget,
      ...ofArguments,
    ],
    depth: 2,
  },
  detach: {
    dimensions: [
      state(
        "attached-target",
        "attaching-target",
        "detaching-target",
        "attached-other",
        "available",
        "deleting",
      ),
      ...ofInterface,
      instance,
      lock,
      started,
      type,
      room,
      members,
    ],
    depth: 3,
  },
  delete: {
    dimensions: [state("available", ...freeStates, ...targetStates), ...ofInterface, instance, lock, type],
    depth: 3,
  },
  "delete-with-detach": {
    dimensions: [
      state("attached-target", "attaching-target", "detaching-target", "available", ...freeStates),
      ...ofInterface,
      instance,
      lock,
      started,
      type,
      members,
    ],
    depth: 3,
  },
};

const isAt = (choice: Choice, ...where: readonly ("target" | "holder" | undefined)[]) =>
  where.includes(readState(choice.state).at);
const isOneOf = (value: string | undefined, ...words: readonly string[]) => words.includes(value ?? "");
const absent = ["unknown", "other-region", "other-account"];

const impossible: readonly Impossible[] = [
  {
    why: "Creating and CreateFailed are no states of an ENI of ECS: its creation is synchronous.",
    when: (choice) => isOneOf(choice.state, "creating", "failed"),
  },
  {
    why: "What does not exist here has no state here.",
    when: ({ where: found, state: seen }) =>
      found !== "here" && seen !== "available" && seen !== "attached-target",
  },
  {
    why: "An ENI of another region or account is attached to no instance of this one.",
    when: (choice) => isOneOf(choice.where, "other-region", "other-account") && isAt(choice, "target"),
  },
  {
    why: "A primary ENI is attached as long as it exists.",
    when: (choice) =>
      choice.kind === "primary" && !isOneOf(choice.state, "attached-target", "attached-other"),
  },
  {
    why: "An ENI is a member only while it is attached through a trunk.",
    when: (choice) => choice.kind === "member" && isAt(choice, undefined),
  },
  {
    why: "Only a trunk interface that is attached has members.",
    when: (choice) =>
      choice.members === "one" &&
      (choice.kind !== "trunk" || !isOneOf(choice.state, "attached-target", "attached-other")),
  },
  {
    why: "An instance that does not exist here holds nothing.",
    when: (choice) =>
      isOneOf(choice.instance, ...absent) &&
      (isAt(choice, "target") || isOneOf(choice.old, "attached", "attaching", "detaching")),
  },
  {
    why: "An instance that does not exist here has no other properties.",
    when: (choice) =>
      isOneOf(choice.instance, ...absent) &&
      (choice.lock !== "none" ||
        choice.started === "before-2018" ||
        choice.type !== "general" ||
        choice.room !== "plenty" ||
        choice.beside === "trunk" ||
        isOneOf(choice.trunk, "carrier", "attaching", "secondary")),
  },
  {
    why: "What an instance holds is in its zone and its VPC.",
    when: (choice) => isAt(choice, "target") && (choice.place ?? "same") !== "same",
  },
  {
    why: "A trunk interface, and so a member, is attached only to an instance whose type takes trunks.",
    when: (choice) =>
      choice.type === "no-trunk" &&
      ((isAt(choice, "target") && isOneOf(choice.kind, "trunk", "member")) ||
        isOneOf(choice.trunk, "carrier", "attaching") ||
        choice.beside === "trunk" ||
        isOneOf(choice.oldIs, "trunk-with-member", "member")),
  },
  {
    why: "An instance holds one trunk interface.",
    when: (choice) => {
      const carriers = [
        isAt(choice, "target") && isOneOf(choice.kind, "trunk", "member"),
        isOneOf(choice.trunk, "carrier", "attaching"),
        choice.beside === "trunk",
        isOneOf(choice.oldIs, "trunk-with-member", "member"),
      ];
      return carriers.filter(Boolean).length > 1;
    },
  },
  {
    why: "The cloud gives an attached ENI no more addresses than the instance's type takes.",
    when: (choice) =>
      isAt(choice, "target") &&
      (choice.ipv4 === "too-many" ||
        choice.ipv6 === "too-many" ||
        (choice.ipv6 === "one" && choice.type === "no-ipv6")),
  },
  {
    why: "The cloud gives an attached ENI no more addresses than its holder's type takes.",
    when: (choice) => isAt(choice, "holder") && (choice.ipv4 === "too-many" || choice.ipv6 === "too-many"),
  },
  {
    why: "An instance type of the first generations takes no secondary ENI.",
    when: (choice) =>
      choice.type === "old-generation" &&
      ((isAt(choice, "target") && choice.kind !== "primary") ||
        isOneOf(choice.old, "attached", "attaching", "detaching") ||
        isOneOf(choice.trunk, "carrier", "attaching", "secondary") ||
        choice.beside === "trunk" ||
        isOneOf(choice.room, "full-by-attaching", "full-by-detaching")),
  },
  {
    why: "A locked instance is stopped or runs; its power does not change.",
    when: (choice) =>
      (choice.lock !== "none" && !isOneOf(choice.instance, "running", "stopped")) ||
      (isOneOf(choice.holderLock, "financial", "Recycling") && !isOneOf(choice.holder, "running", "stopped")),
  },
  {
    why: "An instance that is being created or started was started lately.",
    when: (choice) => choice.started === "before-2018" && isOneOf(choice.instance, "pending", "starting"),
  },
  {
    why: "Only an attached ENI is linked to another.",
    when: (choice) =>
      choice.hidden === "linked" && !isOneOf(choice.state, "attached-target", "attached-other"),
  },
  {
    why: "An ENI of another kind than the old attachment's is old only while it is attached.",
    when: (choice) => (choice.oldIs ?? "plain") !== "plain" && choice.old !== "attached",
  },
  {
    why: "What nobody holds has no holder whose state could matter.",
    when: (choice) =>
      !isAt(choice, "holder") &&
      ((choice.holder ?? "running") !== "running" ||
        (choice.holderLock ?? "none") !== "none" ||
        (choice.holderType ?? "general") !== "general"),
  },
];

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

const typeFields: Readonly<Record<string, OwnParts["targetType"]>> = {
  "no-trunk": { trunkSupported: false },
  "no-ipv6": { ipv6PerInterface: 0 },
  cards: { networkCards: 4 },
  "old-generation": { oldGeneration: true },
  cold: { id: "ecs.t6-c1m2.large", hotPlug: false },
};

const long = Date.UTC(2018, 2, 31);

/** What no describe tells, where it stands in the way. */
function untoldOf(operation: OperationName, choice: Choice): readonly Untold[] {
  const { at } = readState(choice.state);
  const hotPlug = (step: Untold["step"], why: string): Untold => ({
    step,
    why,
    codes: ["InvalidOperation.HotPlugNotSupport"],
    passes: false,
  });
  const runs = (status: string | undefined, locked: string | undefined) =>
    isOneOf(status, "running", "pending", "starting") && (locked ?? "none") === "none";
  const isLocked = (lock: string | undefined) => (lock ?? "none") !== "none";
  const lockedDetach: readonly Untold[] = [
    {
      step: "detach",
      why: "whether a locked instance gives an ENI up is not documented",
      codes: ["InvalidOperation.InvalidEcsState"],
      passes: false,
    },
  ];
  const coldType = "whether an instance gives an ENI up while it runs is documented for no type";
  const detachesFromTarget = operation === "replace-interface" || (at === "target" && operation !== "attach");
  return [
    ...(detachesFromTarget && isLocked(choice.lock) ? lockedDetach : []),
    ...(at === "holder" && isLocked(choice.holderLock) ? lockedDetach : []),
    ...(choice.type === "cold" && detachesFromTarget && runs(choice.instance, choice.lock)
      ? [hotPlug("detach", coldType)]
      : []),
    ...(choice.holderType === "cold" && at === "holder" && runs(choice.holder, choice.holderLock)
      ? [hotPlug("detach", coldType)]
      : []),
    ...row(
      choice.type === "old-generation",
      "attach",
      "InvalidOperation.InvalidGeneration",
      "the generation of a type is in no describe",
    ),
    ...row(
      choice.hidden === "classic-group",
      "attach",
      "InvalidSecurityGroupId.NotVpc",
      "security groups are not described",
    ),
    ...row(
      choice.hidden === "full-group",
      "attach",
      "SecurityGroupInstanceLimitExceed",
      "security groups are not described",
    ),
    ...row(
      choice.oldIs === "linked" || (choice.hidden === "linked" && operation !== "replace-interface"),
      "detach",
      "InvalidOperation.EniLinked",
      "a link is in no describe",
    ),
    ...row(
      choice.members === "one" || choice.oldIs === "trunk-with-member",
      "detach",
      "InvalidOperation.HasMemberEniAttached",
      "the describe of a trunk does not show its members",
    ),
    ...row(
      choice.hidden === "bonded",
      "delete",
      "InvalidOperation.HasSlaveEniBonded",
      "a bond is in no batched describe",
    ),
  ];
}

function row(applies: boolean, step: Untold["step"], code: string, why: string): readonly Untold[] {
  return applies ? [{ step, why, codes: [code], passes: false }] : [];
}

function ownParts(operation: OperationName, choice: Choice): OwnParts {
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
    untold: untoldOf(operation, choice),
  };
}

export const alibaba: AgreementCloud = {
  api: "alibaba",
  cloudCase: caseOf("alibaba"),
  wire: alibabaWire,
  spaces,
  impossible,
  sceneOf: (operation, choice) => sceneOf(words, operation, choice, ownParts(operation, choice)),
};
