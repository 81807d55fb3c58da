import {
  asDetached,
  describeInterface,
  type InstanceView,
  type InterfaceView,
  type LookResult,
  lists,
  nameOf,
} from "../contract/observation";
import { describeContradiction } from "../reconcile/decide";
import type { DeletedGoal, DetachedGoal } from "../reconcile/goal";
import type { StepFinding } from "../reconcile/judge";
import { plan, type Step } from "../reconcile/plan";
import type { Session } from "../session/session";
import { OtherAccountError, requireSameAccount } from "./account";
import { judgePlan } from "./preflight";

/** What would happen if `destroy` deleted a resource now. */
export interface RemovalPreview {
  /** The interface as the cloud shows it; undefined when it no longer exists. */
  readonly seen: InterfaceView | undefined;
  /** What `destroy` would do, in order; empty when nothing is left to do. */
  readonly steps: readonly Step[];
  /** The rules that apply to these steps. */
  readonly findings: readonly StepFinding[];
  /** What `destroy` would wait for besides the rules: whole sentences. */
  readonly waits: readonly string[];
  /** Why `destroy` would fail although nothing is known of the interface. */
  readonly refusal?: string | undefined;
  /** Why nothing can be told. */
  readonly unchecked?: string;
}

/** Looks that many previews share. Each asks the cloud once for an id. */
export interface SharedLooks {
  readonly findInterface: (id: string) => Promise<InterfaceView | undefined>;
  readonly findInstance: (id: string) => Promise<InstanceView | undefined>;
}

export interface RemovalQuestion {
  readonly networkInterfaceId: string;
  readonly goal: DetachedGoal | DeletedGoal;
  /** For a detach: the instances to which something else may have moved the interface. */
  readonly mayMoveTo?: readonly string[];
  /** Something else detaches the interface before. */
  readonly isDetachedBefore?: boolean;
  /** The id in the state, the account and the endpoint that it records, and the instance that held the interface, if any. */
  readonly recorded?: {
    readonly id: string;
    readonly accountId: unknown;
    readonly endpoint: unknown;
    readonly holder: string | undefined;
  };
}

/** Judges what `destroy` would do. Throws when the cloud cannot be asked. */
export async function previewRemoval(
  question: RemovalQuestion,
  session: Session,
  looks: SharedLooks,
): Promise<RemovalPreview> {
  const { networkInterfaceId, isDetachedBefore = false, recorded } = question;
  const guard = () => recorded && whyOtherAccount(networkInterfaceId, recorded, session);
  let seen: InterfaceView | undefined;
  try {
    seen = await looks.findInterface(networkInterfaceId);
  } catch (error) {
    // Another account is the probable cause, as in a deletion.
    const refusal = await Promise.resolve(guard()).catch(() => undefined);
    if (refusal === undefined) throw error;
    return { ...nothing, refusal };
  }
  if (!seen) {
    const refusal = (await guard()) ?? (await whyListed(networkInterfaceId, recorded?.holder, looks));
    return { ...nothing, refusal };
  }
  const current = isDetachedBefore ? asDetached(seen) : seen;
  const goal = currentGoal(question, seen);
  const steps = plan(goal, current);
  if (steps.length > 0 && current.status === "unknown") {
    const unchecked = `${nameOf(seen)} is ${seen.cloudStatus}. The documentation does not list this status, so nothing follows from it.`;
    return { seen, steps, findings: [], waits: [], unchecked };
  }
  const [instance, holder] = steps.length > 0 ? await findInstances(goal, current, looks) : notLookedAt;
  const observation = { networkInterface: current, instance, holder, trunk: "not looked at" } as const;
  const { findings, unchecked } = await judgePlan(goal, networkInterfaceId, observation, session);
  // What is not known is no reason to hide what is.
  const isOpen = unchecked !== undefined && findings.every(({ rule }) => rule.lasting === "note");
  return {
    seen,
    steps,
    findings,
    ...(isOpen ? { unchecked } : {}),
    waits: steps.flatMap((step) => waitFor(step, current, goal.state === "detached" ? instance : holder)),
  };
}

const nothing = { seen: undefined, steps: [], findings: [], waits: [] };

/** An attachment is detached from where the program lets something else move it. */
function currentGoal({ goal, mayMoveTo = [] }: RemovalQuestion, { holder }: InterfaceView) {
  const mayBeThere = goal.state === "detached" && holder !== undefined && mayMoveTo.includes(holder);
  return mayBeThere ? { ...goal, instanceId: holder } : goal;
}

const notLookedAt = ["not looked at", "not looked at"] as const;

/** The instance that the goal names, and the one that holds the interface instead. */
function findInstances(
  goal: DetachedGoal | DeletedGoal,
  { holder }: InterfaceView,
  { findInstance }: SharedLooks,
): Promise<[LookResult<InstanceView>, LookResult<InstanceView>]> {
  const named = goal.state === "detached" ? goal.instanceId : undefined;
  return Promise.all([
    named === undefined ? "not looked at" : findInstance(named),
    holder === undefined || holder === named ? "not looked at" : findInstance(holder),
  ]);
}

/** What the operation waits for without a rule: a transition, and an instance that was released. */
function waitFor(step: Step, seen: InterfaceView, from: LookResult<InstanceView>): readonly string[] {
  if (step.inProgress) return [`${nameOf(seen)} is ${describeInterface(seen)}.`];
  if (step.do !== "detach" || from !== undefined) return [];
  return [
    `Instance ${step.from} no longer exists, as far as these credentials can see. The cloud frees ${nameOf(seen)} by itself.`,
  ];
}

/** As a deletion does: an interface is gone only in the account that created it. */
async function whyOtherAccount(
  networkInterfaceId: string,
  recorded: NonNullable<RemovalQuestion["recorded"]>,
  session: Session,
): Promise<string | undefined> {
  const what = `Interface ${networkInterfaceId}`;
  try {
    await requireSameAccount(what, recorded, session, recorded.id, session.lookDeadlineMs());
    return undefined;
  } catch (error) {
    if (error instanceof OtherAccountError) return error.message;
    throw error;
  }
}

/** As a deletion does: an interface that its instance lists is not gone. */
async function whyListed(
  networkInterfaceId: string,
  holder: string | undefined,
  { findInstance }: SharedLooks,
): Promise<string | undefined> {
  const instance = holder === undefined ? undefined : await findInstance(holder);
  const isListed = instance !== undefined && lists(instance, networkInterfaceId);
  return isListed ? describeContradiction({ networkInterfaceId, instanceId: instance.id }) : undefined;
}
