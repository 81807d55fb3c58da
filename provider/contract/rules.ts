import {
  type InstanceView,
  type InterfaceRoom,
  type InterfaceView,
  nameOf,
  type SecurityGroupView,
  type SubnetView,
  type UsedAddress,
} from "./observation";

/**
 * The operation that a rule is about. "adopt" makes no call: the resource takes over an existing attachment. "assign"
 * gives more addresses to an existing interface.
 */
export type Operation = "attach" | "detach" | "delete" | "adopt" | "create" | "change" | "assign";

/**
 * How long an obstacle lasts. `never`: waiting does not help, and neither does a change of these two resources. `until
 * changed`: someone must act. `passing`: it ends without further action. `note`: no obstacle, but the user should know
 * it.
 */
export type Lasting = "never" | "until changed" | "passing" | "note";

/** The facts that a rule is based on. */
export interface Situation {
  /** For an unknown interface this is `unknownInterface`: it has no status, kind or holder. */
  readonly networkInterface: InterfaceView;
  /** The instance to attach to or to detach from. Undefined: the cloud does not know it, or it was not looked up. */
  readonly instance: InstanceView | undefined;
  readonly regionId: string;
  /** The VPC, when the cloud looks for interfaces within one VPC. */
  readonly vpcId?: string | undefined;
  /** The declared arguments of the attachment. */
  readonly declared?: DeclaredAttachment | undefined;
  /** The declared trunk interface. Undefined: the cloud does not know it, or it was not looked up. */
  readonly trunk?: InterfaceView | undefined;
  /** Another resource of the program that claims the interface. */
  readonly claimedBy?: string | undefined;
  /** What a new or changed interface is declared to be. */
  readonly declaredInterface?: DeclaredInterface | undefined;
  /** The things that were looked up and that the cloud does not know. */
  readonly unknown?: readonly ("networkInterface" | "instance" | "trunk" | "subnet")[] | undefined;
}

/** What a program declares about an interface, with what was found of it. */
export interface DeclaredInterface {
  readonly subnetId: string;
  /** Undefined: the cloud does not know it, or it was not looked up. */
  readonly subnet: SubnetView | undefined;
  readonly vpcId?: string | undefined;
  /** The security groups that were found, and the ids of those that were not. */
  readonly groups: readonly SecurityGroupView[];
  readonly unknownGroupIds: readonly string[];
  /** The private IPv4 addresses that are declared one by one. */
  readonly addresses: readonly string[];
  /** Those of them that something else has. */
  readonly usedAddresses: readonly UsedAddress[];
  /**
   * How many IPv4 addresses of its subnet it needs besides those that it has, how many it has then, and how many other new
   * interfaces of the program need.
   */
  readonly addressCount: number;
  readonly addressTotal: number;
  readonly othersAddressCount: number;
  /** The room that the account has for it and for other new interfaces of the program. Undefined: not known. */
  readonly room?: (InterfaceRoom & { readonly others: number }) | undefined;
}

/** The arguments that say how an interface is attached, and whether an existing attachment is adopted. */
export interface DeclaredAttachment {
  readonly instanceId?: string | undefined;
  readonly networkCardIndex?: number | undefined;
  readonly trunkNetworkInstanceId?: string | undefined;
  readonly ifAlreadyAttached?: "adopt" | "fail" | undefined;
}

/** One documented constraint of a cloud. Preview, the decision and the documentation use the same table. */
export interface Rule {
  /** A permanent name, such as "primary-interface". */
  readonly name: string;
  readonly operations: readonly Operation[];
  /** The argument that the user would change. */
  readonly argument:
    | "networkInterfaceId"
    | "instanceId"
    | "regionId"
    | "networkCardIndex"
    | "trunkNetworkInstanceId"
    | "subnetId"
    | "vpcId"
    | "securityGroupIds"
    | "primaryIpAddress";
  /** The constraint in one sentence, for tables. */
  readonly states: string;
  readonly applies: (situation: Situation) => boolean;
  /** The codes with which the cloud can refuse the call. */
  readonly codes: readonly string[];
  readonly lasting: Lasting;
  /**
   * Why preview only warns, although it would refuse otherwise. `adoption`: a forced replacement looks the same in
   * preview, but detaches the interface before the new attachment. `late describe`: the cloud may not show yet what was
   * created seconds ago. `handed over`: another resource of the program may give it up before. `inferred`: the
   * documentation does not say what counts.
   */
  readonly softer?: "adoption" | "late describe" | "handed over" | "inferred";
  /** Preview refuses it when `up` would create an interface before it meets the obstacle. */
  readonly errorBeforeCreate?: boolean;
  /** For a note: `preflight: "strict"` turns it into an error. */
  readonly errorUnderStrict?: boolean;
  /** Why the rule applies here. */
  readonly reason: (situation: Situation) => string;
  /** What the user can do. */
  readonly remedy: string;
  /** The remedy with names from the situation, when there are some. */
  readonly remedyHere?: (situation: Situation) => string;
  readonly source: string;
}

/** A rule that applies to a situation. */
export interface Finding {
  readonly rule: Rule;
  readonly reason: string;
  readonly remedy: string;
}

const weight: Record<Lasting, number> = { never: 0, "until changed": 1, passing: 2, note: 3 };

/** All findings of a table about an operation, the longest-lasting first. */
export function findFindings(
  rules: readonly Rule[],
  operation: Operation,
  situation: Situation,
): readonly Finding[] {
  return sortFindings(
    rules
      .filter((rule) => rule.operations.includes(operation) && rule.applies(situation))
      .map((rule) => ({
        rule,
        reason: rule.reason(situation),
        remedy: rule.remedyHere?.(situation) ?? rule.remedy,
      })),
  );
}

export function sortFindings<T extends Finding>(findings: readonly T[]): readonly T[] {
  return [...findings].sort((a, b) => weight[a.rule.lasting] - weight[b.rule.lasting]);
}

/** The text of a finding for the user, the same in preview and in a failed operation. */
export function describeFinding({ rule, reason, remedy }: Finding): string {
  const codes = rule.codes.join(" or ");
  return [reason, remedy, codes && `(the cloud would answer ${codes})`].filter(Boolean).join(" ");
}

/** The name of the interface, for a rule's reason. */
export function interfaceName({ networkInterface }: Situation): string {
  return networkInterface.isPlanned
    ? `The new interface "${networkInterface.name}"`
    : nameOf(networkInterface);
}

/** The name of the instance, for a rule's reason. */
export function instanceName({ instance, declared }: Situation): string {
  return instance ? nameOf(instance) : (declared?.instanceId ?? "the instance");
}

/** Whether two places are both known and different. */
export function differ(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}

/**
 * Whether an instance has no room for the interface: counts the interfaces that it holds and those that this program
 * attaches.
 */
export function isFull(situation: Situation): boolean {
  const { others, quota } = roomFor(situation);
  return others !== undefined && quota !== undefined && others >= quota && !isOverbooked(situation);
}

/**
 * Whether the program alone attaches more interfaces to the instance than it can hold beside its primary one. Nobody
 * else can make room then.
 */
export function isOverbooked({ networkInterface, instance, declared }: Situation): boolean {
  // An operation does not know what the program claims, besides its own interface.
  const { claimedIds = [], interfaceQuota } = instance ?? {};
  if (declared?.trunkNetworkInstanceId !== undefined || interfaceQuota === undefined) return false;
  return new Set([...claimedIds, networkInterface.id]).size + 1 > interfaceQuota;
}

/** Why `isOverbooked` is true, with the numbers, for a rule's reason. */
export function describeOverbooked(situation: Situation): string {
  const { claimedIds = [], interfaceQuota } = situation.instance ?? {};
  const count = new Set([...claimedIds, situation.networkInterface.id]).size;
  return `${instanceName(situation)} can hold ${interfaceQuota} interfaces with its primary one, and this program attaches ${count} to it.`;
}

/** Why `isFull` is true, with the numbers, for a rule's reason. */
export function describeFull(situation: Situation): string {
  const { others, quota, members } = roomFor(situation);
  return `${instanceName(situation)} can hold ${quota} interfaces${members}, and ${others} others are attached to it or will be.`;
}

/** The quota for an attach, and how many others count. A member does not count for the quota of other interfaces. */
function roomFor({ networkInterface, instance, declared }: Situation) {
  const { interfaceIds, interfaceQuota, memberIds, totalQuota } = instance ?? {};
  const isMember = declared?.trunkNetworkInstanceId !== undefined;
  const held = isMember ? interfaceIds && [...interfaceIds, ...(memberIds ?? [])] : interfaceIds;
  return {
    others: held && new Set(held.filter((id) => id !== networkInterface.id)).size,
    quota: isMember ? totalQuota : interfaceQuota,
    members: isMember ? ", including members of its trunk interface" : "",
  };
}

/** What to do when `isFull`. Pulumi deletes a removed resource only after it has created everything else. */
export const roomRemedy =
  "Detach one first, or use a larger instance. An attachment that this program removes is detached only at the end of `up`: run `up` once without the new attachment, then with it.";

/** The declared argument that the cloud shows differently, in words; undefined when there is none. */
export function declaredMismatch(
  { networkCardIndex: card, trunkNetworkInstanceId: trunk }: DeclaredAttachment,
  seen: Pick<InterfaceView, "networkCardIndex" | "trunkInterfaceId" | "kind">,
): string | undefined {
  if (card !== undefined && seen.networkCardIndex !== undefined && card !== seen.networkCardIndex) {
    return `on network card ${seen.networkCardIndex}, not ${card}`;
  }
  if (seen.trunkInterfaceId !== undefined && trunk !== seen.trunkInterfaceId) {
    return `through trunk ${seen.trunkInterfaceId}, ${trunk === undefined ? "which is not declared" : `not through trunk ${trunk}`}`;
  }
  if (trunk !== undefined && seen.trunkInterfaceId === undefined && isNoMember(seen)) {
    return `as an ordinary interface, not through trunk ${trunk}`;
  }
  return undefined;
}

/** A member whose trunk the cloud does not show can belong to any trunk. */
function isNoMember({ kind }: Pick<InterfaceView, "kind">): boolean {
  return kind === "secondary" || kind === "trunk" || kind === "primary";
}
