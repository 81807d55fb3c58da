import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { Bench } from "./bench";
import { type Cell, nameOfCell } from "./cell";
import { cellsOf, findCalledActions } from "./cells";
import type { Trap } from "./named-faults";

/** Which cells of the matrix to try; default: all. */
export interface Selection {
  readonly api?: string | undefined;
  /** A regular expression for the names of cells. */
  readonly only?: string | undefined;
  /** The names of cells. */
  readonly names?: readonly string[] | undefined;
  /** So many cells of each API. */
  readonly sample?: number | undefined;
  readonly seed?: number | undefined;
}

export const apis: readonly string[] = cloudCases.map(({ title }) => title);

/** The operations without a fault, and one for each cell that asks which actions an operation calls. */
const cellsOfFirstRun = 20;

export async function selectCells(
  cloudCase: CloudCase,
  selection: Selection,
  trap: Trap,
): Promise<readonly Cell[]> {
  const bench = await Bench.start(cloudCase, cellsOfFirstRun);
  try {
    const only = new RegExp(selection.only ?? "");
    const names = selection.names && new Set(selection.names);
    const all = cellsOf(cloudCase, await findCalledActions(bench), trap).filter(
      (cell) => only.test(nameOfCell(cell)) && (names?.has(nameOfCell(cell)) ?? true),
    );
    return selection.sample === undefined ? all : sampleOf(all, selection.sample, selection.seed ?? 1);
  } finally {
    await bench.close();
  }
}

/** A sample that the seed decides, and that a new cell elsewhere changes little. */
export function sampleOf(cells: readonly Cell[], count: number, seed: number): readonly Cell[] {
  const ordered = cells
    .map((cell) => ({ cell, order: hashOf(`${seed}/${nameOfCell(cell)}`) }))
    .sort((one, other) => one.order - other.order);
  return ordered.slice(0, count).map(({ cell }) => cell);
}

/** FNV-1a with a final mix, as a number below 2³². */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
