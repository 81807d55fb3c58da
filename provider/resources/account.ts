import type { Properties } from "../contract/properties";
import { UserError } from "../core/errors";
import { isUnknown } from "../core/unknown";
import { OperationError } from "../reconcile/operation-error";
import type { Session } from "../session/session";

/** Where a resource was created, as its outputs record it. Without an endpoint, it was the documented one. */
export interface RecordedPlace {
  readonly accountId?: unknown;
  readonly endpoint?: unknown;
}

/**
 * Must pass before anything counts as gone: the run must use the account and the endpoint with which the resource was
 * created. A forgotten variable of the emulator, another profile, the keys of another region or an endpoint that knows
 * nothing must never empty a stack.
 */
export async function requireSameAccount(
  what: string,
  { accountId: recorded, endpoint }: RecordedPlace,
  session: Session,
  id: string,
  deadlineMs: number,
): Promise<void> {
  if (typeof recorded !== "string" || recorded === "") return;
  const isSame = await isSameAccount(recorded, session, deadlineMs).catch((error: Error) => {
    throw new UserError(
      `${what} is not listed, and it cannot be checked whether this run uses the account in which it was created (${recorded}): ${error.message} The state is kept.`,
    );
  });
  if (isSame) return requireTrustedEndpoint(what, recorded, endpoint, session, id, deadlineMs);
  const now = await currentAccount(recorded, session, deadlineMs);
  throw new OtherAccountError(
    `${what} is not listed, but this run uses another account than the one in which it was created: recorded ${recorded}, now ${now} at ${session.connection.identity.endpoint}. The state is kept. Use the credentials and the endpoint of the recorded account. If you know that ${id} is gone, remove it from the state with \`pulumi state delete\`.`,
  );
}

/**
 * An account is the same at every endpoint. So another endpoint than the recorded one is believed only once it shows
 * something that the stack recorded.
 */
async function requireTrustedEndpoint(
  what: string,
  accountId: string,
  recorded: unknown,
  session: Session,
  id: string,
  deadlineMs: number,
): Promise<void> {
  const { endpoint, endpointIsDefault } = session.connection.identity;
  const isRecorded = endpointIsDefault ? recorded === undefined : recorded === endpoint;
  if (isRecorded || isEndpointAndKey(accountId) || (await session.recorded.areSeen(deadlineMs))) return;
  const before = typeof recorded === "string" ? recorded : "the documented one";
  throw new OtherAccountError(
    `${what} is not listed, but this run uses another endpoint than the one with which it was created: recorded ${before}, now ${endpoint}. Nothing that the stack recorded is visible there. The state is kept. Use the recorded endpoint. If you know that ${id} is gone, remove it from the state with \`pulumi state delete\`.`,
  );
}

/** The run uses another account, or another endpoint, than the one with which the resource was created. */
export class OtherAccountError extends UserError {}

/**
 * Works on a recorded resource. When the work fails and has not seen the interface, another account is the probable
 * cause. Then the error names the account instead of the cloud's answer.
 */
export async function withAccountCheck<T>(work: () => Promise<T>, check: () => Promise<void>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const hasSeenIt = error instanceof OperationError && error.networkInterface !== undefined;
    if (!hasSeenIt) {
      await check().catch((suspicion: unknown) => {
        if (suspicion instanceof OtherAccountError) throw suspicion;
      });
    }
    throw error;
  }
}

/**
 * Whether another profile belongs to another account. It is checked only when the profile has changed and everything
 * that the check needs is known. A failed check is not a reason to replace a working attachment.
 */
export async function isOtherAccount(
  session: () => Session,
  ids: Parameters<Session["recorded"]["note"]>[0],
  olds: Properties,
  news: Properties,
): Promise<boolean> {
  const recorded = olds.accountId;
  if ((olds.profile ?? null) === (news.profile ?? null) || typeof recorded !== "string") return false;
  if (["profile", "regionId", "api", "vpcId"].some((key) => isUnknown(news[key]))) return false;
  try {
    session().recorded.note(ids);
    return !(await isSameAccount(recorded, session(), session().lookDeadlineMs()));
  } catch {
    return false;
  }
}

/**
 * Whether a session uses the recorded account. Throws when the cloud cannot be asked. Without a caller identity,
 * another endpoint or key can still be the same account: it counts as the same once it shows something that the stack
 * recorded.
 */
async function isSameAccount(recorded: string, session: Session, deadlineMs: number): Promise<boolean> {
  if ((await currentAccount(recorded, session, deadlineMs)) === recorded) return true;
  return isEndpointAndKey(recorded) && (await session.recorded.areSeen(deadlineMs));
}

/** The account, in the form of the recorded one. */
function currentAccount(recorded: string, session: Session, deadlineMs: number): Promise<string> {
  return isEndpointAndKey(recorded)
    ? session.caller.keyAccount()
    : session.caller.identityAccount(deadlineMs);
}

function isEndpointAndKey(recorded: string): boolean {
  return recorded.includes("#");
}
