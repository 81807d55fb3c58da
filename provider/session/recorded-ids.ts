import type { Clock } from "../core/clock";
import { byDeadline } from "../core/deadline";
import { UserError } from "../core/errors";
import { answerTimeoutMs } from "../core/http";

/** What is looked at by id. */
const kinds = ["interfaces", "instances"] as const;
export type Kind = (typeof kinds)[number];

/** What the stack recorded at a place. A session that sees any of it uses the same account. */
export class RecordedIds {
  private readonly ids: Readonly<Record<Kind, Set<string>>> = { interfaces: new Set(), instances: new Set() };
  /** Those that were not looked up yet for the comparison of accounts. */
  private readonly toLookUp: Readonly<Record<Kind, Set<string>>> = {
    interfaces: new Set(),
    instances: new Set(),
  };
  private hasSeenOne = false;

  constructor(
    private readonly clock: Clock,
    private readonly endpoint: string,
    private readonly lookUp: (kind: Kind, id: string) => Promise<unknown>,
  ) {}

  note({ networkInterfaceId, instanceId }: { networkInterfaceId: string; instanceId?: string }): void {
    this.noteId("interfaces", networkInterfaceId);
    if (instanceId !== undefined) this.noteId("instances", instanceId);
  }

  private noteId(kind: Kind, id: string): void {
    if (this.ids[kind].has(id)) return;
    this.ids[kind].add(id);
    this.toLookUp[kind].add(id);
  }

  /** Notes what a look showed. */
  noteSeen(kind: Kind, seen: readonly { readonly id: string }[]): void {
    this.hasSeenOne ||= seen.some(({ id }) => this.ids[kind].has(id));
  }

  /** Whether the session sees any of them. If it has not so far, looks once at each of them. */
  async areSeen(deadlineMs: number): Promise<boolean> {
    if (this.hasSeenOne) return true;
    const looks = kinds.flatMap((kind) =>
      [...this.toLookUp[kind]].map(async (id) => {
        await this.lookUp(kind, id);
        this.toLookUp[kind].delete(id);
      }),
    );
    const tooLate = () => new UserError(`no answer of ${this.endpoint} in time.`);
    // At least one call is made.
    const endMs = Math.max(deadlineMs, this.clock.now() + answerTimeoutMs);
    await byDeadline(this.clock, endMs, Promise.all(looks), tooLate);
    return this.hasSeenOne;
  }
}
