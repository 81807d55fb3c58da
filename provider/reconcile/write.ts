import { randomUUID } from "node:crypto";
import type { AddressChange } from "../contract/addresses";
import type { Receipt } from "../contract/cloud";
import type { InterfaceView } from "../contract/observation";
import { CloudError, kindOf } from "../core/errors";
import type { Decision } from "./decision";
import { lookAtInterface } from "./observe";
import { type Knowledge, record } from "./operation";
import { tooLate } from "./operation-error";
import type { WriteName, WriteProgress } from "./progress";
import { turnLine } from "./turn-line";

type WriteDecision = Extract<Decision, { do: WriteName }>;

/** Sends the decided request, and records the result. Undefined when it need not be sent any more. */
export async function send(
  known: Knowledge,
  decision: WriteDecision,
): Promise<WriteProgress["reply"] | undefined> {
  const { task } = known;
  const { deadlineMs } = known;
  const { session, reporter } = task;
  const { clock } = session.mechanics;
  const write = decision.do;
  // At the deadline, nobody would see the end of a request.
  if (clock.now() >= deadlineMs) throw tooLate(task, known.operation, `the ${write} to be sent`);
  if (decision.do === "create") prepareCreate(known, decision.withNewToken);
  const call = callOf(known, decision);
  noteWrite(known);
  const outcome = await outcomeOf(write, () =>
    session.write(
      {
        name: write,
        deadlineMs,
        onWait: (refusal, waitedMs) => reporter.status(turnLine(`send the ${write}`, refusal, waitedMs)),
      },
      call,
    ),
  );
  if (!outcome) return undefined;
  noteWrite(known);
  const from = decision.do === "detach" ? decision.from : undefined;
  const argument = decision.do === "updateAddresses" ? decision.change.argument : undefined;
  record(known, { type: "answered", write, from, argument, ...outcome, atMs: clock.now() });
  if (decision.do === "create") recordCreated(known, outcome.receipt);
  return outcome.reply;
}

interface SendOutcome {
  readonly reply: WriteProgress["reply"];
  readonly receipt?: Receipt;
  readonly error?: CloudError;
}

/**
 * Whether a rule may explain the refusal. When an attach is refused for good, a look at the instance can give the
 * reason.
 */
function mayBeExplained(write: WriteName, { kind }: CloudError): boolean {
  return kind === "refused" && (write === "attach" || write === "detach" || write === "delete");
}

/** The result of a call; undefined when it was not sent. Throws a refusal that no look can explain. */
async function outcomeOf(
  write: WriteName,
  call: () => Promise<Receipt | undefined>,
): Promise<SendOutcome | undefined> {
  try {
    const receipt = await call();
    if (!receipt) return undefined;
    // A request that was accepted without an effect is repeated like a refused one.
    return { reply: receipt.createdNothing ? "refused" : "accepted", receipt };
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    // A repetition means that the request arrived twice, and the cloud may have carried out the first.
    if (error.kind === "uncertain" || error.kind === "nonce") return { reply: "unanswered", error };
    if (error.kind === "settle" || error.kind === "conflict" || mayBeExplained(write, error))
      return { reply: "refused", error };
    throw error;
  }
}

/** Notes the time at sending and at the reply, because a look during the write may show the time before it. */
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
    case "updateAddresses":
      return addressesCall(known, decision.change);
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

/** Unassigns first, because an interface may have as many addresses as it can have. */
function addressesCall(known: Knowledge, change: AddressChange): () => Promise<Receipt | undefined> {
  const { addresses } = known.task.session.interfaceWrites();
  if (!addresses) throw new Error("the loop changes addresses in place where the cloud does not");
  const { argument, assign, unassign } = change;
  const token = tokenOf(known, "updateAddresses", JSON.stringify(change));
  const target = { networkInterfaceId: requireId(known), argument };
  return async () => {
    const unassigned =
      unassign.length > 0 ? await addresses.unassign({ ...target, addresses: unassign }) : undefined;
    return assign === undefined ? unassigned : addresses.assign({ ...target, addresses: assign, token });
  };
}

function attachCall(known: Knowledge): () => Promise<Receipt> {
  const { goal, declared, session } = known.task;
  if (goal.state !== "attached") throw new Error(`the loop attaches to reach "${goal.state}"`);
  const { instanceId } = goal;
  const token = tokenOf(known, "attach", instanceId);
  const request = { networkInterfaceId: requireId(known), instanceId, declared, token };
  return () => session.connection.writes.attach(request);
}

/** The rate limit can delay the call for long, so the interface is looked at again before each sending. */
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

/** A detach without an instance is sent only after a look at most this long ago. */
const freshLookMs = 2_000;
/** If every answer takes longer, the last of so many looks is the best one possible. */
const maxFreshLooks = 3;

/**
 * Whether the detach is still right. It is not, when a check of this run has claimed the pair since then. A detach that
 * does not name the instance would detach the interface from any instance that holds it by then. So it is sent only
 * after a fresh look that shows the decided state; else the loop looks again.
 */
async function mayStillBeDetached(known: Knowledge): Promise<boolean> {
  const { task } = known;
  if (task.isClaimed?.()) return false;
  if (!task.session.connection.quirks?.detachNamesNoInstance) return true;
  const { clock } = task.session.mechanics;
  const decidedOn = known.operation.seen;
  for (
    let looks = 0;
    clock.now() - known.operation.askedAtMs > freshLookMs && looks < maxFreshLooks;
    looks++
  ) {
    const seen = await lookAgain(known);
    if (seen?.status !== decidedOn?.status || seen?.holder !== decidedOn?.holder) return false;
  }
  return true;
}

/** Undefined also when the look is not made because of its rate: then nothing shows that the detach is right. */
async function lookAgain(known: Knowledge): Promise<InterfaceView | undefined> {
  try {
    return await Promise.race([lookAtInterface(known), known.looksEnd]);
  } catch (error) {
    if (kindOf(error) === "throttled") return undefined;
    throw error;
  }
}

function prepareCreate(known: Knowledge, withNewToken: boolean): void {
  record(known, { type: "set aside", withNewToken, wasSeen: known.operation.seen !== undefined });
}

function recordCreated(known: Knowledge, receipt: Receipt | undefined): void {
  const { task, operation } = known;
  const id = receipt?.networkInterfaceId;
  if (id === undefined) return;
  const vanished = task.session.hasDeleted(id) || operation.creation.notOurs.includes(id);
  record(known, { type: "created", id, vanished });
}

function requireId({ operation }: Knowledge): string {
  const { networkInterfaceId } = operation;
  if (networkInterfaceId === undefined)
    throw new Error("the loop writes to an interface that it has not found");
  return networkInterfaceId;
}

/** The token of a write, created for its first sending. */
function tokenOf(known: Knowledge, write: WriteName, instanceId: string): string {
  const key = `${write}:${instanceId}`;
  const token = known.operation.tokens[key] ?? randomUUID();
  record(known, { type: "sending", write, key, token });
  return token;
}
