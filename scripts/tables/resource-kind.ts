/** A kind of resource, by the names under which `resource.ts` and each cloud's own declare what a program sees of it. */
export interface ResourceKind {
  /** The class of each cloud; its arguments are the interface of that name with "Args" after it. */
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
