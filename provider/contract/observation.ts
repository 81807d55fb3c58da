/** What a cloud answers about an interface and an instance, in words that hold on every cloud. */

export type InterfaceKind = "primary" | "secondary" | "trunk" | "member" | "other";

export type InterfaceStatus =
  | "creating"
  | "available"
  | "attaching"
  | "attached"
  | "detaching"
  | "deleting"
  | "failed"
  /** A word that the documentation does not list: nothing is concluded from it. */
  | "unknown";

export interface PrivateAddress {
  readonly address: string;
  readonly primary: boolean;
  /** The public address that is bound to it, with the name of that binding, such as the id of an elastic IP. */
  readonly publicAddress?: { readonly address: string; readonly name?: string } | undefined;
}

export interface InterfaceView {
  readonly id: string;
  readonly name?: string | undefined;
  readonly kind: InterfaceKind;
  readonly status: InterfaceStatus;
  /** The status as the cloud spells it, for messages. */
  readonly cloudStatus: string;
  /** The instance that holds it or is about to; undefined when free or not told. */
  readonly holder?: string | undefined;
  readonly deviceIndex?: number | undefined;
  readonly networkCardIndex?: number | undefined;
  /** The trunk interface through which a member is attached; of a member, undefined: not told. */
  readonly trunkInterfaceId?: string | undefined;
  readonly macAddress?: string | undefined;
  readonly addresses: readonly PrivateAddress[];
  /** Public addresses of the interface, where the cloud does not tell to which private address each is bound. */
  readonly publicAddresses?: readonly string[] | undefined;
  readonly ipv6Addresses: readonly string[];
  readonly zoneId?: string | undefined;
  readonly vpcId?: string | undefined;
  readonly subnetId?: string | undefined;
  readonly regionId?: string | undefined;
  /** A service of the cloud owns it; its owner may not attach, detach or delete it. */
  readonly managedByService: boolean;
  /** It is of a kind that cannot be plugged while the instance runs. */
  readonly coldPlugOnly: boolean;
  /** A private address of it is the backend of a load balancer; undefined where the cloud does not tell. */
  readonly behindLoadBalancer?: boolean | undefined;
  readonly attachedAt?: string | undefined;
  readonly description?: string | undefined;
  readonly securityGroupIds?: readonly string[] | undefined;
  /** Without the cloud's own and without the marker. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** The marker of the intent that made it. */
  readonly marker?: string | undefined;
  readonly createdAtMs?: number | undefined;
  /** What only this cloud tells about an interface, by the names of its arguments. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
}

export type InstanceStatus =
  /** It will be running by itself. */
  | "starting"
  | "running"
  /** It will be stopped by itself. */
  | "stopping"
  | "stopped"
  /** Restarting, migrating, being installed: it can be used again by itself. */
  | "restarting"
  /** Someone must act before it can be used: in the recycle bin, in rescue mode, being resized. */
  | "unusable"
  /** It is being released. */
  | "releasing"
  /** It could not be created. */
  | "failed"
  /** A word that the documentation does not list: no rule uses it, so the cloud decides. */
  | "unknown";

export interface InstanceView {
  readonly id: string;
  readonly name?: string | undefined;
  readonly status: InstanceStatus;
  /** The status as the cloud spells it, for messages. */
  readonly cloudStatus: string;
  /** Why the cloud keeps it from being used, whatever its status: expired, overdue, under security control. */
  readonly locks?: readonly string[] | undefined;
  readonly zoneId?: string | undefined;
  readonly vpcId?: string | undefined;
  readonly regionId?: string | undefined;
  readonly instanceType?: string | undefined;
  readonly startedAtMs?: number | undefined;
  /** The interfaces that it holds, where the cloud tells; the primary one is among them, members of trunks are not. */
  readonly interfaceIds?: readonly string[] | undefined;
  /** How many of these it may hold; undefined where it was not asked for. */
  readonly interfaceQuota?: number | undefined;
  /** Whether interfaces can be attached to it through a trunk interface; undefined where it was not asked for. */
  readonly takesMembers?: boolean | undefined;
  /** How many addresses of each kind one of its interfaces may have; undefined where it was not asked for. */
  readonly ipv4PerInterface?: number | undefined;
  readonly ipv6PerInterface?: number | undefined;
  /** How many network cards it has; undefined where it was not asked for, or is not told. */
  readonly networkCards?: number | undefined;
  /** The trunk interfaces that it holds, where the cloud tells. */
  readonly trunkIds?: readonly string[] | undefined;
  /** The members of its trunk interfaces, where the cloud tells. */
  readonly memberIds?: readonly string[] | undefined;
  /** How many interfaces and members together it may hold; undefined where it was not asked for, or is not told. */
  readonly totalQuota?: number | undefined;
  /** Whether its guest agent is on, where the cloud tells. */
  readonly guestAgent?: boolean | undefined;
}

/** What a look shows of one thing; undefined: the cloud does not know the id, asked for alone. */
export type Seen<View> = View | undefined | "not looked at";

/** One look at all that a decision needs. */
export interface Observation {
  readonly networkInterface: InterfaceView | undefined;
  /** The instance that the goal names. */
  readonly instance: Seen<InstanceView>;
  /** The instance that holds the interface, where that is another. */
  readonly holder: Seen<InstanceView>;
  /** The trunk interface that is declared. */
  readonly trunk: Seen<InterfaceView>;
}

/** The view that a look showed; undefined where it showed none. */
export function viewOf<View>(seen: Seen<View>): View | undefined {
  return seen === "not looked at" ? undefined : (seen as View | undefined);
}

/** An interface as it is once it has been detached. */
export function asDetached(view: InterfaceView): InterfaceView {
  return { ...view, status: "available", holder: undefined };
}

/** "eni-1 (web-data)": an id with the name that a person gave it. */
export function nameOf(thing: { readonly id: string; readonly name?: string | undefined }): string {
  return thing.name && thing.name !== thing.id ? `${thing.id} (${thing.name})` : thing.id;
}

/** Whether an instance lists an interface among those that it holds, members of its trunks included. */
export function lists({ interfaceIds = [], memberIds = [] }: InstanceView, id: string): boolean {
  return interfaceIds.includes(id) || memberIds.includes(id);
}

/** Every status in one phrase: "Attaching to i-1". */
export function describeInterface(view: InterfaceView | undefined): string {
  if (!view) return "not found";
  return view.holder ? `${view.cloudStatus} on ${view.holder}` : view.cloudStatus;
}

/** An interface of which nothing is known but the id: no rule about its status, kind or place applies. */
export function unknownInterface(id: string): InterfaceView {
  return {
    id,
    kind: "other",
    status: "unknown",
    cloudStatus: "not found",
    addresses: [],
    ipv6Addresses: [],
    managedByService: false,
    coldPlugOnly: false,
  };
}
