import type { Parameters } from "./parameters";

const STANDARD_SIZE = 20;
const MAX_SIZE = 1000;

/** What every describe takes beside its filters; a page behind the last is empty. */
export function paginate<T>(
  all: readonly T[],
  parameters: Parameters,
): { items: T[]; fields: { totalCount: number } } {
  const size = parameters.integer("pageSize", 1, MAX_SIZE) ?? STANDARD_SIZE;
  const number = parameters.integer("pageNum", 1) ?? 1;
  return { items: all.slice((number - 1) * size, number * size), fields: { totalCount: all.length } };
}
