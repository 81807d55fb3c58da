import { type InstanceView, type InterfaceView, nameOf } from "../contract/observation";
import type { Properties } from "../contract/properties";
import { describeObstacle, findObstacles, type Obstacle, type Operation } from "../contract/rules";
import {
  blockAdoption,
  declaredMismatch,
  heldObstacle,
  unknownInstanceObstacle,
  unknownInterfaceObstacle,
} from "../reconcile/decision";
import type { Session } from "../session/session";
import {
  type AttachmentInputs,
  type Failure,
  isUnknown,
  moveFromOf,
  type Pair,
  type PreflightLevel,
} from "./arguments";
import type { Claim } from "./claims";

/** What preview judges: the attach that is wanted and the detach that comes before it. */
export interface Question {
  readonly inputs: AttachmentInputs;
  /** The attachment that this very resource has now and that `up` would take away or change. */
  readonly previous: Pair | undefined;
  /** The check came without the old state: it may be a forced replacement of what is there. */
  readonly isNew: boolean;
  /** What resources of this run claim of the wanted instance. */
  readonly claimed: readonly Claim[];
}

export interface Verdict {
  readonly failures: readonly Failure[];
  readonly warnings: readonly string[];
}

interface Finding {
  readonly obstacle: Obstacle;
  /** A working attachment would be detached before this stands in the way. */
  readonly afterDetach: boolean;
}

export interface Judgement {
  readonly findings: readonly Finding[];
  /** What the detaches that `up` would make do beside detaching. */
  readonly effects: readonly string[];
  /** Why a part was not looked at, where that is so. */
  readonly unchecked: string | undefined;
}

/** Asks the cloud what it would say to the detach alone: what comes after it is not known before `up`. */
export async function judgeLeaving(previous: Pair, session: Session): Promise<Judgement> {
  const seen = await session.picture.interfaces.find(previous.networkInterfaceId);
  if (seen?.holder !== previous.instanceId || isLeaving(seen))
    return { findings: [], effects: [], unchecked: undefined };
  const obstacles = await judgeDetach(seen, session);
  return {
    findings: obstacles.map((obstacle) => ({ obstacle, afterDetach: true })),
    effects: effectsOf([seen], session),
    unchecked: undefined,
  };
}

/** Asks the cloud what it would say to the operations that `up` would make. Throws when it cannot be asked. */
export async function judge(question: Question, session: Session): Promise<Judgement> {
  const { inputs } = question;
  const [seen, instance] = await Promise.all([
    session.picture.interfaces.find(inputs.networkInterfaceId),
    session.picture.instances.find(inputs.instanceId),
  ]);
  const findings: Finding[] = [];
  const previous = await findPrevious(question, seen, session);
  const note = (obstacles: readonly Obstacle[]) => {
    for (const obstacle of obstacles)
      findings.push({ obstacle, afterDetach: !question.isNew && previous !== undefined });
  };
  if (previous) note(await judgeDetach(previous, session));
  if (!seen) note([unknownInterfaceObstacle(session.place)]);
  if (!instance) note([unknownInstanceObstacle(inputs.instanceId, inputs.regionId)]);
  const capacity = instance && (await lookAtCapacity(instance, session));
  const target = capacity && withClaims(capacity.instance, question);
  if (seen) note(await judgeAttach(question, seen, target, session));
  const effects = effectsOf([previous, seen && isTaken(question, seen) ? seen : undefined], session);
  return { findings, effects, unchecked: capacity?.unchecked };
}

function effectsOf(detached: readonly (InterfaceView | undefined)[], session: Session): readonly string[] {
  return detached.flatMap((view) => (view && session.connection.detachSideEffect?.(view)) ?? []);
}

/** The quota takes calls of its own, for which the permission may be missing: all else is judged without it. */
async function lookAtCapacity(instance: InstanceView, session: Session) {
  try {
    return { instance: await session.withCapacity(instance), unchecked: undefined };
  } catch (error) {
    return { instance, unchecked: error instanceof Error ? error.message : String(error) };
  }
}

/** The interface of the attachment that a replacement detaches first; undefined when that stands no more. */
async function findPrevious(
  { inputs, previous }: Question,
  wanted: InterfaceView | undefined,
  session: Session,
): Promise<InterfaceView | undefined> {
  if (!previous) return undefined;
  const old =
    previous.networkInterfaceId === inputs.networkInterfaceId
      ? wanted
      : await session.picture.interfaces.find(previous.networkInterfaceId);
  return old?.holder === previous.instanceId && !isLeaving(old) ? old : undefined;
}

/** Another hand detaches it: it will be free by itself, and `up` waits for that. */
function isLeaving({ status }: InterfaceView): boolean {
  return status === "detaching";
}

async function judgeDetach(held: InterfaceView, session: Session): Promise<readonly Obstacle[]> {
  const holder = held.holder === undefined ? undefined : await session.picture.instances.find(held.holder);
  return obstaclesOf("detach", held, holder, session);
}

/** Whether the interface stands where this very resource put it before. */
function isOwn({ previous }: Question, seen: InterfaceView): boolean {
  return previous?.networkInterfaceId === seen.id && previous.instanceId === seen.holder;
}

/** Whether the interface would be taken from an instance that `moveFrom` names. */
function isTaken(question: Question, seen: InterfaceView): boolean {
  const { inputs } = question;
  if (seen.holder === undefined || seen.holder === inputs.instanceId || isOwn(question, seen)) return false;
  if (isLeaving(seen)) return false;
  return moveFromOf(inputs).includes(seen.holder);
}

async function judgeAttach(
  question: Question,
  seen: InterfaceView,
  instance: InstanceView | undefined,
  session: Session,
): Promise<readonly Obstacle[]> {
  const { inputs } = question;
  const { holder } = seen;
  if (holder === inputs.instanceId && !isLeaving(seen) && !isOwn(question, seen)) {
    // What can never be detached is no attachment to adopt: a destroy could not end what the program began.
    const lasting = blockAdoption(session.cloud.rules, seen, inputs.regionId);
    return lasting ? [lasting] : judgePresent(inputs, seen);
  }
  if (holder === undefined || isLeaving(seen)) return obstaclesOf("attach", seen, instance, session, inputs);
  const free: InterfaceView = { ...seen, status: "available", holder: undefined };
  const attach = obstaclesOf("attach", free, instance, session, inputs);
  // The resource's own old attachment is detached first.
  if (isOwn(question, seen)) return attach;
  if (isTaken(question, seen)) return [...(await judgeDetach(seen, session)), ...attach];
  // Who holds it does not matter where it could not be attached in any case.
  return attach.some(isForEver) ? attach : [...attach, heldObstacle(seen, session.cloud.rules)];
}

/**
 * The instance as the attach will find it: with what holds or claims a place on it, without the resource's own old
 * attachment, which is detached first, and without those that other resources change for another on the same instance.
 * What the program removes, or moves elsewhere, is still there: it is not known to go before.
 */
function withClaims(instance: InstanceView, { previous, claimed }: Question): InstanceView {
  const freed = new Set(
    [previous, ...claimed.map((claim) => claim.previous)].flatMap((pair) =>
      pair?.instanceId === instance.id ? [pair.networkInterfaceId] : [],
    ),
  );
  const withClaimed = (held: readonly string[] | undefined, members: boolean) => {
    const coming = claimed.filter(({ isMember = false }) => isMember === members);
    return (
      held && [
        ...new Set([...held.filter((id) => !freed.has(id)), ...coming.map((c) => c.networkInterfaceId)]),
      ]
    );
  };
  return {
    ...instance,
    interfaceIds: withClaimed(instance.interfaceIds, false),
    memberIds: withClaimed(instance.memberIds, true),
  };
}

/** Attached as wanted already: it is adopted, or refused because a declared argument differs. */
function judgePresent(inputs: AttachmentInputs, seen: InterfaceView): readonly Obstacle[] {
  const mismatch = declaredMismatch(inputs, seen);
  const reason = mismatch
    ? `${nameOf(seen)} is attached to ${inputs.instanceId} already, but ${mismatch}.`
    : `${nameOf(seen)} is attached to ${inputs.instanceId} already.`;
  const remedy = mismatch
    ? "Detach it first, or declare what is there."
    : inputs.ifAlreadyAttached === "fail"
      ? '`up` will refuse it, because `ifAlreadyAttached` is "fail".'
      : 'It will be adopted, and destroy will detach it (`ifAlreadyAttached: "fail"` refuses instead).';
  return [
    {
      rule: {
        name: "already-attached",
        argument: "networkInterfaceId",
        codes: [],
        lasting: "until changed",
        remedy,
      },
      reason,
    },
  ];
}

function isForEver({ rule }: Obstacle): boolean {
  return rule.lasting === "never";
}

function obstaclesOf(
  operation: Operation,
  networkInterface: InterfaceView,
  instance: InstanceView | undefined,
  session: Session,
  declared?: AttachmentInputs,
): readonly Obstacle[] {
  return findObstacles(session.cloud.rules, operation, {
    networkInterface,
    instance,
    declared,
    regionId: session.place.regionId,
  });
}

/**
 * How loud a finding is. What never goes away is an error. What someone may change before `up` is a warning for a new
 * attachment, and an error where a working one would be detached first. What passes is silent.
 */
export function toVerdict(findings: readonly Finding[], level: Exclude<PreflightLevel, "off">): Verdict {
  const failures: Failure[] = [];
  const warnings: string[] = [];
  const spoken = new Set<string>();
  for (const { obstacle, afterDetach } of findings) {
    const { lasting, argument, name } = obstacle.rule;
    const text = describeObstacle(obstacle);
    if (lasting === "passing" || spoken.has(text)) continue;
    spoken.add(text);
    const isFailure = lasting === "never" || level === "strict" || (afterDetach && !onlyWarned.has(name));
    if (isFailure) failures.push({ property: argument, reason: text });
    else warnings.push(text);
  }
  return { failures, warnings };
}

/**
 * Adoption may be what a forced replacement looks like; and in `up` a check may see something that was made seconds ago
 * before a describe does.
 */
const onlyWarned: ReadonlySet<string> = new Set([
  "already-attached",
  "unknown-interface",
  "unknown-instance",
]);

/** The one argument that means something where it is not declared: that there is no trunk. */
const trunk = "trunkNetworkInstanceId";
/** The arguments whose difference detaches or attaches something. */
const decisive = ["networkInterfaceId", "instanceId", "regionId", "networkCardIndex", trunk];
/** The arguments without which nothing can be asked. */
const needed = [...decisive, "profile", "api", "vpcId", "moveFrom"];

/** Whether `up` detaches what is there for something that is made in the same run, and so has no id yet. */
export function isReplacedByUnknown(inputs: AttachmentInputs): boolean {
  return isUnknown(inputs.networkInterfaceId) || isUnknown(inputs.instanceId);
}

/** Whether there is something to judge: all that is needed is known, and `up` would make an attachment or change it. */
export function isJudgeable(
  inputs: AttachmentInputs,
  olds: Partial<AttachmentInputs>,
  apiOf: (properties: Properties) => unknown,
): boolean {
  if (needed.some((key) => isUnknown(inputs[key]))) return false;
  if (apiOf(inputs) !== apiOf(olds)) return true;
  return decisive.some((key) => (inputs[key] !== undefined || key === trunk) && inputs[key] !== olds[key]);
}
