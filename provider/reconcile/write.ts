import { randomUUID } from "node:crypto";
import type { Receipt } from "../contract/cloud";
import { formatDuration } from "../core/duration";
import { CloudError } from "../core/errors";
import type { Decision } from "./decision";
import { lookAtInterface } from "./observe";
import { type Knowledge, record } from "./operation";
import { tooLate } from "./operation-error";
import type { WriteName, WriteProgress } from "./progress";

type WriteDecision = Extract<Decision, { do: WriteName }>;

/** Sends what was decided, and records what became of it. */
export async function send(known: Knowledge, decision: WriteDecision): Promise<void> {
  const { task } = known;
  const { deadlineMs } = known;
  const { session, reporter } = task;
  const { clock } = session.mechanics;
  const write = decision.do;
  // Nobody would see the end of what is sent at the deadline.
  if (clock.now() >= deadlineMs) throw tooLate(task, known.operation, `the ${write} to be sent`);
  if (decision.do === "create") prepareCreate(known, decision.anew);
  const call = callOf(known, decision);
  noteWrite(known);
  const outcome = await answerTo(write, () =>
    session.write(
      deadlineMs,
      (error, ms) =>
        reporter.status(`${write} held back ${formatDuration(ms)}: ${error.code ?? "no answer"}`),
      call,
    ),
  );
  if (!outcome) return;
  noteWrite(known);
  const from = decision.do === "detach" ? decision.from : undefined;
  record(known, { type: "answered", write, from, ...outcome, atMs: clock.now() });
  if (decision.do === "create") recordCreated(known, outcome.receipt);
}

interface Outcome {
  readonly reply: WriteProgress["reply"];
  readonly receipt?: Receipt;
  readonly error?: CloudError;
}

/** Whether a rule may say why: of an attach that is refused for good, the instance tells more when it is asked. */
function mayBeExplained(write: WriteName, { kind }: CloudError): boolean {
  return kind === "refused" && (write === "attach" || write === "detach" || write === "delete");
}

/** What became of a call; undefined: it was not sent. A refusal that no look can explain is thrown. */
async function answerTo(
  write: WriteName,
  call: () => Promise<Receipt | undefined>,
): Promise<Outcome | undefined> {
  try {
    const receipt = await call();
    if (!receipt) return undefined;
    // What was accepted and has made nothing is sent again like what was refused.
    return { reply: receipt.madeNothing ? "refused" : "accepted", receipt };
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    if (error.kind === "uncertain") return { reply: "unanswered", error };
    if (error.kind === "settle" || error.kind === "conflict" || mayBeExplained(write, error))
      return { reply: "refused", error };
    throw error;
  }
}

/** At its sending and at its reply: a look that overlaps the write may show what was before it. */
function noteWrite({ task, operation }: Knowledge): void {
  const { networkInterfaceId } = operation;
  if (networkInterfaceId !== undefined) task.session.noteWrite(networkInterfaceId);
}

function callOf(known: Knowledge, decision: WriteDecision): () => Promise<Receipt | undefined> {
  const { task, operation } = known;
  const { session, declared, intent } = task;
  switch (decision.do) {
    case "attach":
      return attachCall(known);
    case "detach":
      return detachCall(known, decision.from);
    case "create": {
      if (!intent) throw new Error("the loop creates without an intent");
      const { marker, tokenOf } = intent;
      const request = { declared, marker, token: tokenOf(operation.creation.salt) };
      return () => session.interfaceWrites().create(request);
    }
    case "modify": {
      const request = { networkInterfaceId: requireId(known), changes: decision.changes };
      return () => session.interfaceWrites().modify(request);
    }
    case "updateTags": {
      const { updateTags } = session.interfaceWrites();
      if (!updateTags) throw new Error("the loop changes tags in place where the cloud does not");
      tokenOf(known, "updateTags", "");
      const request = { networkInterfaceId: requireId(known), ...decision.change };
      return () => updateTags(request);
    }
    case "delete": {
      const id = requireId(known);
      return () => session.interfaceWrites().delete(id);
    }
    default:
      return decision satisfies never;
  }
}

function attachCall(known: Knowledge): () => Promise<Receipt> {
  const { goal, declared, session } = known.task;
  if (goal.state !== "attached") throw new Error(`the loop attaches to reach "${goal.state}"`);
  const { instanceId } = goal;
  const token = tokenOf(known, "attach", instanceId);
  const request = { networkInterfaceId: requireId(known), instanceId, declared, token };
  return () => session.connection.writes.attach(request);
}

/** A throttle holds the call back for long: what was seen before is looked at again before each sending. */
function detachCall(known: Knowledge, instanceId: string): () => Promise<Receipt | undefined> {
  const { task, operation } = known;
  const request = {
    networkInterfaceId: requireId(known),
    instanceId,
    trunkInterfaceId: operation.seen?.trunkInterfaceId,
    declared: task.declared,
    token: tokenOf(known, "detach", instanceId),
  };
  return async () =>
    (await mayStillBeDetached(known)) ? task.session.connection.writes.detach(request) : undefined;
}

/** A detach that names no instance is sent on a look that was asked for no longer ago than this. */
const freshLookMs = 2_000;
/** Where every answer takes longer than that, the last of so many looks is the freshest that can be had. */
const mostFreshLooks = 3;

/**
 * Whether a detach is still the right one: not when a check of this run has claimed the pair meanwhile. One that names
 * no instance would detach the interface from whatever holds it by now, so it is sent only on a fresh look that shows
 * what was decided on; else the loop looks again.
 */
async function mayStillBeDetached(known: Knowledge): Promise<boolean> {
  const { task } = known;
  if (task.isClaimed?.()) return false;
  if (!task.session.connection.quirks?.detachNamesNoInstance) return true;
  const { clock } = task.session.mechanics;
  const decidedOn = known.operation.seen;
  for (
    let looks = 0;
    clock.now() - known.operation.askedAtMs > freshLookMs && looks < mostFreshLooks;
    looks++
  ) {
    const seen = await Promise.race([lookAtInterface(known), known.looksEnd]);
    if (seen?.status !== decidedOn?.status || seen?.holder !== decidedOn?.holder) return false;
  }
  return true;
}

function prepareCreate(known: Knowledge, anew: boolean): void {
  record(known, { type: "set aside", anew, wasSeen: known.operation.seen !== undefined });
}

function recordCreated(known: Knowledge, receipt: Receipt | undefined): void {
  const { task, operation } = known;
  const id = receipt?.networkInterfaceId;
  if (id === undefined) return;
  const vanished = task.session.hasDeleted(id) || operation.creation.notMade.includes(id);
  record(known, { type: "created", id, vanished });
}

function requireId({ operation }: Knowledge): string {
  const { networkInterfaceId } = operation;
  if (networkInterfaceId === undefined)
    throw new Error("the loop writes to an interface that it has not found");
  return networkInterfaceId;
}

/** The token of a write, made at its first sending. */
function tokenOf(known: Knowledge, write: WriteName, instanceId: string): string {
  const key = `${write}:${instanceId}`;
  const token = known.operation.tokens[key] ?? randomUUID();
  record(known, { type: "sending", write, key, token });
  return token;
}
