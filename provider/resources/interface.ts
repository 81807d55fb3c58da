import { schemasOf } from "../contract/argument-forms";
import type { InterfaceArguments } from "../contract/cloud";
import type { InterfaceView } from "../contract/observation";
import type { Properties } from "../contract/properties";
import { flag } from "../contract/schemas";
import { UserError } from "../core/errors";
import type { PresentGoal } from "../reconcile/goal";
import { OperationError } from "../reconcile/operation-error";
import { reconcile } from "../reconcile/reconcile";
import type { ReconcileResult, Reporter, Task } from "../reconcile/task";
import type { Session } from "../session/session";
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
  addressChanges,
  argumentOutputs,
  changedArguments,
  changesInPlace,
  declaredAddresses,
  declaredNames,
  declaredOf,
  declaresOtherArguments,
  describeDifferences,
  findHiddenChanges,
  isSame,
  recordedDeclaration,
  reportedDeclaration,
  shownDeclaration,
  unsettledChanges,
} from "./declared";
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
import { InterfacePreview } from "./interface-preview";
import { interfaceOutputs, placeOutputs, unlessEmpty, withoutUndefined } from "./outputs";

const newInterface = "the new interface";

/** Common arguments of an interface. The cloud defines the others. */
const commonArguments = { ...everyArgument, detachOnDelete: flag.optional() };

/** What each argument of an interface must be. */
export function interfaceSchemas({ placeArguments, arguments: own }: InterfaceArguments): Schemas {
  return { ...commonArguments, ...schemasOf({ ...placeArguments, ...own }) };
}

/** The network interface itself, on any cloud: created, changed in place, deleted. */
export class InterfaceHandler implements ResourceHandler {
  private readonly spec: InterfaceArguments;
  private readonly schemas: Schemas;
  private readonly preview: InterfacePreview;
  private readonly driftCheck: DriftCheck;

  constructor(private readonly run: Run) {
    const { networkInterface, title } = run.cloud;
    if (!networkInterface) throw new UserError(`pulumi-eni cannot create network interfaces on ${title}.`);
    this.spec = networkInterface;
    this.preview = new InterfacePreview(run, networkInterface);
    this.driftCheck = new DriftCheck(run);
    this.schemas = interfaceSchemas(networkInterface);
  }

  async check(olds: Properties, news: Properties, context: Context): Promise<readonly Failure[]> {
    if (context.urn !== undefined) this.run.checked.add(context.urn);
    const failures = [
      ...findFailures(this.run.cloud, "NetworkInterface", this.schemas, news),
      ...this.spec.conflicts(news),
    ];
    return failures.length > 0 ? failures : this.preview.check(olds, news, context);
  }

  async diff(id: string, olds: Properties, news: Properties, context: Context): Promise<Difference> {
    this.run.intents.noteRecorded(context.urn, id);
    noteRecorded(this.run, id, context);
    const recorded = { outputs: olds, privateState: context.privateState };
    const known = await this.driftCheck.look(recorded, context, (look) =>
      this.refresh(id, olds, context, look),
    );
    const { outputs, privateState } = known ?? recorded;
    const changed = changedArguments(this.spec, outputs, news);
    const place = await findPlaceChanges(this.run, { networkInterfaceId: id }, olds, news);
    // An interface that is gone is created again. Its status stands for that in the preview.
    const replaces = [...place, ...changed.replaces, ...(known ? [] : ["status"])];
    // A later deletion finds these only in the state, so they are stored there.
    const isKeptOtherwise = ["profile", "timeouts", "detachOnDelete"].some((key) =>
      isChanged(olds[key], news[key]),
    );
    const changes =
      replaces.length > 0 ||
      changed.inPlace.length > 0 ||
      isKeptOtherwise ||
      declaresOtherArguments(this.spec, privateState, news);
    if (replaces.length === 0) await this.preview.addresses.tell(id, outputs, news, context);
    const deleteFirst = replaces.length > 0 && (await this.preview.mustDeleteFirst(olds, news, context, id));
    return { changes, replaces, deleteFirst };
  }

  async create(inputs: Properties, context: Context): Promise<ResourceState> {
    const { claims, planned } = this.run;
    const session = this.run.sessionFor(placeOf(inputs));
    planned.begin(context.urn, session.mechanics.clock.now());
    const task = this.createTask(inputs, session, context);
    // Asked before the create, so that every recorded interface names its account.
    const accountId = await session.accountId(session.mechanics.clock.now() + task.timeoutMs);
    const result = await this.reconcileCreate(task, inputs, accountId, context);
    const made = result.networkInterface;
    if (!made) throw new UserError(`${newInterface} was created, but no longer exists.`);
    await this.requireRegion(made, inputs, session);
    claims.noteCreated(made.id, context.urn);
    if (result.outcome === "unchanged") {
      this.reporter(context, made.id).warn(
        "was created a moment ago by an interrupted run, and is kept. If another stack with the same name, on another backend, created it, only one of the two may keep it.",
      );
    }
    return this.stateOf(made.id, inputs, made, { session, accountId, createdByRun: claims.run });
  }

  async update(id: string, olds: Properties, news: Properties, context: Context): Promise<ResourceState> {
    const session = this.run.sessionFor(placeOf(news));
    session.recorded.note({ networkInterfaceId: id });
    const accountId = optionalText(olds.accountId) ?? (await session.accountId());
    const recorded = { outputs: olds, privateState: context.privateState };
    const { outputs: known, privateState } = this.driftCheck.latest(recorded, context);
    const { createdByRun } = privateState;
    const result = await this.reconcileChange(
      olds,
      context,
      { session, accountId, createdByRun },
      {
        session,
        networkInterfaceId: id,
        goal: {
          state: "present",
          mayCreate: false,
          createRepeats: false,
          differences: changesInPlace(this.spec, known, news),
          addresses: addressChanges(this.spec, known, news, privateState.addresses ?? []),
          hiddenChanges: findHiddenChanges(this.spec, olds, news),
        },
        timeoutMs: this.createTimeoutMs(news),
        timeoutArgument: "timeouts.create",
        declared: news,
        reporter: this.reporter(context, id),
      },
    );
    return this.stateOf(id, news, result.networkInterface, { session, accountId, createdByRun });
  }

  /** Changes the interface. A failure after a possible change records the interface as last seen. */
  private async reconcileChange(
    olds: Properties,
    context: Context,
    origin: Origin,
    task: Task,
  ): Promise<ReconcileResult> {
    try {
      return await reconcile(task);
    } catch (error) {
      if (!(error instanceof OperationError)) throw error;
      const { networkInterfaceId: id, networkInterface: seen, mayHaveActed } = error;
      const message = await this.preview.describeFailure("change", error, task, context);
      if (!mayHaveActed || id === undefined) throw new UserError(message);
      const before = context.privateState;
      const news = task.declared;
      const { outputs, privateState } = this.stateOf(id, news, seen, origin);
      const unsettled = unsettledChanges(this.spec, { olds, news, outputs }, seen);
      const known = Object.entries(outputs).filter(([name]) => !unsettled.includes(name));
      // An address that the program no longer declares may not be unassigned yet.
      const addresses = [...new Set([...(before.addresses ?? []), ...(privateState.addresses ?? [])])];
      throw new PartialFailure(message, {
        id,
        outputs: Object.fromEntries(known),
        privateState: { ...privateState, addresses: unlessEmpty(addresses) },
      });
    }
  }

  read(id: string, olds: Properties, context: Context): Promise<RefreshedState | undefined> {
    this.run.intents.noteRecorded(context.urn, id);
    return this.refresh(id, olds, context);
  }

  private async refresh(
    id: string,
    olds: Properties,
    context: Context,
    firstLook?: FirstLook,
  ): Promise<RefreshedState | undefined> {
    const reporter = this.reporter(context, id);
    const look = await readTarget(this.run, targetOf(id, olds), olds, reporter, firstLook);
    if (!look) return undefined;
    const { seen, session, accountId } = look;
    const declared = recordedDeclaration(this.spec, olds, context.privateState);
    const asDeclared = ["regionId", "profile", "api", "timeouts", "preflight", "detachOnDelete"];
    const common = withoutUndefined(Object.fromEntries(asDeclared.map((key) => [key, olds[key]])));
    const outputs = withoutUndefined({
      ...common,
      ...this.observed(declared, seen),
      ...placeOutputs(session, accountId),
    });
    for (const difference of describeDifferences(this.spec, declared, seen)) reporter.warn(`${difference}.`);
    const isDetached = olds.detachOnDelete === true && seen.holder !== undefined;
    if (isDetached) for (const note of await tellOfDetach(look)) reporter.info(note);
    const shown = shownDeclaration(this.spec, declared, seen);
    const inputs = isSame(shown, declared) ? undefined : { ...common, ...shown };
    return { id, outputs, inputs, privateState: { ...context.privateState, declared: Object.keys(shown) } };
  }

  async adopt(id: string, place: Properties, context: Context): Promise<RefreshedState> {
    const named = Object.keys(place);
    const known = Object.entries(this.schemas).filter(
      ([name]) => name === "regionId" || named.includes(name),
    );
    const failures = findFailures(this.run.cloud, "NetworkInterface", Object.fromEntries(known), place);
    requireImportable(id, failures);
    const look = await readTarget(this.run, targetOf(id, {}), place, this.reporter(context, id));
    if (!look) throw new UserError(`${id} cannot be imported: it no longer exists.`);
    const { seen, session, accountId } = look;
    requireNotPrimary(seen);
    const inputs = { ...place, ...reportedDeclaration(this.spec, seen) };
    return { ...this.stateOf(id, inputs, seen, { session, accountId, createdByRun: importedByRun }), inputs };
  }

  async delete(id: string, olds: Properties, context: Context): Promise<void> {
    const { claims } = this.run;
    if (claims.isCreatedAgain(id, context.privateState.createdByRun)) {
      this.reporter(context, id).info(
        "not replaced: a run took the interface for one that an interrupted run had just created. To replace it now, run `pulumi up --refresh --replace` with its URN.",
      );
      return;
    }
    try {
      await this.deleteOne(id, olds, context);
    } catch (error) {
      // Imported resources do not depend on each other, so the engine deletes an interface and its attachment together.
      const detach = claims.detachOfInterface(id);
      if (!detach) throw error;
      await detach;
      await this.deleteOne(id, olds, context);
    }
    this.run.sessionFor(placeOf(olds)).noteDeleted(id);
  }

  private async deleteOne(id: string, olds: Properties, context: Context): Promise<void> {
    const claim = this.run.claims.onInterface(id, context.urn);
    await deleteTarget(this.run, targetOf(id, olds), olds, {
      goal: {
        state: "deleted",
        detachFirst: olds.detachOnDelete === true && !claim,
        claimedBy: claim?.urn,
      },
      reporter: this.reporter(context, id),
    });
  }

  /** When only the subnet decides the region, the new interface shows a wrong `regionId`. */
  private async requireRegion(made: InterfaceView, inputs: Properties, session: Session): Promise<void> {
    if (made.regionId === undefined || made.regionId === inputs.regionId) return;
    const isGone = await this.tryDelete(made.id, inputs, session);
    throw new UserError(
      `The subnet ${String(inputs.subnetId)} is in region ${made.regionId}, not in ${String(inputs.regionId)}. Correct \`regionId\` or \`subnetId\`. ${isGone ? "The new interface was deleted again." : `Delete ${made.id}, which was created there.`}`,
    );
  }

  private createTask(inputs: Properties, session: Session, context: Context): Task {
    const { regionId, api } = session.place;
    const made = { regionId, api: api ?? this.run.cloud.defaultApi, ...declaredOf(this.spec, inputs) };
    const timeoutMs = this.createTimeoutMs(inputs);
    // After a failed run with a short time-out, the next run may come later than that time-out.
    const maxAgeMs = Math.max(timeoutMs, this.run.cloud.limits.createTimeoutMs);
    const beganAtMs = session.mechanics.clock.now();
    const goal: PresentGoal = {
      state: "present",
      mayCreate: true,
      createRepeats: session.connection.quirks?.createRepeats === true,
      differences: () => undefined,
    };
    return {
      session,
      beganAtMs,
      networkInterfaceId: undefined,
      intent: this.run.intents.begin(context.urn, made, maxAgeMs, beganAtMs),
      goal,
      timeoutMs,
      timeoutArgument: "timeouts.create",
      declared: inputs,
      reporter: this.reporter(context, newInterface),
    };
  }

  /** Creates the interface. A failure after a possible create carries what the state must keep. */
  private async reconcileCreate(
    task: Task,
    inputs: Properties,
    accountId: string,
    context: Context,
  ): Promise<ReconcileResult> {
    const { session } = task;
    try {
      return await reconcile(task);
    } catch (error) {
      if (!(error instanceof OperationError)) throw error;
      const { networkInterfaceId: id, networkInterface: seen } = error;
      const message = await this.preview.describeFailure("create", error, task, context);
      if (id === undefined) throw new UserError(message);
      if (seen?.status === "failed" && (await this.tryDelete(id, inputs, session))) {
        throw new UserError(`${message} It was deleted again.`);
      }
      const { run: createdByRun } = this.run.claims;
      throw new PartialFailure(message, this.stateOf(id, inputs, seen, { session, accountId, createdByRun }));
    }
  }

  /** Deletes an interface whose creation failed; nothing else can be done with it. Returns whether it is gone. */
  private async tryDelete(id: string, inputs: Properties, session: Session): Promise<boolean> {
    try {
      await reconcile({
        session,
        networkInterfaceId: id,
        goal: { state: "deleted", detachFirst: false },
        timeoutMs: timeoutOf(inputs, "delete", this.run.cloud.limits.deleteTimeoutMs),
        timeoutArgument: "timeouts.delete",
        declared: inputs,
        reporter: reporterOn(this.run, { urn: undefined, privateState: {} }, id),
      });
      return true;
    } catch {
      return false;
    }
  }

  private stateOf(
    id: string,
    inputs: Properties,
    view: InterfaceView | undefined,
    { session, accountId, createdByRun }: Origin,
  ): ResourceState {
    const outputs = withoutUndefined({
      ...inputs,
      // The status tells our interface from one that is only looked up with `get`.
      ...(view ? this.observed(declaredOf(this.spec, inputs), view) : { status: "unknown" }),
      ...placeOutputs(session, accountId),
    });
    const privateState = {
      declared: declaredNames(this.spec, inputs),
      createdByRun,
      addresses: unlessEmpty(declaredAddresses(this.spec, inputs)),
    };
    return { id, outputs, privateState };
  }

  private observed(declared: Properties, view: InterfaceView): Properties {
    return { ...interfaceOutputs(view), ...argumentOutputs(this.spec, declared, view) };
  }

  private createTimeoutMs(inputs: Properties): number {
    return timeoutOf(inputs, "create", this.run.cloud.limits.createTimeoutMs);
  }

  private reporter(context: Context, id: string): Reporter {
    return reporterOn(this.run, context, id);
  }
}

/** The place and the account of an interface, and the run that created it. */
interface Origin {
  readonly session: Session;
  readonly accountId: string;
  readonly createdByRun: string | undefined;
}

function targetOf(id: string, olds: Properties): Target {
  return { id, networkInterfaceId: id, lastHolder: optionalText(olds.attachedTo) };
}
