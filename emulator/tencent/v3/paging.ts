import type { Parameters } from "./parameters";

const STANDARD_LIMIT = 20;
const MAX_LIMIT = 100;

/** Offset and Limit, with the same bounds for every describe; gives what is on the page that the call wants. */
export function readPaging(parameters: Parameters): <T>(all: readonly T[]) => T[] {
  const offset = parameters.integer("Offset", 0, Number.MAX_SAFE_INTEGER) ?? 0;
  const limit = parameters.integer("Limit", 1, MAX_LIMIT) ?? STANDARD_LIMIT;
  return (all) => all.slice(offset, offset + limit);
}
