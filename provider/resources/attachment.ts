import type { InterfaceView } from "../contract/observation";
import type { Properties } from "../contract/properties";
import { messageOf, UserError } from "../core/errors";
import { isUnknown } from "../core/unknown";
import { OperationError } from "../reconcile/operation-error";
import { reconcile } from "../reconcile/reconcile";
import type { ReconcileResult, Reporter } from "../reconcile/task";
import type { Session } from "../session/session";
import {
  type AttachmentInputs,
  declaredArguments,
  type Failure,
  findAttachmentFailures,
  formatId,
  mayMoveToOf,
  moveFromOf,
  nameOfPair,
  optionalText,
  type Pair,
  pairOf,
  parseId,
  placeOf,
  timeoutOf,
} from "./arguments";
import { AttachmentPreview } from "./attachment-preview";
import { currentPair, findCurrentPair } from "./current-pair";
import { dropObserved, explainDrift, findDrift, refreshedProperties } from "./drift";
import { DriftCheck, type FirstLook } from "./drift-check";
import {
  deleteTarget,
  findPlaceChanges,
  isChanged,
  noteRecorded,
  readTarget,
  type Target,
  tellOfDetach,
} from "./flow";
import {
  type Context,
  type Difference,
  PartialFailure,
  type RefreshedState,
  type ResourceHandler,
  type ResourceState,
  type Run,
  reporterOn,
} from "./handler";
import { importedByRun, requireImportable, requireNotPrimary } from "./import";
import { observedOutputs, placeOutputs, withoutUndefined } from "./outputs";
import { attachmentOf } from "./preflight";

/** The attachment of an interface to an instance, on any cloud. */
export class AttachmentHandler implements ResourceHandler {
  private readonly preview: AttachmentPreview;
  private readonly driftCheck: DriftCheck;

  constructor(private readonly run: Run) {
    this.preview = new AttachmentPreview(run);
    this.driftCheck = new DriftCheck(run);
  }

  async check(olds: Properties, news: Properties, context: Context): Promise<readonly Failure[]> {
    if (context.urn !== undefined) this.run.checked.add(context.urn);
    const failures = findAttachmentFailures(this.run.cloud, news);
    if (failures.length > 0) return failures;
    const inputs = news as AttachmentInputs;
    const rival = this.claim(olds, inputs, context);
    return rival ? [rival] : this.preview.check(olds, inputs, context);
  }

  async diff(id: string, olds: Properties, news: Properties, context: Context): Promise<Difference> {
    const pair = requirePair(id);
    noteRecorded(this.run, id, context);
    const replaces = [
      ...(["networkInterfaceId", "instanceId"] as const).filter((key) => news[key] !== pair[key]),
      ...(await findPlaceChanges(this.run, pair, olds, news)),
    ];
    const recorded = { outputs: olds, privateState: context.privateState };
    const known = await this.driftCheck.look(recorded, context, (look) =>
      this.refresh(id, olds, context, look),
    );
    const drift = known ? findDrift(pair, known.outputs, news) : "its interface is gone";
    if (drift !== undefined && replaces.length === 0) {
      await this.preview.warnOfCorrection(pair, news as AttachmentInputs, context);
    }
    const changes =
      replaces.length > 0 ||
      drift !== undefined ||
      inPlace.some((key) => isChanged(olds[key], news[key])) ||
      // An output of every attachment, and an argument of some.
      isUnknown(news.networkCardIndex) ||
      (news.vpcId !== undefined && news.vpcId !== olds.vpcId);
    // Created first, the new resource would adopt the attachment, and the deletion of the old one would detach it.
    return { changes, replaces, deleteFirst: true };
  }

  async create(news: Properties, context: Context): Promise<ResourceState> {
    const inputs = news as AttachmentInputs;
    const { claims } = this.run;
    try {
      return await this.attachNew(inputs, context);
    } catch (error) {
      if (error instanceof PartialFailure) throw error;
      // Another resource left its attachment to this one, so it has no other owner.
      if (claims.isLeftAttached(inputs)) {
        const outputs = { ...inputs, ...unknownOutputs };
        const privateState = { declared: declaredArguments(inputs), createdByRun: claims.run };
        throw new PartialFailure(messageOf(error), { id: formatId(inputs), outputs, privateState });
      }
      if (context.urn !== undefined) claims.noteFailed(context.urn);
      throw error;
    }
  }

  private async attachNew(inputs: AttachmentInputs, context: Context): Promise<ResourceState> {
    const { claims } = this.run;
    const session = this.run.sessionFor(placeOf(inputs));
    const beganAtMs = session.mechanics.clock.now();
    // Asked before the attach, so that every recorded attachment names its account.
    const accountId = await session.accountId(beganAtMs + this.createTimeoutMs(inputs));
    const reporter = this.reporter(context, inputs);
    const createdByRun = claims.run;
    const options = {
      ours: false,
      mayReattach: false,
      accountId,
      session,
      reporter,
      beganAtMs,
      createdByRun,
    };
    const result = await this.attach(inputs, inputs, options);
    if (result.outcome === "unchanged") {
      reporter.info("was already attached and is adopted; destroy will detach it.");
    }
    claims.noteCreated(formatId(inputs), context.urn);
    return stateOf(inputs, inputs, result, options);
  }

  async update(id: string, olds: Properties, news: Properties, context: Context): Promise<ResourceState> {
    const pair = requirePair(id);
    const inputs = news as AttachmentInputs;
    const session = this.run.sessionFor(placeOf(inputs));
    session.recorded.note(pair);
    const beganAtMs = session.mechanics.clock.now();
    const accountId =
      optionalText(olds.accountId) ?? (await session.accountId(beganAtMs + this.createTimeoutMs(inputs)));
    const recorded = { outputs: olds, privateState: context.privateState };
    const known = this.driftCheck.latest(recorded, context);
    const mayReattach =
      isChanged(olds.trunkNetworkInstanceId, news.trunkNetworkInstanceId) ||
      findDrift(pair, known.outputs, news) !== undefined;
    const reporter = this.reporter(context, pair);
    const { createdByRun } = context.privateState;
    const options = { ours: true, mayReattach, accountId, session, reporter, beganAtMs, createdByRun };
    return stateOf(pair, inputs, await this.attach(pair, inputs, options), options);
  }

  /** Attaches the interface. A failure after a call carries what the state must keep. */
  private async attach(
    pair: Pair,
    inputs: AttachmentInputs,
    options: AttachOptions,
  ): Promise<ReconcileResult> {
    const { session, ours, mayReattach, reporter, beganAtMs } = options;
    const { claims } = this.run;
    const earlierDetach = claims.detachOf(pair);
    const { instanceId } = await findCurrentPair(pair, mayMoveToOf(inputs), session);
    const why = "the deletion of the same attachment, which this program no longer has";
    try {
      return await reconcile({
        session,
        networkInterfaceId: pair.networkInterfaceId,
        goal: {
          ...attachmentOf(inputs),
          state: "attached",
          instanceId,
          moveFrom: moveFromOf(inputs),
          // The attachment that this run left for its new owner counts as the resource's own.
          get ifAlreadyAttached() {
            return claims.isLeftAttached(pair) ? "adopt" : (inputs.ifAlreadyAttached ?? "adopt");
          },
          ours,
          mayReattach,
        },
        timeoutMs: this.createTimeoutMs(inputs),
        beganAtMs,
        timeoutArgument: "timeouts.create",
        declared: inputs,
        reporter,
        after: earlierDetach && { end: earlierDetach, why },
      });
    } catch (error) {
      if (!(error instanceof OperationError) || !error.mayBeAttached) throw error;
      const result: ReconcileResult = { outcome: "changed", networkInterface: error.networkInterface };
      const { id, outputs, privateState: declared } = stateOf(pair, inputs, result, options);
      const privateState = { ...declared, sentAttach: error.sentAttach };
      throw new PartialFailure(error.message, {
        id,
        outputs: { ...unknownOutputs, ...outputs },
        privateState,
      });
    }
  }

  read(id: string, olds: Properties, context: Context): Promise<RefreshedState | undefined> {
    return this.refresh(id, olds, context);
  }

  private async refresh(
    id: string,
    olds: Properties,
    context: Context,
    firstLook?: FirstLook,
  ): Promise<RefreshedState | undefined> {
    const pair = requirePair(id);
    const reporter = this.reporter(context, pair);
    const look = await readTarget(this.run, targetOf(id, pair), olds, reporter, firstLook);
    if (!look) return undefined;
    const { seen, session, accountId, isGet } = look;
    if (isGet) requireAttached(seen, pair);
    const observed = withoutUndefined({
      ...dropObserved(olds),
      ...pair,
      ...observedOutputs(seen),
      ...placeOutputs(session, accountId),
    });
    // A look with `get` does not declare a trunk, so any trunk is right.
    const declared = isGet ? { ...olds, trunkNetworkInstanceId: seen.trunkInterfaceId } : olds;
    const { outputs, inputs } = refreshedProperties(observed, declared, pair, context.privateState);
    const drift = findDrift(pair, outputs, declared);
    if (drift) reporter.warn(`${drift}${await explainDrift(session, pair, seen.holder)}`);
    if (seen.holder === pair.instanceId) for (const note of await tellOfDetach(look)) reporter.info(note);
    return { id, outputs, inputs, privateState: context.privateState };
  }

  async adopt(id: string, place: Properties, context: Context): Promise<RefreshedState> {
    const pair = requirePair(id);
    const named = { ...place, ...pair };
    requireImportable(id, findAttachmentFailures(this.run.cloud, named));
    const look = await readTarget(this.run, targetOf(id, pair), place, this.reporter(context, pair));
    if (!look) throw new UserError(`${id} cannot be imported: the interface no longer exists.`);
    const { seen, session, accountId } = look;
    requireNotPrimary(seen);
    requireAttached(seen, pair);
    const inputs = withoutUndefined({ ...named, trunkNetworkInstanceId: seen.trunkInterfaceId });
    const origin = { session, accountId, createdByRun: importedByRun };
    return { ...stateOf(pair, inputs, { outcome: "unchanged", networkInterface: seen }, origin), inputs };
  }

  async delete(id: string, olds: Properties, context: Context): Promise<void> {
    const pair = requirePair(id);
    if (context.urn !== undefined) this.run.claims.noteDeleted(context.urn);
    if (this.leaveToOwner(pair, context)) return;
    if (this.run.claims.isCreatedAgain(id, context.privateState.createdByRun)) {
      this.reporter(context, pair).info("not detached, because its replacement in this run has adopted it.");
      return;
    }
    await this.run.claims.trackDetach(pair, () => this.detach(id, pair, olds, context));
  }

  /** Whether another resource of the run has the same attachment now. Then it stays attached. */
  private leaveToOwner(pair: Pair, context: Context): boolean {
    const { claims } = this.run;
    const owner = claims.ownerOf(pair, context.urn);
    if (!owner) return false;
    if (claims.hasFailed(owner.urn)) {
      throw new UserError(
        `${formatId(pair)} stays attached and in the state: ${owner.urn} has the same attachment now, and could not be created. Run again when that is possible.`,
      );
    }
    if (owner.isUnowned) {
      const name = (context.urn ?? "").split("::").at(-1);
      throw new UserError(
        `${formatId(pair)} stays attached and in the state: ${owner.urn} of the program declares the same attachment, but the state does not have that resource, because this run does not include it or could not create it. Run \`pulumi up\` for both. If the resource was renamed, give the new one the option \`aliases: [{ name: "${name}" }]\`. To destroy it anyway, run \`pulumi destroy\` without the program.`,
      );
    }
    claims.noteLeftAttached(pair);
    this.reporter(context, pair).info(`not detached, because ${owner.urn} has it now.`);
    return true;
  }

  private async detach(id: string, pair: Pair, olds: Properties, context: Context): Promise<void> {
    const mayMoveTo = mayMoveToOf(olds);
    let at = await findCurrentPair(pair, mayMoveTo, this.run.sessionFor(placeOf(olds)));
    let result = await this.detachFrom(at, id, olds, context);
    // Something moved it meanwhile. The number of tries is limited by the number of instances.
    for (let moves = 0; result.outcome === "held by another" && moves < mayMoveTo.length; moves += 1) {
      const next = currentPair(pair, mayMoveTo, result.networkInterface?.holder);
      if (next.instanceId === at.instanceId) break;
      at = next;
      result = await this.detachFrom(at, id, olds, context);
    }
    if (result.outcome === "claimed") this.leaveToOwner(at, context);
    if (result.outcome === "held by another") {
      const { holder } = result.networkInterface ?? {};
      this.reporter(context, pair).info(`it is now attached to ${holder} and stays there.`);
    }
  }

  private detachFrom(at: Pair, id: string, olds: Properties, context: Context): Promise<ReconcileResult> {
    const { claims } = this.run;
    return deleteTarget(this.run, targetOf(id, at), olds, {
      goal: { state: "detached", instanceId: at.instanceId },
      reporter: this.reporter(context, at),
      sentAttach: context.privateState.sentAttach,
      isClaimed: () => claims.ownerOf(at, context.urn) !== undefined,
    });
  }

  private reporter(context: Context, pair: Pair): Reporter {
    return reporterOn(this.run, context, nameOfPair(pair));
  }

  private createTimeoutMs(inputs: Properties): number {
    return timeoutOf(inputs, "create", this.run.cloud.limits.createTimeoutMs);
  }

  /** Records the resource's claim. Returns a failure when another resource of the program claims the same interface. */
  private claim(olds: Properties, inputs: AttachmentInputs, context: Context): Failure | undefined {
    const { claims } = this.run;
    const { urn } = context;
    if (urn === undefined) return undefined;
    const { instanceId } = inputs;
    if (isUnknown(instanceId)) {
      claims.drop(urn);
      return undefined;
    }
    const networkInterfaceId = isUnknown(inputs.networkInterfaceId)
      ? this.run.planned.forAttachment(context.urn, context.interfaceUrn).id
      : inputs.networkInterfaceId;
    const isMember = inputs.trunkNetworkInstanceId !== undefined;
    const mayMoveTo = mayMoveToOf(inputs);
    const previous = pairOf(olds);
    const rival = claims.record({ urn, networkInterfaceId, instanceId, isMember, mayMoveTo, previous });
    if (!rival) return undefined;
    this.run
      .reporterFor(rival.urn)
      .error(`A second resource of this program also attaches ${networkInterfaceId}: ${urn}.`);
    return {
      property: "networkInterfaceId",
      reason: `${rival.urn} already attaches ${networkInterfaceId} to ${rival.instanceId}. Only one resource can attach an interface, to one instance.`,
    };
  }
}

interface AttachOptions {
  readonly ours: boolean;
  readonly mayReattach: boolean;
  readonly accountId: string;
  readonly session: Session;
  readonly reporter: Reporter;
  readonly beganAtMs: number;
  readonly createdByRun: string | undefined;
}

function stateOf(
  pair: Pair,
  inputs: Properties,
  { networkInterface }: ReconcileResult,
  { session, accountId, createdByRun }: Pick<AttachOptions, "session" | "accountId" | "createdByRun">,
): ResourceState {
  const outputs = withoutUndefined({
    ...inputs,
    ...observedOutputs(networkInterface),
    ...placeOutputs(session, accountId),
  });
  return { id: formatId(pair), outputs, privateState: { declared: declaredArguments(inputs), createdByRun } };
}

/** The state needs a status: a resource without one counts as looked up with `get`. */
const unknownOutputs: Properties = { status: "unknown", attachedTo: "" };

function requireAttached({ holder, cloudStatus }: InterfaceView, pair: Pair): void {
  if (holder === pair.instanceId) return;
  const where = holder === undefined ? `it is ${cloudStatus}` : `${holder} holds it`;
  throw new UserError(`${pair.networkInterfaceId} is not attached to ${pair.instanceId}: ${where}.`);
}

function targetOf(id: string, pair: Pair): Target {
  return { id, ...pair, lastHolder: pair.instanceId };
}

function requirePair(id: string): Pair {
  const pair = parseId(id);
  if (!pair) throw new UserError(`The id "${id}" is not of the form <networkInterfaceId>:<instanceId>.`);
  return pair;
}

/** The arguments that are changed in place. The check for drift covers the network card. */
const inPlace = ["profile", "trunkNetworkInstanceId", "timeouts", "mayMoveTo"];
