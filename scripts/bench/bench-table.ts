import { type BenchRow, sizeText } from "./bench-row";
import { addedText, type Column, cellsOf, digits, timeText } from "./columns";
import { sum } from "./statistics";

const columns: readonly Column[] = [
  { title: "cloud", of: ({ cloud }) => cloud },
  { title: "host", of: ({ host }) => host },
  { title: "size", of: sizeText },
  { title: "transition", of: ({ transitionMs }) => (transitionMs === null ? null : `${transitionMs} ms`) },
  { title: "operation", of: ({ operation }) => operation },
  { title: "wall s", of: ({ wallS, firstCheckMs }) => timeText(wallS, firstCheckMs) },
  { title: "twin s", of: ({ twinWallS, twinFirstCheckMs }) => timeText(twinWallS, twinFirstCheckMs) },
  { title: "best s", of: ({ bestS }) => digits(bestS, 2) },
  { title: "added s (min … max)", of: addedText },
  { title: "CPU s", of: ({ cpuS }) => digits(cpuS, 2) },
  { title: "twin CPU s", of: ({ twinCpuS }) => digits(twinCpuS, 2) },
  { title: "MB", of: ({ rssMb }) => digits(rssMb, 0) },
  { title: "twin MB", of: ({ twinRssMb }) => digits(twinRssMb, 0) },
  {
    title: "lag ms p50/p95/max",
    of: ({ lagMs }) => (lagMs ? `${lagMs.p50}/${lagMs.p95}/${lagMs.max}` : null),
  },
  { title: "looks/s", of: ({ looksPerS }) => digits(looksPerS, 1) },
  { title: "refused", of: ({ refused }) => digits(refused, 0) },
  { title: "throttled", of: ({ throttled }) => digits(throttled, 0) },
  { title: "forced s", of: ({ forcedS }) => digits(forcedS, 2) },
  { title: "stacks s", of: ({ stackWallS }) => stackWallS?.map((time) => time.toFixed(1)).join(" ") ?? null },
  { title: "B/resource", of: ({ stateBytesPerResource }) => digits(stateBytesPerResource, 0) },
  { title: "best calls", of: ({ bestCalls }) => digits(bestCalls, 0) },
  { title: "calls", of: ({ calls }) => (calls === null ? null : callsText(calls)) },
];

/** The columns that say something about one of the rows. */
export function asTable(rows: readonly BenchRow[]): string {
  const lines = cellsOf(columns, rows);
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

function callsText(calls: Readonly<Record<string, number>>): string {
  const parts = Object.entries(calls).map(([action, count]) => `${action} ${count}`);
  return parts.length === 0 ? "none" : `${sum(Object.values(calls))}: ${parts.join(", ")}`;
}
