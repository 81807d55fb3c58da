// Generated from interface-arguments.ts by `npm run tables`: make changes there.
import type * as pulumi from "@pulumi/pulumi";

/** The arguments of a `NetworkInterface` that Alibaba Cloud adds to those of every cloud. */
export interface OwnInterfaceArgs {
  /**
   * The only security group; or give `securityGroupIds`.
   * @change updates
   */
  securityGroupId?: pulumi.Input<string> | undefined;
  /**
   * The security groups, of the vSwitch's VPC; or give `securityGroupId`.
   * @change updates
   */
  securityGroupIds?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * The name, 2 to 128 characters. Default: none.
   * @change updates
   */
  name?: pulumi.Input<string> | undefined;
  /**
   * The description, 2 to 255 characters, not beginning with http:// or https://. Default: none.
   * @change updates
   */
  description?: pulumi.Input<string> | undefined;
  /**
   * The primary private address, free and in the vSwitch's CIDR block. Default: the cloud's choice.
   * @change replaces
   */
  primaryIpAddress?: pulumi.Input<string> | undefined;
  /**
   * Secondary private addresses, at most 10; or give `secondaryIpAddressCount`. Addresses that others add later are not
   * drift, and stay.
   * @change updates
   */
  secondaryIpAddresses?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * How many secondary private addresses the cloud chooses, 1 to 49. A smaller number takes none away, because any of
   * them may be in use.
   * @change updates
   */
  secondaryIpAddressCount?: pulumi.Input<number> | undefined;
  /**
   * IPv6 addresses to assign, at most 10; or give `ipv6AddressCount`. Addresses that others add later are not drift,
   * and stay.
   * @change updates
   */
  assignedIpv6Addresses?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * How many IPv6 addresses the cloud chooses, 1 to 10. A smaller number takes none away, because any of them may be in
   * use.
   * @change updates
   */
  ipv6AddressCount?: pulumi.Input<number> | undefined;
  /**
   * IPv4 prefixes to assign, at most 10; or give `ipv4PrefixCount`. Prefixes that others add later are not drift, and
   * stay.
   * @change updates
   */
  ipv4Prefixes?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * How many IPv4 prefixes the cloud chooses, 1 to 10. A smaller number takes none away, because any of them may be in
   * use.
   * @change updates
   */
  ipv4PrefixCount?: pulumi.Input<number> | undefined;
  /**
   * IPv6 prefixes to assign, at most 10; or give `ipv6PrefixCount`. Prefixes that others add later are not drift, and
   * stay.
   * @change updates
   */
  ipv6Prefixes?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * How many IPv6 prefixes the cloud chooses, 1 to 10. A smaller number takes none away, because any of them may be in
   * use.
   * @change updates
   */
  ipv6PrefixCount?: pulumi.Input<number> | undefined;
  /**
   * "Secondary" or "Trunk". Default: "Secondary".
   * @change replaces
   */
  instanceType?: pulumi.Input<"Secondary" | "Trunk"> | undefined;
  /**
   * "Standard" or "HighPerformance"; a HighPerformance interface can be attached only while the instance is stopped.
   * Default: "Standard".
   * @change replaces
   */
  networkInterfaceTrafficMode?: pulumi.Input<"Standard" | "HighPerformance"> | undefined;
  /**
   * The number of queues, 1 to 2048. It can be changed while the interface is free or its instance is stopped. Default:
   * the instance type's.
   * @change updates
   */
  queueNumber?: pulumi.Input<number> | undefined;
  /**
   * Whether the interface is deleted with the instance that holds it. Default: the cloud's, true.
   * @change updates
   */
  deleteOnRelease?: pulumi.Input<boolean> | undefined;
  /**
   * Whether the cloud drops packets with another source or destination than the interface. Default: the cloud's.
   * @change updates
   */
  sourceDestCheck?: pulumi.Input<boolean> | undefined;
  /**
   * The resource group. Default: the account's default one.
   * @change replaces
   */
  resourceGroupId?: pulumi.Input<string> | undefined;
  /**
   * All tags of the interface except the cloud's own, at most 19, because pulumi-eni adds one. `{}` removes all.
   * Default: none; existing tags stay.
   * @change updates
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}
