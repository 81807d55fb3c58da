import { randomUUID } from "node:crypto";
import { formatDuration } from "../core/duration";
import { CloudError, UserError } from "../core/errors";
import { repeatLook } from "../core/retry";
import { nextLookMs } from "../core/schedule";
import type { CreateReceipt, Receipt } from "./cloud";
import { decide, declaredMismatch } from "./decision";
import type { Decision, Goal, Progress, WriteName, WriteProgress } from "./decision-terms";
import { believe, type Intent } from "./intent";
import {
  describeInterface,
  type InstanceView,
  type InterfaceStatus,
  type InterfaceView,
  nameOf,
  type Observation,
} from "./observation";
import { describeObstacle } from "./rules";
import type { Session } from "./session";
import type { TagChange } from "./tags";

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
  /** The argument that sets the time-out, for the message of one. */
  readonly timeoutArgument: string;
  /** The cloud's own arguments, as declared. */
  readonly declared: Readonly<Record<string, unknown>>;
  readonly voice: Voice;
}

export interface Reached {
  readonly how: Extract<Decision, { do: "done" }>["how"];
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
  ) {
    super(message);
  }
}

/** Look, decide, act, wait, until the goal is reached, refused, or the time is over: the one loop of every operation. */
export async function ensure(task: Task): Promise<Reached> {
  return new Run(task).toTheEnd();
}

/** The status in which a write shows that it is being carried out; a change of attributes or tags has none. */
const transitionOf: Record<WriteName, InterfaceStatus | undefined> = {
  attach: "attaching",
  detach: "detaching",
  delete: "deleting",
  create: "creating",
  modify: undefined,
  retag: undefined,
};
const writeNames = ["create", "modify", "retag", "attach", "detach", "delete"] as const;
/** Writes behind which a cloud may have a task. */
const taskWrites = ["create", "attach", "detach", "delete"] as const;
/** What was seen of an instance this long ago is recent enough to write by: its state is the cloud's to refuse. */
const recentMs = 1_000;
/** How far beyond its deadline an operation lets its last look answer. */
const lastLookMs = 5_000;
/** A detach that names no instance is sent on a look that was asked for no longer ago than this. */
const freshLookMs = 2_000;

class Run {
  private readonly deadlineMs: number;
  private progress: Progress;
  /** One for each kind of write and instance, kept over re-sends until one is accepted. */
  private readonly tokens = new Map<string, string>();
  private salt = 0;
  private id: string | undefined;
  /** What carried the intent's marker before this operation made anything, or turned out not to be its own. */
  private readonly notMade = new Set<string>();
  /** What creates of this operation were answered with, and no look showed to be of no use: any of it may be there. */
  private readonly answered = new Set<string>();
  /** Which of that the latest look showed. */
  private shown: readonly InterfaceView[] = [];
  private readonly seenCounts = new Map<string, number>();
  private lastSeen: InterfaceView | undefined;
  private lookedAtMs = 0;
  private waitSinceMs: number;
  private nextProgressMs = 1_000;
  private takenFrom: string | undefined;
  private holder: InstanceView | undefined;
  /** What the cloud said to the last look that it did not answer. */
  private unanswered: string | undefined;
  private nothingMade = false;
  /** A change of tags may be several calls, of which the last one failed. */
  private retagBegan = false;
  private readonly taskIds: Partial<Record<WriteName, string>> = {};

  constructor(private readonly task: Task) {
    const now = this.now();
    this.deadlineMs = now + task.timeoutMs;
    this.waitSinceMs = now;
    this.progress = { startedAtMs: now, unchangedSinceMs: now };
    this.id = task.networkInterfaceId;
  }

  async toTheEnd(): Promise<Reached> {
    try {
      for (;;) {
        const observation = await this.lookOrWait();
        if (!observation) continue;
        const decision = decide({
          goal: this.task.goal,
          networkInterfaceId: this.id,
          observation,
          holderInstance: await this.lookAtHolder(observation),
          trunk: await this.lookAtTrunk(observation),
          progress: this.progress,
          nowMs: this.now(),
          rules: this.session.cloud.rules,
          patience: { ...this.session.cloud.limits.patience, ...this.session.connection.patience },
          ...this.session.place,
        });
        const reached = await this.carryOut(decision, observation);
        if (reached) return reached;
      }
    } catch (error) {
      throw this.asUnreached(error);
    }
  }

  private get session(): Session {
    return this.task.session;
  }

  private now(): number {
    return this.task.session.mechanics.clock.now();
  }

  /**
   * A look, or a wait where the cloud does not answer one after something was sent, or refuses it for its rate: neither
   * an outage of seconds nor a busy account may end an operation of minutes.
   */
  private async lookOrWait(): Promise<Observation | undefined> {
    try {
      return await this.look();
    } catch (error) {
      const hasSent = writeNames.some((write) => this.progress[write]);
      if (!(error instanceof CloudError) || !repeatLook.has(error.kind)) throw error;
      // What a create without an answer made is believed for a while only: the next run must come soon.
      const goesOn = hasSent ? this.id !== undefined : error.kind === "throttled";
      if (!goesOn) throw error;
      this.unanswered = error.message;
      await this.wait(this.nameSilence());
      return undefined;
    }
  }

  private async look(): Promise<Observation> {
    const [networkInterface, instance] = await this.beforeDeadline(
      Promise.all([this.lookAtInterface(), this.lookAtInstance()]),
    );
    this.note(networkInterface);
    await this.askTasks(networkInterface);
    if (!this.isAboutToMove(networkInterface)) return { networkInterface, instance };
    return { networkInterface, instance: await this.lookAtRoom() };
  }

  /** Held by an instance that it is to be taken off, and nothing was sent yet. */
  private isAboutToMove(seen: InterfaceView | undefined): boolean {
    const { goal } = this.task;
    if (goal.state !== "attached" || this.progress.detach || seen?.holder === undefined) return false;
    const isAttachedAnew =
      goal.ours && seen.holder === goal.instanceId && declaredMismatch(goal, seen) !== undefined;
    return seen.status === "attached" && (isAttachedAnew || goal.moveFrom.includes(seen.holder));
  }

  /** What cannot be attached through the declared trunk is not taken off for it. */
  private async lookAtTrunk({ networkInterface }: Observation): Promise<InterfaceView | undefined> {
    const { goal } = this.task;
    if (goal.state !== "attached" || goal.trunkNetworkInstanceId === undefined) return undefined;
    if (!this.isAboutToMove(networkInterface)) return undefined;
    return this.beforeDeadline(this.session.interfaces.load(goal.trunkNetworkInstanceId));
  }

  /** The target of a move with what it holds and may hold: it must have room before the old holder is touched. */
  private async lookAtRoom(): Promise<InstanceView | undefined> {
    const { goal } = this.task;
    if (goal.state !== "attached") return undefined;
    const instance = await this.beforeDeadline(this.session.instances.load(goal.instanceId));
    return instance && this.beforeDeadline(this.session.withCapacityNow(instance));
  }

  private async lookAtInterface(): Promise<InterfaceView | undefined> {
    const askedAtMs = this.now();
    const seen = (await this.lookAtAnswered()) ?? (await this.lookAtOwn());
    // What a late answer shows is as old as its question.
    this.lookedAtMs = askedAtMs;
    return seen;
  }

  private async lookAtOwn(): Promise<InterfaceView | undefined> {
    if (this.id === undefined) return this.findMade();
    return this.answered.has(this.id) ? undefined : this.lookAt(this.id);
  }

  /** The one that was seen before, else the first that shows. */
  private async lookAtAnswered(): Promise<InterfaceView | undefined> {
    const views = await Promise.all([...this.answered].map((id) => this.session.fleeting.load(id)));
    this.shown = views.filter((view) => view !== undefined);
    const seen = this.shown.find(({ id }) => id === this.lastSeen?.id) ?? this.shown[0];
    if (seen) this.id = seen.id;
    return seen;
  }

  /** A create begins with what its check saw a moment ago; every other look is a fresh one. */
  private async lookAt(id: string): Promise<InterfaceView | undefined> {
    const { goal } = this.task;
    const { delete: deletion, create } = this.progress;
    const mayBeGone = deletion?.reply === "accepted" || create || this.task.intent;
    if (mayBeGone) return this.session.fleeting.load(id);
    const mayBeRecent = goal.state === "attached" && !goal.ours && this.seenCounts.size === 0;
    const recent = mayBeRecent ? this.session.picture.interfaces.within(id, recentMs) : undefined;
    // Only a free one is believed: to take it from a holder, or to say that it is attached, is for a fresh look.
    const isFree = recent?.status === "available" && recent.holder === undefined;
    return isFree ? recent : this.session.interfaces.load(id);
  }

  /** What the intent made, in this run or in one that ended before it knew. */
  private async findMade(): Promise<InterfaceView | undefined> {
    const { intent } = this.task;
    if (!intent) return undefined;
    const marked = await this.session.marked.load(intent.marker);
    // A look that is late may still show what this run deleted.
    const found = marked.filter(({ id }) => !this.session.hasDeleted(id));
    const hasSent = this.progress.create !== undefined;
    const made = believe(found, { intent, nowMs: this.now(), before: hasSent ? this.notMade : undefined });
    if (made) this.id = made.id;
    else if (!hasSent) for (const { id } of found) this.notMade.add(id);
    return made;
  }

  /** The goal's instance. What a write has begun is followed on the interface alone: it matters before a write. */
  private async lookAtInstance(): Promise<Observation["instance"]> {
    const { goal } = this.task;
    if (goal.state !== "attached" && goal.state !== "detached") return "not looked at";
    const follows = this.progress.attach?.reply === "accepted" || this.progress.detach?.reply === "accepted";
    if (follows && (goal.state === "detached" || this.lastSeen?.status !== "available"))
      return "not looked at";
    const recent = this.session.picture.instances.within(goal.instanceId, recentMs);
    return recent ?? this.session.instances.load(goal.instanceId);
  }

  /** The instance that holds the interface instead of the goal's, when that matters: it is taken from there, or named. */
  private async lookAtHolder({ networkInterface }: Observation) {
    const { goal } = this.task;
    const holder = networkInterface?.holder;
    if (holder === undefined) return undefined;
    const matters =
      (goal.state === "attached" && goal.moveFrom.includes(holder)) ||
      (goal.state === "deleted" && networkInterface?.status === "attached");
    this.holder = matters ? await this.beforeDeadline(this.session.instances.load(holder)) : undefined;
    return this.holder;
  }

  private note(seen: InterfaceView | undefined): void {
    const phrase = describeInterface(seen);
    if (phrase !== describeInterface(this.lastSeen)) {
      this.progress = { ...this.progress, unchangedSinceMs: this.now() };
    }
    this.seenCounts.set(phrase, (this.seenCounts.get(phrase) ?? 0) + 1);
    this.lastSeen = seen;
    for (const write of writeNames) {
      const sent = this.progress[write];
      if (sent && seen !== undefined && seen?.status === transitionOf[write])
        this.record(write, { ...sent, transitionSeen: true });
    }
  }

  /** A task is asked for only when the describe does not tell: no transition is to be seen, and the goal neither. */
  private async askTasks(seen: InterfaceView | undefined): Promise<void> {
    const { connection } = this.session;
    for (const write of taskWrites) {
      const sent = this.progress[write];
      const taskId = this.taskIds[write];
      if (!connection.task || !sent || sent.reply !== "accepted" || taskId === undefined) continue;
      if (isTold(write, seen) || (hasEffect(write, seen) && !connection.taskSettles)) {
        // What the task said before is behind what the describe shows now.
        this.record(write, { ...sent, task: undefined });
        continue;
      }
      if (sent.task?.state === "succeeded" || sent.task?.state === "failed") continue;
      const ask = connection.task;
      const task = await this.beforeDeadline(this.session.look(() => ask(taskId)));
      const sinceMs = task.state === sent.task?.state ? sent.task.sinceMs : this.now();
      this.record(write, { ...sent, task: { ...task, sinceMs } });
    }
  }

  private record(write: WriteName, sent: WriteProgress): void {
    this.progress = { ...this.progress, [write]: sent };
  }

  private async carryOut(decision: Decision, observation: Observation): Promise<Reached | undefined> {
    switch (decision.do) {
      case "done":
        this.tellOthersMade();
        return { how: decision.how, networkInterface: observation.networkInterface };
      case "wait":
        await this.wait(decision.why);
        return undefined;
      case "attach":
        await this.attach();
        return undefined;
      case "detach":
        this.tellSideEffect(observation.networkInterface);
        await this.detach(decision.from);
        return undefined;
      case "delete":
        await this.write("delete", () => this.session.interfaceCalls().delete(this.requireId()));
        return undefined;
      case "create":
        await this.create(decision.anew);
        return undefined;
      case "modify":
        await this.modify(decision.changes);
        return undefined;
      case "retag":
        await this.retag(decision.change);
        return undefined;
      case "refuse":
        throw new UserError(describeObstacle(decision.obstacle));
      case "fail":
        this.nothingMade = decision.nothingMade === true;
        throw new UserError(decision.cause ? `${decision.why} ${decision.cause.message}` : decision.why);
      default:
        return decision satisfies never;
    }
  }

  /** A create was sent again because what the one before had made did not show. */
  private tellOthersMade(): void {
    const answered = [...this.answered];
    const isShown = (id: string) => this.shown.some((view) => view.id === id);
    // What was answered before the one that was taken, and does not show, is gone since an earlier run.
    const later = answered.slice(answered.indexOf(this.id ?? "") + 1);
    for (const id of answered.filter((one) => one !== this.id && (isShown(one) || later.includes(one)))) {
      this.task.voice.warn(
        `${id} was made too by a create that was sent again while ${this.id} did not show; delete it if nothing uses it.`,
      );
    }
  }

  private tellSideEffect(seen: InterfaceView | undefined): void {
    const effect = seen && this.session.connection.detachSideEffect?.(seen);
    if (effect) this.task.voice.warn(effect);
  }

  private requireId(): string {
    if (this.id === undefined) throw new Error("the loop writes to an interface that it has not found");
    return this.id;
  }

  private attach(): Promise<unknown> {
    const { goal, declared } = this.task;
    if (goal.state !== "attached") throw new Error(`the loop attaches to reach "${goal.state}"`);
    const request = { networkInterfaceId: this.requireId(), instanceId: goal.instanceId, declared };
    return this.write("attach", () =>
      this.session.connection.attach({ ...request, token: this.tokenOf("attach", goal.instanceId) }),
    );
  }

  private async detach(instanceId: string): Promise<void> {
    const { declared } = this.task;
    const trunkInterfaceId = this.lastSeen?.trunkInterfaceId;
    const request = { networkInterfaceId: this.requireId(), instanceId, trunkInterfaceId, declared };
    // A throttle holds the call back for long: what was seen before is looked at again before each sending.
    await this.write("detach", async () =>
      (await this.detachMayStillBeSent())
        ? this.session.connection.detach({ ...request, token: this.tokenOf("detach", instanceId) })
        : undefined,
    );
    const reply = this.progress.detach?.reply;
    if (reply === undefined || reply === "refused") return;
    if (this.takenFrom === undefined) this.tellTaken(instanceId);
    this.takenFrom = instanceId;
  }

  /** Whoever attached it there, the machine that loses an interface is named. */
  private tellTaken(instanceId: string): void {
    if (this.task.goal.state !== "deleted") return;
    const holder = this.holder?.id === instanceId ? nameOf(this.holder) : instanceId;
    this.task.voice.info(
      `is being detached from ${holder} before its deletion, as \`detachOnDelete\` permits.`,
    );
  }

  private modify(changes: Readonly<Record<string, unknown>>): Promise<unknown> {
    const request = { networkInterfaceId: this.requireId(), changes };
    return this.write("modify", () => this.session.interfaceCalls().modify(request));
  }

  private retag(change: TagChange): Promise<unknown> {
    const { retag } = this.session.interfaceCalls();
    if (!retag) throw new Error("the loop changes tags in place where the cloud does not");
    const request = { networkInterfaceId: this.requireId(), ...change };
    this.retagBegan = true;
    return this.write("retag", () => retag(request));
  }

  private async create(anew: boolean): Promise<void> {
    const { intent, declared } = this.task;
    if (!intent) throw new Error("the loop creates without an intent");
    if (anew) this.salt++;
    this.setAside();
    const request = { declared, marker: intent.marker, token: intent.tokenOf(this.salt) };
    const receipt = await this.write("create", () => this.session.interfaceCalls().create(request));
    const created = receipt as CreateReceipt | undefined;
    const sent = this.progress.create;
    if (!sent || !created) return;
    // What was accepted and has made nothing is sent again like what was refused.
    if (created.madeNothing) this.record("create", { ...sent, reply: "refused" });
    const id = created.networkInterfaceId;
    if (id === undefined) return;
    const vanished = this.session.hasDeleted(id) || this.notMade.has(id);
    if (vanished) {
      this.notMade.add(id);
      this.record("create", { ...sent, vanished });
    } else {
      this.answered.add(id);
      this.id = id;
    }
  }

  /** Before another create: what does not show may still come, what was seen is not what this operation makes. */
  private setAside(): void {
    const { id } = this;
    this.id = undefined;
    if (id === undefined) return;
    if (this.lastSeen === undefined && this.answered.has(id)) {
      this.progress = { ...this.progress, unseenCreates: (this.progress.unseenCreates ?? 0) + 1 };
      return;
    }
    this.answered.delete(id);
    this.notMade.add(id);
  }

  /** At its sending and at its reply: a look that overlaps the write may show what was before it. */
  private noteWrite(): void {
    if (this.id !== undefined) this.session.mechanics.lastWrites.set(this.id, this.now());
  }

  /** Sends one write and notes what became of it; a receipt that is undefined: it was not sent, or not accepted. */
  private async write(
    write: WriteName,
    send: () => Promise<Receipt | undefined>,
  ): Promise<Receipt | undefined> {
    const before = this.progress[write];
    const times = (before?.times ?? 0) + 1;
    this.noteWrite();
    let outcome: Pick<WriteProgress, "reply" | "requestId" | "error">;
    let receipt: Receipt | undefined;
    try {
      receipt = await this.session.write(
        this.deadlineMs,
        (error, ms) => this.tellPause(write, error, ms),
        send,
      );
      if (!receipt) return undefined;
      if (receipt.taskId !== undefined) this.taskIds[write] = receipt.taskId;
      // What is sent after an accepted request is another one: with the same token the cloud would do nothing.
      this.tokens.clear();
      outcome = { reply: "accepted", requestId: receipt.requestId };
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      if (error.kind === "uncertain") outcome = { reply: "unanswered", error };
      else if (error.kind === "settle" || error.kind === "conflict") outcome = { reply: "refused", error };
      else throw error;
    }
    this.noteWrite();
    this.waitSinceMs = this.now();
    const isRefused = outcome.reply === "refused";
    this.record(write, {
      ...outcome,
      times,
      tries: (before?.tries ?? 0) + (isRefused ? 0 : 1),
      refusals: isRefused ? (before?.refusals ?? 0) + 1 : 0,
      refusedSinceMs: isRefused ? (before?.refusedSinceMs ?? this.waitSinceMs) : undefined,
      mayBeDone: !isRefused || before?.mayBeDone === true,
      sentAtMs: this.waitSinceMs,
      transitionSeen: false,
    });
    return receipt;
  }

  private tellPause(write: WriteName, error: CloudError, ms: number): void {
    const { voice } = this.task;
    voice.status(`${write} held back ${formatDuration(ms)}: ${error.code ?? "no answer"}`);
  }

  /**
   * Whether a detach is still the right one. One that names no instance would take the interface from whoever holds
   * it by now, so it is sent only on a fresh look that shows what was decided on; else the loop looks again.
   */
  private async detachMayStillBeSent(): Promise<boolean> {
    if (!this.session.connection.detachNamesNoInstance) return true;
    if (this.now() - this.lookedAtMs <= freshLookMs) return true;
    const decidedOn = this.lastSeen;
    const seen = await this.beforeDeadline(this.lookAtInterface());
    const isSame = seen?.status === decidedOn?.status && seen?.holder === decidedOn?.holder;
    return isSame && this.now() - this.lookedAtMs <= freshLookMs;
  }

  private async wait(why: string): Promise<void> {
    const now = this.now();
    if (now >= this.deadlineMs) throw new UserError(this.timeoutMessage(why));
    if (this.session.mechanics.signal.aborted) {
      throw new UserError(
        `Interrupted while waiting for ${why}; run again to go on. Seen: ${this.histogram()}.`,
      );
    }
    this.tellProgress(now, why);
    const pause = Math.min(nextLookMs(now - this.waitSinceMs, now), this.deadlineMs - now);
    await this.session.mechanics.clock.sleep(pause, this.session.mechanics.signal);
  }

  /** A line that a person reads is not worth more than one every few seconds, and none for what takes less than one. */
  private tellProgress(now: number, why: string): void {
    const waitedMs = now - this.progress.startedAtMs;
    if (waitedMs < this.nextProgressMs) return;
    this.nextProgressMs = waitedMs + (waitedMs < 10_000 ? 2_000 : 5_000);
    this.task.voice.status(`waiting for ${why}, ${formatDuration(waitedMs)}, saw ${this.histogram()}`);
  }

  private async beforeDeadline<T>(work: Promise<T>): Promise<T> {
    const over = new AbortController();
    const { clock } = this.session.mechanics;
    const late = clock
      .sleep(this.deadlineMs + lastLookMs - this.now(), over.signal)
      .then(() => Promise.reject(new UserError(this.timeoutMessage(this.nameSilence()))));
    // Whichever comes second must not count as unhandled.
    late.catch(() => undefined);
    try {
      return await Promise.race([work, late]);
    } finally {
      over.abort();
    }
  }

  private nameSilence(): string {
    return `an answer of the cloud${this.unanswered === undefined ? "" : ` (${this.unanswered})`}`;
  }

  private timeoutMessage(why: string): string {
    const { timeoutMs, timeoutArgument } = this.task;
    const sent = writeNames
      .flatMap((write) => {
        const progress = this.progress[write];
        return progress ? [`${write} sent ${progress.times} times, ${progress.reply}`] : [];
      })
      .join("; ");
    const refusals = writeNames.flatMap((write) => this.progress[write]?.error?.message ?? []).join(" ");
    return `Not done after ${formatDuration(timeoutMs)} (\`${timeoutArgument}\`), still waiting for ${why}. Seen: ${this.histogram()}.${sent ? ` Done: ${sent}.` : ""}${refusals && ` ${refusals}`} Run again to go on, or give it more time.`;
  }

  private histogram(): string {
    return [...this.seenCounts].map(([phrase, count]) => `${phrase} ×${count}`).join(", ") || "nothing yet";
  }

  private asUnreached(error: unknown): Unreached {
    const detail = error instanceof Error ? error.message : String(error);
    // A create whose task failed made nothing, though it was accepted under an id.
    const madeNothing = this.lastSeen === undefined && this.progress.create?.task?.state === "failed";
    const answered = [...this.answered].filter((id) => !madeNothing || id !== this.id);
    const id = (madeNothing ? undefined : this.id) ?? answered.at(-1);
    const told = `${detail}${this.tellMoved()}${tellAnswered(answered)}`;
    return new Unreached(
      `${nameGoal(this.task.goal, this.id ?? id)}: ${told}`,
      this.mayBeAttached(),
      this.lastSeen,
      id,
      this.retagBegan || writeNames.some((write) => this.progress[write]?.mayBeDone),
    );
  }

  /** After a failure: what was sent may have been done, or was seen on its way, and no look proves the contrary. */
  private mayBeAttached(): boolean {
    const { goal } = this.task;
    const sent = this.progress.attach;
    if (goal.state !== "attached" || !sent || this.nothingMade) return false;
    return sent.mayBeDone || this.lastSeen?.holder === goal.instanceId;
  }

  private tokenOf(write: "attach" | "detach", instanceId: string): string {
    const key = `${write}:${instanceId}`;
    const token = this.tokens.get(key) ?? randomUUID();
    this.tokens.set(key, token);
    return token;
  }

  private tellMoved(): string {
    const { goal } = this.task;
    if (goal.state !== "attached" || this.takenFrom === undefined) return "";
    const seen = `as last seen it is ${describeInterface(this.lastSeen)}`;
    return this.takenFrom === goal.instanceId
      ? ` It was detached from ${goal.instanceId} to be attached anew as declared; ${seen}. Run again to go on, once the program declares what can be.`
      : ` It was taken from ${this.takenFrom} to be attached to ${goal.instanceId}; ${seen}. Run again to go on.`;
  }
}

function tellAnswered(ids: readonly string[]): string {
  if (ids.length < 2) return "";
  return ` Creates of this operation were answered with ${ids.join(", ")}: each may show later. Delete those that nothing uses.`;
}

/** Whether the describe shows that a write is under way, so that its task need not be asked. */
function isTold(write: WriteName, seen: InterfaceView | undefined): boolean {
  // A create that failed may not be shown at all; everything else is then over.
  return seen === undefined ? write !== "create" : seen.status === transitionOf[write];
}

/** Whether the describe shows what a write is to reach. */
function hasEffect(write: WriteName, seen: InterfaceView | undefined): boolean {
  switch (write) {
    case "attach":
      return seen?.status === "attached";
    case "detach":
      return seen?.status !== "attached";
    case "create":
    case "modify":
    case "retag":
      return seen !== undefined;
    case "delete":
      return seen === undefined;
    default:
      return write satisfies never;
  }
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
