import type { Capacity, Cloud, Connection, InterfaceWrites, Place } from "../contract/cloud";
import type { InstanceView, InterfaceView } from "../contract/observation";
import type { Rule } from "../contract/rules";
import type { Timing } from "../contract/timing";
import type { Clock } from "../core/clock";
import { byDeadline } from "../core/deadline";
import { type CloudError, kindOf, UserError } from "../core/errors";
import { answerTimeoutMs } from "../core/http";
import { remember } from "../core/remember";
import { repeatLook, repeatWrite, retry } from "../core/retry";
import { type Batch, batchLists, batchLooks, type Lists } from "./batch";
import { SnapshotCache } from "./snapshot-cache";

/** What the sessions of a run share. */
export interface Mechanics {
  readonly clock: Clock;
  /** Aborted when the user interrupts the run. */
  readonly signal: AbortSignal;
  readonly random: () => number;
  /** When the run last wrote to an interface, by its id. */
  readonly lastWrites: Map<string, number>;
  /** Whether more than one operation is under way, so that looks wait a moment for company. */
  readonly busy: () => boolean;
}

/** A connection with the run's mechanics around it: looks are batched and repeated, writes repeated only when refused for their rate. */
export class Session {
  readonly interfaces: Batch<InterfaceView>;
  readonly instances: Batch<InstanceView>;
  /** What this run has seen lately, for those who may work with that. */
  readonly snapshots: {
    readonly interfaces: SnapshotCache<InterfaceView>;
    readonly instances: SnapshotCache<InstanceView>;
  };
  /** Interfaces by id that may be gone by now, or not be visible yet. */
  readonly maybeGone: Batch<InterfaceView>;
  /** The interfaces that carry a marker. */
  readonly byMarker: Lists<InterfaceView>;
  private readonly recordedIds = { interfaces: new Set<string>(), instances: new Set<string>() };
  /** Those of them that were not looked at for their own sake. */
  private readonly unlookedIds = { interfaces: new Set<string>(), instances: new Set<string>() };
  private hasSeenRecorded = false;
  private readonly deletedIds = new Set<string>();
  private readonly account = remember(
    (deadlineMs: number) => this.askAccount(deadlineMs),
    () => "the one of the session",
  );
  private readonly capacityOf = remember(
    (instance: InstanceView) => this.askCapacity(instance),
    (instance) => instance.id,
  );

  /** The rules of the generation of the API that is spoken here. */
  readonly rules: readonly Rule[];
  readonly timing: Timing;

  constructor(
    readonly cloud: Cloud,
    readonly place: Place,
    readonly connection: Connection,
    readonly mechanics: Mechanics,
  ) {
    this.rules = connection.quirks?.rules ?? cloud.rules;
    this.timing = { ...cloud.limits.timing, ...connection.quirks?.timing };
    const { maxIdsPerLook } = cloud.limits;
    this.interfaces = batchLooks(
      async (ids) => {
        const askedAtMs = mechanics.clock.now();
        const seen = this.noteSeen("interfaces", await this.look(() => connection.find.interfaces(ids)));
        this.snapshots.interfaces.note(seen, askedAtMs);
        return seen;
      },
      maxIdsPerLook,
      mechanics.busy,
    );
    this.instances = batchLooks(
      async (ids) => {
        const askedAtMs = mechanics.clock.now();
        const seen = this.noteSeen("instances", await this.look(() => connection.find.instances(ids)));
        this.snapshots.instances.note(seen, askedAtMs);
        return seen;
      },
      maxIdsPerLook,
      mechanics.busy,
    );
    const { interfacesOfVpc, instancesOfVpc, maybeGone, byMarker } = connection.find;
    this.snapshots = {
      interfaces: new SnapshotCache(
        mechanics.clock,
        {
          look: (id) => this.interfaces.load(id),
          list: interfacesOfVpc && ((vpcId, page) => this.look(() => interfacesOfVpc(vpcId, page))),
        },
        mechanics.lastWrites,
      ),
      instances: new SnapshotCache(
        mechanics.clock,
        {
          look: (id) => this.instances.load(id),
          list: instancesOfVpc && ((vpcId, page) => this.look(() => instancesOfVpc(vpcId, page))),
        },
        mechanics.lastWrites,
      ),
    };
    this.maybeGone = maybeGone
      ? batchLooks(
          async (ids) => this.noteSeen("interfaces", await this.look(() => maybeGone(ids))),
          maxIdsPerLook,
          mechanics.busy,
        )
      : this.interfaces;
    this.byMarker = batchLists(
      (markers) => (byMarker ? this.look(() => byMarker(markers)) : Promise.resolve([])),
      (view) => view.marker,
      maxIdsPerLook,
      mechanics.busy,
    );
  }

  interfaceWrites(): InterfaceWrites {
    const { networkInterface } = this.connection.writes;
    if (networkInterface) return networkInterface;
    throw new UserError(`pulumi-eni attaches interfaces of ${this.cloud.title} but does not make them.`);
  }

  /** What was seen of an interface before this run wrote to it says nothing any more. */
  noteWrite(networkInterfaceId: string): void {
    this.mechanics.lastWrites.set(networkInterfaceId, this.mechanics.clock.now());
  }

  /** What this run deleted is known to be gone: no look can show it later than it is. */
  noteDeleted(networkInterfaceId: string): void {
    this.deletedIds.add(networkInterfaceId);
  }

  hasDeleted(networkInterfaceId: string): boolean {
    return this.deletedIds.has(networkInterfaceId);
  }

  /** An instance with what it holds and may hold; asked once for each instance of a run. */
  async withCapacity(instance: InstanceView): Promise<InstanceView> {
    return { ...instance, ...(await this.capacityOf(instance)) };
  }

  /** The same as it is now; where it cannot be asked for, the instance alone. */
  async withCapacityNow(instance: InstanceView): Promise<InstanceView> {
    try {
      return { ...instance, ...(await this.askCapacity(instance)) };
    } catch (error) {
      if (kindOf(error) === "permission") return instance;
      throw error;
    }
  }

  private async askCapacity(instance: InstanceView): Promise<Capacity> {
    const { capacity } = this.connection.find;
    return capacity ? this.look(() => capacity(instance)) : {};
  }

  /** A call that changes nothing, sent again until the deadline where it fails in passing. */
  look<T>(call: () => Promise<T>, deadlineMs = this.lookDeadlineMs()): Promise<T> {
    return retry({ kinds: repeatLook, deadlineMs }, this.mechanics, call);
  }

  /** How long a look goes on that no operation bounds. */
  lookDeadlineMs(): number {
    return this.mechanics.clock.now() + longestLookMs;
  }

  /** A call that changes something; `onPause` hears of every refusal for its rate. */
  write<T>(
    deadlineMs: number,
    onPause: (error: CloudError, ms: number) => void,
    call: () => Promise<T>,
  ): Promise<T> {
    return retry({ kinds: repeatWrite, deadlineMs }, { ...this.mechanics, onPause }, call);
  }

  /** Who the cloud says we are; asked once. Where it has no such call, or it cannot be reached: the endpoint and key. */
  accountId(deadlineMs = this.lookDeadlineMs()): Promise<string> {
    return this.account(deadlineMs);
  }

  /** Who the cloud says we are, and nothing in its place. */
  readonly callerAccount = remember(
    async (deadlineMs: number) => {
      const { callerAccount } = this.connection.identity;
      return callerAccount ? this.look(callerAccount, deadlineMs) : this.keyAccount();
    },
    () => "the one of the session",
  );

  private async askAccount(deadlineMs: number): Promise<string> {
    try {
      return await this.callerAccount(deadlineMs);
    } catch (error) {
      // A private network may reach the service and not the identity service.
      if (kindOf(error) === "uncertain") return this.keyAccount();
      throw error;
    }
  }

  /** The account as the endpoint and a short hash of the key's id tell it apart. */
  async keyAccount(): Promise<string> {
    return `${new URL(this.connection.identity.endpoint).host}#${await this.connection.identity.keyFingerprint()}`;
  }

  /** Notes what the stack recorded as made at this place: whoever sees it talks to the account it was made in. */
  recorded(made: { readonly networkInterfaceId: string; readonly instanceId?: string }): void {
    this.noteRecorded("interfaces", made.networkInterfaceId);
    if (made.instanceId !== undefined) this.noteRecorded("instances", made.instanceId);
  }

  private noteRecorded(kind: "interfaces" | "instances", id: string): void {
    if (this.recordedIds[kind].has(id)) return;
    this.recordedIds[kind].add(id);
    this.unlookedIds[kind].add(id);
  }

  /** Whether anything that the stack recorded is to be seen here; looks once at each of that when nothing was so far. */
  async seesRecorded(deadlineMs: number): Promise<boolean> {
    if (this.hasSeenRecorded) return true;
    const kinds = ["interfaces", "instances"] as const;
    const looks = kinds.flatMap((kind) =>
      [...this.unlookedIds[kind]].map(async (id) => {
        await this[kind].load(id);
        this.unlookedIds[kind].delete(id);
      }),
    );
    const tooLate = () => new UserError(`no answer of ${this.connection.identity.endpoint} in time.`);
    // One call is made in any case.
    const { clock } = this.mechanics;
    const endMs = Math.max(deadlineMs, clock.now() + answerTimeoutMs);
    await byDeadline(clock, endMs, Promise.all(looks), tooLate);
    return this.hasSeenRecorded;
  }

  private noteSeen<T extends { readonly id: string }>(
    kind: "interfaces" | "instances",
    seen: readonly T[],
  ): readonly T[] {
    this.hasSeenRecorded ||= seen.some((view) => this.recordedIds[kind].has(view.id));
    return seen;
  }
}

/** A look that gets no answer in this time fails; the operation around it has its own deadline. */
const longestLookMs = 60_000;
