import type { ActionContext } from "../wire";
import { checkState } from "./assign-addresses";
import { refuse } from "./codes";
import { authorize, findInterface, interfaceId, operationRegion, Parameters } from "./parameters";

const ADDRESS_LIMIT = 32;
const PREFIX_LIMIT = 10;

/** UnassignPrivateIpAddresses: synchronous; the primary address counts as not assigned. */
export function unassignPrivateIpAddresses(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  const regionId = operationRegion(context, parameters);
  const id = interfaceId(parameters);
  const addresses = parameters.list("PrivateIpAddress", ADDRESS_LIMIT);
  const prefixes = parameters.list("Ipv4Prefix", PREFIX_LIMIT);
  const all = [...addresses, ...prefixes];
  if (all.length === 0) parameters.required("PrivateIpAddress");
  if (new Set(all).size < all.length) throw refuse("InvalidIp.IpRepeated");
  const entry = findInterface(context, regionId, id);
  authorize(context);
  checkState(context, entry);
  const { privateIps, ipv4Prefixes = [] } = entry;
  const assigned = [...privateIps.filter((ip) => !ip.primary).map((ip) => ip.address), ...ipv4Prefixes];
  if (!all.every((one) => assigned.includes(one))) throw refuse("InvalidIp.IpUnassigned");
  context.store.updateInterface("alibaba", entry.id, {
    privateIps: privateIps.filter((ip) => !addresses.includes(ip.address)),
    ipv4Prefixes: ipv4Prefixes.filter((prefix) => !prefixes.includes(prefix)),
  });
  return {};
}
