import type { Properties } from "../../contract/properties";
import type { Difference } from "../../resources/handler";
import { visible } from "../stored-properties";

/** One changed input, as the engine's display shows it. */
export interface ChangedInput {
  /** A property path, such as `tags.env`. */
  readonly path: string;
  readonly kind: "ADD" | "UPDATE" | "DELETE";
  readonly replaces: boolean;
}

/** The inputs that differ, each with its path. Those of a map are listed one by one. */
export function changedInputs(
  oldInputs: Properties,
  news: Properties,
  { replaces }: Difference,
): readonly ChangedInput[] {
  const [before, after] = [visible(oldInputs), visible(news)];
  return namesOf(before, after).flatMap((name) =>
    changesAt(name, before[name], after[name]).map((change) => ({
      ...change,
      replaces: replaces.includes(name),
    })),
  );
}

function changesAt(path: string, before: unknown, after: unknown): readonly Omit<ChangedInput, "replaces">[] {
  if (before === undefined) return after === undefined ? [] : [{ path, kind: "ADD" }];
  if (after === undefined) return [{ path, kind: "DELETE" }];
  if (isMap(before) && isMap(after)) {
    return namesOf(before, after).flatMap((name) =>
      changesAt(path + stepTo(name), before[name], after[name]),
    );
  }
  return isEqual(before, after) ? [] : [{ path, kind: "UPDATE" }];
}

/** A symbol is a value that is not known yet. It differs from every other. */
function isEqual(before: unknown, after: unknown): boolean {
  const asText = (value: unknown) =>
    JSON.stringify(value, (_, inner) => (typeof inner === "symbol" ? String(inner) : inner));
  return asText(before) === asText(after);
}

function isMap(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function namesOf(before: Properties, after: Properties): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
}

/** The step of a property path to a key of a map. */
function stepTo(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `["${name.replaceAll('"', '\\"')}"]`;
}
