import { usualLineLength, wrapText } from "../wrap-text";
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

const longestLine = usualLineLength;
const indent = Math.max(...statuses.map((status) => status.length)) + 2;

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
      wrapText(`${title} was left out. ${reason} To check it anyway: pulumi-eni doctor --cloud ${cloud}`, {
        longestLine,
      }),
      "",
    ]),
    wrapText(summaryOf(examined), { longestLine }),
  ].join("\n");
}

function headOf({ title, api, regionId }: Examined): string {
  return `${title}${api === undefined ? "" : `, API ${api}`}, region ${regionId}`;
}

function lineOf({ status, name, message }: Check): string {
  const [first, next] = [status.padEnd(indent), " ".repeat(indent)];
  return wrapText(`${name}: ${message}`, { longestLine, first, next });
}

function summaryOf(examined: readonly Examined[]): string {
  if (examined.length === 0) return "No cloud was checked, because no keys were found.";
  const checks = examined.flatMap((one) => one.checks);
  const count = (wanted: Check["status"]) => checks.filter(({ status }) => status === wanted).length;
  const [bad, warned, open] = [count("failed"), count("warning"), count("not checked")];
  return `Of ${checks.length} checks ${bad} failed, ${warned} gave a warning, and ${open} were not made.`;
}
