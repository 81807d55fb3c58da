import { parentPort, workerData } from "node:worker_threads";
import { caseOfApi } from "./cells";
import type { Trap } from "./named-faults";
import { runCells } from "./run-cells";
import { type Selection, selectCells } from "./selection";

/** The share of a thread: one API. */
export interface WorkerTask {
  readonly api: string;
  readonly selection: Selection;
  readonly benches: number;
  readonly trap: Trap;
}

async function main({ api, selection, benches, trap }: WorkerTask): Promise<void> {
  const cells = await selectCells(caseOfApi(api), selection, trap);
  parentPort?.postMessage({ cells: cells.length });
  await runCells(cells, benches, (result) => parentPort?.postMessage({ result }));
}

main(workerData as WorkerTask);
