// Generated from interface-arguments.ts by `npm run tables`: make changes there.
import type * as pulumi from "@pulumi/pulumi";

/** The arguments of a `NetworkInterface` that Tencent Cloud adds to those of every cloud. */
export interface OwnInterfaceArgs {
  /**
   * The generation of the API: "v3", or "v2" for the legacy one, which has no tags and cannot change security groups.
   * Default: "v3".
   * @change replaces
   */
  api?: pulumi.Input<"v3" | "v2"> | undefined;
  /**
   * The VPC of the subnet, such as "vpc-7t9nf3pu".
   * @change replaces
   */
  vpcId: pulumi.Input<string>;
  /**
   * The name, at most 60 bytes.
   * @change updates
   */
  name: pulumi.Input<string>;
  /**
   * The description, at most 60 characters, 1 to 37 with `api: "v2"`. Default: none.
   * @change updates
   */
  description?: pulumi.Input<string> | undefined;
  /**
   * The security groups. Default: none.
   * @change updates; replaces with `api: "v2"`, which has no call for it
   */
  securityGroupIds?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * The primary private address, free and in the subnet. Default: the cloud's choice.
   * @change replaces
   */
  primaryIpAddress?: pulumi.Input<string> | undefined;
  /**
   * Secondary private addresses, at most 10 with the primary one; or give `secondaryIpAddressCount`. Addresses that
   * others add later are not drift, and stay.
   * @change updates
   */
  secondaryIpAddresses?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * How many secondary private addresses the cloud chooses. Addresses that others add later are not drift. A smaller
   * number takes none away, because any of them may be in use.
   * @change updates
   */
  secondaryIpAddressCount?: pulumi.Input<number> | undefined;
  /**
   * The quality of service: "PT", "AU", "AG" or "DEFAULT". Only with API v3. Default: the cloud's.
   * @change replaces
   */
  qosLevel?: pulumi.Input<"PT" | "AU" | "AG" | "DEFAULT"> | undefined;
  /**
   * "Enable" makes it a trunk interface. Only with API v3. Default: "Disable".
   * @change updates
   */
  trunkingFlag?: pulumi.Input<"Enable" | "Disable"> | undefined;
  /**
   * Whether it is an RDMA interface. Only with API v3. Default: false.
   * @change replaces
   */
  isRdma?: pulumi.Input<boolean> | undefined;
  /**
   * All tags of the interface except the cloud's own, at most 49, because pulumi-eni adds one. `{}` removes all.
   * Default: none; existing tags stay.
   * @change updates
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}
