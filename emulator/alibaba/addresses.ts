import { isIPv6 } from "node:net";
import type { AddressPool } from "../address-pool";
import { addressesIn, formatIpv4, parseCidr, parseIpv4 } from "../cidr";
import type { StoredInterface, StoredSubnet } from "../model";
import type { ActionContext } from "../wire";
import { refuse } from "./codes";
import { invalid, type Parameters } from "./parameters";

const LIST_LIMIT = 10;
const COUNT_LIMIT = 49;
/** The primary address and 49 more; an account's `privateIpsPerInterface` quota replaces it. */
const ADDRESSES_PER_INTERFACE = 50;
/** Every prefix has this length. */
const IPV4_PREFIX = "/28";
const IPV6_PREFIX = "/80";

/** A list, or a number of free ones; never both. */
interface Choice {
  readonly listed: readonly string[];
  readonly count: number | undefined;
}

export interface WantedAddresses {
  readonly primary: string | undefined;
  readonly secondary: Choice;
  readonly ipv6: Choice;
  readonly ipv4Prefixes: Choice;
  readonly ipv6Prefixes: Choice;
}

export type AddedChoices = Pick<WantedAddresses, "secondary" | "ipv4Prefixes">;

export type AddedChoicesV6 = Pick<WantedAddresses, "ipv6" | "ipv6Prefixes">;

export interface AddedAddresses {
  readonly addresses: readonly string[];
  readonly prefixes: readonly string[];
}

export type Addresses = Pick<StoredInterface, "privateIps" | "ipv6" | "ipv4Prefixes" | "ipv6Prefixes">;

/** Reads and checks the addresses that a create asks for, without looking at the vSwitch. */
export function readAddresses(parameters: Parameters): WantedAddresses {
  const primary = parameters.optional("PrimaryIpAddress");
  const secondary = readChoice(parameters, "PrivateIpAddress", "SecondaryPrivateIpAddressCount", COUNT_LIMIT);
  checkDistinct(secondary.listed);
  if (primary !== undefined && secondary.listed.includes(primary)) {
    throw refuse("InvalidPrivateIpAddress.Duplicated");
  }
  if (listedAddresses({ primary, secondary }).some((address) => parseIpv4(address) === undefined)) {
    throw refuse("InvalidIp.Address");
  }
  const ipv4Prefixes = readChoice(parameters, "Ipv4Prefix", "Ipv4PrefixCount");
  if (!ipv4Prefixes.listed.every(isPrefixV4)) throw invalid("Ipv4Prefix");
  checkDistinct(ipv4Prefixes.listed);
  return { primary, secondary, ipv4Prefixes, ...readV6(parameters) };
}

function readV6(parameters: Parameters): AddedChoicesV6 {
  const ipv6 = readChoice(parameters, "Ipv6Address", "Ipv6AddressCount");
  if (!ipv6.listed.every(isAddressV6)) throw invalid("Ipv6Address");
  const ipv6Prefixes = readChoice(parameters, "Ipv6Prefix", "Ipv6PrefixCount");
  if (!ipv6Prefixes.listed.every(isPrefixV6)) throw invalid("Ipv6Prefix");
  return {
    ipv6: { ...ipv6, listed: ipv6.listed.map(shortest) },
    ipv6Prefixes: { ...ipv6Prefixes, listed: ipv6Prefixes.listed.map(shortestPrefix) },
  };
}

/** Reads and checks the IPv6 addresses and prefixes that an assign asks for. */
export function readAddedV6(parameters: Parameters): AddedChoicesV6 {
  const added = readV6(parameters);
  if (Object.values(added).every(({ listed, count }) => listed.length === 0 && count === undefined)) {
    parameters.required("Ipv6AddressCount");
  }
  return added;
}

/** The listed IPv6 addresses and prefixes of an unassign, as the cloud shows them. */
export function readRemovedV6(parameters: Parameters) {
  const addresses = parameters.list("Ipv6Address", LIST_LIMIT);
  const prefixes = parameters.list("Ipv6Prefix", LIST_LIMIT);
  if (!addresses.every(isAddressV6)) throw invalid("Ipv6Address");
  if (!prefixes.every(isPrefixV6)) throw invalid("Ipv6Prefix");
  if (addresses.length + prefixes.length === 0) parameters.required("Ipv6Address");
  return { addresses: addresses.map(shortest), prefixes: prefixes.map(shortestPrefix) };
}

const ASSIGN_LIMIT = 49;

/** Reads and checks what an assign asks for; a list of addresses is bounded by what the interface can have. */
export function readAdded(parameters: Parameters): AddedChoices {
  const secondary = readChoice(
    ...([
      parameters,
      "PrivateIpAddress",
      "SecondaryPrivateIpAddressCount",
      COUNT_LIMIT,
      ASSIGN_LIMIT,
    ] as const),
  );
  checkDistinct(secondary.listed);
  if (secondary.listed.some((address) => parseIpv4(address) === undefined)) throw refuse("InvalidIp.Address");
  const ipv4Prefixes = readChoice(parameters, "Ipv4Prefix", "Ipv4PrefixCount");
  if (!ipv4Prefixes.listed.every(isPrefixV4)) throw invalid("Ipv4Prefix");
  checkDistinct(ipv4Prefixes.listed);
  if ([secondary, ipv4Prefixes].every(({ listed, count }) => listed.length === 0 && count === undefined)) {
    parameters.required("SecondaryPrivateIpAddressCount");
  }
  return { secondary, ipv4Prefixes };
}

function readChoice(
  parameters: Parameters,
  list: string,
  number: string,
  most = LIST_LIMIT,
  longest = LIST_LIMIT,
): Choice {
  const listed = parameters.list(list, longest);
  const count = parameters.integer(number, 1, most);
  if (listed.length > 0 && count !== undefined) throw refuse("InvalidParameter.Conflict");
  return { listed, count };
}

function checkDistinct(addresses: readonly string[]): void {
  if (new Set(addresses).size < addresses.length) throw refuse("InvalidIp.IpRepeated");
}

const listedAddresses = ({ primary, secondary }: Pick<WantedAddresses, "primary" | "secondary">) =>
  primary === undefined ? [...secondary.listed] : [primary, ...secondary.listed];

const isAddressV6 = (text: string): boolean => isIPv6(text) && !text.includes("%");

/** Whether the text is a block that is written with its first address. */
function isPrefixV4(text: string): boolean {
  const block = parseCidr(text);
  return block !== undefined && text === `${formatIpv4(block.first)}${IPV4_PREFIX}`;
}

const isPrefixV6 = (text: string): boolean =>
  text.endsWith(IPV6_PREFIX) && isAddressV6(text.slice(0, -IPV6_PREFIX.length));

/** The listed addresses and prefixes, or the next free ones of the vSwitch. */
export function allocate(context: ActionContext, wanted: WantedAddresses, subnet: StoredSubnet): Addresses {
  const pool = context.store.addressPool("alibaba", subnet.id);
  if (pool === undefined) throw refuse("InvalidVSwitchId.NotFound");
  const { primary, secondary } = wanted;
  const limit = context.store.quota(
    "alibaba",
    context.caller.account.id,
    "privateIpsPerInterface",
    ADDRESSES_PER_INTERFACE,
  );
  if (1 + (secondary.count ?? secondary.listed.length) > limit) {
    throw refuse("QuotaExceeded.PrivateIpAddress");
  }
  const listed = listedAddresses(wanted);
  checkFree(pool, [...listed, ...wanted.ipv4Prefixes.listed.flatMap(addressesIn)]);
  const taken = new Set(listed);
  const ipv4Prefixes = choose(wanted.ipv4Prefixes, taken, () => pool.proposeBlock(IPV4_PREFIX, taken));
  const next = (): string | undefined => pool.propose(taken);
  const [first = ""] = choose({ listed: primary === undefined ? [] : [primary], count: 1 }, taken, next);
  const others = choose(secondary, taken, next);
  return {
    privateIps: [first, ...others].map((address, index) => ({ address, primary: index === 0 })),
    ipv4Prefixes,
    ...allocateV6(context, wanted),
  };
}

/** More addresses and prefixes for an interface that exists, out of its vSwitch. */
export function allocateMore(
  context: ActionContext,
  entry: StoredInterface,
  { secondary, ipv4Prefixes }: AddedChoices,
): AddedAddresses {
  const pool = context.store.addressPool("alibaba", entry.subnetId);
  if (pool === undefined) throw refuse("InvalidVSwitchId.NotFound");
  checkRoom(context, entry, secondary.count ?? secondary.listed.length);
  checkFree(pool, [...secondary.listed, ...ipv4Prefixes.listed.flatMap(addressesIn)]);
  const taken = new Set(secondary.listed);
  const prefixes = choose(ipv4Prefixes, taken, () => pool.proposeBlock(IPV4_PREFIX, taken));
  return { addresses: choose(secondary, taken, () => pool.propose(taken)), prefixes };
}

/** More IPv6 addresses and prefixes for an interface that exists. */
export function allocateMoreV6(
  context: ActionContext,
  entry: StoredInterface,
  wanted: AddedChoicesV6,
): AddedAddresses {
  const { ipv6PerInterface = LIST_LIMIT } = typeOfHolder(context, entry) ?? {};
  const more = wanted.ipv6.count ?? wanted.ipv6.listed.length;
  if (more > 0 && ipv6PerInterface === 0) throw refuse("InvalidOperation.Ipv6NotSupport");
  if (entry.ipv6.length + more > ipv6PerInterface) throw refuse("InvalidOperation.Ipv6CountExceeded");
  const { ipv6, ipv6Prefixes } = allocateV6(context, wanted);
  return { addresses: ipv6, prefixes: ipv6Prefixes };
}

function typeOfHolder({ store }: ActionContext, { instanceId }: StoredInterface) {
  const instance = store.instance("alibaba", instanceId ?? "");
  return store.instanceType("alibaba", instance?.instanceType ?? "");
}

/** A free interface can have as many addresses as the quota says, an attached one as many as the instance type. */
function checkRoom(context: ActionContext, entry: StoredInterface, more: number): void {
  const { store, caller } = context;
  const total = entry.privateIps.length + more;
  const type = typeOfHolder(context, entry);
  if (type !== undefined && total > type.ipv4PerInterface) throw refuse("InvalidOperation.Ipv4CountExceeded");
  const quota = store.quota("alibaba", caller.account.id, "privateIpsPerInterface", ADDRESSES_PER_INTERFACE);
  if (total > quota) throw refuse("QuotaExceeded.PrivateIpAddress");
}

function checkFree(pool: AddressPool, addresses: readonly string[]): void {
  if (new Set(addresses).size < addresses.length) throw refuse("InvalidIp.IpAssigned");
  for (const address of addresses) {
    if (!pool.isUsable(address)) throw refuse("InvalidVSwitchId.IpInvalid");
    if (pool.owner(address) !== undefined) throw refuse("InvalidIp.IpAssigned");
  }
}

/** The listed ones, filled up to `count` with free ones; adds all of them to `taken`. */
function choose(
  { listed, count = 0 }: Choice,
  taken: Set<string>,
  next: () => string | undefined,
): readonly string[] {
  const chosen = [...listed];
  const take = (one: string): void => {
    for (const address of addressesIn(one)) taken.add(address);
  };
  listed.forEach(take);
  while (chosen.length < count) {
    const one = next();
    if (one === undefined) throw refuse("InvalidVSwitchId.IpNotEnough");
    take(one);
    chosen.push(one);
  }
  return chosen;
}

/** No two interfaces can have the same address or prefix. The vSwitch's IPv6 block is not modelled. */
function allocateV6({ store }: ActionContext, wanted: AddedChoicesV6) {
  const made = ({ listed, count }: Choice, make: (number: string) => string): readonly string[] =>
    count === undefined ? listed : Array.from({ length: count }, () => make(hextets(store.nextSerial())));
  const ipv6 = made(wanted.ipv6, (number) => shortest(`fd00::${number}`));
  const ipv6Prefixes = made(wanted.ipv6Prefixes, (number) =>
    shortestPrefix(`fd00:0:0:${number}::${IPV6_PREFIX}`),
  );
  const others = store.interfaces("alibaba");
  const taken = new Set(others.flatMap((entry) => [...entry.ipv6, ...(entry.ipv6Prefixes ?? [])]));
  if ([...ipv6, ...ipv6Prefixes].some((one) => taken.has(one))) throw refuse("InvalidIp.IpAssigned");
  return { ipv6, ipv6Prefixes };
}

const hextets = (serial: number): string =>
  `${Math.floor(serial / 2 ** 16).toString(16)}:${(serial % 2 ** 16).toString(16)}`;

/** The address in the form of RFC 5952, in which the cloud shows every address. */
function shortest(address: string): string {
  return new URL(`http://[${address}]/`).hostname.replace(/[[\]]/g, "");
}

const shortestPrefix = (prefix: string): string =>
  `${shortest(prefix.slice(0, -IPV6_PREFIX.length))}${IPV6_PREFIX}`;
