import { formatDuration } from "../core/duration";
import type { Watch } from "../session/watch";
import type { Knowledge } from "./operation";
import { describeCounts, interrupted, tooLate } from "./operation-error";
import type { WriteName, WriteProgress } from "./progress";

/** A user needs no line for a shorter wait. */
export const firstLineMs = 1_000;

/** The waits of one operation: until the next look, at its deadline at the latest. */
export class Waiting {
  private watch: Watch;
  /** The write whose end is waited for. */
  private write: WriteName | undefined;
  private nextLineMs = firstLineMs;

  constructor(private readonly known: Knowledge) {
    this.watch = known.task.session.watcher.watch(undefined, known.operation.progress.startedAtMs);
  }

  /** Waits until the next look. Fails when the time is over or the run was interrupted. */
  async forNextLook(why: string): Promise<void> {
    const { task, deadlineMs, operation } = this.known;
    const { clock, signal } = task.session.mechanics;
    if (clock.now() >= deadlineMs) throw tooLate(task, operation, why);
    if (signal.aborted) throw interrupted(operation, why);
    this.report(why);
    await this.watch.nextLook(deadlineMs);
  }

  /** After a write: waits until its end may be visible. */
  async afterWrite(write: WriteName, reply: WriteProgress["reply"] | undefined): Promise<void> {
    // Nothing has begun, so the earlier wait goes on.
    if (reply === undefined || reply === "refused") return;
    const { task, deadlineMs } = this.known;
    const { watcher, mechanics } = task.session;
    this.write = reply === "accepted" ? write : undefined;
    this.watch = watcher.watch(this.write, mechanics.clock.now());
    if (reply === "accepted") await this.watch.nextLook(deadlineMs);
  }

  /** Notes that the latest look shows the end of the awaited write: the goal is reached, or `next` can be sent. */
  noteEnd(next?: WriteName): void {
    if (this.write === undefined || this.write === next) return;
    this.watch.ended();
    this.write = undefined;
  }

  /** A user does not read more than one line every few seconds. */
  private report(why: string): void {
    const { task, operation } = this.known;
    const waitedMs = task.session.mechanics.clock.now() - operation.progress.startedAtMs;
    if (waitedMs < this.nextLineMs) return;
    this.nextLineMs = waitedMs + (waitedMs < 10_000 ? 2_000 : 5_000);
    task.reporter.status(`waiting for ${why}, ${formatDuration(waitedMs)}, saw ${describeCounts(operation)}`);
  }
}
