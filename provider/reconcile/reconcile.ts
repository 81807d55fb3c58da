import { nameOf, type Observation, viewOf } from "../contract/observation";
import { describeFinding } from "../contract/rules";
import { byDeadline, deadlineAt } from "../core/deadline";
import { formatDuration } from "../core/duration";
import { CloudError, UserError } from "../core/errors";
import { repeatLook } from "../core/retry";
import { nextLookMs } from "../core/schedule";
import { othersMade } from "./creation";
import { decide } from "./decide";
import type { Decision, DecisionInput } from "./decision";
import { judge } from "./judge";
import { observe } from "./observe";
import { beginOperation, hasSent, type Knowledge, record } from "./operation";
import { interrupted, nameSilence, OperationError, tellCounts, tooLate } from "./operation-error";
import { plan } from "./plan";
import type { Reached, Task } from "./task";
import { send } from "./write";

/** Observe, decide, act, wait, until the goal is reached, refused, or the time is over: the one loop of every operation. */
export async function reconcile(task: Task): Promise<Reached> {
  const { clock } = task.session.mechanics;
  const nowMs = clock.now();
  const deadlineMs = (task.beganAtMs ?? nowMs) + task.timeoutMs;
  const looksEnd = deadlineAt(clock, deadlineMs + lastLookMs, () =>
    tooLate(task, known.operation, nameSilence(known.operation)),
  );
  const known: Knowledge = {
    task,
    deadlineMs,
    looksEnd: looksEnd.passed,
    operation: beginOperation(task.networkInterfaceId, nowMs, task.sentAttach),
  };
  const wait = waitUntilDeadline(known);
  try {
    if (task.after) await afterOther(known, task.after);
    for (;;) {
      const observation = await observeOrWait(known, wait);
      if (!observation) continue;
      const input = inputOf(known, observation);
      const reached = await act(known, decide(input), input, wait);
      if (reached) return reached;
    }
  } catch (error) {
    throw new OperationError(task, known.operation, error);
  } finally {
    looksEnd.end();
  }
}

/** How far beyond its deadline an operation lets its last look answer. */
const lastLookMs = 5_000;

/** What has to end first, or the failure of the operation when that takes longer than it may. */
function afterOther(known: Knowledge, { end, why }: NonNullable<Task["after"]>): Promise<unknown> {
  const { clock } = known.task.session.mechanics;
  return byDeadline(clock, known.deadlineMs, end, () => tooLate(known.task, known.operation, why));
}

type Wait = (why: string) => Promise<void>;

/**
 * A look, or a wait where the cloud does not answer one after something was sent, or refuses it for its rate: neither
 * an outage of seconds nor a busy account may end an operation of minutes.
 */
async function observeOrWait(known: Knowledge, wait: Wait): Promise<Observation | undefined> {
  try {
    return await Promise.race([observe(known), known.looksEnd]);
  } catch (error) {
    if (!(error instanceof CloudError) || !repeatLook.has(error.kind)) throw error;
    const { operation } = known;
    // What a create without an answer made is believed for a while only: the next run must come soon.
    const goesOn = hasSent(operation)
      ? operation.networkInterfaceId !== undefined
      : error.kind === "throttled";
    if (!goesOn) throw error;
    record(known, { type: "not answered", message: error.message });
    await wait(nameSilence(known.operation));
    return undefined;
  }
}

function inputOf({ task, operation }: Knowledge, observation: Observation): DecisionInput {
  const { session, goal } = task;
  const { networkInterfaceId, progress } = operation;
  return {
    goal,
    networkInterfaceId,
    observation,
    progress,
    nowMs: session.mechanics.clock.now(),
    rules: session.rules,
    timing: session.timing,
    regionId: session.place.regionId,
    vpcId: session.place.vpcId,
  };
}

async function act(
  known: Knowledge,
  decision: Decision,
  input: DecisionInput,
  wait: Wait,
): Promise<Reached | undefined> {
  const { networkInterface } = input.observation;
  switch (decision.do) {
    case "done":
      tellOthersMade(known);
      return { how: decision.how, networkInterface };
    case "wait":
      await wait(decision.why);
      return undefined;
    case "refuse":
      throw new UserError(inSentences(describeFinding(decision.finding), decision.cause?.message));
    case "fail":
      record(known, { type: "gave up", nothingMade: decision.nothingMade === true });
      throw new UserError(inSentences(decision.why, decision.cause?.message));
    case "detach":
      if (known.task.isClaimed?.()) return { how: "claimed", networkInterface };
      tellNotes(known.task, input, decision.from);
      await send(known, decision);
      tellDetachedFirst(known, decision.from, viewOf(input.observation.holder)?.name);
      return undefined;
    case "attach":
    case "delete":
    case "create":
    case "modify":
    case "updateTags":
      await send(known, decision);
      return undefined;
    default:
      return decision satisfies never;
  }
}

function inSentences(...sentences: readonly (string | undefined)[]): string {
  return sentences.filter(Boolean).join(" ");
}

/** Sleeps until the next look; fails when the time is over or the run was interrupted. */
function waitUntilDeadline(known: Knowledge): Wait {
  const { task, deadlineMs } = known;
  const { clock, signal } = task.session.mechanics;
  let nextLineMs = 1_000;
  return async (why) => {
    const now = clock.now();
    if (now >= deadlineMs) throw tooLate(task, known.operation, why);
    if (signal.aborted) throw interrupted(known.operation, why);
    const waitedMs = now - known.operation.progress.startedAtMs;
    // A person does not read more than a line every few seconds, and needs none for what takes less than one.
    if (waitedMs >= nextLineMs) {
      nextLineMs = waitedMs + (waitedMs < 10_000 ? 2_000 : 5_000);
      task.reporter.status(
        `waiting for ${why}, ${formatDuration(waitedMs)}, saw ${tellCounts(known.operation)}`,
      );
    }
    const nextMs = nextLookMs(now - known.operation.waitSinceMs, now);
    await clock.sleep(Math.min(nextMs, deadlineMs - now), signal);
  };
}

/** What a detach does beside detaching. */
function tellNotes({ goal, reporter }: Task, input: DecisionInput, from: string): void {
  if (goal.state === "made") return;
  const steps = plan(goal, input.observation.networkInterface);
  for (const finding of judge({ ...input, steps })) {
    const isAboutIt = finding.step.do === "detach" && finding.step.from === from;
    if (isAboutIt && finding.rule.lasting === "note") reporter.warn(describeFinding(finding));
  }
}

/** Whoever attached it there, the machine that loses an interface to a deletion is named, once. */
function tellDetachedFirst(known: Knowledge, from: string, name: string | undefined): void {
  const { task, operation } = known;
  const sent = operation.progress.detach;
  if (task.goal.state !== "deleted" || sent?.from !== from || sent.tries !== 1 || sent.reply === "refused")
    return;
  task.reporter.info(
    `is being detached from ${nameOf({ id: from, name })} before its deletion, as \`detachOnDelete\` permits.`,
  );
}

/** A create was sent again because what the one before had made did not show. */
function tellOthersMade({ task, operation }: Knowledge): void {
  const { creation, networkInterfaceId: own } = operation;
  for (const id of othersMade(creation, own)) {
    task.reporter.warn(
      `${id} was made too by a create that was sent again while ${own} did not show; delete it if nothing uses it.`,
    );
  }
}
