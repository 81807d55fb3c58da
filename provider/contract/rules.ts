import { type InstanceView, type InterfaceView, nameOf } from "./observation";

export type Operation = "attach" | "detach" | "delete";

/**
 * How long an obstacle stands: `never` goes away by waiting or by acting on the same two things; `until changed`
 * needs someone to act; `passing` resolves itself.
 */
export type Lasting = "never" | "until changed" | "passing";

/** What a rule looks at. */
export interface Situation {
  readonly networkInterface: InterfaceView;
  /** The instance to attach to or to detach from; undefined when it is not known to the cloud or was not looked at. */
  readonly instance: InstanceView | undefined;
  readonly regionId: string;
  /** How it is to be attached, where that is declared. */
  readonly declared?: DeclaredAttachment | undefined;
  /** The declared trunk interface; undefined when it is not known to the cloud or was not looked at. */
  readonly trunk?: InterfaceView | undefined;
}

/** The arguments of an attachment by which it stands in a certain place on the instance. */
export interface DeclaredAttachment {
  readonly networkCardIndex?: number | undefined;
  readonly trunkNetworkInstanceId?: string | undefined;
}

/** One documented constraint of a cloud. Preflight, the decision, `explain` and the README read the same table. */
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
  /** Why it stands in the way here, in words. */
  readonly reason: (situation: Situation) => string;
  /** What the reader can do. */
  readonly remedy: string;
  readonly source: string;
}

/** A rule that applies to what was seen. */
export interface Obstacle {
  readonly rule: Pick<Rule, "name" | "argument" | "codes" | "lasting" | "remedy">;
  readonly reason: string;
}

const weight: Record<Lasting, number> = { never: 0, "until changed": 1, passing: 2 };

/** All that stands in the way of an operation, the most lasting first. */
export function findObstacles(
  rules: readonly Rule[],
  operation: Operation,
  situation: Situation,
): readonly Obstacle[] {
  return rules
    .filter((rule) => rule.operations.includes(operation) && rule.applies(situation))
    .map((rule) => ({ rule, reason: rule.reason(situation) }))
    .sort((a, b) => weight[a.rule.lasting] - weight[b.rule.lasting]);
}

/** An obstacle as a person reads it, in preview and in a failed operation alike. */
export function describeObstacle(obstacle: Obstacle): string {
  const codes = obstacle.rule.codes.join(" or ");
  return `${obstacle.reason} ${obstacle.rule.remedy}${codes ? ` (the cloud would answer ${codes})` : ""}`;
}

/** The interface, for a rule's reason. */
export function interfaceName(situation: Situation): string {
  return nameOf(situation.networkInterface);
}

/** The instance, for a rule's reason. */
export function instanceName({ instance }: Situation): string {
  return instance ? nameOf(instance) : "the instance";
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

/** Whether an interface will be in another state by itself, and then free or attached. */
export function isInTransition({ status }: InterfaceView): boolean {
  return status === "creating" || status === "attaching" || status === "detaching";
}
