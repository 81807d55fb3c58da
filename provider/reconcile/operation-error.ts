import { describeInterface, type InterfaceView } from "../contract/observation";
import { formatDuration } from "../core/duration";
import { CloudError, messageOf, UserError } from "../core/errors";
import type { Goal } from "./goal";
import { mayHaveActed, type Operation } from "./operation";
import { type WriteName, type WriteProgress, writeNames } from "./progress";
import type { SentAttach, Task } from "./task";

/** An operation did not reach its goal. The error has what may have been done. */
export class OperationError extends UserError {
  /** The interface may be attached as declared, by what was sent and last seen. */
  readonly mayBeAttached: boolean;
  readonly networkInterface: InterfaceView | undefined;
  /** The interface of the operation, also a new one; undefined when none is known. */
  readonly networkInterfaceId: string | undefined;
  /** A request was sent that may have been carried out, in whole or in part. */
  readonly mayHaveActed: boolean;
  /** An attach was sent and may still happen. */
  readonly sentAttach: SentAttach | undefined;
  /** The refusal that ended the operation, if one did. */
  readonly refusal: CloudError | undefined;
  /** What the message begins with. */
  private readonly subject: string;

  constructor(task: Pick<Task, "goal" | "intent">, operation: Operation, cause: unknown) {
    const { networkInterfaceId, others } = interfacesOf(operation);
    const detail = messageOf(cause);
    const name = nameGoal(task.goal, operation.networkInterfaceId ?? networkInterfaceId);
    super(
      `${name}: ${detail}${describeSent(task, operation, cause)}${describeMove(task.goal, operation)}${describeCreatedIds(others)}`,
    );
    this.mayBeAttached = mayBeAttached(task.goal, operation);
    this.networkInterface = operation.seen;
    this.networkInterfaceId = networkInterfaceId;
    this.mayHaveActed = mayHaveActed(operation);
    this.sentAttach = sentAttachOf(operation);
    this.refusal = refusalOf(operation, cause);
    this.subject = `${name}: `;
  }

  /** The message with the reason of the refusal before everything else. */
  messageWith(reason: string): string {
    return `${this.subject}${reason} ${this.message.slice(this.subject.length)}`;
  }
}

/** The interface of an operation, and all that the answers to its creates named. */
function interfacesOf(operation: Operation) {
  const { networkInterfaceId: id, progress, seen, creation } = operation;
  // A create whose task failed made nothing, although the answer had an id.
  const createdNothing = seen === undefined && progress.create?.task?.state === "failed";
  const others = creation.answered.filter((answered) => !createdNothing || answered !== id);
  return { networkInterfaceId: (createdNothing ? undefined : id) ?? others.at(-1), others };
}

function refusalOf({ progress }: Operation, cause: unknown): CloudError | undefined {
  if (cause instanceof CloudError) return cause;
  const refused = writeNames.map((write) => progress[write]).find((sent) => sent?.reply === "refused");
  return refused?.error;
}

function sentAttachOf({ progress, taskIds }: Operation): SentAttach | undefined {
  const sent = progress.attach;
  if (!sent?.mayBeDone) return undefined;
  const { attach: taskId } = taskIds;
  return { sentAtMs: sent.sentAtMs, ...(taskId === undefined ? {} : { taskId }) };
}

/**
 * After a failure: the sent request may have been carried out, or a look showed the attach, and no look proves the
 * contrary.
 */
function mayBeAttached(goal: Goal, { progress, seen, hadNoEffect }: Operation): boolean {
  const sent = progress.attach;
  if (goal.state !== "attached" || !sent || hadNoEffect) return false;
  return sent.mayBeDone || seen?.holder === goal.instanceId;
}

/** The error when the time-out is over. */
export function tooLate(
  { timeoutMs, timeoutArgument }: Pick<Task, "timeoutMs" | "timeoutArgument">,
  operation: Operation,
  why: string,
): UserError {
  const writes = writesOf(operation);
  return new UserError(
    [
      `Not done after ${formatDuration(timeoutMs)} (\`${timeoutArgument}\`), still waiting for ${why}.`,
      `Seen: ${describeCounts(operation)}.`,
      ...(writes.length > 0 ? [`Done: ${describeWrites(writes)}.`] : []),
      ...writes.flatMap(({ sent }) => sent.error?.message ?? []),
      "Run again to go on, or increase the time-out.",
    ].join(" "),
  );
}

export function interrupted(operation: Operation, why: string): UserError {
  return new UserError(
    `Interrupted while waiting for ${why}. Run again to go on. Seen: ${describeCounts(operation)}.`,
  );
}

/** What an operation waits for while the cloud does not answer. */
export function describeMissingAnswer({ lookError }: Operation): string {
  return `an answer of the cloud${lookError === undefined ? "" : ` (${lookError})`}`;
}

/** What the looks have shown, and how often. */
export function describeCounts({ counts }: Operation): string {
  return [...counts].map(([phrase, count]) => `${phrase} ×${count}`).join(", ") || "nothing yet";
}

interface SentWrite {
  readonly write: WriteName;
  readonly sent: WriteProgress;
}

function writesOf({ progress }: Operation): readonly SentWrite[] {
  return writeNames.flatMap((write) => {
    const sent = progress[write];
    return sent ? [{ write, sent }] : [];
  });
}

const writeWords: Record<WriteName, string> = {
  create: "create",
  modify: "modify",
  updateAddresses: "change of addresses",
  updateTags: "change of tags",
  attach: "attach",
  detach: "detach",
  delete: "delete",
};

function describeWrites(writes: readonly SentWrite[]): string {
  return writes
    .map(
      ({ write, sent }) =>
        `${writeWords[write]} sent ${sent.times} time${sent.times === 1 ? "" : "s"}, ${sent.reply}`,
    )
    .join("; ");
}

/** What is uncertain after a failure of another call: a request was sent that may have been carried out. */
function describeSent({ intent }: Pick<Task, "intent">, operation: Operation, cause: unknown): string {
  const open = writesOf(operation).filter(({ sent }) => sent.mayBeDone);
  if (!(cause instanceof CloudError) || open.length === 0) return "";
  const isNotFound =
    operation.networkInterfaceId === undefined && operation.progress.create?.mayBeDone === true;
  const findsAgain =
    isNotFound && intent
      ? ` If the create has made an interface, a run within ${formatDuration(intent.maxAgeMs)} finds and keeps it. A later run creates another one.`
      : "";
  return ` Done before: ${describeWrites(open)}.${findsAgain}`;
}

function describeMove(goal: Goal, { detachedFrom, seen }: Operation): string {
  if (goal.state !== "attached" || detachedFrom === undefined) return "";
  const now = `at the last look it was ${describeInterface(seen)}`;
  return detachedFrom === goal.instanceId
    ? ` It was detached from ${goal.instanceId} to be attached again as declared; ${now}. Correct the program so that the attach is possible, then run again.`
    : ` It was detached from ${detachedFrom} to be attached to ${goal.instanceId}; ${now}. Run again to go on.`;
}

function describeCreatedIds(ids: readonly string[]): string {
  if (ids.length < 2) return "";
  return ` The answers to this operation's creates named ${ids.join(", ")}. Each may become visible later. Delete those that nothing uses.`;
}

function nameGoal(goal: Goal, id = "the new interface"): string {
  switch (goal.state) {
    case "attached":
      return `${id} → ${goal.instanceId}`;
    case "detached":
      return `${id} ← ${goal.instanceId}`;
    case "deleted":
    case "present":
      return id;
    default:
      return goal satisfies never;
  }
}
