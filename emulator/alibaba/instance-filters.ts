import type { StoredInstance, StoredInterface } from "../model";
import type { ActionContext } from "../wire";
import { instanceItem } from "./instance-item";
import { invalid, type Parameters } from "./parameters";

export type InstanceMatches = (instance: StoredInstance) => boolean;

/** Filters that compare a field of the answer that has their name. */
const BY_FIELD = [
  "Status",
  "ZoneId",
  "ImageId",
  "InstanceType",
  "InstanceTypeFamily",
  "InstanceNetworkType",
  "InstanceChargeType",
  "InternetChargeType",
  "IoOptimized",
  "KeyPairName",
  "HpcClusterId",
  "ResourceGroupId",
];

/** Filters by lists of addresses that no instance of the emulator has: fixed public, classic and RDMA ones. */
const WITHOUT_MATCH = ["PublicIpAddresses", "InnerIpAddresses", "RdmaIpAddresses"];

/** Every parameter of DescribeInstances that the emulator reads. */
export const INSTANCE_PARAMETERS = [
  ...BY_FIELD,
  ...WITHOUT_MATCH,
  ...["InstanceIds", "VpcId", "VSwitchId", "InstanceName", "SecurityGroupId", "LockReason", "Tag", "Filter"],
  ...["PrivateIpAddresses", "EipAddresses", "Ipv6Address", "HttpEndpoint", "HttpTokens"],
  // More fields in the answer: the emulator shows those that it has anyway.
  "AdditionalAttributes",
  ...["MaxResults", "NextToken", "PageNumber", "PageSize"],
];

/** The filters of DescribeInstances that a call gives; an instance must match all of them. */
export function readInstanceFilters(context: ActionContext, parameters: Parameters): InstanceMatches[] {
  return [
    ...fieldFilters(context, parameters),
    ...ownFilters(parameters),
    ...addressFilters(context, parameters),
    ...tagFilters(parameters),
  ];
}

function fieldFilters(context: ActionContext, parameters: Parameters): InstanceMatches[] {
  return BY_FIELD.flatMap((name) => {
    const wanted = parameters.optional(name);
    if (wanted === undefined) return [];
    return (instance: StoredInstance) => String(instanceItem(context, instance)[name]) === wanted;
  });
}

function ownFilters(parameters: Parameters): InstanceMatches[] {
  const filters: InstanceMatches[] = [];
  const add = (name: string, matches: (instance: StoredInstance, wanted: string) => boolean): void => {
    const wanted = parameters.optional(name);
    if (wanted !== undefined) filters.push((instance) => matches(instance, wanted));
  };
  add("VpcId", ({ vpcId }, wanted) => vpcId === wanted);
  add("VSwitchId", ({ subnetId }, wanted) => subnetId === wanted);
  add("SecurityGroupId", ({ securityGroupIds }, wanted) => securityGroupIds.includes(wanted));
  add("InstanceName", ({ name }, wanted) => wildcard(wanted).test(name));
  add("LockReason", ({ locked = [] }, wanted) => locked.includes(wanted));
  // The metadata service of every instance is on, without the stricter mode.
  add("HttpEndpoint", (_instance, wanted) => wanted === "enabled");
  add("HttpTokens", (_instance, wanted) => wanted === "optional");
  return [...filters, ...creationFilter(parameters)];
}

/** `Filter.1.Key=CreationStartTime` with the earliest time in `Filter.1.Value`, the only key of the page. */
function creationFilter(parameters: Parameters): InstanceMatches[] {
  return parameters.pairs("Filter").map(({ key, value = "" }) => {
    const earliest = /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(value) ? Date.parse(value) : Number.NaN;
    if (key !== "CreationStartTime" || Number.isNaN(earliest)) throw invalid("Filter");
    return ({ createdAt }) => createdAt >= earliest;
  });
}

function addressFilters({ store }: ActionContext, parameters: Parameters): InstanceMatches[] {
  const filters: InstanceMatches[] = [];
  const heldBy = ({ id }: StoredInstance): StoredInterface[] => store.attachmentsOf(id, "alibaba");
  const primaryOf = (instance: StoredInstance) =>
    heldBy(instance)
      .find(({ kind }) => kind === "primary")
      ?.privateIps.find((ip) => ip.primary);
  const add = (wanted: string[] | undefined, read: (instance: StoredInstance) => readonly string[]): void => {
    if (wanted !== undefined) filters.push((instance) => read(instance).some((one) => wanted.includes(one)));
  };
  add(parameters.jsonList("PrivateIpAddresses"), (instance) => {
    const address = primaryOf(instance)?.address;
    return address === undefined ? [] : [address];
  });
  add(parameters.jsonList("EipAddresses"), (instance) => {
    const address = primaryOf(instance)?.publicIp?.address;
    return address === undefined ? [] : [address];
  });
  for (const name of WITHOUT_MATCH) add(parameters.jsonList(name), () => []);
  const ipv6 = parameters.list("Ipv6Address");
  add(ipv6.length === 0 ? undefined : ipv6, (instance) => heldBy(instance).flatMap((entry) => entry.ipv6));
  return filters;
}

function tagFilters(parameters: Parameters): InstanceMatches[] {
  return parameters.tags().map(
    ({ key, value }): InstanceMatches =>
      ({ tags }) =>
        Object.hasOwn(tags, key) && (!value || tags[key] === value),
  );
}

/** A name in which `*` stands for any text. */
function wildcard(pattern: string): RegExp {
  const parts = pattern.split("*").map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s");
}
