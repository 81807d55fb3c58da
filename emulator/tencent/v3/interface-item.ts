import type { PrivateIp, StoredInterface } from "../../model";
import type { ActionContext } from "../../wire";
import { formatTime, interfaceStateWord } from "../words";

/** An interface as the describe and the create show it. */
export function interfaceItem(context: ActionContext, entry: StoredInterface): Record<string, unknown> {
  const { extra = {} } = entry;
  return {
    NetworkInterfaceId: entry.id,
    NetworkInterfaceName: entry.name,
    NetworkInterfaceDescription: entry.description,
    SubnetId: entry.subnetId,
    VpcId: entry.vpcId,
    GroupSet: entry.securityGroupIds,
    Primary: entry.kind === "primary",
    MacAddress: entry.macAddress,
    State: interfaceStateWord[entry.status],
    NetworkInterfaceState: entry.status === "attached" ? "INUSE" : interfaceStateWord[entry.status],
    PrivateIpAddressSet: entry.privateIps.map((ip) => addressItem(entry, ip)),
    Attachment: attachmentItem(context, entry),
    Zone: entry.zoneId,
    CreatedTime: formatTime(entry.createdAt),
    Ipv6AddressSet: entry.ipv6.map((Address) => ({
      ...{ Address, Primary: false, AddressId: "", Description: "", IsWanIpBlocked: false },
      ...{ State: "AVAILABLE", PublicIpAddress: "", AddressType: "GUA" },
    })),
    TagSet: Object.entries(entry.tags).map(([Key, Value]) => ({ Key, Value })),
    EniType: entry.kind === "primary" ? 1 : entry.kind === "trunk" ? 2 : 0,
    Business: entry.serviceManaged ? "eks" : "cvm",
    CdcId: "",
    AttachType: extra.attachType === 1 ? 1 : 0,
    ResourceId: "",
    QosLevel: qosLevelOf(entry),
  };
}

export function addressItem(entry: StoredInterface, ip: PrivateIp): Record<string, unknown> {
  return {
    PrivateIpAddress: ip.address,
    Primary: ip.primary,
    PublicIpAddress: ip.publicIp?.address ?? "",
    AddressId: ip.publicIp?.allocationId ?? "",
    Description: ip.description ?? "",
    IsWanIpBlocked: false,
    State: entry.status === "creating" ? "PENDING" : "AVAILABLE",
    QosLevel: qosLevelOf(entry),
  };
}

function qosLevelOf({ extra }: StoredInterface): string {
  return typeof extra?.qosLevel === "string" ? extra.qosLevel : "DEFAULT";
}

/** A free interface has null or an object without an instance: the cloud answers both, and a setting chooses. */
function attachmentItem(context: ActionContext, entry: StoredInterface): Record<string, unknown> | null {
  const hidden =
    entry.status === "attaching" &&
    context.store.setting("tencent-v3.attachment-while-attaching") === "hidden";
  if (entry.instanceId === null || hidden) {
    if (context.store.setting("tencent-v3.attachment-when-free") !== "empty") return null;
    return { InstanceId: "", DeviceIndex: 0, InstanceAccountId: "", AttachTime: "" };
  }
  return {
    InstanceId: entry.instanceId,
    DeviceIndex: entry.deviceIndex ?? 0,
    InstanceAccountId: entry.accountId,
    AttachTime: formatTime(entry.attachedAt ?? context.clock.now()),
  };
}
