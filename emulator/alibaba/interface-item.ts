import type { StoredInterface } from "../model";
import { standardQueues } from "./describe-types";
import { formatTime, interfaceKindWord, interfaceStatusWord } from "./words";

/** The account of the cloud service that manages an interface; here the same for all. */
const SERVICE_ID = 1000000000000099;

const publicIpOf = (ip: StoredInterface["privateIps"][number] | undefined) =>
  ip?.publicIp === undefined
    ? undefined
    : { AllocationId: ip.publicIp.allocationId, PublicIpAddress: ip.publicIp.address };

/** An interface as the describes and the create show it. */
export function interfaceItem(entry: StoredInterface): Record<string, unknown> {
  const primary = entry.privateIps.find((ip) => ip.primary);
  return {
    NetworkInterfaceId: entry.id,
    NetworkInterfaceName: entry.name,
    Description: entry.description,
    Status: interfaceStatusWord[entry.status],
    Type: interfaceKindWord[entry.kind],
    InstanceId: entry.instanceId ?? "",
    Attachment: attachmentItem(entry),
    CreationTime: formatTime(entry.createdAt),
    DeleteOnRelease: entry.deleteOnRelease,
    MacAddress: entry.macAddress,
    PrivateIpAddress: primary?.address ?? "",
    PrivateIpSets: {
      PrivateIpSet: entry.privateIps.map((ip) => ({
        PrivateIpAddress: ip.address,
        Primary: ip.primary,
        AssociatedPublicIp: publicIpOf(ip),
      })),
    },
    AssociatedPublicIp: publicIpOf(primary) ?? {},
    Ipv6Sets: { Ipv6Set: entry.ipv6.map((address) => ({ Ipv6Address: address })) },
    Ipv4PrefixSets: { Ipv4PrefixSet: (entry.ipv4Prefixes ?? []).map((prefix) => ({ Ipv4Prefix: prefix })) },
    Ipv6PrefixSets: { Ipv6PrefixSet: (entry.ipv6Prefixes ?? []).map((prefix) => ({ Ipv6Prefix: prefix })) },
    NetworkInterfaceTrafficMode: entry.highPerformance === true ? "HighPerformance" : "Standard",
    OwnerId: entry.accountId,
    ResourceGroupId: entry.resourceGroupId,
    SecurityGroupIds: { SecurityGroupId: entry.securityGroupIds },
    ServiceManaged: entry.serviceManaged,
    ServiceID: entry.serviceManaged ? SERVICE_ID : undefined,
    QueueNumber: queueNumber(entry),
    SourceDestCheck: entry.extra?.sourceDestCheck === true,
    Tags: { Tag: Object.entries(entry.tags).map(([key, value]) => ({ TagKey: key, TagValue: value })) },
    VpcId: entry.vpcId,
    VSwitchId: entry.subnetId,
    ZoneId: entry.zoneId,
  };
}

function attachmentItem(entry: StoredInterface): Record<string, unknown> {
  if (entry.instanceId === null) return {};
  return {
    InstanceId: entry.instanceId,
    DeviceIndex: entry.deviceIndex ?? 0,
    NetworkCardIndex: entry.networkCardIndex ?? 0,
    TrunkNetworkInterfaceId: entry.trunkInterfaceId,
  };
}

/** The number that was set, or the instance type's; a free secondary interface has no type yet. */
function queueNumber({ kind, status, extra }: StoredInterface): number | undefined {
  if (typeof extra?.queueNumber === "number") return extra.queueNumber;
  return kind === "primary" || status === "attached" ? standardQueues : undefined;
}
