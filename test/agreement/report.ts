import type { Combination } from "./combination";
import type { LeftOut } from "./plan";
import type { Preview } from "./provider-port";
import type { Trial } from "./trial";
import type { Evidence, Verdict } from "./verdict";

/** What one trial leaves behind: small, for there are tens of thousands. */
export interface Line {
  readonly id: string;
  readonly verdict: Verdict;
  /** What each side said, if they disagree. */
  readonly told: string | undefined;
}

export function lineOf({ combination, evidence, verdict }: Trial): Line {
  const agrees = verdict.disagreements.length === 0;
  return { id: combination.id, verdict, told: agrees ? undefined : tell(evidence) };
}

function tell({ preview, answers, up }: Evidence): string {
  const wire = answers.map(({ step, now, later }) => {
    const codes = [now, ...(later === undefined ? [] : [later])].map((one) =>
      typeof one === "string" ? one : one.code,
    );
    return `${step.step} ${codes.join(", then ")}`;
  });
  return [
    `preview: ${tellPreview(preview)}`,
    `wire: ${wire.join("; ") || "no call"}`,
    `up: ${up === "done" ? "done" : up.refused}`,
  ].join(" | ");
}

function tellPreview({ findings, unchecked }: Preview): string {
  const told = findings.map(
    ({ rule, lasting, codes, reason, step }) =>
      `${step} ${rule} (${lasting}: ${codes.join(", ") || "no code"}) ${reason}`,
  );
  return [...told, ...(unchecked === undefined ? [] : [`unchecked: ${unchecked}`])].join("; ") || "nothing";
}

interface Row {
  combinations: number;
  accepted: number;
  passing: number;
  refused: number;
  "no call": number;
  impossible: number;
  disagree: number;
}

const columns = [
  "combinations",
  "accepted",
  "passing",
  "refused",
  "no call",
  "impossible",
  "disagree",
] as const;

/** A row for each operation of each API. */
export function tableOf(lines: readonly Line[], leftOut: readonly LeftOut[]): string {
  const rows = new Map<string, Row>();
  const rowOf = (name: string): Row => {
    const known = rows.get(name);
    if (known) return known;
    const row: Row = {
      ...{ combinations: 0, accepted: 0, passing: 0, refused: 0, "no call": 0 },
      ...{ impossible: 0, disagree: 0 },
    };
    rows.set(name, row);
    return row;
  };
  for (const { api, operation, impossible } of leftOut)
    rowOf(`${api}/${operation}`).impossible += sum([...impossible.values()]);
  for (const { id, verdict } of lines) {
    const row = rowOf(familyOf(id));
    row.combinations++;
    row[verdict.kind]++;
    if (verdict.disagreements.length > 0) row.disagree++;
  }
  const table = [
    ["operation", ...columns],
    ...[...rows].map(([name, row]) => [name, ...columns.map((column) => String(row[column]))]),
    ["all", ...columns.map((column) => String(sum([...rows.values()].map((row) => row[column]))))],
  ];
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  return table
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  "),
    )
    .join("\n");
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

export const familyOf = (id: Combination["id"]) => id.split("/").slice(0, 2).join("/");

/** What was left out, with the reasons. */
export function impossibleOf(leftOut: readonly LeftOut[]): string {
  const counts = new Map<string, number>();
  for (const { api, impossible } of leftOut) {
    for (const [{ why }, count] of impossible) {
      const key = `${api}: ${why}`;
      counts.set(key, (counts.get(key) ?? 0) + count);
    }
  }
  return [...counts].map(([key, count]) => `${String(count).padStart(6)}  ${key}`).join("\n");
}

/** How often which disagreement occurs, with the shortest identifier as an example. */
export function classesOf(lines: readonly Line[]): string {
  const classes = new Map<string, { count: number; example: string }>();
  for (const { id, verdict } of lines) {
    for (const { kind, about } of verdict.disagreements) {
      const key = `${familyOf(id)}  ${kind}  ${about}`;
      const known = classes.get(key);
      const example = known && known.example.length <= id.length ? known.example : id;
      classes.set(key, { count: (known?.count ?? 0) + 1, example });
    }
  }
  return [...classes]
    .sort(([one, a], [other, b]) => b.count - a.count || one.localeCompare(other))
    .map(([key, { count, example }]) => `${String(count).padStart(6)}  ${key}  (${example})`)
    .join("\n");
}

export function disagreementsOf(lines: readonly Line[]): string {
  return lines
    .filter(({ verdict }) => verdict.disagreements.length > 0)
    .map(({ id, verdict, told }) => {
      const kinds = verdict.disagreements.map(({ kind }) => kind);
      return `--only ${id}  [${[...new Set(kinds)].join(", ")}]  ${told}`;
    })
    .join("\n");
}
