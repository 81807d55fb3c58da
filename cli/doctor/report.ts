import { type Check, statuses } from "./check";

/** What the doctor found about one cloud. */
export interface Examined {
  readonly cloud: string;
  readonly title: string;
  readonly api: string | undefined;
  readonly regionId: string;
  readonly checks: readonly Check[];
}

/** A cloud without keys, which nobody asked for. */
export interface LeftOut {
  readonly cloud: string;
  readonly title: string;
  readonly reason: string;
}

export interface Report {
  readonly examined: readonly Examined[];
  readonly leftOut: readonly LeftOut[];
}

const columns = 100;
const statusWidth = Math.max(...statuses.map((status) => status.length));

export function isGood({ examined }: Report): boolean {
  return (
    examined.length > 0 && examined.every(({ checks }) => checks.every(({ status }) => status !== "failed"))
  );
}

export function asJson(report: Report): string {
  return JSON.stringify({ ok: isGood(report), ...report }, null, 2);
}

export function asText(report: Report): string {
  const { examined, leftOut } = report;
  return [
    ...examined.flatMap((one) => [headOf(one), "", ...one.checks.map(lineOf), ""]),
    ...leftOut.flatMap(({ cloud, title, reason }) => [
      ...wrap(`${title} was left out. ${reason} To check it anyway: pulumi-eni doctor --cloud ${cloud}`, 0),
      "",
    ]),
    ...wrap(summaryOf(examined), 0),
  ].join("\n");
}

function headOf({ title, api, regionId }: Examined): string {
  return `${title}${api === undefined ? "" : `, API ${api}`}, region ${regionId}`;
}

function lineOf({ status, name, message }: Check): string {
  const indent = statusWidth + 2;
  const [first = "", ...more] = wrap(`${" ".repeat(indent)}${name}: ${message}`, indent);
  return [status.padEnd(indent) + first.slice(indent), ...more].join("\n");
}

function summaryOf(examined: readonly Examined[]): string {
  if (examined.length === 0) return "No cloud was checked, because no keys were found.";
  const checks = examined.flatMap((one) => one.checks);
  const count = (wanted: Check["status"]) => checks.filter(({ status }) => status === wanted).length;
  const [bad, warned, open] = [count("failed"), count("warning"), count("not checked")];
  return `Of ${checks.length} checks ${bad} failed, ${warned} gave a warning, and ${open} were not made.`;
}

/** Lines of at most `columns` characters. Longer words, such as URLs, stay whole. */
function wrap(text: string, indent: number): string[] {
  const margin = " ".repeat(indent);
  const lines: string[] = [];
  let line = "";
  for (const word of text.trim().split(" ")) {
    const longer = line === "" ? margin + word : `${line} ${word}`;
    if (line !== "" && longer.length > columns) {
      lines.push(line);
      line = margin + word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}
