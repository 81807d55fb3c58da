import { explainCode } from "../../provider/core/errors";
import { wrapText } from "../wrap-text";
import type { Cause, Explanation } from "./explanation";

/** The explanations of one code, for people. */
export function explanationsText(explanations: readonly Explanation[], longestLine: number): string {
  return explanations.map((explanation) => explanationText(explanation, longestLine)).join("\n\n");
}

/** The width of the labels. */
const indent = 10;

function explanationText(explanation: Explanation, longestLine: number): string {
  const { title, code, actions, kind, whatFollows, causes, source, page } = explanation;
  const labelled = (label: string, text: string) =>
    wrapText(text, { longestLine, first: label.padEnd(indent), next: " ".repeat(indent) });
  const list = (inPreview: boolean) =>
    causes.filter((cause) => cause.inPreview === inPreview).map((cause) => causeText(cause, longestLine));
  const [seen, checked] = [list(true), list(false)];
  return [
    title,
    "",
    wrapText(`${code}: ${explainCode(explanation)}`, { longestLine }),
    "",
    labelled("Calls", actions.length === 0 ? "any" : actions.join(", ")),
    labelled("Kind", `${kind}. ${whatFollows}`),
    labelled("Preview", seen.length === 0 ? "It cannot see this coming." : "It sees these causes:"),
    ...seen,
    ...(checked.length === 0 ? [] : [labelled("Deletion", "These causes are seen before the call:")]),
    ...checked,
    labelled("Source", source),
    labelled("Page", page),
  ].join("\n");
}

/** In the order of the page about the rules. */
function causeText({ rule, states, effect, remedy }: Cause, longestLine: number): string {
  const [first, next] = [`${" ".repeat(indent)}- `, " ".repeat(indent + 2)];
  return wrapText(`${rule}: ${states} ${effect} What to do: ${remedy}`, { longestLine, first, next });
}

/** One line for each explanation, so that other programs can search and cut it. */
export function listText(explanations: readonly Explanation[]): string {
  const rows = explanations.map(({ cloud, api, code, kind, meaning }) => [
    [cloud, api].filter(Boolean).join(" "),
    code,
    kind,
    meaning,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")).join("\n");
}
