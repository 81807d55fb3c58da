import { type InstanceView, type InterfaceView, unknownInterface } from "../contract/observation";
import type { Properties } from "../contract/properties";
import { describeFinding, findFindings } from "../contract/rules";
import { UserError } from "../core/errors";
import { isUnknown } from "../core/unknown";
import { reconcile } from "../reconcile/reconcile";
import type { ReconcileResult, Reporter, Task } from "../reconcile/task";
import type { Session } from "../session/session";
import { isOtherAccount, requireSameAccount, withAccountCheck } from "./account";
import { optionalText, placeOf, timeoutOf } from "./arguments";
import type { FirstLook } from "./drift-check";
import type { Context, Run } from "./handler";
import { lookAgain } from "./look-again";

/** What the reads and deletions of attachment and interface have in common. */
export interface Target {
  /** The id in the engine's state. */
  readonly id: string;
  readonly networkInterfaceId: string;
  /** The instance in the resource's id, if any. */
  readonly instanceId?: string;
  /** The instance that held it at the last look, if any. */
  readonly lastHolder: string | undefined;
}

/** The interface that a read found, and where. */
export interface ReadResult {
  readonly seen: InterfaceView;
  readonly session: Session;
  readonly accountId: string;
  /** A look with `get` at something that no program created. It declares nothing. */
  readonly isGet: boolean;
}

/** The changed arguments that select another place, account or API. Each makes it another resource. */
export async function findPlaceChanges(
  run: Run,
  target: Pick<Target, "networkInterfaceId" | "instanceId">,
  olds: Properties,
  news: Properties,
): Promise<readonly string[]> {
  const isOther = await isOtherAccount(() => run.sessionFor(placeOf(news)), target, olds, news);
  return [
    ...(news.regionId === olds.regionId ? [] : ["regionId"]),
    ...(apiOf(run, news) === apiOf(run, olds) ? [] : ["api"]),
    ...(isOther ? ["profile"] : []),
  ];
}

/**
 * Notes what the state has for a resource of the program. A refresh compares every resource too, also one that waits
 * for its deletion, but before all checks.
 */
export function noteRecorded({ checked, claims }: Run, id: string, { urn, privateState }: Context): void {
  if (urn !== undefined && checked.has(urn)) claims.noteRecorded(id, privateState.createdByRun);
}

/** The generation of the API that an argument selects. Naming the default is not a change. */
export function apiOf(run: Run, properties: Properties): unknown {
  return properties.api ?? run.cloud.defaultApi;
}

/** Whether an argument has a new value, or one that is not known yet. */
export function isChanged(before: unknown, after: unknown): boolean {
  return isUnknown(after) || JSON.stringify(before ?? null) !== JSON.stringify(after ?? null);
}

/** Looks at a recorded resource. Undefined: it is gone, in the account in which it was created. */
export async function readTarget(
  run: Run,
  target: Target,
  olds: Properties,
  reporter: Reporter,
  look?: FirstLook,
): Promise<ReadResult | undefined> {
  const session = run.sessionFor(placeOf(olds));
  const { networkInterfaceId } = target;
  const isGet = olds.status === undefined;
  if (!isGet) session.recorded.note(target);
  const requireAccount = accountGuard(target, olds, session, session.lookDeadlineMs());
  const first =
    look ??
    ((id: string) =>
      isGet ? session.interfaces.load(id) : session.readInterface(id, optionalText(olds.vpcId)));
  let seen = await withAccountCheck(() => first(networkInterfaceId), requireAccount);
  if (!seen) {
    if (isGet) throw new UserError(`${target.id}: ${describeUnknown(networkInterfaceId, session)}`);
    await requireAccount();
    seen = await lookAgain(networkInterfaceId, target.lastHolder, session);
  }
  if (!seen) {
    reporter.warn(`the interface no longer exists in ${session.place.regionId}.`);
    return undefined;
  }
  const accountId = optionalText(olds.accountId) ?? (await session.accountId());
  return { seen, session, accountId, isGet };
}

/**
 * Carries out a deletion. When the interface turns out to be gone, the account must be the one in which it was created.
 */
export async function deleteTarget(
  run: Run,
  target: Target,
  olds: Properties,
  task: Pick<Task, "goal" | "reporter" | "sentAttach" | "isClaimed">,
): Promise<ReconcileResult> {
  const session = run.sessionFor(placeOf(olds));
  session.recorded.note(target);
  const timeoutMs = timeoutOf(olds, "delete", run.cloud.limits.deleteTimeoutMs);
  const requireAccount = accountGuard(target, olds, session, session.mechanics.clock.now() + timeoutMs);
  const { networkInterfaceId } = target;
  const result = await withAccountCheck(
    () =>
      reconcile({
        ...task,
        session,
        networkInterfaceId,
        timeoutMs,
        timeoutArgument: "timeouts.delete",
        declared: olds,
      }),
    requireAccount,
  );
  if (result.outcome === "gone") await requireAccount();
  return result;
}

function accountGuard(target: Target, olds: Properties, session: Session, deadlineMs: number) {
  const what = `Interface ${target.networkInterfaceId}`;
  return () => requireSameAccount(what, olds, session, target.id, deadlineMs);
}

/** The text of the rule about an interface that the cloud does not know. */
export function describeUnknown(networkInterfaceId: string, { rules, place }: Session): string {
  const [finding] = findFindings(rules, "attach", {
    networkInterface: unknownInterface(networkInterfaceId),
    instance: undefined,
    regionId: place.regionId,
    vpcId: place.vpcId,
    unknown: ["networkInterface"],
  });
  return finding ? `${finding.reason} ${finding.remedy}` : "The cloud does not know the interface.";
}

/**
 * What stands against the detach of a deletion now, and what the detach would do besides. A preview of a destroy with a
 * refresh only reads, so a read says it.
 */
export async function tellOfDetach({
  seen,
  session,
}: Pick<ReadResult, "seen" | "session">): Promise<readonly string[]> {
  const { regionId, vpcId } = session.place;
  const instance = await lookAtHolder(seen, session);
  const findings = findFindings(session.rules, "detach", {
    networkInterface: await session.withBindingsIfShown(seen, instance),
    instance,
    regionId,
    vpcId,
  });
  return findings
    .filter(({ rule }) => rule.lasting !== "passing")
    .map((finding) => {
      const text = describeFinding(finding);
      return finding.rule.lasting === "note" ? text : `a destroy would be refused now. ${text}`;
    });
}

async function lookAtHolder(seen: InterfaceView, session: Session): Promise<InstanceView | undefined> {
  try {
    return await session.readHolder(seen);
  } catch {
    // Without permission to look at instances, what is known of the interface is still told.
    return undefined;
  }
}
