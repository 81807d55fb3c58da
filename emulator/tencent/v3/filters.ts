import { refuse } from "./codes";
import type { Parameters } from "./parameters";

export interface Filter {
  readonly name: string;
  readonly values: readonly string[];
}

/** Reads `Filters`, and throws the VPC product's errors about their form. */
export function readFilters(parameters: Parameters): Filter[] {
  const raw = parameters.raw("Filters");
  if (raw === undefined) return [];
  if (!Array.isArray(raw)) throw parameters.wrongType("Filters");
  return raw.map((item: unknown) => {
    if (typeof item !== "object" || item === null || Array.isArray(item)) {
      throw refuse("InvalidParameter.FilterNotDict");
    }
    const { Name: name, Values: values } = item as Record<string, unknown>;
    if (typeof name !== "string" || name === "") throw refuse("InvalidParameter.FilterInvalidKey");
    if (!Array.isArray(values) || !values.every((value) => typeof value === "string")) {
      throw refuse("InvalidParameter.FilterValuesNotList");
    }
    return { name, values: values as string[] };
  });
}

/** The key in a filter such as `tag:role`, which compares the value of the tag. */
export function tagKeyOf(filterName: string): string | undefined {
  return filterName.startsWith("tag:") ? filterName.slice("tag:".length) : undefined;
}
