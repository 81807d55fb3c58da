import { isOneOf } from "../../choices";
import type { HiddenObstacle, InterfaceOperation } from "../../combination";
import type { CreationWords, Wanted } from "../../creation-scene";
import type { Choice, Dimension } from "../../dimensions";
import { hiddenFromUpdate, hiddenObstacleWhen } from "../../hidden-obstacle";
import type { InterfaceSeed } from "../../scene";
import { agent, instance, place, room } from "./target";
import { words } from "./vocabulary";

const cloud = "zenlayer";
const subnet: Dimension = {
  name: "subnet",
  values: ["fits", "zone", "unknown", "region", "account", "full", "one-left"],
};
const group: Dimension = { name: "group", values: ["own", "none", "other-vpc", "unknown", "account"] };
const changed: Dimension = { name: "group", values: ["second", "other-vpc", "unknown", "account"] };
const old: Dimension = { name: "old", values: ["available", "attached", "gone"] };
const from: Dimension = { name: "from", values: ["same", "other"] };
const state: Dimension = {
  name: "state",
  values: ["available", "attached", "attaching", "detaching", "creating", "deleting", "gone"],
};

export const creationDimensions = {
  create: [subnet, group],
  replace: [old, from, subnet, group],
  change: [state, changed],
  "create-and-attach": [place, instance, agent, room],
};

const groupId = (number: number) => `153${String(number).padStart(16, "0")}`;

export const creation: CreationWords = {
  words,
  smallSubnet: "1520000000000000008",
  unknownSubnet: "1520000000000000009",
  groups: {
    own: [words.groupId],
    none: [],
    second: [groupId(2)],
    "other-vpc": [groupId(3)],
    unknown: [groupId(9)],
    account: [groupId(4)],
  },
  moreGroups: [
    { cloud, id: groupId(2), regionId: words.regionId, vpcId: "1510000000000000001" },
    { cloud, id: groupId(3), regionId: words.regionId, vpcId: "1510000000000000002" },
    {
      cloud,
      id: groupId(4),
      regionId: words.regionId,
      vpcId: "1510000000000000003",
      accountId: "zenlayer-team-2",
    },
  ],
  showsRoom: false,
  quotasOf: () => ({}),
  inputsOf: ({ subnetId, groupIds: [id] }: Wanted) => ({
    subnetId,
    name: "made",
    ...(id === undefined ? {} : { securityGroupId: id }),
  }),
  hiddenObstaclesOf,
  replacing: { nicStackType: "IPv4" },
  groupsBefore: [words.groupId],
};

function hiddenObstaclesOf(operation: InterfaceOperation, choice: Choice): readonly HiddenObstacle[] {
  // What cannot be created at all does not come to the addresses.
  const isCreated = choice.group !== "unknown" && choice.group !== "account";
  // What is gone has left its address.
  const isFreed = choice.old === "gone" && choice.from !== "other";
  return [
    ...hiddenObstacleWhen(
      operation === "change" && isOneOf(choice.state, "creating", "attaching", "detaching"),
      "change",
      "INVALID_NIC_STATUS",
      "the check of an update does not name the interface",
      true,
    ),
    ...hiddenObstacleWhen(
      operation !== "change" && choice.subnet === "full" && isCreated && !isFreed,
      "create",
      "CREATE_FAILED",
      "the describe of a subnet does not say how many addresses are free",
    ),
    ...hiddenFromUpdate(operation, choice, "deleting", "INVALID_NIC_STATUS"),
    ...hiddenFromUpdate(operation, choice, "gone", "INVALID_NIC_NOT_FOUND"),
  ];
}

/** The arguments that make a vNIC as it is in a scene of an attach. */
export function declaredOf(seed: InterfaceSeed): Readonly<Record<string, unknown>> {
  return { subnetId: seed.subnetId, name: "made" };
}
