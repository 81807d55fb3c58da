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
import { zenlayerWire } from "../wire";

const cloud = "zenlayer" as const;
const regionId = "asia-east-1";
const farRegion = "asia-southeast-1";
const groupId = "1530000000000000001";
/** How long an instance takes from a passing state to the next: longer than any transition of an interface. */
const afterMs = 1_200;
/** The overview of vNICs gives one figure for all instances. */
const figure = 8;

const becomes = (status: "running" | "stopped" | "released") => ({ settlesTo: { status, afterMs } });
const own = (instanceState: string) => ({ extra: { instanceState } });

/** Numbers of 19 digits. */
const digits = (leading: number, number = 1) => `${leading}${String(number).padStart(15, "0")}`;
const interfaceIds = {
  subject: 1620,
  old: 1622,
  targetPrimary: 1621,
  holderPrimary: 1623,
  trunk: 1624,
  filler: 1625,
} as const;

const words: Vocabulary = {
  store: cloud,
  regionId,
  place: { regionId },
  subnets: {
    main: digits(1520, 1),
    zone: digits(1520, 2),
    vpc: digits(1520, 3),
    region: digits(1520, 4),
    account: digits(1520, 5),
  },
  groupId,
  network: {
    vpcs: [
      { cloud, id: digits(1510, 1), regionId },
      { cloud, id: digits(1510, 2), regionId },
      { cloud, id: digits(1510, 3), regionId, accountId: "zenlayer-team-2" },
    ],
    subnets: [
      { cloud, id: digits(1520, 1), vpcId: digits(1510, 1), zoneId: "asia-east-1a", cidr: "172.16.0.0/24" },
      { cloud, id: digits(1520, 2), vpcId: digits(1510, 1), zoneId: "asia-east-1b", cidr: "172.16.1.0/24" },
      { cloud, id: digits(1520, 3), vpcId: digits(1510, 2), zoneId: "asia-east-1a", cidr: "172.16.2.0/24" },
      {
        cloud,
        id: digits(1520, 4),
        vpcId: digits(1510, 1),
        regionId: farRegion,
        zoneId: "asia-southeast-1a",
        cidr: "172.16.3.0/24",
      },
      { cloud, id: digits(1520, 5), vpcId: digits(1510, 3), zoneId: "asia-east-1a", cidr: "172.16.4.0/24" },
    ],
    securityGroups: [{ cloud, id: groupId, regionId, vpcId: digits(1510, 1) }],
  },
  interfaceId: (name, number = 1) => digits(interfaceIds[name], number),
  instanceId: (name) => digits(1610, name === "target" ? 1 : 2),
  instanceStates: {
    RUNNING: {},
    STOPPED: { status: "stopped" },
    DEPLOYING: { status: "pending", ...becomes("running") },
    PENDING: { ...own("PENDING"), ...becomes("running") },
    BOOTING: { status: "starting", ...becomes("running") },
    STOPPING: { status: "stopping", ...becomes("stopped") },
    REBOOT: { status: "rebooting", ...becomes("running") },
    REBUILDING: { status: "rebuilding", ...becomes("running") },
    RESIZING: { status: "resizing" },
    IMAGING: { status: "imaging" },
    RECYCLE: { status: "recycled" },
    RECYCLING: { ...own("RECYCLING"), ...becomes("released") },
    RELEASING: { status: "releasing", ...becomes("released") },
    CREATE_FAILED: { status: "failed" },
    REINSTALL_FAILED: own("REINSTALL_FAILED"),
  },
};

const instanceStates = [
  "STOPPED",
  "DEPLOYING",
  "PENDING",
  "BOOTING",
  "STOPPING",
  "REBOOT",
  "REBUILDING",
  "RESIZING",
  "IMAGING",
  "RECYCLE",
  "RECYCLING",
  "RELEASING",
  "CREATE_FAILED",
  "REINSTALL_FAILED",
] as const;
const absent = ["unknown", "other-account"] as const;

const freeStates = ["creating", "deleting", "failed"] as const;
const targetStates = ["attaching-target", "attached-target", "detaching-target"] as const;
const holderStates = ["attaching-other", "attached-other", "detaching-other"] as const;

const state = (...values: [string, ...string[]]): Dimension => ({ name: "state", values });
const kind: Dimension = { name: "kind", values: ["secondary", "primary"] };
const where: Dimension = { name: "where", values: ["here", ...absent], reach: 2 };
const publicIp: Dimension = { name: "publicIp", values: ["none", "bound"], reach: 2 };
const hidden: Dimension = { name: "hidden", values: ["none", "balanced", "promised"] };
const place: Dimension = { name: "place", values: ["same", "zone", "vpc", "region"] };
const instance: Dimension = { name: "instance", values: ["RUNNING", ...instanceStates, ...absent] };
const agent: Dimension = { name: "agent", values: ["on", "off"] };
const room: Dimension = {
  name: "room",
  values: ["plenty", "full", "full-by-attaching", "full-by-detaching", "small-type"],
};
/** Zenlayer's describes find ids in any region, so that the declared one can be wrong. */
const declared: Dimension = { name: "regionId", values: ["right", "other"] };
const already: Dimension = { name: "already", values: ["adopt", "fail"] };
const holder: Dimension = { name: "holder", values: ["RUNNING", ...instanceStates] };
const holderAgent: Dimension = { name: "holderAgent", values: ["on", "off"] };
const old: Dimension = { name: "old", values: ["attached", "attaching", "detaching", "available", "gone"] };
const oldIs: Dimension = { name: "oldIs", values: ["plain", "balanced"] };

const ofInterface = [kind, where, publicIp, hidden];
const ofTarget = [place, instance, agent, room];
const ofHolder = [holder, holderAgent];

const dimensions: Record<OperationName, readonly Dimension[]> = {
  attach: [
    state("available", ...freeStates, ...targetStates, ...holderStates),
    ...ofInterface,
    ...ofTarget,
    declared,
    already,
  ],
  move: [
    state("attached-other", "attaching-other", "detaching-other", "attached-target", "available"),
    ...ofInterface,
    ...ofTarget,
    ...ofHolder,
    declared,
  ],
  "replace-instance": [
    state("attached-other", "attaching-other", "detaching-other", "attached-target", "available", "deleting"),
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
      "failed",
    ),
    ...ofInterface,
    instance,
    agent,
    room,
    declared,
  ],
  delete: [state("available", ...freeStates, ...targetStates), ...ofInterface, instance, agent, declared],
  "delete-with-detach": [
    state("attached-target", "attaching-target", "detaching-target", "available", ...freeStates),
    ...ofInterface,
    instance,
    agent,
    declared,
  ],
};

const isAt = (choice: Choice, ...where: readonly ("target" | "holder" | undefined)[]) =>
  where.includes(readState(choice.state).at);
const isOneOf = (value: string | undefined, ...words: readonly string[]) => words.includes(value ?? "");
const isOldThere = ({ old: seen }: Choice) => isOneOf(seen, "attached", "attaching", "detaching");

const impossible: readonly Impossible[] = [
  {
    why: "What does not exist here has no state here.",
    when: ({ where: found, state: seen }) =>
      found !== "here" && seen !== "available" && seen !== "attached-target",
  },
  {
    why: "A vNIC of another account is attached to no instance of this one.",
    when: (choice) => choice.where === "other-account" && isAt(choice, "target"),
  },
  {
    why: "An instance that is being released is gone before an attach to it ends.",
    when: (choice) =>
      choice.state === "attaching-target" && isOneOf(choice.instance, "RELEASING", "RECYCLING"),
  },
  {
    why: "A primary vNIC is attached as long as it exists.",
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
      (choice.agent === "off" || (choice.room ?? "plenty") !== "plenty"),
  },
  {
    why: "What an instance holds is in its region; zone and VPC are its own.",
    when: (choice) => isAt(choice, "target") && choice.place !== undefined && choice.place !== "same",
  },
  {
    why: "Only an attached vNIC is behind a load balancer.",
    when: (choice) =>
      choice.hidden === "balanced" && !isOneOf(choice.state, "attached-target", "attached-other"),
  },
  {
    why: "A vNIC that failed to be created has nothing.",
    when: (choice) =>
      choice.state === "failed" && (choice.publicIp === "bound" || choice.hidden === "promised"),
  },
  {
    why: "Only a settled old attachment has something particular.",
    when: (choice) => (choice.oldIs ?? "plain") !== "plain" && choice.old !== "attached",
  },
  {
    why: "What nobody holds has no holder whose state could matter.",
    when: (choice) =>
      !isAt(choice, "holder") &&
      ((choice.holder ?? "RUNNING") !== "RUNNING" || (choice.holderAgent ?? "on") !== "on"),
  },
];

const blocks: Readonly<Record<string, number>> = { same: 0, zone: 1, vpc: 2, region: 3 };

function subjectOf(choice: Choice): Partial<InterfaceSeed> {
  const block = choice.where === "other-account" ? 4 : (blocks[choice.place ?? "same"] ?? 0);
  const bound = { publicIp: { address: "203.0.113.10", allocationId: "1560000000000000001" } };
  return {
    privateIps: [
      { address: `172.16.${block}.100`, primary: true, ...(choice.publicIp === "bound" ? bound : {}) },
    ],
    ...(choice.hidden === "balanced" ? { loadBalancerId: "1550000000000000001" } : {}),
    ...(choice.hidden === "promised" ? { extra: { inPromise: true } } : {}),
  };
}

function untoldOf(operation: OperationName, choice: Choice): readonly Untold[] {
  const row = (
    applies: boolean,
    step: Untold["step"],
    code: string,
    why: string,
    passes = false,
  ): readonly Untold[] => (applies ? [{ step, why, codes: [code], passes }] : []);
  const { at } = readState(choice.state);
  const isOldHolder = operation === "replace-interface" || at === "target";
  // An instance that is released frees what it holds, whatever is tied to that.
  const isFreed = isOneOf(isOldHolder ? choice.instance : choice.holder, "RELEASING", "RECYCLING");
  const isBalanced =
    operation === "replace-interface" ? choice.oldIs === "balanced" : choice.hidden === "balanced";
  // The old attachment leaves its place before the new one is attached.
  const leaves = operation === "replace-interface" && isOldThere(choice);
  return [
    ...row(
      isBalanced,
      "detach",
      "INVALID_NIC_LB_ASSOCIATED",
      "no describe tells which vNIC a load balancer uses",
      isFreed,
    ),
    ...row(
      choice.hidden === "promised",
      "delete",
      "OPERATION_DENIED_POSTPAID_INSTANCE_IN_PROMISE",
      "no describe tells a promised term",
    ),
    ...row(
      choice.room === "small-type" && at !== "target" && !leaves,
      "attach",
      "INVALID_INSTANCE_NIC_LIMIT",
      "no describe tells how many vNICs a smaller type takes",
    ),
  ];
}

function ownParts(operation: OperationName, choice: Choice): OwnParts {
  const agentOf = (value: string | undefined, status: string | undefined) =>
    value === "off" ? { extra: { ...words.instanceStates[status ?? ""]?.extra, guestAgent: false } } : {};
  return {
    target: agentOf(choice.agent, choice.instance),
    holder: agentOf(choice.holderAgent, choice.holder),
    subject: subjectOf(choice),
    old: choice.oldIs === "balanced" ? { loadBalancerId: "1550000000000000001" } : {},
    inputs: {
      ...(choice.regionId === "other" ? { regionId: farRegion } : {}),
      ...(choice.already === "fail" ? { ifAlreadyAttached: "fail" } : {}),
    },
    untold: untoldOf(operation, choice),
    figure,
  };
}

const deep: readonly OperationName[] = ["attach", "detach", "delete", "delete-with-detach"];

export const zenlayer: AgreementCloud = {
  api: "zenlayer",
  cloudCase: caseOf("zenlayer"),
  wire: zenlayerWire,
  spaces: Object.fromEntries(
    operations.map((name) => [name, { dimensions: dimensions[name], depth: deep.includes(name) ? 3 : 2 }]),
  ) as Record<OperationName, Space>,
  impossible,
  sceneOf: (operation, choice) => sceneOf(words, operation, choice, ownParts(operation, choice)),
};
