import type { InstanceView, InterfaceView, Observation } from "../contract/observation";
import type { Session } from "../session/session";
import { type Course, transitionOf } from "./course";
import { declaredMismatch } from "./decision";
import type { WriteName } from "./decision-terms";
import { believe } from "./intent";

/** Writes behind which a cloud may have a task. */
const taskWrites = ["create", "attach", "detach", "delete"] as const;
/** What was seen of an instance this long ago is recent enough to write by: its state is the cloud's to refuse. */
const recentMs = 1_000;

/** The looks of one operation: what it needs to see for its next decision, and no more. */
export class Looks {
  /** When the latest look at the interface was asked for. */
  private askedAtMs = 0;
  /** The instance that holds the interface instead of the goal's, where it was looked at. */
  holder: InstanceView | undefined;

  constructor(private readonly course: Course) {}

  /** How old what the latest look at the interface showed is. */
  get ageMs(): number {
    return this.course.now() - this.askedAtMs;
  }

  private get session(): Session {
    return this.course.session;
  }

  async look(): Promise<Observation> {
    const [networkInterface, instance] = await this.course.beforeDeadline(
      Promise.all([this.lookAtInterface(), this.lookAtInstance()]),
    );
    this.course.note(networkInterface);
    await this.askTasks(networkInterface);
    if (!this.isAboutToMove(networkInterface)) return { networkInterface, instance };
    return { networkInterface, instance: await this.lookAtRoom() };
  }

  /** Held by an instance that it is to be taken off, and no detach from there was accepted yet. */
  private isAboutToMove(seen: InterfaceView | undefined): boolean {
    const { goal } = this.course.task;
    if (goal.state !== "attached" || seen?.holder === undefined) return false;
    const { detach } = this.course.progress;
    if (detach?.reply === "accepted" && detach.from === seen.holder) return false;
    const isAttachedAnew =
      goal.ours && seen.holder === goal.instanceId && declaredMismatch(goal, seen) !== undefined;
    return seen.status === "attached" && (isAttachedAnew || goal.moveFrom.includes(seen.holder));
  }

  /** What cannot be attached through the declared trunk is not taken off for it. */
  async lookAtTrunk({ networkInterface }: Observation): Promise<InterfaceView | "unknown" | undefined> {
    const { goal } = this.course.task;
    if (goal.state !== "attached" || goal.trunkNetworkInstanceId === undefined) return undefined;
    if (!this.isAboutToMove(networkInterface)) return undefined;
    const look = this.session.interfaces.load(goal.trunkNetworkInstanceId);
    return (await this.course.beforeDeadline(look)) ?? "unknown";
  }

  /** The target of a move with what it holds and may hold: it must have room before the old holder is touched. */
  private async lookAtRoom(): Promise<InstanceView | undefined> {
    const { goal } = this.course.task;
    if (goal.state !== "attached") return undefined;
    const instance = await this.course.beforeDeadline(this.session.instances.load(goal.instanceId));
    return instance && this.course.beforeDeadline(this.session.withCapacityNow(instance));
  }

  async lookAtInterface(): Promise<InterfaceView | undefined> {
    const askedAtMs = this.course.now();
    const seen = (await this.lookAtAnswered()) ?? (await this.lookAtOwn());
    // What a late answer shows is as old as its question.
    this.askedAtMs = askedAtMs;
    return seen;
  }

  private async lookAtOwn(): Promise<InterfaceView | undefined> {
    if (this.course.id === undefined) return this.findMade();
    return this.course.answered.has(this.course.id) ? undefined : this.lookAt(this.course.id);
  }

  /** The one that was seen before, else the first that shows. */
  private async lookAtAnswered(): Promise<InterfaceView | undefined> {
    const views = await Promise.all([...this.course.answered].map((id) => this.session.fleeting.load(id)));
    this.course.shown = views.filter((view) => view !== undefined);
    const seen = this.course.shown.find(({ id }) => id === this.course.lastSeen?.id) ?? this.course.shown[0];
    if (seen) this.course.id = seen.id;
    return seen;
  }

  /** A create begins with what its check saw a moment ago; every other look is a fresh one. */
  private async lookAt(id: string): Promise<InterfaceView | undefined> {
    const { goal } = this.course.task;
    const { delete: deletion, create } = this.course.progress;
    const mayBeGone = deletion?.reply === "accepted" || create || this.course.task.intent;
    if (mayBeGone) return this.session.fleeting.load(id);
    const mayBeRecent = goal.state === "attached" && !goal.ours && !this.course.hasLooked;
    const recent = mayBeRecent ? this.session.picture.interfaces.within(id, recentMs) : undefined;
    // Only a free one is believed: to take it from a holder, or to say that it is attached, is for a fresh look.
    const isFree = recent?.status === "available" && recent.holder === undefined;
    return isFree ? recent : this.session.interfaces.load(id);
  }

  /** What the intent made, in this run or in one that ended before it knew. */
  private async findMade(): Promise<InterfaceView | undefined> {
    const { intent } = this.course.task;
    if (!intent) return undefined;
    const marked = await this.session.marked.load(intent.marker);
    // A look that is late may still show what this run deleted.
    const found = marked.filter(({ id }) => !this.session.hasDeleted(id));
    const hasSent = this.course.progress.create !== undefined;
    const made = believe(found, {
      intent,
      nowMs: this.course.now(),
      before: hasSent ? this.course.notMade : undefined,
    });
    if (made) this.course.id = made.id;
    else if (!hasSent) for (const { id } of found) this.course.notMade.add(id);
    return made;
  }

  /** The goal's instance. What a write has begun is followed on the interface alone: it matters before a write. */
  private async lookAtInstance(): Promise<Observation["instance"]> {
    const { goal } = this.course.task;
    if (goal.state !== "attached" && goal.state !== "detached") return "not looked at";
    const { attach, detach } = this.course.progress;
    const follows =
      detach?.reply === "accepted" || (goal.state === "attached" && attach?.reply === "accepted");
    if (follows && (goal.state === "detached" || this.course.lastSeen?.status !== "available"))
      return "not looked at";
    const recent = this.session.picture.instances.within(goal.instanceId, recentMs);
    return recent ?? this.session.instances.load(goal.instanceId);
  }

  /** The instance that holds the interface instead of the goal's, when that matters: it is taken from there, or named. */
  async lookAtHolder({ networkInterface }: Observation) {
    const { goal } = this.course.task;
    const holder = networkInterface?.holder;
    if (holder === undefined) return undefined;
    const matters =
      (goal.state === "attached" && goal.moveFrom.includes(holder)) ||
      (goal.state === "deleted" && networkInterface?.status === "attached");
    this.holder = matters ? await this.course.beforeDeadline(this.session.instances.load(holder)) : undefined;
    return this.holder;
  }

  /** A task is asked for only when the describe does not tell: no transition is to be seen, and the goal neither. */
  private async askTasks(seen: InterfaceView | undefined): Promise<void> {
    const { connection } = this.session;
    for (const write of taskWrites) {
      const sent = this.course.progress[write];
      const taskId = this.course.taskIds[write];
      if (!connection.task || !sent || sent.reply !== "accepted" || taskId === undefined) continue;
      if (isTold(write, seen) || (hasEffect(write, seen) && !connection.taskSettles)) {
        // What the task said before is behind what the describe shows now.
        this.course.record(write, { ...sent, task: undefined });
        continue;
      }
      if (sent.task?.state === "succeeded" || sent.task?.state === "failed") continue;
      const ask = connection.task;
      const task = await this.course.beforeDeadline(this.session.look(() => ask(taskId)));
      const sinceMs = task.state === sent.task?.state ? sent.task.sinceMs : this.course.now();
      this.course.record(write, { ...sent, task: { ...task, sinceMs } });
    }
  }
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
