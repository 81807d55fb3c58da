import { type BenchRow, sizeText } from "./bench-row";
import { sum } from "./statistics";

interface Column {
  readonly title: string;
  readonly of: (row: BenchRow) => string;
}

const columns: readonly Column[] = [
  { title: "cloud", of: ({ cloud }) => cloud },
  { title: "host", of: ({ host }) => host },
  { title: "size", of: sizeText },
  { title: "transition", of: ({ transitionMs }) => (transitionMs === null ? none : `${transitionMs} ms`) },
  { title: "operation", of: ({ operation }) => operation },
  { title: "wall s", of: ({ wallS, firstCheckMs }) => timeText(wallS, firstCheckMs) },
  { title: "twin s", of: ({ twinWallS, twinFirstCheckMs }) => timeText(twinWallS, twinFirstCheckMs) },
  { title: "best s", of: ({ bestS }) => number(bestS, 2) },
  { title: "added s (min … max)", of: addedText },
  { title: "CPU s", of: ({ cpuS }) => number(cpuS, 2) },
  { title: "twin CPU s", of: ({ twinCpuS }) => number(twinCpuS, 2) },
  { title: "MB", of: ({ rssMb }) => number(rssMb, 0) },
  { title: "twin MB", of: ({ twinRssMb }) => number(twinRssMb, 0) },
  {
    title: "lag ms p50/p95/max",
    of: ({ lagMs }) => (lagMs ? `${lagMs.p50}/${lagMs.p95}/${lagMs.max}` : none),
  },
  { title: "looks/s", of: ({ looksPerS }) => number(looksPerS, 1) },
  { title: "refused", of: ({ refused }) => number(refused, 0) },
  { title: "throttled", of: ({ throttled }) => number(throttled, 0) },
  { title: "forced s", of: ({ forcedS }) => number(forcedS, 2) },
  { title: "stacks s", of: ({ stackWallS }) => stackWallS?.map((time) => time.toFixed(1)).join(" ") ?? none },
  { title: "B/resource", of: ({ stateBytesPerResource }) => number(stateBytesPerResource, 0) },
  { title: "best calls", of: ({ bestCalls }) => number(bestCalls, 0) },
  { title: "calls", of: ({ calls }) => (calls === null ? none : callsText(calls)) },
];

const none = "–";

/** The columns that say something about one of the rows. */
export function asTable(rows: readonly BenchRow[]): string {
  const lines = columns
    .map(({ title, of }) => [title, ...rows.map(of)])
    .filter(([, ...cells]) => cells.some((cell) => cell !== none));
  const widths = lines.map((cells) => Math.max(...cells.map((cell) => cell.length)));
  return ["", ...rows]
    .map((_, row) =>
      lines
        .map((cells, column) => (cells[row] ?? "").padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function number(value: number | null, digits: number): string {
  return value === null ? none : value.toFixed(digits);
}

function timeText(seconds: number | null, milliseconds: number | null): string {
  return milliseconds === null ? number(seconds, 2) : `${milliseconds.toFixed(0)} ms`;
}

function addedText({ addedS, addedMinS, addedMaxS }: BenchRow): string {
  if (addedS === null) return none;
  return `${number(addedS, 2)} (${number(addedMinS, 2)} … ${number(addedMaxS, 2)})`;
}

function callsText(calls: Readonly<Record<string, number>>): string {
  const parts = Object.entries(calls).map(([action, count]) => `${action} ${count}`);
  return parts.length === 0 ? "none" : `${sum(Object.values(calls))}: ${parts.join(", ")}`;
}
