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
   * The network card, on instance families with several. Default: the cloud's choice.
   * @change updates: detached, then attached to the other card
   */
  networkCardIndex?: pulumi.Input<number> | undefined;
  /**
   * The trunk interface through which the interface is attached, as its member. Default: none.
   * @change updates: detached, then attached through the other trunk, or through none
   */
  trunkNetworkInstanceId?: pulumi.Input<string> | undefined;
}

const attachmentKind = "alibaba:NetworkInterfaceAttachment";
const reported = [...reportedProperties, "networkCardIndex", "attachedThrough"];

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
  /** The trunk interface through which the cloud reports it as attached; undefined: through none. */
  declare readonly attachedThrough: pulumi.Output<string | undefined>;

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
      super(...registration(attachmentKind, name, args, reported, opts));
    } finally {
      restoreTraces();
    }
  }
}

export interface NetworkInterfaceArgs extends InterfaceArgs {
  /**
   * The one security group; or give `securityGroupIds`.
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
   * Secondary private addresses, at most 10; or give `secondaryIpAddressCount`. Others that are added later are no drift.
   * @change replaces
   */
  secondaryIpAddresses?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * How many secondary private addresses the cloud chooses, 1 to 49.
   * @change replaces
   */
  secondaryIpAddressCount?: pulumi.Input<number> | undefined;
  /**
   * IPv6 addresses to assign, at most 10; or give `ipv6AddressCount`.
   * @change replaces
   */
  assignedIpv6Addresses?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * How many IPv6 addresses the cloud chooses, 1 to 10.
   * @change replaces
   */
  ipv6AddressCount?: pulumi.Input<number> | undefined;
  /**
   * IPv4 prefixes to assign, at most 10; or give `ipv4PrefixCount`.
   * @change replaces
   */
  ipv4Prefixes?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * How many IPv4 prefixes the cloud chooses, 1 to 10.
   * @change replaces
   */
  ipv4PrefixCount?: pulumi.Input<number> | undefined;
  /**
   * IPv6 prefixes to assign, at most 10; or give `ipv6PrefixCount`.
   * @change replaces
   */
  ipv6Prefixes?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * How many IPv6 prefixes the cloud chooses, 1 to 10.
   * @change replaces
   */
  ipv6PrefixCount?: pulumi.Input<number> | undefined;
  /**
   * "Secondary" or "Trunk". Default: "Secondary".
   * @change replaces
   */
  instanceType?: pulumi.Input<"Secondary" | "Trunk"> | undefined;
  /**
   * "Standard" or "HighPerformance"; the latter is attached only to a stopped instance. Default: "Standard".
   * @change replaces
   */
  networkInterfaceTrafficMode?: pulumi.Input<"Standard" | "HighPerformance"> | undefined;
  /**
   * The number of queues, 1 to 2048; changed while the interface is free or its instance stopped. Default: the type's.
   * @change updates
   */
  queueNumber?: pulumi.Input<number> | undefined;
  /**
   * Whether the interface is deleted with the instance that holds it. Default: the cloud's, true.
   * @change updates
   */
  deleteOnRelease?: pulumi.Input<boolean> | undefined;
  /**
   * Whether the cloud drops packets of other sources and destinations. Default: the cloud's.
   * @change updates
   */
  sourceDestCheck?: pulumi.Input<boolean> | undefined;
  /**
   * The resource group. Default: the account's default one.
   * @change replaces
   */
  resourceGroupId?: pulumi.Input<string> | undefined;
  /**
   * All tags of the interface but the cloud's own, at most 19: pulumi-eni adds one. `{}` takes all off. Default: none;
   * tags that are there stay.
   * @change updates
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

const interfaceKind = "alibaba:NetworkInterface";

/**
 * An elastic network interface (ENI) on Alibaba Cloud.
 *
 * @example
 * const eni = new alibaba.NetworkInterface("data", {
 *   regionId: "cn-hangzhou",
 *   subnetId: "vsw-bp1…",
 *   securityGroupId: "sg-bp1…",
 * });
 */
export class NetworkInterface extends Interface {
  /** The description. */
  declare readonly description: pulumi.Output<string | undefined>;

  /** Looks up an interface that exists, by its id. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state: Pick<NetworkInterfaceArgs, "regionId" | "profile">,
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
