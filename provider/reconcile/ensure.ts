import { randomUUID } from "node:crypto";
import type { CreateReceipt, Receipt } from "../contract/cloud";
import { type InterfaceView, nameOf, type Observation } from "../contract/observation";
import { describeObstacle } from "../contract/rules";
import type { TagChange } from "../contract/tags";
import { formatDuration } from "../core/duration";
import { CloudError, UserError } from "../core/errors";
import { repeatLook } from "../core/retry";
import { nextLookMs } from "../core/schedule";
import type { Session } from "../session/session";
import { Course, type Reached, type Task } from "./course";
import { decide } from "./decision";
import type { Decision, WriteName, WriteProgress } from "./decision-terms";
import { Looks } from "./looks";

/** Look, decide, act, wait, until the goal is reached, refused, or the time is over: the one loop of every operation. */
export async function ensure(task: Task): Promise<Reached> {
  return new Run(task).toTheEnd();
}

/** A detach that names no instance is sent on a look that was asked for no longer ago than this. */
const freshLookMs = 2_000;
/** Where every answer takes longer than that, the last of so many looks is the freshest that can be had. */
const mostFreshLooks = 3;

class Run {
  private readonly course: Course;
  private readonly looks: Looks;
  /** One for each kind of write and instance, kept over re-sends until one is accepted. */
  private readonly tokens = new Map<string, string>();
  private salt = 0;
  private waitSinceMs: number;

  constructor(private readonly task: Task) {
    this.course = new Course(task);
    this.looks = new Looks(this.course);
    this.waitSinceMs = this.course.now();
  }

  async toTheEnd(): Promise<Reached> {
    const { after } = this.task;
    try {
      if (after) await this.course.beforeDeadline(after.end, after.why);
      for (;;) {
        const observation = await this.lookOrWait();
        if (!observation) continue;
        const decision = decide({
          goal: this.task.goal,
          networkInterfaceId: this.course.id,
          observation,
          holderInstance: await this.looks.lookAtHolder(observation),
          trunk: await this.looks.lookAtTrunk(observation),
          progress: this.course.progress,
          nowMs: this.course.now(),
          rules: this.session.cloud.rules,
          patience: { ...this.session.cloud.limits.patience, ...this.session.connection.patience },
          ...this.session.place,
        });
        const reached = await this.carryOut(decision, observation);
        if (reached) return reached;
      }
    } catch (error) {
      throw this.course.asUnreached(error);
    }
  }

  private get session(): Session {
    return this.task.session;
  }

  /**
   * A look, or a wait where the cloud does not answer one after something was sent, or refuses it for its rate: neither
   * an outage of seconds nor a busy account may end an operation of minutes.
   */
  private async lookOrWait(): Promise<Observation | undefined> {
    try {
      return await this.looks.look();
    } catch (error) {
      if (!(error instanceof CloudError) || !repeatLook.has(error.kind)) throw error;
      // What a create without an answer made is believed for a while only: the next run must come soon.
      const goesOn = this.course.hasSent ? this.course.id !== undefined : error.kind === "throttled";
      if (!goesOn) throw error;
      this.course.unanswered = error.message;
      await this.wait(this.course.nameSilence());
      return undefined;
    }
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
        if (this.task.isClaimed?.())
          return { how: "claimed", networkInterface: observation.networkInterface };
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
        this.course.nothingMade = decision.nothingMade === true;
        throw new UserError(decision.cause ? `${decision.why} ${decision.cause.message}` : decision.why);
      default:
        return decision satisfies never;
    }
  }

  /** A create was sent again because what the one before had made did not show. */
  private tellOthersMade(): void {
    const answered = [...this.course.answered];
    const isShown = (id: string) => this.course.shown.some((view) => view.id === id);
    // What was answered before the one that was taken, and does not show, is gone since an earlier run.
    const later = answered.slice(answered.indexOf(this.course.id ?? "") + 1);
    for (const id of answered.filter(
      (one) => one !== this.course.id && (isShown(one) || later.includes(one)),
    )) {
      this.task.voice.warn(
        `${id} was made too by a create that was sent again while ${this.course.id} did not show; delete it if nothing uses it.`,
      );
    }
  }

  private tellSideEffect(seen: InterfaceView | undefined): void {
    const effect = seen && this.session.connection.detachSideEffect?.(seen);
    if (effect) this.task.voice.warn(effect);
  }

  private requireId(): string {
    if (this.course.id === undefined)
      throw new Error("the loop writes to an interface that it has not found");
    return this.course.id;
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
    const trunkInterfaceId = this.course.lastSeen?.trunkInterfaceId;
    const request = { networkInterfaceId: this.requireId(), instanceId, trunkInterfaceId, declared };
    // A throttle holds the call back for long: what was seen before is looked at again before each sending.
    await this.write(
      "detach",
      async () =>
        (await this.detachMayStillBeSent())
          ? this.session.connection.detach({ ...request, token: this.tokenOf("detach", instanceId) })
          : undefined,
      instanceId,
    );
    const reply = this.course.progress.detach?.reply;
    if (reply === undefined || reply === "refused") return;
    if (this.course.takenFrom === undefined) this.tellTaken(instanceId);
    this.course.takenFrom = instanceId;
  }

  /** Whoever attached it there, the machine that loses an interface is named. */
  private tellTaken(instanceId: string): void {
    if (this.task.goal.state !== "deleted") return;
    const holder = this.looks.holder?.id === instanceId ? nameOf(this.looks.holder) : instanceId;
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
    this.course.retagBegan = true;
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
    const sent = this.course.progress.create;
    if (!sent || !created) return;
    // What was accepted and has made nothing is sent again like what was refused.
    if (created.madeNothing) this.course.record("create", { ...sent, reply: "refused" });
    const id = created.networkInterfaceId;
    if (id === undefined) return;
    const vanished = this.session.hasDeleted(id) || this.course.notMade.has(id);
    if (vanished) {
      this.course.notMade.add(id);
      this.course.record("create", { ...sent, vanished });
    } else {
      this.course.answered.add(id);
      this.course.id = id;
    }
  }

  /** Before another create: what does not show may still come, what was seen is not what this operation makes. */
  private setAside(): void {
    const { id } = this.course;
    this.course.id = undefined;
    if (id === undefined) return;
    if (this.course.lastSeen === undefined && this.course.answered.has(id)) {
      this.course.progress = {
        ...this.course.progress,
        unseenCreates: (this.course.progress.unseenCreates ?? 0) + 1,
      };
      return;
    }
    this.course.answered.delete(id);
    this.course.notMade.add(id);
  }

  /** At its sending and at its reply: a look that overlaps the write may show what was before it. */
  private noteWrite(): void {
    if (this.course.id !== undefined)
      this.session.mechanics.lastWrites.set(this.course.id, this.course.now());
  }

  /**
   * Sends one write and notes what became of it; a receipt that is undefined: it was not sent, or not accepted. A detach
   * from another instance than the one before is another write.
   */
  private async write(
    write: WriteName,
    send: () => Promise<Receipt | undefined>,
    from?: string,
  ): Promise<Receipt | undefined> {
    // What it begins would end unseen.
    if (this.course.now() >= this.course.deadlineMs) throw this.course.tooLate(`the ${write} to be sent`);
    const latest = this.course.progress[write];
    const before = latest?.from === from ? latest : undefined;
    const times = (before?.times ?? 0) + 1;
    this.noteWrite();
    let outcome: Pick<WriteProgress, "reply" | "requestId" | "error">;
    let receipt: Receipt | undefined;
    try {
      receipt = await this.session.write(
        this.course.deadlineMs,
        (error, ms) => this.tellPause(write, error, ms),
        send,
      );
      if (!receipt) return undefined;
      if (receipt.taskId !== undefined) this.course.taskIds[write] = receipt.taskId;
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
    const now = this.course.now();
    const isRefused = outcome.reply === "refused";
    // Nothing has begun: looks need not come as often as at the beginning of something.
    if (!isRefused) this.waitSinceMs = now;
    this.course.record(write, {
      ...outcome,
      times,
      tries: (before?.tries ?? 0) + (isRefused ? 0 : 1),
      refusals: isRefused ? (before?.refusals ?? 0) + 1 : 0,
      refusedSinceMs: isRefused ? (before?.refusedSinceMs ?? now) : undefined,
      mayBeDone: !isRefused || before?.mayBeDone === true,
      sentAtMs: now,
      from,
      transitionSeen: false,
    });
    return receipt;
  }

  private tellPause(write: WriteName, error: CloudError, ms: number): void {
    const { voice } = this.task;
    voice.status(`${write} held back ${formatDuration(ms)}: ${error.code ?? "no answer"}`);
  }

  /**
   * Whether a detach is still the right one: not when a check of this run has claimed the pair meanwhile. One that names
   * no instance would take the interface from whoever holds it by now, so it is sent only on a fresh look that shows what
   * was decided on; else the loop looks again.
   */
  private async detachMayStillBeSent(): Promise<boolean> {
    if (this.task.isClaimed?.()) return false;
    if (!this.session.connection.detachNamesNoInstance) return true;
    const decidedOn = this.course.lastSeen;
    for (let looks = 0; this.looks.ageMs > freshLookMs && looks < mostFreshLooks; looks++) {
      const seen = await this.course.beforeDeadline(this.looks.lookAtInterface());
      if (seen?.status !== decidedOn?.status || seen?.holder !== decidedOn?.holder) return false;
    }
    return true;
  }

  private async wait(why: string): Promise<void> {
    const now = this.course.now();
    const { clock, signal } = this.session.mechanics;
    if (now >= this.course.deadlineMs) throw this.course.tooLate(why);
    if (signal.aborted) throw this.course.interrupted(why);
    this.course.tellProgress(why);
    await clock.sleep(
      Math.min(nextLookMs(now - this.waitSinceMs, now), this.course.deadlineMs - now),
      signal,
    );
  }

  private tokenOf(write: "attach" | "detach", instanceId: string): string {
    const key = `${write}:${instanceId}`;
    const token = this.tokens.get(key) ?? randomUUID();
    this.tokens.set(key, token);
    return token;
  }
}
