import { integer, list, oneOf, text, textByKey } from "../../contract/argument-forms";
import type { InterfaceArguments } from "../../contract/cloud";
import { matching, must } from "../../contract/schemas";
import { ofLength, tagsOf } from "../../contract/tag-schema";
import { id as idSchema } from "./ids";

const id = text(idSchema);

const maxTags = 20;
const maxTagLength = 64;

/**
 * CreateNetworkInterface and ModifyNetworkInterfaceAttribute of ZEC 2025-09-01. The latter changes only the name and
 * the security group.
 */
export const interfaceArguments: InterfaceArguments = {
  arguments: {
    subnetId: {
      form: id,
      required: true,
      change: "replace",
      wire: { create: "subnetId" },
      live: (view) => view.subnetId,
      reported: true,
    },
    name: {
      form: text(
        matching(
          /^[A-Za-z0-9][A-Za-z0-9\-/_.]{0,61}[A-Za-z0-9]$/,
          "must be a text of 2 to 63 letters, digits, -, /, _ and . with a letter or a digit at both ends",
        ),
      ),
      required: true,
      text: "The name, 2 to 63 letters, digits, -, /, _ and . with a letter or a digit at both ends.",
      change: "in place",
      wire: { create: "name", modify: "name" },
      live: (view) => view.name ?? "",
      reported: true,
    },
    securityGroupId: {
      form: id,
      text: "The security group. Default: the VPC's.",
      change: "in place",
      namesGroups: true,
      wire: { create: "securityGroupId", modify: "securityGroupId" },
      // A missing group is drift, too.
      live: (view) => view.securityGroupIds?.[0] ?? "",
      reported: true,
    },
    nicStackType: {
      form: oneOf("IPv4", "IPv6", "IPv4_IPv6"),
      text: 'Which addresses the vNIC has: "IPv4", "IPv6" or "IPv4_IPv6". Default: "IPv4".',
      change: "replace",
      wire: { create: "nicStackType" },
      live: (view) => view.settings?.nicStackType,
      reported: true,
    },
    resourceGroupId: {
      form: id,
      text: "The resource group. Default: the account's default one.",
      change: "replace",
      wire: { create: "resourceGroupId" },
      live: (view) => view.settings?.resourceGroupId,
      reported: true,
    },
    // The rest is about the public address. The describe of a vNIC does not show it.
    internetChargeType: {
      form: oneOf("ByBandwidth", "ByTrafficPackage", "BandwidthCluster"),
      text: "How the traffic of the public IPv6 address is paid for. Default: the cloud's choice.",
      change: "replace",
      wire: { create: "internetChargeType" },
    },
    bandwidth: {
      form: integer(1, 1_000_000),
      text: "The bandwidth of the public address in Mbit/s. Default: the cloud's choice.",
      change: "replace",
      wire: { create: "bandwidth" },
    },
    packageSize: {
      form: {
        type: "number",
        schema: must((value) => typeof value === "number" && value >= 0, "must be a number of 0 or more"),
      },
      text: 'The size of the traffic package in TB; required with "ByTrafficPackage".',
      change: "replace",
      wire: { create: "packageSize" },
    },
    clusterId: {
      form: id,
      text: 'The bandwidth cluster; required with "BandwidthCluster".',
      change: "replace",
      wire: { create: "clusterId" },
    },
    eipBindType: {
      form: oneOf("FullNat", "Passthrough"),
      text: 'How elastic IPs are bound: "FullNat" or "Passthrough". Default: the cloud\'s choice.',
      change: "replace",
      wire: { create: "eipBindType" },
    },
    eipIds: {
      form: list(id, 1, 100, "ids of elastic IPs"),
      text: "Elastic IPs to bind. Default: none.",
      change: "replace",
      exclusiveIn: "region",
      wire: { create: "eipIds" },
    },
    // Changed by ModifyResourceTags of ZRM 2025-10-14.
    tags: {
      form: textByKey(tagsOf(maxTags - 1, [ofLength(1, maxTagLength)], [ofLength(1, maxTagLength)])),
      text: "All tags of the vNIC, at most 19, because pulumi-eni adds one. `{}` removes all. Default: none; existing tags stay.",
      change: "in place",
      live: (view) => view.tags,
      reported: true,
    },
  },
  conflicts: findConflicts,
};

/** The argument that each way of paying for traffic needs. */
const needed: Readonly<Record<string, string>> = {
  ByTrafficPackage: "packageSize",
  BandwidthCluster: "clusterId",
};

function findConflicts(inputs: Readonly<Record<string, unknown>>) {
  const property = needed[String(inputs.internetChargeType ?? "")];
  if (property === undefined || (inputs[property] ?? undefined) !== undefined) return [];
  return [
    { property, reason: `${property} is required with internetChargeType "${inputs.internetChargeType}"` },
  ];
}
