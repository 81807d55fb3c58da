import type { Cloud, Connection, Finders, InterfaceWrites, Place } from "../contract/cloud";
import {
  bindingsOf,
  type InstanceView,
  type InterfaceRoom,
  type InterfaceView,
  type SecurityGroupView,
  type SubnetView,
} from "../contract/observation";
import type { Rule } from "../contract/rules";
import type { Timing } from "../contract/timing";
import type { Clock } from "../core/clock";
import { CloudError, messageOf, UserError } from "../core/errors";
import { Limiter, type OnWait, type Turn } from "../core/limiter";
import { memoize } from "../core/memoize";
import { repeatLook, retry } from "../core/retry";
import { areaLists } from "./area-lists";
import { type Batch, batchLists, batchLooks, type Lists } from "./batch";
import { Caller } from "./caller";
import { Capacities } from "./capacities";
import { type LookAhead, lookAhead } from "./look-ahead";
import { RecordedIds } from "./recorded-ids";
import { type AreaList, recentMs, recentPairMs, SnapshotCache } from "./snapshot-cache";
import { Watcher } from "./watcher";

/** What the sessions of a run share. */
export interface Mechanics {
  readonly clock: Clock;
  /** Aborted when the user interrupts the run. */
  readonly signal: AbortSignal;
  readonly random: () => number;
  /** When the run last wrote to an interface, by its id. */
  readonly lastWrites: Map<string, number>;
  /** Whether several operations are in progress, so that a look waits a moment for others to share its call. */
  readonly busy: () => boolean;
}

/** What is looked at by id. */
interface Views {
  readonly interfaces: InterfaceView;
  readonly instances: InstanceView;
}

/** A connection for one run: looks are batched and repeated; writes are repeated only when their rate was refused. */
export class Session {
  readonly interfaces: Batch<InterfaceView>;
  readonly instances: Batch<InstanceView>;
  /** What this run has seen recently, for callers that do not need a fresh look. */
  readonly snapshots: { readonly [Kind in keyof Views]: SnapshotCache<Views[Kind]> };
  /** What preview has seen of the network. Undefined when the cloud cannot be asked for it. */
  readonly network: {
    readonly subnets: SnapshotCache<SubnetView> | undefined;
    readonly securityGroups: SnapshotCache<SecurityGroupView> | undefined;
  };
  /** Interfaces by id that may be gone, or that may not be visible yet. */
  readonly maybeGone: Batch<InterfaceView>;
  /** The interfaces with a marker. */
  readonly byMarker: Lists<InterfaceView>;
  /** When the transitions in progress are looked at. */
  readonly watcher: Watcher;
  readonly caller: Caller;
  readonly capacities: Capacities;
  /** What the stack recorded at this place. */
  readonly recorded: RecordedIds;
  private readonly limiter: Limiter;
  /** Told when a look has to wait for its turn. */
  private readonly lookers = new Set<OnWait>();
  private lookFailure: { readonly error: CloudError; readonly atMs: number } | undefined;
  private readonly deletedIds = new Set<string>();
  private readonly readIds = new Set<string>();
  private isDetaching = false;

  /**
   * How many interfaces the account can have within a region or a VPC, and has. A run asks once, also when the answer is a
   * refusal.
   */
  readonly interfaceRoom = memoize((within: string) => this.interfaceRoomNow(within));

  private readonly boundBy = memoize(async (key: string) => {
    const { bindings } = this.connection.find;
    return bindings ? this.look("bindings", () => bindings(key)) : [];
  });

  /** The rules of the API generation in use. */
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
    this.limiter = new Limiter(mechanics);
    this.watcher = new Watcher(mechanics.clock, mechanics.signal, maxIdsPerLook);
    const { identity } = connection;
    this.caller = new Caller(identity, (call, deadlineMs) => this.look("callerAccount", call, deadlineMs));
    this.recorded = new RecordedIds(mechanics.clock, identity.endpoint, (kind, id) => this[kind].load(id));
    this.interfaces = this.batchOf("interfaces", connection.find.interfaces, {
      maxIds: connection.quirks?.describesOneInterface ? 1 : maxIdsPerLook,
      mayBeNext: (view) => isFree(view) || (this.isDetaching && view.status === "attached"),
    });
    this.instances = this.batchOf("instances", connection.find.instances, {
      maxIds: maxIdsPerLook,
      mayBeNext: () => true,
    });
    const { maybeGone, byMarker, subnets, securityGroups } = connection.find;
    const lists = areaLists(connection.find, (name, call) =>
      this.look(name, call, mechanics.clock.now() + maxPageMs),
    );
    const interfacesIn = (list: AreaList<InterfaceView> | undefined) =>
      new SnapshotCache(
        mechanics.clock,
        { look: (id) => this.interfaces.load(id), list },
        mechanics.lastWrites,
      );
    this.snapshots = {
      interfaces: interfacesIn(lists.interfaces),
      instances: new SnapshotCache(
        mechanics.clock,
        { look: (id) => this.instances.load(id), list: lists.instances },
        mechanics.lastWrites,
      ),
    };
    this.capacities = new Capacities(
      connection.find,
      (name, call) => this.look(name, call),
      lists.held ? interfacesIn(lists.held) : this.snapshots.interfaces,
    );
    this.network = {
      subnets: subnets && this.cacheOf("subnets", subnets),
      securityGroups: securityGroups && this.cacheOf("securityGroups", securityGroups),
    };
    this.maybeGone = maybeGone
      ? batchLooks(
          async (ids) => this.noteSeen("interfaces", await this.look("maybeGone", () => maybeGone(ids))),
          maxIdsPerLook,
          mechanics.busy,
          this.untilTurn("maybeGone"),
        )
      : this.interfaces;
    this.byMarker = batchLists(
      (markers) => (byMarker ? this.look("byMarker", () => byMarker(markers)) : Promise.resolve([])),
      (view) => view.marker,
      maxIdsPerLook,
      mechanics.busy,
      this.untilTurn("byMarker"),
    );
  }

  /** A cache of what a cloud lists only by id. */
  private cacheOf<T extends { readonly id: string }>(
    name: keyof Finders,
    find: (ids: readonly string[]) => Promise<readonly T[]>,
  ) {
    const { clock, busy, lastWrites } = this.mechanics;
    const { load } = batchLooks(
      (ids) => this.look(name, () => find(ids)),
      this.cloud.limits.maxIdsPerLook,
      busy,
      this.untilTurn(name),
    );
    return new SnapshotCache<T>(clock, { look: load, list: undefined }, lastWrites);
  }

  /** Fresh looks by id, which also keep the snapshots recent. */
  private batchOf<Kind extends keyof Views>(
    kind: Kind,
    find: (ids: readonly string[]) => Promise<readonly Views[Kind][]>,
    ahead: Omit<LookAhead<Views[Kind]>, "snapshots">,
  ): Batch<Views[Kind]> {
    const { clock, busy } = this.mechanics;
    return batchLooks(
      async (ids) => {
        const snapshots: SnapshotCache<Views[Kind]> = this.snapshots[kind];
        const askedAtMs = clock.now();
        const ask = (all: readonly string[]) => this.look(kind, () => find(all));
        const seen = this.noteSeen(kind, await lookAhead(ids, { ...ahead, snapshots }, ask));
        snapshots.note(seen, askedAtMs);
        return seen;
      },
      this.cloud.limits.maxIdsPerLook,
      busy,
      this.untilTurn(kind),
    );
  }

  /**
   * An interface for a refresh. A read may use what the run saw a moment ago. But who reads an id again, or after the run
   * has written something, asks whether it has changed.
   *
   * @param vpcId the VPC that it was in, if that is known
   */
  readInterface(id: string, vpcId: string | undefined): Promise<InterfaceView | undefined> {
    if (this.readIds.has(id) || this.mechanics.lastWrites.size > 0) return this.interfaces.load(id);
    this.readIds.add(id);
    return this.snapshots.interfaces.findIn(vpcId, id);
  }

  /**
   * The interface before the first write of an operation, if what the run saw a moment ago is good enough for that: the
   * cloud refuses an attach or a deletion of an interface that is no longer free, and a detach of another pair.
   */
  async recentlyFree(id: string): Promise<InterfaceView | undefined> {
    const seen = this.snapshots.interfaces.within(id, recentMs);
    return seen && isFree(seen) ? seen : undefined;
  }

  /**
   * The same before a detach from this instance. Where a detach names no instance, only a fresh look will do, and so after
   * a write of this run to the interface.
   */
  async recentlyHeld(id: string, instanceId: string, vpcId: unknown): Promise<InterfaceView | undefined> {
    const { lastWrites } = this.mechanics;
    if (this.connection.quirks?.detachNamesNoInstance || lastWrites.has(id)) return undefined;
    this.isDetaching = true;
    const seen = await this.snapshots.interfaces.listed(textOf(vpcId), id, recentPairMs);
    return seen?.status === "attached" && seen.holder === instanceId ? seen : undefined;
  }

  /** The instance of a pair before it is detached. The cloud refuses the detach if something has changed that matters. */
  recentInstance(id: string, where: Where): Promise<InstanceView | undefined> {
    return this.snapshots.instances.listed(this.instanceArea(where), id, recentPairMs);
  }

  /** The instance that holds an interface, for a refresh. It is expected where the interface is. */
  readHolder(seen: InterfaceView): Promise<InstanceView | undefined> {
    if (seen.holder === undefined) return Promise.resolve(undefined);
    return this.snapshots.instances.findIn(this.instanceArea(seen), seen.holder);
  }

  private instanceArea({ vpcId, zoneId }: Where): string | undefined {
    return textOf(this.connection.find.instancesOfVpc ? vpcId : zoneId);
  }

  /** While the rate of a look is limited, it waits before its batch is closed, so that more ids share its turn. */
  private untilTurn(name: keyof Finders): () => Promise<void> | undefined {
    return () =>
      this.limiter.untilTurn({ name, deadlineMs: this.lookDeadlineMs(), onWait: this.tellLookers });
  }

  private readonly tellLookers: OnWait = (refusal, waitedMs) => {
    for (const tell of this.lookers) tell(refusal, waitedMs);
  };

  /** The result of some work. Tells while looks wait for their turn, because the work may need one of them. */
  async whileLooking<T>(tell: OnWait, work: Promise<T>): Promise<T> {
    this.lookers.add(tell);
    try {
      return await work;
    } finally {
      this.lookers.delete(tell);
    }
  }

  interfaceWrites(): InterfaceWrites {
    const { networkInterface } = this.connection.writes;
    if (networkInterface) return networkInterface;
    throw new UserError(`pulumi-eni can attach interfaces of ${this.cloud.title}, but cannot create them.`);
  }

  /** Notes a write: what was seen of the interface before is outdated. */
  noteWrite(networkInterfaceId: string): void {
    this.mechanics.lastWrites.set(networkInterfaceId, this.mechanics.clock.now());
  }

  /** Notes that this run deleted the interface. A later look that still shows it is a late one. */
  noteDeleted(networkInterfaceId: string): void {
    this.deletedIds.add(networkInterfaceId);
  }

  hasDeleted(networkInterfaceId: string): boolean {
    return this.deletedIds.has(networkInterfaceId);
  }

  /**
   * An interface with what else is bound to it, for the rules about a detach.
   *
   * @param holder the instance that holds it
   */
  async withBindings(seen: InterfaceView, holder: InstanceView | undefined): Promise<InterfaceView> {
    const keys = seen.holder === undefined ? [] : (this.cloud.bindingKeys?.(seen, holder) ?? []);
    const found = await Promise.all(keys.map(this.boundBy));
    return { ...seen, ...bindingsOf(seen, found.flat()) };
  }

  /** The same. Without permission, or when the cloud does not answer, only the interface. */
  async withBindingsIfShown(seen: InterfaceView, holder: InstanceView | undefined): Promise<InterfaceView> {
    try {
      return await this.withBindings(seen, holder);
    } catch {
      return seen;
    }
  }

  /** The same, but asked again now. The permission may be missing: then it says why nothing was found. */
  async interfaceRoomNow(within: string): Promise<SeenInterfaceRoom> {
    const { interfaceRoom } = this.connection.find;
    const askedAtMs = this.mechanics.clock.now();
    try {
      const found = interfaceRoom && (await this.look("interfaceRoom", () => interfaceRoom(within)));
      return { found, askedAtMs, unchecked: undefined };
    } catch (error) {
      return { found: undefined, askedAtMs, unchecked: messageOf(error) };
    }
  }

  /** Makes a call that changes nothing. Temporary failures are repeated until the deadline. */
  look<T>(
    name: keyof Finders | "callerAccount",
    call: () => Promise<T>,
    deadlineMs = this.lookDeadlineMs(),
  ): Promise<T> {
    const turn = { name, kind: "look", deadlineMs, onWait: this.tellLookers } as const;
    const ask = () => this.limiter.send(turn, () => this.noteFailure(call()));
    return retry({ kinds: repeatLook, deadlineMs }, this.mechanics, ask);
  }

  private async noteFailure<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof CloudError) this.lookFailure = { error, atMs: this.mechanics.clock.now() };
      throw error;
    }
  }

  /** The latest failure of a look, unless it is older. */
  lookFailureSince(sinceMs: number): CloudError | undefined {
    const { lookFailure } = this;
    return lookFailure && lookFailure.atMs >= sinceMs ? lookFailure.error : undefined;
  }

  /** The deadline of a look without an operation. */
  lookDeadlineMs(): number {
    return this.mechanics.clock.now() + maxLookMs;
  }

  /** Makes a call that changes something. It may wait for its turn, so what must be true when it is sent is checked in it. */
  write<T>(
    { name, deadlineMs, onWait }: Pick<Turn, "name" | "deadlineMs" | "onWait">,
    call: () => Promise<T>,
  ): Promise<T> {
    const turn = { name, kind: "write", deadlineMs, onWait } as const;
    return this.limiter.send(turn, call);
  }

  /** The same account for all callers. An operation has its own deadline. */
  accountId(deadlineMs = this.lookDeadlineMs()): Promise<string> {
    return this.caller.accountId(deadlineMs);
  }

  private noteSeen<T extends { readonly id: string }>(kind: keyof Views, seen: readonly T[]): readonly T[] {
    this.recorded.noteSeen(kind, seen);
    return seen;
  }
}

interface SeenInterfaceRoom {
  readonly found: InterfaceRoom | undefined;
  readonly askedAtMs: number;
  /** Why nothing was found. */
  readonly unchecked: string | undefined;
}

/** Where something is, or was, as far as that is known. */
interface Where {
  readonly vpcId?: unknown;
  readonly zoneId?: unknown;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function isFree({ status, holder }: InterfaceView): boolean {
  return status === "available" && holder === undefined;
}

/** The time limit of a page. It only saves looks, so the looks do not wait longer for it. */
const maxPageMs = 10_000;
/** The time limit of a look without an operation. An operation has its own deadline. */
const maxLookMs = 60_000;
