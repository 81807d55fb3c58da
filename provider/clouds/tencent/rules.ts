import { creationRules } from "../../contract/creation-rules";
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
 * What Tencent Cloud's documentation requires for an attach and a detach, with the codes of both generations of the
 * API: those of v2 come last. FACTS.md says what the documentation leaves open.
 */
const attachPage = "VPC 2017-03-12, AttachNetworkInterface";
const detachPage = "VPC 2017-03-12, DetachNetworkInterface";
const deletePage = "VPC 2017-03-12, DeleteNetworkInterface";
const createPage = "VPC 2017-03-12, CreateNetworkInterface";
const groupPage = "VPC 2017-03-12, CreateNetworkInterface and ModifyNetworkInterfaceAttribute";
const detachPageV2 = "VPC API v2, DetachNetworkInterface";

const instanceIs = ({ instance }: Situation) => `${instance?.cloudStatus}`;

const changesByItself: readonly (InstanceStatus | undefined)[] = ["starting", "stopping", "restarting"];

const eni = interfaceRules("ENI");
const creation = creationRules("subnet");

/** Attach has a separate code for it. Detach does not list that code. */
const locked = {
  argument: "instanceId",
  applies: ({ instance }) => instance?.status === "unusable",
  lasting: "until changed",
  reason: (situation) => `${instanceName(situation)} is ${instanceIs(situation)}.`,
  remedy: "Restore it from the recycle bin first, or end its rescue mode.",
} as const satisfies Partial<Rule>;

/** The public addresses that a detach removes from an interface. */
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
    remedy: "An ENI cannot change its VPC: use one in the instance's VPC.",
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
    remedy: "An ENI cannot change its zone: use one of a subnet in the instance's zone.",
    source: attachPage,
  },
  eni.attach.overbooked({
    codes: ["LimitExceeded", "5100"],
    source: "VPC 2017-03-12, DescribeNetworkInterfaceLimit",
  }),
  eni.attach.inTransition({
    states:
      "To be attached, an ENI must be AVAILABLE. PENDING, ATTACHING and DETACHING end without further action.",
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
    name: "virtual-address",
    operations: ["detach"],
    argument: "networkInterfaceId",
    states: "An ENI cannot be detached while a high-availability virtual IP (HAVIP) is bound to it.",
    // An instance that is being destroyed frees what it holds, whatever is bound to that.
    applies: ({ networkInterface, instance }) =>
      networkInterface.hasVirtualAddress === true && instance?.status !== "releasing",
    codes: ["UnsupportedOperation.InstanceAssociateHavip", "5100"],
    lasting: "until changed",
    reason: (situation) => `A high-availability virtual IP (HAVIP) is bound to ${interfaceName(situation)}.`,
    remedy: "Unbind the HAVIP first.",
    source: detachPage,
  },
  {
    name: "public-addresses",
    operations: ["detach"],
    argument: "networkInterfaceId",
    states: "A detach removes the elastic IPs from the ENI. The cloud bills them while nothing uses them.",
    applies: (situation) => boundAddresses(situation).length > 0,
    codes: [],
    lasting: "note",
    reason: (situation) => {
      const bound = boundAddresses(situation);
      return `detaching ${interfaceName(situation)} dissociates its public ${bound.length === 1 ? "address" : "addresses"} ${bound.join(", ")}. The cloud bills elastic IPs that nothing uses.`;
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
      "An ENI that is bound or being bound to an instance cannot be deleted. It must be detached first.",
    codes: [
      "ResourceInUse",
      "UnsupportedOperation.InvalidState",
      "InvalidNetworkInterface.CanNotDelete",
      "ActionLocked",
    ],
    source: deletePage,
  }),
  eni.delete.inTransition({
    states: "To be deleted, an ENI must be AVAILABLE. PENDING and DETACHING end without further action.",
    codes: ["UnsupportedOperation.InvalidState", "ActionLocked"],
    source: deletePage,
  }),
  {
    name: "instance-in-transition",
    operations: ["attach", "detach"],
    argument: "instanceId",
    states:
      "The instance must be RUNNING or STOPPED. PENDING, STARTING, STOPPING, REBOOTING and the like end without further action.",
    applies: ({ instance }) => changesByItself.includes(instance?.status),
    codes: ["UnsupportedOperation.InvalidState", "5100"],
    lasting: "passing",
    reason: (situation) => `${instanceName(situation)} is ${instanceIs(situation)}.`,
    remedy: "It becomes RUNNING or STOPPED by itself.",
    source: `${attachPage}; ${detachPageV2}`,
  },
  {
    name: "instance-restricted",
    operations: ["attach"],
    argument: "instanceId",
    states:
      "No ENI can be attached to an instance that is EXPIRED or PROTECTIVELY_ISOLATED. No page forbids a detach.",
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
    states:
      "No ENI can be attached to an instance that is in the recycle bin (SHUTDOWN), in rescue mode or entering it.",
    codes: ["UnsupportedOperation.ResourceIsInvalidState", "UnsupportedOperation.InvalidState", "5100"],
    source: attachPage,
  },
  {
    ...locked,
    name: "instance-locked-detach",
    operations: ["detach"],
    states:
      "No ENI can be detached from an instance that is in the recycle bin (SHUTDOWN), in rescue mode or entering it.",
    codes: ["UnsupportedOperation.InvalidState", "5100"],
    source: detachPage,
  },
  {
    name: "instance-lost",
    operations: ["attach"],
    argument: "instanceId",
    states: "No ENI can be attached to an instance that failed to launch or is being destroyed.",
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
    remedy: "Use another instance.",
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
    remedy: "The ENI becomes free when the instance is gone.",
    source: detachPage,
  },
  {
    name: "instance-failed",
    operations: ["detach"],
    argument: "instanceId",
    states: "An instance that failed to launch never becomes RUNNING, so no ENI can be detached from it.",
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
      "An instance can hold as many ENIs as the cloud reports for it, including the primary one but not extended ones.",
    applies: isFull,
    codes: ["LimitExceeded", "5100"],
    lasting: "until changed",
    reason: describeFull,
    remedy: roomRemedy,
    source: "VPC 2017-03-12, DescribeNetworkInterfaceLimit",
  },
  creation.unknownSubnet({
    codes: ["ResourceNotFound", "InvalidSubnet.NotFound", "InvalidVpc.NotFound", "5000"],
    source: createPage,
  }),
  creation.subnetOfOtherVpc({
    // The declared VPC may not exist at all.
    codes: [
      "UnsupportedOperation.ResourceMismatch",
      "ResourceNotFound",
      "InvalidSubnet.NotFound",
      "InvalidVpc.NotFound",
    ],
    source: createPage,
  }),
  creation.subnetFull({ codes: ["ResourceInsufficient.Subnet", "5100"], source: createPage }),
  {
    name: "ipv4-count",
    operations: ["assign"],
    argument: "networkInterfaceId",
    states:
      "An attached ENI can have as many private IPv4 addresses, including the primary one, as the cloud reports for its instance.",
    // The limit of an extended ENI is another one.
    applies: ({ networkInterface, instance }) =>
      !networkInterface.isOutsideQuota &&
      networkInterface.addresses.length > (instance?.ipv4PerInterface ?? Number.POSITIVE_INFINITY),
    codes: ["LimitExceeded", "5100"],
    lasting: "until changed",
    reason: (situation) =>
      `${interfaceName(situation)} would have ${situation.networkInterface.addresses.length} private IPv4 addresses, and ${instanceName(situation)} allows ${situation.instance?.ipv4PerInterface} for each ENI.`,
    remedy: "Ask for fewer, or use an instance type that allows more.",
    source: "VPC 2017-03-12, AssignPrivateIpAddresses; DescribeNetworkInterfaceLimit",
  },
  creation.addressesWhenFree({
    codes: ["LimitExceeded", "5100"],
    source: `${createPage}; DescribeVpcLimits (eni-max-private-ips)`,
  }),
  creation.quotaOfInterfaces({
    argument: "vpcId",
    codes: ["LimitExceeded.NetworkInterfaceLimitExceeded", "NetworkInterfaceLimitExceeded"],
    source: `${createPage}; DescribeVpcLimits (vpc-max-enis)`,
  }),
  creation.addressOutside({ codes: ["InvalidParameterValue.Range", "4000", "5100"], source: createPage }),
  creation.addressInUse({
    codes: ["ResourceInUse", "5100", "InvalidPrivateIpAddress.InUse"],
    source: `${createPage}; AssignPrivateIpAddresses`,
  }),
  creation.unknownGroup({ codes: ["ResourceNotFound", "5000"], source: groupPage }),
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
