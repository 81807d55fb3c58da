import { isOneOf } from "../../choices";
import type { HiddenObstacle, InterfaceOperation } from "../../combination";
import { type CreationWords, isShortOfAddresses, type Wanted } from "../../creation-scene";
import type { Choice, Dimension, Impossible } from "../../dimensions";
import { hiddenFromUpdate, hiddenObstacleWhen } from "../../hidden-obstacle";
import type { InterfaceSeed, Vocabulary } from "../../scene";
import { instance, lock, place, room, type } from "./target";
import { cloud, mainVpc, otherVpc } from "./vocabulary";

const subnet: Dimension = {
  name: "subnet",
  values: ["fits", "zone", "unknown", "region", "account", "full", "one-left"],
};
const vpcArgument: Dimension = { name: "vpcId", values: ["right", "other", "unknown"] };
const group: Dimension = { name: "group", values: ["own", "none", "two", "unknown", "region", "account"] };
const changed: Dimension = { name: "group", values: ["two", "unknown", "region", "account"] };
const address: Dimension = {
  name: "address",
  values: ["none", "free", "taken", "outside", "reserved", "listed-free", "listed-taken", "listed-reserved"],
};
const pinned: Dimension = { name: "address", values: [...address.values, "same", "listed-same"] };
const more: Dimension = { name: "more", values: ["none", "one", "too-many"] };
const kind: Dimension = { name: "kind", values: ["secondary", "trunk"] };
const quota: Dimension = { name: "quota", values: ["free", "full"], reach: 2 };
const oldQuota: Dimension = { name: "quota", values: ["free", "full", "last"], reach: 2 };
const old: Dimension = { name: "old", values: ["available", "attached", "gone"] };
const from: Dimension = { name: "from", values: ["same", "other"] };
const state: Dimension = {
  name: "state",
  values: ["available", "attached", "attaching", "detaching", "creating", "deleting", "gone"],
};

/** The API v2 makes no trunk interfaces. */
export const creationDimensions = (isV2: boolean) => ({
  create: [subnet, vpcArgument, group, address, more, ...(isV2 ? [] : [kind]), quota],
  replace: [old, from, subnet, group, pinned, more, oldQuota],
  change: [state, changed],
  "create-and-attach": [...(isV2 ? [] : [kind]), place, instance, lock, type, room],
});

export const impossibleCreations: readonly Impossible[] = [
  {
    why: "The arguments take a list of addresses or their number.",
    when: ({ address: pin, more: count }) =>
      pin?.startsWith("listed-") === true && isOneOf(count, "one", "too-many"),
  },
  {
    why: "A full subnet has no free address.",
    when: ({ subnet: at, address: pin }) => at === "full" && isOneOf(pin, "free", "listed-free"),
  },
];

export const undocumentedInV3: Impossible = {
  why: "No page says whether an ENI that is being deleted can be changed: `up` refuses without asking.",
  when: ({ operation, state: seen }) => operation === "change" && seen === "deleting",
};

export const unchangedInV2: Impossible = {
  why: "The API v2 changes no security groups: another group replaces the ENI.",
  when: ({ operation }) => operation === "change",
};

export function creationOf(words: Vocabulary, isV2: boolean): CreationWords {
  const vpcIds: Readonly<Record<string, string>> = { other: otherVpc, unknown: "vpc-none0001" };
  return {
    words,
    smallSubnet: "subnet-smal",
    unknownSubnet: "subnet-none",
    groups: {
      own: [words.groupId],
      none: [],
      two: [words.groupId, "sg-second01"],
      unknown: ["sg-none0001"],
      region: ["sg-far00001"],
      account: ["sg-alien001"],
    },
    moreGroups: [
      { cloud, id: "sg-second01", regionId: words.regionId, vpcId: "" },
      { cloud, id: "sg-far00001", regionId: "ap-shanghai", vpcId: "" },
      { cloud, id: "sg-alien001", regionId: words.regionId, vpcId: "", accountId: "100000000002" },
    ],
    showsRoom: true,
    quotasOf: (interfacesPerVpc) => ({ interfacesPerVpc }),
    inputsOf: ({ choice, subnetId, groupIds, primary, listed, count }: Wanted) => ({
      vpcId: vpcIds[choice.vpcId ?? ""] ?? mainVpc,
      subnetId,
      name: "made",
      securityGroupIds: groupIds,
      ...(primary === undefined ? {} : { primaryIpAddress: primary }),
      ...(listed.length === 0 ? {} : { secondaryIpAddresses: listed }),
      ...(count === 0 ? {} : { secondaryIpAddressCount: count }),
      ...(choice.kind === "trunk" ? { trunkingFlag: "Enable" } : {}),
    }),
    hiddenObstaclesOf: (operation, choice) => hiddenObstaclesOf(isV2, operation, choice),
    replacing: isV2 ? {} : { qosLevel: "DEFAULT" },
    groupsBefore: isV2 ? ["sg-second01"] : [words.groupId],
  };
}

function hiddenObstaclesOf(
  isV2: boolean,
  operation: InterfaceOperation,
  choice: Choice,
): readonly HiddenObstacle[] {
  return [
    ...hiddenObstacleWhen(
      isOneOf(choice.address, "reserved", "listed-reserved"),
      "create",
      isV2 ? "4000" : "InvalidParameterValue.Range",
      "no page says which addresses of a subnet are reserved",
    ),
    ...hiddenObstacleWhen(
      choice.quota === "last" && choice.old === "gone",
      "create",
      isV2 ? "NetworkInterfaceLimitExceeded" : "LimitExceeded.NetworkInterfaceLimitExceeded",
      "preview knows the place of the old interface from the state",
    ),
    ...hiddenObstacleWhen(
      isShortOfAddresses(choice),
      "create",
      isV2 ? "5100" : "ResourceInsufficient.Subnet",
      "preview knows the addresses of the old interface from the state",
    ),
    ...hiddenFromUpdate(operation, choice, "gone", "ResourceNotFound"),
  ];
}

/** The arguments that make an ENI as it is in a scene of an attach. */
export function declaredOf(words: Vocabulary, seed: InterfaceSeed): Readonly<Record<string, unknown>> {
  return {
    vpcId: seed.subnetId === words.subnets.vpc ? otherVpc : mainVpc,
    subnetId: seed.subnetId,
    name: "made",
    securityGroupIds: [words.groupId],
    ...(seed.kind === "trunk" ? { trunkingFlag: "Enable" } : {}),
  };
}
