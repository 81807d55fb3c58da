import type { ActionContext } from "../wire";
import { allocateMoreV6, readAddedV6 } from "./addresses";
import { checkState } from "./assign-addresses";
import { authorize, findInterface, interfaceId, operationRegion, Parameters } from "./parameters";
import { findRepetition, readToken, remember } from "./tokens";

/** AssignIpv6Addresses: synchronous; the answer names what was added. */
export function assignIpv6Addresses(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  const regionId = operationRegion(context, parameters);
  const id = interfaceId(parameters);
  const token = readToken(parameters);
  const wanted = readAddedV6(parameters);
  const entry = findInterface(context, regionId, id);
  authorize(context);
  const repeated = token === undefined ? undefined : findRepetition(context, token);
  if (repeated !== undefined) return repeated;
  checkState(context, entry);
  const { addresses, prefixes } = allocateMoreV6(context, entry, wanted);
  context.store.updateInterface("alibaba", entry.id, {
    ipv6: [...entry.ipv6, ...addresses],
    ipv6Prefixes: [...(entry.ipv6Prefixes ?? []), ...prefixes],
  });
  const answer = {
    NetworkInterfaceId: entry.id,
    Ipv6Sets: { Ipv6Address: addresses },
    Ipv6PrefixSets: { Ipv6Prefix: prefixes },
  };
  if (token !== undefined) remember(context, token, answer);
  return answer;
}
