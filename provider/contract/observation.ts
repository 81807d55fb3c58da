/** What a cloud shows about an interface and an instance, in words for all clouds. */

export type InterfaceKind = "primary" | "secondary" | "trunk" | "member" | "other";

export type InterfaceStatus =
  | "creating"
  | "available"
  | "attaching"
  | "attached"
  | "detaching"
  | "deleting"
  | "failed"
  /** A status that the documentation does not list. No decision is based on it. */
  | "unknown";

export interface PrivateAddress {
  readonly address: string;
  readonly primary: boolean;
  /** The public address that is bound to it, and the name of the binding, such as the id of an elastic IP. */
  readonly publicAddress?: { readonly address: string; readonly name?: string } | undefined;
}

export interface InterfaceView extends Bindings {
  readonly id: string;
  readonly name?: string | undefined;
  readonly kind: InterfaceKind;
  readonly status: InterfaceStatus;
  /** The status in the cloud's spelling, for messages. */
  readonly cloudStatus: string;
  /** The program declares it, and `up` will create it. The id is only a placeholder then. */
  readonly isPlanned?: boolean;
  /** The instance that holds it or is about to. Undefined when it is free, or when the cloud does not say. */
  readonly holder?: string | undefined;
  readonly deviceIndex?: number | undefined;
  readonly networkCardIndex?: number | undefined;
  /** The trunk interface through which a member is attached. Undefined for a member when the cloud does not say. */
  readonly trunkInterfaceId?: string | undefined;
  readonly macAddress?: string | undefined;
  readonly addresses: readonly PrivateAddress[];
  /** Public addresses of the interface, when the cloud does not say to which private address each is bound. */
  readonly publicAddresses?: readonly string[] | undefined;
  readonly ipv6Addresses: readonly string[];
  /** Undefined when the cloud does not show prefixes. */
  readonly ipv4Prefixes?: readonly string[] | undefined;
  readonly ipv6Prefixes?: readonly string[] | undefined;
  readonly zoneId?: string | undefined;
  readonly vpcId?: string | undefined;
  readonly subnetId?: string | undefined;
  readonly regionId?: string | undefined;
  /** A service of the cloud manages it. The owner of the account may not attach, detach or delete it. */
  readonly managedByService: boolean;
  /** Its kind cannot be attached or detached while the instance runs. */
  readonly coldPlugOnly: boolean;
  /** It does not count against the number of interfaces that its instance can hold. */
  readonly isOutsideQuota?: boolean;
  readonly attachedAt?: string | undefined;
  readonly description?: string | undefined;
  readonly securityGroupIds?: readonly string[] | undefined;
  /** The tags without the cloud's own and without the marker. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** The marker of the intent that created it. */
  readonly marker?: string | undefined;
  readonly createdAtMs?: number | undefined;
  /** What only this cloud shows about an interface, by the names of its arguments. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
}

/** What else uses an interface, while an instance holds it. Undefined: nobody asked, or no call shows it. */
export interface Bindings {
  /** One of its private addresses is a backend of a load balancer. */
  readonly behindLoadBalancer?: boolean | undefined;
  /** A high-availability virtual address is bound to it. */
  readonly hasVirtualAddress?: boolean | undefined;
}

/** Something that is bound to the interface with this id, or to the one of this instance with this address. */
export interface Bound {
  readonly as: keyof Bindings;
  readonly networkInterfaceId?: string | undefined;
  readonly instanceId?: string | undefined;
  readonly address?: string | undefined;
}

/** What else uses an interface, of all that is bound to some. */
export function bindingsOf({ id, holder, addresses }: InterfaceView, all: readonly Bound[]): Bindings {
  const own = all.filter((bound) =>
    bound.networkInterfaceId === undefined
      ? bound.instanceId === holder && addresses.some(({ address }) => address === bound.address)
      : bound.networkInterfaceId === id,
  );
  return Object.fromEntries(own.map((bound) => [bound.as, true]));
}

export type InstanceStatus =
  /** It will run without further action. */
  | "starting"
  | "running"
  /** It will be stopped without further action. */
  | "stopping"
  | "stopped"
  /** It is restarting, migrating or being installed, and becomes usable without further action. */
  | "restarting"
  /** Someone must act before it can be used: it is in the recycle bin, in rescue mode or being resized. */
  | "unusable"
  /** It is being released. */
  | "releasing"
  /** It could not be created. */
  | "failed"
  /** A status that the documentation does not list. No rule uses it, so the cloud decides. */
  | "unknown";

export interface InstanceView {
  readonly id: string;
  readonly name?: string | undefined;
  readonly status: InstanceStatus;
  /** The status in the cloud's spelling, for messages. */
  readonly cloudStatus: string;
  /** Why the cloud does not let it be used, whatever its status: expired, overdue, under security control. */
  readonly locks?: readonly string[] | undefined;
  readonly zoneId?: string | undefined;
  readonly vpcId?: string | undefined;
  readonly regionId?: string | undefined;
  readonly instanceType?: string | undefined;
  readonly startedAtMs?: number | undefined;
  /** The load balancers that send to it, when the cloud shows them. */
  readonly loadBalancerIds?: readonly string[] | undefined;
  /** The interfaces that it holds, when the cloud shows them: the primary one too, but not members of trunks. */
  readonly interfaceIds?: readonly string[] | undefined;
  /** How many interfaces it can hold. Undefined when nobody asked for it. */
  readonly interfaceQuota?: number | undefined;
  /** Whether interfaces can be attached through a trunk interface. Undefined when nobody asked for it. */
  readonly takesMembers?: boolean | undefined;
  /** How many addresses of each kind each of its interfaces can have. Undefined when nobody asked for it. */
  readonly ipv4PerInterface?: number | undefined;
  readonly ipv6PerInterface?: number | undefined;
  /** How many network cards it has. Undefined when nobody asked for it, or when the cloud does not say. */
  readonly networkCards?: number | undefined;
  /** The trunk interfaces that it holds, when the cloud shows them. */
  readonly trunkIds?: readonly string[] | undefined;
  /** The interfaces that the program attaches to it, without members of trunks. Only preview knows them. */
  readonly claimedIds?: readonly string[] | undefined;
  /** The members of its trunk interfaces, when the cloud shows them. */
  readonly memberIds?: readonly string[] | undefined;
  /**
   * How many interfaces and members it can hold together. Undefined when nobody asked for it, or when the cloud does
   * not say.
   */
  readonly totalQuota?: number | undefined;
  /** Whether its guest agent is on, when the cloud shows it. */
  readonly guestAgent?: boolean | undefined;
}

/** A subnet or vSwitch. */
export interface SubnetView {
  readonly id: string;
  readonly name?: string | undefined;
  readonly vpcId?: string | undefined;
  readonly zoneId?: string | undefined;
  readonly regionId?: string | undefined;
  /** Its IPv4 addresses, such as "10.0.1.0/24". */
  readonly cidrBlock?: string | undefined;
  /** How many IPv4 addresses are free, when the cloud says it. */
  readonly freeAddresses?: number | undefined;
}

export interface SecurityGroupView {
  readonly id: string;
  readonly name?: string | undefined;
  /** Undefined when groups do not belong to a VPC. */
  readonly vpcId?: string | undefined;
}

/** A private IPv4 address of a subnet that is not free. */
export interface UsedAddress {
  readonly address: string;
  /** The id of the interface, or of something else, that has it. */
  readonly usedBy?: string | undefined;
}

/** How many interfaces an account can have in a place, and how many it has. */
export interface InterfaceRoom {
  readonly quota: number;
  readonly held: number;
  /** How many private IPv4 addresses one of them can have while no instance holds it, when the cloud says it. */
  readonly addressesWhenFree?: number | undefined;
}

/** What a look shows about one thing. Undefined: the cloud does not know the id, also when asked for this id only. */
export type LookResult<View> = View | undefined | "not looked at";

/** One look at everything that a decision needs. */
export interface Observation {
  readonly networkInterface: InterfaceView | undefined;
  /** The instance that the goal names. */
  readonly instance: LookResult<InstanceView>;
  /** The instance that holds the interface, when it is another one. */
  readonly holder: LookResult<InstanceView>;
  /** The trunk interface that is declared. */
  readonly trunk: LookResult<InterfaceView>;
}

/** The view that a look showed, if any. */
export function viewOf<View>(seen: LookResult<View>): View | undefined {
  return seen === "not looked at" ? undefined : (seen as View | undefined);
}

/** The interface as it will be after a detach. */
export function asDetached(view: InterfaceView): InterfaceView {
  return { ...view, status: "available", holder: undefined };
}

/** "eni-1 (web-data)": an id with the name that a person gave it. */
export function nameOf(thing: { readonly id: string; readonly name?: string | undefined }): string {
  return thing.name && thing.name !== thing.id ? `${thing.id} (${thing.name})` : thing.id;
}

/** Whether an instance lists an interface as its own, also as a member of a trunk. */
export function lists({ interfaceIds = [], memberIds = [] }: InstanceView, id: string): boolean {
  return interfaceIds.includes(id) || memberIds.includes(id);
}

/** The status and the holder in one phrase, such as "Attaching to i-1". */
export function describeInterface(view: InterfaceView | undefined): string {
  if (!view) return "not found";
  return view.holder ? `${view.cloudStatus} on ${view.holder}` : view.cloudStatus;
}

/** An interface of which only the id is known. No rule about its status, kind or place applies. */
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
