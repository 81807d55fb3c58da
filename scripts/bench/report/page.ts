import { type BenchRow, sizeText } from "../bench-row";
import { addedText, type Column, cellsOf, digits, timeText } from "../columns";
import { overLimit } from "../limits";
import { sum } from "../statistics";
import { type Measurement, measurements, type Results } from "./measurements";

/**
 * The report as a page of the documents.
 *
 * @param plotFiles the names of its plots
 */
export function reportPage(results: Results, plotFiles: readonly string[]): string {
  const made = measurements.filter(({ name }) => results[name] !== undefined);
  const over = made.flatMap(({ name }) => overLimit([...(results[name] ?? [])]));
  const rowCount = sum(made.map(({ name }) => results[name]?.length ?? 0));
  return `# What does it cost in time, calls and state?

\`npm run bench:report\` measures and writes this page. Every operation runs with this package and with a twin, a
provider that only returns the same outputs, in turn. Single times depend on the machine; what counts is the difference
from the twin's time in the same run. Below each table is the command that measures the same.

- *added*: the time beyond the twin's, as the median of all repeats.
- *best*: the time or the number of calls that nobody could beat. It is the twin's time with the transitions, or what the
  quota forces if that is longer; and the writes, with one look at the end of each wave of transitions.
- *lag*: how long after the end of a transition a look shows it, by the emulator's clock: p50 / p95 / longest.
- *CPU*: the CPU time of the program, the engine and the provider together, in seconds.
- *state*: the bytes of a resource in the file backend.

All programs shorten the stack traces that Pulumi takes of each registration. The classes of this package do that
themselves, and it saves more time than a preview adds.

${rowCount} rows; ${over.length === 0 ? "all are within their goals." : `figures over their goals: ${over.length}.`}
${over.map((line) => `\n- ${line}`).join("")}
${plotFiles.map((file) => `\n![${titleOf(file)}](benchmark/${file})`).join("\n")}
${made.map((measurement) => section(measurement, results[measurement.name] ?? [])).join("")}`.replaceAll(
    /\n{3,}/g,
    "\n\n",
  );
}

function titleOf(file: string): string {
  return file.replace(".svg", "").replaceAll("-", " ");
}

function section({ title, goal, options }: Measurement, rows: readonly BenchRow[]): string {
  const [operations, costs] = [table(timeColumns, rows), table(costColumns, rows)];
  return `
## ${title}

Goal: ${goal}.

${[operations, costs].filter((part) => part !== "").join("\n\n")}

\`\`\`sh
npm run bench -- ${options} --check
\`\`\`
`;
}

const which: readonly Column[] = [
  { title: "Cloud", of: ({ cloud }) => cloud },
  { title: "Operation", of: (row) => `${row.operation} of ${sizeText(row)}` },
];

const timeColumns: readonly Column[] = [
  ...which,
  { title: "Time", of: ({ wallS, firstCheckMs }) => timeText(wallS, firstCheckMs) },
  { title: "Twin", of: ({ twinWallS, twinFirstCheckMs }) => timeText(twinWallS, twinFirstCheckMs) },
  { title: "Best", of: ({ bestS, twinWallS }) => (bestS === twinWallS ? null : timeText(bestS, null)) },
  { title: "Forced", of: ({ forcedS }) => (forcedS ? timeText(forcedS, null) : null) },
  { title: "Added", of: addedText },
  { title: "CPU", of: ({ cpuS }) => digits(cpuS, 2) },
  { title: "Twin's CPU", of: ({ twinCpuS }) => digits(twinCpuS, 2) },
];

const costColumns: readonly Column[] = [
  ...which,
  { title: "Calls", of: ({ calls }) => (calls === null ? null : String(sum(Object.values(calls)))) },
  { title: "Best", of: ({ bestCalls }) => digits(bestCalls, 0) },
  { title: "Throttled", of: ({ throttled, forcedS }) => (forcedS ? digits(throttled, 0) : null) },
  { title: "Looks/s", of: ({ looksPerS, forcedS }) => (forcedS ? null : digits(looksPerS, 1)) },
  {
    title: "Lag (ms)",
    of: ({ lagMs, forcedS }) => (lagMs && !forcedS ? `${lagMs.p50} / ${lagMs.p95} / ${lagMs.max}` : null),
  },
  { title: "Stacks", of: ({ stackWallS }) => stackWallS?.map((each) => each.toFixed(1)).join(", ") ?? null },
  { title: "MB", of: ({ rssMb }) => digits(rssMb, 0) },
  { title: "Twin's MB", of: ({ twinRssMb }) => digits(twinRssMb, 0) },
  { title: "State", of: ({ stateBytesPerResource }) => digits(stateBytesPerResource, 0) },
];

/** Without the columns that say nothing about these rows; "" when no column does. */
function table(columns: readonly Column[], rows: readonly BenchRow[]): string {
  const lines = cellsOf(columns, rows);
  if (lines.length <= which.length) return "";
  const widths = lines.map((cells) => Math.max(3, ...cells.map((cell) => cell.length)));
  const row = (index: number) =>
    `| ${lines.map((cells, column) => (cells[index] ?? "").padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [row(0), rule, ...rows.map((_, index) => row(index + 1))].join("\n");
}
