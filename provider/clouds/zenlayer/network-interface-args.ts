// Generated from interface-arguments.ts by `npm run tables`: make changes there.
import type * as pulumi from "@pulumi/pulumi";

/** The arguments of a `NetworkInterface` that Zenlayer adds to those of every cloud. */
export interface OwnInterfaceArgs {
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
   * How the traffic of the public IPv6 address is paid for. Default: the cloud's choice.
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
   * All tags of the vNIC, at most 19, because pulumi-eni adds one. `{}` removes all. Default: none; existing tags stay.
   * @change updates
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}
