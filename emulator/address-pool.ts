import { addressesIn, formatIpv4, isInCidr, parseCidr, parseIpv4 } from "./cidr";

/** The cloud reserves the first address and the last three of every subnet. */
const RESERVED_AT_END = 3;

/** The private addresses of one subnet: which are taken, and the next free one. */
export class AddressPool {
  readonly #taken = new Map<string, string>();
  readonly #first: number;
  readonly #last: number;
  readonly #cidr: string;
  #next: number;

  constructor(cidr: string) {
    const block = parseCidr(cidr);
    if (block === undefined) throw new RangeError(`"${cidr}" is not an IPv4 block such as 10.0.0.0/24`);
    this.#cidr = cidr;
    this.#first = block.first + 1;
    this.#last = block.first + block.size - 1 - RESERVED_AT_END;
    this.#next = this.#first;
  }

  get free(): number {
    return Math.max(0, this.#last - this.#first + 1 - this.#taken.size);
  }

  owner(address: string): string | undefined {
    return this.#taken.get(address);
  }

  isUsable(address: string): boolean {
    const block = parseCidr(this.#cidr);
    const value = parseIpv4(address);
    if (block === undefined || value === undefined) return false;
    return isInCidr(block, value) && value >= this.#first && value <= this.#last;
  }

  take(address: string, interfaceId: string): void {
    this.#taken.set(address, interfaceId);
  }

  release(address: string, interfaceId: string): void {
    if (this.#taken.get(address) === interfaceId) this.#taken.delete(address);
  }

  /** The next free address, without taking it; undefined when the subnet is exhausted. */
  propose(except: ReadonlySet<string> = new Set()): string | undefined {
    const span = this.#last - this.#first + 1;
    for (let step = 0; step < span; step += 1) {
      const value = this.#first + ((this.#next - this.#first + step) % span);
      const address = formatIpv4(value);
      if (this.#taken.has(address) || except.has(address)) continue;
      this.#next = value === this.#last ? this.#first : value + 1;
      return address;
    }
    return undefined;
  }

  /**
   * The first block of this length (`/28`) whose addresses are all free, without taking it; undefined when there is
   * none.
   */
  proposeBlock(length: string, except: ReadonlySet<string> = new Set()): string | undefined {
    const size = 2 ** (32 - Number(length.slice(1)));
    for (let first = Math.ceil(this.#first / size) * size; first + size - 1 <= this.#last; first += size) {
      const block = `${formatIpv4(first)}${length}`;
      if (addressesIn(block).every((address) => !this.#taken.has(address) && !except.has(address)))
        return block;
    }
    return undefined;
  }
}
