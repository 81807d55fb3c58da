import type * as pulumi from "@pulumi/pulumi";
import { Attachment, type AttachmentArgs, reportedProperties } from "../../resource";

export interface NetworkInterfaceAttachmentArgs extends AttachmentArgs {
  /**
   * The generation of the API: "v3", or "v2" for the legacy one. Default: "v3".
   * @change replaces
   */
  api?: pulumi.Input<"v3" | "v2"> | undefined;
  /**
   * The VPC of the interface, such as "vpc-7t9nf3pu". Required with `api: "v2"`, and only then.
   * @change updates, without a call that changes anything
   */
  vpcId?: pulumi.Input<string> | undefined;
}

const kind = "tencent:NetworkInterfaceAttachment";

/**
 * The attachment of an elastic network interface (ENI) to a CVM instance on Tencent Cloud.
 *
 * @example
 * const data = new tencent.NetworkInterfaceAttachment("data", {
 *   regionId: "ap-guangzhou",
 *   networkInterfaceId: "eni-m6dyj72l",
 *   instanceId: "ins-xx44545f",
 * });
 */
export class NetworkInterfaceAttachment extends Attachment {
  /** The generation of the API, as declared. */
  declare readonly api: pulumi.Output<string | undefined>;
  /** When it was attached, as the cloud writes it; undefined before the first attach. */
  declare readonly attachedAt: pulumi.Output<string | undefined>;

  /** Looks up an attachment that exists. `id` is `<networkInterfaceId>:<instanceId>`. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: Pick<NetworkInterfaceAttachmentArgs, "regionId" | "profile" | "api" | "vpcId">,
    opts?: pulumi.CustomResourceOptions,
  ): NetworkInterfaceAttachment {
    return new NetworkInterfaceAttachment(name, state as NetworkInterfaceAttachmentArgs, { ...opts, id });
  }

  constructor(name: string, args: NetworkInterfaceAttachmentArgs, opts?: pulumi.CustomResourceOptions) {
    super(kind, name, { ...args }, [...reportedProperties, "api", "attachedAt"], opts);
  }
}
