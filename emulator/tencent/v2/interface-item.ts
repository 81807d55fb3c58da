import type { StoredInterface } from "../../model";
import type { ActionContext } from "../../wire";
import { formatTime, zoneNumber } from "../words";
import { isPageStyle } from "./envelope";

/** An interface as the describe shows it. It has no state; an attached one has an instance. */
export function interfaceItem(context: ActionContext, entry: StoredInterface): Record<string, unknown> {
  const { store } = context;
  const item = {
    vpcId: entry.vpcId,
    subnetId: entry.subnetId,
    zoneId: zoneNumber(entry.regionId, entry.zoneId),
    eniName: entry.name,
    eniDescription: entry.description,
    networkInterfaceId: entry.id,
    primary: entry.kind === "primary",
    macAddress: entry.macAddress,
    privateIpAddressesSet: entry.privateIps.map((ip) => ({
      privateIpAddress: ip.address,
      primary: ip.primary,
      wanIp: ip.publicIp?.address ?? "",
      eipId: ip.publicIp?.allocationId ?? "",
    })),
    groupSet: entry.securityGroupIds.map((sgId) => ({
      sgId,
      sgName: store.securityGroup("tencent", sgId)?.name ?? "",
    })),
  };
  const holder = holderOf(entry);
  if (isPageStyle(store)) return { ...item, instanceSet: holder.instanceId === "" ? [] : [holder] };
  return {
    ...item,
    vpcName: store.vpc("tencent", entry.vpcId)?.name ?? "",
    createTime: formatTime(entry.createdAt),
    instanceSet: holder,
  };
}

/** The instance is not shown while an attach runs, and still shown while a detach runs. */
function holderOf(entry: StoredInterface): { instanceId: string; attachTime: string } {
  if (entry.instanceId === null || entry.status === "attaching") return { instanceId: "", attachTime: "" };
  return { instanceId: entry.instanceId, attachTime: formatTime(entry.attachedAt ?? entry.createdAt) };
}
