import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createEmulator, type Emulator, type JournalEntry, type TransitionMs } from "../../emulator";
import { cloudFolders } from "../../provider/clouds";
import { findCode } from "../../provider/core/errors";
import type { PulumiProgram, PulumiResult } from "../pulumi-program";
import { type ProgramSetup, programOf } from "./bench-program";
import {
  type BenchResources,
  type BenchRow,
  median,
  type Operation,
  operations,
  resourceCount,
} from "./bench-row";
import type { BenchScenario } from "./bench-scenario";
import { cpuSeconds, cpuTimer } from "./cpu-time";
import { forcedSeconds, isWrite, type Quota, throttlesOf } from "./quota";
import { twinOutputsVariable } from "./twin-answers";

export interface Setup extends ProgramSetup {
  resources: BenchResources;
  size: number;
  foreign: number;
  /** What the report shows. */
  measured: readonly Operation[];
  transitionMs: TransitionMs;
  /** How the report names the transition. */
  transition: number | string;
  parallel: number | null;
  repeat: number;
  quota: Quota;
  scenario: BenchScenario;
  say: (line: string) => void;
}

/**
 * From this number of resources on, checkpoints are off. With them the engine writes the whole state after each step,
 * and that hides what a provider adds.
 */
const skipCheckpointsFrom = 1_000;

interface Pair {
  realS: number;
  twinS: number;
  cpuS: number;
  twinCpuS: number;
  calls: Record<string, number>;
  refused: number;
  throttled: number;
  forcedS: number;
}

/** Runs each operation with our package and with the twin in turn, and makes one row for each operation. */
export async function measureOperations(setup: Setup): Promise<BenchRow[]> {
  const emulator = await createEmulator({
    transitionMs: setup.transitionMs,
    scenario: {
      ...setup.scenario.scenario,
      throttles: throttlesOf(setup.sample.cloud, setup.quota),
    },
  });
  const environment = await environmentOf(setup, emulator);
  const wanted = operationsOf(setup.measured);
  const pairs = new Map<Operation, Pair[]>(wanted.map((operation) => [operation, []]));
  let state: StateFigures | undefined;
  try {
    for (let repeat = 0; repeat < setup.repeat; repeat++) {
      // Clouds remember the idempotency tokens of creates, and the next run of the program sends the same ones.
      emulator.reset();
      const real = await programOf("pulumi-eni", setup, setup.scenario, environment);
      const twin = await programOf("no-op-twin", setup, setup.scenario, environment);
      for (const operation of wanted) {
        const pair = await measurePair({
          operation,
          real,
          twin,
          emulator,
          setup,
          realFirst: repeat % 2 === 0,
        });
        pairs.get(operation)?.push(pair);
        setup.say(
          `  ${setup.size} × ${operation}: ${pair.realS.toFixed(2)} s, twin ${pair.twinS.toFixed(2)} s`,
        );
        for (const { action, code } of refusalsOf(setup, emulator).refused)
          setup.say(`    refused: ${action}, ${code}`);
        if (pair.throttled > 0) setup.say(`    ${throttledText(pair, emulator)}`);
        if (operation === "up") state = stateFigures(real);
      }
      for (const program of [real, twin]) program.remove();
    }
  } finally {
    await emulator.close();
  }
  return setup.measured.map((operation) => rowOf(setup, operation, pairs.get(operation) ?? [], state));
}

/** What has to run, in order, to measure these: everything except the preview of a new stack needs an `up`. */
function operationsOf(measured: readonly Operation[]): readonly Operation[] {
  const needsUp = measured.some((operation) => operation !== "preview-new");
  return operations.filter((operation) => measured.includes(operation) || (operation === "up" && needsUp));
}

/** Creates and destroys one attachment or pair first; the twin then answers with its outputs. */
async function environmentOf(setup: Setup, emulator: Emulator): Promise<Record<string, string>> {
  const [first] = Object.entries(setup.scenario.attachments);
  if (!first) throw new Error("the scenario has no attachment");
  const outputsFile = join(setup.folders["no-op-twin"], "outputs.json");
  const environment = {
    ...emulator.environment(),
    [twinOutputsVariable]: outputsFile,
    ...(resourceCount(setup) >= skipCheckpointsFrom
      ? { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" }
      : {}),
  };
  const one = { ...setup.scenario, attachments: Object.fromEntries([first]) };
  const program = await programOf("pulumi-eni", setup, one, environment);
  succeeded(await program.up());
  const answers = program.resources().map(({ type, id, outputs = {} }) => {
    const { __provider, ...shown } = outputs;
    return [type.split(":").at(-1), { id, outputs: shown }];
  });
  writeFileSync(outputsFile, JSON.stringify(Object.fromEntries(answers)));
  succeeded(await program.destroy());
  program.remove();
  return environment;
}

interface PairRun {
  operation: Operation;
  real: PulumiProgram;
  twin: PulumiProgram;
  emulator: Emulator;
  setup: Setup;
  realFirst: boolean;
}

async function measurePair({ operation, real, twin, emulator, setup, realFirst }: PairRun): Promise<Pair> {
  const args = setup.parallel === null ? [] : ["--parallel", String(setup.parallel)];
  const command = operation === "preview-new" ? "preview" : operation;
  const run = async (program: PulumiProgram) => {
    const timesFile = join(program.root, "times");
    const { seconds } = succeeded(await program[command](args, { prefix: cpuTimer(timesFile) }));
    return { seconds, cpuS: cpuSeconds(timesFile) };
  };
  emulator.journal.clear();
  const early = await run(realFirst ? real : twin);
  const late = await run(realFirst ? twin : real);
  const [ofReal, ofTwin] = realFirst ? [early, late] : [late, early];
  const { refused, throttled } = refusalsOf(setup, emulator);
  return {
    ...{ realS: ofReal.seconds, twinS: ofTwin.seconds, cpuS: ofReal.cpuS, twinCpuS: ofTwin.cpuS },
    calls: emulator.journal.counts(),
    ...{ refused: refused.length, throttled: throttled.length },
    forcedS: forcedSeconds(setup.quota, acceptedOf(emulator)),
  };
}

interface Refusals {
  refused: JournalEntry[];
  /** For their rate. */
  throttled: JournalEntry[];
}

function refusalsOf({ sample }: Setup, emulator: Emulator): Refusals {
  const { codes } = cloudFolders[sample.cloud].cloud();
  const failed = emulator.journal.entries({ foreign: false }).filter(({ code }) => code !== null);
  const isThrottled = ({ code }: JournalEntry) => findCode(codes, code ?? "")?.kind === "throttled";
  return {
    refused: failed.filter((entry) => !isThrottled(entry)),
    throttled: failed.filter(isThrottled),
  };
}

function acceptedOf(emulator: Emulator): Record<string, number> {
  const accepted: Record<string, number> = {};
  for (const { action, code } of emulator.journal.entries({ foreign: false }))
    if (code === null) accepted[action] = (accepted[action] ?? 0) + 1;
  return accepted;
}

/** How long the writes took, from the first to the last, to compare with what the quota forces. */
function throttledText({ throttled, forcedS, calls }: Pair, emulator: Emulator): string {
  const sent = Object.values(calls).reduce((sum, count) => sum + count, 0);
  const times = emulator.journal
    .entries({ foreign: false })
    .filter(({ action, code }) => code === null && isWrite(action))
    .map(({ at }) => at);
  const tookS = (Math.max(...times) - Math.min(...times)) / 1_000;
  return `throttled: ${throttled} of ${sent} calls; writes in ${tookS.toFixed(2)} s, the quota forces ${forcedS.toFixed(2)} s`;
}

function succeeded(result: PulumiResult): PulumiResult {
  if (result.exitCode !== 0) throw new Error(`a command of the benchmark failed:\n${result.text}`);
  return result;
}

interface StateFigures {
  bytesPerResource: number;
  textBytes: number;
}

/** Our resources' part of the backend's file. */
function stateFigures(program: PulumiProgram): StateFigures {
  const file: { checkpoint: { latest: { resources: { type: string }[] } } } = JSON.parse(
    readFileSync(program.stateFile, "utf8"),
  );
  const all = JSON.stringify(file).length;
  const ours = program.resources();
  file.checkpoint.latest.resources = file.checkpoint.latest.resources.filter(
    (resource) => !/^(pulumi-nodejs:dynamic\/|eni:)/.test(resource.type),
  );
  const share = (all - JSON.stringify(file).length) / all;
  return {
    bytesPerResource: (program.stateBytes * share) / ours.length,
    textBytes: Math.max(...ours.map(({ inputs }) => String(inputs?.__provider ?? "").length)),
  };
}

function rowOf(setup: Setup, operation: Operation, pairs: Pair[], state: StateFigures | undefined): BenchRow {
  const added = pairs.map((pair) => pair.realS - pair.twinS);
  const calls: Record<string, number> = {};
  for (const pair of pairs) {
    for (const [action, count] of Object.entries(pair.calls))
      calls[action] = Math.max(calls[action] ?? 0, count);
  }
  return {
    cloud: setup.sample.name,
    host: setup.host,
    resources: setup.resources,
    size: setup.size,
    foreign: setup.foreign,
    transitionMs: setup.transition,
    parallel: setup.parallel,
    operation,
    wallS: median(pairs.map((pair) => pair.realS)),
    twinWallS: median(pairs.map((pair) => pair.twinS)),
    cpuS: median(pairs.map(({ cpuS }) => cpuS)),
    twinCpuS: median(pairs.map(({ twinCpuS }) => twinCpuS)),
    addedS: median(added),
    addedMinS: Math.min(...added),
    addedMaxS: Math.max(...added),
    calls,
    refused: Math.max(...pairs.map(({ refused }) => refused)),
    throttled: Math.max(...pairs.map(({ throttled }) => throttled)),
    forcedS: Math.max(...pairs.map(({ forcedS }) => forcedS)),
    stateBytesPerResource: operation === "up" && state ? state.bytesPerResource : null,
    providerTextBytes: operation === "up" && state ? state.textBytes : null,
    firstCheckMs: null,
    twinFirstCheckMs: null,
    repeats: pairs.length,
  };
}
