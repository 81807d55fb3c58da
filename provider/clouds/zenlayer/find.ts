import { z } from "zod/v3";
import { markerKey } from "../../contract/marker";
import type {
  InstanceStatus,
  InstanceView,
  InterfaceKind,
  InterfaceStatus,
  InterfaceView,
} from "../../contract/observation";
import type { Page } from "../../core/pages";
import { everyPage } from "../../core/pages";
import { noneIfUnknown } from "../../core/unknown-id";
import type { ZenlayerClient } from "./client";
import { unknownIdCodes } from "./codes";
import { maxPage } from "./limits";

const text = z.string().nullish();
const texts = z.array(z.string()).nullish();

const interfaceShape = z.object({
  nicId: z.string(),
  name: text,
  status: z.string(),
  nicType: text,
  regionId: text,
  publicIpList: texts,
  privateIpList: texts,
  primaryIpv4: text,
  primaryIpv6: text,
  macAddress: text,
  instanceId: text,
  vpcId: text,
  subnetId: text,
  nicSubnetType: text,
  securityGroupId: text,
  resourceGroup: z.object({ resourceGroupId: text }).nullish(),
  tags: z.object({ tags: z.array(z.object({ key: text, value: text })).nullish() }).nullish(),
  createTime: text,
});

const instanceShape = z.object({
  instanceId: z.string(),
  instanceName: text,
  zoneId: text,
  instanceType: text,
  status: z.string(),
  enableAgent: z.boolean().nullish(),
  loadBalancerIds: texts,
  nics: z.array(z.object({ nicId: text, regionId: text })).nullish(),
});

/** Interfaces by id, in any region; unknown ids are missing from the result. */
export function findInterfaces(
  client: ZenlayerClient,
  ids: readonly string[],
): Promise<readonly InterfaceView[]> {
  const filter = { nicIds: ids };
  return noneIfUnknown(ids, unknownIdCodes.interfaces, async () => {
    const items = await allItems(client, "DescribeNetworkInterfaces", filter, interfaceShape, idOfInterface);
    return items.map(toInterfaceView);
  });
}

/** Interfaces with at least one of the markers. */
export async function findMarkedInterfaces(
  client: ZenlayerClient,
  markers: readonly string[],
): Promise<readonly InterfaceView[]> {
  const [only, ...others] = markers;
  const filter = others.length === 0 ? { tags: [{ key: markerKey, value: only }] } : { tagKeys: [markerKey] };
  const items = await allItems(client, "DescribeNetworkInterfaces", filter, interfaceShape, idOfInterface);
  return items.map(toInterfaceView);
}

/** Instances by id, in any region; unknown ids are missing from the result. */
export function findInstances(
  client: ZenlayerClient,
  ids: readonly string[],
): Promise<readonly InstanceView[]> {
  const filter = { instanceIds: ids };
  return noneIfUnknown(ids, unknownIdCodes.instances, async () => {
    const items = await allItems(client, "DescribeInstances", filter, instanceShape, idOfInstance);
    return items.map(toInstanceView);
  });
}

/** A page of all vNICs of a VPC. */
export async function listInterfaces(
  client: ZenlayerClient,
  vpcId: string,
  page: string | undefined,
): Promise<Page<InterfaceView>> {
  const found = await listPage(client, "DescribeNetworkInterfaces", { vpcId }, interfaceShape, page);
  return { ...found, items: found.items.map(toInterfaceView) };
}

/** A page of all instances of a zone. DescribeInstances has no filter for the VPC. */
export async function listInstances(
  client: ZenlayerClient,
  zoneId: string,
  page: string | undefined,
): Promise<Page<InstanceView>> {
  const found = await listPage(client, "DescribeInstances", { zoneId }, instanceShape, page);
  return { ...found, items: found.items.map(toInstanceView) };
}

async function listPage<Item>(
  client: ZenlayerClient,
  action: string,
  filter: Readonly<Record<string, unknown>>,
  itemShape: z.ZodType<Item>,
  page: string | undefined,
): Promise<Page<Item>> {
  const pageNum = Number(page ?? 1);
  const { dataSet, totalCount } = await askPage(client, action, filter, pageNum, itemShape);
  const isLast = dataSet.length === 0 || pageNum * maxPage >= (totalCount ?? 0);
  return { items: dataSet, next: isLast ? undefined : String(pageNum + 1) };
}

function allItems<Item>(
  client: ZenlayerClient,
  action: string,
  filter: Readonly<Record<string, unknown>>,
  itemShape: z.ZodType<Item>,
  idOf: (item: Item) => string,
): Promise<readonly Item[]> {
  let shown = 0;
  return everyPage(async (page) => {
    const pageNum = Number(page ?? 1);
    const { dataSet, totalCount } = await askPage(client, action, filter, pageNum, itemShape);
    shown += dataSet.length;
    const isLast = dataSet.length === 0 || shown >= (totalCount ?? 0);
    return { items: dataSet, next: isLast ? undefined : String(pageNum + 1) };
  }, idOf);
}

const idOfInterface = ({ nicId }: z.infer<typeof interfaceShape>) => nicId;
const idOfInstance = ({ instanceId }: z.infer<typeof instanceShape>) => instanceId;

/** Without a size, a page has twenty items. */
function askPage<Item>(
  client: ZenlayerClient,
  action: string,
  filter: Readonly<Record<string, unknown>>,
  pageNum: number,
  itemShape: z.ZodType<Item>,
) {
  const pageShape = z.object({ totalCount: z.number().nullish(), dataSet: z.array(itemShape) });
  return client.read(action, { ...filter, pageSize: maxPage, pageNum }, pageShape);
}

const kinds: Readonly<Record<string, InterfaceKind>> = { PRIMARY: "primary", SECONDARY: "secondary" };

const statuses: Readonly<Record<string, InterfaceStatus>> = {
  PENDING: "creating",
  AVAILABLE: "available",
  ATTACHING: "attaching",
  USED: "attached",
  DETACHING: "detaching",
  DELETING: "deleting",
  CREATE_FAILED: "failed",
};

/** Ignores upper and lower case, because notes in the documentation write "Available" for AVAILABLE. */
function toInterfaceView(item: z.infer<typeof interfaceShape>): InterfaceView {
  const status = statuses[item.status.toUpperCase()] ?? "unknown";
  const holder = item.instanceId || undefined;
  // A detach does not name the instance. So an interface in use must never count as ours when the cloud does not show
  // its holder.
  const isHeldByNobody = status === "attached" && holder === undefined;
  const primary = item.primaryIpv4 || undefined;
  const addresses = [...new Set([...(primary ? [primary] : []), ...(item.privateIpList ?? [])])];
  return {
    id: item.nicId,
    name: item.name ?? undefined,
    kind: kinds[item.nicType?.toUpperCase() ?? ""] ?? "other",
    status: isHeldByNobody ? "unknown" : status,
    cloudStatus: isHeldByNobody ? `${item.status} without an instance` : item.status,
    holder,
    macAddress: item.macAddress ?? undefined,
    addresses: addresses.map((address) => ({ address, primary: address === primary })),
    publicAddresses: item.publicIpList ?? [],
    ipv6Addresses: item.primaryIpv6 ? [item.primaryIpv6] : [],
    vpcId: item.vpcId ?? undefined,
    subnetId: item.subnetId ?? undefined,
    regionId: item.regionId ?? undefined,
    managedByService: false,
    coldPlugOnly: false,
    securityGroupIds: item.securityGroupId ? [item.securityGroupId] : [],
    ...toTags(item.tags?.tags ?? []),
    createdAtMs: item.createTime ? Date.parse(item.createTime) : undefined,
    settings: {
      nicStackType: item.nicSubnetType ?? undefined,
      resourceGroupId: item.resourceGroup?.resourceGroupId ?? undefined,
    },
  };
}

/** The user's own tags, and the marker separately. */
function toTags(
  items: readonly { readonly key?: string | null | undefined; readonly value?: string | null | undefined }[],
): Pick<InterfaceView, "tags" | "marker"> {
  const pairs = items.map(({ key, value }) => [key ?? "", value ?? ""] as const);
  return {
    tags: Object.fromEntries(pairs.filter(([key]) => key !== markerKey)),
    marker: pairs.find(([key]) => key === markerKey)?.[1],
  };
}

/**
 * No page says whether an instance runs after an image was made or its size was changed. So nothing waits for that: the
 * instance counts as unusable until someone acts.
 */
const instanceStatuses: Readonly<Record<string, InstanceStatus>> = {
  RUNNING: "running",
  STOPPED: "stopped",
  STOPPING: "stopping",
  PENDING: "starting",
  DEPLOYING: "starting",
  BOOTING: "starting",
  REBOOT: "restarting",
  REBUILDING: "restarting",
  IMAGING: "unusable",
  RESIZING: "unusable",
  RECYCLE: "unusable",
  REINSTALL_FAILED: "unusable",
  RECYCLING: "releasing",
  RELEASING: "releasing",
  CREATE_FAILED: "failed",
};

function toInstanceView(item: z.infer<typeof instanceShape>): InstanceView {
  return {
    id: item.instanceId,
    name: item.instanceName ?? undefined,
    status: instanceStatuses[item.status.toUpperCase()] ?? "unknown",
    cloudStatus: item.status,
    zoneId: item.zoneId ?? undefined,
    regionId: item.nics?.find((nic) => nic.regionId)?.regionId ?? regionOfZone(item.zoneId),
    instanceType: item.instanceType ?? undefined,
    guestAgent: item.enableAgent ?? undefined,
    loadBalancerIds: item.loadBalancerIds ?? undefined,
    interfaceIds: item.nics?.flatMap((nic) => nic.nicId ?? []),
  };
}

/** A zone's name is its region and a letter, such as "asia-east-1a". */
function regionOfZone(zoneId: string | null | undefined): string | undefined {
  return zoneId?.match(/^([a-z]+(?:-[a-z]+)+-\d+)[a-z]$/)?.[1];
}
