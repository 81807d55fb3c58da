import type { InterfaceArguments } from "../../contract/cloud";
import { listOf, matching, must, oneOfWords, wholeNumber } from "../../contract/schemas";
import { ofLength, tagsOf } from "../../contract/tag-schema";
import { id } from "./ids";

const mostTags = 20;
const longestTag = 64;

const replace = { change: "replace" } as const;
const inPlace = { change: "in place" } as const;

/** CreateNetworkInterface and ModifyNetworkInterfaceAttribute of ZEC 2025-09-01: the latter knows a name and a group. */
export const interfaceArguments: InterfaceArguments = {
  arguments: {
    subnetId: {
      ...replace,
      wire: { create: "subnetId" },
      schema: id,
      live: (view) => view.subnetId,
      reported: true,
    },
    name: {
      ...inPlace,
      wire: { create: "name", modify: "name" },
      schema: matching(
        /^[A-Za-z0-9][A-Za-z0-9\-/_.]{0,61}[A-Za-z0-9]$/,
        "must be a text of 2 to 63 letters, digits, -, /, _ and . with a letter or a digit at both ends",
      ),
      live: (view) => view.name ?? "",
      reported: true,
    },
    securityGroupId: {
      ...inPlace,
      wire: { create: "securityGroupId", modify: "securityGroupId" },
      schema: id.optional(),
      // None at all is drift too.
      live: (view) => view.securityGroupIds?.[0] ?? "",
      reported: true,
    },
    nicStackType: {
      ...replace,
      wire: { create: "nicStackType" },
      schema: oneOfWords(["IPv4", "IPv6", "IPv4_IPv6"]).optional(),
      live: (view) => view.settings?.nicStackType,
      reported: true,
    },
    resourceGroupId: {
      ...replace,
      wire: { create: "resourceGroupId" },
      schema: id.optional(),
      live: (view) => view.settings?.resourceGroupId,
      reported: true,
    },
    // What follows is about the public address, which the describe of a vNIC does not tell.
    internetChargeType: {
      ...replace,
      wire: { create: "internetChargeType" },
      schema: oneOfWords(["ByBandwidth", "ByTrafficPackage", "BandwidthCluster"]).optional(),
    },
    bandwidth: { ...replace, wire: { create: "bandwidth" }, schema: wholeNumber(1, 1_000_000).optional() },
    packageSize: {
      ...replace,
      wire: { create: "packageSize" },
      schema: must(
        (value) => typeof value === "number" && value >= 0,
        "must be a number of 0 or more",
      ).optional(),
    },
    clusterId: { ...replace, wire: { create: "clusterId" }, schema: id.optional() },
    eipBindType: {
      ...replace,
      wire: { create: "eipBindType" },
      schema: oneOfWords(["FullNat", "Passthrough"]).optional(),
    },
    eipIds: {
      ...replace,
      wire: { create: "eipIds" },
      schema: listOf(id, 1, 100, "ids of elastic IPs").optional(),
    },
    // Changed by ModifyResourceTags of ZRM 2025-10-14.
    tags: {
      ...inPlace,
      schema: tagsOf(mostTags - 1, [ofLength(1, longestTag)], [ofLength(1, longestTag)]).optional(),
      live: (view) => view.tags,
      reported: true,
    },
  },
  conflicts: findConflicts,
};

/** What each way of paying for traffic needs. */
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
