import { createHash } from "node:crypto";
import type { StoredInstance } from "../../model";
import type { ActionContext } from "../../wire";
import { instanceStateOf } from "../words";

/** States that end by themselves, because an operation runs. */
const PASSING = ["PENDING", "STARTING", "STOPPING", "REBOOTING"];

/** What is the same for all instances: the emulator has no images, charges, keys, disks, hosts or groups. */
const STANDARD = {
  InstanceChargeType: "POSTPAID_BY_HOUR",
  RenewFlag: "NOTIFY_AND_MANUAL_RENEW",
  ExpiredTime: null,
  ImageId: "img-487zeit5",
  OsName: "Ubuntu Server 22.04 LTS 64bit",
  DefaultLoginUser: "ubuntu",
  DefaultLoginPort: 22,
  LoginSettings: { KeyIds: null },
  LicenseType: "TencentCloud",
  DataDisks: [],
  DisableApiTermination: false,
  EnableJumboFrame: false,
  CamRoleName: "",
  HpcClusterId: "",
  RdmaIpAddresses: null,
  DedicatedClusterId: "",
  DisasterRecoverGroupId: "",
  DisasterRecoverGroupIds: [],
  PartitionNumber: 0,
  PublicIPv6Addresses: [],
  Metadata: { Items: [] },
};

/** An instance as DescribeInstances of the CVM product shows it. */
export function instanceItem(context: ActionContext, instance: StoredInstance): Record<string, unknown> {
  const held = context.store.attachmentsOf(instance.id, "tencent");
  const primary = held.find(({ kind }) => kind === "primary");
  const addresses = primary?.privateIps ?? [];
  const publicAddresses = addresses.flatMap(({ publicIp }) => publicIp?.address ?? []);
  const ipv6 = primary?.ipv6 ?? [];
  return {
    Placement: { Zone: instance.zoneId, ProjectId: 0, HostId: "" },
    InstanceId: instance.id,
    InstanceName: instance.name,
    Uuid: uuidOf(instance),
    ...typeFields(context, instance),
    ...stateFields(instance),
    ...STANDARD,
    SystemDisk: systemDisk(instance),
    InternetAccessible: {
      InternetChargeType: "TRAFFIC_POSTPAID_BY_HOUR",
      InternetMaxBandwidthOut: publicAddresses.length === 0 ? 0 : 1,
      PublicIpAssigned: publicAddresses.length > 0,
    },
    VirtualPrivateCloud: {
      VpcId: instance.vpcId,
      SubnetId: instance.subnetId,
      AsVpcGateway: false,
      Ipv6AddressCount: ipv6.length,
    },
    PrivateIpAddresses: addresses.map(({ address }) => address),
    PublicIpAddresses: publicAddresses.length === 0 ? null : publicAddresses,
    IPv6Addresses: ipv6.length === 0 ? null : ipv6,
    SecurityGroupIds: instance.securityGroupIds,
    CreatedTime: formatUtc(instance.createdAt),
    Tags: Object.entries(instance.tags).map(([Key, Value]) => ({ Key, Value })),
  };
}

function typeFields(context: ActionContext, { instanceType }: StoredInstance): Record<string, unknown> {
  const type = context.store.instanceType("tencent", instanceType);
  const cpu = type?.cpu ?? 2;
  const threads = cpu > 1 ? 2 : 1;
  return {
    InstanceType: instanceType,
    CPU: cpu,
    Memory: type?.memoryGib ?? 8,
    CpuTopology: { CoreCount: cpu / threads, ThreadPerCore: threads },
  };
}

function stateFields(instance: StoredInstance): Record<string, unknown> {
  const state = instanceStateOf(instance);
  const locks = instance.locked ?? [];
  return {
    InstanceState: state,
    RestrictState: restriction(locks),
    IsolatedSource: locks.length === 0 ? "NOTISOLATED" : locks.includes("expired") ? "EXPIRE" : "ARREAR",
    StopChargingMode: state === "STOPPED" ? "KEEP_CHARGING" : "NOT_APPLICABLE",
    LatestOperation: null,
    LatestOperationState: PASSING.includes(state)
      ? "OPERATING"
      : state === "LAUNCH_FAILED"
        ? "FAILED"
        : "SUCCESS",
    LatestOperationRequestId: null,
    LatestOperationErrorMsg: null,
  };
}

function systemDisk({ id }: StoredInstance): Record<string, unknown> {
  return {
    DiskType: "CLOUD_PREMIUM",
    DiskId: id.replace(/^ins-/, "disk-"),
    DiskSize: 50,
    DiskName: "",
    CdcId: null,
  };
}

/** Always the same for one instance. */
export function uuidOf({ id }: StoredInstance): string {
  const hash = createHash("sha256").update(id).digest("hex");
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    hash.slice(12, 16),
    hash.slice(16, 20),
    hash.slice(20, 32),
  ].join("-");
}

/** The lock "expired" is shown as EXPIRED, every other one as isolation. */
function restriction(locks: readonly string[]): string {
  if (locks.length === 0) return "NORMAL";
  return locks.includes("expired") ? "EXPIRED" : "PROTECTIVELY_ISOLATED";
}

/** The CVM product writes its times in UTC: `2024-05-01T08:00:00Z`. */
const formatUtc = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
