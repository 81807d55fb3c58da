import type { ZodType } from "zod/v3";
import type { CodeEntry } from "../core/errors";
import type { Page } from "../core/pages";
import type { DeclaredArgument } from "./argument-forms";
import type { InstanceView, InterfaceView } from "./observation";
import type { Rule } from "./rules";
import type { TagChange } from "./tags";
import type { Timing } from "./timing";
import type { WireNames } from "./wire-names";

/** What one cloud is to the provider. A new cloud implements this in `clouds/<cloud>/cloud.ts`. */
export interface Cloud {
  /** The name of its folder, its namespace in programs and in type tokens. */
  readonly name: string;
  /** The name for people. */
  readonly title: string;
  /** Arguments of the attachment that only this cloud has, and stricter forms of those that all have. */
  readonly attachmentArguments: Readonly<Record<string, ZodType>>;
  /** Conditions between arguments; each violated one is a failure on its property. */
  readonly argumentConflicts?: (
    inputs: Readonly<Record<string, unknown>>,
  ) => readonly { readonly property: string; readonly reason: string }[];
  /** The arguments of its `NetworkInterface`; undefined: the cloud's interfaces are only attached, not made. */
  readonly networkInterface?: InterfaceArguments;
  /** What `api` is when it is not declared, where the cloud has several generations. */
  readonly defaultApi?: string;
  readonly rules: readonly Rule[];
  readonly codes: readonly CodeEntry[];
  readonly limits: Limits;
  /** Opens a connection. Reads credentials lazily, at its first call. */
  readonly connect: (place: Place, surroundings: Surroundings) => Connection;
}

/** What a `NetworkInterface` of a cloud is declared with. */
export interface InterfaceArguments {
  /** Those that say by which API it is asked for: a change replaces the interface. */
  readonly placeArguments?: Readonly<Record<string, DeclaredArgument>>;
  /** One named `tags` is a text by key: the whole set of tags but for the cloud's own and the marker. */
  readonly arguments: Readonly<Record<string, InterfaceArgument>>;
  /** Conditions between arguments; each violated one is a failure on its property. */
  readonly conflicts: (
    inputs: Readonly<Record<string, unknown>>,
  ) => readonly { readonly property: string; readonly reason: string }[];
}

/** All there is to say of one argument: its public declaration, its documentation and its parameters come from here. */
export interface InterfaceArgument extends DeclaredArgument {
  /** What another value means for the interface that is there. */
  readonly change: "in place" | "replace";
  /** The generation of the API that has no call to change it: there an interface is made anew. */
  readonly fixedIn?: string;
  readonly wire?: WireNames;
  /** What the cloud shows for it, in the form of the argument; undefined: it does not tell. */
  readonly live?: (view: InterfaceView) => unknown;
  /** One spelling of a value for all that mean the same; default: as it is. */
  readonly canonical?: (value: unknown) => unknown;
  /** Whether what the cloud shows is what was declared, both in that spelling; default: equal, lists in any order. */
  readonly satisfies?: (live: unknown, declared: unknown) => boolean;
  /** It is an output of its own too: the live value is reported whether declared or not. */
  readonly reported?: boolean;
}

/** Figures that the documentation of a cloud gives, with their units. */
export interface Limits {
  readonly timing: Timing;
  /** Ids in one describe. */
  readonly maxIdsPerLook: number;
  /** Default of `timeouts.create` and of `timeouts.delete`. */
  readonly createTimeoutMs: number;
  readonly deleteTimeoutMs: number;
}

/** Where and as whom a resource lives: all that distinguishes one connection from another. */
export interface Place {
  readonly regionId: string;
  /** A named credential profile; undefined: the default chain. */
  readonly profile: string | undefined;
  /** The generation of the API where a cloud has several. */
  readonly api: string | undefined;
  /** Tencent's v2 API wants the VPC in every call. */
  readonly vpcId: string | undefined;
}

/**
 * What surrounds the process: passed in, so that tests own it. A cloud takes it with the names of its own
 * `configuration.ts`, so that it cannot read a key that is not in that table.
 */
export interface Surroundings<ConfigurationName extends string = string> {
  /** A value of the stack's configuration, `eni:<name>`. */
  readonly config: (name: ConfigurationName) => string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
}

export interface AttachRequest {
  readonly networkInterfaceId: string;
  readonly instanceId: string;
  /** The cloud's own arguments, as declared. */
  readonly declared: Readonly<Record<string, unknown>>;
  /** One for each operation and kind of write, kept over its re-sends. */
  readonly token: string;
}

export interface DetachRequest {
  readonly networkInterfaceId: string;
  readonly instanceId: string;
  /** The trunk interface through which it is attached, as last seen. What is declared may be what it is to be. */
  readonly trunkInterfaceId?: string | undefined;
  readonly declared: Readonly<Record<string, unknown>>;
  readonly token: string;
}

/** What a cloud answers to a write that it accepts. */
export interface Receipt {
  readonly requestId: string | undefined;
  /** What the task of this write is asked by, where the cloud has tasks. */
  readonly taskId?: string | undefined;
  /** Of a create: what it made. Undefined: the cloud does not tell; the interface is found by its marker. */
  readonly networkInterfaceId?: string | undefined;
  /** Of a create: it answered that it made nothing, without an error. */
  readonly madeNothing?: boolean;
}

/** The asynchronous task behind an accepted write. */
export interface TaskOutcome {
  /** "unknown": the cloud does not tell: it does not show the task yet or any more. */
  readonly state: "running" | "succeeded" | "failed" | "unknown";
  /** What a failed task says. */
  readonly output?: string | undefined;
}

export interface CreateRequest {
  readonly declared: Readonly<Record<string, unknown>>;
  /** Put on the interface in the same call, so that it can be found when no reply comes. */
  readonly marker: string;
  readonly token: string;
}

export interface ModifyRequest {
  readonly networkInterfaceId: string;
  /** The arguments to change, with their declared values. */
  readonly changes: Readonly<Record<string, unknown>>;
}

/** Tags are changed by calls of their own, by key, so that those which no program declares stay. */
export interface TagsRequest extends TagChange {
  readonly networkInterfaceId: string;
}

/** One API, one region, one set of credentials. Each function is one call on the wire, unless it says otherwise, and throws `CloudError`. */
export interface Connection {
  readonly identity: Identity;
  readonly find: Finders;
  readonly writes: Writes;
  /** What is otherwise than on most clouds. */
  readonly quirks?: Quirks;
}

/** Where calls go, and as whom. */
export interface Identity {
  /** Such as "https://ecs.aliyuncs.com". */
  readonly endpoint: string;
  /** Whether that is what the cloud's documentation gives for the region. */
  readonly endpointIsDefault: boolean;
  /** The account behind the credentials; undefined where the cloud has no call for it. */
  readonly callerAccount?: () => Promise<string>;
  /** A short hash of the access key's id. Never the id itself. */
  readonly keyFingerprint: () => Promise<string>;
}

/** Calls that change nothing. */
export interface Finders {
  readonly interfaces: (ids: readonly string[]) => Promise<readonly InterfaceView[]>;
  readonly instances: (ids: readonly string[]) => Promise<readonly InstanceView[]>;
  /** All interfaces of a VPC, by pages; undefined: the cloud does not list so. */
  readonly interfacesOfVpc?: (vpcId: string, page: string | undefined) => Promise<Page<InterfaceView>>;
  /** All instances of a VPC, by pages; undefined: the cloud does not list so. */
  readonly instancesOfVpc?: (vpcId: string, page: string | undefined) => Promise<Page<InstanceView>>;
  /** What an instance holds and may hold, as far as `instances` does not tell: asked by preflight alone. */
  readonly capacity?: (instance: InstanceView) => Promise<Capacity>;
  /**
   * Where a look at an id that does not exist (any more) is refused: another way to look, that is not. Undefined: what
   * is unknown is missing from the answer of `interfaces`.
   */
  readonly maybeGone?: (ids: readonly string[]) => Promise<readonly InterfaceView[]>;
  /** The interfaces that carry one of the markers; others may be among the answer. */
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
  /** Undefined where interfaces are only attached, not made. */
  readonly networkInterface?: InterfaceWrites;
}

/** The calls on the interface itself. */
export interface InterfaceWrites {
  readonly create: (request: CreateRequest) => Promise<Receipt>;
  readonly modify: (request: ModifyRequest) => Promise<Receipt>;
  /**
   * As many calls as the cloud needs for it. A failure may leave a part done, and all of it may be sent again.
   * Undefined: tags are never changed in place.
   */
  readonly updateTags?: (request: TagsRequest) => Promise<Receipt>;
  readonly delete: (networkInterfaceId: string) => Promise<Receipt>;
}

export interface Quirks {
  /** The rules with the codes of this generation of the API, where there are several. */
  readonly rules?: readonly Rule[];
  /** Where this connection needs other times than its cloud's. */
  readonly timing?: Partial<Timing>;
  /** Its detach takes the interface from whatever instance holds it at that moment. */
  readonly detachNamesNoInstance?: boolean;
  /** The describe shows no transitions: only the task tells when one is over. */
  readonly onlyTasksShowTransitions?: boolean;
  /** A create with an earlier token answers with what that one made, also when it is gone. */
  readonly createRepeats?: boolean;
}
