import type { InstanceStatus, InterfaceKind, InterfaceStatus, StoredInstance } from "../model";

export const interfaceStatusWord = {
  creating: "PENDING",
  available: "AVAILABLE",
  attaching: "ATTACHING",
  attached: "USED",
  detaching: "DETACHING",
  deleting: "DELETING",
  failed: "CREATE_FAILED",
} as const satisfies Record<InterfaceStatus, string>;

/** The cloud has no trunks; a trunk of a scenario is shown as a secondary vNIC. */
export const interfaceKindWord = {
  primary: "Primary",
  secondary: "Secondary",
  trunk: "Secondary",
  member: "Secondary",
} as const satisfies Record<InterfaceKind, string>;

const instanceStatusWord = {
  pending: "DEPLOYING",
  starting: "BOOTING",
  running: "RUNNING",
  stopping: "STOPPING",
  stopped: "STOPPED",
  rebooting: "REBOOT",
  rebuilding: "REBUILDING",
  resizing: "RESIZING",
  imaging: "IMAGING",
  failed: "CREATE_FAILED",
  recycled: "RECYCLE",
  releasing: "RELEASING",
  released: "RELEASING",
} as const satisfies Record<InstanceStatus, string>;

/** States that only this cloud has; `extra.instanceState` of an instance sets one. */
const ownInstanceStatuses = ["RECYCLING", "PENDING", "REINSTALL_FAILED"];

export const instanceStatuses = [...new Set(Object.values(instanceStatusWord)), ...ownInstanceStatuses];

export function instanceStatusOf(instance: StoredInstance): string {
  const special = instance.extra?.instanceState;
  return typeof special === "string" ? special : instanceStatusWord[instance.status];
}

/** Formats a time as `2024-05-01T08:00:00Z`. */
export function formatTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
