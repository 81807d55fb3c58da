import type { StoredInterface } from "../model";
import { formatTime, interfaceKindWord, interfaceStatusWord } from "./words";

/** When networks were created: no time is known, they are there from the start. */
export const CREATED_TIME = "2024-01-01T00:00:00Z";

/** Whether a vNIC has IPv4 addresses, IPv6 addresses or both. */
export function stackTypeOf(entry: StoredInterface): "IPv4" | "IPv6" | "IPv4_IPv6" {
  if (entry.ipv6.length === 0) return "IPv4";
  return entry.privateIps.length === 0 ? "IPv6" : "IPv4_IPv6";
}

/** A vNIC as the describes show it; a free one has no instance. */
export function interfaceItem(entry: StoredInterface): Record<string, unknown> {
  const addresses = entry.privateIps.map((ip) => ip.address);
  const primary = entry.privateIps.find((ip) => ip.primary)?.address ?? null;
  return {
    nicId: entry.id,
    name: entry.name,
    status: interfaceStatusWord[entry.status],
    nicType: interfaceKindWord[entry.kind],
    regionId: entry.regionId,
    nicSubnetType: stackTypeOf(entry),
    publicIpList: entry.privateIps.flatMap((ip) => ip.publicIp?.address ?? []),
    privateIpList: [...addresses, ...entry.ipv6],
    primaryIpv4: primary,
    primaryIpv6: entry.ipv6[0] ?? null,
    ipv6Cidr: entry.ipv6[0] === undefined ? null : `${entry.ipv6[0]}/128`,
    secondaryIpv4s: entry.privateIps.filter((ip) => !ip.primary).map((ip) => ip.address),
    macAddress: entry.macAddress,
    instanceId: entry.instanceId,
    vpcId: entry.vpcId,
    subnetId: entry.subnetId,
    createTime: formatTime(entry.createdAt),
    updateTime: formatTime(updatedAt(entry)),
    resourceGroup: resourceGroupItem(entry.resourceGroupId),
    securityGroupId: entry.securityGroupIds[0] ?? null,
    tags: tagsItem(entry.tags),
  };
}

function updatedAt({ createdAt, attachedAt, extra }: StoredInterface): number {
  return Math.max(createdAt, attachedAt ?? 0, Number(extra?.updatedAt ?? 0));
}

export function resourceGroupItem(id: string): Record<string, string> {
  return { resourceGroupId: id, resourceGroupName: "Default Resource Group" };
}

export function tagsItem(tags: Readonly<Record<string, string>>): Record<string, unknown> {
  return { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) };
}
