import { usualLineLength, wrapText } from "../wrap-text";
import { exitCodeOf, type Judged, type Judgement, type ToldFinding, type Verdict, verdicts } from "./judged";

/** What was asked: a whole stack, or one operation on ids. */
export type Operation = "destroy" | "attach" | "detach" | "delete";

const longestLine = usualLineLength;
const indent = Math.max(...verdicts.map((verdict) => verdict.length)) + 2;

export function asJson(operation: Operation, judged: readonly Judged[]): string {
  const exitCode = exitCodeOf(judged);
  return JSON.stringify({ ok: exitCode === 0, exitCode, operation, resources: judged }, undefined, 2);
}

/** A table for each place, without colours. */
export function asText(operation: Operation, judged: readonly Judged[]): string {
  const places = new Map<string, Judged[]>();
  for (const one of judged) {
    const place = headOf(one);
    places.set(place, [...(places.get(place) ?? []), one]);
  }
  const tables = [...places].flatMap(([place, rows]) => [place, "", ...rowsOf(rows), ""]);
  return [...tables, ...(operation === "destroy" ? [wrapText(summaryOf(judged), { longestLine })] : [])]
    .join("\n")
    .trimEnd();
}

function headOf({ title, regionId }: Judged): string {
  return regionId === undefined ? title : `${title}, region ${regionId}`;
}

/** Resources that were not checked for the same reason share a row. */
function rowsOf(judged: readonly Judged[]): readonly string[] {
  const rows: string[] = [];
  const told = new Set<string>();
  for (const one of judged) {
    if (one.verdict !== "not checked") {
      rows.push(rowOf(one.verdict, [nameOf(one)], paragraphsOf(one)));
      continue;
    }
    if (told.has(one.message)) continue;
    told.add(one.message);
    const alike = judged.filter(({ verdict, message }) => verdict === one.verdict && message === one.message);
    rows.push(rowOf(one.verdict, alike.map(nameOf), [one.message]));
  }
  return rows;
}

function rowOf(verdict: Verdict, names: readonly string[], [first = "", ...more]: readonly string[]): string {
  const next = " ".repeat(indent);
  return [
    wrapText(`${names.join(", ")}: ${first}`, { longestLine, first: verdict.padEnd(indent), next }),
    ...more.map((text) => wrapText(text, { longestLine, first: next, next })),
  ].join("\n");
}

function nameOf({ kind, name, id }: Judged): string {
  return name === undefined ? `${kind} ${id}` : `${kind} ${name} (${id})`;
}

function paragraphsOf({ message, findings, waits }: Judgement): readonly string[] {
  const notes = findings.filter(({ lasting }) => lasting === "note");
  const obstacles = findings.filter(({ lasting }) => lasting !== "note");
  return [
    ...(message === "" ? [] : [message]),
    ...obstacles.map(textOf),
    ...waits,
    ...notes.map((note) => `Note: ${textOf(note)}`),
  ];
}

function textOf({ rule, text }: ToldFinding): string {
  return `${text} (rule ${rule})`;
}

function summaryOf(judged: readonly Judged[]): string {
  if (judged.length === 0) return "The stack has no attachment and no interface of pulumi-eni.";
  const count = (wanted: Verdict) => judged.filter(({ verdict }) => verdict === wanted).length;
  const [waiting, bad, open] = [count("would wait"), count("refused"), count("not checked")];
  return `Of ${judged.length} deletions ${count("ok") + waiting} would succeed (${waiting} after a wait), ${bad} would be refused, and ${open} were not checked.`;
}
