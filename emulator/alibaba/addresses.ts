import { isIPv6 } from "node:net";
import { parseIpv4 } from "../cidr";
import type { PrivateIp, StoredSubnet } from "../model";
import type { ActionContext } from "../wire";
import { refuse } from "./codes";
import { invalid, type Parameters } from "./parameters";

const LIST_LIMIT = 10;
const COUNT_LIMIT = 49;
/** The primary address and 49 more; an account's `privateIpsPerInterface` quota replaces it. */
const ADDRESSES_PER_INTERFACE = 50;

/** The addresses that a create asks for: given ones, or the next free ones of the vSwitch. */
export function allocatePrivateIps(
  context: ActionContext,
  parameters: Parameters,
  subnet: StoredSubnet,
): PrivateIp[] {
  const pool = context.store.addressPool("alibaba", subnet.id);
  if (pool === undefined) throw refuse("InvalidVSwitchId.NotFound");
  const primary = parameters.optional("PrimaryIpAddress");
  const listed = parameters.list("PrivateIpAddress", LIST_LIMIT);
  const count = parameters.integer("SecondaryPrivateIpAddressCount", 1, COUNT_LIMIT);
  if (listed.length > 0 && count !== undefined) throw refuse("InvalidParameter.Conflict");
  if (new Set(listed).size < listed.length) throw refuse("InvalidIp.IpRepeated");
  if (primary !== undefined && listed.includes(primary)) throw refuse("InvalidPrivateIpAddress.Duplicated");
  const limit = context.store.quota(
    "alibaba",
    context.caller.account.id,
    "privateIpsPerInterface",
    ADDRESSES_PER_INTERFACE,
  );
  if (1 + (count ?? listed.length) > limit) throw refuse("QuotaExceeded.PrivateIpAddress");
  const wanted = primary === undefined ? listed : [primary, ...listed];
  for (const address of wanted) {
    if (parseIpv4(address) === undefined) throw refuse("InvalidIp.Address");
    if (!pool.isUsable(address)) throw refuse("InvalidVSwitchId.IpInvalid");
    if (pool.owner(address) !== undefined) throw refuse("InvalidIp.IpAssigned");
  }
  const taken = new Set(wanted);
  const next = (): string => {
    const address = pool.propose(taken);
    if (address === undefined) throw refuse("InvalidVSwitchId.IpNotEnough");
    taken.add(address);
    return address;
  };
  const first = primary ?? next();
  const others = count === undefined ? listed : Array.from({ length: count }, next);
  return [first, ...others].map((address, index) => ({ address, primary: index === 0 }));
}

export function allocateIpv6(context: ActionContext, parameters: Parameters): string[] {
  const listed = parameters.list("Ipv6Address", LIST_LIMIT);
  const count = parameters.integer("Ipv6AddressCount", 1, LIST_LIMIT);
  if (listed.length > 0 && count !== undefined) throw refuse("InvalidParameter.Conflict");
  for (const address of listed) if (!isIPv6(address) || address.includes("%")) throw invalid("Ipv6Address");
  if (count === undefined) return listed.map(shortest);
  return Array.from({ length: count }, () => `fd00::${context.store.nextSerial().toString(16)}`);
}

/** Addresses are shown in the form of RFC 5952, however they were written. */
function shortest(address: string): string {
  return new URL(`http://[${address}]/`).hostname.replace(/[[\]]/g, "");
}
