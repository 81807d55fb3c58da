import { refuse } from "./codes";
import type { Parameters } from "./parameters";

export interface PageRules {
  /** A smaller MaxResults counts as this. */
  readonly minResults: number;
  readonly maxResults: number;
  readonly standardResults: number;
  readonly maxPageSize: number;
}

export interface Page<T> {
  readonly items: T[];
  readonly fields: Readonly<Record<string, unknown>>;
}

/** By token, or by number when PageNumber or PageSize is given and no token is. */
export function paginate<T>(all: readonly T[], parameters: Parameters, rules: PageRules): Page<T> {
  const byNumber =
    !parameters.has("NextToken") &&
    !parameters.has("MaxResults") &&
    (parameters.has("PageNumber") || parameters.has("PageSize"));
  return byNumber ? byPageNumber(all, parameters, rules) : byToken(all, parameters, rules);
}

function byPageNumber<T>(all: readonly T[], parameters: Parameters, { maxPageSize }: PageRules): Page<T> {
  const number = Number(parameters.optional("PageNumber") ?? 1);
  const size = Number(parameters.optional("PageSize") ?? 10);
  if (!Number.isInteger(number) || number < 1 || !Number.isInteger(size) || size < 1 || size > maxPageSize) {
    throw refuse("InvalidOperation.InvalidEniPageNumber");
  }
  const items = all.slice((number - 1) * size, number * size);
  return { items, fields: { PageNumber: number, PageSize: size, TotalCount: all.length, NextToken: "" } };
}

function byToken<T>(all: readonly T[], parameters: Parameters, rules: PageRules): Page<T> {
  const wanted = parameters.integer("MaxResults", Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  const size = Math.min(rules.maxResults, Math.max(rules.minResults, wanted ?? rules.standardResults));
  const start = readToken(parameters.optional("NextToken"));
  const items = all.slice(start, start + size);
  const end = start + items.length;
  const fields = {
    PageNumber: 1,
    PageSize: size,
    TotalCount: all.length,
    NextToken: end < all.length ? writeToken(end) : "",
  };
  return { items, fields };
}

const TOKEN_PREFIX = "emulated-page-";
const writeToken = (offset: number): string => Buffer.from(`${TOKEN_PREFIX}${offset}`).toString("base64url");

function readToken(token: string | undefined): number {
  if (token === undefined) return 0;
  const text = Buffer.from(token, "base64url").toString("utf8");
  const offset = text.startsWith(TOKEN_PREFIX) ? Number(text.slice(TOKEN_PREFIX.length)) : Number.NaN;
  if (!Number.isInteger(offset)) {
    throw refuse("InvalidParameter", 'The specified parameter "NextToken" is not valid.');
  }
  return offset;
}
