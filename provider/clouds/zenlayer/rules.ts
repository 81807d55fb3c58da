import { creationRules } from "../../contract/creation-rules";
import { interfaceRules } from "../../contract/interface-rules";
import {
  describeFull,
  differ,
  instanceName,
  interfaceName,
  isFull,
  type Rule,
  roomRemedy,
} from "../../contract/rules";
import { interfacesPerInstance } from "./limits";

/**
 * What Zenlayer's documentation requires for an attach and a detach. The sources are the pages of
 * AttachNetworkInterface and DetachNetworkInterface of ZEC 2025-09-01. FACTS.md says what they leave open.
 */
const attachPage = "ZEC 2025-09-01, AttachNetworkInterface";
const detachPage = "ZEC 2025-09-01, DetachNetworkInterface";
const deletePage = "ZEC 2025-09-01, DeleteNetworkInterface";
const createPage = "ZEC 2025-09-01, CreateNetworkInterface";
const groupPage = "ZEC 2025-09-01, CreateNetworkInterface and ModifyNetworkInterfaceAttribute";
const bothPages = `${attachPage}; DetachNetworkInterface`;

const instanceStatusCode = "OPERATION_DENIED_INSTANCE_STATUS_NOT_SUPPORT";

const vnic = interfaceRules("vNIC");
const creation = creationRules("subnet");

export const rules: readonly Rule[] = [
  vnic.unknown.networkInterface({
    codes: ["INVALID_NIC_NOT_FOUND", "OPERATION_FAILED_RESOURCE_NOT_FOUND"],
    source: attachPage,
  }),
  vnic.unknown.instance({
    codes: ["INVALID_INSTANCE_NOT_FOUND", "OPERATION_FAILED_RESOURCE_NOT_FOUND"],
    source: attachPage,
  }),
  vnic.primary.detach({
    codes: ["INVALID_NIC_PRIMARY_CANT_DETACH"],
    source: detachPage,
  }),
  vnic.primary.attach({
    codes: ["INVALID_NIC_ATTACHED", "INVALID_NIC_STATUS"],
    source: attachPage,
  }),
  {
    name: "region",
    operations: ["attach"],
    argument: "networkInterfaceId",
    states: "The vNIC and the instance must be in the same region.",
    applies: ({ networkInterface, instance }) => differ(networkInterface.regionId, instance?.regionId),
    codes: ["INVALID_NIC_INSTANCE_REGION_MISMATCH"],
    lasting: "never",
    reason: (situation) =>
      `${interfaceName(situation)} is in region ${situation.networkInterface.regionId}, ${instanceName(situation)} in ${situation.instance?.regionId}.`,
    remedy: "A vNIC cannot change its region: use one in the instance's region.",
    source: attachPage,
  },
  {
    name: "declared-region",
    operations: ["attach"],
    argument: "regionId",
    states:
      "`regionId` must be the region of the vNIC. Zenlayer finds a vNIC in every region, so it has no code for this.",
    applies: ({ networkInterface, regionId }) => differ(networkInterface.regionId, regionId),
    codes: [],
    lasting: "never",
    reason: (situation) =>
      `${interfaceName(situation)} is in region ${situation.networkInterface.regionId}, not in region ${situation.regionId}.`,
    remedy: "Correct `regionId`.",
    source: "ZEC 2025-09-01, DescribeNetworkInterfaces",
  },
  vnic.attach.overbooked({ codes: ["INVALID_INSTANCE_NIC_LIMIT"], source: "ZEC, vNIC overview" }),
  vnic.attach.inTransition({
    states: "To be attached, a vNIC must be AVAILABLE.",
    codes: ["INVALID_NIC_STATUS"],
    source: attachPage,
  }),
  vnic.attach.inUse({
    states: "To be attached, a vNIC must not be attached elsewhere.",
    codes: ["INVALID_NIC_ATTACHED", "INVALID_NIC_STATUS"],
    source: attachPage,
  }),
  vnic.attach.deleting({
    states: "A vNIC that is being deleted cannot be attached.",
    codes: ["INVALID_NIC_STATUS"],
    source: attachPage,
  }),
  vnic.attach.failed({
    states: "A vNIC whose creation failed cannot be attached.",
    codes: ["INVALID_NIC_STATUS"],
    source: attachPage,
  }),
  vnic.detach.inTransition({
    codes: ["INVALID_NIC_STATUS"],
    source: detachPage,
  }),
  ...Object.values(vnic.adopt).map((rule) =>
    rule({ codes: ["INVALID_NIC_ATTACHED", "INVALID_NIC_STATUS"], source: attachPage }),
  ),
  vnic.primary.delete({
    codes: ["INVALID_NIC_PRIMARY_CANT_DELETE"],
    source: deletePage,
  }),
  vnic.delete.attached({
    states:
      "To be deleted, a vNIC must be AVAILABLE. One that is attached or being attached must be detached first.",
    codes: ["INVALID_NIC_ATTACHED", "INVALID_NIC_STATUS"],
    source: deletePage,
  }),
  vnic.delete.inTransition({
    states: "To be deleted, a vNIC must be AVAILABLE. PENDING and DETACHING end without further action.",
    codes: ["INVALID_NIC_STATUS"],
    source: deletePage,
  }),
  {
    name: "load-balancer",
    operations: ["detach"],
    argument: "networkInterfaceId",
    states: "A vNIC cannot be detached while one of its private addresses is a backend of a load balancer.",
    // An instance that is being released frees what it holds, whatever is bound to that.
    applies: ({ networkInterface, instance }) =>
      networkInterface.behindLoadBalancer === true && instance?.status !== "releasing",
    codes: ["INVALID_NIC_LB_ASSOCIATED"],
    lasting: "until changed",
    reason: (situation) =>
      `A private address of ${interfaceName(situation)} is a backend server of a load balancer.`,
    remedy: "Remove it from the load balancer's backend servers first.",
    source: detachPage,
  },
  {
    name: "interface-quota",
    operations: ["attach"],
    argument: "instanceId",
    states: `An instance can hold ${interfacesPerInstance} vNICs, including the primary one.`,
    applies: isFull,
    codes: ["INVALID_INSTANCE_NIC_LIMIT"],
    lasting: "until changed",
    reason: describeFull,
    remedy: roomRemedy,
    source: "ZEC, vNIC overview",
  },
  {
    name: "guest-agent",
    operations: ["attach", "detach"],
    argument: "instanceId",
    states: "The guest agent (QGA) of the instance must be installed and on.",
    applies: ({ instance }) => instance?.guestAgent === false && instance.status !== "releasing",
    codes: ["INVALID_INSTANCE_PRECHECK_ABNORMAL"],
    lasting: "until changed",
    reason: (situation) => `The guest agent (QGA) of ${instanceName(situation)} is off.`,
    remedy: "Install it in the instance and turn it on first.",
    source: "Zenlayer's Terraform provider, zenlayercloud_zec_vnic_attachment; ZEC 2024-04-01",
  },
  {
    name: "instance-in-transition",
    operations: ["attach", "detach"],
    argument: "instanceId",
    states:
      "The instance must be RUNNING. PENDING, DEPLOYING, BOOTING, REBOOT and REBUILDING end without further action.",
    applies: ({ instance }) => instance?.status === "starting" || instance?.status === "restarting",
    codes: [instanceStatusCode],
    lasting: "passing",
    reason: (situation) => `${instanceName(situation)} is ${situation.instance?.cloudStatus}.`,
    remedy: "It becomes RUNNING by itself.",
    source: bothPages,
  },
  {
    name: "instance-stopped",
    operations: ["attach", "detach"],
    argument: "instanceId",
    states: "The instance must be RUNNING. One that is STOPPED or STOPPING must be started.",
    applies: ({ instance }) => instance?.status === "stopped" || instance?.status === "stopping",
    codes: [instanceStatusCode],
    lasting: "until changed",
    reason: (situation) =>
      `${instanceName(situation)} is ${situation.instance?.cloudStatus}, and Zenlayer attaches and detaches only while it is RUNNING.`,
    remedy: "Start it first.",
    source: bothPages,
  },
  {
    name: "instance-not-usable",
    operations: ["attach", "detach"],
    argument: "instanceId",
    states:
      "The instance must be RUNNING. No page says in which state IMAGING and RESIZING end. RECYCLE and REINSTALL_FAILED need someone to act.",
    applies: ({ instance }) => instance?.status === "unusable",
    codes: [instanceStatusCode, "OPERATION_FAILED_FOR_RECYCLE_RESOURCE"],
    lasting: "until changed",
    reason: (situation) =>
      `${instanceName(situation)} is ${situation.instance?.cloudStatus}, and Zenlayer attaches and detaches only while it is RUNNING.`,
    remedy:
      "Run again when it is RUNNING: wait until the image or the change of size is done, restore it from the recycle bin, or reinstall it.",
    source: bothPages,
  },
  {
    name: "instance-lost",
    operations: ["attach"],
    argument: "instanceId",
    states: "No vNIC can be attached to an instance that is being released or whose creation failed.",
    applies: ({ instance }) => instance?.status === "releasing" || instance?.status === "failed",
    codes: [instanceStatusCode],
    lasting: "never",
    reason: (situation) => `${instanceName(situation)} is ${situation.instance?.cloudStatus}.`,
    remedy: "Use another instance.",
    source: attachPage,
  },
  {
    name: "instance-going",
    operations: ["detach"],
    argument: "instanceId",
    states:
      "The vNICs of an instance that is being released (RELEASING, RECYCLING) become free by themselves.",
    applies: ({ instance }) => instance?.status === "releasing",
    codes: [instanceStatusCode],
    lasting: "passing",
    reason: (situation) => `${instanceName(situation)} is ${situation.instance?.cloudStatus}.`,
    remedy: "The vNIC becomes free or is deleted when the instance is gone.",
    source: detachPage,
  },
  {
    name: "instance-failed",
    operations: ["detach"],
    argument: "instanceId",
    states: "An instance whose creation failed never becomes RUNNING, so no vNIC can be detached from it.",
    applies: ({ instance }) => instance?.status === "failed",
    codes: [instanceStatusCode],
    lasting: "until changed",
    reason: (situation) => `${instanceName(situation)} is ${situation.instance?.cloudStatus}.`,
    remedy: "Release the instance first.",
    source: detachPage,
  },
  creation.unknownSubnet({ codes: ["INVALID_SUBNET_NOT_FOUND"], source: createPage }),
  // The create names no region: the subnet decides it.
  creation.subnetOfOtherRegion({ codes: [], source: createPage }),
  creation.unknownGroup({ codes: ["INVALID_SECURITY_GROUP_NOT_FOUND"], source: groupPage }),
];
