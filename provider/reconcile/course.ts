import { describeInterface, type InterfaceStatus, type InterfaceView } from "../contract/observation";
import { byDeadline } from "../core/deadline";
import { formatDuration } from "../core/duration";
import { CloudError, UserError } from "../core/errors";
import type { Session } from "../session/session";
import type { Decision, Goal, Progress, WriteName, WriteProgress } from "./decision-terms";
import type { Intent } from "./intent";

/** How an operation speaks while it goes on. */
export interface Voice {
  /** What happens now, replaced by the next such line. */
  status(message: string): void;
  info(message: string): void;
  warn(message: string): void;
}

export interface Task {
  readonly session: Session;
  /** Undefined: it is to be made, as `intent` says. */
  readonly networkInterfaceId: string | undefined;
  readonly intent?: Intent;
  readonly goal: Goal;
  readonly timeoutMs: number;
  /** From when that counts, where something was asked for before the loop; default: from its beginning. */
  readonly beganAtMs?: number;
  /** The argument that sets the time-out, for the message of one. */
  readonly timeoutArgument: string;
  /** The cloud's own arguments, as declared. */
  readonly declared: Readonly<Record<string, unknown>>;
  readonly voice: Voice;
  /** What is under way in this run on the same thing, and ends first: begun before it was known that this would be. */
  readonly after?: { readonly end: Promise<unknown>; readonly why: string } | undefined;
  /** Of a deletion: an attach of an earlier run that may still come. */
  readonly attachSent?: AttachSent | undefined;
  /** Whether another resource of the run claims by now what is to be detached: it is then left where it is. */
  readonly isClaimed?: () => boolean;
}

/** An attach that an earlier run sent and did not see the end of. */
export interface AttachSent {
  readonly sentAtMs: number;
  /** What its task is asked by, where the cloud has tasks and answered. */
  readonly taskId?: string;
}

export interface Reached {
  readonly how: Extract<Decision, { do: "done" }>["how"] | "claimed";
  /** The interface as last seen; undefined: gone. */
  readonly networkInterface: InterfaceView | undefined;
}

/** An operation that did not reach its goal. */
export class Unreached extends UserError {
  constructor(
    message: string,
    /** Something may be attached as asked, by what was sent and last seen. */
    readonly mayBeAttached: boolean,
    readonly networkInterface: InterfaceView | undefined,
    /** The interface that the operation was about, also one that it made; undefined: none is known. */
    readonly networkInterfaceId: string | undefined,
    /** Something was sent that may have been done, whole or in part. */
    readonly mayHaveActed: boolean,
    /** The attach that was sent and may still come. */
    readonly attachSent: AttachSent | undefined,
  ) {
    super(message);
  }
}

export const writeNames = ["create", "modify", "retag", "attach", "detach", "delete"] as const;

/** The status in which a write shows that it is being carried out; a change of attributes or tags has none. */
export const transitionOf: Record<WriteName, InterfaceStatus | undefined> = {
  attach: "attaching",
  detach: "detaching",
  delete: "deleting",
  create: "creating",
  modify: undefined,
  retag: undefined,
};

/** How far beyond its deadline an operation lets its last look answer. */
const lastLookMs = 5_000;

/** The course of one operation: what it knows, what it has sent and seen, and how that is told. */
export class Course {
  readonly deadlineMs: number;
  progress: Progress;
  /** Undefined: not made yet, or not found. */
  id: string | undefined;
  lastSeen: InterfaceView | undefined;
  /** What creates of this operation were answered with, and no look showed to be of no use: any of it may be there. */
  readonly answered = new Set<string>();
  /** Which of that the latest look showed. */
  shown: readonly InterfaceView[] = [];
  /** What carried the intent's marker before this operation made anything, or turned out not to be its own. */
  readonly notMade = new Set<string>();
  readonly taskIds: Partial<Record<WriteName, string>> = {};
  /** The instance that the interface was taken from. */
  takenFrom: string | undefined;
  /** What the cloud said to the last look that it did not answer. */
  unanswered: string | undefined;
  /** What was seen proves that nothing came of what was sent. */
  nothingMade = false;
  /** A change of tags may be several calls, of which the last one failed. */
  retagBegan = false;
  private readonly seenCounts = new Map<string, number>();
  private nextProgressMs = 1_000;

  constructor(readonly task: Task) {
    const now = this.now();
    this.deadlineMs = (task.beganAtMs ?? now) + task.timeoutMs;
    this.progress = { startedAtMs: now, unchangedSinceMs: now };
    this.id = task.networkInterfaceId;
    if (task.attachSent) this.takeOver(task.attachSent);
  }

  private takeOver({ sentAtMs, taskId }: AttachSent): void {
    if (taskId !== undefined) this.taskIds.attach = taskId;
    this.record("attach", {
      ...{ times: 1, tries: 1, refusals: 0, mayBeDone: true, transitionSeen: false, sentAtMs },
      reply: taskId === undefined ? "unanswered" : "accepted",
    });
  }

  get session(): Session {
    return this.task.session;
  }

  now(): number {
    return this.session.mechanics.clock.now();
  }

  get hasLooked(): boolean {
    return this.seenCounts.size > 0;
  }

  get hasSent(): boolean {
    return writeNames.some((write) => this.progress[write]);
  }

  record(write: WriteName, sent: WriteProgress): void {
    this.progress = { ...this.progress, [write]: sent };
  }

  /** What a look has shown. */
  note(seen: InterfaceView | undefined): void {
    const phrase = describeInterface(seen);
    if (phrase !== describeInterface(this.lastSeen)) {
      this.progress = { ...this.progress, unchangedSinceMs: this.now() };
    }
    this.seenCounts.set(phrase, (this.seenCounts.get(phrase) ?? 0) + 1);
    this.lastSeen = seen;
    for (const write of writeNames) {
      const sent = this.progress[write];
      if (sent && seen !== undefined && seen.status === transitionOf[write])
        this.record(write, { ...sent, transitionSeen: true });
    }
  }

  /** Some work, or the failure of the operation when that takes longer than it may. */
  beforeDeadline<T>(work: Promise<T>, why = this.nameSilence()): Promise<T> {
    const { clock } = this.session.mechanics;
    return byDeadline(clock, this.deadlineMs + lastLookMs, work, () => this.tooLate(why));
  }

  /** A line that a person reads is not worth more than one every few seconds, and none for what takes less than one. */
  tellProgress(why: string): void {
    const waitedMs = this.now() - this.progress.startedAtMs;
    if (waitedMs < this.nextProgressMs) return;
    this.nextProgressMs = waitedMs + (waitedMs < 10_000 ? 2_000 : 5_000);
    this.task.voice.status(`waiting for ${why}, ${formatDuration(waitedMs)}, saw ${this.histogram()}`);
  }

  nameSilence(): string {
    return `an answer of the cloud${this.unanswered === undefined ? "" : ` (${this.unanswered})`}`;
  }

  tooLate(why: string): UserError {
    const { timeoutMs, timeoutArgument } = this.task;
    const writes = this.writes();
    return new UserError(
      [
        `Not done after ${formatDuration(timeoutMs)} (\`${timeoutArgument}\`), still waiting for ${why}.`,
        `Seen: ${this.histogram()}.`,
        ...(writes.length > 0 ? [`Done: ${tellWrites(writes)}.`] : []),
        ...writes.flatMap(({ sent }) => sent.error?.message ?? []),
        "Run again to go on, or give it more time.",
      ].join(" "),
    );
  }

  private writes(): readonly SentWrite[] {
    return writeNames.flatMap((write) => {
      const sent = this.progress[write];
      return sent ? [{ write, sent }] : [];
    });
  }

  /** What a failure of another call leaves open: something was sent that may have been done. */
  private tellSent(error: unknown): string {
    const open = this.writes().filter(({ sent }) => sent.mayBeDone);
    if (!(error instanceof CloudError) || open.length === 0) return "";
    const isUnfound = this.id === undefined && this.progress.create?.mayBeDone === true;
    const { intent } = this.task;
    const findsAgain =
      isUnfound && intent
        ? ` What that made is taken on by a run within ${formatDuration(intent.maxAgeMs)}; a later one makes another.`
        : "";
    return ` Done before: ${tellWrites(open)}.${findsAgain}`;
  }

  interrupted(why: string): UserError {
    return new UserError(
      `Interrupted while waiting for ${why}; run again to go on. Seen: ${this.histogram()}.`,
    );
  }

  /** How the operation ended, with what it was about and may have done. */
  asUnreached(error: unknown): Unreached {
    const detail = error instanceof Error ? error.message : String(error);
    // A create whose task failed made nothing, though it was accepted under an id.
    const madeNothing = this.lastSeen === undefined && this.progress.create?.task?.state === "failed";
    const answered = [...this.answered].filter((id) => !madeNothing || id !== this.id);
    const id = (madeNothing ? undefined : this.id) ?? answered.at(-1);
    const told = `${detail}${this.tellSent(error)}${this.tellMoved()}${tellAnswered(answered)}`;
    return new Unreached(
      `${nameGoal(this.task.goal, this.id ?? id)}: ${told}`,
      this.mayBeAttached(),
      this.lastSeen,
      id,
      this.retagBegan || writeNames.some((write) => this.progress[write]?.mayBeDone),
      this.attachSent(),
    );
  }

  private attachSent(): AttachSent | undefined {
    const sent = this.progress.attach;
    if (!sent?.mayBeDone) return undefined;
    const { attach: taskId } = this.taskIds;
    return { sentAtMs: sent.sentAtMs, ...(taskId === undefined ? {} : { taskId }) };
  }

  /** After a failure: what was sent may have been done, or was seen on its way, and no look proves the contrary. */
  private mayBeAttached(): boolean {
    const { goal } = this.task;
    const sent = this.progress.attach;
    if (goal.state !== "attached" || !sent || this.nothingMade) return false;
    return sent.mayBeDone || this.lastSeen?.holder === goal.instanceId;
  }

  private tellMoved(): string {
    const { goal } = this.task;
    if (goal.state !== "attached" || this.takenFrom === undefined) return "";
    const seen = `as last seen it is ${describeInterface(this.lastSeen)}`;
    return this.takenFrom === goal.instanceId
      ? ` It was detached from ${goal.instanceId} to be attached anew as declared; ${seen}. Run again to go on, once the program declares what can be.`
      : ` It was taken from ${this.takenFrom} to be attached to ${goal.instanceId}; ${seen}. Run again to go on.`;
  }

  private histogram(): string {
    return [...this.seenCounts].map(([phrase, count]) => `${phrase} ×${count}`).join(", ") || "nothing yet";
  }
}

interface SentWrite {
  readonly write: WriteName;
  readonly sent: WriteProgress;
}

function tellWrites(writes: readonly SentWrite[]): string {
  return writes
    .map(({ write, sent }) => `${write} sent ${sent.times} time${sent.times === 1 ? "" : "s"}, ${sent.reply}`)
    .join("; ");
}

function tellAnswered(ids: readonly string[]): string {
  if (ids.length < 2) return "";
  return ` Creates of this operation were answered with ${ids.join(", ")}: each may show later. Delete those that nothing uses.`;
}

function nameGoal(goal: Goal, id = "the new interface"): string {
  switch (goal.state) {
    case "attached":
      return `${id} → ${goal.instanceId}`;
    case "detached":
      return `${id} ← ${goal.instanceId}`;
    case "deleted":
    case "made":
      return id;
    default:
      return goal satisfies never;
  }
}
