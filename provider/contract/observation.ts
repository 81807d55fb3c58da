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
  | "running"
  | "stopped"
  /** Starting, stopping, restarting: it will be something else by itself. */
  | "changing"
  /** The cloud keeps it from being used: expired, overdue, under security control. */
  | "locked"
  /** On its way out, or broken for good. */
  | "lost"
  /** A word that the documentation does not list: no rule stands on it, so the cloud decides. */
  | "unknown";

export interface InstanceView {
  readonly id: string;
  readonly name?: string | undefined;
  readonly status: InstanceStatus;
  readonly cloudStatus: string;
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
  /** The members of its trunk interfaces, where the cloud tells. */
  readonly memberIds?: readonly string[] | undefined;
  /** How many interfaces and members together it may hold; undefined where it was not asked for, or is not told. */
  readonly totalQuota?: number | undefined;
  /** Whether its guest agent is on, where the cloud tells. */
  readonly guestAgent?: boolean | undefined;
}

/** One look: both things at one moment. */
export interface Observation {
  /** Undefined: the cloud does not know the id, asked for alone. */
  readonly networkInterface: InterfaceView | undefined;
  /** The instance the operation is about. Undefined: the cloud does not know the id. "not looked at": not needed for the decision. */
  readonly instance: InstanceView | undefined | "not looked at";
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
