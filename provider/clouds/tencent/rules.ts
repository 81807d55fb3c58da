import { interfaceRules } from "../../contract/interface-rules";
import type { InstanceStatus } from "../../contract/observation";
import {
  describeFull,
  differ,
  instanceName,
  interfaceName,
  isFull,
  type Rule,
  roomRemedy,
  type Situation,
} from "../../contract/rules";
import { type CodeEntry, findCode } from "../../core/errors";
import { codesOfV2, codesOfV3 } from "./codes";

/**
 * What Tencent Cloud's documentation demands of an attach and a detach, with the codes of both generations of the
 * API: those of v2 come last. FACTS.md says what the documentation leaves open.
 */
const attachPage = "VPC 2017-03-12, AttachNetworkInterface";
const detachPage = "VPC 2017-03-12, DetachNetworkInterface";
const deletePage = "VPC 2017-03-12, DeleteNetworkInterface";
const detachPageV2 = "VPC API v2, DetachNetworkInterface";

const instanceIs = ({ instance }: Situation) => `${instance?.cloudStatus}`;

const changesByItself: readonly (InstanceStatus | undefined)[] = ["starting", "stopping", "restarting"];

const eni = interfaceRules("ENI");

/** Attach has a code of its own for it, which the list of Detach does not have. */
const locked = {
  argument: "instanceId",
  applies: ({ instance }) => instance?.status === "unusable",
  lasting: "until changed",
  reason: (situation) => `${instanceName(situation)} is ${instanceIs(situation)}.`,
  remedy: "Take it out of the recycle bin, or end its rescue mode, first.",
} as const satisfies Partial<Rule>;

/** What a detach does to the public addresses of an interface. */
const boundAddresses = ({ networkInterface }: Situation) =>
  networkInterface.addresses.flatMap(({ publicAddress }) =>
    publicAddress
      ? [publicAddress.name ? `${publicAddress.address} (${publicAddress.name})` : publicAddress.address]
      : [],
  );

export const rules: readonly Rule[] = [
  eni.unknown.networkInterface({
    codes: ["ResourceNotFound", "InvalidNetworkInterface.NotFound"],
    source: attachPage,
  }),
  eni.unknown.instance({
    codes: ["ResourceNotFound", "InvalidInstance.NotFound"],
    source: attachPage,
  }),
  eni.primary.detach({
    codes: ["UnsupportedOperation", "UnsupportedOperation.InvalidState", "5100"],
    source: "Elastic network interface, operation guide (215/6514)",
  }),
  eni.primary.attach({
    codes: [
      "UnsupportedOperation.AttachmentAlreadyExists",
      "UnsupportedOperation",
      "InvalidNetworkInterface.AlreadyAssociated",
    ],
    source: "Elastic network interface, operation guide (215/6514)",
  }),
  {
    name: "vpc",
    operations: ["attach"],
    argument: "networkInterfaceId",
    states: "The ENI and the instance must be in the same VPC.",
    applies: ({ networkInterface, instance }) => differ(networkInterface.vpcId, instance?.vpcId),
    codes: ["UnsupportedOperation.VpcMismatch", "InvalidInstance.NotFound", "5100"],
    lasting: "never",
    reason: (situation) =>
      `${interfaceName(situation)} is in VPC ${situation.networkInterface.vpcId}, ${instanceName(situation)} in ${situation.instance?.vpcId}.`,
    remedy: "An ENI never changes its VPC: name one of the instance's VPC.",
    source: attachPage,
  },
  {
    name: "zone",
    operations: ["attach"],
    argument: "networkInterfaceId",
    states: "The ENI's subnet must be in the zone of the instance.",
    applies: ({ networkInterface, instance }) => differ(networkInterface.zoneId, instance?.zoneId),
    codes: ["UnsupportedOperation.ZoneMismatch", "5100"],
    lasting: "never",
    reason: (situation) =>
      `${interfaceName(situation)} is in zone ${situation.networkInterface.zoneId}, ${instanceName(situation)} in ${situation.instance?.zoneId}.`,
    remedy: "An ENI never changes its zone: name one of a subnet in the instance's zone.",
    source: attachPage,
  },
  eni.attach.inTransition({
    states: "To be attached, an ENI must be AVAILABLE; PENDING, ATTACHING and DETACHING pass.",
    codes: ["UnsupportedOperation.InvalidState", "ActionLocked"],
    source: attachPage,
  }),
  eni.attach.inUse({
    states: "An ENI is bound to one instance at a time.",
    codes: [
      "UnsupportedOperation.AttachmentAlreadyExists",
      "UnsupportedOperation.InvalidState",
      "InvalidNetworkInterface.AlreadyAssociated",
      "ActionLocked",
    ],
    source: attachPage,
  }),
  eni.attach.deleting({
    states: "An ENI that is being deleted cannot be attached.",
    codes: ["UnsupportedOperation.InvalidState", "ResourceNotFound", "InvalidNetworkInterface.NotFound"],
    source: attachPage,
  }),
  eni.detach.inTransition({
    codes: ["UnsupportedOperation.InvalidState", "ActionLocked"],
    source: detachPage,
  }),
  ...Object.values(eni.adopt).map((rule) =>
    rule({
      codes: ["UnsupportedOperation.AttachmentAlreadyExists", "InvalidNetworkInterface.AlreadyAssociated"],
      source: attachPage,
    }),
  ),
  {
    name: "public-addresses",
    operations: ["detach"],
    argument: "networkInterfaceId",
    states:
      "A detach takes the elastic IPs off the ENI, and they go on costing money while nothing uses them.",
    applies: (situation) => boundAddresses(situation).length > 0,
    codes: [],
    lasting: "note",
    reason: (situation) => {
      const bound = boundAddresses(situation);
      return `detaching ${interfaceName(situation)} dissociates its public ${bound.length === 1 ? "address" : "addresses"} ${bound.join(", ")}: elastic IPs that nothing uses are billed.`;
    },
    remedy: "",
    source: detachPageV2,
  },
  eni.primary.delete({
    codes: ["ResourceInUse", "UnsupportedOperation", "InvalidNetworkInterface.CanNotDelete"],
    source: "Elastic network interface, operation guide (215/6514)",
  }),
  eni.delete.attached({
    states:
      "An ENI that is bound to an instance, or is being bound, cannot be deleted: it is detached first.",
    codes: [
      "ResourceInUse",
      "UnsupportedOperation.InvalidState",
      "InvalidNetworkInterface.CanNotDelete",
      "ActionLocked",
    ],
    source: deletePage,
  }),
  eni.delete.inTransition({
    states: "To be deleted, an ENI must be AVAILABLE; PENDING and DETACHING pass.",
    codes: ["UnsupportedOperation.InvalidState", "ActionLocked"],
    source: deletePage,
  }),
  {
    name: "instance-in-transition",
    operations: ["attach", "detach"],
    argument: "instanceId",
    states:
      "The instance must be RUNNING or STOPPED; PENDING, STARTING, STOPPING, REBOOTING and the like pass.",
    applies: ({ instance }) => changesByItself.includes(instance?.status),
    codes: ["UnsupportedOperation.InvalidState", "5100"],
    lasting: "passing",
    reason: (situation) => `${instanceName(situation)} is ${instanceIs(situation)}.`,
    remedy: "It will be RUNNING or STOPPED by itself.",
    source: `${attachPage}; ${detachPageV2}`,
  },
  {
    name: "instance-restricted",
    operations: ["attach"],
    argument: "instanceId",
    states:
      "An instance that is EXPIRED or PROTECTIVELY_ISOLATED takes no ENI. No page says that it keeps what it has.",
    applies: ({ instance }) => (instance?.locks ?? []).length > 0,
    codes: ["UnsupportedOperation.ResourceIsInvalidState", "5100"],
    lasting: "until changed",
    reason: (situation) => `${instanceName(situation)} is ${instanceIs(situation)}.`,
    remedy: "Renew the instance first.",
    source: `${attachPage}; DescribeInstances (RestrictState)`,
  },
  {
    ...locked,
    name: "instance-locked",
    operations: ["attach"],
    states: "An instance in the recycle bin (SHUTDOWN), or in rescue mode or on its way there, takes no ENI.",
    codes: ["UnsupportedOperation.ResourceIsInvalidState", "UnsupportedOperation.InvalidState", "5100"],
    source: attachPage,
  },
  {
    ...locked,
    name: "instance-locked-detach",
    operations: ["detach"],
    states:
      "No ENI is detached from an instance in the recycle bin (SHUTDOWN), or in rescue mode or on its way there.",
    codes: ["UnsupportedOperation.InvalidState", "5100"],
    source: detachPage,
  },
  {
    name: "instance-lost",
    operations: ["attach"],
    argument: "instanceId",
    states: "An instance that failed to launch or is being destroyed takes no ENI.",
    applies: ({ instance }) => instance?.status === "releasing" || instance?.status === "failed",
    codes: [
      "UnsupportedOperation.ResourceIsInvalidState",
      "UnsupportedOperation.InvalidState",
      "ResourceNotFound",
      "5100",
      "InvalidInstance.NotFound",
    ],
    lasting: "never",
    reason: (situation) => `${instanceName(situation)} is ${instanceIs(situation)}.`,
    remedy: "Name another instance.",
    source: attachPage,
  },
  {
    name: "instance-going",
    operations: ["detach"],
    argument: "instanceId",
    states: "The ENIs of an instance that is being destroyed become free by themselves.",
    applies: ({ instance }) => instance?.status === "releasing",
    codes: ["UnsupportedOperation.InvalidState", "ResourceNotFound", "5100", "InvalidInstance.NotFound"],
    lasting: "passing",
    reason: (situation) => `${instanceName(situation)} is ${instanceIs(situation)}.`,
    remedy: "The ENI is free when it is gone.",
    source: detachPage,
  },
  {
    name: "instance-failed",
    operations: ["detach"],
    argument: "instanceId",
    states: "An instance that failed to launch never becomes RUNNING, so nothing is detached from it.",
    applies: ({ instance }) => instance?.status === "failed",
    codes: ["UnsupportedOperation.InvalidState", "5100"],
    lasting: "until changed",
    reason: (situation) => `${instanceName(situation)} is ${instanceIs(situation)}.`,
    remedy: "Terminate the instance first.",
    source: detachPage,
  },
  {
    name: "interface-quota",
    operations: ["attach"],
    argument: "instanceId",
    states:
      "An instance holds as many ENIs as the cloud says for it, the primary one included, extended ones not.",
    applies: isFull,
    codes: ["LimitExceeded", "5100"],
    lasting: "until changed",
    reason: describeFull,
    remedy: roomRemedy,
    source: "VPC 2017-03-12, DescribeNetworkInterfaceLimit",
  },
];

/** The same constraints with the codes that one generation of the API answers. */
function answeredBy(codes: readonly CodeEntry[]): readonly Rule[] {
  return rules.map((rule) => ({
    ...rule,
    codes: rule.codes.filter((code) => findCode(codes, code) !== undefined),
  }));
}

export const rulesOfV3 = answeredBy(codesOfV3);
export const rulesOfV2 = answeredBy(codesOfV2);
