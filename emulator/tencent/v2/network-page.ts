import type { Parameters } from "./parameters";

const STANDARD_LIMIT = 20;
const MAX_LIMIT = 100;

interface Network {
  readonly id: string;
  readonly name: string;
}

export const PAGE_PARAMETERS = ["offset", "limit", "orderField", "orderDirection"];

/** Reads order and page of a list of networks; returns a function that cuts the page out of all that were found. */
export function readNetworkPage(
  parameters: Parameters,
  nameField: string,
): <T extends Network>(found: readonly T[]) => { readonly total: number; readonly page: readonly T[] } {
  const offset = parameters.integer("offset", 0, Number.MAX_SAFE_INTEGER) ?? 0;
  const limit = parameters.integer("limit", 1, MAX_LIMIT) ?? STANDARD_LIMIT;
  const byName = parameters.oneOf("orderField", ["createTime", nameField]) === nameField;
  const sign = parameters.oneOf("orderDirection", ["asc", "desc"]) === "asc" ? 1 : -1;
  return (found) => {
    // All were made at one time, so that the id decides.
    const textOf = ({ id, name }: Network): string => (byName ? `${name}\0${id}` : id);
    const sorted = [...found].sort((left, right) => sign * (textOf(left) < textOf(right) ? -1 : 1));
    return { total: found.length, page: sorted.slice(offset, offset + limit) };
  };
}
