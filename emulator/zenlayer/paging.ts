import type { Parameters } from "./parameters";

const STANDARD_SIZE = 20;
const MAX_SIZE = 1000;

interface Page<T> {
  readonly items: T[];
  readonly fields: { readonly totalCount: number };
}

/** What every describe takes beside its filters; gives the page that is wanted, an empty one behind the last. */
export function readPaging(parameters: Parameters): <T>(all: readonly T[]) => Page<T> {
  const size = parameters.integer("pageSize", 1, MAX_SIZE) ?? STANDARD_SIZE;
  const number = parameters.integer("pageNum", 1) ?? 1;
  return (all) => ({
    items: all.slice((number - 1) * size, number * size),
    fields: { totalCount: all.length },
  });
}
