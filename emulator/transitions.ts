import type { EmulatorClock } from "./clock";
import type { Faults } from "./faults";
import type { CloudName, InstanceStatus, StoredInterface, TransitionKind } from "./model";
import type { InterfacePatch, Store } from "./store";

export type { TransitionKind } from "./model";

export type Duration = number | { readonly min: number; readonly max: number; readonly seed?: number };
export type TransitionMs = Duration | { readonly [kind in TransitionKind]?: Duration };

/** A transition of an interface, as an action asks for it. */
export interface TransitionRequest {
  readonly kind: TransitionKind;
  readonly cloud: CloudName;
  readonly interfaceId: string;
  readonly action: string;
  /** The new holder, for an attach. */
  readonly instanceId?: string | undefined;
  /** Other properties that change when the transition starts (network card, trunk). */
  readonly patch?: InterfacePatch | undefined;
  /** The task that ends with this transition, where the cloud has tasks. */
  readonly taskId?: string | undefined;
  readonly requestText?: string | undefined;
  /** When set, the transition is accepted and then fails with this output. */
  readonly failOutput?: string | undefined;
}

interface Running extends TransitionRequest {
  readonly startsAt: number;
  readonly tookMs: number;
  readonly before: InterfacePatch;
  readonly failOutput: string | undefined;
  started: boolean;
  dueAt: number;
  /** How often the call must be sent again before it ends; 0 when it is not stuck. */
  resendsLeft: number;
}

/** A transition that is over, however it ended. */
export interface EndedTransition {
  readonly kind: TransitionKind;
  readonly cloud: CloudName;
  readonly interfaceId: string;
  /** When it was accepted, by the emulator's clock. */
  readonly since: number;
  /** From when on a describe shows the end. */
  readonly at: number;
}

/** So many are kept, so that a long run does not fill the memory. */
const MAX_ENDED = 10_000;

interface InstanceChange {
  readonly cloud: CloudName;
  readonly instanceId: string;
  readonly status: InstanceStatus;
  readonly dueAt: number;
}

/**
 * Changes the states of interfaces and instances as time passes. It has no timers: what is due is carried out before a
 * read.
 */
export class Transitions {
  readonly #store: Store;
  readonly #clock: EmulatorClock;
  readonly #faults: Faults;
  readonly #running = new Map<string, Running>();
  #instanceChanges: InstanceChange[] = [];
  #ended: EndedTransition[] = [];
  #duration: TransitionMs = 0;
  readonly #random = new Map<TransitionKind, number>();
  #settling = false;
  /** Nothing is due before this time, so that most reads need not look at what is running. */
  #nextAt = Number.POSITIVE_INFINITY;

  constructor(store: Store, clock: EmulatorClock, faults: Faults) {
    this.#store = store;
    this.#clock = clock;
    this.#faults = faults;
    store.onRead(() => this.settle());
  }

  /** Sets how long transitions take from now on. */
  setDuration(duration: TransitionMs): void {
    this.#duration = duration;
    this.#random.clear();
  }

  clear(): void {
    this.#running.clear();
    this.#instanceChanges = [];
    this.#ended = [];
    this.#nextAt = Number.POSITIVE_INFINITY;
  }

  /** The transitions that are over, in the order of their ends: what a test compares a provider's looks with. */
  ended(): readonly EndedTransition[] {
    this.settle();
    return this.#ended;
  }

  /** The transition that an interface is in, including one that was accepted and is not shown yet. */
  pending(cloud: CloudName, interfaceId: string): TransitionKind | undefined {
    this.settle();
    return this.#running.get(`${cloud}/${interfaceId}`)?.kind;
  }

  /** How many attaches to an instance were accepted and are not shown yet. */
  acceptedAttaches(cloud: CloudName, instanceId: string): number {
    return [...this.#running.values()].filter(
      (running) =>
        !running.started &&
        running.kind === "attach" &&
        running.cloud === cloud &&
        running.instanceId === instanceId,
    ).length;
  }

  /** Accepts a transition. With a duration of 0 it is over when this returns. */
  begin(request: TransitionRequest): void {
    const entry = this.#getInterface(request.cloud, request.interfaceId);
    const now = this.#clock.now();
    const target = {
      cloud: request.cloud,
      action: request.action,
      text: [request.interfaceId, request.instanceId, entry.instanceId, request.requestText].join(" "),
    };
    const late = this.#faults.take(
      ["late-start"],
      target,
      (fault) => (fault.transition ?? request.kind) === request.kind,
    );
    const disturbance = this.#faults.take(
      ["stuck", "fail"],
      target,
      (fault) => fault.transition === request.kind,
    );
    const startsAt = now + (late?.ms ?? 0);
    const tookMs = this.#durationOf(request.kind);
    const running: Running = {
      ...request,
      startsAt,
      tookMs,
      before: { status: entry.status, instanceId: entry.instanceId },
      failOutput:
        disturbance?.kind === "fail" ? (disturbance.output ?? `${request.kind} failed`) : request.failOutput,
      started: false,
      dueAt: startsAt + tookMs,
      resendsLeft: disturbance?.kind === "stuck" ? (disturbance.resends ?? Number.POSITIVE_INFINITY) : 0,
    };
    this.#running.set(`${request.cloud}/${request.interfaceId}`, running);
    if (late === undefined) this.#start(running, now);
    this.#nextAt = 0;
    this.settle();
  }

  /** Whether a `fail` fault matches a change that this cloud makes at once, without a transition. */
  failsAtOnce(kind: TransitionKind, cloud: CloudName, action: string, text: string): boolean {
    const target = { cloud, action, text };
    return this.#faults.take(["fail"], target, (fault) => fault.transition === kind) !== undefined;
  }

  /**
   * Tells that the call was sent again while its transition runs: brings a stuck one closer to its end. Returns whether
   * it was stuck.
   */
  resend(cloud: CloudName, interfaceId: string): boolean {
    const running = this.#running.get(`${cloud}/${interfaceId}`);
    if (running === undefined || running.resendsLeft === 0) return false;
    running.resendsLeft -= 1;
    if (running.resendsLeft === 0) running.dueAt = this.#clock.now() + running.tookMs;
    this.#nextAt = 0;
    this.settle();
    return true;
  }

  /** Continues the transition of an interface that was put into the store in a transitional state. */
  adopt(entry: StoredInterface): void {
    const kind = KIND_OF_STATUS[entry.status];
    if (kind === undefined) return;
    const tookMs = this.#durationOf(kind);
    this.#nextAt = 0;
    this.#running.set(`${entry.cloud}/${entry.id}`, {
      kind,
      cloud: entry.cloud,
      interfaceId: entry.id,
      action: kind,
      instanceId: entry.instanceId ?? undefined,
      startsAt: this.#clock.now(),
      tookMs,
      before: { status: "available", instanceId: null },
      failOutput: undefined,
      started: true,
      dueAt: this.#clock.now() + tookMs,
      resendsLeft: 0,
    });
  }

  /** Cancels the transition of an interface, because someone else changes it. */
  drop(cloud: CloudName, interfaceId: string): void {
    const running = this.#running.get(`${cloud}/${interfaceId}`);
    this.#running.delete(`${cloud}/${interfaceId}`);
    if (running?.taskId !== undefined) {
      this.#store.settleTask(cloud, running.taskId, "failed", "the interface was changed by someone else");
    }
  }

  /** Gives the instance this status after `afterMs`. */
  scheduleInstance(cloud: CloudName, instanceId: string, status: InstanceStatus, afterMs: number): void {
    this.#instanceChanges.push({ cloud, instanceId, status, dueAt: this.#clock.now() + afterMs });
    this.#nextAt = 0;
    this.settle();
  }

  /** Removes the instance, deletes the interfaces that are deleted with it, and frees the others. */
  releaseInstance(cloud: CloudName, instanceId: string, at: number = this.#clock.now()): void {
    for (const entry of this.#store.attachmentsOf(instanceId, cloud)) {
      this.drop(cloud, entry.id);
      if (entry.kind === "primary" || entry.deleteOnRelease) this.#store.removeInterface(cloud, entry.id, at);
      else this.#store.updateInterface(cloud, entry.id, freed(entry), at);
    }
    for (const running of this.#running.values()) {
      if (running.cloud === cloud && running.instanceId === instanceId) this.drop(cloud, running.interfaceId);
    }
    this.#store.removeInstance(cloud, instanceId, at);
  }

  /** Carries out everything that is due, in the order of its time. */
  settle(): void {
    const now = this.#clock.now();
    if (this.#settling || now < this.#nextAt) return;
    this.#settling = true;
    try {
      this.#settleInstances(now);
      this.#settleInterfaces(now);
      this.#nextAt = this.#findNext();
    } finally {
      this.#settling = false;
    }
  }

  #settleInstances(now: number): void {
    const due = this.#instanceChanges.filter((change) => change.dueAt <= now);
    this.#instanceChanges = this.#instanceChanges.filter((change) => change.dueAt > now);
    for (const { cloud, instanceId, status, dueAt } of due.sort((left, right) => left.dueAt - right.dueAt)) {
      if (this.#store.instance(cloud, instanceId) === undefined) continue;
      this.#settleInterfaces(dueAt);
      if (status === "released") this.releaseInstance(cloud, instanceId, dueAt);
      else this.#store.updateInstance(cloud, instanceId, { status }, dueAt);
    }
  }

  #settleInterfaces(until: number): void {
    for (const running of [...this.#running.values()].sort((left, right) => left.dueAt - right.dueAt)) {
      if (!running.started && running.startsAt <= until) this.#start(running, running.startsAt);
      if (running.started && running.dueAt <= until && running.resendsLeft === 0) this.#end(running);
    }
  }

  #findNext(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const change of this.#instanceChanges) next = Math.min(next, change.dueAt);
    for (const running of this.#running.values()) {
      if (!running.started) next = Math.min(next, running.startsAt);
      else if (running.resendsLeft === 0) next = Math.min(next, running.dueAt);
    }
    return next;
  }

  #start(running: Running, at: number): void {
    running.started = true;
    const { cloud, interfaceId, kind } = running;
    if (this.#store.interface(cloud, interfaceId) === undefined) return;
    const patch: InterfacePatch = { ...running.patch, status: STATUS_DURING[kind] };
    if (kind === "attach" && running.instanceId !== undefined) {
      const deviceIndex = this.#freeDeviceIndex(cloud, running.instanceId);
      Object.assign(patch, { instanceId: running.instanceId, deviceIndex });
    }
    this.#store.updateInterface(cloud, interfaceId, patch, at);
  }

  #end(running: Running): void {
    const { cloud, interfaceId, kind, dueAt } = running;
    this.#running.delete(`${cloud}/${interfaceId}`);
    this.#ended.push({ kind, cloud, interfaceId, since: running.startsAt, at: dueAt });
    if (this.#ended.length > MAX_ENDED) this.#ended = this.#ended.slice(MAX_ENDED / 2);
    const entry = this.#store.interface(cloud, interfaceId);
    if (entry === undefined) return;
    const failed = running.failOutput !== undefined;
    if (running.taskId !== undefined) {
      this.#store.settleTask(cloud, running.taskId, failed ? "failed" : "success", running.failOutput ?? "");
    }
    if (failed) this.#revert(running, entry);
    else if (kind === "attach") {
      this.#store.updateInterface(cloud, interfaceId, { status: "attached", attachedAt: dueAt }, dueAt);
    } else if (kind === "delete") this.#store.removeInterface(cloud, interfaceId, dueAt);
    else this.#store.updateInterface(cloud, interfaceId, freed(entry), dueAt);
  }

  #revert(running: Running, entry: StoredInterface): void {
    const { cloud, interfaceId, kind, dueAt } = running;
    const patch: InterfacePatch =
      kind === "attach"
        ? freed(entry)
        : kind === "create"
          ? { status: "failed" }
          : { status: entry.instanceId === null ? "available" : "attached" };
    this.#store.updateInterface(cloud, interfaceId, patch, dueAt);
  }

  #freeDeviceIndex(cloud: CloudName, instanceId: string): number {
    const used = new Set(this.#store.attachmentsOf(instanceId, cloud).map((entry) => entry.deviceIndex));
    let index = 1;
    while (used.has(index)) index += 1;
    return index;
  }

  #durationOf(kind: TransitionKind): number {
    const configured = this.#duration;
    const duration =
      typeof configured === "number" || "min" in configured
        ? (configured as Duration)
        : ((configured as { readonly [kind in TransitionKind]?: Duration })[kind] ?? 0);
    if (typeof duration === "number") return duration;
    return duration.min + (duration.max - duration.min) * this.#nextRandom(kind, duration.seed ?? 1);
  }

  /** A linear congruential generator (Numerical Recipes): the same seed gives the same run. */
  #nextRandom(kind: TransitionKind, seed: number): number {
    const next = ((this.#random.get(kind) ?? seed) * 1_664_525 + 1_013_904_223) % 2 ** 32;
    this.#random.set(kind, next);
    return next / 2 ** 32;
  }

  #getInterface(cloud: CloudName, interfaceId: string): StoredInterface {
    const entry = this.#store.interface(cloud, interfaceId);
    if (entry === undefined) throw new RangeError(`there is no interface ${interfaceId} on ${cloud}`);
    return entry;
  }
}

/** The properties that an interface loses when it becomes free. */
const FREE: InterfacePatch = {
  instanceId: null,
  deviceIndex: null,
  networkCardIndex: null,
  trunkInterfaceId: undefined,
  trunkInstanceId: undefined,
  attachedAt: null,
};

/** The changes of a detach: a member of a trunk becomes a secondary interface again. */
export function freed(entry: StoredInterface): InterfacePatch {
  return { ...FREE, status: "available", kind: entry.kind === "member" ? "secondary" : entry.kind };
}

const STATUS_DURING = {
  attach: "attaching",
  detach: "detaching",
  create: "creating",
  delete: "deleting",
} as const satisfies Record<TransitionKind, StoredInterface["status"]>;

const KIND_OF_STATUS: Partial<Record<StoredInterface["status"], TransitionKind>> = {
  attaching: "attach",
  detaching: "detach",
  creating: "create",
  deleting: "delete",
};
