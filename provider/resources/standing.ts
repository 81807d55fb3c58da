import { CloudError } from "../core/errors";
import type { Session } from "../session/session";
import type { Pair } from "./arguments";

/**
 * Where an attachment stands: on the instance that its id names or, where the program lets something else move the
 * interface, on the one of those instances that holds it now.
 *
 * @param mayMoveTo without one nothing is looked at
 */
export async function findStanding(
  pair: Pair,
  mayMoveTo: readonly string[],
  session: Session,
): Promise<Pair> {
  if (mayMoveTo.length === 0) return pair;
  try {
    const seen = await session.interfaces.load(pair.networkInterfaceId);
    return standing(pair, mayMoveTo, seen?.holder);
  } catch (error) {
    // The operation that follows looks again, and explains what the cloud answers.
    if (error instanceof CloudError) return pair;
    throw error;
  }
}

/** The same, where the holder is known already. */
export function standing<T extends Pair>(
  pair: T,
  mayMoveTo: readonly string[],
  holder: string | undefined,
): T {
  return holder !== undefined && mayMoveTo.includes(holder) ? { ...pair, instanceId: holder } : pair;
}
