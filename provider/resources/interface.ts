import type { InterfaceArguments } from "../contract/cloud";
import type { InterfaceView } from "../contract/observation";
import type { Properties } from "../contract/properties";
import { describeObstacle } from "../contract/rules";
import { flag } from "../contract/schemas";
import { UserError } from "../core/errors";
import { type Reached, type Task, Unreached, type Voice } from "../reconcile/course";
import { unknownInterfaceObstacle } from "../reconcile/decision";
import { ensure } from "../reconcile/ensure";
import { intentOf } from "../reconcile/intent";
import type { Session } from "../session/session";
import { isOtherAccount, requireSameAccount, suspectAccount } from "./account";
import {
  everyArgument,
  type Failure,
  findFailures,
  optionalText,
  placeOf,
  type Schemas,
  timeoutOf,
} from "./arguments";
import {
  argumentOutputs,
  changedArguments,
  changesInPlace,
  declaredKey,
  declaredNames,
  declaredOf,
  declaresOthers,
  describeDifferences,
  isSame,
  recordedDeclaration,
  unseenChanges,
  unsettledChanges,
} from "./declared";
import { lookAgain } from "./gone";
import { interfaceOutputs, placeOutputs, withoutUndefined } from "./outputs";
import { type DiffResult, PartialFailure, type RunContext } from "./run";

const newInterface = "the new interface";

/** Arguments that an interface has on every cloud; the rest is in the cloud's own terms. */
const commonArguments = { ...everyArgument, detachOnDelete: flag.optional() };

/** The life of a network interface itself on any cloud: made once, changed in place, deleted. */
export class InterfaceLife {
  private readonly spec: InterfaceArguments;
  private readonly schemas: Schemas;

  constructor(private readonly run: RunContext) {
    const { networkInterface, title } = run.cloud;
    if (!networkInterface) throw new UserError(`pulumi-eni makes no network interfaces on ${title}.`);
    this.spec = networkInterface;
    const own = Object.entries(this.spec.arguments).map(([name, { schema }]) => [name, schema] as const);
    this.schemas = { ...commonArguments, ...this.spec.placeArguments, ...Object.fromEntries(own) };
  }

  /** Arguments alone: no call tells whether a create would succeed, so preview makes none. */
  check(_olds: Properties, news: Properties): Promise<readonly Failure[]> {
    const failures = findFailures(`${this.run.cloud.title}'s NetworkInterface`, this.schemas, news);
    return Promise.resolve([...failures, ...this.spec.conflicts(news)]);
  }

  async diff(id: string, olds: Properties, news: Properties): Promise<DiffResult> {
    const { replaces: arguments_, inPlace } = changedArguments(this.spec, olds, news);
    const replaces = [
      ...(news.regionId === olds.regionId ? [] : ["regionId"]),
      ...(this.apiOf(news) === this.apiOf(olds) ? [] : ["api"]),
      ...arguments_,
      ...((await isOtherAccount(
        () => this.run.sessionFor(placeOf(news)),
        { networkInterfaceId: id },
        olds,
        news,
      ))
        ? ["profile"]
        : []),
    ];
    // A later deletion finds these in the state alone, so they are written there.
    const kept = ["profile", "timeouts", "detachOnDelete"].some((key) => !isSame(olds[key], news[key]));
    const changes =
      replaces.length > 0 || inPlace.length > 0 || kept || declaresOthers(this.spec, olds, news);
    return { changes, replaces, deleteBeforeReplace: true };
  }

  async create(inputs: Properties): Promise<{ readonly id: string; readonly outs: Properties }> {
    const session = this.run.sessionFor(placeOf(inputs));
    const task = this.makingTask(inputs, session);
    // Asked before anything is made, so that every recorded interface names its account.
    const accountId = await session.accountId(session.mechanics.clock.now() + task.timeoutMs);
    const reached = await this.make(task, inputs, accountId);
    const made = reached.networkInterface;
    if (!made) throw new UserError(`${newInterface} was made and is gone again.`);
    await this.requireRegion(made, inputs, session);
    if (reached.how === "as it was") {
      this.speaker(inputs.__urn, made.id).warn(
        "was made a moment ago by a run that did not end, and is taken on. If another stack of the same name made it, on another backend: only one of the two may keep it.",
      );
    }
    return { id: made.id, outs: this.outputs(inputs, made, session, accountId) };
  }

  async update(id: string, olds: Properties, news: Properties): Promise<{ readonly outs: Properties }> {
    const session = this.run.sessionFor(placeOf(news));
    session.recorded({ networkInterfaceId: id });
    const accountId = optionalText(olds.accountId) ?? (await session.accountId());
    const reached = await this.change(olds, accountId, {
      session,
      networkInterfaceId: id,
      goal: {
        state: "made",
        mayCreate: false,
        createRepeats: false,
        differences: (seen) => changesInPlace(this.spec, news, seen),
        unseen: unseenChanges(this.spec, olds, news),
      },
      timeoutMs: timeoutOf(news, "create", this.run.cloud.limits.createTimeoutMs),
      timeoutArgument: "timeouts.create",
      declared: news,
      voice: this.speaker(news.__urn, id),
    });
    return { outs: this.outputs(news, reached.networkInterface, session, accountId) };
  }

  /** The loop towards what is declared; a failure after something may have been changed records what was last seen. */
  private async change(olds: Properties, accountId: string, task: Task): Promise<Reached> {
    try {
      return await ensure(task);
    } catch (error) {
      if (!(error instanceof Unreached) || !error.mayHaveActed) throw error;
      const { networkInterfaceId: id, networkInterface: seen, message } = error;
      if (id === undefined) throw error;
      const { session, declared: news } = task;
      const outputs = this.outputs(news, seen, session, accountId);
      const unsettled = unsettledChanges(this.spec, { olds, news, outputs }, seen);
      const known = Object.entries(outputs).filter(([name]) => !unsettled.includes(name));
      throw new PartialFailure(message, id, Object.fromEntries(known));
    }
  }

  async read(
    id: string,
    properties: Properties,
  ): Promise<{ readonly id: string; readonly props: Properties }> {
    const session = this.run.sessionFor(placeOf(properties));
    const voice = this.speaker(properties.__urn, id);
    const isGet = properties.status === undefined;
    if (!isGet) session.recorded({ networkInterfaceId: id });
    const deadlineMs = session.lookDeadlineMs();
    const requireAccount = () =>
      requireSameAccount(`Interface ${id}`, properties.accountId, session, id, deadlineMs);
    let seen = await suspectAccount(() => session.interfaces.load(id), requireAccount);
    if (!seen) {
      if (isGet) throw new UserError(`${id}: ${describeObstacle(unknownInterfaceObstacle(session.place))}`);
      await requireAccount();
      seen = await lookAgain(id, optionalText(properties.attachedTo), session);
    }
    if (!seen) {
      voice.warn(`no longer exists in ${session.place.regionId}.`);
      return { id: "", props: {} };
    }
    const accountId = optionalText(properties.accountId) ?? (await session.accountId());
    const declared = recordedDeclaration(this.spec, properties);
    const kept = [
      "regionId",
      "profile",
      "api",
      "timeouts",
      "preflight",
      "detachOnDelete",
      "__urn",
      "__provider",
    ];
    const props = withoutUndefined({
      ...Object.fromEntries(kept.map((key) => [key, properties[key]])),
      ...this.observed(declared, seen),
      ...placeOutputs(session, accountId),
    });
    for (const difference of describeDifferences(this.spec, declared, seen)) voice.warn(`${difference}.`);
    // A preview of destroy with a refresh comes by here, and nowhere else.
    const isTaken = properties.detachOnDelete === true && seen.holder !== undefined;
    const effect = isTaken && session.connection.detachSideEffect?.(seen);
    if (effect) voice.info(effect);
    return { id, props };
  }

  async delete(id: string, properties: Properties): Promise<void> {
    const session = this.run.sessionFor(placeOf(properties));
    session.recorded({ networkInterfaceId: id });
    const claim = this.run.claims.claimOn(id);
    const timeoutMs = timeoutOf(properties, "delete", this.run.cloud.limits.deleteTimeoutMs);
    const deadlineMs = session.mechanics.clock.now() + timeoutMs;
    const requireAccount = () =>
      requireSameAccount(`Interface ${id}`, properties.accountId, session, id, deadlineMs);
    const how = { detachFirst: properties.detachOnDelete === true && !claim, claimedBy: claim?.urn };
    const reached = await suspectAccount(() => this.remove(id, properties, session, how), requireAccount);
    if (reached.how === "gone") await requireAccount();
    session.noteDeleted(id);
  }

  /** Where the subnet alone decides the region, a wrong `regionId` shows on what was made. */
  private async requireRegion(made: InterfaceView, inputs: Properties, session: Session): Promise<void> {
    if (made.regionId === undefined || made.regionId === inputs.regionId) return;
    const isGone = await this.clearAway(made.id, inputs, session);
    throw new UserError(
      `The subnet ${String(inputs.subnetId)} is in region ${made.regionId}, not in ${String(inputs.regionId)}: correct \`regionId\`. ${isGone ? "What was made has been deleted again." : `Delete ${made.id}, which was made there.`}`,
    );
  }

  private remove(
    id: string,
    properties: Properties,
    session: Session,
    how: { readonly detachFirst: boolean; readonly claimedBy?: string | undefined },
  ): Promise<Reached> {
    return ensure({
      session,
      networkInterfaceId: id,
      goal: { state: "deleted", ...how },
      timeoutMs: timeoutOf(properties, "delete", this.run.cloud.limits.deleteTimeoutMs),
      timeoutArgument: "timeouts.delete",
      declared: properties,
      voice: this.speaker(properties.__urn, id),
    });
  }

  private makingTask(inputs: Properties, session: Session): Task {
    const { createTimeoutMs } = this.run.cloud.limits;
    const timeoutMs = timeoutOf(inputs, "create", createTimeoutMs);
    const { regionId, api } = session.place;
    const made = { regionId, api: api ?? this.run.cloud.defaultApi, ...declaredOf(this.spec, inputs) };
    // A run with a short time-out that failed is run again later than that.
    const maxAgeMs = Math.max(timeoutMs, createTimeoutMs);
    const beganAtMs = session.mechanics.clock.now();
    return {
      session,
      beganAtMs,
      networkInterfaceId: undefined,
      intent: intentOf(optionalText(inputs.__urn), made, maxAgeMs, beganAtMs),
      goal: {
        state: "made",
        mayCreate: true,
        createRepeats: session.interfaceCalls().createRepeats,
        differences: () => undefined,
      },
      timeoutMs,
      timeoutArgument: "timeouts.create",
      declared: inputs,
      voice: this.speaker(inputs.__urn, newInterface),
    };
  }

  /** The loop towards "made", with failures told in the way the engine keeps them. */
  private async make(task: Task, inputs: Properties, accountId: string): Promise<Reached> {
    try {
      return await ensure(task);
    } catch (error) {
      if (!(error instanceof Unreached) || error.networkInterfaceId === undefined) throw error;
      const { networkInterfaceId: id, networkInterface: seen, message } = error;
      if (seen?.status === "failed" && (await this.clearAway(id, inputs, task.session))) {
        throw new UserError(`${message} What was left of it has been deleted.`);
      }
      throw new PartialFailure(message, id, this.outputs(inputs, seen, task.session, accountId));
    }
  }

  /** What could not be created can only be deleted; whether it is gone. */
  private async clearAway(id: string, inputs: Properties, session: Session): Promise<boolean> {
    try {
      await this.remove(id, inputs, session, { detachFirst: false });
      return true;
    } catch {
      return false;
    }
  }

  private outputs(
    inputs: Properties,
    view: InterfaceView | undefined,
    session: Session,
    accountId: string,
  ): Properties {
    return withoutUndefined({
      ...inputs,
      [declaredKey]: declaredNames(this.spec, inputs),
      // A status tells an interface that is ours from one that is only looked up.
      ...(view ? this.observed(declaredOf(this.spec, inputs), view) : { status: "unknown" }),
      ...placeOutputs(session, accountId),
    });
  }

  private observed(declared: Properties, view: InterfaceView): Properties {
    return {
      ...interfaceOutputs(view),
      ...argumentOutputs(this.spec, declared, view),
      [declaredKey]: Object.keys(declared),
    };
  }

  private apiOf(properties: Properties): unknown {
    return properties.api ?? this.run.cloud.defaultApi;
  }

  /** After an alias the line may be another resource's, so every message begins with the id. */
  private speaker(urn: unknown, id: string): Voice {
    const voice = this.run.voiceOf(optionalText(urn));
    const named = (message: string) => `${id}: ${message}`;
    return {
      status: (message) => voice.status(named(message)),
      info: (message) => voice.info(named(message)),
      warn: (message) => voice.warn(named(message)),
    };
  }
}
