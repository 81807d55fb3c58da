/** An IPv4 block: its first address as a number, and how many it has. */
export interface Cidr {
  readonly first: number;
  readonly size: number;
}

const OCTET = /^(0|[1-9]\d{0,2})$/;

export function parseIpv4(text: string): number | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => OCTET.test(part) && Number(part) <= 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

export function formatIpv4(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
}

export function parseCidr(text: string): Cidr | undefined {
  const [address = "", bits = "", ...rest] = text.split("/");
  const base = parseIpv4(address);
  const length = Number(bits);
  if (base === undefined || rest.length > 0 || !/^\d{1,2}$/.test(bits) || length > 32) return undefined;
  const size = 2 ** (32 - length);
  return { first: Math.floor(base / size) * size, size };
}

export function isInCidr(cidr: Cidr, address: number): boolean {
  return address >= cidr.first && address < cidr.first + cidr.size;
}

/** Every address of a block such as `10.0.0.16/28`; a single address gives itself. */
export function addressesIn(text: string): string[] {
  const block = parseCidr(text);
  return block === undefined
    ? [text]
    : Array.from({ length: block.size }, (_, step) => formatIpv4(block.first + step));
}
