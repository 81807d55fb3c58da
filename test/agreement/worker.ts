import { parentPort, workerData } from "node:worker_threads";
import { planOf, type Selection } from "./plan";
import { lineOf } from "./report";
import { Bench } from "./trial";

export interface WorkerTask {
  readonly selection: Selection;
  /** This worker takes every `of`-th combination, from the `index`-th on. */
  readonly index: number;
  readonly of: number;
}

/** Tries its share of the combinations on its own emulator, and posts a line for each. */
async function work({ selection, index, of }: WorkerTask): Promise<void> {
  const bench = await Bench.open();
  for (const [place, { cloud, combination }] of planOf(selection).tryings.entries()) {
    if (place % of === index) parentPort?.postMessage(lineOf(await bench.tryOut(cloud, combination)));
  }
  await bench.close();
}

void work(workerData as WorkerTask);
