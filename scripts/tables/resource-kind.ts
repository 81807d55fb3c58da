import type { Cloud } from "../../provider/contract/cloud";

/**
 * A kind of resource: the names of its class and interfaces in the common `resource.ts` and in that of each cloud.
 */
export interface ResourceKind {
  /** The class of each cloud; the interface of its arguments has this name with "Args" after it. */
  readonly className: "NetworkInterfaceAttachment" | "NetworkInterface";
  /** The arguments and outputs that every cloud has. */
  readonly commonArguments: string;
  readonly commonOutputs: string;
}

export const attachment: ResourceKind = {
  className: "NetworkInterfaceAttachment",
  commonArguments: "AttachmentArgs",
  commonOutputs: "AttachmentOutputs",
};

export const networkInterface: ResourceKind = {
  className: "NetworkInterface",
  commonArguments: "InterfaceArgs",
  commonOutputs: "InterfaceOutputs",
};

/** The kinds that a cloud has: on some, programs make no interfaces. */
export function kindsOf(cloud: Cloud): readonly ResourceKind[] {
  return cloud.networkInterface ? [attachment, networkInterface] : [attachment];
}
