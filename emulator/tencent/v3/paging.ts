import type { Parameters } from "./parameters";

const STANDARD_LIMIT = 20;
const MAX_LIMIT = 100;

/**
 * Reads Offset and Limit, which have the same bounds in every describe of this product; returns a function that cuts the page out of
 * all items.
 */
export function readPaging(parameters: Parameters): <T>(all: readonly T[]) => T[] {
  const offset = parameters.integer("Offset", 0, Number.MAX_SAFE_INTEGER) ?? 0;
  const limit = parameters.integer("Limit", 1, MAX_LIMIT) ?? STANDARD_LIMIT;
  return (all) => all.slice(offset, offset + limit);
}

/** The same for the describes whose pages have Offset and Limit as text. */
export function readPagingOfTexts(parameters: Parameters): <T>(all: readonly T[]) => T[] {
  const offset = parameters.integerText("Offset", 0, Number.MAX_SAFE_INTEGER) ?? 0;
  const limit = parameters.integerText("Limit", 1, MAX_LIMIT) ?? STANDARD_LIMIT;
  return (all) => all.slice(offset, offset + limit);
}
