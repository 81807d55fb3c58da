import type { Result } from "./try-cell";

/** One line for each fault of each API: how its cells ended, and a text that a user would have read. */
export function tableOf(results: readonly Result[]): string {
  const groups = new Map<string, Result[]>();
  for (const result of results) {
    const key = `${result.api}\u0000${result.fault}`;
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  const rows = [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [[first.api, first.fault, ...figuresOf(group), textOf(group)]] : [];
  });
  const head = ["API", "fault", "holds", "done", "told", "longest", "what the user reads, for example"];
  return aligned([head, ...rows]);
}

function figuresOf(group: readonly Result[]): readonly string[] {
  const holds = group.filter(({ violations }) => violations.length === 0).length;
  const done = group.filter(({ ended }) => ended === "done").length;
  const longestMs = Math.max(...group.map(({ tookMs }) => tookMs));
  return [
    `${holds} of ${group.length}`,
    String(done),
    String(group.length - done),
    `${(longestMs / 1_000).toFixed(1)} s`,
  ];
}

/** Of a write before a look, because that is what costs the user most. */
function textOf(group: readonly Result[]): string {
  const told = group.filter(({ read }) => read !== "");
  const example = told.find(({ action }) => !/^(Describe|Get)/.test(action)) ?? told[0];
  return (example?.read ?? "").replaceAll(/\s+/g, " ");
}

/** The last column is as long as it is. */
function aligned(rows: readonly (readonly string[])[]): string {
  const columns = (rows[0]?.length ?? 1) - 1;
  const widths = Array.from({ length: columns }, (_, index) =>
    Math.max(...rows.map((row) => (row[index] ?? "").length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((text, index) => text.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd();
  return rows.map(line).join("\n");
}

/** One line for each operation of each API. */
export function summaryOf(results: readonly Result[]): string {
  const keys = [...new Set(results.map(({ api, operation }) => `${api}\u0000${operation}`))];
  const rows = keys.map((key) => {
    const group = results.filter(({ api, operation }) => `${api}\u0000${operation}` === key);
    const [api = "", operation = ""] = key.split("\u0000");
    return [api, operation, ...figuresOf(group)];
  });
  return aligned([["API", "operation", "holds", "done", "told", "longest"], ...rows]);
}

export function violationsOf(results: readonly Result[]): string {
  return results
    .filter(({ violations }) => violations.length > 0)
    .map(({ cell, violations, read }) => [cell, ...violations, `The user reads: ${read}`].join("\n    "))
    .join("\n");
}

/** How many cells meet each known limit. */
export function knownLimitsOf(results: readonly Result[]): readonly string[] {
  const reasons = results.flatMap(({ knownLimit }) => knownLimit ?? []);
  return [...new Set(reasons)].map(
    (why) => `${reasons.filter((reason) => reason === why).length} cells meet a known limit: ${why}.`,
  );
}
