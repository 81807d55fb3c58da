import { refuse } from "./codes";
import { invalid, type Parameters } from "./parameters";

export interface PageRules {
  /** A smaller MaxResults counts as this. */
  readonly minResults: number;
  readonly maxResults: number;
  readonly standardResults: number;
  readonly maxPageSize: number;
  /** The error for a PageNumber or PageSize out of range; default: InvalidParameter. */
  readonly refusePage?: (name: string) => Error;
}

export interface Page<T> {
  readonly items: T[];
  readonly fields: Readonly<Record<string, unknown>>;
}

/**
 * Reads and checks the paging parameters; returns a function that cuts the page out of all items. So the errors of a
 * call come before the search.
 */
export function readPaging(parameters: Parameters, rules: PageRules): <T>(all: readonly T[]) => Page<T> {
  const byNumber =
    !parameters.has("NextToken") &&
    !parameters.has("MaxResults") &&
    (parameters.has("PageNumber") || parameters.has("PageSize"));
  return byNumber ? byPageNumber(parameters, rules) : byToken(parameters, rules);
}

const VPC_PAGE_SIZE = 50;

/** The describes of the product Vpc have pages by number only, of at most 50. */
export function readPageOfVpc(parameters: Parameters): <T>(all: readonly T[]) => Page<T> {
  const paginate = byPageNumber(parameters, { maxPageSize: VPC_PAGE_SIZE });
  return (all) => {
    const { items, fields } = paginate(all);
    const { NextToken: _none, ...numbered } = fields;
    return { items, fields: numbered };
  };
}

function byPageNumber(
  parameters: Parameters,
  { maxPageSize, refusePage = invalid }: Pick<PageRules, "maxPageSize" | "refusePage">,
): <T>(all: readonly T[]) => Page<T> {
  const read = (name: string, standard: string, max: number): number => {
    const text = parameters.optional(name) ?? standard;
    if (!/^[1-9]\d*$/.test(text) || Number(text) > max) throw refusePage(name);
    return Number(text);
  };
  const number = read("PageNumber", "1", Number.MAX_SAFE_INTEGER);
  const size = read("PageSize", "10", maxPageSize);
  return (all) => {
    const items = all.slice((number - 1) * size, number * size);
    return { items, fields: { PageNumber: number, PageSize: size, TotalCount: all.length, NextToken: "" } };
  };
}

function byToken(parameters: Parameters, rules: PageRules): <T>(all: readonly T[]) => Page<T> {
  const wanted = parameters.integer("MaxResults", Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  const size = Math.min(rules.maxResults, Math.max(rules.minResults, wanted ?? rules.standardResults));
  const start = readToken(parameters.optional("NextToken"));
  return (all) => {
    const items = all.slice(start, start + size);
    const end = start + items.length;
    const fields = {
      PageNumber: 1,
      PageSize: size,
      TotalCount: all.length,
      NextToken: end < all.length ? writeToken(end) : "",
    };
    return { items, fields };
  };
}

/** Only digits: Number() would also accept "1e0", "0x1" and "+1". */
const wholeNumber = (text: string): number | undefined =>
  /^\d{1,15}$/.test(text) ? Number(text) : undefined;

const TOKEN_PREFIX = "emulated-page-";
const writeToken = (offset: number): string => Buffer.from(`${TOKEN_PREFIX}${offset}`).toString("base64url");

function readToken(token: string | undefined): number {
  if (token === undefined) return 0;
  const text = Buffer.from(token, "base64url").toString("utf8");
  const offset = text.startsWith(TOKEN_PREFIX) ? wholeNumber(text.slice(TOKEN_PREFIX.length)) : undefined;
  if (offset === undefined) {
    throw refuse("InvalidParameter", 'The specified parameter "NextToken" is not valid.');
  }
  return offset;
}
