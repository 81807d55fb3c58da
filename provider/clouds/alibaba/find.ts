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
import type { AlibabaClient } from "./client";
import { notFoundCodes } from "./codes";
import { maxInstancePage, maxInterfacePage } from "./limits";

const text = z.string().nullish();

const interfaceShape = z.object({
  NetworkInterfaceId: z.string(),
  NetworkInterfaceName: text,
  Status: z.string(),
  Type: text,
  InstanceId: text,
  Attachment: z
    .object({
      DeviceIndex: z.number().nullish(),
      NetworkCardIndex: z.number().nullish(),
      TrunkNetworkInterfaceId: text,
    })
    .nullish(),
  MacAddress: text,
  PrivateIpSets: z
    .object({
      PrivateIpSet: z.array(
        z.object({
          PrivateIpAddress: z.string(),
          Primary: z.boolean().nullish(),
          AssociatedPublicIp: z.object({ AllocationId: text, PublicIpAddress: text }).nullish(),
        }),
      ),
    })
    .nullish(),
  PrivateIpAddress: text,
  Ipv6Sets: z.object({ Ipv6Set: z.array(z.object({ Ipv6Address: z.string() })) }).nullish(),
  Ipv4PrefixSets: z.object({ Ipv4PrefixSet: z.array(z.object({ Ipv4Prefix: z.string() })) }).nullish(),
  Ipv6PrefixSets: z.object({ Ipv6PrefixSet: z.array(z.object({ Ipv6Prefix: z.string() })) }).nullish(),
  ZoneId: text,
  VpcId: text,
  VSwitchId: text,
  ServiceManaged: z.boolean().nullish(),
  NetworkInterfaceTrafficMode: text,
  Description: text,
  CreationTime: text,
  SecurityGroupIds: z.object({ SecurityGroupId: z.array(z.string()) }).nullish(),
  Tags: z.object({ Tag: z.array(z.object({ TagKey: text, TagValue: text })) }).nullish(),
  DeleteOnRelease: z.boolean().nullish(),
  QueueNumber: z.number().nullish(),
  SourceDestCheck: z.boolean().nullish(),
  ResourceGroupId: text,
});

const interfacesShape = z.object({
  NetworkInterfaceSets: z.object({ NetworkInterfaceSet: z.array(interfaceShape) }),
  NextToken: text,
});

const instanceShape = z.object({
  InstanceId: z.string(),
  InstanceName: text,
  Status: z.string(),
  InstanceType: text,
  ZoneId: text,
  RegionId: text,
  StartTime: text,
  OperationLocks: z.object({ LockReason: z.array(z.object({ LockReason: text })).nullish() }).nullish(),
  VpcAttributes: z.object({ VpcId: text }).nullish(),
  NetworkInterfaces: z
    .object({ NetworkInterface: z.array(z.object({ NetworkInterfaceId: text, Type: text })).nullish() })
    .nullish(),
});

const instancesShape = z.object({
  Instances: z.object({ Instance: z.array(instanceShape) }),
  NextToken: text,
});

/** Interfaces by id; unknown ids are missing from the result. */
export function findInterfaces(
  client: AlibabaClient,
  regionId: string,
  ids: readonly string[],
): Promise<readonly InterfaceView[]> {
  const asked = { RegionId: regionId, NetworkInterfaceId: ids, MaxResults: maxInterfacePage };
  return noneIfUnknown(ids, notFoundCodes, () =>
    everyPage((page) => interfacePage(client, asked, page), idOf),
  );
}

/** Interfaces with at least one of the markers. */
export function findMarkedInterfaces(
  client: AlibabaClient,
  regionId: string,
  markers: readonly string[],
): Promise<readonly InterfaceView[]> {
  const [only, ...others] = markers;
  const tag = others.length === 0 ? { Key: markerKey, Value: only } : { Key: markerKey };
  const asked = { RegionId: regionId, Tag: [tag], MaxResults: maxInterfacePage };
  return everyPage((page) => interfacePage(client, asked, page), idOf);
}

/** Instances by id; unknown ids are missing from the result. */
export function findInstances(
  client: AlibabaClient,
  regionId: string,
  ids: readonly string[],
): Promise<readonly InstanceView[]> {
  const asked = { RegionId: regionId, InstanceIds: JSON.stringify(ids), MaxResults: maxInstancePage };
  return everyPage((page) => instancePage(client, asked, page), idOf);
}

/** A page of all interfaces of a VPC. */
export function listInterfaces(
  client: AlibabaClient,
  place: { readonly regionId: string; readonly vpcId: string },
  page: string | undefined,
): Promise<Page<InterfaceView>> {
  const { regionId, vpcId } = place;
  return interfacePage(client, { RegionId: regionId, VpcId: vpcId, MaxResults: maxInterfacePage }, page);
}

/** A page of all instances of a VPC. */
export function listInstances(
  client: AlibabaClient,
  place: { readonly regionId: string; readonly vpcId: string },
  page: string | undefined,
): Promise<Page<InstanceView>> {
  const asked = { RegionId: place.regionId, VpcId: place.vpcId, MaxResults: maxInstancePage };
  return instancePage(client, asked, page);
}

interface Asked {
  readonly RegionId: string;
  readonly [name: string]: unknown;
}

async function interfacePage(
  client: AlibabaClient,
  asked: Asked,
  page: string | undefined,
): Promise<Page<InterfaceView>> {
  const parameters = page ? { ...asked, NextToken: page } : asked;
  const answer = await client.read("DescribeNetworkInterfaces", parameters, interfacesShape);
  const { NetworkInterfaceSet } = answer.NetworkInterfaceSets;
  return {
    items: NetworkInterfaceSet.map((item) => toInterfaceView(item, asked.RegionId)),
    next: answer.NextToken || undefined,
  };
}

async function instancePage(
  client: AlibabaClient,
  asked: Asked,
  page: string | undefined,
): Promise<Page<InstanceView>> {
  const parameters = page ? { ...asked, NextToken: page } : asked;
  const { Instances, NextToken } = await client.read("DescribeInstances", parameters, instancesShape);
  return { items: Instances.Instance.map(toInstanceView), next: NextToken || undefined };
}

const idOf = ({ id }: { readonly id: string }) => id;

const typesShape = z.object({
  InstanceTypes: z.object({
    InstanceType: z.array(
      z.object({
        InstanceTypeId: z.string(),
        EniQuantity: z.number().nullish(),
        EniTotalQuantity: z.number().nullish(),
        EniTrunkSupported: z.boolean().nullish(),
        EniPrivateIpAddressQuantity: z.number().nullish(),
        EniIpv6AddressQuantity: z.number().nullish(),
        NetworkCardQuantity: z.number().nullish(),
      }),
    ),
  }),
});

type TypeCapacity = Pick<
  InstanceView,
  "interfaceQuota" | "totalQuota" | "networkCards" | "takesMembers" | "ipv4PerInterface" | "ipv6PerInterface"
>;

/**
 * What an instance of a type can hold, as far as the cloud says it: ENIs with the primary one, members of trunks,
 * network cards, and addresses of each ENI.
 */
export async function findCapacity(
  client: AlibabaClient,
  regionId: string,
  instanceType: string,
): Promise<TypeCapacity> {
  const asked = { RegionId: regionId, InstanceTypes: [instanceType] };
  const { InstanceTypes } = await client.read("DescribeInstanceTypes", asked, typesShape);
  const type = InstanceTypes.InstanceType.find(({ InstanceTypeId }) => InstanceTypeId === instanceType);
  return {
    interfaceQuota: type?.EniQuantity ?? undefined,
    totalQuota: type?.EniTotalQuantity ?? undefined,
    takesMembers: type?.EniTrunkSupported ?? undefined,
    ipv4PerInterface: type?.EniPrivateIpAddressQuantity ?? undefined,
    ipv6PerInterface: type?.EniIpv6AddressQuantity ?? undefined,
    // Missing for a type without a choice of network cards.
    networkCards: type && (type.NetworkCardQuantity || 1),
  };
}

const kinds: Readonly<Record<string, InterfaceKind>> = {
  Primary: "primary",
  Secondary: "secondary",
  Trunk: "trunk",
  Member: "member",
};

const statuses: Readonly<Record<string, InterfaceStatus>> = {
  Creating: "creating",
  Available: "available",
  Attaching: "attaching",
  InUse: "attached",
  Detaching: "detaching",
  Deleting: "deleting",
  CreateFailed: "failed",
};

function toInterfaceView(item: z.infer<typeof interfaceShape>, regionId: string): InterfaceView {
  const addresses = item.PrivateIpSets?.PrivateIpSet ?? [];
  return {
    id: item.NetworkInterfaceId,
    name: item.NetworkInterfaceName ?? undefined,
    kind: kinds[item.Type ?? ""] ?? "other",
    status: statuses[item.Status] ?? "unknown",
    cloudStatus: item.Status,
    holder: item.InstanceId || undefined,
    deviceIndex: item.Attachment?.DeviceIndex ?? undefined,
    networkCardIndex: item.Attachment?.NetworkCardIndex ?? undefined,
    trunkInterfaceId: item.Attachment?.TrunkNetworkInterfaceId || undefined,
    macAddress: item.MacAddress ?? undefined,
    addresses: addresses.map((address) => ({
      address: address.PrivateIpAddress,
      primary: address.Primary ?? address.PrivateIpAddress === item.PrivateIpAddress,
      publicAddress: address.AssociatedPublicIp?.PublicIpAddress
        ? {
            address: address.AssociatedPublicIp.PublicIpAddress,
            ...(address.AssociatedPublicIp.AllocationId
              ? { name: address.AssociatedPublicIp.AllocationId }
              : {}),
          }
        : undefined,
    })),
    ipv6Addresses: (item.Ipv6Sets?.Ipv6Set ?? []).map((address) => address.Ipv6Address),
    ipv4Prefixes: item.Ipv4PrefixSets?.Ipv4PrefixSet.map(({ Ipv4Prefix }) => Ipv4Prefix),
    ipv6Prefixes: item.Ipv6PrefixSets?.Ipv6PrefixSet.map(({ Ipv6Prefix }) => Ipv6Prefix),
    zoneId: item.ZoneId ?? undefined,
    vpcId: item.VpcId ?? undefined,
    subnetId: item.VSwitchId ?? undefined,
    regionId,
    managedByService: item.ServiceManaged ?? false,
    coldPlugOnly: item.NetworkInterfaceTrafficMode === "HighPerformance",
    description: item.Description ?? undefined,
    securityGroupIds: item.SecurityGroupIds?.SecurityGroupId,
    ...toTags(item.Tags?.Tag ?? []),
    createdAtMs: item.CreationTime ? Date.parse(item.CreationTime) : undefined,
    settings: {
      deleteOnRelease: item.DeleteOnRelease ?? undefined,
      queueNumber: item.QueueNumber ?? undefined,
      sourceDestCheck: item.SourceDestCheck ?? undefined,
      resourceGroupId: item.ResourceGroupId ?? undefined,
    },
  };
}

/** The user's own tags, and the marker separately. The cloud's own tags are left out. */
function toTags(
  items: readonly {
    readonly TagKey?: string | null | undefined;
    readonly TagValue?: string | null | undefined;
  }[],
): Pick<InterfaceView, "tags" | "marker"> {
  const pairs = items.map(({ TagKey, TagValue }) => [TagKey ?? "", TagValue ?? ""] as const);
  return {
    tags: Object.fromEntries(pairs.filter(([key]) => key !== markerKey && !/^(aliyun|acs:)/i.test(key))),
    marker: pairs.find(([key]) => key === markerKey)?.[1],
  };
}

const instanceStatuses: Readonly<Record<string, InstanceStatus>> = {
  Pending: "starting",
  Starting: "starting",
  Running: "running",
  Stopping: "stopping",
  Stopped: "stopped",
};

/** A locked instance, also an expired one, has no status of its own. The cloud shows it as Stopped, with its locks. */
function toInstanceStatus({
  Status,
  OperationLocks,
}: z.infer<typeof instanceShape>): Pick<InstanceView, "status" | "cloudStatus" | "locks"> {
  const locks =
    OperationLocks?.LockReason?.map(({ LockReason }) => LockReason ?? "for an unknown reason") ?? [];
  return {
    status: instanceStatuses[Status] ?? "unknown",
    cloudStatus: locks.length === 0 ? Status : `${Status} and locked (${locks.join(", ")})`,
    locks,
  };
}

function toInstanceView(item: z.infer<typeof instanceShape>): InstanceView {
  const held = item.NetworkInterfaces?.NetworkInterface;
  const idsOf = (members: boolean) =>
    held?.flatMap(({ NetworkInterfaceId, Type }) =>
      (Type === "Member") === members ? (NetworkInterfaceId ?? []) : [],
    );
  return {
    id: item.InstanceId,
    name: item.InstanceName ?? undefined,
    ...toInstanceStatus(item),
    startedAtMs: item.StartTime ? Date.parse(item.StartTime) : undefined,
    zoneId: item.ZoneId ?? undefined,
    vpcId: item.VpcAttributes?.VpcId ?? undefined,
    regionId: item.RegionId ?? undefined,
    instanceType: item.InstanceType ?? undefined,
    interfaceIds: idsOf(false),
    memberIds: idsOf(true),
    trunkIds: held?.flatMap(({ NetworkInterfaceId, Type }) =>
      Type === "Trunk" ? (NetworkInterfaceId ?? []) : [],
    ),
  };
}
