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
   * The region of both the vNIC and the instance, such as "asia-east-1". Default: the configuration
   * `eni:zenlayerRegionId`. Required when that key is not set.
   * @change replaces
   */
  regionId?: pulumi.Input<string> | undefined;
}

const attachmentKind = "zenlayer:NetworkInterfaceAttachment";

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
    const restoreTraces = shortenTraces(opts);
    try {
      super(...registration(attachmentKind, name, args, reportedProperties, opts));
      declareAttachment(this, args, opts);
    } finally {
      restoreTraces();
    }
  }
}

/** The arguments of a `NetworkInterface`: those of every cloud, and the cloud's own. */
export interface NetworkInterfaceArgs extends InterfaceArgs, OwnInterfaceArgs {}

const interfaceKind = "zenlayer:NetworkInterface";

/**
 * A vNIC of Zenlayer Elastic Compute (ZEC).
 *
 * @example
 * const vnic = new zenlayer.NetworkInterface("data", {
 *   regionId: "asia-east-1",
 *   subnetId: "1283…",
 *   name: "data",
 * });
 */
export class NetworkInterface extends Interface {
  /** The security group. */
  declare readonly securityGroupId: pulumi.Output<string | undefined>;
  /** "IPv4", "IPv6" or "IPv4_IPv6". */
  declare readonly nicStackType: pulumi.Output<string | undefined>;
  /** The resource group. */
  declare readonly resourceGroupId: pulumi.Output<string | undefined>;

  /** Looks up a vNIC that exists, by its id. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: Pick<NetworkInterfaceArgs, "regionId" | "profile">,
    opts?: pulumi.CustomResourceOptions,
  ): NetworkInterface {
    return new NetworkInterface(name, state as NetworkInterfaceArgs, { ...opts, id });
  }

  constructor(name: string, args: NetworkInterfaceArgs, opts?: pulumi.CustomResourceOptions) {
    const reported = [...reportedInterfaceProperties, "securityGroupId", "nicStackType", "resourceGroupId"];
    const restoreTraces = shortenTraces(opts);
    try {
      super(...registration(interfaceKind, name, args, reported, opts));
    } finally {
      restoreTraces();
    }
  }
}
