import type { TaskOutcome } from "../contract/cloud";
import type { InstanceView, InterfaceView, Observation, Seen } from "../contract/observation";
import { declaredMismatch } from "../contract/rules";
import type { CreationEvent } from "./creation";
import { believe } from "./intent";
import { type Knowledge, record } from "./operation";
import { transitionOf, type WriteName, type WriteProgress } from "./progress";

/** What an instance showed this long ago is recent enough to write by: its state is the cloud's to refuse. */
const recentMs = 1_000;

/** Looks at what the operation needs to see for its next decision, and no more. */
export async function observe(known: Knowledge): Promise<Observation> {
  const [first, instance] = await Promise.all([lookAtInterface(known), lookAtInstance(known)]);
  // A task that failed is later than the look: the interface may have gone in between, and that is why.
  const isOutdated = await askTasks(known, first);
  const networkInterface = isOutdated ? await lookAtInterface(known) : first;
  const isMove = isAboutToMove(known, networkInterface);
  const wasRefused = known.operation.progress.attach?.reply === "refused";
  return {
    networkInterface,
    // The room is asked for before something is detached, and to say why an attach was refused.
    instance: isMove || wasRefused ? await lookAtRoom(known) : instance,
    holder: await lookAtHolder(known, networkInterface),
    trunk: isMove || isFirstAttach(known, networkInterface) ? await lookAtTrunk(known) : "not looked at",
  };
}

/** A look at the interface alone, recorded. */
export async function lookAtInterface(known: Knowledge): Promise<InterfaceView | undefined> {
  const { clock } = known.task.session.mechanics;
  const askedAtMs = clock.now();
  const seen = (await lookAtAnswered(known)) ?? (await lookAtOwn(known));
  record(known, { type: "looked", seen, askedAtMs, atMs: clock.now() });
  return seen;
}

async function lookAtOwn(known: Knowledge): Promise<InterfaceView | undefined> {
  const { networkInterfaceId: id, creation } = known.operation;
  if (id === undefined) return findMade(known);
  return creation.answered.includes(id) ? undefined : lookAt(known, id);
}

/** Of all that creates were answered with, the one that was seen before, else the first that shows. */
async function lookAtAnswered(known: Knowledge): Promise<InterfaceView | undefined> {
  const { task, operation } = known;
  const { creation, seen: lastSeen } = operation;
  if (creation.answered.length === 0) return undefined;
  const views = await Promise.all(creation.answered.map((id) => task.session.maybeGone.load(id)));
  const shown = views.filter((view) => view !== undefined);
  const seen = shown.find(({ id }) => id === lastSeen?.id) ?? shown[0];
  record(known, { type: "found", id: seen?.id, shown });
  return seen;
}

/** An operation begins with what its check saw a moment ago; every other look is a fresh one. */
async function lookAt({ task, operation }: Knowledge, id: string): Promise<InterfaceView | undefined> {
  const { session, goal, intent } = task;
  const { progress, counts } = operation;
  const mayBeGone = progress.delete?.reply === "accepted" || progress.create || intent;
  if (mayBeGone) return session.maybeGone.load(id);
  const mayBeRecent = goal.state === "attached" && !goal.ours && counts.size === 0;
  const recent = mayBeRecent ? session.snapshots.interfaces.within(id, recentMs) : undefined;
  // Only a free one is believed: to take it from a holder, or to say that it is attached, is for a fresh look.
  const isFree = recent?.status === "available" && recent.holder === undefined;
  return isFree ? recent : session.interfaces.load(id);
}

/** What the intent made, in this run or in one that ended before it knew. */
async function findMade(known: Knowledge): Promise<InterfaceView | undefined> {
  const { intent, session } = known.task;
  if (!intent) return undefined;
  const marked = await session.byMarker.load(intent.marker);
  // A look that is late may still show what this run deleted.
  const found = marked.filter(({ id }) => !session.hasDeleted(id));
  const { progress, creation } = known.operation;
  const isFirst = progress.create === undefined;
  const made = believe(found, {
    intent,
    nowMs: session.mechanics.clock.now(),
    before: isFirst ? undefined : new Set(creation.notMade),
  });
  const event: CreationEvent = made
    ? { type: "found", id: made.id, shown: creation.shown }
    : { type: "not made", ids: isFirst ? found.map(({ id }) => id) : [] };
  record(known, event);
  return made;
}

/** The goal's instance. What a write has begun is followed on the interface alone: it matters before a write. */
async function lookAtInstance({ task, operation }: Knowledge): Promise<Seen<InstanceView>> {
  const { goal, session } = task;
  if (goal.state !== "attached" && goal.state !== "detached") return "not looked at";
  const { progress, seen } = operation;
  const { attach, detach } = progress;
  const follows = detach?.reply === "accepted" || (goal.state === "attached" && attach?.reply === "accepted");
  if (follows && (goal.state === "detached" || seen?.status !== "available")) return "not looked at";
  const recent = session.snapshots.instances.within(goal.instanceId, recentMs);
  return recent ?? session.instances.load(goal.instanceId);
}

/** Held by an instance that it is to be detached from for an attach, and no detach from there was accepted yet. */
function isAboutToMove({ task, operation }: Knowledge, seen: InterfaceView | undefined): boolean {
  const { goal } = task;
  if (goal.state !== "attached" || seen?.holder === undefined) return false;
  const { detach } = operation.progress;
  if (detach?.reply === "accepted" && detach.from === seen.holder) return false;
  const isAttachedAgain =
    goal.mayReattach && seen.holder === goal.instanceId && declaredMismatch(goal, seen) !== undefined;
  return seen.status === "attached" && (isAttachedAgain || goal.moveFrom.includes(seen.holder));
}

/** The target of a move with what it holds and may hold: it must have room before the old holder is touched. */
async function lookAtRoom(known: Knowledge): Promise<Seen<InstanceView>> {
  const { goal, session } = known.task;
  if (goal.state !== "attached") return "not looked at";
  const instance = await session.instances.load(goal.instanceId);
  return instance && session.withCapacityNow(instance);
}

/** Free, and nothing was sent yet: what would refuse the attach is told before it is sent. */
function isFirstAttach({ operation }: Knowledge, seen: InterfaceView | undefined): boolean {
  return seen?.status === "available" && operation.progress.attach === undefined;
}

/** What cannot be attached through the declared trunk is not detached for it. */
async function lookAtTrunk(known: Knowledge): Promise<Seen<InterfaceView>> {
  const { goal, session } = known.task;
  if (goal.state !== "attached" || goal.trunkNetworkInstanceId === undefined) return "not looked at";
  const recent = session.snapshots.interfaces.within(goal.trunkNetworkInstanceId, recentMs);
  return recent ?? session.interfaces.load(goal.trunkNetworkInstanceId);
}

/** The instance that holds the interface instead of the goal's, when that matters: it is detached from there, or named. */
async function lookAtHolder(known: Knowledge, seen: InterfaceView | undefined): Promise<Seen<InstanceView>> {
  const { goal, session } = known.task;
  if (seen?.holder === undefined) return "not looked at";
  const matters =
    (goal.state === "attached" && goal.moveFrom.includes(seen.holder)) ||
    (goal.state === "deleted" && seen.status === "attached");
  return matters ? session.instances.load(seen.holder) : "not looked at";
}

/** Writes behind which a cloud may have a task. */
const taskWrites = ["create", "attach", "detach", "delete"] as const;

/**
 * A task is asked for only when the describe does not tell: neither the transition shows, nor the goal.
 *
 * @returns whether one has failed since it was last asked
 */
async function askTasks(known: Knowledge, seen: InterfaceView | undefined): Promise<boolean> {
  const { session } = known.task;
  const { task: ask } = session.connection.find;
  if (!ask) return false;
  let hasFailed = false;
  const tellsEnd = session.connection.quirks?.onlyTasksShowTransitions !== true;
  for (const write of taskWrites) {
    const { progress, taskIds } = known.operation;
    const sent = progress[write];
    const taskId = taskIds[write];
    if (sent?.reply !== "accepted" || taskId === undefined) continue;
    const outcome = await nextOutcome(sent, {
      isTold: isTold(write, seen) || (tellsEnd && hasEffect(write, seen)),
      ask: () => session.look(() => ask(taskId)),
    });
    if (outcome === "as before") continue;
    record(known, { type: "task told", write, outcome, atMs: session.mechanics.clock.now() });
    hasFailed ||= outcome?.state === "failed";
  }
  return hasFailed;
}

async function nextOutcome(
  sent: WriteProgress,
  { isTold, ask }: { readonly isTold: boolean; readonly ask: () => Promise<TaskOutcome> },
): Promise<TaskOutcome | undefined | "as before"> {
  // What the task said before is behind what the describe shows now.
  if (isTold) return sent.task === undefined ? "as before" : undefined;
  if (sent.task?.state === "succeeded" || sent.task?.state === "failed") return "as before";
  return ask();
}

/** Whether the describe shows that a write is under way, so that its task need not be asked. */
function isTold(write: WriteName, seen: InterfaceView | undefined): boolean {
  // A create that failed may not be shown at all; everything else is then over.
  return seen === undefined ? write !== "create" : seen.status === transitionOf[write];
}

/** Whether the describe shows what a write is to reach. */
function hasEffect(write: WriteName, seen: InterfaceView | undefined): boolean {
  switch (write) {
    case "attach":
      return seen?.status === "attached";
    case "detach":
      return seen?.status !== "attached";
    case "create":
    case "modify":
    case "updateTags":
      return seen !== undefined;
    case "delete":
      return seen === undefined;
    default:
      return write satisfies never;
  }
}
