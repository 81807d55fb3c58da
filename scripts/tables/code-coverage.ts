import { findCodes } from "../../cli/explain/find-codes";
import type { Api } from "../../provider/contract/apis";
import { findCode, plainCode } from "../../provider/core/errors";
import type { EmulatedCode } from "./emulated-codes";

/** How many of the documented codes of one API each part of the project knows. */
export interface CodeCoverage {
  readonly title: string;
  readonly documented: number;
  /** The provider's table says what follows from it. */
  readonly classified: number;
  /** `pulumi-eni explain` finds it. */
  readonly explained: number;
  /** A request to the emulator provokes it. */
  readonly byRequest: number;
  /** The emulator answers with it only when a fault says so. */
  readonly byFault: number;
  /** A test reads it in the message that a user reads. */
  readonly read: number;
}

/**
 * Counts what both sides have from the documentation.
 *
 * @param read the codes that the test of the messages provokes and reads
 */
export function coverageOf(
  api: Api,
  emulated: readonly EmulatedCode[],
  read: ReadonlySet<string>,
): CodeCoverage {
  const requested = new Set(emulated.filter(({ by }) => by === "request").map(({ code }) => code));
  const codes = documentedCodes(api, emulated);
  const count = (fits: (code: string) => boolean) => codes.filter(fits).length;
  return {
    title: api.title,
    documented: codes.length,
    classified: count((code) => findCode(api.codes, code) !== undefined),
    explained: count((code) => findCodes([api], code).length > 0),
    byRequest: count((code) => requested.has(code)),
    byFault: count((code) => read.has(code) && !requested.has(code)),
    read: count((code) => read.has(code)),
  };
}

/** The codes of the emulator, and those of the provider's table that the emulator does not have. */
function documentedCodes({ codes }: Api, emulated: readonly EmulatedCode[]): readonly string[] {
  const known = emulated.map(({ code }) => code);
  const covered = new Set(known.map((code) => findCode(codes, code)?.code));
  const others = codes.filter(({ code }) => !covered.has(code)).map(({ code }) => plainCode(code));
  return [...new Set([...known, ...others])];
}

/** A table with one row for each API. */
export function coverageText(rows: readonly CodeCoverage[]): string {
  const cells = rows.map((row) => {
    const ofAll = (count: number) => `${count} of ${row.documented}`;
    const { byRequest, byFault } = row;
    return [
      row.title,
      ...[row.classified, row.explained, byRequest + byFault].map(ofAll),
      ...[byRequest, byFault].map(String),
      ofAll(row.read),
    ];
  });
  const table = [
    ["API", "classified", "explained", "emulated", "by a request", "by a fault only", "read in a test"],
    ...cells,
  ];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = line(widths.map((width) => "-".repeat(width)));
  const [head = [], ...body] = table;
  return [line(head), rule, ...body.map(line)].join("\n");
}
