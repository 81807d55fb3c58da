import type { StoredInstance, StoredInstanceType, StoredInterface } from "../model";
import type { ActionContext } from "../wire";
import { formatTime, instanceWord, interfaceKindWord } from "./words";

/** What is the same for all instances: the emulator has no images, charges, keys, disks, clusters or hosts. */
const STANDARD = {
  Description: "",
  ImageId: "aliyun_3_x64_20G_alibase_20240528.vhd",
  OSName: "Alibaba Cloud Linux 3.2104 LTS 64位",
  OSNameEn: "Alibaba Cloud Linux 3.2104 LTS 64 bit",
  OSType: "linux",
  InstanceNetworkType: "vpc",
  InstanceChargeType: "PostPaid",
  InternetChargeType: "PayByTraffic",
  InternetMaxBandwidthIn: 0,
  InternetMaxBandwidthOut: 0,
  IoOptimized: true,
  SaleCycle: "",
  SpotStrategy: "NoSpot",
  SpotPriceLimit: 0,
  SpotDuration: 1,
  SpotInterruptionBehavior: "Terminate",
  AutoReleaseTime: "",
  // The time that the cloud shows for an instance that is paid by use.
  ExpiredTime: "2099-12-31T15:59Z",
  DeletionProtection: false,
  Recyclable: false,
  DeviceAvailable: true,
  CreditSpecification: "",
  GPUAmount: 0,
  GPUSpec: "",
  LocalStorageAmount: 0,
  LocalStorageCapacity: 0,
  KeyPairName: "",
  ClusterId: "",
  HpcClusterId: "",
  DeploymentSetId: "",
  VlanId: "",
  ISP: "",
  DedicatedHostAttribute: { DedicatedHostClusterId: "", DedicatedHostId: "", DedicatedHostName: "" },
  DedicatedInstanceAttribute: { Affinity: "", Tenancy: "" },
  EcsCapacityReservationAttr: { CapacityReservationId: "", CapacityReservationPreference: "" },
  HibernationOptions: { Configured: false },
  ImageOptions: { LoginAsNonRoot: false },
  SecurityOptions: { EnableSecureBoot: false },
  MetadataOptions: { HttpEndpoint: "enabled", HttpTokens: "optional", HttpPutResponseHopLimit: 0 },
  PublicIpAddress: { IpAddress: [] },
  InnerIpAddress: { IpAddress: [] },
  RdmaIpAddress: { IpAddress: [] },
};

/** An instance as DescribeInstances shows it. */
export function instanceItem(context: ActionContext, instance: StoredInstance): Record<string, unknown> {
  const held = context.store.attachmentsOf(instance.id, "alibaba");
  const type = context.store.instanceType("alibaba", instance.instanceType);
  const primary = held.find((entry) => entry.kind === "primary")?.privateIps.find((ip) => ip.primary);
  return {
    InstanceId: instance.id,
    InstanceName: instance.name,
    HostName: instance.id,
    SerialNumber: `serial-of-${instance.id}`,
    Status: instanceWord(instance),
    StoppedMode: instance.status === "stopped" ? "KeepCharging" : "Not-applicable",
    RegionId: instance.regionId,
    ZoneId: instance.zoneId,
    ...STANDARD,
    ...typeFields(instance, type),
    CreationTime: formatMinute(instance.createdAt),
    StartTime: formatMinute(instance.startedAt),
    ResourceGroupId: instance.resourceGroupId,
    VpcAttributes: {
      VpcId: instance.vpcId,
      VSwitchId: instance.subnetId,
      NatIpAddress: "",
      PrivateIpAddress: { IpAddress: primary === undefined ? [] : [primary.address] },
    },
    EipAddress: {
      AllocationId: primary?.publicIp?.allocationId ?? "",
      IpAddress: primary?.publicIp?.address ?? "",
      InternetChargeType: primary?.publicIp === undefined ? "" : STANDARD.InternetChargeType,
      IsSupportUnassociate: true,
    },
    NetworkInterfaces: { NetworkInterface: held.map(heldItem) },
    SecurityGroupIds: { SecurityGroupId: instance.securityGroupIds },
    OperationLocks: { LockReason: (instance.locked ?? []).map((reason) => ({ LockReason: reason })) },
    Tags: { Tag: Object.entries(instance.tags).map(([key, value]) => ({ TagKey: key, TagValue: value })) },
  };
}

function typeFields(instance: StoredInstance, type: StoredInstanceType | undefined): Record<string, unknown> {
  const cpu = type?.cpu ?? 2;
  const threads = cpu > 1 ? 2 : 1;
  return {
    InstanceType: instance.instanceType,
    InstanceTypeFamily: type?.family ?? "",
    Cpu: cpu,
    Memory: (type?.memoryGib ?? 8) * 1024,
    CpuOptions: { CoreCount: cpu / threads, ThreadsPerCore: threads, Numa: "" },
  };
}

function heldItem(entry: StoredInterface): Record<string, unknown> {
  return {
    NetworkInterfaceId: entry.id,
    Type: interfaceKindWord[entry.kind],
    MacAddress: entry.macAddress,
    PrimaryIpAddress: entry.privateIps.find((ip) => ip.primary)?.address ?? "",
    PrivateIpSets: {
      PrivateIpSet: entry.privateIps.map((ip) => ({ PrivateIpAddress: ip.address, Primary: ip.primary })),
    },
    Ipv6Sets: { Ipv6Set: entry.ipv6.map((address) => ({ Ipv6Address: address })) },
    Ipv4PrefixSets: { Ipv4PrefixSet: (entry.ipv4Prefixes ?? []).map((prefix) => ({ Ipv4Prefix: prefix })) },
    Ipv6PrefixSets: { Ipv6PrefixSet: (entry.ipv6Prefixes ?? []).map((prefix) => ({ Ipv6Prefix: prefix })) },
  };
}

/** This describe shows its times without seconds: `2024-05-01T08:00Z`. */
const formatMinute = (at: number): string => `${formatTime(at).slice(0, 16)}Z`;
