import type { InstanceStatus, InterfaceStatus, StoredInstance } from "../model";

/** The VPC product writes its times in the time zone of China, without naming it. */
const CHINA_OFFSET_MS = 8 * 3_600_000;

/** Formats a time as `2024-05-01 16:00:00`. */
export function formatTime(at: number): string {
  return new Date(at + CHINA_OFFSET_MS).toISOString().slice(0, 19).replace("T", " ");
}

/** When networks were created: no time is known, they are there from the start. */
export const CREATED_TIME = "2024-01-01 00:00:00";

/** The cloud's words for interface states. An attached interface is AVAILABLE and has an attachment. */
export const interfaceStateWord = {
  creating: "PENDING",
  available: "AVAILABLE",
  attaching: "ATTACHING",
  attached: "AVAILABLE",
  detaching: "DETACHING",
  deleting: "DELETING",
  failed: "PENDING",
} as const satisfies Record<InterfaceStatus, string>;

const instanceStateWord = {
  pending: "PENDING",
  starting: "STARTING",
  running: "RUNNING",
  stopping: "STOPPING",
  stopped: "STOPPED",
  rebooting: "REBOOTING",
  rebuilding: "PENDING",
  resizing: "STOPPED",
  imaging: "RUNNING",
  failed: "LAUNCH_FAILED",
  recycled: "SHUTDOWN",
  releasing: "TERMINATING",
  released: "TERMINATING",
} as const satisfies Record<InstanceStatus, string>;

/** The state of an instance. `extra.instanceState` can give one that only this cloud has, such as RESCUE_MODE. */
export function instanceStateOf(instance: StoredInstance): string {
  const special = instance.extra?.instanceState;
  return typeof special === "string" ? special : instanceStateWord[instance.status];
}

/** The number of a region in API v2, which comes before the number of the zone: ap-guangzhou-3 is 100003. */
const REGION_NUMBER: Readonly<Record<string, number>> = {
  "ap-guangzhou": 10,
  "ap-shanghai": 20,
  "ap-hongkong": 30,
  "na-toronto": 40,
  "ap-beijing": 80,
  "ap-singapore": 90,
};

export function zoneNumber(regionId: string, zoneId: string): number {
  const own = Number(/-(\d+)$/.exec(zoneId)?.[1] ?? 1);
  return (REGION_NUMBER[regionId] ?? 99) * 10_000 + own;
}
