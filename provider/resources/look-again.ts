import { type InterfaceView, lists } from "../contract/observation";
import { UserError } from "../core/errors";
import { describeContradiction } from "../reconcile/decide";
import type { Session } from "../session/session";

/**
 * Looks a second time for an interface that the first look did not show, before it counts as gone. An interface that
 * the instance lists is not gone, even when no look at the interface shows it: a cloud may send an empty list to
 * someone without permission. When no instance can confirm it, the interface must stay invisible for as long as a look
 * can be late.
 *
 * @param instanceId the instance that held it at the last look, if any
 * @returns the interface that the second look shows; undefined when it is gone
 */
export async function lookAgain(
  networkInterfaceId: string,
  instanceId: string | undefined,
  session: Session,
): Promise<InterfaceView | undefined> {
  const instance = instanceId === undefined ? undefined : await session.instances.load(instanceId);
  if (instance && instanceId !== undefined && lists(instance, networkInterfaceId))
    throw new UserError(`${describeContradiction({ networkInterfaceId, instanceId })} The state is kept.`);
  if (instance?.interfaceIds) return undefined;
  const { clock, signal } = session.mechanics;
  await clock.sleep(session.timing.notFoundMs, signal);
  return session.interfaces.load(networkInterfaceId);
}
