import { isIPv6 } from "node:net";
import type { InterfaceArguments } from "../../contract/cloud";
import type { InterfaceView } from "../../contract/observation";
import { flag, ipv4, ipv6, listOf, matching, oneOfWords, textOf, wholeNumber } from "../../contract/schemas";
import { ofLength, type TextRule, tagsOf } from "../../contract/tag-schema";

const subnet = matching(/^vsw-\S+$/, 'must be the id of a vSwitch, such as "vsw-bp1…"');
const group = matching(/^sg-\S+$/, 'must be the id of a security group, such as "sg-bp1…"');
const prefix = textOf(3, 64);
/** The published figures of groups for one interface differ (5, 10, 16): the largest is taken, the cloud has the last word. */
const mostGroups = 16;
const mostTags = 20;
const longestTag = 128;
const unreserved: readonly TextRule[] = [
  { words: "without aliyun or acs: at the start", holds: (text) => !/^(aliyun|acs:)/i.test(text) },
  { words: "without http:// and https://", holds: (text) => !/https?:\/\//i.test(text) },
];

const replace = { change: "replace" } as const;
const inPlace = { change: "in place" } as const;

const secondaryAddresses = (view: InterfaceView) =>
  view.addresses.filter(({ primary }) => !primary).map(({ address }) => address);
const contains = (live: unknown, declared: unknown) =>
  (declared as readonly string[]).every((address) => (live as readonly string[]).includes(address));
/** An IPv6 address as RFC 5952 writes it; unknown values stay as they are. */
const canonicalIpv6 = (address: unknown) =>
  typeof address === "string" && isIPv6(address) && URL.canParse(`http://[${address}]`)
    ? new URL(`http://[${address}]`).hostname.slice(1, -1)
    : address;
const isAtLeast = (live: unknown, declared: unknown) => Number(live) >= Number(declared);

/** CreateNetworkInterface and ModifyNetworkInterfaceAttribute of ECS 2014-05-26. Addresses that others add are no drift. */
export const interfaceArguments: InterfaceArguments = {
  arguments: {
    subnetId: {
      ...replace,
      wire: { create: "VSwitchId" },
      schema: subnet,
      live: (view) => view.subnetId,
      reported: true,
    },
    securityGroupId: {
      ...inPlace,
      wire: { create: "SecurityGroupId", modify: "SecurityGroupId.1" },
      schema: group.optional(),
      live: (view) => view.securityGroupIds,
      satisfies: (live, declared) => (live as readonly string[]).join() === declared,
    },
    securityGroupIds: {
      ...inPlace,
      wire: { create: "SecurityGroupIds", modify: "SecurityGroupId" },
      schema: listOf(group, 1, mostGroups, "ids of security groups").optional(),
      live: (view) => view.securityGroupIds,
      reported: true,
    },
    name: {
      ...inPlace,
      wire: { create: "NetworkInterfaceName", modify: "NetworkInterfaceName" },
      schema: textOf(2, 128).optional(),
      live: (view) => view.name ?? "",
      reported: true,
    },
    description: {
      ...inPlace,
      wire: { create: "Description", modify: "Description" },
      schema: matching(
        /^(?!https?:\/\/)[\s\S]{2,255}$/,
        "must be a text of 2 to 255 characters that does not begin with http:// or https://",
      ).optional(),
      live: (view) => view.description ?? "",
      reported: true,
    },
    primaryIpAddress: {
      ...replace,
      wire: { create: "PrimaryIpAddress" },
      schema: ipv4.optional(),
      live: (view) => view.addresses.find(({ primary }) => primary)?.address,
    },
    secondaryIpAddresses: {
      ...replace,
      wire: { create: "PrivateIpAddress" },
      schema: listOf(ipv4, 1, 10, "IPv4 addresses").optional(),
      live: secondaryAddresses,
      satisfies: contains,
    },
    secondaryIpAddressCount: {
      ...replace,
      wire: { create: "SecondaryPrivateIpAddressCount" },
      schema: wholeNumber(1, 49).optional(),
      live: (view) => secondaryAddresses(view).length,
      satisfies: isAtLeast,
    },
    assignedIpv6Addresses: {
      ...replace,
      wire: { create: "Ipv6Address" },
      schema: listOf(ipv6, 1, 10, "IPv6 addresses").optional(),
      live: (view) => view.ipv6Addresses,
      canonical: (addresses) => (Array.isArray(addresses) ? addresses.map(canonicalIpv6) : addresses),
      satisfies: contains,
    },
    ipv6AddressCount: {
      ...replace,
      wire: { create: "Ipv6AddressCount" },
      schema: wholeNumber(1, 10).optional(),
      live: (view) => view.ipv6Addresses.length,
      satisfies: isAtLeast,
    },
    ipv4Prefixes: {
      ...replace,
      wire: { create: "Ipv4Prefix" },
      schema: listOf(prefix, 1, 10, "IPv4 prefixes").optional(),
    },
    ipv4PrefixCount: {
      ...replace,
      wire: { create: "Ipv4PrefixCount" },
      schema: wholeNumber(1, 10).optional(),
    },
    ipv6Prefixes: {
      ...replace,
      wire: { create: "Ipv6Prefix" },
      schema: listOf(prefix, 1, 10, "IPv6 prefixes").optional(),
    },
    ipv6PrefixCount: {
      ...replace,
      wire: { create: "Ipv6PrefixCount" },
      schema: wholeNumber(1, 10).optional(),
    },
    instanceType: {
      ...replace,
      wire: { create: "InstanceType" },
      schema: oneOfWords(["Secondary", "Trunk"]).optional(),
      // A member of a trunk was a secondary one when it was made.
      live: ({ kind }) => (kind === "trunk" ? "Trunk" : "Secondary"),
    },
    networkInterfaceTrafficMode: {
      ...replace,
      wire: { create: "NetworkInterfaceTrafficMode" },
      schema: oneOfWords(["Standard", "HighPerformance"]).optional(),
      live: (view) => (view.coldPlugOnly ? "HighPerformance" : "Standard"),
    },
    queueNumber: {
      ...inPlace,
      wire: { create: "QueueNumber", modify: "QueueNumber" },
      schema: wholeNumber(1, 2048).optional(),
      // Not shown of a free interface that was never given one.
      live: (view) => view.settings?.queueNumber,
    },
    deleteOnRelease: {
      ...inPlace,
      wire: { create: "DeleteOnRelease", modify: "DeleteOnRelease" },
      schema: flag.optional(),
      live: (view) => view.settings?.deleteOnRelease,
    },
    sourceDestCheck: {
      ...inPlace,
      wire: { create: "SourceDestCheck", modify: "SourceDestCheck" },
      schema: flag.optional(),
      live: (view) => view.settings?.sourceDestCheck,
    },
    resourceGroupId: {
      ...replace,
      wire: { create: "ResourceGroupId" },
      schema: textOf(1, 64).optional(),
      live: (view) => view.settings?.resourceGroupId,
    },
    // Changed by TagResources and UntagResources.
    tags: {
      ...inPlace,
      schema: tagsOf(
        mostTags - 1,
        [ofLength(1, longestTag), ...unreserved],
        [ofLength(0, longestTag), ...unreserved],
      ).optional(),
      live: (view) => view.tags,
      reported: true,
    },
  },
  conflicts: findConflicts,
};

/** Pairs of which the create takes one at the most. */
const exclusive = [
  ["securityGroupId", "securityGroupIds"],
  ["secondaryIpAddresses", "secondaryIpAddressCount"],
  ["assignedIpv6Addresses", "ipv6AddressCount"],
  ["ipv4Prefixes", "ipv4PrefixCount"],
  ["ipv6Prefixes", "ipv6PrefixCount"],
] as const;

function findConflicts(inputs: Readonly<Record<string, unknown>>) {
  const isGiven = (name: string) => inputs[name] !== undefined && inputs[name] !== null;
  const both = exclusive
    .filter(([one, other]) => isGiven(one) && isGiven(other))
    .map(([one, other]) => ({ property: other, reason: `${one} and ${other} exclude each other: give one` }));
  if (isGiven("securityGroupId") || isGiven("securityGroupIds")) return both;
  return [
    ...both,
    { property: "securityGroupIds", reason: "one of securityGroupId and securityGroupIds is required" },
  ];
}
