import type * as pulumi from "@pulumi/pulumi";
import {
  Attachment,
  type AttachmentArgs,
  Interface,
  type InterfaceArgs,
  registration,
  reportedInterfaceProperties,
  reportedProperties,
  shortenTraces,
} from "../../resource";

export interface NetworkInterfaceAttachmentArgs extends AttachmentArgs {
  /**
   * The region of both the vNIC and the instance, such as "asia-east-1".
   * @change replaces
   */
  regionId: pulumi.Input<string>;
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
    } finally {
      restoreTraces();
    }
  }
}

export interface NetworkInterfaceArgs extends InterfaceArgs {
  /**
   * The name, 2 to 63 letters, digits, -, /, _ and . with a letter or a digit at both ends.
   * @change updates
   */
  name: pulumi.Input<string>;
  /**
   * The security group. Default: the VPC's.
   * @change updates
   */
  securityGroupId?: pulumi.Input<string> | undefined;
  /**
   * Which addresses the vNIC has: "IPv4", "IPv6" or "IPv4_IPv6". Default: "IPv4".
   * @change replaces
   */
  nicStackType?: pulumi.Input<"IPv4" | "IPv6" | "IPv4_IPv6"> | undefined;
  /**
   * The resource group. Default: the account's default one.
   * @change replaces
   */
  resourceGroupId?: pulumi.Input<string> | undefined;
  /**
   * How traffic of the public IPv6 address is paid for. Default: the cloud's choice.
   * @change replaces
   */
  internetChargeType?: pulumi.Input<"ByBandwidth" | "ByTrafficPackage" | "BandwidthCluster"> | undefined;
  /**
   * The bandwidth of the public address in Mbit/s. Default: the cloud's choice.
   * @change replaces
   */
  bandwidth?: pulumi.Input<number> | undefined;
  /**
   * The size of the traffic package in TB; required with "ByTrafficPackage".
   * @change replaces
   */
  packageSize?: pulumi.Input<number> | undefined;
  /**
   * The bandwidth cluster; required with "BandwidthCluster".
   * @change replaces
   */
  clusterId?: pulumi.Input<string> | undefined;
  /**
   * How elastic IPs are bound: "FullNat" or "Passthrough". Default: the cloud's choice.
   * @change replaces
   */
  eipBindType?: pulumi.Input<"FullNat" | "Passthrough"> | undefined;
  /**
   * Elastic IPs to bind. Default: none.
   * @change replaces
   */
  eipIds?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * All tags of the vNIC, at most 19: pulumi-eni adds one. `{}` takes all off. Default: none; tags that are there stay.
   * @change updates
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

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
