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
    } finally {
      restoreTraces();
    }
  }
}

export interface NetworkInterfaceArgs extends InterfaceArgs {
  /**
   * The generation of the API: "v3", or "v2" for the legacy one, which knows no tags and changes no security groups.
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
   * Secondary private addresses, at most 10 with the primary one; or give `secondaryIpAddressCount`.
   * @change replaces
   */
  secondaryIpAddresses?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * How many secondary private addresses the cloud chooses. Others that are added later are no drift.
   * @change replaces
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
   * All tags of the interface but the cloud's own, at most 49: pulumi-eni adds one. `{}` takes all off. Default: none;
   * tags that are there stay.
   * @change updates
   */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

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
