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
      declareAttachment(this, args, opts);
    } finally {
      restoreTraces();
    }
  }
}

/** The arguments of a `NetworkInterface`: those of every cloud, and the cloud's own. */
export interface NetworkInterfaceArgs extends InterfaceArgs, OwnInterfaceArgs {}

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
