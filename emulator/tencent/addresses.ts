import { parseIpv4 } from "../cidr";
import type { PrivateIp, StoredSubnet } from "../model";
import type { ActionContext } from "../wire";

/** A problem with the addresses of a create; each API has its own code for it. */
export type AddressProblem = "malformed" | "outside" | "repeated" | "taken" | "two-primaries" | "none-left";

export class AddressRefused extends Error {
  readonly problem: AddressProblem;

  constructor(problem: AddressProblem) {
    super(problem);
    this.problem = problem;
  }
}

export type WantedAddress = Pick<PrivateIp, "address" | "primary" | "description">;

/** The problem that the call alone shows, without looking at the subnet. */
export function problemOf(wanted: readonly WantedAddress[]): AddressProblem | undefined {
  if (wanted.some(({ address }) => parseIpv4(address) === undefined)) return "malformed";
  if (new Set(wanted.map(({ address }) => address)).size < wanted.length) return "repeated";
  return wanted.filter(({ primary }) => primary).length > 1 ? "two-primaries" : undefined;
}

/** The listed addresses, `more` free ones, and a free primary one when the call gives none. */
export function allocateAddresses(
  context: ActionContext,
  subnet: StoredSubnet,
  wanted: readonly WantedAddress[],
  more: number,
): PrivateIp[] {
  const given = wanted.find(({ primary }) => primary);
  const others = wanted.filter((one) => one !== given);
  const free = given === undefined ? more + 1 : more;
  const allocated = allocateSecondary(context, subnet.id, wanted, free).slice(wanted.length);
  const first = given ?? allocated.shift();
  if (first === undefined) throw new AddressRefused("none-left");
  return [{ ...first, primary: true }, ...others, ...allocated];
}

/** The listed addresses and `more` free ones. */
export function allocateSecondary(
  context: ActionContext,
  subnetId: string,
  wanted: readonly WantedAddress[],
  more: number,
): PrivateIp[] {
  const pool = context.store.addressPool("tencent", subnetId);
  if (pool === undefined) throw new AddressRefused("none-left");
  if (!wanted.every(({ address }) => pool.isUsable(address))) throw new AddressRefused("outside");
  if (wanted.some(({ address }) => pool.owner(address) !== undefined)) throw new AddressRefused("taken");
  const taken = new Set(wanted.map(({ address }) => address));
  const next = (): PrivateIp => {
    const address = pool.propose(taken);
    if (address === undefined) throw new AddressRefused("none-left");
    taken.add(address);
    return { address, primary: false };
  };
  return [...wanted, ...Array.from({ length: more }, next)];
}
