import type * as pulumi from "@pulumi/pulumi";
import { Attachment, type AttachmentArgs, reportedProperties } from "../../resource";

export interface NetworkInterfaceAttachmentArgs extends AttachmentArgs {
  /**
   * The network card, on instance families with several. Default: the cloud's choice.
   * @change updates: detached, then attached to the other card
   */
  networkCardIndex?: pulumi.Input<number> | undefined;
  /**
   * The trunk interface through which a member interface is attached. Default: none.
   * @change updates: detached, then attached through the other trunk
   */
  trunkNetworkInstanceId?: pulumi.Input<string> | undefined;
}

const kind = "alibaba:NetworkInterfaceAttachment";

/**
 * The attachment of an elastic network interface (ENI) to an ECS instance on Alibaba Cloud.
 *
 * @example
 * const data = new alibaba.NetworkInterfaceAttachment("data", {
 *   regionId: "cn-hangzhou",
 *   networkInterfaceId: "eni-bp1…",
 *   instanceId: "i-bp1…",
 * });
 */
export class NetworkInterfaceAttachment extends Attachment {
  /** The network card, where the cloud tells it. */
  declare readonly networkCardIndex: pulumi.Output<number | undefined>;

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
    super(kind, name, { ...args }, [...reportedProperties, "networkCardIndex"], opts);
  }
}
