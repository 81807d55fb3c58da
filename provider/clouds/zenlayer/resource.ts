import type * as pulumi from "@pulumi/pulumi";
import { Attachment, type AttachmentArgs, reportedProperties } from "../../resource";

export interface NetworkInterfaceAttachmentArgs extends AttachmentArgs {
  /**
   * The region of both the vNIC and the instance, such as "asia-east-1".
   * @change replaces
   */
  regionId: pulumi.Input<string>;
}

const kind = "zenlayer:NetworkInterfaceAttachment";

/**
 * The attachment of a vNIC to a Zenlayer Elastic Compute (ZEC) instance. The instance must run, and its guest agent
 * (QGA) must be installed.
 *
 * @example
 * const data = new zenlayer.NetworkInterfaceAttachment("data", {
 *   regionId: "asia-east-1",
 *   networkInterfaceId: "1285…",
 *   instanceId: "1284…",
 * });
 */
export class NetworkInterfaceAttachment extends Attachment {
  /** Looks up an attachment that exists. `id` is `<networkInterfaceId>:<instanceId>`. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: Pick<NetworkInterfaceAttachmentArgs, "regionId" | "profile">,
    opts?: pulumi.CustomResourceOptions,
  ): NetworkInterfaceAttachment {
    return new NetworkInterfaceAttachment(name, state as NetworkInterfaceAttachmentArgs, { ...opts, id });
  }

  constructor(name: string, args: NetworkInterfaceAttachmentArgs, opts?: pulumi.CustomResourceOptions) {
    super(kind, name, { ...args }, reportedProperties, opts);
  }
}
