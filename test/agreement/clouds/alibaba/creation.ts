import { isOneOf } from "../../choices";
import type { HiddenObstacle, OperationName, Space } from "../../combination";
import { type CreationWords, isShortOfAddresses, type Wanted } from "../../creation-scene";
import type { Choice, Dimension, Impossible } from "../../dimensions";
import { hiddenFromUpdate, hiddenObstacleWhen } from "../../hidden-obstacle";
import type { InterfaceSeed } from "../../scene";
import { beside, card, instance, ipv4, lock, mode, place, room, started, type } from "./target";
import { classicGroup, cloud, fullGroup, words } from "./vocabulary";

const otherGroup = "sg-bp1other";

const subnet: Dimension = {
  name: "subnet",
  values: ["fits", "zone", "unknown", "region", "account", "full", "one-left"],
};
const groupNames = ["own", "two", "unknown", "other-vpc", "region", "account", "classic", "full"] as const;
const group: Dimension = { name: "group", values: groupNames };
const address: Dimension = {
  name: "address",
  values: ["none", "free", "taken", "outside", "reserved", "listed-free", "listed-taken", "listed-reserved"],
};
const more: Dimension = { name: "more", values: ["none", "one"] };
const ipv6: Dimension = { name: "ipv6", values: ["none", "one"] };
const made: Dimension = { name: "kind", values: ["secondary", "trunk"] };
const quota: Dimension = { name: "quota", values: ["free", "full"], reach: 2 };
const oldQuota: Dimension = { name: "quota", values: ["free", "full", "last"], reach: 2 };
const old: Dimension = { name: "old", values: ["available", "attached", "gone"] };
const from: Dimension = { name: "from", values: ["same", "other"] };
const pinned: Dimension = { name: "address", values: [...address.values, "same", "listed-same"] };
const state: Dimension = {
  name: "state",
  values: ["available", "attached", "attaching", "detaching", "creating", "deleting", "gone"],
};
const changed: Dimension = {
  name: "group",
  values: ["two", ...groupNames.filter((name) => name !== "two" && name !== "own")],
};

export const creationSpaces: Readonly<
  Record<Extract<OperationName, "create" | "replace" | "change" | "create-and-attach">, Space>
> = {
  create: { dimensions: [subnet, group, address, more, made, mode, quota], depth: 3 },
  replace: { dimensions: [old, from, subnet, group, pinned, more, oldQuota], depth: 3 },
  change: { dimensions: [state, changed], depth: 2 },
  "create-and-attach": {
    dimensions: [made, mode, ipv4, ipv6, place, instance, lock, started, type, room, beside, card],
    depth: 2,
  },
};

export const impossibleCreations: readonly Impossible[] = [
  {
    why: "A full vSwitch has no free address.",
    when: ({ subnet: at, address: pin }) => at === "full" && isOneOf(pin, "free", "listed-free"),
  },
  {
    why: "The create takes a list of addresses or their number.",
    when: ({ address: pin, more: count }) => pin?.startsWith("listed-") === true && count === "one",
  },
];

export const creation: CreationWords = {
  words,
  smallSubnet: "vsw-bp1small",
  unknownSubnet: "vsw-bp1none",
  groups: {
    own: [words.groupId],
    two: [words.groupId, "sg-bp1second"],
    unknown: ["sg-bp1none"],
    "other-vpc": [otherGroup],
    region: ["sg-bp1far"],
    account: ["sg-bp1account"],
    classic: [classicGroup],
    full: [fullGroup],
  },
  moreGroups: [
    { cloud, id: "sg-bp1second", regionId: words.regionId, vpcId: "vpc-bp1main" },
    { cloud, id: otherGroup, regionId: words.regionId, vpcId: "vpc-bp1other" },
    { cloud, id: "sg-bp1far", regionId: "cn-shanghai", vpcId: "vpc-bp1far" },
    {
      cloud,
      id: "sg-bp1account",
      regionId: words.regionId,
      vpcId: "vpc-bp1account",
      accountId: "1000000000000002",
    },
  ],
  showsRoom: true,
  quotasOf: (interfaces) => ({ interfaces }),
  inputsOf,
  hiddenObstaclesOf,
  replacing: { instanceType: "Secondary" },
  groupsBefore: [words.groupId],
};

function inputsOf({ choice, subnetId, groupIds, primary, listed, count }: Wanted) {
  return {
    subnetId,
    securityGroupIds: groupIds,
    ...(primary === undefined ? {} : { primaryIpAddress: primary }),
    ...(listed.length === 0 ? {} : { secondaryIpAddresses: listed }),
    ...(count === 0 ? {} : { secondaryIpAddressCount: count }),
    ...(choice.kind === "trunk" ? { instanceType: "Trunk" } : {}),
    ...(choice.mode === "high-performance" ? { networkInterfaceTrafficMode: "HighPerformance" } : {}),
  };
}

function hiddenObstaclesOf(operation: OperationName, choice: Choice): readonly HiddenObstacle[] {
  const step = operation === "change" ? "change" : "create";
  return [
    ...hiddenObstacleWhen(
      choice.group === "full",
      step,
      step === "change" ? "SecurityGroupInstanceLimitExceed" : "InvalidOperation.EniCountExceeded",
      "no describe tells how many members a security group takes",
    ),
    ...hiddenObstacleWhen(
      choice.group === "classic",
      step,
      "InvalidSecurityGroupId.NotVpc",
      "that a group has no VPC is no proof that it is a classic one",
    ),
    ...hiddenFromUpdate(operation, choice, "deleting", "InvalidOperation.InvalidEniState"),
    ...hiddenFromUpdate(operation, choice, "gone", "InvalidEniId.NotFound"),
    ...hiddenObstacleWhen(
      choice.quota === "last" && choice.old === "gone",
      "create",
      "MaxEniCountExceeded",
      "preview knows the place of the old interface from the state",
    ),
    ...hiddenObstacleWhen(
      isShortOfAddresses(choice),
      "create",
      "InvalidVSwitchId.IpNotEnough",
      "preview knows the addresses of the old interface from the state",
    ),
  ];
}

/** The arguments that make an interface as it is in a scene of an attach. */
export function declaredOf(seed: InterfaceSeed): Readonly<Record<string, unknown>> {
  const addresses = seed.privateIps?.length ?? 1;
  const ipv6Count = seed.ipv6?.length ?? 0;
  const isOther = seed.subnetId === words.subnets.vpc;
  return {
    subnetId: seed.subnetId,
    securityGroupIds: isOther ? [otherGroup] : [words.groupId],
    ...(addresses > 1 ? { secondaryIpAddressCount: addresses - 1 } : {}),
    ...(ipv6Count > 0 ? { ipv6AddressCount: Math.min(10, ipv6Count) } : {}),
    ...(seed.kind === "trunk" ? { instanceType: "Trunk" } : {}),
    ...(seed.highPerformance ? { networkInterfaceTrafficMode: "HighPerformance" } : {}),
  };
}
