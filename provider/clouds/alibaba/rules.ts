import type { InstanceView } from "../../lifecycle/observation";
import {
  describeFull,
  differ,
  instanceName,
  interfaceName,
  isFull,
  isInTransition,
  type Rule,
  roomRemedy,
} from "../../lifecycle/rules";

/**
 * What Alibaba Cloud's documentation demands of an attach and a detach. The sources are the pages of
 * AttachNetworkInterface and DetachNetworkInterface of ECS 2014-05-26; FACTS.md says what they leave open.
 */
const attachPage = "ECS 2014-05-26, AttachNetworkInterface";
const detachPage = "ECS 2014-05-26, DetachNetworkInterface";

const deletePage = "ECS 2014-05-26, DeleteNetworkInterface";

const runs = (instance: InstanceView | undefined) => instance?.status === "running";

export const rules: readonly Rule[] = [
  {
    name: "primary-interface",
    operations: ["detach"],
    argument: "networkInterfaceId",
    states: "The primary ENI of an instance cannot be detached.",
    applies: ({ networkInterface }) => networkInterface.kind === "primary",
    codes: ["InvalidOperation.DetachPrimaryEniNotAllowed"],
    lasting: "never",
    reason: (situation) =>
      `${interfaceName(situation)} is the primary ENI of its instance and cannot be detached.`,
    remedy: "Take this resource out of the program; the primary ENI goes with its instance.",
    source: detachPage,
  },
  {
    name: "primary-interface-attach",
    operations: ["attach"],
    argument: "networkInterfaceId",
    states: "The primary ENI of an instance cannot be attached to another.",
    applies: ({ networkInterface }) => networkInterface.kind === "primary",
    codes: ["InvalidOperation.InvalidEniType", "InvalidOperation.InvalidEniState"],
    lasting: "never",
    reason: (situation) =>
      `${interfaceName(situation)} is the primary ENI of an instance: it can be neither attached nor detached.`,
    remedy: "Name a secondary ENI.",
    source: attachPage,
  },
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
  {
    name: "interface-in-transition",
    operations: ["attach"],
    argument: "networkInterfaceId",
    states: "To be attached, an ENI must be Available.",
    applies: ({ networkInterface }) => isInTransition(networkInterface),
    codes: ["InvalidOperation.InvalidEniState"],
    lasting: "passing",
    reason: (situation) => `${interfaceName(situation)} is ${situation.networkInterface.cloudStatus}.`,
    remedy: "It will end by itself.",
    source: attachPage,
  },
  {
    name: "interface-in-use",
    operations: ["attach"],
    argument: "networkInterfaceId",
    states: "To be attached, an ENI must not be attached elsewhere.",
    applies: ({ networkInterface }) => networkInterface.status === "attached",
    codes: ["InvalidOperation.InvalidEniState"],
    lasting: "until changed",
    reason: (situation) => `${interfaceName(situation)} is attached to ${situation.networkInterface.holder}.`,
    remedy: "Detach it there first, or permit the move with `moveFrom`.",
    source: attachPage,
  },
  {
    name: "interface-deleting",
    operations: ["attach"],
    argument: "networkInterfaceId",
    states: "An ENI that is being deleted cannot be attached.",
    applies: ({ networkInterface }) =>
      networkInterface.status === "deleting" || networkInterface.status === "failed",
    codes: ["InvalidOperation.InvalidEniState"],
    lasting: "never",
    reason: (situation) => `${interfaceName(situation)} is ${situation.networkInterface.cloudStatus}.`,
    remedy: "Name another ENI.",
    source: attachPage,
  },
  {
    name: "primary-interface-delete",
    operations: ["delete"],
    argument: "networkInterfaceId",
    states: "The primary ENI of an instance cannot be deleted.",
    applies: ({ networkInterface }) => networkInterface.kind === "primary",
    codes: ["InvalidOperation.DetachPrimaryEniNotAllowed", "InvalidOperation.InvalidEniType"],
    lasting: "never",
    reason: (situation) =>
      `${interfaceName(situation)} is the primary ENI of its instance and cannot be deleted.`,
    remedy:
      "Take this resource out of the state with `pulumi state delete`; the primary ENI goes with its instance.",
    source: deletePage,
  },
  {
    name: "interface-attached",
    operations: ["delete"],
    argument: "networkInterfaceId",
    states: "To be deleted, an ENI must be Available: one that is attached is detached first.",
    applies: ({ networkInterface }) => networkInterface.status === "attached",
    codes: ["InvalidOperation.InvalidEniState"],
    lasting: "until changed",
    reason: (situation) =>
      `${interfaceName(situation)} is attached to ${situation.networkInterface.holder} and cannot be deleted.`,
    remedy: "Detach it first, or permit it with `detachOnDelete: true`.",
    source: deletePage,
  },
  {
    name: "interface-not-available",
    operations: ["delete"],
    argument: "networkInterfaceId",
    states: "To be deleted, an ENI must be Available; Attaching and Detaching pass.",
    applies: ({ networkInterface }) => isInTransition(networkInterface),
    codes: ["InvalidOperation.InvalidEniState"],
    lasting: "passing",
    reason: (situation) => `${interfaceName(situation)} is ${situation.networkInterface.cloudStatus}.`,
    remedy: "It will end by itself.",
    source: deletePage,
  },
  {
    name: "instance-in-transition",
    operations: ["attach", "detach"],
    argument: "instanceId",
    states: "The instance must be Running or Stopped; Pending, Starting and Stopping pass.",
    applies: ({ instance }) => instance?.status === "changing",
    codes: ["InvalidOperation.InvalidEcsState"],
    lasting: "passing",
    reason: (situation) => `${instanceName(situation)} is ${situation.instance?.cloudStatus}.`,
    remedy: "It will be Running or Stopped by itself.",
    source: `${attachPage}; DetachNetworkInterface`,
  },
  {
    name: "interface-quota",
    operations: ["attach"],
    argument: "instanceId",
    states: "An instance holds as many ENIs as its type allows, the primary one included.",
    applies: isFull,
    codes: ["EniPerInstanceLimitExceeded"],
    lasting: "until changed",
    reason: describeFull,
    remedy: roomRemedy,
    source: "ECS 2014-05-26, DescribeInstanceTypes (EniQuantity)",
  },
  {
    name: "high-performance-hot-plug",
    operations: ["attach", "detach"],
    argument: "instanceId",
    states: "An ENI in HighPerformance mode is attached and detached only while the instance is Stopped.",
    applies: ({ networkInterface, instance }) => networkInterface.coldPlugOnly && runs(instance),
    codes: ["InvalidOperation.EniHotPlugNotSupported", "InvalidOperation.HotPlugNotSupport"],
    lasting: "until changed",
    reason: (situation) =>
      `${interfaceName(situation)} is in HighPerformance mode and ${instanceName(situation)} is Running.`,
    remedy: "Stop the instance first.",
    source: `${detachPage} (2024-12-31)`,
  },
];
