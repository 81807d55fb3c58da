import { isOutside } from "../contract/creation-rules";
import type { SecurityGroupView, SubnetView, UsedAddress } from "../contract/observation";
import { messageOf } from "../core/errors";
import type { Session } from "../session/session";

/** How single things are looked up. Undefined where the cloud cannot be asked. */
export interface NetworkLooks {
  readonly subnet: ((id: string) => Promise<SubnetView | undefined>) | undefined;
  readonly group: ((id: string) => Promise<SecurityGroupView | undefined>) | undefined;
}

/** What the run has seen a moment ago is recent enough for a preview. */
export function recentLooks({ network: { subnets, securityGroups } }: Session): NetworkLooks {
  return {
    subnet: subnets && ((id) => subnets.find(id)),
    group: securityGroups && ((id) => securityGroups.find(id)),
  };
}

export function freshLooks(session: Session): NetworkLooks {
  const { subnets, securityGroups } = session.connection.find;
  return {
    subnet: subnets && (async (id) => (await session.look("subnets", () => subnets([id])))[0]),
    group:
      securityGroups && (async (id) => (await session.look("securityGroups", () => securityGroups([id])))[0]),
  };
}

/** What has the addresses, and why that was not asked for, if so. */
export interface SeenUse {
  readonly used: readonly UsedAddress[];
  readonly unchecked: string | undefined;
}

/** The permission for this call may be missing. Then everything else is judged without it. */
export async function findUsed(
  addresses: readonly string[],
  subnet: SubnetView | undefined,
  session: Session,
): Promise<SeenUse> {
  const { usedAddresses } = session.connection.find;
  const inside = addresses.filter((address) => !isOutside(subnet, address));
  if (!usedAddresses || !subnet || inside.length === 0) return { used: [], unchecked: undefined };
  try {
    const used = await session.look("usedAddresses", () => usedAddresses(subnet, inside));
    return { used, unchecked: undefined };
  } catch (error) {
    return { used: [], unchecked: messageOf(error) };
  }
}
