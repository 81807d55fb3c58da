import type * as pulumi from "@pulumi/pulumi";
import { declareAttachment } from "../../declare-attachment";
import type { AttachmentArgs, InterfaceArgs } from "../../resource";
import {
  Attachment,
  Interface,
  registration,
  reportedInterfaceProperties,
  reportedProperties,
  shortenTraces,
} from "../../resource";
import type { OwnInterfaceArgs } from "./network-interface-args";

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

const attachmentKind = "tencent:NetworkInterfaceAttachment";

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
    const restoreTraces = shortenTraces(opts);
    try {
      super(...registration(attachmentKind, name, args, [...reportedProperties, "api", "attachedAt"], opts));
      declareAttachment(this, args, opts);
    } finally {
      restoreTraces();
    }
  }
}

/** The arguments of a `NetworkInterface`: those of every cloud, and the cloud's own. */
export interface NetworkInterfaceArgs extends InterfaceArgs, OwnInterfaceArgs {}

const interfaceKind = "tencent:NetworkInterface";

/**
 * An elastic network interface (ENI) on Tencent Cloud.
 *
 * @example
 * const eni = new tencent.NetworkInterface("data", {
 *   regionId: "ap-guangzhou",
 *   vpcId: "vpc-7t9nf3pu",
 *   subnetId: "subnet-2qhl25io",
 *   name: "data",
 * });
 */
export class NetworkInterface extends Interface {
  /** The description. */
  declare readonly description: pulumi.Output<string | undefined>;

  /** Looks up an interface that exists, by its id. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: Pick<NetworkInterfaceArgs, "regionId" | "profile" | "api"> &
      Partial<Pick<NetworkInterfaceArgs, "vpcId">>,
    opts?: pulumi.CustomResourceOptions,
  ): NetworkInterface {
    return new NetworkInterface(name, state as NetworkInterfaceArgs, { ...opts, id });
  }

  constructor(name: string, args: NetworkInterfaceArgs, opts?: pulumi.CustomResourceOptions) {
    const restoreTraces = shortenTraces(opts);
    try {
      super(
        ...registration(interfaceKind, name, args, [...reportedInterfaceProperties, "description"], opts),
      );
    } finally {
      restoreTraces();
    }
  }
}
