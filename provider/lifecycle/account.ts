import { UserError } from "../core/errors";
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
  const now = await accountLike(recorded, session);
  if (now === recorded) return;
  throw new UserError(
    `${what} is not to be seen, but this run talks to another account than the one it was made in: recorded ${recorded}, now ${now} at ${session.connection.endpoint}. The state is kept. Use the credentials and the endpoint of the recorded account; if you know that ${id} is gone, take it out of the state with \`pulumi state delete\`.`,
  );
}

/** The account in the form in which the recorded one was written. */
async function accountLike(recorded: string, session: Session): Promise<string> {
  return recorded.includes("#") ? session.keyAccount() : session.accountId();
}
