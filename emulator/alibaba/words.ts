import type { InstanceStatus, InterfaceKind, InterfaceStatus, StoredInstance } from "../model";

/**
 * The cloud's words for interface states. Create is synchronous in ECS, so there is no word for creating and failed.
 */
export const interfaceStatusWord = {
  creating: "Creating",
  available: "Available",
  attaching: "Attaching",
  attached: "InUse",
  detaching: "Detaching",
  deleting: "Deleting",
  failed: "CreateFailed",
} as const satisfies Record<InterfaceStatus, string>;

export const interfaceKindWord = {
  primary: "Primary",
  secondary: "Secondary",
  trunk: "Trunk",
  member: "Member",
} as const satisfies Record<InterfaceKind, string>;

const instanceStatusWord = {
  pending: "Pending",
  starting: "Starting",
  running: "Running",
  stopping: "Stopping",
  stopped: "Stopped",
  rebooting: "Stopping",
  rebuilding: "Stopped",
  resizing: "Stopped",
  imaging: "Stopped",
  failed: "Stopped",
  recycled: "Stopped",
  releasing: "Stopped",
  released: "Stopped",
} as const satisfies Record<InstanceStatus, string>;

/** The API has five states; a locked instance is shown as stopped. */
export function instanceWord(instance: StoredInstance): string {
  return (instance.locked ?? []).length > 0 ? "Stopped" : instanceStatusWord[instance.status];
}

/** When every vSwitch, security group and HAVIP was created. */
export const NETWORK_CREATION_TIME = "2024-05-01T08:00:00Z";

/** Formats a time as `2024-05-01T08:00:00Z`. */
export function formatTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
