import type { StoredInstance } from "../../model";
import type { ActionContext } from "../../wire";
import { instanceStateOf } from "../words";
import { refuse } from "./codes";
import { type Filter, readFilters, tagKeyOf } from "./filters";
import { readPaging } from "./paging";
import { authorize, Parameters, regionOf } from "./parameters";

const ID_LIMIT = 100;
const FILTER_LIMIT = 10;
const VALUE_LIMIT = 5;
/** States that end by themselves, because an operation runs. */
const PASSING = ["PENDING", "STARTING", "STOPPING", "REBOOTING"];

/** CVM DescribeInstances: an unknown id is missing from the answer. */
export function describeInstances(context: ActionContext): Record<string, unknown> {
  const parameters = Parameters.of(context, ["InstanceIds", "Filters", "Offset", "Limit"]);
  const paginate = readPaging(parameters);
  const found = find(context, parameters, readFilters(parameters));
  return {
    TotalCount: found.length,
    InstanceSet: paginate(found).map((instance) => instanceItem(context, instance)),
  };
}

/** CVM DescribeInstancesStatus. */
export function describeInstancesStatus(context: ActionContext): Record<string, unknown> {
  const parameters = Parameters.of(context, ["InstanceIds", "Offset", "Limit"]);
  const paginate = readPaging(parameters);
  const found = find(context, parameters, []);
  return {
    TotalCount: found.length,
    InstanceStatusSet: paginate(found).map((instance) => ({
      InstanceId: instance.id,
      InstanceState: instanceStateOf(instance),
    })),
  };
}

function find(context: ActionContext, parameters: Parameters, filters: readonly Filter[]): StoredInstance[] {
  const regionId = regionOf(context);
  const ids = parameters.texts("InstanceIds", ID_LIMIT);
  if (!ids.every((id) => /^ins-[0-9a-z]+$/.test(id))) throw refuse("InvalidInstanceId.Malformed");
  if (ids.length > 0 && filters.length > 0) {
    throw refuse("InvalidParameter", "InstanceIds and Filters cannot be specified at the same time.");
  }
  if (filters.length > FILTER_LIMIT || filters.some(({ values }) => values.length > VALUE_LIMIT)) {
    throw refuse("InvalidFilterValue.LimitExceeded");
  }
  const matchers = filters.map(matcherOf);
  authorize(context);
  const candidates =
    ids.length === 0
      ? context.seen.instances()
      : [...new Set(ids)].flatMap((id) => context.seen.instance(id) ?? []);
  return candidates.filter(
    (instance) =>
      instance.regionId === regionId &&
      instance.status !== "released" &&
      matchers.every((matches) => matches(instance)),
  );
}

const FILTERS: Readonly<Record<string, (instance: StoredInstance) => readonly string[]>> = {
  zone: (instance) => [instance.zoneId],
  "instance-id": (instance) => [instance.id],
  "instance-name": (instance) => [instance.name],
  "instance-state": (instance) => [instanceStateOf(instance)],
  "instance-type": (instance) => [instance.instanceType],
  "vpc-id": (instance) => [instance.vpcId],
  "subnet-id": (instance) => [instance.subnetId],
  "security-group-id": (instance) => instance.securityGroupIds,
  "tag-key": (instance) => Object.keys(instance.tags),
};

function matcherOf({ name, values }: Filter): (instance: StoredInstance) => boolean {
  const tagKey = tagKeyOf(name);
  if (tagKey !== undefined) return (instance) => values.includes(instance.tags[tagKey] ?? "\0");
  const read = FILTERS[name];
  if (read === undefined || !Object.hasOwn(FILTERS, name)) throw refuse("InvalidFilter");
  return (instance) => read(instance).some((value) => values.includes(value));
}

function instanceItem(context: ActionContext, instance: StoredInstance): Record<string, unknown> {
  const type = context.store.instanceType("tencent", instance.instanceType);
  const primary = context.store.attachmentsOf(instance.id, "tencent").find(({ kind }) => kind === "primary");
  const addresses = primary?.privateIps ?? [];
  const publicAddresses = addresses.flatMap(({ publicIp }) => publicIp?.address ?? []);
  const state = instanceStateOf(instance);
  return {
    Placement: { Zone: instance.zoneId, ProjectId: 0, HostId: null },
    InstanceId: instance.id,
    InstanceName: instance.name,
    InstanceType: instance.instanceType,
    InstanceState: state,
    InstanceChargeType: "POSTPAID_BY_HOUR",
    RestrictState: restriction(instance.locked ?? []),
    StopChargingMode: state === "STOPPED" ? "KEEP_CHARGING" : "NOT_APPLICABLE",
    CPU: type?.cpu ?? 2,
    Memory: type?.memoryGib ?? 8,
    VirtualPrivateCloud: {
      VpcId: instance.vpcId,
      SubnetId: instance.subnetId,
      AsVpcGateway: false,
      Ipv6AddressCount: 0,
    },
    PrivateIpAddresses: addresses.map(({ address }) => address),
    PublicIpAddresses: publicAddresses.length === 0 ? null : publicAddresses,
    SecurityGroupIds: instance.securityGroupIds,
    LatestOperation: null,
    LatestOperationState: PASSING.includes(state)
      ? "OPERATING"
      : state === "LAUNCH_FAILED"
        ? "FAILED"
        : "SUCCESS",
    LatestOperationRequestId: null,
    CreatedTime: formatUtc(instance.createdAt),
    ExpiredTime: null,
    Tags: Object.entries(instance.tags).map(([Key, Value]) => ({ Key, Value })),
  };
}

/** The lock "expired" is shown as EXPIRED, every other one as isolation. */
function restriction(locks: readonly string[]): string {
  if (locks.length === 0) return "NORMAL";
  return locks.includes("expired") ? "EXPIRED" : "PROTECTIVELY_ISOLATED";
}

/** The CVM product writes its times in UTC: `2024-05-01T08:00:00Z`. */
const formatUtc = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
