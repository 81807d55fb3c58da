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
import type { TencentClient } from "./client";
import { unknownIdCodes } from "./codes";
import { maxPage } from "./limits";
import { isReservedKey } from "./reserved-keys";

const text = z.string().nullish();

const interfaceShape = z.object({
  NetworkInterfaceId: z.string(),
  NetworkInterfaceName: text,
  State: z.string(),
  Primary: z.boolean().nullish(),
  EniType: z.number().nullish(),
  // After a detach it is null, or an object without an instance.
  Attachment: z.object({ InstanceId: text, DeviceIndex: z.number().nullish(), AttachTime: text }).nullish(),
  MacAddress: text,
  PrivateIpAddressSet: z
    .array(
      z.object({
        PrivateIpAddress: z.string(),
        Primary: z.boolean().nullish(),
        PublicIpAddress: text,
        AddressId: text,
      }),
    )
    .nullish(),
  Ipv6AddressSet: z.array(z.object({ Address: z.string() })).nullish(),
  Zone: text,
  VpcId: text,
  SubnetId: text,
  NetworkInterfaceDescription: text,
  GroupSet: z.array(z.string()).nullish(),
  TagSet: z.array(z.object({ Key: text, Value: text })).nullish(),
  CreatedTime: text,
  QosLevel: text,
  AttachType: z.number().nullish(),
});

const interfacesShape = z.object({ NetworkInterfaceSet: z.array(interfaceShape) });

const instanceShape = z.object({
  InstanceId: z.string(),
  InstanceName: text,
  InstanceState: z.string(),
  InstanceType: text,
  Placement: z.object({ Zone: text }).nullish(),
  RestrictState: text,
  VirtualPrivateCloud: z.object({ VpcId: text }).nullish(),
});

const instancesShape = z.object({ InstanceSet: z.array(instanceShape) });

/** Interfaces by id; unknown ids are missing from the result. */
export function findInterfaces(
  client: TencentClient,
  regionId: string,
  ids: readonly string[],
): Promise<readonly InterfaceView[]> {
  return noneIfUnknown(ids, unknownIdCodes.interfaces, () =>
    readInterfaces(client, regionId, { NetworkInterfaceIds: ids, Limit: maxPage }),
  );
}

/** The largest number of values in one filter, by the pages that say it. */
const filterValues = 5;

/** Interfaces by id, with a filter. The filter leaves an unknown id out; the call by ids refuses it. */
export async function filterInterfaces(
  client: TencentClient,
  regionId: string,
  ids: readonly string[],
): Promise<readonly InterfaceView[]> {
  const chunks = Array.from({ length: Math.ceil(ids.length / filterValues) }, (_, index) =>
    ids.slice(index * filterValues, (index + 1) * filterValues),
  );
  const views = chunks.map((values) => {
    const filter = { Name: "network-interface-id", Values: values };
    return readInterfaces(client, regionId, { Filters: [filter], Limit: maxPage });
  });
  return (await Promise.all(views)).flat();
}

/** Interfaces with at least one of the markers. */
export async function findMarkedInterfaces(
  client: TencentClient,
  regionId: string,
  markers: readonly string[],
): Promise<readonly InterfaceView[]> {
  const [only, ...others] = markers;
  const filter =
    others.length === 0
      ? { Name: `tag:${markerKey}`, Values: [only] }
      : { Name: "tag-key", Values: [markerKey] };
  return everyPage(
    (page) => interfacePage(client, regionId, filter, page),
    ({ id }) => id,
  );
}

/** Instances by id; unknown ids are missing from the result. */
export function findInstances(
  client: TencentClient,
  regionId: string,
  ids: readonly string[],
): Promise<readonly InstanceView[]> {
  return noneIfUnknown(ids, unknownIdCodes.instances, async () => {
    const asked = { InstanceIds: ids, Limit: maxPage };
    const { InstanceSet } = await client.read("DescribeInstances", asked, instancesShape);
    return InstanceSet.map((item) => toInstanceView(item, regionId));
  });
}

/** A page of all interfaces of a VPC. */
export function listInterfaces(
  client: TencentClient,
  regionId: string,
  vpcId: string,
  page: string | undefined,
): Promise<Page<InterfaceView>> {
  return interfacePage(client, regionId, { Name: "vpc-id", Values: [vpcId] }, page);
}

/** A page of all instances of a VPC. */
export async function listInstances(
  client: TencentClient,
  regionId: string,
  vpcId: string,
  page: string | undefined,
): Promise<Page<InstanceView>> {
  const asked = pageOf({ Name: "vpc-id", Values: [vpcId] }, page);
  const { InstanceSet } = await client.read("DescribeInstances", asked, instancesShape);
  return {
    items: InstanceSet.map((item) => toInstanceView(item, regionId)),
    next: nextPage(page, InstanceSet.length),
  };
}

interface Filter {
  readonly Name: string;
  readonly Values: readonly (string | undefined)[];
}

async function interfacePage(
  client: TencentClient,
  regionId: string,
  filter: Filter,
  page: string | undefined,
): Promise<Page<InterfaceView>> {
  const items = await readInterfaces(client, regionId, pageOf(filter, page));
  return { items, next: nextPage(page, items.length) };
}

async function readInterfaces(
  client: TencentClient,
  regionId: string,
  asked: Readonly<Record<string, unknown>>,
): Promise<readonly InterfaceView[]> {
  const answer = await client.read("DescribeNetworkInterfaces", asked, interfacesShape);
  return answer.NetworkInterfaceSet.map((item) => toInterfaceView(item, regionId));
}

/** A page is asked for by the number of items before it. */
export function pageOf(filter: Filter, page: string | undefined) {
  return { Filters: [filter], Offset: Number(page ?? 0), Limit: maxPage };
}

export function nextPage(page: string | undefined, items: number): string | undefined {
  return items < maxPage ? undefined : String(Number(page ?? 0) + items);
}

const limitShape = z.object({ EniQuantity: z.number(), EniPrivateIpAddressQuantity: z.number().nullish() });

/** The attach type of an extended ENI, which has a separate quota. */
const extended = 1;

/** How many standard ENIs an instance can hold, including the primary one (inferred), and how many addresses each. */
export async function findCapacity(
  vpc: TencentClient,
  instanceId: string,
): Promise<Pick<InstanceView, "interfaceQuota" | "ipv4PerInterface">> {
  const limit = await vpc.read("DescribeNetworkInterfaceLimit", { InstanceId: instanceId }, limitShape);
  return {
    interfaceQuota: limit.EniQuantity,
    ipv4PerInterface: limit.EniPrivateIpAddressQuantity ?? undefined,
  };
}

/** The interfaces that an instance holds. */
export function findHeld(
  vpc: TencentClient,
  regionId: string,
  instanceId: string,
): Promise<readonly InterfaceView[]> {
  const filter = { Name: "attachment.instance-id", Values: [instanceId] };
  return readInterfaces(vpc, regionId, { Filters: [filter], Limit: maxPage });
}

const kinds: Readonly<Record<number, InterfaceKind>> = { 0: "secondary", 1: "primary", 2: "trunk" };

const statuses: Readonly<Record<string, InterfaceStatus>> = {
  PENDING: "creating",
  AVAILABLE: "available",
  ATTACHING: "attaching",
  DETACHING: "detaching",
  DELETING: "deleting",
};

function toInterfaceView(item: z.infer<typeof interfaceShape>, regionId: string): InterfaceView {
  const holder = item.Attachment?.InstanceId || undefined;
  // A bound interface is AVAILABLE, too. Only the attachment tells the two apart. The same applies to INUSE, which
  // another field of the answer has for it.
  const isBound = (item.State === "AVAILABLE" || item.State === "INUSE") && holder !== undefined;
  return {
    id: item.NetworkInterfaceId,
    name: item.NetworkInterfaceName || undefined,
    kind: item.Primary ? "primary" : (kinds[item.EniType ?? 0] ?? "other"),
    status: isBound ? "attached" : (statuses[item.State] ?? "unknown"),
    cloudStatus: isBound ? "AVAILABLE and bound" : item.State,
    holder,
    deviceIndex: holder === undefined ? undefined : (item.Attachment?.DeviceIndex ?? undefined),
    macAddress: item.MacAddress ?? undefined,
    addresses: (item.PrivateIpAddressSet ?? []).map((address) => ({
      address: address.PrivateIpAddress,
      primary: address.Primary ?? false,
      publicAddress: publicAddress(address.PublicIpAddress, address.AddressId),
    })),
    ipv6Addresses: (item.Ipv6AddressSet ?? []).map((address) => address.Address),
    zoneId: item.Zone || undefined,
    vpcId: item.VpcId || undefined,
    subnetId: item.SubnetId || undefined,
    regionId,
    managedByService: false,
    coldPlugOnly: false,
    isOutsideQuota: item.AttachType === extended,
    attachedAt: (holder && item.Attachment?.AttachTime) || undefined,
    description: item.NetworkInterfaceDescription ?? undefined,
    securityGroupIds: item.GroupSet ?? undefined,
    ...toTags(item.TagSet ?? []),
    createdAtMs: createdAt(item.CreatedTime),
    settings: { qosLevel: item.QosLevel ?? undefined },
  };
}

/** The user's own tags, and the marker separately. The cloud's own tags are left out. */
function toTags(
  items: readonly { readonly Key?: string | null | undefined; readonly Value?: string | null | undefined }[],
): Pick<InterfaceView, "tags" | "marker"> {
  const pairs = items.map(({ Key, Value }) => [Key ?? "", Value ?? ""] as const);
  return {
    tags: Object.fromEntries(pairs.filter(([key]) => key !== markerKey && !isReservedKey(key))),
    marker: pairs.find(([key]) => key === markerKey)?.[1],
  };
}

/**
 * A time such as "2024-05-01 16:00:00". It is in China's time zone: the examples show it, the documentation does not
 * say it.
 */
export function createdAt(time: string | null | undefined): number | undefined {
  const at = time ? Date.parse(`${time.replace(" ", "T")}+08:00`) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

/** A public address, with the id of its elastic IP if there is one. */
export function publicAddress(
  address: string | null | undefined,
  name: string | null | undefined,
): { readonly address: string; readonly name?: string } | undefined {
  if (!address) return undefined;
  return name ? { address, name } : { address };
}

const instanceStatuses: Readonly<Record<string, InstanceStatus>> = {
  PENDING: "starting",
  LAUNCH_FAILED: "failed",
  RUNNING: "running",
  STOPPED: "stopped",
  STARTING: "starting",
  STOPPING: "stopping",
  REBOOTING: "restarting",
  // In the recycle bin. Until it is destroyed, someone can restore it.
  SHUTDOWN: "unusable",
  TERMINATING: "releasing",
  // This ends in rescue mode, and someone must end that.
  ENTER_RESCUE_MODE: "unusable",
  RESCUE_MODE: "unusable",
  EXIT_RESCUE_MODE: "restarting",
  ENTER_SERVICE_LIVE_MIGRATE: "restarting",
  SERVICE_LIVE_MIGRATE: "restarting",
  EXIT_SERVICE_LIVE_MIGRATE: "restarting",
};

function toInstanceView(item: z.infer<typeof instanceShape>, regionId: string): InstanceView {
  const { RestrictState } = item;
  const locks = RestrictState && RestrictState !== "NORMAL" ? [RestrictState] : [];
  return {
    id: item.InstanceId,
    name: item.InstanceName || undefined,
    status: instanceStatuses[item.InstanceState] ?? "unknown",
    cloudStatus: locks.length === 0 ? item.InstanceState : `${item.InstanceState} and ${locks.join()}`,
    locks,
    zoneId: item.Placement?.Zone || undefined,
    vpcId: item.VirtualPrivateCloud?.VpcId || undefined,
    regionId,
    instanceType: item.InstanceType ?? undefined,
  };
}
