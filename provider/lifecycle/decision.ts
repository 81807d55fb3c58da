import type { CloudError } from "../core/errors";
import {
  describeInterface,
  type InstanceView,
  type InterfaceView,
  nameOf,
  type Observation,
} from "./observation";
import { findObstacles, type Obstacle, type Rule } from "./rules";

/** What an operation is to reach. */
export type Goal = AttachedGoal | DetachedGoal;

export interface AttachedGoal {
  readonly state: "attached";
  readonly instanceId: string;
  readonly networkCardIndex?: number | undefined;
  readonly trunkNetworkInstanceId?: string | undefined;
  /** The only instances from which it may be taken. */
  readonly moveFrom: readonly string[];
  /** What to do when it is found attached as wanted though this operation sent nothing. */
  readonly ifAlreadyAttached: "adopt" | "fail";
  /** The attachment is recorded as ours: it may be taken off its own instance to put a declared argument right. */
  readonly ours: boolean;
}

export interface DetachedGoal {
  readonly state: "detached";
  readonly instanceId: string;
}

export type WriteName = "attach" | "detach";

/** What became of the latest request of one kind. */
export interface WriteProgress {
  readonly times: number;
  readonly sentAtMs: number;
  readonly reply: "accepted" | "unanswered" | "refused";
  readonly requestId?: string | undefined;
  /** The error of a reply that was none, or a refusal. */
  readonly error?: CloudError | undefined;
  /** A look has shown the transition since. */
  readonly transitionSeen: boolean;
  /** What the cloud's task of this request says, where it has tasks and was asked, and when it first said so. */
  readonly task?: (TaskOutcome & { readonly sinceMs: number }) | undefined;
}

/** The asynchronous task behind an accepted write. */
export interface TaskOutcome {
  /** "unknown": the cloud does not tell: it does not show the task yet or any more. */
  readonly state: "running" | "succeeded" | "failed" | "unknown";
  /** What a failed task says. */
  readonly output?: string | undefined;
}

/** What this operation has done and seen so far. */
export interface Progress {
  readonly startedAtMs: number;
  readonly attach?: WriteProgress;
  readonly detach?: WriteProgress;
  /** Since when looks have shown the interface in this status and with this holder. */
  readonly unchangedSinceMs: number;
}

/** How long a cloud is given, by its documentation, before a silence counts as an answer. Milliseconds. */
export interface Patience {
  /** An interface made a moment ago may not be seen yet. */
  readonly notFoundMs: number;
  /** From an accepted write until its transition shows. */
  readonly startMs: number;
  /** From a write without an answer until it is believed not to have been done. */
  readonly unansweredMs: number;
  /** From a detach until one that makes no progress is sent again. */
  readonly stuckDetachMs: number;
  /** From the first refusal that no rule explains until the call is tried again; doubled with each further one. */
  readonly refusedMs: number;
  /** How often one kind of write is sent in one operation, at the most. */
  readonly maxSends: number;
}

export type Decision =
  | { readonly do: "done"; readonly how: "as it was" | "acted" | "gone" | "held by another" }
  | { readonly do: "attach" }
  | { readonly do: "detach"; readonly from: string }
  | { readonly do: "wait"; readonly why: string }
  | { readonly do: "refuse"; readonly obstacle: Obstacle }
  | { readonly do: "fail"; readonly why: string; readonly cause?: CloudError | undefined };

export interface DecisionInput {
  readonly goal: Goal;
  readonly observation: Observation;
  /** The instance that holds the interface when that is not the goal's: needed before it is taken from there. */
  readonly holderInstance?: InstanceView | undefined;
  readonly progress: Progress;
  readonly nowMs: number;
  readonly rules: readonly Rule[];
  readonly patience: Patience;
  readonly regionId: string;
}

/**
 * The one decision: what to do next to reach a goal, from what was seen and what was done. Pure. Create, update,
 * delete and re-run ask it after every look.
 */
export function decide(input: DecisionInput): Decision {
  const { goal } = input;
  switch (goal.state) {
    case "attached":
      return decideAttached(input, goal);
    case "detached":
      return decideDetached(input, goal);
    default:
      return goal satisfies never;
  }
}

function decideAttached(input: DecisionInput, goal: AttachedGoal): Decision {
  const { networkInterface: seen } = input.observation;
  const { progress, patience, nowMs } = input;
  if (!seen) {
    if (nowMs - progress.startedAtMs < patience.notFoundMs) return wait("the interface to become visible");
    return refuseUnknownInterface(input);
  }
  switch (seen.status) {
    case "attached":
      return seen.holder === goal.instanceId
        ? acceptAttached(input, goal, seen)
        : takeFromHolder(input, goal, seen);
    case "attaching":
      if (seen.holder === undefined || seen.holder === goal.instanceId) return wait("the attach to end");
      return goal.moveFrom.includes(seen.holder)
        ? wait(`the attach to ${seen.holder} to end before it is moved`)
        : refuseHeld(seen, "is being attached to");
    case "detaching":
      return progress.detach ? followDetach(input, seen) : wait("a detach in progress to end");
    case "creating":
      return wait("the interface to be created");
    case "deleting":
      return refuse(
        "interface-deleting",
        "networkInterfaceId",
        `${nameOf(seen)} is being deleted.`,
        "Name another interface.",
      );
    case "failed":
      return refuse(
        "interface-failed",
        "networkInterfaceId",
        `${nameOf(seen)} is in state ${seen.cloudStatus} and cannot be used.`,
        "Delete it and create it again.",
      );
    case "available":
      return attachAvailable(input, goal, seen);
    case "unknown":
      return wait(`status ${seen.cloudStatus}, which is not a documented one, to end`);
    default:
      return seen.status satisfies never;
  }
}

/** It is where it should be: adopt it, or put a declared argument right. */
function acceptAttached(input: DecisionInput, goal: AttachedGoal, seen: InterfaceView): Decision {
  const pending = followTask(input.progress.attach, `attach of ${nameOf(seen)} to ${goal.instanceId}`);
  if (pending) return pending;
  const mismatch = declaredMismatch(goal, seen);
  if (mismatch && !goal.ours) {
    return refuse(
      "declared-argument",
      "networkInterfaceId",
      `${nameOf(seen)} is attached to ${goal.instanceId} already, but ${mismatch}.`,
      "Detach it first, or declare what is there.",
    );
  }
  if (mismatch) return detachFrom(input, seen, goal.instanceId);
  if (!input.progress.attach && !goal.ours) {
    const undetachable = findObstacles(input.rules, "detach", {
      networkInterface: seen,
      instance: undefined,
      regionId: input.regionId,
    }).find(({ rule }) => rule.lasting === "never");
    if (undetachable) return { do: "refuse", obstacle: undetachable };
  }
  if (!input.progress.attach && !goal.ours && goal.ifAlreadyAttached === "fail") {
    return refuse(
      "already-attached",
      "networkInterfaceId",
      `${nameOf(seen)} is attached to ${goal.instanceId} already, and \`ifAlreadyAttached\` is "fail".`,
      'If the attachment is one that an interrupted run of this program made, run once with `ifAlreadyAttached: "adopt"`; else detach it first.',
    );
  }
  return { do: "done", how: input.progress.attach ? "acted" : "as it was" };
}

/** A declared argument of the attachment that the cloud shows otherwise, in words. */
export function declaredMismatch(
  goal: Pick<AttachedGoal, "networkCardIndex" | "trunkNetworkInstanceId">,
  seen: Pick<InterfaceView, "networkCardIndex" | "trunkInterfaceId">,
): string | undefined {
  const { networkCardIndex: card, trunkNetworkInstanceId: trunk } = goal;
  if (card !== undefined && seen.networkCardIndex !== undefined && card !== seen.networkCardIndex) {
    return `on network card ${seen.networkCardIndex}, not ${card}`;
  }
  if (trunk !== undefined && seen.trunkInterfaceId !== undefined && trunk !== seen.trunkInterfaceId) {
    return `through trunk ${seen.trunkInterfaceId}, not ${trunk}`;
  }
  return undefined;
}

/** Held by another instance: only `moveFrom` permits to take it, and only once the target is known to accept it. */
function takeFromHolder(input: DecisionInput, goal: AttachedGoal, seen: InterfaceView): Decision {
  const blocked = blockAttach(input, { ...seen, status: "available", holder: undefined });
  // Who holds it does not matter where it could not be attached in any case.
  if (blocked?.do === "refuse" && blocked.obstacle.rule.lasting === "never") return blocked;
  if (seen.holder === undefined || !goal.moveFrom.includes(seen.holder)) {
    return refuseHeld(seen, "is attached to");
  }
  return blocked ?? detachFrom(input, seen, seen.holder);
}

/** Every rule of the attach, judged as a decision; undefined when nothing stands in the way. */
function blockAttach(input: DecisionInput, seen: InterfaceView): Decision | undefined {
  const { instance } = input.observation;
  if (instance === undefined) return refuseUnknownInstance(input);
  const target = instance === "not looked at" ? undefined : instance;
  return block(input, "attach", seen, target);
}

function block(
  input: DecisionInput,
  operation: WriteName,
  seen: InterfaceView,
  instance: InstanceView | undefined,
): Decision | undefined {
  const [first] = findObstacles(input.rules, operation, {
    networkInterface: seen,
    instance,
    regionId: input.regionId,
  });
  if (!first) return undefined;
  return first.rule.lasting === "passing" ? wait(first.reason) : { do: "refuse", obstacle: first };
}

function attachAvailable(input: DecisionInput, goal: AttachedGoal, seen: InterfaceView): Decision {
  const { progress, patience, nowMs } = input;
  const sent = progress.attach;
  if (sent && sent.reply !== "refused") {
    const sinceMs = nowMs - sent.sentAtMs;
    const pending =
      followTask(sent, `attach of ${nameOf(seen)} to ${goal.instanceId}`) ??
      awaitShown(input, sent, "attach");
    if (pending) return pending;
    if (sent.transitionSeen) {
      return fail(
        `The attach of ${nameOf(seen)} to ${goal.instanceId} was accepted${requestOf(sent)} and began, but the interface is ${seen.cloudStatus} again: the cloud gave it up without an error.`,
      );
    }
    if (sent.reply === "accepted") {
      if (sinceMs < patience.startMs) return wait("the accepted attach to begin");
      return fail(
        `The attach of ${nameOf(seen)} to ${goal.instanceId} was accepted${requestOf(sent)}, but the interface still is ${seen.cloudStatus} after ${Math.round(sinceMs / 1000)} s.`,
      );
    }
    if (sinceMs < patience.unansweredMs) return wait("the outcome of an attach that got no answer");
  }
  return blockAttach(input, seen) ?? sendAgain(input, "attach") ?? { do: "attach" };
}

function decideDetached(input: DecisionInput, goal: DetachedGoal): Decision {
  const { networkInterface: seen } = input.observation;
  if (!seen) return { do: "done", how: "gone" };
  if (seen.holder !== undefined && seen.holder !== goal.instanceId) {
    return { do: "done", how: "held by another" };
  }
  switch (seen.status) {
    case "available":
    case "creating":
    case "deleting":
    case "failed":
      return (
        followTask(input.progress.detach, `detach of ${nameOf(seen)} from ${goal.instanceId}`) ?? {
          do: "done",
          how: input.progress.detach ? "acted" : "as it was",
        }
      );
    case "attaching":
      return wait("an attach in progress to end");
    case "detaching":
      return followDetach(input, seen);
    case "attached":
      return detachFrom(input, seen, goal.instanceId);
    case "unknown":
      return wait(`status ${seen.cloudStatus}, which is not a documented one, to end`);
    default:
      return seen.status satisfies never;
  }
}

/** A detach in progress. One that does not move is sent again, with a bounded number of tries. */
function followDetach(input: DecisionInput, seen: InterfaceView): Decision {
  const { progress, patience, nowMs } = input;
  const from = input.goal.state === "detached" ? input.goal.instanceId : seen.holder;
  const sinceMs = nowMs - Math.max(progress.detach?.sentAtMs ?? 0, progress.unchangedSinceMs);
  if (sinceMs < patience.stuckDetachMs || from === undefined) return wait("the detach to end");
  if ((progress.detach?.times ?? 0) < patience.maxSends) return { do: "detach", from };
  return fail(
    `${nameOf(seen)} has been ${describeInterface(seen)} for ${Math.round(sinceMs / 1000)} s after ${progress.detach?.times} detach requests: the guest system probably does not answer. Restart ${from}, then run again.`,
  );
}

/** It is attached to `from` and should not be. */
function detachFrom(input: DecisionInput, seen: InterfaceView, from: string): Decision {
  const { progress, patience, nowMs } = input;
  const sent = progress.detach;
  if (sent && sent.reply !== "refused") {
    const pending =
      followTask(sent, `detach of ${nameOf(seen)} from ${from}`) ?? awaitShown(input, sent, "detach");
    if (pending) return pending;
    const graceMs = sent.reply === "accepted" ? patience.startMs : patience.unansweredMs;
    if (nowMs - sent.sentAtMs < graceMs) return wait("the detach to begin");
  }
  const { instance } = input.observation;
  const holder =
    input.goal.instanceId === from
      ? instance === "not looked at"
        ? undefined
        : instance
      : input.holderInstance;
  return block(input, "detach", seen, holder) ?? sendAgain(input, "detach") ?? { do: "detach", from };
}

/** What the task of a write demands: a failed one ends the operation at once, a running one is waited for. */
function followTask(sent: WriteProgress | undefined, what: string): Decision | undefined {
  if (sent?.task?.state === "running") return wait(`the task of the ${what} to end`);
  if (sent?.task?.state !== "failed") return undefined;
  const output = sent.task.output ? ` It says: ${sent.task.output}` : "";
  return fail(`The ${what} was accepted${requestOf(sent)} and its task FAILED.${output}`);
}

/** A describe may lag behind the task that says it is done. */
function awaitShown(input: DecisionInput, sent: WriteProgress, write: WriteName): Decision | undefined {
  if (sent.task?.state !== "succeeded") return undefined;
  const sinceMs = input.nowMs - sent.task.sinceMs;
  return sinceMs < input.patience.startMs
    ? wait(`what the ${write} did to show: its task succeeded`)
    : undefined;
}

/** Whether a write that was sent before may go out once more: a decision that holds it back, or undefined. */
function sendAgain(input: DecisionInput, write: WriteName): Decision | undefined {
  const sent = input.progress[write];
  if (!sent) return undefined;
  // Doubled each time: a transition that does not show yet may be what is in the way.
  const pauseMs = input.patience.refusedMs * 2 ** (sent.times - 1);
  if (sent.reply === "refused" && input.nowMs - sent.sentAtMs < pauseMs) {
    return wait(`the cloud to accept the ${write}: it answered ${sent.error?.code ?? "a refusal"}`);
  }
  if (sent.times < input.patience.maxSends) return undefined;
  return fail(`The ${write} was sent ${sent.times} times and had no effect.`, sent.error);
}

function wait(why: string): Decision {
  return { do: "wait", why };
}

function fail(why: string, cause?: CloudError): Decision {
  return { do: "fail", why, cause };
}

function requestOf(sent: WriteProgress): string {
  return sent.requestId ? ` (request id ${sent.requestId})` : "";
}

/** A refusal that follows from the goal and not from a cloud's table. */
function refuse(
  name: string,
  argument: "networkInterfaceId" | "instanceId",
  reason: string,
  remedy: string,
): Decision {
  return {
    do: "refuse",
    obstacle: { rule: { name, argument, codes: [], lasting: "until changed", remedy }, reason },
  };
}

function refuseHeld(seen: InterfaceView, verb: string): Decision {
  return { do: "refuse", obstacle: heldObstacle(seen, verb) };
}

/** Held by an instance that the goal does not name. */
export function heldObstacle(seen: InterfaceView, verb = "is attached to"): Obstacle {
  const holder = seen.holder ?? "another instance";
  return {
    rule: {
      name: "held-by-another",
      argument: "networkInterfaceId",
      codes: [],
      lasting: "until changed",
      remedy: `Detach it there first, or permit the move with \`moveFrom: "${holder}"\`.`,
    },
    reason: `${nameOf(seen)} ${verb} ${holder}.`,
  };
}

function refuseUnknownInterface(input: DecisionInput): Decision {
  return { do: "refuse", obstacle: unknownInterfaceObstacle(input.regionId) };
}

export function unknownInterfaceObstacle(regionId: string): Obstacle {
  return {
    rule: {
      name: "unknown-interface",
      argument: "networkInterfaceId",
      codes: [],
      lasting: "until changed",
      remedy:
        "Check the id, `regionId` and the account: an interface of another region or account looks unknown.",
    },
    reason: `The interface is not in region ${regionId} for these credentials.`,
  };
}

function refuseUnknownInstance(input: DecisionInput): Decision {
  return { do: "refuse", obstacle: unknownInstanceObstacle(input.goal.instanceId, input.regionId) };
}

export function unknownInstanceObstacle(instanceId: string, regionId: string): Obstacle {
  return {
    rule: {
      name: "unknown-instance",
      argument: "instanceId",
      codes: [],
      lasting: "until changed",
      remedy: "Check the id, `regionId` and the account; a released instance is unknown too.",
    },
    reason: `Instance ${instanceId} is not in region ${regionId} for these credentials.`,
  };
}
