import { Bench } from "./bench";
import { type Cell, nameOfCell } from "./cell";
import { caseOfApi } from "./cells";
import type { PlaceFault } from "./named-faults";
import { type Result, tryCell } from "./try-cell";

/** Runs cells, several at a time on benches of their own, and reports each as it ends. */
export async function runCells(
  cells: readonly Cell[],
  benches: number,
  report: (result: Result) => void,
): Promise<void> {
  const queues = queuesOf(cells);
  // Each queue has one bench at least; the long ones share the others.
  const all = [...queues.values()].flatMap((queue) => {
    const share = Math.round((benches * queue.length) / cells.length);
    return Array.from({ length: Math.max(1, share) }, () => queue);
  });
  const next = async (): Promise<void> => {
    for (let queue = all.shift(); queue; queue = all.shift()) await emptyQueue(queue, report);
  };
  await Promise.all(Array.from({ length: benches }, next));
}

/** The cells that one bench can run one after another, the slow ones first. */
function queuesOf(cells: readonly Cell[]): ReadonlyMap<string, Cell[]> {
  const queues = new Map<string, Cell[]>();
  const ordered = [...cells].sort((one, other) => slowness(other) - slowness(one));
  for (const cell of ordered) {
    const key = `${cell.api}/${placeOf(cell) ?? ""}`;
    queues.set(key, [...(queues.get(key) ?? []), cell]);
  }
  return queues;
}

function slowness({ name, strike, operation }: Cell): number {
  const isSlow = name === "hang" || name === "slow drip";
  if (!isSlow) return strike === "always" ? 1 : 0;
  return operation.endsWith(".read") && strike === "always" ? 3 : 2;
}

function placeOf({ trouble }: Cell): PlaceFault | undefined {
  return trouble.of === "place" ? trouble.fault : undefined;
}

async function emptyQueue(queue: Cell[], report: (result: Result) => void): Promise<void> {
  const [first] = queue;
  if (!first) return;
  const bench = await Bench.start(caseOfApi(first.api), queue.length, placeOf(first));
  try {
    for (let cell = queue.shift(); cell; cell = queue.shift()) report(await tryOrExplain(bench, cell));
  } finally {
    await bench.close();
  }
}

/** What breaks the bench itself is a violation, too: the process must outlive everything. */
async function tryOrExplain(bench: Bench, cell: Cell): Promise<Result> {
  try {
    return await tryCell(bench, cell);
  } catch (error) {
    await bench.restart();
    const { api, operation, name: fault, strike, trouble } = cell;
    const broken = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return {
      ...{ cell: nameOfCell(cell), api, operation, fault, strike, ended: "failed", tookMs: 0, read: "" },
      action: trouble.of === "place" ? "everything" : trouble.action,
      violations: [`the trial broke: ${broken}`],
    };
  }
}
