import { type InstanceView, type InterfaceView, nameOf } from "./observation";

/** What a rule is about. "adopt" sends nothing: an attachment that is there is recorded as the resource's own. */
export type Operation = "attach" | "detach" | "delete" | "adopt";

/**
 * How lasting an obstacle is. `never`: no waiting helps, and no change to the same two things. `until changed`: someone must act.
 * `passing`: it ends by itself. `note`: nothing stands in the way, but a person should know.
 */
export type Lasting = "never" | "until changed" | "passing" | "note";

/** What a rule looks at. */
export interface Situation {
  /** One that the cloud does not know has no status, kind or holder: `unknownInterface`. */
  readonly networkInterface: InterfaceView;
  /** The instance to attach to or to detach from; undefined: the cloud does not know it, or nobody looked. */
  readonly instance: InstanceView | undefined;
  readonly regionId: string;
  /** Where the cloud looks for interfaces inside a VPC. */
  readonly vpcId?: string | undefined;
  /** What the attachment is declared with. */
  readonly declared?: DeclaredAttachment | undefined;
  /** The declared trunk interface; undefined: the cloud does not know it, or nobody looked. */
  readonly trunk?: InterfaceView | undefined;
  /** Another resource of the program that claims the interface. */
  readonly claimedBy?: string | undefined;
  /** What was looked for, and the cloud does not know. */
  readonly unknown?: readonly ("networkInterface" | "instance" | "trunk")[] | undefined;
}

/** What decides where on an instance an interface is attached, and whether one that is there is adopted. */
export interface DeclaredAttachment {
  readonly instanceId?: string | undefined;
  readonly networkCardIndex?: number | undefined;
  readonly trunkNetworkInstanceId?: string | undefined;
  readonly ifAlreadyAttached?: "adopt" | "fail" | undefined;
}

/** One documented constraint of a cloud. Preview, the decision, `explain` and the documentation read the same table. */
export interface Rule {
  /** Stable name, such as "primary-interface". */
  readonly name: string;
  readonly operations: readonly Operation[];
  /** The argument that a person would change. */
  readonly argument:
    | "networkInterfaceId"
    | "instanceId"
    | "regionId"
    | "networkCardIndex"
    | "trunkNetworkInstanceId";
  /** The constraint as one sentence, for tables. */
  readonly states: string;
  readonly applies: (situation: Situation) => boolean;
  /** What the cloud would answer to the call: any of these. */
  readonly codes: readonly string[];
  readonly lasting: Lasting;
  /**
   * Why preview only warns where it would refuse otherwise. `adoption`: a forced replacement looks the same in preview, and
   * its old attachment is gone before the new one is made. `late describe`: what was made seconds ago may not be shown yet.
   */
  readonly softer?: "adoption" | "late describe";
  /** Of a note: `preflight: "strict"` makes an error of it. */
  readonly errorUnderStrict?: boolean;
  /** Why it applies here, in words. */
  readonly reason: (situation: Situation) => string;
  /** What the reader can do. */
  readonly remedy: string;
  /** The same where it can name what was seen. */
  readonly remedyHere?: (situation: Situation) => string;
  readonly source: string;
}

/** A rule that applies to what was seen. */
export interface Finding {
  readonly rule: Rule;
  readonly reason: string;
  readonly remedy: string;
}

const weight: Record<Lasting, number> = { never: 0, "until changed": 1, passing: 2, note: 3 };

/** All that a table says about an operation, the most lasting first. */
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

/** A finding as a person reads it, in preview and in a failed operation alike. */
export function describeFinding({ rule, reason, remedy }: Finding): string {
  const codes = rule.codes.join(" or ");
  return [reason, remedy, codes && `(the cloud would answer ${codes})`].filter(Boolean).join(" ");
}

/** The interface, for a rule's reason. */
export function interfaceName(situation: Situation): string {
  return nameOf(situation.networkInterface);
}

/** The instance, for a rule's reason. */
export function instanceName({ instance, declared }: Situation): string {
  return instance ? nameOf(instance) : (declared?.instanceId ?? "the instance");
}

/** Whether two places are told and are not the same. */
export function differ(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}

/** Whether an instance has no room for the interface, by its quota and by all that holds or claims a place on it. */
export function isFull(situation: Situation): boolean {
  const { others, quota } = roomFor(situation);
  return others !== undefined && quota !== undefined && others >= quota;
}

/** Why `isFull`, and by how much, for a rule's reason. */
export function describeFull(situation: Situation): string {
  const { others, quota, members } = roomFor(situation);
  return `${instanceName(situation)} may hold ${quota} interfaces${members}, and ${others} others hold or claim a place on it.`;
}

/** The quota that an attach counts against, and what else counts. A member takes no place of the other interfaces. */
function roomFor({ networkInterface, instance, declared }: Situation) {
  const { interfaceIds, interfaceQuota, memberIds, totalQuota } = instance ?? {};
  const isMember = declared?.trunkNetworkInstanceId !== undefined;
  const held = isMember ? interfaceIds && [...interfaceIds, ...(memberIds ?? [])] : interfaceIds;
  return {
    others: held && new Set(held.filter((id) => id !== networkInterface.id)).size,
    quota: isMember ? totalQuota : interfaceQuota,
    members: isMember ? ", members of its trunk interface included" : "",
  };
}

/** What to do about `isFull`. A removed resource is deleted after everything else was created. */
export const roomRemedy =
  "Detach one first, or use a larger instance. What this program removes frees no place before `up` ends: run `up` once without the new attachment, then with it.";

/** A declared argument of the attachment that the cloud shows otherwise, in words; undefined: none. */
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

/** A member whose trunk is not told may be that of any. */
function isNoMember({ kind }: Pick<InterfaceView, "kind">): boolean {
  return kind === "secondary" || kind === "trunk" || kind === "primary";
}
