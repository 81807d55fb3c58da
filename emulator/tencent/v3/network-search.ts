import type { ActionContext } from "../../wire";
import { refuse } from "./codes";
import { type Filter, readFilters, tagKeyOf } from "./filters";
import { readPaging, readPagingOfTexts } from "./paging";
import { authorize, checkId, type Parameters, regionOf, unknownId } from "./parameters";

const ID_LIMIT = 100;

interface Network {
  readonly id: string;
  readonly accountId: string;
  readonly regionId: string;
}

export interface Search<T extends Network> {
  readonly kind: "vpc" | "subnet" | "sg" | "havip";
  /** The parameter with the ids. */
  readonly ids: string;
  readonly all: readonly T[];
  /** The values that each filter compares; none of the records has a tag. */
  readonly filters: Readonly<Record<string, (network: T) => readonly string[]>>;
  /** The form of Offset and Limit; default: text. */
  readonly paging?: "text" | "number";
  /** Filters that match any part of the value. */
  readonly fuzzy?: readonly string[];
}

/** The networks that a describe asks for, by ids or by filters, and the page of them that it shows. */
export function searchNetworks<T extends Network>(
  context: ActionContext,
  parameters: Parameters,
  search: Search<T>,
): { readonly total: number; readonly page: readonly T[] } {
  const regionId = regionOf(context);
  const ids = parameters.texts(search.ids, ID_LIMIT);
  for (const id of ids) checkId(search.kind, search.ids, id);
  const filters = readFilters(parameters);
  if (ids.length > 0 && filters.length > 0) throw refuse("InvalidParameter.Coexist");
  const matchers = filters.map((filter) => matcherOf(search, filter));
  const paginate = search.paging === "number" ? readPaging(parameters) : readPagingOfTexts(parameters);
  const mine = search.all.filter(
    (network) => network.accountId === context.caller.account.id && network.regionId === regionId,
  );
  const unknown = ids.find((id) => !mine.some((network) => network.id === id));
  if (unknown !== undefined) throw unknownId(unknown);
  authorize(context);
  const found = mine.filter(
    (network) =>
      (ids.length === 0 || ids.includes(network.id)) && matchers.every((matches) => matches(network)),
  );
  return { total: found.length, page: paginate(found) };
}

function matcherOf<T extends Network>(
  { filters, fuzzy = [] }: Search<T>,
  { name, values }: Filter,
): (network: T) => boolean {
  if (name === "tag-key" || tagKeyOf(name) !== undefined) return () => false;
  const read = Object.hasOwn(filters, name) ? filters[name] : undefined;
  if (read === undefined) throw refuse("InvalidParameter.FilterInvalidKey");
  const isLike = (value: string): boolean =>
    fuzzy.includes(name) ? values.some((wanted) => value.includes(wanted)) : values.includes(value);
  return (network) => read(network).some(isLike);
}
