import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { createEmulator, type Emulator, type TransitionMs } from "../../emulator";
import type { PulumiProgram, PulumiResult } from "../pulumi-program";
import { type ProgramSetup, programsOf } from "./bench-program";
import {
  type BenchResources,
  type BenchRow,
  emptyRow,
  type Operation,
  operations,
  resourceCount,
} from "./bench-row";
import type { BenchScenario } from "./bench-scenario";
import { type BestCase, bestCalls, bestSeconds } from "./best-figures";
import { cpuSeconds, cpuTimer } from "./cpu-time";
import { summary } from "./detection-lag";
import { type JournalFigures, journalFigures } from "./journal-figures";
import { watchProviderMemory } from "./provider-memory";
import { forcedSeconds, type Quota, quotaText, throttlesOf } from "./quota";
import { type StateFigures, stateFigures } from "./state-figures";
import { median, sum } from "./statistics";
import { twinOutputsVariable } from "./twin-answers";

export interface Setup extends ProgramSetup {
  resources: BenchResources;
  /** Of each stack. */
  size: number;
  foreign: number;
  /** What the report shows. */
  measured: readonly Operation[];
  transitionMs: TransitionMs & (number | { min: number; max: number });
  /** How the report names the transition. */
  transition: number | string;
  parallel: number | null;
  repeat: number;
  quota: Quota;
  /** What all stacks declare together. */
  scenario: BenchScenario;
  say: (line: string) => void;
}

/**
 * From this number of resources on, checkpoints are off. With them the engine writes the whole state after each step,
 * and that hides what a provider adds.
 */
const skipCheckpointsFrom = 1_000;

/** What one command took, or the same command of several stacks at once. */
interface Taken {
  /** Of each stack. */
  wallS: readonly number[];
  cpuS: number;
  rssMb: number | null;
}

interface Pair {
  real: Taken;
  twin: Taken;
  journal: JournalFigures;
  forcedS: number;
}

/** Runs each operation with our package and with the twin in turn, and makes one row for each operation. */
export async function measureOperations(setup: Setup): Promise<BenchRow[]> {
  const { sample, quota } = setup;
  const throttles = throttlesOf(sample.cloud, quota);
  const emulator = await createEmulator({
    transitionMs: setup.transitionMs,
    scenario: { ...setup.scenario.scenario, throttles },
  });
  const environment = await environmentOf(setup, emulator);
  const wanted = operationsOf(setup.measured);
  const pairs = new Map<Operation, Pair[]>(wanted.map((operation) => [operation, []]));
  let state: StateFigures | undefined;
  try {
    for (let repeat = 0; repeat < setup.repeat; repeat++) {
      // Clouds remember the idempotency tokens of creates, and the next run of the program sends the same ones.
      emulator.reset();
      const real = await programsOf("pulumi-eni", setup, setup.scenario, environment);
      const twin = await programsOf("no-op-twin", setup, setup.scenario, environment);
      for (const operation of wanted) {
        const isRealFirst = repeat % 2 === 0;
        const pair = await measurePair({ operation, real, twin, emulator, setup, isRealFirst });
        pairs.get(operation)?.push(pair);
        sayPair(setup, operation, pair);
        if (operation === "up") [state] = real.map(stateFigures);
      }
      for (const program of [...real, ...twin]) program.remove();
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
  const [twinFolder] = setup.folders["no-op-twin"];
  if (!first || !twinFolder) throw new Error("the scenario has no attachment");
  const outputsFile = join(twinFolder, "outputs.json");
  const environment = {
    ...emulator.environment(),
    [twinOutputsVariable]: outputsFile,
    ...(resourceCount(setup) >= skipCheckpointsFrom
      ? { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" }
      : {}),
  };
  const one = { ...setup.scenario, attachments: Object.fromEntries([first]) };
  const programs = await programsOf("pulumi-eni", setup, one, environment);
  const [program] = programs;
  if (!program) throw new Error("there is no program");
  succeeded(await program.up());
  const answers = program.resources().map(({ type, id, outputs = {} }) => {
    const { __provider, ...shown } = outputs;
    return [type.split(":").at(-1), { id, outputs: shown }];
  });
  writeFileSync(outputsFile, JSON.stringify(Object.fromEntries(answers)));
  succeeded(await program.destroy());
  for (const each of programs) each.remove();
  return environment;
}

interface PairRun {
  operation: Operation;
  real: readonly PulumiProgram[];
  twin: readonly PulumiProgram[];
  emulator: Emulator;
  setup: Setup;
  isRealFirst: boolean;
}

async function measurePair({ operation, real, twin, emulator, setup, isRealFirst }: PairRun): Promise<Pair> {
  const args = setup.parallel === null ? [] : ["--parallel", String(setup.parallel)];
  const run = (programs: readonly PulumiProgram[]) => takenBy(operation, programs, args);
  emulator.journal.clear();
  const startedAt = emulator.clock.now();
  const early = await run(isRealFirst ? real : twin);
  const late = await run(isRealFirst ? twin : real);
  const journal = journalFigures(emulator, setup.sample.cloud, startedAt);
  return {
    real: isRealFirst ? early : late,
    twin: isRealFirst ? late : early,
    journal,
    forcedS: forcedSeconds(setup.quota, journal.accepted),
  };
}

/** Runs the command of an operation in all stacks at once. */
async function takenBy(
  operation: Operation,
  programs: readonly PulumiProgram[],
  args: string[],
): Promise<Taken> {
  const command = operation === "preview-new" ? "preview" : operation;
  const all = await Promise.all(
    programs.map(async (program) => {
      const timesFile = join(program.root, "times");
      let peakMb = (): number | null => null;
      const onStart = (processId: number) => {
        peakMb = watchProviderMemory(processId);
      };
      const result = await program[command](args, { prefix: cpuTimer(timesFile), onStart });
      const rssMb = peakMb();
      return { wallS: succeeded(result).seconds, cpuS: cpuSeconds(timesFile), rssMb };
    }),
  );
  return {
    wallS: all.map(({ wallS }) => wallS),
    cpuS: sum(all.map(({ cpuS }) => cpuS)),
    rssMb: largest(all.map(({ rssMb }) => rssMb)),
  };
}

function succeeded(result: PulumiResult): PulumiResult {
  if (result.exitCode !== 0) throw new Error(`a command of the benchmark failed:\n${result.text}`);
  return result;
}

function sayPair({ size, say }: Setup, operation: Operation, { real, twin, journal, forcedS }: Pair): void {
  const [realS, twinS] = [slowest(real).toFixed(2), slowest(twin).toFixed(2)];
  say(`  ${size} × ${operation}: ${realS} s, twin ${twinS} s`);
  for (const { action, code } of journal.refused) say(`    refused: ${action}, ${code}`);
  if (journal.throttled === 0) return;
  // How long the writes took, from the first to the last, is what the quota forces at the least.
  const [sent, writesS] = [sum(Object.values(journal.calls)), journal.writesS.toFixed(2)];
  say(
    `    throttled: ${journal.throttled} of ${sent} calls; writes in ${writesS} s, forced ${forcedS.toFixed(2)} s`,
  );
}

function slowest({ wallS }: Taken): number {
  return Math.max(...wallS);
}

/** null without a number. */
function largest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}

function medianOfKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : median(known);
}

function rowOf(setup: Setup, operation: Operation, pairs: Pair[], state: StateFigures | undefined): BenchRow {
  const added = pairs.map(({ real, twin }) => slowest(real) - slowest(twin));
  const journals = pairs.map(({ journal }) => journal);
  const twinWallS = median(pairs.map(({ twin }) => slowest(twin)));
  const forcedS = Math.max(...pairs.map((pair) => pair.forcedS));
  const stacks = setup.folders["pulumi-eni"].length;
  const best = {
    ...{ cloud: setup.sample.cloud, operation, resources: setup.resources, size: setup.size * stacks },
    inFlight: stacks * (setup.parallel ?? defaultParallel()),
    transitionMs: durationOf(setup.transitionMs),
    ...{ twinS: twinWallS, forcedS },
  };
  const isStateShown = operation === "up" && state !== undefined;
  return {
    ...emptyRow({
      ...{ cloud: setup.sample.name, host: setup.host, operation, size: setup.size, repeats: pairs.length },
    }),
    ...{ resources: setup.resources, foreign: setup.foreign, stacks, parallel: setup.parallel },
    quota: quotaText(setup.quota),
    transitionMs: setup.transition,
    wallS: median(pairs.map(({ real }) => slowest(real))),
    twinWallS,
    cpuS: median(pairs.map(({ real }) => real.cpuS)),
    twinCpuS: median(pairs.map(({ twin }) => twin.cpuS)),
    addedS: median(added),
    addedMinS: Math.min(...added),
    addedMaxS: Math.max(...added),
    calls: mostCalls(journals),
    refused: Math.max(...journals.map(({ refused }) => refused.length)),
    throttled: Math.max(...journals.map(({ throttled }) => throttled)),
    forcedS,
    bestCalls: bestCalls(best),
    bestS: bestSeconds(best),
    lagMs: setup.transition === 0 ? null : summary(journals.flatMap(({ lagsMs }) => lagsMs)),
    looksPerS: largest(journals.map(({ looksPerS }) => looksPerS)),
    stackWallS: stacks === 1 ? null : mostUneven(pairs.map(({ real }) => real.wallS)),
    rssMb: medianOfKnown(pairs.map(({ real }) => real.rssMb)),
    twinRssMb: medianOfKnown(pairs.map(({ twin }) => twin.rssMb)),
    stateBytesPerResource: isStateShown ? state.bytesPerResource : null,
    providerTextBytes: isStateShown ? state.textBytes : null,
  };
}

/** How many operations Pulumi runs at once by default. */
function defaultParallel(): number {
  return 4 * availableParallelism();
}

function durationOf(transition: Setup["transitionMs"]): BestCase["transitionMs"] {
  if (typeof transition === "number") return { mean: transition, longest: transition };
  const { min, max } = transition;
  return { mean: (min + max) / 2, longest: max };
}

function mostCalls(journals: readonly JournalFigures[]): Record<string, number> {
  const most: Record<string, number> = {};
  for (const { calls } of journals) {
    for (const [action, count] of Object.entries(calls)) most[action] = Math.max(most[action] ?? 0, count);
  }
  return most;
}

function mostUneven(repeats: readonly (readonly number[])[]): number[] {
  const ratio = (times: readonly number[]) => Math.max(...times) / Math.min(...times);
  const [worst = []] = [...repeats].sort((a, b) => ratio(b) - ratio(a));
  return [...worst];
}
