import type { Properties } from "../contract/properties";
import { UserError } from "../core/errors";
import { isUnknown } from "../core/unknown";
import { OperationError } from "../reconcile/operation-error";
import type { Session } from "../session/session";

/**
 * Before anything counts as gone: the run must be talking to the account that the resource was made in. A forgotten
 * emulator variable, another profile or another region's keys must never empty a stack.
 */
export async function requireSameAccount(
  what: string,
  recorded: unknown,
  session: Session,
  id: string,
  deadlineMs: number,
): Promise<void> {
  if (typeof recorded !== "string" || recorded === "") return;
  const isSame = await isSameAccount(recorded, session, deadlineMs).catch((error: Error) => {
    throw new UserError(
      `${what} is not listed, and nobody can tell whether this run uses the account that it was made in (${recorded}): ${error.message} The state is kept.`,
    );
  });
  if (isSame) return;
  const now = await accountLike(recorded, session, deadlineMs);
  throw new OtherAccount(
    `${what} is not listed, but this run uses another account than the one it was made in: recorded ${recorded}, now ${now} at ${session.connection.identity.endpoint}. The state is kept. Use the credentials and the endpoint of the recorded account; if you know that ${id} is gone, take it out of the state with \`pulumi state delete\`.`,
  );
}

class OtherAccount extends UserError {}

/**
 * Some work on what the stack recorded. When it fails without having seen the thing, another account is the likely
 * cause, and is told instead of what the cloud answered to it.
 */
export async function suspectAccount<T>(work: () => Promise<T>, check: () => Promise<void>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const hasSeenIt = error instanceof OperationError && error.networkInterface !== undefined;
    if (!hasSeenIt) {
      await check().catch((suspicion: unknown) => {
        if (suspicion instanceof OtherAccount) throw suspicion;
      });
    }
    throw error;
  }
}

/**
 * Whether another profile is another account's. Asked only when the profile differs and all that is needed for it is
 * known. What cannot be asked is no reason to replace a working attachment.
 */
export async function isOtherAccount(
  session: () => Session,
  made: Parameters<Session["recorded"]>[0],
  olds: Properties,
  news: Properties,
): Promise<boolean> {
  const recorded = olds.accountId;
  if ((olds.profile ?? null) === (news.profile ?? null) || typeof recorded !== "string") return false;
  if (["profile", "regionId", "api", "vpcId"].some((key) => isUnknown(news[key]))) return false;
  try {
    session().recorded(made);
    return !(await isSameAccount(recorded, session(), session().lookDeadlineMs()));
  } catch {
    return false;
  }
}

/**
 * Whether a session talks to the account that was recorded. Throws when it cannot be asked. Where no caller identity tells, another endpoint or key
 * may be the same account all the same: it is believed as soon as it sees anything that the stack recorded.
 */
async function isSameAccount(recorded: string, session: Session, deadlineMs: number): Promise<boolean> {
  if ((await accountLike(recorded, session, deadlineMs)) === recorded) return true;
  return isEndpointAndKey(recorded) && (await session.seesRecorded(deadlineMs));
}

/** The account in the form in which the recorded one was written. */
function accountLike(recorded: string, session: Session, deadlineMs: number): Promise<string> {
  return isEndpointAndKey(recorded) ? session.keyAccount() : session.callerAccount(deadlineMs);
}

function isEndpointAndKey(recorded: string): boolean {
  return recorded.includes("#");
}
