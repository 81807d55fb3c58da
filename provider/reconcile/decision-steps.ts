import { describeInterface, type InstanceView, type InterfaceView, nameOf } from "../contract/observation";
import { findObstacles, type Operation } from "../contract/rules";
import type { CloudError } from "../core/errors";
import type { Decision, DecisionInput, WriteName, WriteProgress } from "./decision-terms";

/** The first rule in the way of an operation, as a decision; undefined when nothing stands in the way. */
export function block(
  input: DecisionInput,
  operation: Operation,
  seen: InterfaceView,
  instance: InstanceView | undefined,
): Decision | undefined {
  const [first] = findObstacles(input.rules, operation, {
    networkInterface: seen,
    instance,
    regionId: input.regionId,
    declared: input.goal.state === "attached" ? input.goal : undefined,
    trunk: input.trunk === "unknown" ? undefined : input.trunk,
  });
  if (!first) return undefined;
  return first.rule.lasting === "passing" ? wait(first.reason) : { do: "refuse", obstacle: first };
}

/**
 * A detach in progress. One that does not move is sent again, with a bounded number of tries: to the instance that the
 * goal names, or this operation has sent one to. Another's detach from any other is only waited for.
 */
export function followDetach(input: DecisionInput, seen: InterfaceView): Decision {
  const { goal, progress, patience, nowMs } = input;
  const from = goal.state === "detached" ? goal.instanceId : progress.detach?.from;
  const isAnothers = from === undefined || (seen.holder !== undefined && seen.holder !== from);
  if (isAnothers) return wait("a detach in progress to end");
  const sinceMs = nowMs - Math.max(progress.detach?.sentAtMs ?? 0, progress.unchangedSinceMs);
  if (sinceMs < patience.stuckDetachMs) return wait("the detach to end");
  const { tries = 0, refusals = 0 } = progress.detach ?? {};
  if (tries + refusals < patience.maxSends) return { do: "detach", from };
  return fail(
    `${nameOf(seen)} has been ${describeInterface(seen)} for ${Math.round(sinceMs / 1000)} s after ${progress.detach?.times} detach requests: the guest system probably does not answer. Restart ${from}, then run again.`,
  );
}

/** It is attached to `from` and should not be. */
export function detachFrom(given: DecisionInput, seen: InterfaceView, from: string): Decision {
  const input = withDetachFrom(given, from);
  const { progress, patience, nowMs } = input;
  const sent = progress.detach;
  if (sent && sent.reply !== "refused") {
    const pending =
      followTask(sent, `detach of ${nameOf(seen)} from ${from}`) ?? awaitShown(input, sent, "detach");
    if (pending) return pending;
    const graceMs = sent.reply === "accepted" ? patience.startMs : patience.unansweredMs;
    if (nowMs - sent.sentAtMs < graceMs) return wait("the detach to begin");
  }
  const held = sendAgain(input, "detach");
  // An instance that is not shown may also be one that these credentials may not see: the detach is still sent again.
  if (held && sent?.reply === "refused" && isReleased(input, from)) {
    return wait(
      `the cloud to free ${nameOf(seen)}: instance ${from} no longer exists, as far as these credentials see`,
    );
  }
  return block(input, "detach", seen, holderOf(input, from)) ?? held ?? { do: "detach", from };
}

/** What became of a detach from another instance says nothing about one from this. */
function withDetachFrom(input: DecisionInput, from: string): DecisionInput {
  const { detach, ...progress } = input.progress;
  return detach === undefined || detach.from === from ? input : { ...input, progress };
}

/** Whether a look has shown that the instance to detach from is none any more. */
function isReleased({ goal, observation, holderInstance }: DecisionInput, from: string): boolean {
  if ("instanceId" in goal && goal.instanceId === from) return observation.instance === undefined;
  return goal.state === "deleted" && holderInstance === undefined;
}

/** The instance to detach from, as looked at: the goal's own, or the one that holds the interface instead. */
function holderOf(
  { goal, observation, holderInstance }: DecisionInput,
  from: string,
): InstanceView | undefined {
  if (!("instanceId" in goal) || goal.instanceId !== from) return holderInstance;
  return observation.instance === "not looked at" ? undefined : observation.instance;
}

/** What the task of a write demands: a failed one ends the operation at once, a running one is waited for. */
export function followTask(sent: WriteProgress | undefined, what: string): Decision | undefined {
  if (sent?.task?.state === "running") return wait(`the task of the ${what} to end`);
  if (sent?.task?.state !== "failed") return undefined;
  const output = sent.task.output ? ` It says: ${sent.task.output}` : "";
  return {
    ...fail(`The ${what} was accepted${requestOf(sent)} and its task FAILED.${output}`),
    nothingMade: true,
  };
}

/** A describe may lag behind the task that says it is done. */
export function awaitShown(input: DecisionInput, sent: WriteProgress, what: string): Decision | undefined {
  if (sent.task?.state !== "succeeded") return undefined;
  const sinceMs = input.nowMs - sent.task.sinceMs;
  return sinceMs < input.patience.startMs
    ? wait(`what the ${what} did to show: its task succeeded`)
    : undefined;
}

/** Whether a write that was sent before may go out once more: a decision that holds it back, or undefined. */
export function sendAgain(input: DecisionInput, write: WriteName): Decision | undefined {
  const sent = input.progress[write];
  if (!sent) return undefined;
  // Doubled each time: a transition that does not show yet may be what is in the way.
  const pauseMs = Math.min(longestRefusedMs, input.patience.refusedMs * 2 ** (sent.refusals - 1));
  if (sent.reply === "refused" && input.nowMs - sent.sentAtMs < pauseMs) {
    return wait(`the cloud to accept the ${write}: it answered ${sent.error?.code ?? "a refusal"}`);
  }
  const mayHelp =
    sent.reply === "refused" ? mayPass(input, write, sent) : sent.tries < input.patience.maxSends;
  if (mayHelp) return undefined;
  return fail(`The ${write} was sent ${sent.times} times and had no effect.`, sent.error);
}

const longestRefusedMs = 15_000;
/** What becomes free, or ends, beside a create, a change or a deletion does so sooner than what a machine does. */
const refusedChangeMs = 25_000;

/**
 * Whether a refusal may still pass. Another operation ends at some time; of a state that no look shows, such as that of
 * a machine whose interfaces are attached one after another, that is believed for a while.
 */
function mayPass({ nowMs, patience }: DecisionInput, write: WriteName, sent: WriteProgress): boolean {
  if (sent.error?.kind === "conflict") return true;
  // Accepted, and without an effect all the same.
  if (sent.refusedSinceMs === undefined) return sent.tries < patience.maxSends;
  const meetsMachine = write === "attach" || write === "detach";
  return nowMs - sent.refusedSinceMs < (meetsMachine ? patience.refusedForMs : refusedChangeMs);
}

export function wait(why: string): Decision {
  return { do: "wait", why };
}

export function fail(why: string, cause?: CloudError): Extract<Decision, { do: "fail" }> {
  return { do: "fail", why, cause };
}

export function requestOf(sent: WriteProgress): string {
  return sent.requestId ? ` (request id ${sent.requestId})` : "";
}

/** A refusal that follows from the goal and not from a cloud's table. */
export function refuse(
  name: string,
  argument: "networkInterfaceId" | "instanceId" | "trunkNetworkInstanceId",
  reason: string,
  remedy: string,
): Decision {
  return {
    do: "refuse",
    obstacle: { rule: { name, argument, codes: [], lasting: "until changed", remedy }, reason },
  };
}
