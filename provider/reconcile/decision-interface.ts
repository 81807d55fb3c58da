import { describeInterface, type InterfaceView, nameOf } from "../contract/observation";
import { tagChange } from "../contract/tags";
import {
  awaitShown,
  block,
  detachFrom,
  fail,
  followDetach,
  followTask,
  requestOf,
  sendAgain,
  wait,
} from "./decision-steps";
import type { Decision, DecisionInput, DeletedGoal, MadeGoal, WriteProgress } from "./decision-terms";

/** How many interfaces that were seen to be of no use, or that this run deleted, a create passes by. */
const mostRepeats = 20;
/** How many that never showed: each of them may be there. */
const mostUnseen = 3;

export function decideDeleted(input: DecisionInput, goal: DeletedGoal): Decision {
  const { networkInterface: seen } = input.observation;
  const { progress, patience, nowMs } = input;
  if (!seen) {
    if (progress.delete) return { do: "done", how: "acted" };
    // One look may be late, of an interface that was made a moment ago.
    const isCertain = nowMs - progress.unchangedSinceMs >= patience.notFoundMs;
    return isCertain ? { do: "done", how: "gone" } : wait("certainty that it is gone: looks may be late");
  }
  switch (seen.status) {
    case "creating":
      return wait("the interface to be created before it is deleted");
    case "attaching":
      return wait("an attach in progress to end");
    case "detaching":
      return followDetach(input, seen);
    case "attached":
      return freeFirst(input, goal, seen);
    case "available":
    case "failed":
      return deleteFree(input, seen);
    case "deleting":
      return followDelete(input, seen);
    case "unknown":
      return wait(`status ${seen.cloudStatus}, which is not a documented one, to end`);
    default:
      return seen.status satisfies never;
  }
}

/** An attached interface is detached first where that is permitted, and only when its deletion can follow. */
function freeFirst(input: DecisionInput, goal: DeletedGoal, seen: InterfaceView): Decision {
  const never = block(input, "delete", { ...seen, status: "available", holder: undefined }, undefined);
  if (never) return never;
  if (goal.detachFirst) {
    return seen.holder === undefined ? wait("its holder to be told") : detachFrom(input, seen, seen.holder);
  }
  const holder = input.holderInstance ? nameOf(input.holderInstance) : (seen.holder ?? "an instance");
  const remedy = goal.claimedBy
    ? `${goal.claimedBy} of this program claims it: take that out of the program first.`
    : "Detach it first, or permit it with `detachOnDelete: true` and run `pulumi up` before the deletion.";
  const rule = input.rules.find(({ name }) => name === "interface-attached");
  return {
    do: "refuse",
    obstacle: {
      rule: {
        name: "interface-attached",
        argument: "networkInterfaceId",
        codes: rule?.codes ?? [],
        lasting: "until changed",
        remedy,
      },
      reason: `${nameOf(seen)} is attached to ${holder} and cannot be deleted.`,
    },
  };
}

function deleteFree(input: DecisionInput, seen: InterfaceView): Decision {
  const { progress, patience, nowMs } = input;
  const sent = progress.delete;
  if (sent && sent.reply !== "refused") {
    const pending = followTask(sent, `deletion of ${nameOf(seen)}`) ?? awaitShown(input, sent, "deletion");
    if (pending) return pending;
    if (sent.transitionSeen) {
      return fail(
        `The deletion of ${nameOf(seen)} was accepted${requestOf(sent)} and began, but the interface is ${seen.cloudStatus} again: the cloud gave it up without an error.`,
      );
    }
    const graceMs = sent.reply === "accepted" ? patience.startMs : patience.unansweredMs;
    if (nowMs - sent.sentAtMs < graceMs) return wait("the deletion to begin");
  }
  return block(input, "delete", seen, undefined) ?? sendAgain(input, "delete") ?? { do: "delete" };
}

/** A deletion in progress. One that does not move is sent again, with a bounded number of tries. */
function followDelete(input: DecisionInput, seen: InterfaceView): Decision {
  const { progress, patience, nowMs } = input;
  const { times = 0, tries = 0, refusals = 0 } = progress.delete ?? {};
  const sinceMs = nowMs - Math.max(progress.delete?.sentAtMs ?? 0, progress.unchangedSinceMs);
  if (sinceMs < patience.stuckDetachMs) return wait("the deletion to end");
  if (tries + refusals < patience.maxSends) return { do: "delete" };
  return fail(
    `${nameOf(seen)} has been ${describeInterface(seen)} for ${Math.round(sinceMs / 1000)} s after ${times} delete requests. Run again later; if it lasts, open a ticket with the cloud.`,
  );
}

export function decideMade(input: DecisionInput, goal: MadeGoal): Decision {
  const { networkInterface: seen } = input.observation;
  if (!seen) return goal.mayCreate ? decideCreate(input, goal) : awaitVisible(input);
  const sent = input.progress.create;
  switch (seen.status) {
    case "creating":
      return wait("the interface to be created");
    case "failed":
      return fail(
        `${nameOf(seen)} could not be created: it is ${seen.cloudStatus}, and the cloud gives no reason. See whether the subnet has free addresses and the account is within its quotas.`,
      );
    case "deleting":
      return goal.mayCreate
        ? { do: "create", anew: true }
        : fail(`${nameOf(seen)} is being deleted. Run \`pulumi refresh\`, then run again.`);
    case "unknown":
      return wait(`status ${seen.cloudStatus}, which is not a documented one, to end`);
    case "available":
    case "attaching":
    case "attached":
    case "detaching":
      // What was made a moment ago is free: a token that answers with a bound one was another program's.
      if (sent && seen.holder !== undefined) return createAnew(input, goal, sent);
      return (
        followTask(sent, "creation") ?? awaitCertain(input, goal, sent) ?? matchDeclared(input, goal, seen)
      );
    default:
      return seen.status satisfies never;
  }
}

function decideCreate(input: DecisionInput, goal: MadeGoal): Decision {
  const { progress, patience, nowMs } = input;
  const sent = progress.create;
  if (!sent) return { do: "create", anew: false };
  const sinceMs = nowMs - Math.max(sent.sentAtMs, sent.task?.sinceMs ?? 0, progress.unchangedSinceMs);
  switch (sent.reply) {
    case "accepted": {
      const pending = followTask(sent, "creation");
      if (pending) return pending;
      if (sent.vanished) return createAnew(input, goal, sent);
      if (sinceMs < patience.unseenMs) return wait("the new interface to become visible");
      return (progress.unseenCreates ?? 0) < mostUnseen
        ? createAnew(input, goal, sent)
        : failUnseen(input, sent);
    }
    case "unanswered": {
      // It may have been made and not be visible yet. Where a token tells that it is the same one, it is sent earlier.
      const graceMs = goal.createRepeats ? patience.notFoundMs : patience.unseenMs;
      if (sinceMs < Math.max(patience.unansweredMs, graceMs)) {
        return wait("the outcome of a create that got no answer");
      }
      return sendAgain(input, "create") ?? { do: "create", anew: false };
    }
    case "refused":
      return sendAgain(input, "create") ?? { do: "create", anew: false };
    default:
      return sent.reply satisfies never;
  }
}

/** The accepted create made nothing that can be used: its token stands for an interface of before. */
function createAnew(input: DecisionInput, goal: MadeGoal, sent: WriteProgress): Decision {
  if (goal.createRepeats && sent.times < mostRepeats) return { do: "create", anew: true };
  return failUnseen(input, sent);
}

function failUnseen(input: DecisionInput, sent: WriteProgress): Decision {
  return fail(
    `The create was accepted${requestOf(sent)}, but its interface is not to be seen in region ${input.regionId}.`,
  );
}

/** What an earlier run made may have been deleted since, and only a look that is late show it. */
function awaitCertain(
  input: DecisionInput,
  goal: MadeGoal,
  sent: WriteProgress | undefined,
): Decision | undefined {
  if (!goal.mayCreate || sent) return undefined;
  const isCertain = input.nowMs - input.progress.startedAtMs >= input.patience.notFoundMs;
  return isCertain ? undefined : wait("certainty that what an earlier run made is still there");
}

function awaitVisible(input: DecisionInput): Decision {
  if (input.nowMs - input.progress.startedAtMs < input.patience.notFoundMs) {
    return wait("the interface to become visible");
  }
  return fail(
    `The interface is not in region ${input.regionId} for these credentials. Run \`pulumi refresh\`: what was deleted is made again.`,
  );
}

/**
 * It exists: what is declared and can be changed in place is put right. Attributes and tags are changed by different
 * calls, so the tags follow when the attributes show; a run that failed between the two goes on with the tags.
 */
function matchDeclared(input: DecisionInput, goal: MadeGoal, seen: InterfaceView): Decision {
  const { create, modify, retag } = input.progress;
  const unseen = modify?.reply === "accepted" ? undefined : goal.unseen?.(seen);
  const { tags, ...attributes } = { ...goal.differences(seen), ...unseen };
  if (Object.keys(attributes).length > 0) {
    return awaitChange(input, "modify") ?? { do: "modify", changes: attributes };
  }
  if (tags !== undefined) {
    const change = tagChange(seen, tags as Readonly<Record<string, string>>);
    return awaitChange(input, "retag") ?? { do: "retag", change };
  }
  return { do: "done", how: create || modify || retag ? "acted" : "as it was" };
}

/** What holds a change back that was sent before and does not show yet. */
function awaitChange(input: DecisionInput, write: "modify" | "retag"): Decision | undefined {
  const { progress, patience, nowMs } = input;
  const sent = progress[write];
  if (sent && sent.reply !== "refused") {
    // Tags may be another service's, which the describe follows later than its own.
    const acceptedMs = write === "retag" ? patience.startMs : patience.notFoundMs;
    const graceMs = sent.reply === "accepted" ? acceptedMs : patience.unansweredMs;
    if (nowMs - sent.sentAtMs < graceMs) return wait("the change to show");
  }
  return sendAgain(input, write);
}
