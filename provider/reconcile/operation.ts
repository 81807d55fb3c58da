import type { Receipt, TaskOutcome } from "../contract/cloud";
import { describeInterface, type InterfaceView } from "../contract/observation";
import type { CloudError } from "../core/errors";
import { applyCreation, type Creation, type CreationEvent, nothingCreated } from "./creation";
import { type Progress, transitionOf, type WriteName, type WriteProgress, writeNames } from "./progress";
import type { SentAttach, Task } from "./task";

/** Everything that one operation knows. Only `apply` makes a new value of it. */
export interface Operation {
  /** Undefined: not created yet, or not found. */
  readonly networkInterfaceId: string | undefined;
  readonly progress: Progress;
  /** The result of the latest look; undefined when it showed nothing. */
  readonly seen: InterfaceView | undefined;
  /** How often looks have shown each state, in words. */
  readonly counts: ReadonlyMap<string, number>;
  /** When the latest look at the interface was sent: its result can be as old as that. */
  readonly askedAtMs: number;
  /** Whether the latest look is one that the run made a moment before the operation. */
  readonly isRecent: boolean;
  /** The cloud's error, if it did not answer the latest look. */
  readonly lookError: string | undefined;
  readonly taskIds: Readonly<Partial<Record<WriteName, string>>>;
  /** One for each kind of write and instance. Repetitions use it until one is accepted. */
  readonly tokens: Readonly<Record<string, string>>;
  /** The instance from which the interface was detached on the way to another goal. */
  readonly detachedFrom: string | undefined;
  /** A change of tags may consist of several calls, and the last one failed. */
  readonly tagsUpdateBegan: boolean;
  /** The looks prove that the sent request had no effect. */
  readonly hadNoEffect: boolean;
  readonly creation: Creation;
}

/** An operation in progress: its task, its deadline and what it knows. */
export interface Knowledge {
  readonly task: Task;
  readonly deadlineMs: number;
  /** Rejects some seconds after the deadline, so that slow looks are not waited for. */
  readonly looksEnd: Promise<never>;
  /** Only `record` changes it. */
  operation: Operation;
}

/** Records an event. */
export function record(known: Knowledge, event: OperationEvent): void {
  known.operation = apply(known.operation, event);
}

export type OperationEvent =
  | {
      readonly type: "looked";
      readonly seen: InterfaceView | undefined;
      readonly askedAtMs: number;
      readonly atMs: number;
      readonly isRecent: boolean;
    }
  | { readonly type: "not answered"; readonly message: string }
  | { readonly type: "sending"; readonly write: WriteName; readonly key: string; readonly token: string }
  | {
      readonly type: "answered";
      readonly write: WriteName;
      readonly from: string | undefined;
      readonly argument?: string | undefined;
      readonly reply: WriteProgress["reply"];
      readonly receipt?: Receipt | undefined;
      readonly error?: CloudError | undefined;
      readonly atMs: number;
    }
  /** The answer about a task; undefined when the describe shows more than the task. */
  | {
      readonly type: "task answered";
      readonly write: WriteName;
      readonly outcome: TaskOutcome | undefined;
      readonly atMs: number;
    }
  | { readonly type: "gave up"; readonly hadNoEffect: boolean }
  | CreationEvent;

export function beginOperation(
  networkInterfaceId: string | undefined,
  nowMs: number,
  sentBefore: SentAttach | undefined,
): Operation {
  const operation: Operation = {
    networkInterfaceId,
    progress: { startedAtMs: nowMs, unchangedSinceMs: nowMs },
    seen: undefined,
    counts: new Map(),
    askedAtMs: 0,
    isRecent: false,
    lookError: undefined,
    taskIds: {},
    tokens: {},
    detachedFrom: undefined,
    tagsUpdateBegan: false,
    hadNoEffect: false,
    creation: nothingCreated,
  };
  return sentBefore ? withEarlierAttach(operation, sentBefore) : operation;
}

/** An attach of an earlier run counts as sent by this operation. */
function withEarlierAttach(operation: Operation, { sentAtMs, taskId }: SentAttach): Operation {
  const sent: WriteProgress = {
    ...{ times: 1, tries: 1, refusals: 0, mayBeDone: true, transitionSeen: false, sentAtMs },
    reply: taskId === undefined ? "unanswered" : "accepted",
  };
  const taskIds = taskId === undefined ? {} : { attach: taskId };
  return withWrite({ ...operation, taskIds }, "attach", sent);
}

/** What an operation knows after an event. Pure. */
export function apply(operation: Operation, event: OperationEvent): Operation {
  switch (event.type) {
    case "looked":
      return afterLook(operation, event);
    case "not answered":
      return { ...operation, lookError: event.message };
    case "sending":
      return {
        ...operation,
        tokens: { ...operation.tokens, [event.key]: event.token },
        tagsUpdateBegan: operation.tagsUpdateBegan || event.write === "updateTags",
      };
    case "answered":
      return afterAnswer(operation, event);
    case "task answered":
      return afterTask(operation, event);
    case "gave up":
      return { ...operation, hadNoEffect: event.hadNoEffect };
    default:
      return afterCreation(operation, event);
  }
}

function withWrite(operation: Operation, write: WriteName, sent: WriteProgress): Operation {
  return { ...operation, progress: { ...operation.progress, [write]: sent } };
}

function afterLook(
  operation: Operation,
  { seen, askedAtMs, atMs, isRecent }: Extract<OperationEvent, { type: "looked" }>,
): Operation {
  const phrase = describeInterface(seen);
  const isUnchanged = phrase === describeInterface(operation.seen);
  const counts = new Map(operation.counts).set(phrase, (operation.counts.get(phrase) ?? 0) + 1);
  let { progress } = operation;
  if (!isUnchanged) progress = { ...progress, unchangedSinceMs: atMs };
  for (const write of writeNames) {
    const sent = progress[write];
    if (sent && seen !== undefined && seen.status === transitionOf[write])
      progress = { ...progress, [write]: { ...sent, transitionSeen: true } };
  }
  return { ...operation, progress, counts, seen, askedAtMs, isRecent };
}

function afterAnswer(operation: Operation, event: Extract<OperationEvent, { type: "answered" }>): Operation {
  const { write, from, argument, reply, receipt, error, atMs } = event;
  const latest = operation.progress[write];
  // A detach from another instance is another write, and so is a change of another argument's addresses.
  const before = latest?.from === from && latest?.argument === argument ? latest : undefined;
  const wasBegun = argument === undefined ? before?.mayBeDone : latest?.mayBeDone;
  const isRefused = reply === "refused";
  const sent: WriteProgress = {
    reply,
    requestId: receipt?.requestId,
    error,
    times: (before?.times ?? 0) + 1,
    tries: (before?.tries ?? 0) + (isRefused ? 0 : 1),
    refusals: isRefused ? (before?.refusals ?? 0) + 1 : 0,
    refusedSinceMs: isRefused ? (before?.refusedSinceMs ?? atMs) : undefined,
    mayBeDone: !isRefused || wasBegun === true,
    sentAtMs: atMs,
    from,
    argument,
    transitionSeen: false,
  };
  const { taskId } = receipt ?? {};
  return {
    ...withWrite(operation, write, sent),
    taskIds: taskId === undefined ? operation.taskIds : { ...operation.taskIds, [write]: taskId },
    // After an accepted request the next one needs a new token: with the same one the cloud would do nothing.
    tokens: reply === "accepted" ? {} : operation.tokens,
    detachedFrom: write === "detach" && !isRefused ? from : operation.detachedFrom,
  };
}

function afterTask(
  operation: Operation,
  { write, outcome, atMs }: Extract<OperationEvent, { type: "task answered" }>,
): Operation {
  const sent = operation.progress[write];
  if (!sent) return operation;
  const sinceMs = outcome?.state === sent.task?.state ? (sent.task?.sinceMs ?? atMs) : atMs;
  return withWrite(operation, write, { ...sent, task: outcome && { ...outcome, sinceMs } });
}

function afterCreation(operation: Operation, event: CreationEvent): Operation {
  const { creation, networkInterfaceId, progress } = operation;
  const state = { creation, networkInterfaceId, invisibleCreates: progress.invisibleCreates ?? 0 };
  const { invisibleCreates, ...after } = applyCreation(state, event);
  const next = { ...operation, ...after, progress: { ...progress, invisibleCreates } };
  const sent = progress.create;
  return event.type === "created" && event.vanished && sent
    ? withWrite(next, "create", { ...sent, vanished: true })
    : next;
}

/** Whether a request was sent that may have been carried out, in whole or in part. */
export function mayHaveActed({ progress, tagsUpdateBegan }: Operation): boolean {
  return tagsUpdateBegan || writeNames.some((write) => progress[write]?.mayBeDone);
}

export function hasSent({ progress }: Operation): boolean {
  return writeNames.some((write) => progress[write]);
}
