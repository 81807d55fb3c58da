import { isIPv6 } from "node:net";
import { boolean, integer, list, oneOf, text, textByKey } from "../../contract/argument-forms";
import type { InterfaceArguments } from "../../contract/cloud";
import type { InterfaceView } from "../../contract/observation";
import { ipv4, ipv6, matching, textOf } from "../../contract/schemas";
import { ofLength, type TextRule, tagsOf } from "../../contract/tag-schema";

const subnet = text(matching(/^vsw-\S+$/, 'must be the id of a vSwitch, such as "vsw-bp1…"'));
const group = text(matching(/^sg-\S+$/, 'must be the id of a security group, such as "sg-bp1…"'));
const prefix = text(textOf(3, 64));
/**
 * The documentation has different limits for the groups of one interface (5, 10, 16). This is the largest; the cloud
 * decides.
 */
const maxGroups = 16;
const maxTags = 20;
const maxTagLength = 128;
const unreserved: readonly TextRule[] = [
  { words: "without aliyun or acs: at the start", holds: (text) => !/^(aliyun|acs:)/i.test(text) },
  { words: "without http:// and https://", holds: (text) => !/https?:\/\//i.test(text) },
];

const secondaryAddresses = (view: InterfaceView) =>
  view.addresses.filter(({ primary }) => !primary).map(({ address }) => address);
const ipv4Prefixes = (view: InterfaceView) => view.ipv4Prefixes ?? [];
const ipv6Prefixes = (view: InterfaceView) => view.ipv6Prefixes ?? [];
const contains = (live: unknown, declared: unknown) =>
  (declared as readonly string[]).every((address) => (live as readonly string[]).includes(address));
/** An IPv6 address in the spelling of RFC 5952. Other values stay as they are. */
const canonicalIpv6 = (address: unknown) =>
  typeof address === "string" && isIPv6(address) && URL.canParse(`http://[${address}]`)
    ? new URL(`http://[${address}]`).hostname.slice(1, -1)
    : address;
const canonicalIpv6Prefix = (prefix: unknown) => {
  const [address, length] = String(prefix).split("/");
  return length === undefined ? prefix : `${canonicalIpv6(address)}/${length}`;
};
const isAtLeast = (live: unknown, declared: unknown) => Number(live) >= Number(declared);

/**
 * CreateNetworkInterface and ModifyNetworkInterfaceAttribute of ECS 2014-05-26. Addresses that others add are not
 * drift.
 */
export const interfaceArguments: InterfaceArguments = {
  arguments: {
    subnetId: {
      form: subnet,
      required: true,
      change: "replace",
      wire: { create: "VSwitchId" },
      live: (view) => view.subnetId,
      reported: true,
    },
    securityGroupId: {
      form: group,
      text: "The only security group; or give `securityGroupIds`.",
      change: "in place",
      namesGroups: true,
      wire: { create: "SecurityGroupId", modify: "SecurityGroupId.1" },
      live: (view) => view.securityGroupIds?.join(),
    },
    securityGroupIds: {
      form: list(group, 1, maxGroups, "ids of security groups"),
      text: "The security groups, of the vSwitch's VPC; or give `securityGroupId`.",
      change: "in place",
      namesGroups: true,
      wire: { create: "SecurityGroupIds", modify: "SecurityGroupId" },
      live: (view) => view.securityGroupIds,
      reported: true,
    },
    name: {
      form: text(textOf(2, 128)),
      text: "The name, 2 to 128 characters. Default: none.",
      change: "in place",
      wire: { create: "NetworkInterfaceName", modify: "NetworkInterfaceName" },
      live: (view) => view.name ?? "",
      reported: true,
    },
    description: {
      form: text(
        matching(
          /^(?!https?:\/\/)[\s\S]{2,255}$/,
          "must be a text of 2 to 255 characters that does not begin with http:// or https://",
        ),
      ),
      text: "The description, 2 to 255 characters, not beginning with http:// or https://. Default: none.",
      change: "in place",
      wire: { create: "Description", modify: "Description" },
      live: (view) => view.description ?? "",
      reported: true,
    },
    primaryIpAddress: {
      form: text(ipv4),
      text: "The primary private address, free and in the vSwitch's CIDR block. Default: the cloud's choice.",
      change: "replace",
      exclusiveIn: "subnet",
      wire: { create: "PrimaryIpAddress" },
      live: (view) => view.addresses.find(({ primary }) => primary)?.address,
    },
    secondaryIpAddresses: {
      form: list(text(ipv4), 1, 10, "IPv4 addresses"),
      text: "Secondary private addresses, at most 10; or give `secondaryIpAddressCount`. Addresses that others add later are not drift, and stay.",
      change: "in place",
      adds: "IPv4",
      exclusiveIn: "subnet",
      wire: { create: "PrivateIpAddress" },
      live: secondaryAddresses,
      addresses: secondaryAddresses,
      satisfies: contains,
    },
    secondaryIpAddressCount: {
      form: integer(1, 49),
      text: "How many secondary private addresses the cloud chooses, 1 to 49. A smaller number takes none away, because any of them may be in use.",
      change: "in place",
      adds: "IPv4",
      wire: { create: "SecondaryPrivateIpAddressCount" },
      live: (view) => secondaryAddresses(view).length,
      addresses: secondaryAddresses,
      satisfies: isAtLeast,
    },
    assignedIpv6Addresses: {
      form: list(text(ipv6), 1, 10, "IPv6 addresses"),
      text: "IPv6 addresses to assign, at most 10; or give `ipv6AddressCount`. Addresses that others add later are not drift, and stay.",
      change: "in place",
      adds: "IPv6",
      exclusiveIn: "subnet",
      wire: { create: "Ipv6Address" },
      live: (view) => view.ipv6Addresses,
      addresses: (view) => view.ipv6Addresses,
      canonical: (addresses) => (Array.isArray(addresses) ? addresses.map(canonicalIpv6) : addresses),
      satisfies: contains,
    },
    ipv6AddressCount: {
      form: integer(1, 10),
      text: "How many IPv6 addresses the cloud chooses, 1 to 10. A smaller number takes none away, because any of them may be in use.",
      change: "in place",
      adds: "IPv6",
      wire: { create: "Ipv6AddressCount" },
      live: (view) => view.ipv6Addresses.length,
      addresses: (view) => view.ipv6Addresses,
      satisfies: isAtLeast,
    },
    ipv4Prefixes: {
      form: list(prefix, 1, 10, "IPv4 prefixes"),
      text: "IPv4 prefixes to assign, at most 10; or give `ipv4PrefixCount`. Prefixes that others add later are not drift, and stay.",
      change: "in place",
      exclusiveIn: "subnet",
      wire: { create: "Ipv4Prefix" },
      live: (view) => view.ipv4Prefixes,
      addresses: ipv4Prefixes,
      satisfies: contains,
    },
    ipv4PrefixCount: {
      form: integer(1, 10),
      text: "How many IPv4 prefixes the cloud chooses, 1 to 10. A smaller number takes none away, because any of them may be in use.",
      change: "in place",
      wire: { create: "Ipv4PrefixCount" },
      live: (view) => view.ipv4Prefixes?.length,
      addresses: ipv4Prefixes,
      satisfies: isAtLeast,
    },
    ipv6Prefixes: {
      form: list(prefix, 1, 10, "IPv6 prefixes"),
      text: "IPv6 prefixes to assign, at most 10; or give `ipv6PrefixCount`. Prefixes that others add later are not drift, and stay.",
      change: "in place",
      exclusiveIn: "subnet",
      wire: { create: "Ipv6Prefix" },
      live: (view) => view.ipv6Prefixes,
      addresses: ipv6Prefixes,
      canonical: (prefixes) => (Array.isArray(prefixes) ? prefixes.map(canonicalIpv6Prefix) : prefixes),
      satisfies: contains,
    },
    ipv6PrefixCount: {
      form: integer(1, 10),
      text: "How many IPv6 prefixes the cloud chooses, 1 to 10. A smaller number takes none away, because any of them may be in use.",
      change: "in place",
      wire: { create: "Ipv6PrefixCount" },
      live: (view) => view.ipv6Prefixes?.length,
      addresses: ipv6Prefixes,
      satisfies: isAtLeast,
    },
    instanceType: {
      form: oneOf("Secondary", "Trunk"),
      text: '"Secondary" or "Trunk". Default: "Secondary".',
      change: "replace",
      wire: { create: "InstanceType" },
      // A member of a trunk was a secondary interface when it was created.
      live: ({ kind }) => (kind === "trunk" ? "Trunk" : "Secondary"),
    },
    networkInterfaceTrafficMode: {
      form: oneOf("Standard", "HighPerformance"),
      text: '"Standard" or "HighPerformance"; a HighPerformance interface can be attached only while the instance is stopped. Default: "Standard".',
      change: "replace",
      wire: { create: "NetworkInterfaceTrafficMode" },
      live: (view) => (view.coldPlugOnly ? "HighPerformance" : "Standard"),
    },
    queueNumber: {
      form: integer(1, 2048),
      text: "The number of queues, 1 to 2048. It can be changed while the interface is free or its instance is stopped. Default: the instance type's.",
      change: "in place",
      wire: { create: "QueueNumber", modify: "QueueNumber" },
      // A free interface shows none until it was given one.
      live: (view) => view.settings?.queueNumber,
    },
    deleteOnRelease: {
      form: boolean,
      text: "Whether the interface is deleted with the instance that holds it. Default: the cloud's, true.",
      change: "in place",
      wire: { create: "DeleteOnRelease", modify: "DeleteOnRelease" },
      live: (view) => view.settings?.deleteOnRelease,
    },
    sourceDestCheck: {
      form: boolean,
      text: "Whether the cloud drops packets with another source or destination than the interface. Default: the cloud's.",
      change: "in place",
      wire: { create: "SourceDestCheck", modify: "SourceDestCheck" },
      live: (view) => view.settings?.sourceDestCheck,
    },
    resourceGroupId: {
      form: text(textOf(1, 64)),
      text: "The resource group. Default: the account's default one.",
      change: "replace",
      wire: { create: "ResourceGroupId" },
      live: (view) => view.settings?.resourceGroupId,
    },
    // Changed by TagResources and UntagResources.
    tags: {
      form: textByKey(
        tagsOf(
          maxTags - 1,
          [ofLength(1, maxTagLength), ...unreserved],
          [ofLength(0, maxTagLength), ...unreserved],
        ),
      ),
      text: "All tags of the interface except the cloud's own, at most 19, because pulumi-eni adds one. `{}` removes all. Default: none; existing tags stay.",
      change: "in place",
      live: (view) => view.tags,
      reported: true,
    },
  },
  planned: ({ instanceType, networkInterfaceTrafficMode }) => ({
    kind: instanceType === "Trunk" ? "trunk" : "secondary",
    coldPlugOnly: networkInterfaceTrafficMode === "HighPerformance",
  }),
  countedWithin: "regionId",
  conflicts: findConflicts,
};

/** Pairs of arguments of which the create takes at most one. */
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
    .map(([one, other]) => ({
      property: other,
      reason: `${one} and ${other} exclude each other: give only one`,
    }));
  if (isGiven("securityGroupId") || isGiven("securityGroupIds")) return both;
  return [
    ...both,
    { property: "securityGroupIds", reason: "one of securityGroupId and securityGroupIds is required" },
  ];
}
