import { describeInterface, type InterfaceView, lists, nameOf, viewOf } from "../contract/observation";
import { declaredMismatch } from "../contract/rules";
import { decidePresent } from "./creation-decision";
import { type Decision, type DecisionInput, fail, followTask, requestOf, sendAgain, wait } from "./decision";
import type { AttachedGoal, DeletedGoal, DetachedGoal, Goal } from "./goal";
import { judge } from "./judge";
import { plan, type Step } from "./plan";
import type { WriteProgress } from "./progress";

/**
 * Decides what to do next to reach a goal, from what was seen and what was sent. Pure. Create, update, delete and the
 * next run after a crash ask it after every look. When no rule is against a step of the plan, it takes the first step.
 * It adds what depends on time: whether a look is late, and whether to wait, send again or give up.
 */
export function decide(input: DecisionInput): Decision {
  const { goal } = input;
  if (goal.state === "present") return decidePresent(input, goal);
  const early = awaitCertainty(input, goal);
  if (early) return early;
  const steps = plan(goal, input.observation.networkInterface);
  const [first] = steps;
  if (!first) return done(input, goal);
  if (first.inProgress) return followStep(input, first);
  return (
    awaitOutcome(input, first) ??
    findRefusal(input, steps) ??
    sendStepAgain(input, first) ??
    decideStep(first)
  );
}

/** The most lasting finding of the rules about the steps; undefined when there is none. */
function findRefusal(input: DecisionInput, steps: readonly Step[]): Decision | undefined {
  const [first] = judge({ ...input, steps });
  if (!first || first.rule.lasting === "note") return undefined;
  if (first.rule.lasting === "passing") return wait(first.reason);
  const [step] = steps;
  return { do: "refuse", finding: first, cause: step && sentFor(input, step)?.error };
}

function decideStep(step: Step): Decision {
  switch (step.do) {
    case "attach":
    case "delete":
      return { do: step.do };
    case "detach":
      return step.from === undefined
        ? wait("the cloud to show the instance that holds the interface")
        : { do: "detach", from: step.from };
    case "adopt":
      return { do: "done", outcome: "unchanged" };
    default:
      return step satisfies never;
  }
}

/** There is no step left. */
function done(input: DecisionInput, goal: Goal): Decision {
  const { networkInterface: seen } = input.observation;
  const { attach, detach, delete: deletion } = input.progress;
  if (goal.state === "attached") return { do: "done", outcome: attach?.mayBeDone ? "changed" : "unchanged" };
  if (goal.state === "deleted") return { do: "done", outcome: deletion ? "changed" : "gone" };
  if (!seen) return { do: "done", outcome: "gone" };
  if (goal.state === "detached" && seen.holder !== undefined && seen.holder !== goal.instanceId)
    return { do: "done", outcome: "held by another" };
  return (
    followTask(detach, `detach of ${nameOf(seen)}`) ?? {
      do: "done",
      outcome: detach ? "changed" : "unchanged",
    }
  );
}

/** Cases in which one look is not enough, or says nothing. */
function awaitCertainty(
  input: DecisionInput,
  goal: AttachedGoal | DetachedGoal | DeletedGoal,
): Decision | undefined {
  switch (goal.state) {
    case "attached":
      return awaitAttached(input, goal);
    case "detached":
      return awaitDetached(input, goal);
    case "deleted":
      return awaitDeleted(input);
    default:
      return goal satisfies never;
  }
}

function awaitAttached(input: DecisionInput, goal: AttachedGoal): Decision | undefined {
  const { networkInterface: seen } = input.observation;
  const { progress, timing, nowMs } = input;
  if (!seen) {
    const isEarly = nowMs - progress.startedAtMs < timing.notFoundMs;
    return isEarly ? wait("the interface to become visible") : undefined;
  }
  if (seen.status === "unknown") return wait(describeUndocumented(seen));
  if (seen.status !== "attached" || seen.holder !== goal.instanceId) return undefined;
  const pending = followTask(progress.attach, `attach of ${nameOf(seen)} to ${goal.instanceId}`);
  if (pending || !progress.attach?.mayBeDone) return pending;
  const mismatch = declaredMismatch(goal, seen);
  if (mismatch === undefined) return { do: "done", outcome: "changed" };
  // This look may be late and show the time before the attach.
  if (nowMs - progress.attach.sentAtMs < timing.startMs)
    return wait("the result of the attach to become visible");
  // This operation attached it, so another attach would have the same result.
  return fail(`It was attached to ${goal.instanceId}, but ${mismatch}. The cloud did not do what was asked.`);
}

function awaitDetached(input: DecisionInput, goal: DetachedGoal): Decision | undefined {
  const { networkInterface: seen } = input.observation;
  const maySeemFree = seen?.status === "available" && seen.holder === undefined && !input.progress.detach;
  if (!seen || maySeemFree) return isListed(input) ? awaitAgreement(input, goal) : awaitConfirmation(input);
  const isOurs = seen.holder === undefined || seen.holder === goal.instanceId;
  return isOurs && seen.status === "unknown" ? wait(describeUndocumented(seen)) : undefined;
}

/**
 * One look shows the interface as gone or free, and nothing was sent. But an attach of an earlier run may still happen,
 * and the look may be late. An instance that lists its interfaces, without this one, confirms the look. Else the state
 * must last for a while.
 */
function awaitConfirmation(input: DecisionInput): Decision | undefined {
  const { attach, detach } = input.progress;
  if (detach) return undefined;
  if (attach) return awaitEarlierAttach(input, attach);
  const { instance, networkInterface: seen } = input.observation;
  // It was on an instance that no longer exists, so it is really free.
  const isConfirmed =
    instance === undefined ? seen !== undefined : viewOf(instance)?.interfaceIds !== undefined;
  if (isConfirmed || input.nowMs - input.progress.unchangedSinceMs >= input.timing.notFoundMs)
    return undefined;
  return wait("confirmation that it is not attached, because the cloud may show changes late");
}

function awaitEarlierAttach(
  { nowMs, timing }: DecisionInput,
  { task, sentAtMs }: WriteProgress,
): Decision | undefined {
  const sinceMs = task?.state === "succeeded" ? task.sinceMs : sentAtMs;
  const mayCome = task?.state === "running" || (task?.state !== "failed" && nowMs - sinceMs < timing.startMs);
  return mayCome ? wait("the result of an attach that an earlier run sent") : undefined;
}

/** Whether the instance lists the interface, if the cloud has such lists and the instance was looked up. */
function isListed({ networkInterfaceId, observation }: DecisionInput): boolean {
  const instance = viewOf(observation.instance);
  return networkInterfaceId !== undefined && instance !== undefined && lists(instance, networkInterfaceId);
}

/**
 * One of two looks is late or not permitted: a cloud may send an empty list to someone without permission. An interface
 * that is shown as free is believed after a while; one that is not shown at all is not.
 */
function awaitAgreement(input: DecisionInput, goal: DetachedGoal): Decision | undefined {
  const { networkInterfaceId = "", progress, timing, nowMs } = input;
  if (nowMs - progress.startedAtMs < timing.notFoundMs)
    return wait("the interface and its instance to show the same state");
  if (input.observation.networkInterface) return undefined;
  return fail(describeContradiction({ networkInterfaceId, instanceId: goal.instanceId }));
}

/** The instance lists an interface that no look at the interface shows. */
export function describeContradiction(pair: {
  readonly networkInterfaceId: string;
  readonly instanceId: string;
}): string {
  return `Interface ${pair.networkInterfaceId} is not listed, but instance ${pair.instanceId} lists it, so it is not gone. Check that these credentials have the permission to list interfaces.`;
}

function awaitDeleted({ observation, progress, timing, nowMs }: DecisionInput): Decision | undefined {
  const { networkInterface: seen } = observation;
  if (!seen) {
    // This look may be late, if the interface was created a moment ago.
    const isCertain = progress.delete || nowMs - progress.unchangedSinceMs >= timing.notFoundMs;
    return isCertain
      ? undefined
      : wait("confirmation that it is gone, because the cloud may show changes late");
  }
  if (seen.status === "unknown") return wait(describeUndocumented(seen));
  return seen.status === "attached" && seen.holder === undefined
    ? wait("the cloud to name the instance that holds it")
    : undefined;
}

function describeUndocumented(seen: InterfaceView): string {
  return `status ${seen.cloudStatus}, which is not documented, to end`;
}

/** The cloud is already carrying out the step. A call without progress is sent again, a limited number of times. */
function followStep(input: DecisionInput, step: Step): Decision {
  switch (step.do) {
    case "attach":
    case "adopt":
      return wait("the attach to end");
    case "detach":
      return followDetach(input, step.from);
    case "delete":
      return sendStuckAgain(
        input,
        { do: "delete" },
        "run again later. If that does not help, open a ticket with the cloud.",
      );
    default:
      return step satisfies never;
  }
}

/**
 * A detach that hangs is sent again only where the goal lets this operation detach, also when an earlier run sent it.
 * Any other detach is only waited for.
 */
function followDetach(input: DecisionInput, holder: string | undefined): Decision {
  const { goal, progress } = input;
  const from = holder ?? (goal.state === "detached" ? goal.instanceId : progress.detach?.from);
  if (from === undefined || !mayDetachFrom(input, from)) return wait("a detach in progress to end");
  const advice = `the guest system probably does not respond. Restart ${from}, then run again.`;
  return sendStuckAgain(input, { do: "detach", from }, advice);
}

function mayDetachFrom({ goal, progress }: DecisionInput, from: string): boolean {
  if (progress.detach?.from === from) return true;
  switch (goal.state) {
    case "attached":
      return goal.moveFrom.includes(from) || (goal.ours && goal.instanceId === from);
    case "detached":
      return goal.instanceId === from;
    case "deleted":
      return goal.detachFirst;
    case "present":
      return false;
    default:
      return goal satisfies never;
  }
}

function sendStuckAgain(
  { observation, progress, timing, nowMs }: DecisionInput,
  decision: Extract<Decision, { do: "detach" | "delete" }>,
  advice: string,
): Decision {
  const { networkInterface: seen } = observation;
  const sent = progress[decision.do];
  const sinceMs = nowMs - Math.max(sent?.sentAtMs ?? 0, progress.unchangedSinceMs);
  if (!seen || sinceMs < timing.stuckDetachMs) return wait(`the ${nouns[decision.do]} to end`);
  const { times = 0, tries = 0, refusals = 0 } = sent ?? {};
  if (tries + refusals < timing.maxSends) return decision;
  return fail(
    `${nameOf(seen)} has been ${describeInterface(seen)} for ${Math.round(sinceMs / 1000)} s after ${times} ${decision.do} requests: ${advice}`,
  );
}

/** The latest request for a step. A detach from another instance does not count. */
function sentFor({ progress }: DecisionInput, step: Step): WriteProgress | undefined {
  if (step.do === "adopt") return undefined;
  const sent = progress[step.do];
  return step.do === "detach" && sent?.from !== step.from ? undefined : sent;
}

const nouns = { attach: "attach", detach: "detach", delete: "deletion" } as const;

/** A step in words, such as "attach of eni-1 to i-1". */
function nameStep(step: Exclude<Step, { do: "adopt" }>, seen: InterfaceView): string {
  const where = step.do === "attach" ? ` to ${step.to}` : step.do === "detach" ? ` from ${step.from}` : "";
  return `${nouns[step.do]} of ${nameOf(seen)}${where}`;
}

/** Waits for a sent request whose effect is not visible; undefined when it may be sent again. */
function awaitOutcome(input: DecisionInput, step: Step): Decision | undefined {
  const sent = sentFor(input, step);
  const { networkInterface: seen } = input.observation;
  if (step.do === "adopt" || !seen || !sent || sent.reply === "refused") return undefined;
  const { timing, nowMs, progress } = input;
  const what = nameStep(step, seen);
  const pending = followTask(sent, what) ?? awaitVisibleResult(input, sent, nouns[step.do]);
  if (pending) return pending;
  if (sent.transitionSeen && step.do !== "detach") {
    // This look may be late, so the state must last for a while.
    if (nowMs - progress.unchangedSinceMs < timing.unansweredMs)
      return wait(`confirmation that the ${nouns[step.do]} has ended`);
    return {
      ...fail(
        `The ${what} was accepted${requestOf(sent)} and began, but the interface is ${seen.cloudStatus} again. The cloud stopped the ${nouns[step.do]} without an error.`,
      ),
      hadNoEffect: true,
    };
  }
  const sinceMs = nowMs - sent.sentAtMs;
  const graceMs = sent.reply === "accepted" ? timing.startMs : timing.unansweredMs;
  if (sinceMs < graceMs) return wait(`the ${nouns[step.do]} to begin`);
  if (step.do !== "attach" || sent.reply !== "accepted") return undefined;
  return fail(
    `The ${what} was accepted${requestOf(sent)}, but the interface is still ${seen.cloudStatus} after ${Math.round(sinceMs / 1000)} s.`,
  );
}

/** The describe may be later than the task. */
function awaitVisibleResult(input: DecisionInput, sent: WriteProgress, noun: string): Decision | undefined {
  if (sent.task?.state !== "succeeded") return undefined;
  const sinceMs = input.nowMs - sent.task.sinceMs;
  return sinceMs < input.timing.startMs
    ? wait(`the result of the ${noun} to become visible (its task succeeded)`)
    : undefined;
}

function sendStepAgain(input: DecisionInput, step: Step): Decision | undefined {
  const sent = sentFor(input, step);
  if (step.do === "adopt" || !sent) return undefined;
  const held = sendAgain(input, step.do);
  return held && step.do === "detach" && isReleased(input, step.from)
    ? awaitRelease(input, step.from, sent)
    : held;
}

/**
 * The interface is shown on an instance that is not shown. The cloud may still free it, as after a release. Or these
 * credentials may not see the instance. So the detach is sent again with pauses, for as long as refusals of an instance
 * are repeated.
 */
function awaitRelease(
  { observation, progress, timing, nowMs }: DecisionInput,
  from: string | undefined,
  sent: WriteProgress,
): Decision {
  const { networkInterface: seen } = observation;
  const name = seen ? nameOf(seen) : "the interface";
  const gone = `instance ${from} no longer exists, as far as these credentials can see`;
  const sinceMs = nowMs - Math.max(sent.refusedSinceMs ?? sent.sentAtMs, progress.unchangedSinceMs);
  if (sinceMs < timing.refusedForMs) return wait(`the cloud to free ${name}: ${gone}`);
  const answer =
    sent.error && ` The cloud answers the detach with ${sent.error.code}${requestOf(sent.error)}.`;
  return fail(
    `${name} is still ${seen && describeInterface(seen)} after ${Math.round(sinceMs / 1000)} s, but ${gone}.${answer ?? ""} It does not count as free. Check that these credentials have the permission to see the instance. If the instance is gone, run again later. If that does not help, open a ticket with the cloud.`,
  );
}

/** Whether a look has shown that the instance to detach from no longer exists. */
function isReleased({ goal, observation }: DecisionInput, from: string | undefined): boolean {
  const isGoalInstance = "instanceId" in goal && goal.instanceId === from;
  return (isGoalInstance ? observation.instance : observation.holder) === undefined;
}
