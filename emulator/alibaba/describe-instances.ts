import type { StoredInstance } from "../model";
import type { ActionContext } from "../wire";
import { readPaging } from "./paging";
import { authorize, describeRegion, Parameters } from "./parameters";
import { formatTime, instanceWord, interfaceKindWord } from "./words";

const PAGE_RULES = { minResults: 1, maxResults: 100, standardResults: 10, maxPageSize: 100 };

/** DescribeInstances: an unknown id is missing from the answer. */
export function describeInstances(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  const regionId = describeRegion(context, parameters);
  const ids = parameters.jsonList("InstanceIds");
  const filters = readFilters(parameters);
  const paginate = readPaging(parameters, PAGE_RULES);
  authorize(context);
  const candidates =
    ids === undefined
      ? context.seen.instances()
      : [...new Set(ids)].flatMap((id) => context.seen.instance(id) ?? []);
  const found = candidates.filter(
    (instance) =>
      instance.regionId === regionId &&
      instance.status !== "released" &&
      filters.every((matches) => matches(instance)),
  );
  const { items, fields } = paginate(found);
  return { Instances: { Instance: items.map((instance) => instanceItem(context, instance)) }, ...fields };
}

function readFilters(parameters: Parameters): ((instance: StoredInstance) => boolean)[] {
  const filters: ((instance: StoredInstance) => boolean)[] = [];
  const byText = (name: string, read: (instance: StoredInstance) => string): void => {
    const wanted = parameters.optional(name);
    if (wanted !== undefined) filters.push((instance) => read(instance) === wanted);
  };
  byText("Status", instanceWord);
  byText("VpcId", (instance) => instance.vpcId);
  byText("VSwitchId", (instance) => instance.subnetId);
  byText("ZoneId", (instance) => instance.zoneId);
  byText("InstanceName", (instance) => instance.name);
  byText("InstanceType", (instance) => instance.instanceType);
  byText("ResourceGroupId", (instance) => instance.resourceGroupId);
  const group = parameters.optional("SecurityGroupId");
  if (group !== undefined) filters.push((instance) => instance.securityGroupIds.includes(group));
  for (const { key, value } of parameters.tags()) {
    filters.push((instance) => key in instance.tags && (!value || instance.tags[key] === value));
  }
  return filters;
}

function instanceItem(context: ActionContext, instance: StoredInstance): Record<string, unknown> {
  const held = context.store.attachmentsOf(instance.id, "alibaba");
  const type = context.store.instanceType("alibaba", instance.instanceType);
  const primary = held.find((entry) => entry.kind === "primary");
  const primaryAddress = primary?.privateIps.find((ip) => ip.primary)?.address;
  return {
    InstanceId: instance.id,
    InstanceName: instance.name,
    HostName: instance.id,
    Description: "",
    Status: instanceWord(instance),
    InstanceType: instance.instanceType,
    InstanceTypeFamily: type?.family ?? "",
    RegionId: instance.regionId,
    ZoneId: instance.zoneId,
    InstanceNetworkType: "vpc",
    Cpu: type?.cpu ?? 2,
    Memory: (type?.memoryGib ?? 8) * 1024,
    CreationTime: formatMinute(instance.createdAt),
    StartTime: formatMinute(instance.startedAt),
    ResourceGroupId: instance.resourceGroupId,
    VpcAttributes: {
      VpcId: instance.vpcId,
      VSwitchId: instance.subnetId,
      NatIpAddress: "",
      PrivateIpAddress: { IpAddress: primaryAddress === undefined ? [] : [primaryAddress] },
    },
    NetworkInterfaces: {
      NetworkInterface: held.map((entry) => ({
        NetworkInterfaceId: entry.id,
        Type: interfaceKindWord[entry.kind],
        MacAddress: entry.macAddress,
        PrimaryIpAddress: entry.privateIps.find((ip) => ip.primary)?.address ?? "",
        PrivateIpSets: {
          PrivateIpSet: entry.privateIps.map((ip) => ({ PrivateIpAddress: ip.address, Primary: ip.primary })),
        },
        Ipv6Sets: { Ipv6Set: entry.ipv6.map((address) => ({ Ipv6Address: address })) },
      })),
    },
    SecurityGroupIds: { SecurityGroupId: instance.securityGroupIds },
    OperationLocks: { LockReason: (instance.locked ?? []).map((reason) => ({ LockReason: reason })) },
    Tags: { Tag: Object.entries(instance.tags).map(([key, value]) => ({ TagKey: key, TagValue: value })) },
  };
}

/** This describe shows its times without seconds: `2024-05-01T08:00Z`. */
const formatMinute = (at: number): string => `${formatTime(at).slice(0, 16)}Z`;

const STATUS_PAGE_RULES = { minResults: 1, maxResults: 50, standardResults: 10, maxPageSize: 50 };

/** DescribeInstanceStatus: at most 50 instances a page, so 100 ids need two pages. */
export function describeInstanceStatus(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  const regionId = describeRegion(context, parameters);
  const ids = parameters.list("InstanceId");
  const zoneId = parameters.optional("ZoneId");
  const paginate = readPaging(parameters, STATUS_PAGE_RULES);
  authorize(context);
  const candidates =
    ids.length === 0
      ? context.seen.instances()
      : [...new Set(ids)].flatMap((id) => context.seen.instance(id) ?? []);
  const found = candidates.filter(
    (instance) =>
      instance.regionId === regionId &&
      instance.status !== "released" &&
      (zoneId === undefined || instance.zoneId === zoneId),
  );
  const { items, fields } = paginate(found);
  const { NextToken: _none, ...numbers } = fields;
  return {
    InstanceStatuses: {
      InstanceStatus: items.map((instance) => ({ InstanceId: instance.id, Status: instanceWord(instance) })),
    },
    ...numbers,
  };
}
