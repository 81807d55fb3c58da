import {
  type AgreementCloud,
  caseOf,
  type OperationName,
  operations,
  type Space,
  type Untold,
} from "../combination";
import type { Choice, Dimension, Impossible } from "../dimensions";
import { type InterfaceSeed, type OwnParts, readState, sceneOf, type Vocabulary } from "../scene";
import { type RawCalls, tencentV2Wire, tencentV3Wire } from "../wire";

const cloud = "tencent" as const;
const regionId = "ap-guangzhou";
const groupId = "sg-main0001";
const mainVpc = "vpc-main0001";
const otherVpc = "vpc-other001";
/** How long an instance takes from a passing state to the next: longer than any transition of an interface. */
const afterMs = 1_200;

const becomes = (status: "running" | "stopped" | "released") => ({ settlesTo: { status, afterMs } });
const own = (instanceState: string) => ({ extra: { instanceState } });

const interfaceIds = {
  subject: "eni-subj",
  old: "eni-old",
  targetPrimary: "eni-tprim",
  holderPrimary: "eni-hprim",
  trunk: "eni-trunk",
  filler: "eni-fill",
} as const;

const wordsOf = (place: Vocabulary["place"]): Vocabulary => ({
  store: cloud,
  regionId,
  place,
  subnets: {
    main: "subnet-main",
    zone: "subnet-zone",
    vpc: "subnet-other",
    region: "subnet-far",
    account: "subnet-alien",
  },
  groupId,
  network: {
    vpcs: [
      { cloud, id: mainVpc, regionId },
      { cloud, id: otherVpc, regionId },
      { cloud, id: "vpc-far00001", regionId: "ap-shanghai" },
      { cloud, id: "vpc-alien001", regionId, accountId: "100000000002" },
    ],
    subnets: [
      { cloud, id: "subnet-main", vpcId: mainVpc, zoneId: "ap-guangzhou-3", cidr: "172.16.0.0/24" },
      { cloud, id: "subnet-zone", vpcId: mainVpc, zoneId: "ap-guangzhou-4", cidr: "172.16.1.0/24" },
      { cloud, id: "subnet-other", vpcId: otherVpc, zoneId: "ap-guangzhou-3", cidr: "172.16.2.0/24" },
      { cloud, id: "subnet-far", vpcId: "vpc-far00001", zoneId: "ap-shanghai-2", cidr: "172.16.3.0/24" },
      { cloud, id: "subnet-alien", vpcId: "vpc-alien001", zoneId: "ap-guangzhou-3", cidr: "172.16.4.0/24" },
    ],
    securityGroups: [{ cloud, id: groupId, regionId, vpcId: "" }],
  },
  interfaceId: (name, number = 1) => `${interfaceIds[name]}${String(number).padStart(2, "0")}`,
  instanceId: (name) => `ins-${name}`,
  instanceStates: {
    RUNNING: {},
    STOPPED: { status: "stopped" },
    PENDING: { status: "pending", ...becomes("running") },
    STARTING: { status: "starting", ...becomes("running") },
    STOPPING: { status: "stopping", ...becomes("stopped") },
    REBOOTING: { status: "rebooting", ...becomes("running") },
    LAUNCH_FAILED: { status: "failed" },
    SHUTDOWN: { status: "recycled" },
    TERMINATING: { status: "releasing", ...becomes("released") },
    ENTER_RESCUE_MODE: own("ENTER_RESCUE_MODE"),
    RESCUE_MODE: own("RESCUE_MODE"),
    EXIT_RESCUE_MODE: { ...own("EXIT_RESCUE_MODE"), ...becomes("running") },
    ENTER_SERVICE_LIVE_MIGRATE: { ...own("ENTER_SERVICE_LIVE_MIGRATE"), ...becomes("running") },
    SERVICE_LIVE_MIGRATE: { ...own("SERVICE_LIVE_MIGRATE"), ...becomes("running") },
    EXIT_SERVICE_LIVE_MIGRATE: { ...own("EXIT_SERVICE_LIVE_MIGRATE"), ...becomes("running") },
  },
});

const instanceStates = [
  "STOPPED",
  "PENDING",
  "STARTING",
  "STOPPING",
  "REBOOTING",
  "LAUNCH_FAILED",
  "SHUTDOWN",
  "TERMINATING",
  "ENTER_RESCUE_MODE",
  "RESCUE_MODE",
  "EXIT_RESCUE_MODE",
  "ENTER_SERVICE_LIVE_MIGRATE",
  "SERVICE_LIVE_MIGRATE",
  "EXIT_SERVICE_LIVE_MIGRATE",
] as const;
const absent = ["unknown", "other-region", "other-account"] as const;

const freeStates = ["creating", "deleting", "failed"] as const;
const targetStates = ["attaching-target", "attached-target", "detaching-target"] as const;
const holderStates = ["attaching-other", "attached-other", "detaching-other"] as const;

const state = (...values: [string, ...string[]]): Dimension => ({ name: "state", values });
const where: Dimension = { name: "where", values: ["here", ...absent], reach: 2 };
/** A container service's ENI is an ordinary one to the API: no page forbids anything. */
const managed: Dimension = { name: "managed", values: ["no", "yes"], reach: 2 };
const publicIp: Dimension = { name: "publicIp", values: ["none", "bound"], reach: 2 };
const hidden: Dimension = { name: "hidden", values: ["none", "havip"] };
const place: Dimension = { name: "place", values: ["same", "zone", "vpc"] };
const instance: Dimension = { name: "instance", values: ["RUNNING", ...instanceStates, ...absent] };
const lock: Dimension = { name: "lock", values: ["none", "expired", "isolated"] };
const type: Dimension = { name: "type", values: ["general", "old-family"] };
const room: Dimension = {
  name: "room",
  values: ["plenty", "full", "full-by-attaching", "full-by-detaching", "extended-beside"],
};
const already: Dimension = { name: "already", values: ["adopt", "fail"] };
const holder: Dimension = { name: "holder", values: ["RUNNING", ...instanceStates] };
const holderLock: Dimension = { name: "holderLock", values: ["none", "expired"] };
const old: Dimension = { name: "old", values: ["attached", "attaching", "detaching", "available", "gone"] };
const oldIs: Dimension = { name: "oldIs", values: ["plain", "managed", "havip"] };
/** Each call of the API v2 names a VPC. */
const vpcArgument: Dimension = { name: "vpcId", values: ["right", "other", "unknown"], reach: 2 };

function spacesOf(isV2: boolean): Record<OperationName, Space> {
  const kind: Dimension = {
    name: "kind",
    values: isV2 ? ["secondary", "primary"] : ["secondary", "primary", "trunk"],
  };
  const ofInterface = [kind, where, managed, publicIp, hidden];
  // A deletion finds the VPC in the state, as it was attached.
  const ofArguments = isV2 ? [vpcArgument] : [];
  const ofTarget = [place, instance, lock, type, room];
  const ofHolder = [holder, holderLock];
  const spaces: Record<OperationName, readonly Dimension[]> = {
    attach: [
      state("available", ...freeStates, ...targetStates, ...holderStates),
      ...ofInterface,
      ...ofTarget,
      ...ofArguments,
      already,
    ],
    move: [
      state("attached-other", "attaching-other", "detaching-other", "attached-target", "available"),
      ...ofInterface,
      ...ofTarget,
      ...ofHolder,
      ...ofArguments,
    ],
    "replace-instance": [
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
      ...ofHolder,
    ],
    "replace-interface": [
      old,
      oldIs,
      state("available", ...freeStates, "attaching-target", "attached-target", "attached-other"),
      ...ofInterface,
      ...ofTarget,
    ],
    detach: [
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
      type,
      room,
    ],
    delete: [state("available", ...freeStates, ...targetStates), ...ofInterface, instance, lock, type],
    "delete-with-detach": [
      state("attached-target", "attaching-target", "detaching-target", "available", ...freeStates),
      ...ofInterface,
      instance,
      lock,
      type,
    ],
  };
  // Both generations of the API have one table of rules: three at once are tried on one of them.
  const deep: readonly OperationName[] = isV2 ? [] : ["attach", "detach", "delete", "delete-with-detach"];
  return Object.fromEntries(
    operations.map((name) => [name, { dimensions: spaces[name], depth: deep.includes(name) ? 3 : 2 }]),
  ) as Record<OperationName, Space>;
}

const isAt = (choice: Choice, ...where: readonly ("target" | "holder" | undefined)[]) =>
  where.includes(readState(choice.state).at);
const isOneOf = (value: string | undefined, ...words: readonly string[]) => words.includes(value ?? "");
const isOldThere = ({ old: seen }: Choice) => isOneOf(seen, "attached", "attaching", "detaching");

const leftOutOfV2: readonly Impossible[] = [
  {
    why: "The API v2 shows an ENI that is being detached as bound: that it is not what it seems shows later, as drift.",
    when: ({ operation, state: seen }) =>
      seen === "detaching-target" &&
      isOneOf(operation, "attach", "move", "replace-instance", "replace-interface"),
  },
  {
    why: "The API v2 shows an ENI that is being attached as free: the steps that it takes are not those that any look tells.",
    when: ({ operation, state: seen }) =>
      isOneOf(seen, "attaching-target", "attaching-other") &&
      isOneOf(operation, "move", "replace-instance", "delete-with-detach"),
  },
  {
    why: "The API v2 shows an ENI that is being attached as free: what stands in the way is judged when that has ended.",
    when: (choice) =>
      [choice.state, choice.old].some((seen) => isOneOf(seen, "attaching", "attaching-target")) &&
      (choice.already === "fail" ||
        (choice.lock ?? "none") !== "none" ||
        (choice.old === "attaching" && (choice.room ?? "plenty") !== "plenty") ||
        isOneOf(choice.instance, "ENTER_RESCUE_MODE", "RESCUE_MODE", "SHUTDOWN", "LAUNCH_FAILED")),
  },
];

const impossible: readonly Impossible[] = [
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
    why: "An instance that does not exist here holds nothing.",
    when: (choice) => isOneOf(choice.instance, ...absent) && (isAt(choice, "target") || isOldThere(choice)),
  },
  {
    why: "An instance that does not exist here has no other properties.",
    when: (choice) =>
      isOneOf(choice.instance, ...absent) &&
      (choice.lock !== "none" || choice.type !== "general" || choice.room !== "plenty"),
  },
  {
    why: "What an instance holds is in its zone and its VPC.",
    when: (choice) => isAt(choice, "target") && choice.place !== undefined && choice.place !== "same",
  },
  {
    why: "An instance of an old family takes no secondary ENI.",
    when: (choice) =>
      choice.type === "old-family" &&
      ((isAt(choice, "target") && choice.kind !== "primary") ||
        isOldThere(choice) ||
        isOneOf(choice.room, "full-by-attaching", "full-by-detaching", "extended-beside")),
  },
  {
    why: "Only an attached ENI has an HAVIP.",
    when: (choice) =>
      choice.hidden === "havip" && !isOneOf(choice.state, "attached-target", "attached-other"),
  },
  {
    why: "An ENI that failed to be created has nothing.",
    when: (choice) => choice.state === "failed" && choice.publicIp === "bound",
  },
  {
    why: "Only a settled old attachment has something particular.",
    when: (choice) => (choice.oldIs ?? "plain") !== "plain" && choice.old !== "attached",
  },
  {
    why: "An instance that is restricted is not created, released or migrated meanwhile.",
    when: (choice) =>
      (isOneOf(choice.lock, "expired", "isolated") &&
        !isOneOf(choice.instance, "RUNNING", "STOPPED", "SHUTDOWN")) ||
      (choice.holderLock === "expired" && !isOneOf(choice.holder, "RUNNING", "STOPPED", "SHUTDOWN")),
  },
  {
    why: "What nobody holds has no holder whose state could matter.",
    when: (choice) =>
      !isAt(choice, "holder") &&
      ((choice.holder ?? "RUNNING") !== "RUNNING" || (choice.holderLock ?? "none") !== "none"),
  },
];

function subjectOf({
  managed: isManaged,
  publicIp: bound,
  place: at,
  hidden: flag,
  where: found,
}: Choice): Partial<InterfaceSeed> {
  const block =
    found === "other-region" ? 3 : found === "other-account" ? 4 : at === "zone" ? 1 : at === "vpc" ? 2 : 0;
  const publicAddress = { publicIp: { address: "203.0.113.10", allocationId: "eip-bound001" } };
  return {
    privateIps: [
      { address: `172.16.${block}.100`, primary: true, ...(bound === "bound" ? publicAddress : {}) },
    ],
    serviceManaged: isManaged === "yes",
    ...(flag === "havip" ? { havip: true } : {}),
  };
}

/** An extended ENI takes no place of the standard ones. */
function othersOf(
  words: Vocabulary,
  { room: fill, where: _where, instance: at }: Choice,
): readonly InterfaceSeed[] {
  if (fill !== "extended-beside" || isOneOf(at, ...absent)) return [];
  return [
    {
      cloud,
      id: words.interfaceId("filler", 80),
      instanceId: words.instanceId("target"),
      extra: { attachType: 1 },
    },
  ];
}

/** One whose creation failed is not shown; the API v2 shows those of the VPC that is named. */
function looksUnknown(isV2: boolean, { where: found, state: seen, place: at, vpcId }: Choice): boolean {
  if (found !== "here" || seen === "failed") return true;
  if (!isV2) return false;
  return vpcId === "unknown" || (at === "vpc") !== (vpcId === "other");
}

/** The describe of the API v2 has no state: what is bound has an instance, until the detach has ended. */
function shownState(isV2: boolean, seen = "available"): string {
  if (!isV2) return seen;
  const { status } = readState(seen);
  if (status === "detaching") return seen.replace("detaching", "attached");
  return isOneOf(status, "creating", "attaching", "deleting") ? "available" : seen;
}

function untoldOf(isV2: boolean, operation: OperationName, choice: Choice): readonly Untold[] {
  const row = (
    applies: boolean,
    step: Untold["step"],
    codes: readonly string[],
    why: string,
    passes = false,
  ) => (applies ? [{ step, why, codes, passes }] : []);
  const family = isV2 ? "5100" : "UnsupportedOperation.UnsupportedInstanceFamily";
  const havip = isV2 ? "5100" : "UnsupportedOperation.InstanceAssociateHavip";
  const { at } = readState(choice.state);
  const isOldHolder = operation === "replace-interface" || at === "target";
  // An instance that is destroyed frees what it holds, whatever is tied to that.
  const isFreed = (isOldHolder ? choice.instance : choice.holder) === "TERMINATING";
  return [
    ...row(choice.type === "old-family", "attach", [family], "no describe tells the families without ENIs"),
    ...row(
      operation === "replace-interface" ? choice.oldIs === "havip" : choice.hidden === "havip",
      "detach",
      [havip],
      "HAVIPs are not described",
      isFreed,
    ),
    ...(isV2 ? transitionsOf(operation, choice) : []),
  ];
}

/** What the API v2 does not show of a transition: each call is refused while it lasts, and then by what it ends in. */
function transitionsOf(operation: OperationName, choice: Choice): readonly Untold[] {
  const why = "the describe of the API v2 shows no transition";
  const locked = (step: Untold["step"], ...thereafter: readonly string[]): Untold => ({
    step,
    why,
    codes: ["ActionLocked", ...thereafter],
    passes: thereafter.length === 0,
  });
  const isOldLeaving = operation === "replace-interface" && choice.old === "detaching";
  return [
    ...(looksUnknown(true, choice) ? [] : transitionsOfSubject(operation, choice, locked)),
    ...(isOldLeaving ? [locked("detach")] : []),
  ];
}

function transitionsOfSubject(
  operation: OperationName,
  { state: seen }: Choice,
  locked: (step: Untold["step"], ...thereafter: readonly string[]) => Untold,
): readonly Untold[] {
  const { status, at } = readState(seen);
  switch (status) {
    case "creating":
      return [locked("attach"), locked("delete")];
    case "deleting":
      return [locked("attach", "InvalidNetworkInterface.NotFound"), locked("delete")];
    case "attaching":
      return [
        at === "holder" ? locked("attach", "InvalidNetworkInterface.AlreadyAssociated") : locked("attach"),
        locked("delete", "InvalidNetworkInterface.CanNotDelete"),
      ];
    case "detaching":
      return [locked(operation === "attach" || operation === "delete" ? operation : "detach")];
    default:
      return [];
  }
}

function ownParts(words: Vocabulary, isV2: boolean, operation: OperationName, choice: Choice): OwnParts {
  const vpcIds: Readonly<Record<string, string>> = {
    right: mainVpc,
    other: otherVpc,
    unknown: "vpc-none0001",
  };
  const oldFields =
    choice.oldIs === "managed" ? { serviceManaged: true } : choice.oldIs === "havip" ? { havip: true } : {};
  return {
    target: isOneOf(choice.lock, "expired", "isolated") ? { locked: [choice.lock ?? ""] } : {},
    holder: choice.holderLock === "expired" ? { locked: ["expired"] } : {},
    targetType: choice.type === "old-family" ? { oldGeneration: true } : {},
    subject: subjectOf(choice),
    old: oldFields,
    more: othersOf(words, choice),
    inputs: {
      ...(isV2 ? { vpcId: vpcIds[choice.vpcId ?? "right"] } : {}),
      ...(choice.already === "fail" ? { ifAlreadyAttached: "fail" } : {}),
    },
    untold: untoldOf(isV2, operation, choice),
    looksUnknown: looksUnknown(isV2, choice),
    shownState: shownState(isV2, choice.state),
    ...(choice.old === undefined ? {} : { shownOld: shownState(isV2, choice.old) }),
  };
}

function tencentCloud(api: string, title: string, wire: RawCalls): AgreementCloud {
  const isV2 = title === "tencent v2";
  const cloudCase = caseOf(title);
  const words = wordsOf(cloudCase.place);
  return {
    api,
    cloudCase,
    wire,
    spaces: spacesOf(isV2),
    impossible: isV2 ? [...leftOutOfV2, ...impossible] : impossible,
    sceneOf: (operation, choice) =>
      sceneOf(words, operation, choice, ownParts(words, isV2, operation, choice)),
  };
}

export const tencentV3 = tencentCloud("tencent-v3", "tencent", tencentV3Wire);
export const tencentV2 = tencentCloud("tencent-v2", "tencent v2", tencentV2Wire);
