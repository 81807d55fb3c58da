import type { Parameters } from "./parameters";

const STANDARD_LIMIT = 20;
const MAX_LIMIT = 100;

/** Offset and Limit; every describe here has the same bounds. */
export function paginate<T>(all: readonly T[], parameters: Parameters): T[] {
  const offset = parameters.integer("Offset", 0, Number.MAX_SAFE_INTEGER) ?? 0;
  const limit = parameters.integer("Limit", 1, MAX_LIMIT) ?? STANDARD_LIMIT;
  return all.slice(offset, offset + limit);
}
