import type { BenchRow } from "./bench-row";

/** A column of a table of rows. null: it says nothing about the row. */
export interface Column {
  readonly title: string;
  readonly of: (row: BenchRow) => string | null;
}

const nothing = "–";

/** Each column as its cells below its title, without the columns that say nothing about any of the rows. */
export function cellsOf(
  columns: readonly Column[],
  rows: readonly BenchRow[],
): readonly (readonly string[])[] {
  return columns
    .map(({ title, of }) => ({ title, cells: rows.map(of) }))
    .filter(({ cells }) => cells.some((cell) => cell !== null))
    .map(({ title, cells }) => [title, ...cells.map((cell) => cell ?? nothing)]);
}

export function digits(value: number | null, count: number): string | null {
  return value === null ? null : value.toFixed(count);
}

export function timeText(seconds: number | null, milliseconds: number | null): string | null {
  return milliseconds === null ? digits(seconds, 2) : `${milliseconds.toFixed(0)} ms`;
}

export function addedText({ addedS, addedMinS, addedMaxS }: BenchRow): string | null {
  return addedS === null ? null : `${digits(addedS, 2)} (${digits(addedMinS, 2)} … ${digits(addedMaxS, 2)})`;
}
