import { answerTimeoutMs } from "../../provider/core/http";
import { forgetPeak, memoryOf } from "../../scripts/process-memory";
import type { LoggedMessage } from "../support/engine-log";
import { ProviderError } from "../support/provider-error";
import type { Bench } from "./bench";
import { type Cell, nameOfCell, type OperationName } from "./cell";
import { unexplained } from "./judge";
import { knownLimitOf } from "./known-limits";
import { destroy, type Ending, operations, type Recorded } from "./operations";
import type { Scene } from "./scene";

/** What became of one cell. */
export interface Result {
  readonly cell: string;
  readonly api: string;
  readonly operation: OperationName;
  readonly fault: string;
  readonly strike: string;
  readonly action: string;
  /** done: it reached its goal in spite of the fault. */
  readonly ended: "done" | "failed";
  readonly tookMs: number;
  /** What the user would have read; empty when there was nothing to say. */
  readonly read: string;
  readonly violations: readonly string[];
  /** Why what is wrong is no violation. */
  readonly knownLimit?: string;
}

/** A fault that passes must not fail an operation that has this long. */
const longTimeout = { text: "60s", ms: 60_000 };
/** A fault that stays ends an operation after this. */
const shortTimeout = { text: "2s", ms: 2_000 };
/** How long a look without an operation is repeated, and how long previews look. */
const readMs = 60_000;
const checkMs = 5_000;
/** What a busy machine adds. */
const slackMs = 4_000;
/** An answer may have 8 MiB, which is in memory as chunks, as one buffer and as text. */
const allowedBytes = 100 * 1024 * 1024;
const staleMs = 2_200;

export async function tryCell(bench: Bench, cell: Cell): Promise<Result> {
  const scene = bench.nextScene();
  try {
    return await tryIn(bench, scene, cell);
  } finally {
    scene.end();
  }
}

async function tryIn(bench: Bench, scene: Scene, cell: Cell): Promise<Result> {
  const operation = operations[cell.operation];
  const state = await operation.prepare(scene, bench.others);
  if (cell.name.startsWith("stale")) await new Promise((resolve) => setTimeout(resolve, staleMs));
  const timeout = cell.strike === "always" ? shortTimeout : longTimeout;
  const { run } = bench;
  const logged = run.log.messages.length;
  strike(bench, scene, cell);
  forgetPeak(run.processId);
  const memoryBefore = memoryOf(run.processId)?.nowBytes;
  const beganAt = performance.now();
  const ending: Ending = await operation
    .run(scene, run, timeout.text, state ?? { id: "", properties: {} })
    .then((answer) => ({ answer }), errorOf);
  const tookMs = performance.now() - beganAt;
  const peak = memoryOf(run.processId)?.peakBytes;
  bench.emulator.faults.clear();

  const violations: string[] = [];
  if ("error" in ending && mustPass(cell)) violations.push("it failed, although the fault struck only once");
  const missed = "answer" in ending ? operation.missed(scene, ending.answer) : undefined;
  if (missed) violations.push(`it ended well, but ${missed}`);
  const mostMs = mostMsOf(cell, timeout.ms);
  if (tookMs > mostMs) violations.push(`it took ${Math.round(tookMs)} ms of ${mostMs} ms`);
  if (memoryBefore !== undefined && peak !== undefined && peak - memoryBefore > allowedBytes) {
    violations.push(`it needed ${Math.round((peak - memoryBefore) / 1024 / 1024)} MiB`);
  }
  const told = toldBy(run.log.messages.slice(logged));
  const read = "error" in ending ? ending.error.message : told;
  if (read !== "") violations.push(...unexplained(read, cell));
  violations.push(...scene.disturbed().map((what) => `it disturbed ${what}`));
  violations.push(...(await convergence(bench, scene, cell.operation, ending, state)));
  if (cell.operation.endsWith(".check") && read !== "") await bench.noteFailedCheck(tookMs);
  const { api, name: fault, strike: times, trouble } = cell;
  const knownLimit = violations.length > 0 ? knownLimitOf(cell, violations) : undefined;
  return {
    ...{ cell: nameOfCell(cell), api, operation: cell.operation, fault, strike: times },
    action: trouble.of === "place" ? "everything" : trouble.action,
    ended: "error" in ending || (cell.operation.endsWith(".check") && read !== "") ? "failed" : "done",
    ...{ tookMs: Math.round(tookMs), read, violations: knownLimit === undefined ? violations : [] },
    ...(knownLimit === undefined ? {} : { knownLimit }),
  };
}

/** A fault of the network that strikes once is survived: there is time enough. */
function mustPass({ strike, trouble }: Cell): boolean {
  return strike !== "always" && trouble.of === "wire";
}

function strike({ emulator, cloudCase }: Bench, _scene: Scene, { trouble, strike }: Cell): void {
  if (trouble.of === "place") return;
  const times = strike === "always" ? Number.POSITIVE_INFINITY : 1;
  const scope = {
    cloud: cloudCase.storeName,
    action: trouble.action,
    times,
    skip: strike === "later" ? 1 : 0,
  };
  emulator.faults.add({ ...trouble.fault, ...scope });
}

function mostMsOf({ operation }: Cell, timeoutMs: number): number {
  const own = operation.endsWith(".read") ? readMs : operation.endsWith(".check") ? checkMs : timeoutMs;
  return own + answerTimeoutMs + slackMs;
}

function errorOf(error: unknown): Ending {
  if (error instanceof ProviderError) return { error };
  throw error;
}

/** What stays on the display of what a run tells. */
function toldBy(messages: readonly LoggedMessage[]): string {
  return messages
    .filter(({ ephemeral, severity }) => !ephemeral && severity === "warning")
    .map(({ message }) => message)
    .join("\n");
}

/** Runs the user's command again without the fault, then destroys: what is wrong with how that goes. */
async function convergence(
  bench: Bench,
  scene: Scene,
  name: OperationName,
  ending: Ending,
  before: Recorded | undefined,
): Promise<readonly string[]> {
  const { again, missedAgain } = operations[name];
  try {
    const state = await again(scene, bench.others, ending, before);
    const missed = missedAgain(scene, state);
    const left = await destroy(scene, bench.others, name, state);
    return [
      ...(missed ? [`after the next run ${missed}`] : []),
      ...(left ? [`after the destroy ${left}`] : []),
      ...scene.disturbed().map((what) => `the next run disturbed ${what}`),
    ];
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return [`the next run failed: ${error.message}`];
  }
}
