import { type InterfaceView, nameOf } from "../contract/observation";
import { tagChange } from "../contract/tags";
import { type Decision, type DecisionInput, fail, followTask, requestOf, sendAgain, wait } from "./decision";
import type { MadeGoal } from "./goal";
import type { WriteProgress } from "./progress";

/** How many interfaces that were seen to be of no use, or that this run deleted, a create passes by. */
const mostRepeats = 20;
/** How many that never showed: each of them may be there. */
const mostUnseen = 3;

/** What to do next so that an interface exists and shows what is declared. Pure. */
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
        followTask(sent, "creation") ?? awaitStillThere(input, goal, sent) ?? matchDeclared(input, goal, seen)
      );
    default:
      return seen.status satisfies never;
  }
}

function decideCreate(input: DecisionInput, goal: MadeGoal): Decision {
  const { progress, timing, nowMs } = input;
  const sent = progress.create;
  if (!sent) return { do: "create", anew: false };
  const sinceMs = nowMs - Math.max(sent.sentAtMs, sent.task?.sinceMs ?? 0, progress.unchangedSinceMs);
  switch (sent.reply) {
    case "accepted": {
      const pending = followTask(sent, "creation");
      if (pending) return pending;
      if (sent.vanished) return createAnew(input, goal, sent);
      if (sinceMs < timing.unseenMs) return wait("the new interface to become visible");
      return (progress.unseenCreates ?? 0) < mostUnseen
        ? createAnew(input, goal, sent)
        : failUnseen(input, sent);
    }
    case "unanswered": {
      // It may have been made and not be visible yet. Where a token tells that it is the same one, it is sent earlier.
      const graceMs = goal.createRepeats ? timing.notFoundMs : timing.unseenMs;
      if (sinceMs < Math.max(timing.unansweredMs, graceMs)) {
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
    `The create was accepted${requestOf(sent)}, but region ${input.regionId} does not list its interface.`,
  );
}

/** What an earlier run made may have been deleted since, and only a look that is late show it. */
function awaitStillThere(
  input: DecisionInput,
  goal: MadeGoal,
  sent: WriteProgress | undefined,
): Decision | undefined {
  if (!goal.mayCreate || sent) return undefined;
  const isCertain = input.nowMs - input.progress.startedAtMs >= input.timing.notFoundMs;
  return isCertain ? undefined : wait("certainty that what an earlier run made is still there");
}

function awaitVisible(input: DecisionInput): Decision {
  if (input.nowMs - input.progress.startedAtMs < input.timing.notFoundMs) {
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
  const { create, modify, updateTags } = input.progress;
  const unseen = modify?.reply === "accepted" ? undefined : goal.unseen?.(seen);
  const { tags, ...attributes } = { ...goal.differences(seen), ...unseen };
  if (Object.keys(attributes).length > 0) {
    return awaitChange(input, "modify") ?? { do: "modify", changes: attributes };
  }
  if (tags !== undefined) {
    const change = tagChange(seen, tags as Readonly<Record<string, string>>);
    return awaitChange(input, "updateTags") ?? { do: "updateTags", change };
  }
  return { do: "done", how: create || modify || updateTags ? "acted" : "as it was" };
}

/** What holds a change back that was sent before and does not show yet. */
function awaitChange(input: DecisionInput, write: "modify" | "updateTags"): Decision | undefined {
  const { progress, timing, nowMs } = input;
  const sent = progress[write];
  if (sent && sent.reply !== "refused") {
    // Tags may be another service's, which the describe follows later than its own.
    const acceptedMs = write === "updateTags" ? timing.startMs : timing.notFoundMs;
    const graceMs = sent.reply === "accepted" ? acceptedMs : timing.unansweredMs;
    if (nowMs - sent.sentAtMs < graceMs) return wait("the change to show");
  }
  return sendAgain(input, write);
}
