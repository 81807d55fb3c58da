import { creationRules } from "../../contract/creation-rules";
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
 * What Alibaba Cloud's documentation requires for an attach and a detach. The sources are the pages of
 * AttachNetworkInterface and DetachNetworkInterface of ECS 2014-05-26. FACTS.md says what they leave open.
 */
const attachPage = "ECS 2014-05-26, AttachNetworkInterface";
const detachPage = "ECS 2014-05-26, DetachNetworkInterface";

const deletePage = "ECS 2014-05-26, DeleteNetworkInterface";
const createPage = "ECS 2014-05-26, CreateNetworkInterface";
const groupPage = "ECS 2014-05-26, CreateNetworkInterface and ModifyNetworkInterfaceAttribute";

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

/** An update of the interface is judged before it has them. */
const hasOrWould = ({ declaredInterface }: Situation) => (declaredInterface ? "would have" : "has");

const countCards = (instance: InstanceView | undefined) =>
  `${instance?.networkCards} network card${instance?.networkCards === 1 ? "" : "s"}`;

const eni = interfaceRules("ENI");
const creation = creationRules("vSwitch");

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
    states: "Only the cloud service that manages an ENI may attach, detach or delete it.",
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
    remedy: "An ENI cannot change its VPC: use one in the instance's VPC.",
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
    remedy: "An ENI cannot change its zone: use one of a vSwitch in the instance's zone.",
    source: attachPage,
  },
  eni.attach.overbooked({
    codes: ["EniPerInstanceLimitExceeded"],
    source: "ECS 2014-05-26, DescribeInstanceTypes (EniQuantity)",
  }),
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
      "To be deleted, an ENI must be Available. One that is attached or being attached must be detached first.",
    codes: ["InvalidOperation.InvalidEniState"],
    source: deletePage,
  }),
  eni.delete.inTransition({
    states: "To be deleted, an ENI must be Available. Detaching ends without further action.",
    codes: ["InvalidOperation.InvalidEniState"],
    source: deletePage,
  }),
  {
    name: "instance-in-transition",
    operations: ["attach", "detach"],
    argument: "instanceId",
    states:
      "The instance must be Running or Stopped. Pending, Starting and Stopping end without further action.",
    applies: ({ instance }) =>
      !isLocked(instance) && (instance?.status === "starting" || instance?.status === "stopping"),
    codes: ["InvalidOperation.InvalidEcsState"],
    lasting: "passing",
    reason: (situation) => `${instanceName(situation)} is ${situation.instance?.cloudStatus}.`,
    remedy: "It becomes Running or Stopped by itself.",
    source: `${attachPage}; DetachNetworkInterface`,
  },
  {
    name: "instance-locked",
    operations: ["attach"],
    argument: "instanceId",
    states:
      "No ENI can be attached to a locked instance (expired, overdue, under security control, being recycled).",
    applies: ({ instance }) => isLocked(instance),
    codes: ["InvalidOperation.InvalidEcsState"],
    lasting: "until changed",
    reason: (situation) => `${instanceName(situation)} is ${situation.instance?.cloudStatus}.`,
    remedy:
      "Pay or renew it, or resolve the security event, so that the cloud removes the lock. Then start it.",
    source: `${attachPage}; DescribeInstances (OperationLocks); life of an instance`,
  },
  {
    name: "instance-last-started",
    operations: ["attach"],
    argument: "instanceId",
    states:
      "No ENI can be attached to an instance that has been Running since before 2018-04-01. It must be restarted first.",
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
      "An instance can hold as many ENIs as its type allows, including the primary one. Members of a trunk count only for the total of both.",
    applies: isFull,
    codes: ["EniPerInstanceLimitExceeded"],
    lasting: "until changed",
    reason: describeFull,
    remedy: roomRemedy,
    source: "ECS 2014-05-26, DescribeInstanceTypes (EniQuantity, EniTotalQuantity)",
  },
  {
    name: "ipv4-count",
    operations: ["attach", "assign"],
    argument: "networkInterfaceId",
    states:
      "An ENI must not have more private IPv4 addresses, including the primary one, than the instance's type allows.",
    applies: ({ networkInterface, instance }) =>
      networkInterface.addresses.length > (instance?.ipv4PerInterface ?? Number.POSITIVE_INFINITY),
    codes: ["InvalidOperation.Ipv4CountExceeded"],
    lasting: "until changed",
    reason: (situation) =>
      `${interfaceName(situation)} ${hasOrWould(situation)} ${situation.networkInterface.addresses.length} private IPv4 addresses, and ${typeOf(situation)} allows ${situation.instance?.ipv4PerInterface} for each ENI.`,
    remedy: "Ask for fewer, unassign some first, or use an instance type that allows more.",
    source: `${attachPage}; DescribeInstanceTypes (EniPrivateIpAddressQuantity)`,
  },
  {
    name: "ipv6-count",
    operations: ["attach", "assign"],
    argument: "networkInterfaceId",
    states: "An ENI must not have more IPv6 addresses than the instance's type allows.",
    applies: ({ networkInterface, instance }) =>
      instance?.ipv6PerInterface !== 0 &&
      networkInterface.ipv6Addresses.length > (instance?.ipv6PerInterface ?? Number.POSITIVE_INFINITY),
    codes: ["InvalidOperation.Ipv6CountExceeded"],
    lasting: "until changed",
    reason: (situation) =>
      `${interfaceName(situation)} ${hasOrWould(situation)} ${situation.networkInterface.ipv6Addresses.length} IPv6 addresses, and ${typeOf(situation)} allows ${situation.instance?.ipv6PerInterface} for each ENI.`,
    remedy: "Ask for fewer, unassign some first, or use an instance type that allows more.",
    source: `${attachPage}; DescribeInstanceTypes (EniIpv6AddressQuantity)`,
  },
  {
    name: "ipv6-support",
    operations: ["attach", "assign"],
    argument: "networkInterfaceId",
    states: "To attach an ENI with IPv6 addresses, the instance's type must support IPv6.",
    applies: ({ networkInterface, instance }) =>
      instance?.ipv6PerInterface === 0 && networkInterface.ipv6Addresses.length > 0,
    codes: ["InvalidOperation.Ipv6NotSupport"],
    lasting: "until changed",
    reason: (situation) =>
      `${interfaceName(situation)} ${hasOrWould(situation)} IPv6 addresses, and ${typeOf(situation)} does not support IPv6.`,
    remedy: "Unassign them first, or use an instance type with IPv6.",
    source: `${attachPage}; DescribeInstanceTypes (EniIpv6AddressQuantity)`,
  },
  {
    name: "network-card",
    operations: ["attach"],
    argument: "networkCardIndex",
    states: "A declared network card must be one of the instance's type. Most types have only one.",
    applies: ({ instance, declared }) =>
      declared?.networkCardIndex !== undefined &&
      instance?.networkCards !== undefined &&
      declared.networkCardIndex >= instance.networkCards,
    codes: ["InvalidParameter"],
    lasting: "never",
    reason: (situation) =>
      `${instanceName(situation)} has ${countCards(situation.instance)}, and \`networkCardIndex\` is ${situation.declared?.networkCardIndex}.`,
    remedy: "Use another index, counted from 0, or remove `networkCardIndex`.",
    source: `${attachPage}; DescribeInstanceTypes (NetworkCardQuantity)`,
  },
  {
    name: "trunk-support",
    operations: ["attach"],
    argument: "trunkNetworkInstanceId",
    states: "To attach an ENI through a trunk interface, the instance's type must support trunk interfaces.",
    applies: ({ instance, declared }) =>
      declared?.trunkNetworkInstanceId !== undefined && instance?.takesMembers === false,
    codes: ["InvalidOperation.InstanceTypeNotSupportEniTrunking"],
    lasting: "never",
    reason: (situation) =>
      `${instanceName(situation)} is of type ${situation.instance?.instanceType}, which does not support trunk interfaces.`,
    remedy: "Use an instance type that does, or remove `trunkNetworkInstanceId`.",
    source: `${detachPage} (2024-12-31); DescribeInstanceTypes (EniTrunkSupported)`,
  },
  {
    name: "trunk-carrier",
    operations: ["attach"],
    argument: "networkInterfaceId",
    states: "To attach a trunk interface, the instance's type must support trunk interfaces.",
    applies: ({ networkInterface, instance }) =>
      networkInterface.kind === "trunk" && instance?.takesMembers === false,
    codes: ["InvalidOperation.InstanceTypeNotSupportEniTrunking"],
    lasting: "never",
    reason: (situation) =>
      `${interfaceName(situation)} is a trunk interface, and ${typeOf(situation)} does not support trunk interfaces.`,
    remedy: "Use an instance type that does, or use a secondary ENI.",
    source: `${detachPage} (2024-12-31); DescribeInstanceTypes (EniTrunkSupported)`,
  },
  {
    name: "second-trunk",
    operations: ["attach"],
    argument: "networkInterfaceId",
    states:
      "An instance can hold one trunk interface. The documentation does not say it; the code TrunkingIsNotAllowed suggests it.",
    applies: ({ networkInterface, instance }) =>
      networkInterface.kind === "trunk" &&
      (instance?.trunkIds ?? []).some((id) => id !== networkInterface.id),
    codes: ["InvalidOperation.TrunkingIsNotAllowed"],
    lasting: "until changed",
    reason: (situation) =>
      `${instanceName(situation)} already holds the trunk interface ${situation.instance?.trunkIds?.join(", ")}.`,
    remedy: "Detach that one first, or attach members through it.",
    source: `${detachPage} (2024-12-31)`,
  },
  {
    name: "unknown-trunk",
    operations: ["attach"],
    argument: "trunkNetworkInstanceId",
    states: "The trunk interface must exist in the region, in the account of the credentials.",
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
      "`trunkNetworkInstanceId` must be a trunk interface that is attached to the instance. pulumi-eni checks it before it detaches an ENI for this.",
    applies: ({ trunk, instance }) =>
      trunk !== undefined && instance !== undefined && !carries(trunk, instance),
    codes: ["InvalidOperation.InvalidTrunkEniStatus", "InvalidOperation.EniTypeNotSupportTrunking"],
    lasting: "until changed",
    reason: ({ trunk, instance }) =>
      `${trunk && nameOf(trunk)} is of kind ${trunk?.kind} and ${describeInterface(trunk)}, so it is not a trunk interface of ${instance?.id}.`,
    remedy:
      "Attach a trunk interface to the instance first, and use that. If this program attaches it, add that resource to `dependsOn`.",
    source: `${detachPage} (2024-12-31)`,
  },
  {
    name: "trunk-in-transition",
    operations: ["attach"],
    argument: "trunkNetworkInstanceId",
    states: "A trunk interface that is being attached can have members once it is InUse.",
    applies: ({ trunk }) => trunk?.status === "attaching",
    codes: ["InvalidOperation.InvalidTrunkEniStatus"],
    lasting: "passing",
    reason: ({ trunk }) => `Trunk interface ${trunk && nameOf(trunk)} is being attached.`,
    remedy: "It becomes InUse by itself.",
    source: `${detachPage} (2024-12-31)`,
  },
  {
    name: "high-performance-hot-plug",
    operations: ["attach", "detach"],
    argument: "instanceId",
    states:
      "An ENI in HighPerformance mode can be attached and detached only while the instance is Stopped. Stopping ends in Stopped; Pending and Starting end in Running.",
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
  creation.unknownSubnet({ codes: ["InvalidVSwitchId.NotFound"], source: createPage }),
  creation.subnetFull({ codes: ["InvalidVSwitchId.IpNotEnough"], source: createPage }),
  creation.quotaOfInterfaces({
    argument: "regionId",
    codes: ["MaxEniCountExceeded"],
    source: `${createPage}; DescribeAccountAttributes (max-elastic-network-interfaces)`,
  }),
  creation.addressOutside({ codes: ["InvalidVSwitchId.IpInvalid"], source: createPage }),
  creation.addressReserved({
    reserved: { first: 1, last: 3 },
    codes: ["InvalidVSwitchId.IpInvalid"],
    source: `${createPage}; VPC 2016-04-28, CreateVSwitch`,
  }),
  creation.addressInUse({ codes: ["InvalidIp.IpAssigned"], source: createPage }),
  creation.unknownGroup({ codes: ["InvalidSecurityGroupId.NotFound"], source: groupPage }),
  creation.groupOfOtherVpc({ codes: ["InvalidOperation.VpcMismatch"], source: groupPage }),
];
