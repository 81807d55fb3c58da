import type { TaskOutcome } from "../contract/cloud";
import {
  type InstanceView,
  type InterfaceView,
  type LookResult,
  type Observation,
  viewOf,
} from "../contract/observation";
import { declaredMismatch } from "../contract/rules";
import { recentMs } from "../session/snapshot-cache";
import type { CreationEvent } from "./creation";
import { findOwnInterface } from "./intent";
import { type Knowledge, type Operation, record } from "./operation";
import { transitionOf, type WriteName, type WriteProgress } from "./progress";
import type { Task } from "./task";

/** Looks at what the next decision needs, and no more. */
export async function observe(known: Knowledge): Promise<Observation> {
  const [first, instance] = await Promise.all([lookAtInterface(known), lookAtInstance(known)]);
  // The task failed after the look. The interface may be gone since then, and that may be the cause.
  const isOutdated = await askTasks(known, first);
  const networkInterface = isOutdated ? await lookAtInterface(known) : first;
  const isMove = isAboutToMove(known, networkInterface);
  const { attach, detach } = known.operation.progress;
  const holder = await lookAtHolder(known, networkInterface);
  return {
    networkInterface:
      networkInterface && detach?.reply === "refused"
        ? await lookAtBindings(known, networkInterface, [instance, holder])
        : networkInterface,
    // Looks at the free room before a detach, and to explain a refused attach.
    instance: isMove || attach?.reply === "refused" ? await lookAtCapacity(known) : instance,
    holder,
    trunk: isMove || isFirstAttach(known, networkInterface) ? await lookAtTrunk(known) : "not looked at",
  };
}

/** What else is bound to the interface may be why its detach was refused. If that is not shown, the refusal says enough. */
function lookAtBindings(
  { task }: Knowledge,
  seen: InterfaceView,
  instances: readonly LookResult<InstanceView>[],
): Promise<InterfaceView> {
  const from = instances.map(viewOf).find((view) => view?.id === seen.holder);
  return task.session.withBindingsIfShown(seen, from);
}

/** Looks only at the interface, and records the result. */
export async function lookAtInterface(known: Knowledge): Promise<InterfaceView | undefined> {
  const { clock } = known.task.session.mechanics;
  const askedAtMs = clock.now();
  const recent = await recentlySeen(known);
  const seen = recent ?? (await lookAtCreated(known)) ?? (await lookAtOwn(known));
  record(known, { type: "looked", seen, askedAtMs, atMs: clock.now(), isRecent: recent !== undefined });
  return seen;
}

async function lookAtOwn(known: Knowledge): Promise<InterfaceView | undefined> {
  const { networkInterfaceId: id, creation } = known.operation;
  if (id === undefined) return findCreated(known);
  return creation.answered.includes(id) ? undefined : lookAt(known, id);
}

/** Of the interfaces in the answers to creates: the one that was seen before, else the first visible one. */
async function lookAtCreated(known: Knowledge): Promise<InterfaceView | undefined> {
  const { task, operation } = known;
  const { creation, seen: lastSeen } = operation;
  if (creation.answered.length === 0) return undefined;
  const views = await Promise.all(creation.answered.map((id) => task.session.maybeGone.load(id)));
  const shown = views.filter((view) => view !== undefined);
  const seen = shown.find(({ id }) => id === lastSeen?.id) ?? shown[0];
  record(known, { type: "found", id: seen?.id, shown });
  return seen;
}

/** A fresh look. */
async function lookAt({ task, operation }: Knowledge, id: string): Promise<InterfaceView | undefined> {
  const { session, intent } = task;
  const { progress } = operation;
  const mayBeGone = progress.delete?.reply === "accepted" || progress.create || intent;
  if (mayBeGone) return session.maybeGone.load(id);
  return beginsDetach(task, operation)
    ? session.snapshots.interfaces.lookAt(id)
    : session.interfaces.load(id);
}

/** A destroy begins many detaches, and its looks count for the pages that `session/page-policy.ts` allows. */
function beginsDetach({ goal }: Task, { counts }: Operation): boolean {
  return goal.state === "detached" && counts.size === 0;
}

/** What the run saw a moment ago, for the first look of an operation. Undefined when it must be a fresh one. */
async function recentlySeen({ task, operation }: Knowledge): Promise<InterfaceView | undefined> {
  const { session, goal, declared } = task;
  const { networkInterfaceId: id, counts } = operation;
  if (id === undefined || counts.size > 0) return undefined;
  switch (goal.state) {
    case "attached":
      // A fresh look must show that it is attached already, or attached elsewhere.
      return goal.ours ? undefined : session.recentlyFree(id);
    case "detached":
      return session.recentlyHeld(id, goal.instanceId, declared.vpcId);
    case "deleted":
      return session.recentlyFree(id);
    default:
      return undefined;
  }
}

/** The interface of the intent, from this run or from one that was interrupted before it knew the interface. */
async function findCreated(known: Knowledge): Promise<InterfaceView | undefined> {
  const { intent, session } = known.task;
  if (!intent) return undefined;
  const marked = await session.byMarker.load(intent.marker);
  // A late look may still show an interface that this run has deleted.
  const found = marked.filter(({ id }) => !session.hasDeleted(id));
  const { progress, creation } = known.operation;
  const isFirst = progress.create === undefined;
  const created = findOwnInterface(found, {
    intent,
    nowMs: session.mechanics.clock.now(),
    before: isFirst ? undefined : new Set(creation.notOurs),
  });
  const event: CreationEvent = created
    ? { type: "found", id: created.id, shown: creation.shown }
    : { type: "not ours", ids: isFirst ? found.map(({ id }) => id) : [] };
  record(known, event);
  return created;
}

/** The goal's instance matters before a write. After a write, only the interface is looked at. */
async function lookAtInstance({ task, operation }: Knowledge): Promise<LookResult<InstanceView>> {
  const { goal, session, declared } = task;
  if (goal.state !== "attached" && goal.state !== "detached") return "not looked at";
  const { progress, seen } = operation;
  const { attach, detach } = progress;
  const follows = detach?.reply === "accepted" || (goal.state === "attached" && attach?.reply === "accepted");
  // A cloud that shows no transition still shows the interface as free, but the write has a task that tells.
  const isFree = seen?.status === "available" && attach?.task?.state !== "running";
  if (follows && (goal.state === "detached" || !isFree)) return "not looked at";
  const { instances } = session.snapshots;
  if (beginsDetach(task, operation))
    return (await session.recentInstance(goal.instanceId, declared)) ?? instances.lookAt(goal.instanceId);
  return instances.within(goal.instanceId, recentMs) ?? session.instances.load(goal.instanceId);
}

/** The interface must be detached from another instance for an attach, and no detach from there was accepted yet. */
function isAboutToMove({ task, operation }: Knowledge, seen: InterfaceView | undefined): boolean {
  const { goal } = task;
  if (goal.state !== "attached" || seen?.holder === undefined) return false;
  const { detach } = operation.progress;
  if (detach?.reply === "accepted" && detach.from === seen.holder) return false;
  const isAttachedAgain =
    goal.mayReattach && seen.holder === goal.instanceId && declaredMismatch(goal, seen) !== undefined;
  return seen.status === "attached" && (isAttachedAgain || goal.moveFrom.includes(seen.holder));
}

/**
 * The target instance of a move, with what it holds and can hold. It must have room before the interface is detached
 * from the old one.
 */
async function lookAtCapacity(known: Knowledge): Promise<LookResult<InstanceView>> {
  const { goal, session } = known.task;
  if (goal.state !== "attached") return "not looked at";
  const instance = await session.instances.load(goal.instanceId);
  return instance && session.capacities.addNow(instance);
}

/** The interface is free and nothing was sent yet. So a rule can refuse the attach before the call. */
function isFirstAttach({ operation }: Knowledge, seen: InterfaceView | undefined): boolean {
  return seen?.status === "available" && operation.progress.attach === undefined;
}

/** An interface that cannot be attached through the declared trunk must not be detached for that. */
async function lookAtTrunk(known: Knowledge): Promise<LookResult<InterfaceView>> {
  const { goal, session } = known.task;
  if (goal.state !== "attached" || goal.trunkNetworkInstanceId === undefined) return "not looked at";
  const recent = session.snapshots.interfaces.within(goal.trunkNetworkInstanceId, recentMs);
  return recent ?? session.interfaces.load(goal.trunkNetworkInstanceId);
}

/**
 * The instance that holds the interface instead of the goal's, if it matters: for a detach from there, or for a
 * message.
 */
async function lookAtHolder(
  known: Knowledge,
  seen: InterfaceView | undefined,
): Promise<LookResult<InstanceView>> {
  const { goal, session } = known.task;
  if (seen?.holder === undefined) return "not looked at";
  const matters =
    (goal.state === "attached" && goal.moveFrom.includes(seen.holder)) ||
    (goal.state === "deleted" && seen.status === "attached");
  return matters ? session.instances.load(seen.holder) : "not looked at";
}

/** Writes for which a cloud may have a task. */
const taskWrites = ["create", "attach", "detach", "delete"] as const;

/**
 * Asks for a task only when the describe shows neither the transition nor the goal.
 *
 * @returns whether a task has failed since the last time
 */
async function askTasks(known: Knowledge, seen: InterfaceView | undefined): Promise<boolean> {
  const { session } = known.task;
  const { task: ask } = session.connection.find;
  if (!ask) return false;
  let hasFailed = false;
  const describeShowsEnd = session.connection.quirks?.onlyTasksShowTransitions !== true;
  for (const write of taskWrites) {
    const { progress, taskIds } = known.operation;
    const sent = progress[write];
    const taskId = taskIds[write];
    if (sent?.reply !== "accepted" || taskId === undefined) continue;
    const outcome = await nextOutcome(sent, {
      isShown: showsTransition(write, seen) || (describeShowsEnd && hasEffect(write, seen)),
      ask: () => session.look("task", () => ask(taskId)),
    });
    if (outcome === "as before") continue;
    record(known, { type: "task answered", write, outcome, atMs: session.mechanics.clock.now() });
    hasFailed ||= outcome?.state === "failed";
  }
  return hasFailed;
}

async function nextOutcome(
  sent: WriteProgress,
  { isShown, ask }: { readonly isShown: boolean; readonly ask: () => Promise<TaskOutcome> },
): Promise<TaskOutcome | undefined | "as before"> {
  // The describe shows more than the earlier state of the task.
  if (isShown) return sent.task === undefined ? "as before" : undefined;
  if (sent.task?.state === "succeeded" || sent.task?.state === "failed") return "as before";
  return ask();
}

/** Whether the describe shows the transition of a write, so that its task need not be asked for. */
function showsTransition(write: WriteName, seen: InterfaceView | undefined): boolean {
  // The describe may not show a failed creation. Any other status means that the creation has ended.
  return seen === undefined ? write !== "create" : seen.status === transitionOf[write];
}

/** Whether the describe shows the result of a write. */
function hasEffect(write: WriteName, seen: InterfaceView | undefined): boolean {
  switch (write) {
    case "attach":
      return seen?.status === "attached";
    case "detach":
      return seen?.status !== "attached";
    case "create":
    case "modify":
    case "updateAddresses":
    case "updateTags":
      return seen !== undefined;
    case "delete":
      return seen === undefined;
    default:
      return write satisfies never;
  }
}
