import { type InterfaceView, nameOf } from "../contract/observation";
import { tagChange } from "../contract/tags";
import { type Decision, type DecisionInput, fail, followTask, requestOf, sendAgain, wait } from "./decision";
import type { PresentGoal } from "./goal";
import type { WriteProgress } from "./progress";

/** How many useless or deleted interfaces the answers of a create may name before it fails. */
const maxRepeats = 20;
/** How many created interfaces may stay invisible. Each of them may exist. */
const maxInvisibleCreates = 3;

/** What to do next, so that an interface exists and shows the declared values. Pure. */
export function decidePresent(input: DecisionInput, goal: PresentGoal): Decision {
  const { networkInterface: seen } = input.observation;
  if (!seen) return goal.mayCreate ? decideCreate(input, goal) : awaitVisible(input);
  const sent = input.progress.create;
  switch (seen.status) {
    case "creating":
      return wait("the interface to be created");
    case "failed":
      return fail(
        `${nameOf(seen)} could not be created: it is ${seen.cloudStatus}, and the cloud gives no reason. Check whether the subnet has free addresses and whether the account has reached its quotas.`,
      );
    case "deleting":
      return goal.mayCreate
        ? { do: "create", withNewToken: true }
        : fail(`${nameOf(seen)} is being deleted. Run \`pulumi refresh\`, then run again.`);
    case "unknown":
      return wait(`status ${seen.cloudStatus}, which is not documented, to end`);
    case "available":
    case "attaching":
    case "attached":
    case "detaching":
      // A new interface is free. When a token's answer names an attached one, another program created it.
      if (sent && seen.holder !== undefined) return createWithNewToken(input, goal, sent);
      return (
        followTask(sent, "creation") ?? awaitExistence(input, goal, sent) ?? matchDeclared(input, goal, seen)
      );
    default:
      return seen.status satisfies never;
  }
}

function decideCreate(input: DecisionInput, goal: PresentGoal): Decision {
  const { progress, timing, nowMs } = input;
  const sent = progress.create;
  if (!sent) return { do: "create", withNewToken: false };
  const sinceMs = nowMs - Math.max(sent.sentAtMs, sent.task?.sinceMs ?? 0, progress.unchangedSinceMs);
  switch (sent.reply) {
    case "accepted": {
      const pending = followTask(sent, "creation");
      if (pending) return pending;
      if (sent.vanished) return createWithNewToken(input, goal, sent);
      if (sinceMs < timing.createdInvisibleMs) return wait("the new interface to become visible");
      return (progress.invisibleCreates ?? 0) < maxInvisibleCreates
        ? createWithNewToken(input, goal, sent)
        : failInvisible(input, sent);
    }
    case "unanswered": {
      // It may have been created and not be visible yet. When a repeated token returns the same interface, the create
      // is sent again sooner.
      const graceMs = goal.createRepeats ? timing.notFoundMs : timing.createdInvisibleMs;
      if (sinceMs < Math.max(timing.unansweredMs, graceMs)) {
        return wait("the result of a create that got no answer");
      }
      return sendAgain(input, "create") ?? { do: "create", withNewToken: false };
    }
    case "refused":
      return sendAgain(input, "create") ?? { do: "create", withNewToken: false };
    default:
      return sent.reply satisfies never;
  }
}

/** The accepted create has no usable interface: its token belongs to an older interface. */
function createWithNewToken(input: DecisionInput, goal: PresentGoal, sent: WriteProgress): Decision {
  if (goal.createRepeats && sent.times < maxRepeats) return { do: "create", withNewToken: true };
  return failInvisible(input, sent);
}

function failInvisible(input: DecisionInput, sent: WriteProgress): Decision {
  return fail(
    `The create was accepted${requestOf(sent)}, but region ${input.regionId} does not list its interface.`,
  );
}

/** The interface of an earlier run may have been deleted since then, and a late look may still show it. */
function awaitExistence(
  input: DecisionInput,
  goal: PresentGoal,
  sent: WriteProgress | undefined,
): Decision | undefined {
  if (!goal.mayCreate || sent) return undefined;
  const isCertain = input.nowMs - input.progress.startedAtMs >= input.timing.notFoundMs;
  return isCertain ? undefined : wait("confirmation that the interface of an earlier run still exists");
}

function awaitVisible(input: DecisionInput): Decision {
  if (input.nowMs - input.progress.startedAtMs < input.timing.notFoundMs) {
    return wait("the interface to become visible");
  }
  return fail(
    `The interface is not in region ${input.regionId} for these credentials. Run \`pulumi refresh\`. If the interface was deleted, the next \`pulumi up\` creates a new one.`,
  );
}

/**
 * The interface exists. Changes the attributes, addresses and tags that are not as declared and can be changed in place.
 * Different calls change them, so each kind follows when the one before is visible. A run after a failure between them
 * goes on with the next kind.
 */
function matchDeclared(input: DecisionInput, goal: PresentGoal, seen: InterfaceView): Decision {
  const { create, modify, updateAddresses, updateTags } = input.progress;
  const hiddenChanges = modify?.reply === "accepted" ? undefined : goal.hiddenChanges?.(seen);
  const { tags, ...attributes } = { ...goal.differences(seen), ...hiddenChanges };
  if (Object.keys(attributes).length > 0) {
    return awaitChange(input, "modify") ?? { do: "modify", changes: attributes };
  }
  const addresses = goal.addresses?.(seen);
  if (addresses !== undefined) {
    // The look shows what was sent for another argument before, so this is the first change of its kind.
    const isFirst = addresses.settled.includes(updateAddresses?.argument ?? "");
    const obstacle = isFirst ? undefined : awaitChange(input, "updateAddresses");
    return obstacle ?? { do: "updateAddresses", change: addresses };
  }
  if (tags !== undefined) {
    const change = tagChange(seen, tags as Readonly<Record<string, string>>);
    return awaitChange(input, "updateTags") ?? { do: "updateTags", change };
  }
  return { do: "done", outcome: create || modify || updateAddresses || updateTags ? "changed" : "unchanged" };
}

/** Waits for a change that was sent before and is not visible yet. */
function awaitChange(
  input: DecisionInput,
  write: "modify" | "updateAddresses" | "updateTags",
): Decision | undefined {
  const { progress, timing, nowMs } = input;
  const sent = progress[write];
  if (sent && sent.reply !== "refused") {
    // Another service may store the tags, and the describe shows its changes later than its own.
    const acceptedMs = write === "updateTags" ? timing.startMs : timing.notFoundMs;
    const graceMs = sent.reply === "accepted" ? acceptedMs : timing.unansweredMs;
    if (nowMs - sent.sentAtMs < graceMs) return wait("the change to become visible");
  }
  return sendAgain(input, write);
}
