import { CloudError } from "../core/errors";
import type { Session } from "../session/session";
import type { Pair } from "./arguments";

/**
 * The pair of an attachment now. The instance is the one that the id names. Where the program lets something else move
 * the interface, it is the one of those instances that holds it now.
 *
 * @param mayMoveTo when it is empty, nothing is looked at
 */
export async function findCurrentPair(
  pair: Pair,
  mayMoveTo: readonly string[],
  session: Session,
): Promise<Pair> {
  if (mayMoveTo.length === 0) return pair;
  try {
    const seen = await session.interfaces.load(pair.networkInterfaceId);
    return currentPair(pair, mayMoveTo, seen?.holder);
  } catch (error) {
    // The operation that follows looks again, and explains what the cloud answers.
    if (error instanceof CloudError) return pair;
    throw error;
  }
}

/** The same, when the holder is known already. */
export function currentPair<T extends Pair>(
  pair: T,
  mayMoveTo: readonly string[],
  holder: string | undefined,
): T {
  return holder !== undefined && mayMoveTo.includes(holder) ? { ...pair, instanceId: holder } : pair;
}
