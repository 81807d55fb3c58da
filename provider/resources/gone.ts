import { type InterfaceView, lists } from "../contract/observation";
import { UserError } from "../core/errors";
import { contradiction } from "../reconcile/decide";
import type { Session } from "../session/session";

/**
 * A second look at what the first one did not show, before it counts as gone. What the instance lists is not gone, whatever
 * a look at the interface says: a cloud may answer who lacks a permission with an empty list. Where no instance tells, it
 * must stay unseen for as long as looks may be late by.
 *
 * @param instanceId the instance that held it when it was last seen, if any did
 * @returns what the second look shows; undefined: it is gone
 */
export async function lookAgain(
  networkInterfaceId: string,
  instanceId: string | undefined,
  session: Session,
): Promise<InterfaceView | undefined> {
  const instance = instanceId === undefined ? undefined : await session.instances.load(instanceId);
  if (instance && instanceId !== undefined && lists(instance, networkInterfaceId))
    throw new UserError(`${contradiction({ networkInterfaceId, instanceId })} The state is kept.`);
  if (instance?.interfaceIds) return undefined;
  const { clock, signal } = session.mechanics;
  await clock.sleep(session.timing.notFoundMs, signal);
  return session.interfaces.load(networkInterfaceId);
}
