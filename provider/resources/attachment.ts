import type { Properties } from "../contract/properties";
import { describeObstacle } from "../contract/rules";
import { CloudError, concernsOneId, UserError } from "../core/errors";
import { type AttachSent, type Reached, type Task, Unreached, type Voice } from "../reconcile/course";
import { unknownInterfaceObstacle } from "../reconcile/decision";
import { ensure } from "../reconcile/ensure";
import type { Session } from "../session/session";
import { isOtherAccount, requireSameAccount, suspectAccount } from "./account";
import {
  type AttachmentInputs,
  type Failure,
  findAttachmentFailures,
  formatId,
  isPreflightLevel,
  isUnknown,
  moveFromOf,
  optionalText,
  type Pair,
  parseId,
  placeOf,
  timeoutOf,
  unknownValue,
} from "./arguments";
import { findDrift } from "./drift";
import { lookAgain } from "./gone";
import { observedOutputs, placeOutputs, withoutUndefined } from "./outputs";
import {
  isJudgeable,
  isReplacedByUnknown,
  type Judgement,
  judge,
  judgeLeaving,
  type Question,
  toVerdict,
} from "./preflight";
import { type DiffResult, PartialFailure, type RunContext } from "./run";

/** The life of an attachment on any cloud. The runtime binds it to a Pulumi engine, the command line to a terminal. */
export class AttachmentLife {
  /** Why a place could not be asked in this run, by the place. */
  private readonly unaskable = new Map<string, string>();
  /** How a place refused the latest look, by the place. */
  private readonly refusedLooks = new Map<
    string,
    { readonly code: string | undefined; readonly reason: string }
  >();
  private readonly warned = new Set<string>();

  constructor(private readonly run: RunContext) {}

  async check(olds: Properties, news: Properties): Promise<readonly Failure[]> {
    const failures = findAttachmentFailures(this.run.cloud, news);
    if (failures.length > 0) return failures;
    const inputs = news as AttachmentInputs;
    const rival = this.claim(olds, inputs);
    if (rival) return [rival];
    return this.preflight(olds, inputs);
  }

  async diff(id: string, olds: Properties, news: Properties): Promise<DiffResult> {
    const pair = requirePair(id);
    const replaces = [
      ...(["networkInterfaceId", "instanceId"] as const).filter((key) => news[key] !== pair[key]),
      ...(news.regionId === olds.regionId ? [] : ["regionId"]),
      ...(this.apiOf(news) === this.apiOf(olds) ? [] : ["api"]),
      ...((await isOtherAccount(() => this.run.sessionFor(placeOf(news)), pair, olds, news))
        ? ["profile"]
        : []),
    ];
    const changes =
      replaces.length > 0 ||
      findDrift(pair, olds, news) !== undefined ||
      inPlace.some((key) => !same(news[key], olds[key])) ||
      isRenamed(olds, news) ||
      // An output of every attachment, an argument of some.
      isUnknown(news.networkCardIndex) ||
      (news.vpcId !== undefined && news.vpcId !== olds.vpcId);
    return { changes, replaces, deleteBeforeReplace: true };
  }

  async create(inputs: AttachmentInputs): Promise<{ readonly id: string; readonly outs: Properties }> {
    try {
      return await this.make(inputs);
    } catch (error) {
      if (error instanceof PartialFailure) throw error;
      const { claims } = this.run;
      // What was left attached for this resource has no other owner any more.
      if (claims.isKept(inputs)) {
        const message = error instanceof Error ? error.message : String(error);
        throw new PartialFailure(message, formatId(inputs), { ...inputs, ...unseen });
      }
      const urn = optionalText(inputs.__urn);
      if (urn !== undefined) claims.noteFailed(urn);
      throw error;
    }
  }

  private async make(inputs: AttachmentInputs): Promise<{ readonly id: string; readonly outs: Properties }> {
    const session = this.run.sessionFor(placeOf(inputs));
    const beganAtMs = session.mechanics.clock.now();
    // Asked before anything is made, so that every recorded attachment names its account.
    const accountId = await session.accountId(beganAtMs + this.createTimeoutMs(inputs));
    const voice = this.speaker(inputs.__urn, inputs);
    const reached = await this.attach(inputs, inputs, { ours: false, accountId, session, voice, beganAtMs });
    if (reached.how === "as it was") {
      voice.info("was attached already and is adopted; destroy will detach it.");
    }
    return { id: formatId(inputs), outs: outputs(inputs, reached, session, accountId) };
  }

  async update(id: string, olds: Properties, news: AttachmentInputs): Promise<{ readonly outs: Properties }> {
    const pair = requirePair(id);
    const session = this.run.sessionFor(placeOf(news));
    session.recorded(pair);
    const beganAtMs = session.mechanics.clock.now();
    const accountId =
      optionalText(olds.accountId) ?? (await session.accountId(beganAtMs + this.createTimeoutMs(news)));
    const voice = this.speaker(news.__urn, pair);
    const reached = await this.attach(pair, news, { ours: true, accountId, session, voice, beganAtMs });
    return { outs: outputs(news, reached, session, accountId) };
  }

  async read(
    id: string,
    properties: Properties,
  ): Promise<{ readonly id: string; readonly props: Properties }> {
    const pair = requirePair(id);
    const session = this.run.sessionFor(placeOf(properties));
    const voice = this.speaker(optionalText(properties.__urn), pair);
    const isGet = properties.status === undefined;
    if (!isGet) session.recorded(pair);
    const deadlineMs = session.lookDeadlineMs();
    const what = `Interface ${pair.networkInterfaceId}`;
    const requireAccount = () => requireSameAccount(what, properties.accountId, session, id, deadlineMs);
    let seen = await suspectAccount(() => session.interfaces.load(pair.networkInterfaceId), requireAccount);
    if (!seen) {
      if (isGet) throw new UserError(`${id}: ${describeObstacle(unknownInterfaceObstacle(session.place))}`);
      await requireAccount();
      seen = await lookAgain(pair.networkInterfaceId, pair.instanceId, session);
    }
    if (!seen) {
      voice.warn(`the interface no longer exists in ${session.place.regionId}.`);
      return { id: "", props: {} };
    }
    if (isGet && seen.holder !== pair.instanceId) {
      const where = seen.holder === undefined ? `it is ${seen.cloudStatus}` : `${seen.holder} holds it`;
      throw new UserError(`${pair.networkInterfaceId} is not attached to ${pair.instanceId}: ${where}.`);
    }
    const accountId = optionalText(properties.accountId) ?? (await session.accountId());
    const props = withoutUndefined({
      ...dropObserved(properties),
      ...pair,
      ...observedOutputs(seen),
      ...placeOutputs(session, accountId),
    });
    // A mere look declares no trunk: whichever it is attached through is no drift.
    const declared = isGet ? { ...properties, trunkNetworkInstanceId: seen.trunkInterfaceId } : properties;
    const drift = findDrift(pair, props, declared);
    if (drift) voice.warn(`${drift}${await this.explainDrift(session, pair, seen.holder)}.`);
    // A preview of destroy with a refresh comes by here, and nowhere else.
    const effect = seen.holder === pair.instanceId && session.connection.detachSideEffect?.(seen);
    if (effect) voice.info(effect);
    return { id, props };
  }

  async delete(id: string, properties: Properties): Promise<void> {
    const pair = requirePair(id);
    if (this.keepForOwner(pair, properties)) return;
    await this.run.claims.leave(pair, () => this.detach(id, pair, properties));
  }

  /** Whether another resource of the run has the very pair now: then it stays attached. */
  private keepForOwner(pair: Pair, properties: Properties): boolean {
    const { claims } = this.run;
    const urn = optionalText(properties.__urn);
    const owner = claims.ownerOf(pair, urn);
    if (!owner) return false;
    if (claims.hasFailed(owner.urn)) {
      throw new UserError(
        `${formatId(pair)} is left attached and kept in the state: ${owner.urn} claims it now, and could not be created. Run again once that can be.`,
      );
    }
    claims.keep(pair);
    this.speaker(urn, pair).info(`not detached, ${owner.urn} has it now.`);
    return true;
  }

  private async detach(id: string, pair: Pair, properties: Properties): Promise<void> {
    const urn = optionalText(properties.__urn);
    const voice = this.speaker(urn, pair);
    const session = this.run.sessionFor(placeOf(properties));
    session.recorded(pair);
    const timeoutMs = timeoutOf(properties, "delete", this.run.cloud.limits.deleteTimeoutMs);
    const deadlineMs = session.mechanics.clock.now() + timeoutMs;
    const what = `Interface ${pair.networkInterfaceId}`;
    const requireAccount = () => requireSameAccount(what, properties.accountId, session, id, deadlineMs);
    const task: Task = {
      session,
      networkInterfaceId: pair.networkInterfaceId,
      goal: { state: "detached", instanceId: pair.instanceId },
      timeoutMs,
      timeoutArgument: "timeouts.delete",
      declared: properties,
      voice,
      attachSent: attachSentOf(properties),
      isClaimed: () => this.run.claims.ownerOf(pair, urn) !== undefined,
    };
    const reached = await suspectAccount(() => ensure(task), requireAccount);
    if (reached.how === "claimed") this.keepForOwner(pair, properties);
    if (reached.how === "gone") await requireAccount();
    if (reached.how === "held by another") {
      voice.info(`it is attached to ${reached.networkInterface?.holder} now and is left there.`);
    }
  }

  /** After an alias the line may be another resource's, so every message begins with the ids. */
  private speaker(urn: string | undefined, pair: Pair): Voice {
    const voice = this.run.voiceOf(urn);
    const named = (message: string) => `${pair.networkInterfaceId} → ${pair.instanceId}: ${message}`;
    return {
      status: (message) => voice.status(named(message)),
      info: (message) => voice.info(named(message)),
      warn: (message) => voice.warn(named(message)),
    };
  }

  private createTimeoutMs(inputs: Properties): number {
    return timeoutOf(inputs, "create", this.run.cloud.limits.createTimeoutMs);
  }

  /** The loop towards "attached", with failures told in the way the engine keeps them. */
  private async attach(
    pair: Pair,
    inputs: AttachmentInputs,
    how: {
      readonly ours: boolean;
      readonly accountId: string;
      readonly session: Session;
      readonly voice: Voice;
      readonly beganAtMs: number;
    },
  ): Promise<Reached> {
    const { session, accountId, ours, voice, beganAtMs } = how;
    const { claims } = this.run;
    const leaving = claims.leaves(pair);
    const why = "the deletion of an attachment that this program no longer has, of the same pair";
    try {
      return await ensure({
        session,
        networkInterfaceId: pair.networkInterfaceId,
        goal: {
          state: "attached",
          instanceId: pair.instanceId,
          networkCardIndex: inputs.networkCardIndex,
          trunkNetworkInstanceId: inputs.trunkNetworkInstanceId,
          moveFrom: moveFromOf(inputs),
          // What this run leaves attached for its new owner is its own to adopt.
          get ifAlreadyAttached() {
            return claims.isKept(pair) ? "adopt" : (inputs.ifAlreadyAttached ?? "adopt");
          },
          ours,
        },
        timeoutMs: this.createTimeoutMs(inputs),
        beganAtMs,
        timeoutArgument: "timeouts.create",
        declared: inputs,
        voice,
        after: leaving && { end: leaving, why },
      });
    } catch (error) {
      if (!(error instanceof Unreached) || !error.mayBeAttached) throw error;
      const reached: Reached = { how: "acted", networkInterface: error.networkInterface };
      const properties = {
        ...unseen,
        ...outputs(inputs, reached, session, accountId),
        [attachSentKey]: error.attachSent,
      };
      throw new PartialFailure(error.message, formatId(pair), withoutUndefined(properties));
    }
  }

  /** Records what the resource claims; a failure when another resource of the program claims the same interface. */
  private claim(olds: Properties, inputs: AttachmentInputs): Failure | undefined {
    const { claims } = this.run;
    const urn = optionalText(inputs.__urn);
    if (urn === undefined) return undefined;
    if (isUnknown(inputs.networkInterfaceId) || isUnknown(inputs.instanceId)) {
      claims.drop(urn);
      return undefined;
    }
    const { networkInterfaceId, instanceId } = inputs;
    const isMember = inputs.trunkNetworkInstanceId !== undefined;
    const rival = claims.record({ urn, networkInterfaceId, instanceId, isMember, previous: pairOf(olds) });
    if (!rival) return undefined;
    this.run
      .voiceOf(rival.urn)
      .error(`${networkInterfaceId} is claimed by a second resource of this program too: ${urn}.`);
    return {
      property: "networkInterfaceId",
      reason: `${networkInterfaceId} is claimed by ${rival.urn} already (for ${rival.instanceId}): an interface is attached to one instance, by one resource.`,
    };
  }

  private async preflight(olds: Properties, inputs: AttachmentInputs): Promise<readonly Failure[]> {
    const level = inputs.preflight ?? this.run.configuredPreflight() ?? "on";
    if (isUnknown(level)) return [];
    if (!isPreflightLevel(level)) {
      const reason = `eni:preflight must be "on", "strict" or "off", not "${level}"`;
      return [{ property: "preflight", reason }];
    }
    if (level === "off") return [];
    const before = pairOf(olds);
    if (before && isReplacedByUnknown(inputs)) {
      return this.judged(level, inputs, olds, before, (session) => judgeLeaving(before, session));
    }
    if (!isJudgeable(inputs, olds, (of) => this.apiOf(of))) return [];
    const question: Question = {
      inputs,
      previous: before ?? this.run.claims.of(inputs.__urn ?? "")?.previous,
      isNew: before === undefined,
      claimed: this.run.claims.on(inputs.instanceId),
    };
    return this.judged(level, inputs, inputs, inputs, (session) => judge(question, session));
  }

  private async judged(
    level: "on" | "strict",
    inputs: AttachmentInputs,
    where: Properties,
    about: Pair,
    ask: (session: Session) => Promise<Judgement>,
  ): Promise<readonly Failure[]> {
    const place = placeOf(where);
    const known = this.unaskable.get(JSON.stringify(place));
    if (known !== undefined) return this.tellUnchecked(level, "networkInterfaceId", known);
    try {
      const judged = await ask(this.run.sessionFor(place));
      const verdict = toVerdict(judged.findings, level);
      for (const warning of [...verdict.warnings, ...judged.effects]) this.warnOnLine(inputs, about, warning);
      return [...verdict.failures, ...this.tellUnchecked(level, "instanceId", judged.unchecked)];
    } catch (error) {
      const reason = this.noteUnchecked(JSON.stringify(place), error);
      return this.tellUnchecked(level, "networkInterfaceId", reason);
    }
  }

  /**
   * What has failed once fails for the others too: it is not asked again for each of a thousand attachments. A refusal
   * may be about one id; the same one of a second id is about the place, and told in the words of the first.
   */
  private noteUnchecked(place: string, error: unknown): string {
    const reason = error instanceof Error ? error.message : String(error);
    const code = error instanceof CloudError ? error.code : undefined;
    const before = this.refusedLooks.get(place);
    if (concernsOneId(error) && before?.code !== code) {
      this.refusedLooks.set(place, { code, reason });
      return reason;
    }
    this.unaskable.set(place, before?.reason ?? reason);
    return before?.reason ?? reason;
  }

  /** A replacement is checked twice: what was said is not said again. */
  private warnOnLine(inputs: AttachmentInputs, about: Pair, warning: string): void {
    const line = `${inputs.__urn}\n${warning}`;
    if (this.warned.has(line)) return;
    this.warned.add(line);
    this.speaker(inputs.__urn, about).warn(warning);
  }

  /** No credentials, no permission, no network: a pipeline for pull requests may have none of them. */
  private tellUnchecked(
    level: "on" | "strict",
    property: string,
    why: string | undefined,
  ): readonly Failure[] {
    if (why === undefined) return [];
    const reason = `not checked: ${why}`;
    if (level === "strict") return [{ property, reason }];
    this.run.warnOnce(reason);
    return [];
  }

  /** The generation of the API that an argument names; to name the default changes nothing. */
  private apiOf(properties: Properties): unknown {
    return properties.api ?? this.run.cloud.defaultApi;
  }

  /** What the instance tells of a drift: the name of the one that holds it now, or that its own is gone. */
  private async explainDrift(session: Session, pair: Pair, holder: string | undefined): Promise<string> {
    if (holder === pair.instanceId) return "";
    try {
      const instance = await session.instances.load(holder ?? pair.instanceId);
      if (holder === undefined) return instance ? "" : `, and instance ${pair.instanceId} no longer exists`;
      const isNamed = instance?.name !== undefined && instance.name !== holder;
      return isNamed ? `; the name of ${holder} is "${instance.name}"` : "";
    } catch {
      // Who may not look at instances hears of the drift all the same.
      return "";
    }
  }
}

function outputs(inputs: Properties, reached: Reached, session: Session, accountId: string): Properties {
  return withoutUndefined({
    ...inputs,
    ...observedOutputs(reached.networkInterface),
    ...placeOutputs(session, accountId),
  });
}

/** A status there must be: a resource without one would be read as a mere look at something that exists. */
const unseen: Properties = { status: "unknown", attachedTo: "" };

/** What a failed creation records of its attach, which may still come: a deletion must not overtake it. */
const attachSentKey = "__attachSent";

function attachSentOf(properties: Properties): AttachSent | undefined {
  const recorded = properties[attachSentKey] as Partial<AttachSent> | undefined | null;
  if (typeof recorded?.sentAtMs !== "number") return undefined;
  return { sentAtMs: recorded.sentAtMs, ...withoutUndefined({ taskId: optionalText(recorded.taskId) }) };
}

/** What an earlier read reported and the cloud no longer does must not stay. */
function dropObserved(properties: Properties): Properties {
  const reported = [
    "deviceIndex",
    "attachedThrough",
    "publicIpAddresses",
    "ipv6Addresses",
    "attachedAt",
    "endpoint",
  ];
  return Object.fromEntries(Object.entries(properties).filter(([key]) => !reported.includes(key)));
}

function requirePair(id: string): Pair {
  const pair = parseId(id);
  if (!pair) throw new UserError(`The id "${id}" is not of the form <networkInterfaceId>:<instanceId>.`);
  return pair;
}

function pairOf(properties: Properties): Pair | undefined {
  const networkInterfaceId = optionalText(properties.networkInterfaceId);
  const instanceId = optionalText(properties.instanceId);
  if (!networkInterfaceId || !instanceId) return undefined;
  if (networkInterfaceId === unknownValue || instanceId === unknownValue) return undefined;
  return { networkInterfaceId, instanceId };
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

/**
 * Whether an alias or another parent has given the resource another URN. A later deletion knows itself by the one in the
 * outputs, and what another resource claims by any other; so the new one is recorded.
 */
function isRenamed(olds: Properties, news: Properties): boolean {
  return (
    optionalText(olds.__urn) !== undefined &&
    optionalText(news.__urn) !== undefined &&
    news.__urn !== olds.__urn
  );
}

/** Arguments whose difference is a change in place. The network card is the drift's to judge. */
const inPlace = ["profile", "trunkNetworkInstanceId", "timeouts"];
