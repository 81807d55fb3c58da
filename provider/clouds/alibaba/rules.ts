import { interfaceRules } from "../../contract/interface-rules";
import { describeInterface, type InstanceView, type InterfaceView, nameOf } from "../../contract/observation";
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

/**
 * What Alibaba Cloud's documentation demands of an attach and a detach. The sources are the pages of
 * AttachNetworkInterface and DetachNetworkInterface of ECS 2014-05-26; FACTS.md says what they leave open.
 */
const attachPage = "ECS 2014-05-26, AttachNetworkInterface";
const detachPage = "ECS 2014-05-26, DetachNetworkInterface";

const deletePage = "ECS 2014-05-26, DeleteNetworkInterface";

/** Locked or not: a locked instance keeps its status. */
const runsOrWill = (instance: InstanceView | undefined) =>
  instance?.status === "starting" || instance?.status === "running";

const isLocked = (instance: InstanceView | undefined) => (instance?.locks ?? []).length > 0;

const carries = (trunk: InterfaceView, instance: InstanceView) =>
  trunk.kind === "trunk" &&
  trunk.holder === instance.id &&
  (trunk.status === "attached" || trunk.status === "attaching");

const pluggableSinceMs = Date.UTC(2018, 3, 1);

/**
 * The instance types that take an ENI only while they are Stopped. The page names them one by one; no describe tells it
 * (ECS user guide, "Bind a secondary ENI", 2024-03-26).
 */
const typesWithoutHotPlug = new Set(
  [
    ...["c1m1.small", "c1m2.large", "c1m2.small", "c1m4.large", "c1m4.small"].map((size) => `s6-${size}`),
    ...["c1m1.large", "c1m2.large", "c1m4.large"].map((size) => `e-${size}`),
    ...["c1m1.large", "c1m2.large", "c1m4.large", "c2m1.large", "c4m1.large"].map((size) => `t6-${size}`),
    ...["c1m1.large", "c1m2.large", "c1m4.large"].map((size) => `t5-${size}`),
    ...["lc1m1.small", "lc1m2.large", "lc1m2.small", "lc1m4.large", "lc2m1.nano"].map((size) => `t5-${size}`),
    ...["xn4.small", "n4.small", "n4.large", "mn4.small", "mn4.large", "e4.small", "e4.large"],
  ].map((type) => `ecs.${type}`),
);

const typeOf = (situation: Situation) =>
  `${instanceName(situation)}, of type ${situation.instance?.instanceType},`;

const countCards = (instance: InstanceView | undefined) =>
  `${instance?.networkCards} network card${instance?.networkCards === 1 ? "" : "s"}`;

const eni = interfaceRules("ENI");

export const rules: readonly Rule[] = [
  eni.unknown.networkInterface({
    codes: ["InvalidEniId.NotFound"],
    source: attachPage,
  }),
  eni.unknown.instance({
    codes: ["InvalidEcsId.NotFound", "InvalidInstanceId.NotFound"],
    source: attachPage,
  }),
  eni.primary.detach({
    codes: ["InvalidOperation.DetachPrimaryEniNotAllowed"],
    source: detachPage,
  }),
  eni.primary.attach({
    codes: ["InvalidOperation.InvalidEniType", "InvalidOperation.InvalidEniState"],
    source: attachPage,
  }),
  {
    name: "service-managed",
    operations: ["attach", "detach", "delete"],
    argument: "networkInterfaceId",
    states: "An ENI that a cloud service manages is not for its owner to attach, detach or delete.",
    applies: ({ networkInterface }) => networkInterface.managedByService,
    codes: ["InvalidOperation.EniServiceManaged"],
    lasting: "never",
    reason: (situation) => `${interfaceName(situation)} is managed by a service of Alibaba Cloud.`,
    remedy: "Change it in that service, or name another ENI.",
    source: `${detachPage} (2020)`,
  },
  {
    name: "vpc",
    operations: ["attach"],
    argument: "networkInterfaceId",
    states: "The ENI and the instance must be in the same VPC.",
    applies: ({ networkInterface, instance }) => differ(networkInterface.vpcId, instance?.vpcId),
    codes: ["InvalidOperation.VpcMismatch"],
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
    states: "The ENI's vSwitch must be in the zone of the instance.",
    applies: ({ networkInterface, instance }) => differ(networkInterface.zoneId, instance?.zoneId),
    codes: ["InvalidOperation.AvailabilityZoneMismatch"],
    lasting: "never",
    reason: (situation) =>
      `${interfaceName(situation)} is in zone ${situation.networkInterface.zoneId}, ${instanceName(situation)} in ${situation.instance?.zoneId}.`,
    remedy: "An ENI never changes its zone: name one of a vSwitch in the instance's zone.",
    source: attachPage,
  },
  eni.attach.inTransition({
    states: "To be attached, an ENI must be Available.",
    codes: ["InvalidOperation.InvalidEniState"],
    source: attachPage,
  }),
  eni.attach.inUse({
    states: "To be attached, an ENI must not be attached elsewhere.",
    codes: ["InvalidOperation.InvalidEniState"],
    source: attachPage,
  }),
  eni.attach.deleting({
    states: "An ENI that is being deleted cannot be attached.",
    codes: ["InvalidOperation.InvalidEniState"],
    source: attachPage,
  }),
  eni.attach.failed({
    states: "An ENI whose creation failed cannot be attached.",
    codes: ["InvalidOperation.InvalidEniState"],
    source: attachPage,
  }),
  eni.detach.inTransition({
    codes: ["InvalidOperation.InvalidEniState"],
    source: detachPage,
  }),
  ...Object.values(eni.adopt).map((rule) =>
    rule({ codes: ["InvalidOperation.InvalidEniState"], source: attachPage }),
  ),
  eni.primary.delete({
    codes: ["InvalidOperation.DetachPrimaryEniNotAllowed", "InvalidOperation.InvalidEniType"],
    source: deletePage,
  }),
  eni.delete.attached({
    states:
      "To be deleted, an ENI must be Available: one that is attached, or is being attached, is detached first.",
    codes: ["InvalidOperation.InvalidEniState"],
    source: deletePage,
  }),
  eni.delete.inTransition({
    states: "To be deleted, an ENI must be Available; Detaching passes.",
    codes: ["InvalidOperation.InvalidEniState"],
    source: deletePage,
  }),
  {
    name: "instance-in-transition",
    operations: ["attach", "detach"],
    argument: "instanceId",
    states: "The instance must be Running or Stopped; Pending, Starting and Stopping pass.",
    applies: ({ instance }) =>
      !isLocked(instance) && (instance?.status === "starting" || instance?.status === "stopping"),
    codes: ["InvalidOperation.InvalidEcsState"],
    lasting: "passing",
    reason: (situation) => `${instanceName(situation)} is ${situation.instance?.cloudStatus}.`,
    remedy: "It will be Running or Stopped by itself.",
    source: `${attachPage}; DetachNetworkInterface`,
  },
  {
    name: "instance-locked",
    operations: ["attach"],
    argument: "instanceId",
    states:
      "An instance that is locked (expired, overdue, under security control, being recycled) takes no ENI.",
    applies: ({ instance }) => isLocked(instance),
    codes: ["InvalidOperation.InvalidEcsState"],
    lasting: "until changed",
    reason: (situation) => `${instanceName(situation)} is ${situation.instance?.cloudStatus}.`,
    remedy: "Pay or renew it, or settle the security event, so that the lock is taken off; then start it.",
    source: `${attachPage}; DescribeInstances (OperationLocks); life of an instance`,
  },
  {
    name: "instance-last-started",
    operations: ["attach"],
    argument: "instanceId",
    states: "An instance that has been Running since before 2018-04-01 takes no ENI until it was restarted.",
    applies: ({ instance }) =>
      instance?.status === "running" &&
      !isLocked(instance) &&
      (instance.startedAtMs ?? pluggableSinceMs) < pluggableSinceMs,
    codes: ["InvalidOperation.InvalidEcsState"],
    lasting: "until changed",
    reason: (situation) => `${instanceName(situation)} was last started before 2018-04-01.`,
    remedy: "Restart it first.",
    source: attachPage,
  },
  {
    name: "interface-quota",
    operations: ["attach"],
    argument: "instanceId",
    states:
      "An instance holds as many ENIs as its type allows, the primary one included; members of a trunk count only against the total of both.",
    applies: isFull,
    codes: ["EniPerInstanceLimitExceeded"],
    lasting: "until changed",
    reason: describeFull,
    remedy: roomRemedy,
    source: "ECS 2014-05-26, DescribeInstanceTypes (EniQuantity, EniTotalQuantity)",
  },
  {
    name: "ipv4-count",
    operations: ["attach"],
    argument: "networkInterfaceId",
    states:
      "An ENI has no more private IPv4 addresses, the primary one included, than the instance's type allows.",
    applies: ({ networkInterface, instance }) =>
      networkInterface.addresses.length > (instance?.ipv4PerInterface ?? Number.POSITIVE_INFINITY),
    codes: ["InvalidOperation.Ipv4CountExceeded"],
    lasting: "until changed",
    reason: (situation) =>
      `${interfaceName(situation)} has ${situation.networkInterface.addresses.length} private IPv4 addresses, and ${typeOf(situation)} takes ${situation.instance?.ipv4PerInterface} of one ENI.`,
    remedy: "Unassign some first, or use an instance type that takes more.",
    source: `${attachPage}; DescribeInstanceTypes (EniPrivateIpAddressQuantity)`,
  },
  {
    name: "ipv6-count",
    operations: ["attach"],
    argument: "networkInterfaceId",
    states: "An ENI has no more IPv6 addresses than the instance's type allows.",
    applies: ({ networkInterface, instance }) =>
      instance?.ipv6PerInterface !== 0 &&
      networkInterface.ipv6Addresses.length > (instance?.ipv6PerInterface ?? Number.POSITIVE_INFINITY),
    codes: ["InvalidOperation.Ipv6CountExceeded"],
    lasting: "until changed",
    reason: (situation) =>
      `${interfaceName(situation)} has ${situation.networkInterface.ipv6Addresses.length} IPv6 addresses, and ${typeOf(situation)} takes ${situation.instance?.ipv6PerInterface} of one ENI.`,
    remedy: "Unassign some first, or use an instance type that takes more.",
    source: `${attachPage}; DescribeInstanceTypes (EniIpv6AddressQuantity)`,
  },
  {
    name: "ipv6-support",
    operations: ["attach"],
    argument: "networkInterfaceId",
    states: "The instance's type must support IPv6, for an ENI with IPv6 addresses to be attached.",
    applies: ({ networkInterface, instance }) =>
      instance?.ipv6PerInterface === 0 && networkInterface.ipv6Addresses.length > 0,
    codes: ["InvalidOperation.Ipv6NotSupport"],
    lasting: "until changed",
    reason: (situation) =>
      `${interfaceName(situation)} has IPv6 addresses, and ${typeOf(situation)} takes none.`,
    remedy: "Unassign them first, or use an instance type with IPv6.",
    source: `${attachPage}; DescribeInstanceTypes (EniIpv6AddressQuantity)`,
  },
  {
    name: "network-card",
    operations: ["attach"],
    argument: "networkCardIndex",
    states:
      "A network card that is named must be one of the instance's type; most types have none to choose from.",
    applies: ({ instance, declared }) =>
      declared?.networkCardIndex !== undefined &&
      instance?.networkCards !== undefined &&
      declared.networkCardIndex >= instance.networkCards,
    codes: ["InvalidParameter"],
    lasting: "never",
    reason: (situation) =>
      `${instanceName(situation)} has ${countCards(situation.instance)}, and \`networkCardIndex\` is ${situation.declared?.networkCardIndex}.`,
    remedy: "Name another card, counted from 0, or leave `networkCardIndex` out.",
    source: `${attachPage}; DescribeInstanceTypes (NetworkCardQuantity)`,
  },
  {
    name: "trunk-support",
    operations: ["attach"],
    argument: "trunkNetworkInstanceId",
    states: "The instance's type must support trunk interfaces, for an ENI to be attached through one.",
    applies: ({ instance, declared }) =>
      declared?.trunkNetworkInstanceId !== undefined && instance?.takesMembers === false,
    codes: ["InvalidOperation.InstanceTypeNotSupportEniTrunking"],
    lasting: "never",
    reason: (situation) =>
      `${instanceName(situation)} is of type ${situation.instance?.instanceType}, which takes no trunk interface.`,
    remedy: "Use an instance type that does, or leave `trunkNetworkInstanceId` out.",
    source: `${detachPage} (2024-12-31); DescribeInstanceTypes (EniTrunkSupported)`,
  },
  {
    name: "trunk-carrier",
    operations: ["attach"],
    argument: "networkInterfaceId",
    states: "The instance's type must support trunk interfaces, for a trunk interface to be attached.",
    applies: ({ networkInterface, instance }) =>
      networkInterface.kind === "trunk" && instance?.takesMembers === false,
    codes: ["InvalidOperation.InstanceTypeNotSupportEniTrunking"],
    lasting: "never",
    reason: (situation) =>
      `${interfaceName(situation)} is a trunk interface, and ${typeOf(situation)} takes none.`,
    remedy: "Use an instance type that does, or name a secondary ENI.",
    source: `${detachPage} (2024-12-31); DescribeInstanceTypes (EniTrunkSupported)`,
  },
  {
    name: "second-trunk",
    operations: ["attach"],
    argument: "networkInterfaceId",
    states: "An instance holds one trunk interface at the most (an inference from the code).",
    applies: ({ networkInterface, instance }) =>
      networkInterface.kind === "trunk" &&
      (instance?.trunkIds ?? []).some((id) => id !== networkInterface.id),
    codes: ["InvalidOperation.TrunkingIsNotAllowed"],
    lasting: "until changed",
    reason: (situation) =>
      `${instanceName(situation)} holds the trunk interface ${situation.instance?.trunkIds?.join(", ")} already.`,
    remedy: "Detach that one first, or attach members through it.",
    source: `${detachPage} (2024-12-31)`,
  },
  {
    name: "unknown-trunk",
    operations: ["attach"],
    argument: "trunkNetworkInstanceId",
    states: "The trunk interface must exist in the region, for the account of the credentials.",
    applies: ({ unknown = [] }) => unknown.includes("trunk"),
    codes: ["InvalidEniId.NotFound", "InvalidParameter.EniNotBelongTrunk"],
    lasting: "until changed",
    softer: "late describe",
    reason: ({ declared, regionId }) =>
      `Trunk interface ${declared?.trunkNetworkInstanceId} is not in region ${regionId} for these credentials.`,
    remedy: "Check `trunkNetworkInstanceId`.",
    source: `${detachPage} (2024-12-31)`,
  },
  {
    name: "trunk-interface",
    operations: ["attach"],
    argument: "trunkNetworkInstanceId",
    states:
      "The trunk interface must be one and be attached to the instance; looked at before an ENI is taken off for it.",
    applies: ({ trunk, instance }) =>
      trunk !== undefined && instance !== undefined && !carries(trunk, instance),
    codes: ["InvalidOperation.InvalidTrunkEniStatus", "InvalidOperation.EniTypeNotSupportTrunking"],
    lasting: "until changed",
    reason: ({ trunk, instance }) =>
      `${trunk && nameOf(trunk)} is of kind ${trunk?.kind} and ${describeInterface(trunk)}, which is no trunk interface on ${instance?.id}.`,
    remedy:
      "Attach a trunk interface there first, and name that; where this program attaches it, name that resource in `dependsOn`.",
    source: `${detachPage} (2024-12-31)`,
  },
  {
    name: "trunk-in-transition",
    operations: ["attach"],
    argument: "trunkNetworkInstanceId",
    states: "A trunk interface that is being attached carries members once it is InUse.",
    applies: ({ trunk }) => trunk?.status === "attaching",
    codes: ["InvalidOperation.InvalidTrunkEniStatus"],
    lasting: "passing",
    reason: ({ trunk }) => `Trunk interface ${trunk && nameOf(trunk)} is being attached.`,
    remedy: "It will be InUse by itself.",
    source: `${detachPage} (2024-12-31)`,
  },
  {
    name: "high-performance-hot-plug",
    operations: ["attach", "detach"],
    argument: "instanceId",
    states:
      "An ENI in HighPerformance mode is attached and detached only while the instance is Stopped; Stopping passes, Pending and Starting do not: they end in Running.",
    applies: ({ networkInterface, instance }) => networkInterface.coldPlugOnly && runsOrWill(instance),
    codes: ["InvalidOperation.EniHotPlugNotSupported", "InvalidOperation.HotPlugNotSupport"],
    lasting: "until changed",
    reason: (situation) =>
      `${interfaceName(situation)} is in HighPerformance mode and ${instanceName(situation)} is ${situation.instance?.cloudStatus}.`,
    remedy: "Stop the instance first.",
    source: `${detachPage} (2024-12-31)`,
  },
  {
    name: "instance-type-hot-plug",
    operations: ["attach"],
    argument: "instanceId",
    states:
      "Some instance types of the families s6, e, t6, t5, xn4, n4, mn4 and e4 take an ENI only while the instance is Stopped.",
    applies: ({ instance }) =>
      runsOrWill(instance) && !isLocked(instance) && typesWithoutHotPlug.has(instance?.instanceType ?? ""),
    codes: ["InvalidOperation.HotPlugNotSupport"],
    lasting: "until changed",
    reason: (situation) =>
      `${typeOf(situation)} is ${situation.instance?.cloudStatus} and takes an ENI only while it is Stopped.`,
    remedy: "Stop the instance first, or name one of another type.",
    source: `ECS user guide, "Bind a secondary ENI" (2024-03-26); ${attachPage}`,
  },
];
