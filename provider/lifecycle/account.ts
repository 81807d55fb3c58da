import { UserError } from "../core/errors";
import { Unreached } from "./ensure";
import type { Session } from "./session";

/**
 * Before anything counts as gone: the run must be talking to the account that the resource was made in. A forgotten
 * emulator variable, another profile or another region's keys must never empty a stack.
 */
export async function requireSameAccount(
  what: string,
  recorded: unknown,
  session: Session,
  id: string,
): Promise<void> {
  if (typeof recorded !== "string" || recorded === "") return;
  if (await isSameAccount(recorded, session)) return;
  const now = await accountLike(recorded, session);
  throw new OtherAccount(
    `${what} is not to be seen, but this run talks to another account than the one it was made in: recorded ${recorded}, now ${now} at ${session.connection.endpoint}. The state is kept. Use the credentials and the endpoint of the recorded account; if you know that ${id} is gone, take it out of the state with \`pulumi state delete\`.`,
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
    const hasSeenIt = error instanceof Unreached && error.networkInterface !== undefined;
    if (!hasSeenIt) {
      await check().catch((suspicion: unknown) => {
        if (suspicion instanceof OtherAccount) throw suspicion;
      });
    }
    throw error;
  }
}

/**
 * Whether a session talks to the account that was recorded. Where no caller identity tells, another endpoint or key
 * may be the same account all the same: it is believed as soon as it sees anything that the stack recorded.
 */
export async function isSameAccount(recorded: string, session: Session): Promise<boolean> {
  if ((await accountLike(recorded, session)) === recorded) return true;
  return isEndpointAndKey(recorded) && (await session.seesRecorded());
}

/** The account in the form in which the recorded one was written. */
function accountLike(recorded: string, session: Session): Promise<string> {
  return isEndpointAndKey(recorded) ? session.keyAccount() : session.accountId();
}

function isEndpointAndKey(recorded: string): boolean {
  return recorded.includes("#");
}
