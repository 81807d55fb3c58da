import type { Parameters } from "./parameters";

const STANDARD_SIZE = 20;
const MAX_SIZE = 1000;

interface Page<T> {
  readonly items: T[];
  readonly fields: { readonly totalCount: number };
}

/**
 * Reads the paging parameters of a describe; returns a function that cuts the page out of all items, an empty one after
 * the last.
 */
export function readPaging(parameters: Parameters): <T>(all: readonly T[]) => Page<T> {
  const size = parameters.integer("pageSize", 1, MAX_SIZE) ?? STANDARD_SIZE;
  const number = parameters.integer("pageNum", 1) ?? 1;
  return (all) => ({
    items: all.slice((number - 1) * size, number * size),
    fields: { totalCount: all.length },
  });
}
