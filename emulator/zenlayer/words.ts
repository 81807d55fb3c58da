import type { InstanceStatus, InterfaceKind, InterfaceStatus } from "../model";

export const interfaceStatusWord = {
  creating: "PENDING",
  available: "AVAILABLE",
  attaching: "ATTACHING",
  attached: "USED",
  detaching: "DETACHING",
  deleting: "DELETING",
  failed: "CREATE_FAILED",
} as const satisfies Record<InterfaceStatus, string>;

/** The cloud has no trunks: what another cloud calls so is a secondary vNIC here. */
export const interfaceKindWord = {
  primary: "Primary",
  secondary: "Secondary",
  trunk: "Secondary",
  member: "Secondary",
} as const satisfies Record<InterfaceKind, string>;

export const instanceStatusWord = {
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

/** `2024-05-01T08:00:00Z`, seconds only. */
export function formatTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
