import type { ZodType } from "zod/v3";
import type { CodeEntry } from "../core/errors";
import type { Page } from "../core/pages";
import type { Access } from "./access";
import type { DeclaredArgument } from "./argument-forms";
import type {
  Bound,
  InstanceView,
  InterfaceRoom,
  InterfaceView,
  SecurityGroupView,
  SubnetView,
  UsedAddress,
} from "./observation";
import type { Rule } from "./rules";
import type { TagChange } from "./tags";
import type { Timing } from "./timing";
import type { WireNames } from "./wire-names";

/** Everything the provider needs to know about one cloud. A new cloud implements this in `clouds/<cloud>/cloud.ts`. */
export interface Cloud {
  /** The name of its folder, of its namespace in programs and in type tokens. */
  readonly name: string;
  /** The name for people. */
  readonly title: string;
  /** Arguments of the attachment that only this cloud has, and stricter forms of the common ones. */
  readonly attachmentArguments: Readonly<Record<string, ZodType>>;
  /** Conditions between arguments. Each violated one is a failure on its property. */
  readonly argumentConflicts?: (
    inputs: Readonly<Record<string, unknown>>,
  ) => readonly { readonly property: string; readonly reason: string }[];
  /**
   * The arguments of its `NetworkInterface`. Undefined when the cloud's interfaces can only be attached, not created.
   */
  readonly networkInterface?: InterfaceArguments;
  /** The names that other tools give the arguments. A program that uses one is told the name here. */
  readonly namesElsewhere?: NamesElsewhere;
  /** The value of `api` when it is not declared, for a cloud with several generations of its API. */
  readonly defaultApi?: string;
  /** The rules and codes of all generations of its API. */
  readonly rules: readonly Rule[];
  readonly codes: readonly CodeEntry[];
  /** The tables of each generation, by the value of `api`. Undefined when the API has one generation. */
  readonly generations?: Readonly<Record<string, ApiTables>>;
  readonly limits: Limits;
  /**
   * What to ask for to know what else is bound to an interface, such as its VPC or the load balancers of its instance.
   * One answer serves many interfaces. Undefined when no call shows it.
   *
   * @param holder the instance that holds it
   */
  readonly bindingKeys?: (
    networkInterface: InterfaceView,
    holder: InstanceView | undefined,
  ) => readonly string[];
  /** Opens a connection. It reads the credentials at its first call only. */
  readonly connect: (place: Place, surroundings: Surroundings) => Connection;
}

/** What the documentation of one API says. */
export interface ApiTables {
  readonly rules: readonly Rule[];
  readonly codes: readonly CodeEntry[];
}

/**
 * The arguments that a name of another tool stands for. Letter case and underscores do not count. An empty list: nothing
 * here corresponds to it.
 */
export type NamesElsewhere = Readonly<Record<string, readonly string[]>>;

/** The arguments of a cloud's `NetworkInterface`. */
export interface InterfaceArguments {
  /** Arguments that select the API for the calls. A change replaces the interface. */
  readonly placeArguments?: Readonly<Record<string, DeclaredArgument>>;
  /**
   * An argument named `tags` is an object of texts: all tags of the interface, without the cloud's own and the marker.
   */
  readonly arguments: Readonly<Record<string, InterfaceArgument>>;
  /** What the arguments decide about a new interface, besides its place and its addresses. */
  readonly planned?: (inputs: Readonly<Record<string, unknown>>) => Partial<InterfaceView>;
  /**
   * The argument that names within what the cloud counts the account's interfaces. Undefined when no call tells how many
   * there may be.
   */
  readonly countedWithin?: "regionId" | "vpcId";
  /** Conditions between arguments. Each violated one is a failure on its property. */
  readonly conflicts: (
    inputs: Readonly<Record<string, unknown>>,
  ) => readonly { readonly property: string; readonly reason: string }[];
}

/** All facts about one argument: its public declaration, its documentation and its parameters are made from them. */
export interface InterfaceArgument extends DeclaredArgument {
  /** How a new value reaches an existing interface. */
  readonly change: "in place" | "replace";
  /** Its value is a list of addresses or their number. Addresses are assigned and unassigned by calls of their own. */
  readonly addresses?: (view: InterfaceView) => readonly string[];
  /**
   * Where only one interface at a time can have one of its values: in a subnet for addresses, in the region for others.
   * So a replacement with the same value must delete the old interface first. Default: any number can have it.
   */
  readonly exclusiveIn?: "subnet" | "region";
  /** Its value is the ids of security groups. */
  readonly namesGroups?: boolean;
  /** Its value is a number or a list of addresses that a new interface gets besides the primary one. */
  readonly adds?: "IPv4" | "IPv6";
  /** The generation of the API that cannot change it. There a new value replaces the interface. */
  readonly fixedIn?: string;
  readonly wire?: WireNames;
  /** The value that the cloud shows, in the form of the argument. Undefined when the cloud does not show it. */
  readonly live?: (view: InterfaceView) => unknown;
  /** One spelling for all values with the same meaning. Default: the value itself. */
  readonly canonical?: (value: unknown) => unknown;
  /** Whether the shown value is the declared one, both in that spelling. Default: equal, with lists in any order. */
  readonly satisfies?: (live: unknown, declared: unknown) => boolean;
  /** It is also an output: the shown value is reported, even when the argument is not declared. */
  readonly reported?: boolean;
}

/** Limits from the cloud's documentation. */
export interface Limits {
  readonly timing: Timing;
  /** How many ids one describe can ask for. */
  readonly maxIdsPerLook: number;
  /** How far this machine's clock may be off before the cloud refuses every call. */
  readonly maxClockSkewMs: number;
  /** The default of `timeouts.create` and of `timeouts.delete`. */
  readonly createTimeoutMs: number;
  readonly deleteTimeoutMs: number;
}

/** The place and the credentials of a resource. Two different places need two connections. */
export interface Place {
  readonly regionId: string;
  /** A named credential profile. Undefined for the default chain. */
  readonly profile: string | undefined;
  /** The generation of the API, for a cloud with several. */
  readonly api: string | undefined;
  /** Tencent's API v2 requires the VPC in every call. */
  readonly vpcId: string | undefined;
}

/**
 * The environment of the process. It is an argument, so that tests can replace it. A cloud takes it with the names of its own
 * `configuration.ts`, so that it cannot read a key that is not in that table.
 */
export interface Surroundings<ConfigurationName extends string = string> {
  /** A value of the stack's configuration, `eni:<name>`. */
  readonly config: (name: ConfigurationName) => string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  /** Tells the user something about the keys that were found. */
  readonly warn?: (message: string) => void;
}

export interface AttachRequest {
  readonly networkInterfaceId: string;
  readonly instanceId: string;
  /** The cloud's own arguments, as declared. */
  readonly declared: Readonly<Record<string, unknown>>;
  /** One for each operation and kind of write. A repetition of the write has the same token. */
  readonly token: string;
}

export interface DetachRequest {
  readonly networkInterfaceId: string;
  readonly instanceId: string;
  /** The trunk interface through which it is attached, as last seen. The declared one can be the new one. */
  readonly trunkInterfaceId?: string | undefined;
  readonly declared: Readonly<Record<string, unknown>>;
  readonly token: string;
}

/** The answer of a cloud that accepts a write. */
export interface Receipt {
  readonly requestId: string | undefined;
  /** The id to ask about the task of this write, when the cloud has tasks. */
  readonly taskId?: string | undefined;
  /**
   * The interface that a create made. Undefined when the answer does not name it; then the marker finds the interface.
   */
  readonly networkInterfaceId?: string | undefined;
  /** The create succeeded, but its answer says that no interface was created. */
  readonly createdNothing?: boolean;
}

/** The asynchronous task behind an accepted write. */
export interface TaskOutcome {
  /** "unknown": the cloud does not show the task yet, or no longer. */
  readonly state: "running" | "succeeded" | "failed" | "unknown";
  /** What the cloud says about a failed task. */
  readonly output?: string | undefined;
}

export interface CreateRequest {
  readonly declared: Readonly<Record<string, unknown>>;
  /** The create puts it on the interface, so that the interface can be found when the reply is lost. */
  readonly marker: string;
  readonly token: string;
}

export interface ModifyRequest {
  readonly networkInterfaceId: string;
  /** The arguments to change, with their declared values. */
  readonly changes: Readonly<Record<string, unknown>>;
}

/** Separate calls set and remove single tags, so that the tags of others stay. */
export interface TagsRequest extends TagChange {
  readonly networkInterfaceId: string;
}

/** The calls that change the addresses of an interface. */
export interface AddressWrites {
  readonly assign: (request: AssignRequest) => Promise<Receipt>;
  readonly unassign: (request: UnassignRequest) => Promise<Receipt>;
}

export interface UnassignRequest {
  readonly networkInterfaceId: string;
  /** The argument that declares the addresses. */
  readonly argument: string;
  readonly addresses: readonly string[];
}

export interface AssignRequest extends Omit<UnassignRequest, "addresses"> {
  /** The addresses, or how many the cloud chooses. */
  readonly addresses: readonly string[] | number;
  /** The same for the same change, so that a repeated call assigns nothing twice where the cloud knows tokens. */
  readonly token: string;
}

/**
 * One API, one region and one set of credentials. Each function makes one call, unless it says otherwise, and throws
 * `CloudError`.
 */
export interface Connection {
  readonly identity: Identity;
  readonly find: Finders;
  readonly writes: Writes;
  /** What the calls need, for `pulumi-eni doctor`. */
  readonly access: Access;
  /** How the connection differs from most clouds. */
  readonly quirks?: Quirks;
}

/** The endpoint of the calls, and who makes them. */
export interface Identity {
  /** Such as "https://ecs.aliyuncs.com". */
  readonly endpoint: string;
  /** Whether it is the documented endpoint of the region. */
  readonly endpointIsDefault: boolean;
  /** The account that the credentials belong to. Undefined when the cloud has no call for it. */
  readonly callerAccount?: () => Promise<string>;
  /** A short hash of the access key's id. Never the id itself. */
  readonly keyFingerprint: () => Promise<string>;
}

/** Calls that change nothing. */
export interface Finders {
  readonly interfaces: (ids: readonly string[]) => Promise<readonly InterfaceView[]>;
  readonly instances: (ids: readonly string[]) => Promise<readonly InstanceView[]>;
  /** What is bound to interfaces, by a key of `Cloud.bindingKeys`. */
  readonly bindings?: (key: string) => Promise<readonly Bound[]>;
  /** All interfaces of a VPC, in pages. Undefined when the cloud has no such list. */
  readonly interfacesOfVpc?: (vpcId: string, page: string | undefined) => Promise<Page<InterfaceView>>;
  /** All instances of a VPC, in pages. Undefined when the cloud has no such list. */
  readonly instancesOfVpc?: (vpcId: string, page: string | undefined) => Promise<Page<InstanceView>>;
  /** All instances of a zone, in pages, on a cloud that cannot list them by VPC. */
  readonly instancesOfZone?: (zoneId: string, page: string | undefined) => Promise<Page<InstanceView>>;
  /** The subnets with these ids. Undefined when the cloud has no describe of them. */
  readonly subnets?: (ids: readonly string[]) => Promise<readonly SubnetView[]>;
  /** The security groups with these ids. Undefined when the cloud has no describe of them. */
  readonly securityGroups?: (ids: readonly string[]) => Promise<readonly SecurityGroupView[]>;
  /** Which of these addresses of a subnet are in use. Undefined when no argument declares an address. */
  readonly usedAddresses?: (
    subnet: SubnetView,
    addresses: readonly string[],
  ) => Promise<readonly UsedAddress[]>;
  /** How many interfaces the account can have within a region or a VPC, by `InterfaceArguments.countedWithin`. */
  readonly interfaceRoom?: (within: string) => Promise<InterfaceRoom | undefined>;
  /** How much an instance can hold. */
  readonly capacity?: (instance: InstanceView) => Promise<Capacity>;
  /** The interfaces that an instance holds, if `instances` does not say it. */
  readonly heldInterfaces?: (instanceId: string) => Promise<readonly InterfaceView[]>;
  /**
   * The interfaces of a VPC, in pages that show which of them count against an instance's quota. Undefined when
   * `interfacesOfVpc` shows it.
   */
  readonly heldOfVpc?: (vpcId: string, page: string | undefined) => Promise<Page<InterfaceView>>;
  /**
   * Looks up ids that may not exist, on a cloud that refuses the describe of an unknown id. Undefined when unknown ids
   * are simply missing from the answer of `interfaces`.
   */
  readonly maybeGone?: (ids: readonly string[]) => Promise<readonly InterfaceView[]>;
  /** The interfaces with one of the markers. The answer may contain others, too. */
  readonly byMarker?: (markers: readonly string[]) => Promise<readonly InterfaceView[]>;
  readonly task?: (taskId: string) => Promise<TaskOutcome>;
}

export type Capacity = Pick<
  InstanceView,
  | "interfaceIds"
  | "interfaceQuota"
  | "totalQuota"
  | "networkCards"
  | "takesMembers"
  | "ipv4PerInterface"
  | "ipv6PerInterface"
>;

export interface Writes {
  readonly attach: (request: AttachRequest) => Promise<Receipt>;
  readonly detach: (request: DetachRequest) => Promise<Receipt>;
  /** Undefined when interfaces can only be attached, not created. */
  readonly networkInterface?: InterfaceWrites;
}

/** The calls that change the interface itself. */
export interface InterfaceWrites {
  readonly create: (request: CreateRequest) => Promise<Receipt>;
  readonly modify: (request: ModifyRequest) => Promise<Receipt>;
  /**
   * Makes as many calls as the cloud needs. A failure can leave the change half done, and the whole change may be
   * repeated. Undefined when the cloud never changes tags in place.
   */
  readonly updateTags?: (request: TagsRequest) => Promise<Receipt>;
  /** Undefined when no argument has `addresses`. */
  readonly addresses?: AddressWrites;
  readonly delete: (networkInterfaceId: string) => Promise<Receipt>;
}

export interface Quirks {
  /** The rules with the codes of this generation of the API, when the cloud has several. */
  readonly rules?: readonly Rule[];
  /** The timing values that differ from those of the cloud. */
  readonly timing?: Partial<Timing>;
  /**
   * The detach call does not name the instance: it detaches the interface from the instance that holds it at that
   * moment.
   */
  readonly detachNamesNoInstance?: boolean;
  /** The describe of interfaces takes one id. Several ids cost several calls, or pages. */
  readonly describesOneInterface?: boolean;
  /** The describe does not show transitions. Only the task says when one has ended. */
  readonly onlyTasksShowTransitions?: boolean;
  /** A create with an earlier token returns the interface of the earlier create, even if that was deleted. */
  readonly createRepeats?: boolean;
}
