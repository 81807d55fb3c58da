import { randomUUID } from "node:crypto";
import { formatDuration } from "../core/duration";
import { CloudError, UserError } from "../core/errors";
import { nextLookMs } from "../core/schedule";
import type { Receipt } from "./cloud";
import {
  type Decision,
  decide,
  type Goal,
  type Progress,
  type WriteName,
  type WriteProgress,
} from "./decision";
import { describeInterface, type InterfaceStatus, type InterfaceView, type Observation } from "./observation";
import { describeObstacle } from "./rules";
import type { Session } from "./session";

/** How an operation speaks while it goes on. */
export interface Voice {
  /** What happens now, replaced by the next such line. */
  status(message: string): void;
  info(message: string): void;
  warn(message: string): void;
}

export interface Task {
  readonly session: Session;
  readonly networkInterfaceId: string;
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
  ) {
    super(message);
  }
}

/** Look, decide, act, wait, until the goal is reached, refused, or the time is over: the one loop of every operation. */
export async function ensure(task: Task): Promise<Reached> {
  return new Run(task).toTheEnd();
}

const transitionOf: Record<WriteName, InterfaceStatus> = { attach: "attaching", detach: "detaching" };
/** How far beyond its deadline an operation lets its last look answer. */
const lastLookMs = 5_000;
/** A detach that names no instance is sent on a look no older than this. */
const freshLookMs = 500;

class Run {
  private readonly deadlineMs: number;
  private progress: Progress;
  private readonly tokens: Record<WriteName, string> = { attach: randomUUID(), detach: randomUUID() };
  private readonly seenCounts = new Map<string, number>();
  private lastSeen: InterfaceView | undefined;
  private lookedAtMs = 0;
  private waitSinceMs: number;
  private nextProgressMs = 1_000;
  private takenFrom: string | undefined;
  private readonly taskIds: Partial<Record<WriteName, string>> = {};

  constructor(private readonly task: Task) {
    const now = this.now();
    this.deadlineMs = now + task.timeoutMs;
    this.waitSinceMs = now;
    this.progress = { startedAtMs: now, unchangedSinceMs: now };
  }

  async toTheEnd(): Promise<Reached> {
    try {
      for (;;) {
        const observation = await this.look();
        const decision = decide({
          goal: this.task.goal,
          observation,
          holderInstance: await this.lookAtHolder(observation),
          progress: this.progress,
          nowMs: this.now(),
          rules: this.session.cloud.rules,
          patience: { ...this.session.cloud.limits.patience, ...this.session.connection.patience },
          regionId: this.session.place.regionId,
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

  private async look(): Promise<Observation> {
    const { session, goal } = this.task;
    // What a write has begun is followed on the interface alone: the instance matters before a write.
    const follows = this.progress.attach?.reply === "accepted" || this.progress.detach?.reply === "accepted";
    const [networkInterface, instance] = await this.beforeDeadline(
      Promise.all([
        this.lookAtInterface(),
        follows && goal.state === "detached"
          ? ("not looked at" as const)
          : follows && this.lastSeen?.status !== "available"
            ? ("not looked at" as const)
            : session.instances.load(goal.instanceId),
      ]),
    );
    this.note(networkInterface);
    await this.askTasks(networkInterface);
    return { networkInterface, instance };
  }

  private async lookAtInterface(): Promise<InterfaceView | undefined> {
    const seen = await this.session.interfaces.load(this.task.networkInterfaceId);
    this.lookedAtMs = this.now();
    return seen;
  }

  /** The instance that holds the interface instead of the goal's, when it may be taken from there. */
  private async lookAtHolder(observation: Observation) {
    const { goal } = this.task;
    const holder = observation.networkInterface?.holder;
    if (goal.state !== "attached" || holder === undefined || !goal.moveFrom.includes(holder))
      return undefined;
    return this.beforeDeadline(this.session.instances.load(holder));
  }

  private note(seen: InterfaceView | undefined): void {
    const phrase = describeInterface(seen);
    if (phrase !== describeInterface(this.lastSeen)) {
      this.progress = { ...this.progress, unchangedSinceMs: this.now() };
    }
    this.seenCounts.set(phrase, (this.seenCounts.get(phrase) ?? 0) + 1);
    this.lastSeen = seen;
    for (const write of ["attach", "detach"] as const) {
      const sent = this.progress[write];
      if (sent && seen?.status === transitionOf[write]) this.record(write, { ...sent, transitionSeen: true });
    }
  }

  /** A task is asked for only when the describe does not tell: no transition is to be seen, and the goal neither. */
  private async askTasks(seen: InterfaceView | undefined): Promise<void> {
    const { connection } = this.session;
    for (const write of ["attach", "detach"] as const) {
      const sent = this.progress[write];
      const taskId = this.taskIds[write];
      if (!connection.task || !sent || sent.reply !== "accepted" || taskId === undefined) continue;
      const inTransition = seen === undefined || seen.status === transitionOf[write];
      const atGoal = (write === "attach") === (seen?.status === "attached");
      const tells = inTransition || (atGoal && !connection.taskSettles);
      if (tells) {
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
        return { how: decision.how, networkInterface: observation.networkInterface };
      case "wait":
        await this.wait(decision.why);
        return undefined;
      case "attach":
        await this.write("attach", this.task.goal.instanceId);
        return undefined;
      case "detach":
        this.tellSideEffect(observation.networkInterface);
        await this.write("detach", decision.from);
        return undefined;
      case "refuse":
        throw new UserError(describeObstacle(decision.obstacle));
      case "fail":
        throw new UserError(decision.cause ? `${decision.why} ${decision.cause.message}` : decision.why);
      default:
        return decision satisfies never;
    }
  }

  private tellSideEffect(seen: InterfaceView | undefined): void {
    const effect = seen && this.session.connection.detachSideEffect?.(seen);
    if (effect) this.task.voice.warn(effect);
  }

  private async write(write: WriteName, instanceId: string): Promise<void> {
    const { connection } = this.session;
    const { networkInterfaceId, declared, voice } = this.task;
    const request = { networkInterfaceId, instanceId, declared, token: this.tokens[write] };
    const times = (this.progress[write]?.times ?? 0) + 1;
    let outcome: Pick<WriteProgress, "reply" | "requestId" | "error">;
    try {
      const receipt: Receipt | undefined = await this.session.write(
        this.deadlineMs,
        (error, ms) => voice.status(`${write} held back ${formatDuration(ms)}: ${error.code ?? "no answer"}`),
        // A throttle holds the call back for long: what was seen before is looked at again before each sending.
        async () => ((await this.mayStillBeSent(write)) ? connection[write](request) : undefined),
      );
      if (!receipt) return;
      if (receipt.taskId !== undefined) this.taskIds[write] = receipt.taskId;
      // What is sent after an accepted request is another one: with the same token the cloud would do nothing.
      this.tokens[write] = randomUUID();
      outcome = { reply: "accepted", requestId: receipt.requestId };
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      if (error.kind === "settle") outcome = { reply: "refused", error };
      else if (error.kind === "uncertain") outcome = { reply: "unanswered", error };
      else throw error;
    }
    this.waitSinceMs = this.now();
    if (write === "detach" && outcome.reply !== "refused") this.takenFrom = instanceId;
    this.record(write, { ...outcome, times, sentAtMs: this.waitSinceMs, transitionSeen: false });
  }

  /**
   * Whether a write is still the right one. A detach that names no instance would take the interface from whoever
   * holds it by now, so it is sent only on a fresh look that shows what was decided on; else the loop looks again.
   */
  private async mayStillBeSent(write: WriteName): Promise<boolean> {
    if (write === "attach" || !this.session.connection.detachNamesNoInstance) return true;
    if (this.now() - this.lookedAtMs <= freshLookMs) return true;
    const decidedOn = this.lastSeen;
    const seen = await this.beforeDeadline(this.lookAtInterface());
    return seen?.status === decidedOn?.status && seen?.holder === decidedOn?.holder;
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
      .then(() => Promise.reject(new UserError(this.timeoutMessage("an answer of the cloud"))));
    // Whichever comes second must not count as unhandled.
    late.catch(() => undefined);
    try {
      return await Promise.race([work, late]);
    } finally {
      over.abort();
    }
  }

  private timeoutMessage(why: string): string {
    const { timeoutMs, timeoutArgument } = this.task;
    const sent = (["attach", "detach"] as const)
      .flatMap((write) => {
        const progress = this.progress[write];
        return progress ? [`${write} sent ${progress.times} times, ${progress.reply}`] : [];
      })
      .join("; ");
    return `Not done after ${formatDuration(timeoutMs)} (\`${timeoutArgument}\`), still waiting for ${why}. Seen: ${this.histogram()}.${sent ? ` Done: ${sent}.` : ""} Run again to go on, or give it more time.`;
  }

  private histogram(): string {
    return [...this.seenCounts].map(([phrase, count]) => `${phrase} ×${count}`).join(", ") || "nothing yet";
  }

  private asUnreached(error: unknown): Unreached {
    const { goal, networkInterfaceId } = this.task;
    const detail = error instanceof Error ? error.message : String(error);
    const sent = this.progress.attach;
    const mayBeAttached =
      goal.state === "attached" &&
      sent !== undefined &&
      sent.reply !== "refused" &&
      // Seen free after the cloud gave the attach up, or its task failed: nothing was made.
      !(this.lastSeen?.status === "available" && (sent.transitionSeen || sent.task?.state === "failed"));
    const moved =
      goal.state === "attached" && this.takenFrom !== undefined
        ? ` It was taken from ${this.takenFrom} to be attached to ${goal.instanceId}; as last seen it is ${describeInterface(this.lastSeen)}. Run again to go on.`
        : "";
    return new Unreached(
      `${networkInterfaceId} ${goal.state === "attached" ? "→" : "←"} ${goal.instanceId}: ${detail}${moved}`,
      mayBeAttached,
      this.lastSeen,
    );
  }
}
