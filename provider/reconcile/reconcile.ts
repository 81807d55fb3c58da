import { nameOf, type Observation, viewOf } from "../contract/observation";
import { describeFinding } from "../contract/rules";
import { byDeadline, deadlineAt } from "../core/deadline";
import { formatDuration } from "../core/duration";
import { CloudError, UserError } from "../core/errors";
import { repeatLook } from "../core/retry";
import { extraInterfaceIds } from "./creation";
import { decide } from "./decide";
import type { Decision, DecisionInput } from "./decision";
import type { Goal } from "./goal";
import { judge } from "./judge";
import { observe } from "./observe";
import { beginOperation, hasSent, type Knowledge, record } from "./operation";
import { describeMissingAnswer, OperationError, tooLate } from "./operation-error";
import { plan } from "./plan";
import type { ReconcileResult, Task } from "./task";
import { turnLine } from "./turn-line";
import { firstLineMs, Waiting } from "./waiting";
import { send } from "./write";

/**
 * Observe, decide, act, wait: the only loop of all operations. It ends when the goal is reached, a rule or the cloud
 * refuses, or the time is over.
 */
export async function reconcile(task: Task): Promise<ReconcileResult> {
  const { clock } = task.session.mechanics;
  const nowMs = clock.now();
  const deadlineMs = (task.beganAtMs ?? nowMs) + task.timeoutMs;
  const looksEnd = deadlineAt(clock, deadlineMs + lastLookMs, () =>
    tooLate(task, known.operation, describeMissingAnswer(known.operation)),
  );
  const known: Knowledge = {
    task,
    deadlineMs,
    looksEnd: looksEnd.passed,
    operation: beginOperation(task.networkInterfaceId, nowMs, task.sentAttach),
  };
  const waiting = new Waiting(known);
  try {
    if (task.after) await afterOther(known, task.after);
    for (;;) {
      const observation = await observeOrWait(known, waiting);
      if (!observation) continue;
      const input = inputOf(known, observation);
      const result = await act(known, decide(input), input, waiting);
      if (!result) continue;
      reportEnd(known, result);
      return result;
    }
  } catch (error) {
    throw new OperationError(task, known.operation, error);
  } finally {
    looksEnd.end();
  }
}

/** How long after its deadline an operation still waits for the answer to its last look. */
const lastLookMs = 5_000;

/** Waits for other work that must end first. Fails when that takes longer than the operation may. */
function afterOther(known: Knowledge, { end, why }: NonNullable<Task["after"]>): Promise<unknown> {
  const { clock } = known.task.session.mechanics;
  return byDeadline(clock, known.deadlineMs, end, () => tooLate(known.task, known.operation, why));
}

/**
 * Looks. When the cloud does not answer after something was sent, or refuses the look because of its rate, it waits
 * instead: an outage of seconds or a busy account must not end an operation of minutes.
 */
async function observeOrWait(known: Knowledge, waiting: Waiting): Promise<Observation | undefined> {
  try {
    return await Promise.race([observeAndTell(known), known.looksEnd]);
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    if (error.kind !== "throttled" && !repeatLook.has(error.kind)) throw error;
    const { operation } = known;
    // The interface of a create without an answer is recognized only for a while, so the next run must come soon.
    const goesOn = hasSent(operation)
      ? operation.networkInterfaceId !== undefined
      : error.kind === "throttled";
    if (!goesOn) throw error;
    record(known, { type: "not answered", message: error.message });
    await waiting.forNextLook(describeMissingAnswer(known.operation));
    return undefined;
  }
}

/** Looks, and shows on the resource's line when the look has to wait for its turn. */
function observeAndTell(known: Knowledge): Promise<Observation> {
  const { session, reporter } = known.task;
  return session.whileLooking(
    (refusal, waitedMs) => reporter.status(turnLine("look", refusal, waitedMs)),
    observe(known),
  );
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
  waiting: Waiting,
): Promise<ReconcileResult | undefined> {
  const { networkInterface } = input.observation;
  switch (decision.do) {
    case "done":
      waiting.noteEnd();
      reportExtraInterfaces(known);
      return { outcome: decision.outcome, networkInterface };
    case "wait":
      await waiting.forNextLook(decision.why);
      return undefined;
    case "refuse":
      // Someone may have removed the obstacle since then.
      if (known.operation.isRecent) return undefined;
      throw new UserError(inSentences(describeFinding(decision.finding), decision.cause?.message));
    case "fail":
      record(known, { type: "gave up", hadNoEffect: decision.hadNoEffect === true });
      throw new UserError(inSentences(decision.why, decision.cause?.message));
    case "detach":
      return sendDetach(known, decision, input, waiting);
    case "attach":
    case "delete":
    case "create":
    case "modify":
    case "updateAddresses":
    case "updateTags":
      waiting.noteEnd(decision.do);
      await waiting.afterWrite(decision.do, await send(known, decision));
      return undefined;
    default:
      return decision satisfies never;
  }
}

async function sendDetach(
  known: Knowledge,
  decision: Extract<Decision, { do: "detach" }>,
  input: DecisionInput,
  waiting: Waiting,
): Promise<ReconcileResult | undefined> {
  const { networkInterface, holder } = input.observation;
  if (known.task.isClaimed?.()) return { outcome: "claimed", networkInterface };
  waiting.noteEnd("detach");
  reportNotes(known.task, input, decision.from);
  const reply = await send(known, decision);
  reportDetachBeforeDelete(known, decision.from, viewOf(holder)?.name);
  await waiting.afterWrite("detach", reply);
  return undefined;
}

function inSentences(...sentences: readonly (string | undefined)[]): string {
  return sentences.filter(Boolean).join(" ");
}

const endWords: Readonly<Record<Goal["state"], string>> = {
  attached: "attached",
  detached: "detached",
  deleted: "deleted",
  present: "ready",
};

/** Replaces the last line about the wait, which would stay on the resource's line otherwise. */
function reportEnd({ task, operation }: Knowledge, { outcome }: ReconcileResult): void {
  const tookMs = task.session.mechanics.clock.now() - operation.progress.startedAtMs;
  if (tookMs < firstLineMs) return;
  const word = outcome === "changed" ? endWords[task.goal.state] : "done";
  task.reporter.status(`${word} after ${formatDuration(tookMs)}`);
}

/** Reports what else a detach does. */
function reportNotes({ goal, reporter }: Task, input: DecisionInput, from: string): void {
  if (goal.state === "present") return;
  const steps = plan(goal, input.observation.networkInterface);
  for (const finding of judge({ ...input, steps })) {
    const isAboutIt = finding.step.do === "detach" && finding.step.from === from;
    if (isAboutIt && finding.rule.lasting === "note") reporter.warn(describeFinding(finding));
  }
}

/** Names the instance that loses an interface because of a deletion, whoever attached it; only once. */
function reportDetachBeforeDelete(known: Knowledge, from: string, name: string | undefined): void {
  const { task, operation } = known;
  const sent = operation.progress.detach;
  if (task.goal.state !== "deleted" || sent?.from !== from || sent.tries !== 1 || sent.reply === "refused")
    return;
  task.reporter.info(
    `is being detached from ${nameOf({ id: from, name })} before its deletion, because of \`detachOnDelete\`.`,
  );
}

/** Reports a create that was sent again because the interface of the one before was not visible. */
function reportExtraInterfaces({ task, operation }: Knowledge): void {
  const { creation, networkInterfaceId: own } = operation;
  for (const id of extraInterfaceIds(creation, own)) {
    task.reporter.warn(
      `A repeated create also made ${id}, because ${own} was not visible yet. Delete it if nothing uses it.`,
    );
  }
}
