import {
  asDetached,
  type InstanceView,
  type InterfaceView,
  type Observation,
  viewOf,
} from "../contract/observation";
import type { Properties } from "../contract/properties";
import { messageOf } from "../core/errors";
import { isUnknown } from "../core/unknown";
import type { AttachedGoal, Goal } from "../reconcile/goal";
import { judge, type StepFinding } from "../reconcile/judge";
import { plan, type Step } from "../reconcile/plan";
import type { Session } from "../session/session";
import { type AttachmentInputs, mayMoveToOf, moveFromOf, type Pair } from "./arguments";
import type { Claim } from "./claims";
import { currentPair } from "./current-pair";
import type { Preview } from "./verdict";

/** The attachment that a resource has, and the instances to which something else may move it. */
export interface Previous extends Pair {
  readonly mayMoveTo?: readonly string[];
}

/** What preview judges: the declared attach, and the detach before it. */
export interface PreviewQuestion {
  readonly inputs: AttachmentInputs;
  /** The interface, when it has no id yet. */
  readonly planned?: InterfaceView | undefined;
  /** The attachment that the resource has now and that `up` would detach or change. */
  readonly previous: Previous | undefined;
  /** The check came without the old state, so it may be a forced replacement of an existing attachment. */
  readonly isNew: boolean;
  /** The attachment stays the resource's own, and is only corrected or changed in place. */
  readonly isInPlace?: boolean;
  /** The claims of this run on the declared instance. */
  readonly claimed: readonly Claim[];
}

/** Judges only the detach. What follows it is not known before `up`. */
export async function previewDetach(previous: Previous, session: Session): Promise<Preview> {
  const seen = await session.snapshots.interfaces.find(previous.networkInterfaceId);
  const { findings, unchecked } = await judgeDetach(currentPairOf(previous, seen), seen, session);
  return { findings: findings.map((finding) => ({ ...finding, afterChange: true })), unchecked };
}

/** Judges all steps that `up` would take. Throws when the cloud cannot be asked. */
export async function previewAttach(question: PreviewQuestion, session: Session): Promise<Preview> {
  const { isNew, isInPlace = false } = question;
  const { interfaces, instances } = session.snapshots;
  const [seen, named] = await Promise.all([
    question.planned ?? interfaces.find(question.inputs.networkInterfaceId),
    instances.find(question.inputs.instanceId),
  ]);
  const inputs = currentPair(question.inputs, mayMoveToOf(question.inputs), seen?.holder);
  const instance = inputs === question.inputs ? named : await instances.find(inputs.instanceId);
  const old = question.previous && (await findOld(question.previous, inputs, seen, session));
  const previous = question.previous && currentPairOf(question.previous, old);
  const isOld = old !== undefined && old.id === seen?.id;
  const capacity = instance && (await session.capacities.tryAdd(instance));
  const observation: Observation = {
    // The resource's own old attachment is detached first.
    networkInterface: isOld ? asDetached(old) : seen,
    instance: capacity && withClaims(capacity.instance, { ...question, previous }),
    holder: isOld ? "not looked at" : await findHolder(seen, inputs.instanceId, session),
    trunk: await findTrunk(inputs, question.claimed, session),
  };
  const judged = [
    ...(previous ? [await judgeDetach(previous, old, session)] : []),
    await judgePlan(goalOf(inputs, isInPlace), inputs.networkInterfaceId, observation, session),
  ];
  const findings = judged.flatMap((part) => part.findings);
  const afterChange = !isNew && old !== undefined;
  const afterCreate = question.planned !== undefined;
  return {
    findings: findings.map((finding) => ({ ...finding, afterChange, afterCreate })),
    unchecked: capacity?.unchecked ?? judged.find((part) => part.unchecked !== undefined)?.unchecked,
  };
}

function goalOf(inputs: AttachmentInputs, ours: boolean): AttachedGoal {
  const moveFrom = moveFromOf(inputs);
  return { ...attachmentOf(inputs), state: "attached", moveFrom, ours, mayReattach: ours };
}

/** The declared attachment, in the form that rules and goals use. */
export function attachmentOf({
  instanceId,
  networkCardIndex,
  trunkNetworkInstanceId,
  ifAlreadyAttached = "adopt",
}: AttachmentInputs) {
  return { instanceId, networkCardIndex, trunkNetworkInstanceId, ifAlreadyAttached };
}

/** What the rules say about a plan, and why a part of it was not looked up. */
interface JudgedPlan {
  readonly findings: readonly StepFinding[];
  readonly unchecked: string | undefined;
}

const nothingToJudge: JudgedPlan = { findings: [], unchecked: undefined };

/** The findings of every step of the plan. A goal that creates or changes the interface itself has no plan. */
export async function judgePlan(
  goal: Goal,
  networkInterfaceId: string,
  seen: Observation,
  session: Session,
): Promise<JudgedPlan> {
  if (goal.state === "present") return nothingToJudge;
  const steps = plan(goal, seen.networkInterface);
  const { regionId, vpcId } = session.place;
  const { rules } = session;
  const { observation, unchecked } = await lookAtBindings(steps, seen, session);
  return {
    findings: judge({ goal, steps, observation, networkInterfaceId, rules, regionId, vpcId }),
    unchecked,
  };
}

/**
 * What else is bound to an interface matters only before it is detached. It needs separate calls, and the permission for
 * these may be missing. Then everything else is judged without it.
 */
async function lookAtBindings(steps: readonly Step[], observation: Observation, session: Session) {
  const { networkInterface, instance, holder } = observation;
  const detach = steps.find((step) => step.do === "detach");
  if (!networkInterface || detach?.do !== "detach") return { observation, unchecked: undefined };
  const from = [viewOf(instance), viewOf(holder)].find((view) => view?.id === detach.from);
  try {
    const seen = await session.withBindings(networkInterface, from);
    return { observation: { ...observation, networkInterface: seen }, unchecked: undefined };
  } catch (error) {
    return { observation, unchecked: messageOf(error) };
  }
}

async function judgeDetach(
  { networkInterfaceId, instanceId }: Pair,
  seen: InterfaceView | undefined,
  session: Session,
): Promise<JudgedPlan> {
  // Nothing is detached from an instance that does not hold the interface, so that instance is not looked up.
  if (seen?.holder !== instanceId || seen.status === "detaching") return nothingToJudge;
  const instance = await session.snapshots.instances.find(instanceId);
  const observation: Observation = {
    networkInterface: seen,
    instance,
    holder: "not looked at",
    trunk: "not looked at",
  };
  return judgePlan({ state: "detached", instanceId }, networkInterfaceId, observation, session);
}

/** The interface of the attachment that a replacement detaches first; undefined when that no longer exists. */
async function findOld(
  previous: Previous,
  inputs: AttachmentInputs,
  wanted: InterfaceView | undefined,
  session: Session,
): Promise<InterfaceView | undefined> {
  const old =
    previous.networkInterfaceId === inputs.networkInterfaceId
      ? wanted
      : await session.snapshots.interfaces.find(previous.networkInterfaceId);
  // Another hand detaches it: it will be free by itself, and `up` waits for that.
  const { instanceId } = currentPairOf(previous, old);
  return old?.holder === instanceId && old.status !== "detaching" ? old : undefined;
}

function currentPairOf(previous: Previous, seen: InterfaceView | undefined): Pair {
  return currentPair(previous, previous.mayMoveTo ?? [], seen?.holder);
}

async function findHolder(seen: InterfaceView | undefined, instanceId: string, session: Session) {
  if (seen?.holder === undefined || seen.holder === instanceId) return "not looked at";
  return session.snapshots.instances.find(seen.holder);
}

/** The trunk as the attach will find it. Another resource of the program may attach it to the instance before. */
async function findTrunk(
  { trunkNetworkInstanceId: id, instanceId }: AttachmentInputs,
  claimed: readonly Claim[],
  session: Session,
) {
  if (id === undefined) return "not looked at";
  const trunk = await session.snapshots.interfaces.find(id);
  const willBeAttached = claimed.some((claim) => claim.networkInterfaceId === id);
  return trunk && willBeAttached ? { ...trunk, status: "attached" as const, holder: instanceId } : trunk;
}

/**
 * The instance as the attach will find it: with the interfaces that it holds or that this run attaches to it, but
 * without the resource's own old attachment, which is detached first, and without those that other resources replace on
 * the same instance. What the program removes or moves elsewhere still counts, because it may go only later.
 */
function withClaims(instance: InstanceView, { previous, claimed }: PreviewQuestion): InstanceView {
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
    claimedIds: claimed.flatMap(({ isMember, networkInterfaceId }) => (isMember ? [] : [networkInterfaceId])),
    trunkIds: instance.trunkIds?.filter((id) => !freed.has(id)),
  };
}

/** The only argument that has a meaning when it is missing: no trunk. */
const trunk = "trunkNetworkInstanceId";
/** A change of these arguments detaches or attaches something. */
const decisive = ["networkInterfaceId", "instanceId", "regionId", "networkCardIndex", trunk];
/** Without these arguments the cloud cannot be asked. */
const needed = ["instanceId", "regionId", "networkCardIndex", trunk, "profile", "api", "vpcId", "moveFrom"];

/**
 * Whether `up` detaches the existing attachment for something that is created in the same run, and so has no id yet.
 */
export function isReplacedByUnknown(inputs: AttachmentInputs): boolean {
  return isUnknown(inputs.networkInterfaceId) || isUnknown(inputs.instanceId);
}

/**
 * Whether preview can judge: everything that it needs is known, and `up` would create or change an attachment. An
 * interface without an id yet is judged by what is known about it.
 */
export function isJudgeable(
  inputs: AttachmentInputs,
  olds: Partial<AttachmentInputs>,
  apiOf: (properties: Properties) => unknown,
): boolean {
  if (needed.some((key) => isUnknown(inputs[key]))) return false;
  return isAttachedAnew(inputs, olds, apiOf) || mayMoveElsewhere(inputs, olds);
}

/** Whether `up` attaches something: for a new resource, a replacement, or a change of how it is attached. */
export function isAttachedAnew(
  inputs: AttachmentInputs,
  olds: Partial<AttachmentInputs>,
  apiOf: (properties: Properties) => unknown,
): boolean {
  if (apiOf(inputs) !== apiOf(olds)) return true;
  return decisive.some((key) => (inputs[key] !== undefined || key === trunk) && inputs[key] !== olds[key]);
}

/** Whether something else may move the interface to other instances than before. It may be on one of the old ones. */
function mayMoveElsewhere(inputs: AttachmentInputs, olds: Partial<AttachmentInputs>): boolean {
  if (isUnknown(inputs.mayMoveTo)) return false;
  const now = mayMoveToOf(inputs);
  return mayMoveToOf(olds).some((instanceId) => !now.includes(instanceId));
}
