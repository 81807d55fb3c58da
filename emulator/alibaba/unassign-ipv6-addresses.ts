import type { ActionContext } from "../wire";
import { readRemovedV6 } from "./addresses";
import { checkState } from "./assign-addresses";
import { refuse } from "./codes";
import { authorize, findInterface, interfaceId, operationRegion, Parameters } from "./parameters";

/** UnassignIpv6Addresses: synchronous. */
export function unassignIpv6Addresses(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  const regionId = operationRegion(context, parameters);
  const id = interfaceId(parameters);
  const { addresses, prefixes } = readRemovedV6(parameters);
  const all = [...addresses, ...prefixes];
  if (new Set(all).size < all.length) throw refuse("InvalidIp.IpRepeated");
  const entry = findInterface(context, regionId, id);
  authorize(context);
  checkState(context, entry);
  const { ipv6, ipv6Prefixes = [] } = entry;
  if (!all.every((one) => [...ipv6, ...ipv6Prefixes].includes(one))) throw refuse("InvalidIp.IpUnassigned");
  context.store.updateInterface("alibaba", entry.id, {
    ipv6: ipv6.filter((address) => !addresses.includes(address)),
    ipv6Prefixes: ipv6Prefixes.filter((prefix) => !prefixes.includes(prefix)),
  });
  return {};
}
