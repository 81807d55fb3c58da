import { type InterfaceView, lists, nameOf } from "../contract/observation";
import type { Patience } from "../contract/patience";
import { type DeclaredAttachment, findObstacles, type Obstacle, type Rule } from "../contract/rules";
import { decideDeleted, decideMade } from "./decision-interface";
import {
  awaitShown,
  block,
  detachFrom,
  fail,
  followDetach,
  followTask,
  refuse,
  requestOf,
  sendAgain,
  wait,
} from "./decision-steps";
import type { AttachedGoal, Decision, DecisionInput, DetachedGoal, WriteProgress } from "./decision-terms";

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
    case "deleted":
      return decideDeleted(input, goal);
    case "made":
      return decideMade(input, goal);
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
        : refuseHeld(input, seen, "is being attached to");
    case "detaching":
      return followDetach(input, seen);
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
  if (mismatch && input.progress.attach?.mayBeDone) return judgeOwn(input, goal, mismatch);
  if (mismatch && !goal.ours) {
    return refuse(
      "declared-argument",
      "networkInterfaceId",
      `${nameOf(seen)} is attached to ${goal.instanceId} already, but ${mismatch}.`,
      "Detach it first, or declare what is there.",
    );
  }
  // Not taken off for what could not be attached again.
  if (mismatch) return blockAttach(input, goal, asFree(seen)) ?? detachFrom(input, seen, goal.instanceId);
  const isFound = !input.progress.attach?.mayBeDone && !goal.ours;
  if (isFound) {
    const lasting = blockAdoption(input.rules, seen, input.regionId);
    if (lasting) return { do: "refuse", obstacle: lasting };
  }
  if (isFound && goal.ifAlreadyAttached === "fail") {
    return refuse(
      "already-attached",
      "networkInterfaceId",
      `${nameOf(seen)} is attached to ${goal.instanceId} already, and \`ifAlreadyAttached\` is "fail".`,
      'If the attachment is one that an interrupted run of this program made, run once with `ifAlreadyAttached: "adopt"`; else detach it first.',
    );
  }
  return { do: "done", how: input.progress.attach?.mayBeDone ? "acted" : "as it was" };
}

/** This operation attached it, and it is not as declared: to do the same again would end the same. */
function judgeOwn({ progress, patience, nowMs }: DecisionInput, goal: AttachedGoal, mismatch: string) {
  // One look may be a stale one, from before the attach.
  if (nowMs - (progress.attach?.sentAtMs ?? 0) < patience.startMs) return wait("what the attach did to show");
  return fail(`It was attached to ${goal.instanceId}, but ${mismatch}: the cloud did not heed that.`);
}

/**
 * What keeps an attachment that is found from being adopted: it could never be detached, so a destroy could not end what
 * the program began, or what is declared could never have been attached so.
 */
export function blockAdoption(
  rules: readonly Rule[],
  seen: InterfaceView,
  regionId: string,
): Obstacle | undefined {
  const situation = { instance: undefined, regionId };
  return [
    ...findObstacles(rules, "detach", { ...situation, networkInterface: seen }),
    ...findObstacles(rules, "attach", { ...situation, networkInterface: asFree(seen) }),
  ].find(({ rule }) => rule.lasting === "never");
}

/** An interface as it is to be once it was detached. */
function asFree(seen: InterfaceView): InterfaceView {
  return { ...seen, status: "available", holder: undefined };
}

/** A declared argument of the attachment that the cloud shows otherwise, in words. */
export function declaredMismatch(
  goal: DeclaredAttachment,
  seen: Pick<InterfaceView, "networkCardIndex" | "trunkInterfaceId" | "kind">,
): string | undefined {
  const { networkCardIndex: card, trunkNetworkInstanceId: trunk } = goal;
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

/** Held by another instance: only `moveFrom` permits to take it, and only once the target is known to accept it. */
function takeFromHolder(input: DecisionInput, goal: AttachedGoal, seen: InterfaceView): Decision {
  const blocked = blockAttach(input, goal, asFree(seen));
  // Who holds it does not matter where it could not be attached in any case.
  if (blocked?.do === "refuse" && blocked.obstacle.rule.lasting === "never") return blocked;
  if (seen.holder === undefined || !goal.moveFrom.includes(seen.holder)) {
    return refuseHeld(input, seen);
  }
  return blocked ?? detachFrom(input, seen, seen.holder);
}

/** Every rule of the attach, judged as a decision; undefined when nothing stands in the way. */
function blockAttach(input: DecisionInput, goal: AttachedGoal, seen: InterfaceView): Decision | undefined {
  if (input.trunk === "unknown") {
    return refuse(
      "unknown-trunk",
      "trunkNetworkInstanceId",
      `Trunk interface ${goal.trunkNetworkInstanceId} is not in region ${input.regionId} for these credentials.`,
      "Check `trunkNetworkInstanceId`.",
    );
  }
  const { instance } = input.observation;
  if (instance === undefined)
    return { do: "refuse", obstacle: unknownInstanceObstacle(goal.instanceId, input.regionId) };
  const target = instance === "not looked at" ? undefined : instance;
  return block(input, "attach", seen, target);
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
      // One look may be a stale one: it counts when it lasts.
      if (nowMs - progress.unchangedSinceMs < patience.unansweredMs)
        return wait("the end of the attach to be sure");
      return {
        ...fail(
          `The attach of ${nameOf(seen)} to ${goal.instanceId} was accepted${requestOf(sent)} and began, but the interface is ${seen.cloudStatus} again: the cloud gave it up without an error.`,
        ),
        nothingMade: true,
      };
    }
    if (sent.reply === "accepted") {
      if (sinceMs < patience.startMs) return wait("the accepted attach to begin");
      return fail(
        `The attach of ${nameOf(seen)} to ${goal.instanceId} was accepted${requestOf(sent)}, but the interface still is ${seen.cloudStatus} after ${Math.round(sinceMs / 1000)} s.`,
      );
    }
    if (sinceMs < patience.unansweredMs) return wait("the outcome of an attach that got no answer");
  }
  return blockAttach(input, goal, seen) ?? sendAgain(input, "attach") ?? { do: "attach" };
}

function decideDetached(input: DecisionInput, goal: DetachedGoal): Decision {
  const { networkInterface: seen } = input.observation;
  const maySeemFree = seen?.status === "available" && seen.holder === undefined && !input.progress.detach;
  if ((!seen || maySeemFree) && isListed(input)) return awaitAgreement(input, goal);
  const early = seen && !maySeemFree ? undefined : awaitCertain(input);
  if (early) return early;
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

/**
 * What one look shows to be gone or free, with nothing sent: an attach of an earlier run may still come, and the look may be
 * late. An instance that lists its interfaces, and not this one, is a second witness; else it must last.
 */
function awaitCertain({ progress, patience, nowMs, observation }: DecisionInput): Decision | undefined {
  const { attach, detach } = progress;
  if (detach) return undefined;
  if (attach) return awaitEarlierAttach(attach, nowMs, patience);
  const { instance, networkInterface: seen } = observation;
  // What is free and was on an instance that is no more can only have been freed.
  const isConfirmed =
    instance === undefined
      ? seen !== undefined
      : instance !== "not looked at" && instance.interfaceIds !== undefined;
  if (isConfirmed || nowMs - progress.unchangedSinceMs >= patience.notFoundMs) return undefined;
  return wait("certainty that it is not attached: looks may be late");
}

function awaitEarlierAttach(
  { task, sentAtMs }: WriteProgress,
  nowMs: number,
  { startMs }: Patience,
): Decision | undefined {
  const sinceMs = task?.state === "succeeded" ? task.sinceMs : sentAtMs;
  const mayCome = task?.state === "running" || (task?.state !== "failed" && nowMs - sinceMs < startMs);
  return mayCome ? wait("an attach that an earlier run sent to show") : undefined;
}

/** Whether the instance lists the interface among its own, where the cloud lists them and it was looked at. */
function isListed({ networkInterfaceId, observation: { instance } }: DecisionInput): boolean {
  if (networkInterfaceId === undefined || instance === undefined || instance === "not looked at")
    return false;
  return lists(instance, networkInterfaceId);
}

/**
 * One of two looks is stale, or the other is not permitted: a cloud may answer who lacks a permission with an empty
 * list. An interface that is shown to be free is believed after a while, one that is not shown at all is not.
 */
function awaitAgreement(input: DecisionInput, goal: DetachedGoal): Decision {
  const { networkInterfaceId = "", progress, patience, nowMs } = input;
  if (nowMs - progress.startedAtMs < patience.notFoundMs)
    return wait("the interface and its instance to be shown alike");
  if (input.observation.networkInterface) return { do: "done", how: "as it was" };
  return fail(contradiction({ networkInterfaceId, instanceId: goal.instanceId }));
}

/** What it means that the instance lists an interface that is not to be seen. */
export function contradiction(pair: {
  readonly networkInterfaceId: string;
  readonly instanceId: string;
}): string {
  return `Interface ${pair.networkInterfaceId} is not to be seen, but instance ${pair.instanceId} lists it: it is not gone. Check that these credentials may look at interfaces.`;
}

function refuseHeld({ rules }: DecisionInput, seen: InterfaceView, verb?: string): Decision {
  return { do: "refuse", obstacle: heldObstacle(seen, rules, verb) };
}

/** Held by an instance that the goal does not name. */
export function heldObstacle(seen: InterfaceView, rules: readonly Rule[], verb = "is attached to"): Obstacle {
  const holder = seen.holder ?? "another instance";
  const [inUse] = rules.filter(({ name }) => name === "interface-in-use");
  return {
    rule: {
      name: "held-by-another",
      argument: "networkInterfaceId",
      codes: inUse?.codes ?? [],
      lasting: "until changed",
      remedy: `Detach it there first, or permit the move with \`moveFrom: "${holder}"\`.`,
    },
    reason: `${nameOf(seen)} ${verb} ${holder}.`,
  };
}

function refuseUnknownInterface(input: DecisionInput): Decision {
  return { do: "refuse", obstacle: unknownInterfaceObstacle(input) };
}

export function unknownInterfaceObstacle(place: Pick<DecisionInput, "regionId" | "vpcId">): Obstacle {
  const { regionId, vpcId } = place;
  const region = `region ${regionId}`;
  return {
    rule: {
      name: "unknown-interface",
      argument: "networkInterfaceId",
      codes: [],
      lasting: "until changed",
      remedy: `Check the id, ${vpcId === undefined ? "" : "`vpcId`, "}\`regionId\` and the account: an interface of another ${vpcId === undefined ? "" : "VPC, "}region or account looks unknown.`,
    },
    reason: `The interface is not in ${vpcId === undefined ? region : `VPC ${vpcId} of ${region}`} for these credentials.`,
  };
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
