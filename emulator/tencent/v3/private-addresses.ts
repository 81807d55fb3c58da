import type { PrivateIp } from "../../model";
import { AddressRefused, problemOf, type WantedAddress } from "../addresses";
import { refuse } from "./codes";
import type { Parameters } from "./parameters";
import { codeOfAddress } from "./refusals";

const LISTED_ADDRESSES = 10;
const KNOWN_ADDRESS = [
  "PrivateIpAddress",
  "Primary",
  "PublicIpAddress",
  "AddressId",
  "Description",
  "IsWanIpBlocked",
  "State",
  "QosLevel",
];

export interface WantedAddresses {
  readonly addresses: readonly WantedAddress[];
  /** How many more addresses, besides the listed ones. */
  readonly more: number;
}

/** Reads and checks the addresses that a call lists or counts. */
export function readAddresses(parameters: Parameters): WantedAddresses {
  const addresses = readListed(parameters);
  const more = parameters.integer("SecondaryPrivateIpAddressCount", 0, 1000) ?? 0;
  return { addresses, more };
}

export function readListed(parameters: Parameters): WantedAddress[] {
  const listed = parameters.objects("PrivateIpAddresses", LISTED_ADDRESSES, KNOWN_ADDRESS);
  const addresses = listed.map((one) => ({
    address: one.required("PrivateIpAddress"),
    primary: one.boolean("Primary") ?? false,
    description: one.text("Description"),
  }));
  const problem = problemOf(addresses);
  if (problem !== undefined) throw refuse(codeOfAddress[problem]);
  return addresses;
}

/** Allocates unless the interface would have more addresses, `total`, than `limit`. */
export function allocateWithin(total: number, limit: number, allocate: () => PrivateIp[]): PrivateIp[] {
  if (total > limit) throw refuse("LimitExceeded");
  try {
    return allocate();
  } catch (error) {
    if (error instanceof AddressRefused) throw refuse(codeOfAddress[error.problem]);
    throw error;
  }
}
