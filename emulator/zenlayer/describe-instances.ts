import type { StoredInstance, StoredInterface } from "../model";
import type { ActionContext } from "../wire";
import { Filters } from "./filters";
import { interfaceItem, resourceGroupItem, tagsItem } from "./interface-item";
import { readPaging } from "./paging";
import { authorize, Parameters } from "./parameters";
import { formatTime, instanceStatuses, instanceStatusOf } from "./words";

const ID_LIMIT = 100;
const KNOWN = [
  ...["instanceIds", "zoneId", "imageId", "instanceType", "ipv4Address", "ipv6Address", "status", "name"],
  ...["resourceGroupId", "tagKeys", "tags", "pageSize", "pageNum"],
];
const IMAGE = { imageId: "ubuntu2204_20240101", imageName: "Ubuntu Server 22.04 LTS 64bit" };

const nicsOf = (context: ActionContext, instance: StoredInstance): StoredInterface[] =>
  context.store.attachmentsOf(instance.id, "zenlayer");

const publicIpsOf = (nics: readonly StoredInterface[]): string[] =>
  nics.flatMap((entry) => entry.privateIps.flatMap((ip) => ip.publicIp?.address ?? []));

const privateIpsOf = (nics: readonly StoredInterface[]): string[] =>
  nics.flatMap((entry) => entry.privateIps.map((ip) => ip.address));

/** DescribeInstances: an unknown id is missing from the answer. It shows the zone, not the region. */
export function describeInstances(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  const paginate = readPaging(parameters);
  const ids = parameters.list("instanceIds", ID_LIMIT);
  const filters = new Filters<StoredInstance>(parameters);
  filters.equal("zoneId", (instance) => instance.zoneId);
  filters.equal("imageId", () => IMAGE.imageId);
  filters.equal("instanceType", (instance) => instance.instanceType);
  filters.fuzzy("name", (instance) => instance.name);
  filters.oneOf("status", instanceStatuses, instanceStatusOf);
  filters.includes("ipv4Address", (instance) => {
    const nics = nicsOf(context, instance);
    return [...publicIpsOf(nics), ...privateIpsOf(nics)];
  });
  filters.includes("ipv6Address", (instance) => nicsOf(context, instance).flatMap((entry) => entry.ipv6));
  parameters.only(KNOWN);
  authorize(context);
  const found = candidates(context, ids).filter((instance) => filters.pass(instance));
  const { items, fields } = paginate(found);
  return { ...fields, dataSet: items.map((instance) => instanceItem(context, instance)) };
}

/** DescribeInstancesStatus: only ids and states. */
export function describeInstancesStatus(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  const paginate = readPaging(parameters);
  const ids = parameters.list("instanceIds", ID_LIMIT);
  parameters.only(["instanceIds", "pageSize", "pageNum"]);
  authorize(context);
  const { items, fields } = paginate(candidates(context, ids));
  const dataSet = items.map((instance) => ({
    instanceId: instance.id,
    instanceStatus: instanceStatusOf(instance),
  }));
  return { ...fields, dataSet };
}

function candidates(context: ActionContext, ids: readonly string[]): StoredInstance[] {
  const all =
    ids.length === 0
      ? context.seen.instances()
      : [...new Set(ids)].flatMap((id) => context.seen.instance(id) ?? []);
  return all.filter((instance) => instance.status !== "released");
}

/** Whether the guest agent runs, which is needed to plug vNICs; a scenario sets it as `extra.guestAgent`. */
export function hasGuestAgent(instance: StoredInstance): boolean {
  return instance.extra?.guestAgent !== false;
}

function instanceItem(context: ActionContext, instance: StoredInstance): Record<string, unknown> {
  const nics = nicsOf(context, instance);
  const type = context.store.instanceType("zenlayer", instance.instanceType);
  return {
    instanceId: instance.id,
    instanceName: instance.name,
    zoneId: instance.zoneId,
    instanceType: instance.instanceType,
    cpu: type?.cpu ?? 1,
    memory: type?.memoryGib ?? 1,
    ...IMAGE,
    timeZone: "Etc/UTC",
    nicNetworkType: "VirtioOnly",
    status: instanceStatusOf(instance),
    systemDisk: { diskSize: 20, diskCategory: "Standard NVMe SSD" },
    dataDisks: [],
    publicIpAddresses: publicIpsOf(nics),
    privateIpAddresses: privateIpsOf(nics),
    subnetId: instance.subnetId,
    securityGroupId: instance.securityGroupIds[0] ?? null,
    nics: nics.map(interfaceItem),
    keyId: null,
    enableAgent: hasGuestAgent(instance),
    enableAgentMonitor: hasGuestAgent(instance),
    enableIpForward: false,
    createTime: formatTime(instance.createdAt),
    expiredTime: null,
    ...resourceGroupItem(instance.resourceGroupId),
    tags: tagsItem(instance.tags),
    loadBalancerIds: [...new Set(nics.flatMap((entry) => entry.loadBalancerId ?? []))],
    placementGroupId: null,
  };
}
