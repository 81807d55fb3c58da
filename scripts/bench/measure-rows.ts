import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { samples } from "../../emulator";
import { writePluginTwin } from "../no-op-twin";
import { ensurePulumi } from "../pulumi-cli";
import { prepareFolder } from "./bench-folder";
import type { BenchHost, BenchRow, Operation } from "./bench-row";
import { benchScenario } from "./bench-scenario";
import { measureFirstCheck } from "./measure-first-check";
import { measureOneByOne } from "./measure-one-by-one";
import { measureOperations } from "./measure-operations";

/** What to measure: each size with each transition on each cloud. */
export interface BenchPlan {
  /** The name of a sample, or "all". */
  readonly cloud: string;
  readonly host: BenchHost;
  readonly sizes: readonly number[];
  readonly operations: readonly Operation[];
  readonly transitionMs: readonly Transition[];
  /** How many instances hold the interfaces of a stack. Default: one for ten attachments. */
  readonly instances?: number;
  readonly foreign: number;
  readonly parallel?: number;
  readonly stacks: number;
  readonly repeat: number;
  readonly pairs?: boolean;
  readonly firstCheck?: boolean;
  /** Measures only how soon the ends of transitions are seen that follow one another. */
  readonly oneByOne?: boolean;
  readonly quotaWrites?: number;
  readonly quotaLooks?: number;
  readonly window?: number;
}

export interface Transition {
  readonly label: number | string;
  readonly value: number | { min: number; max: number; seed: number };
}

type Say = (line: string) => void;

/** A start takes less than a second, and its time varies more than the two processes differ. So it needs more repeats. */
export const startRepeats = 9;
/** How many secondary interfaces an instance of a usual type can have. */
const interfacesPerInstance = 10;
/** The most, where it is the same for every instance type: preview refuses a program that attaches more. */
const mostPerInstance: Readonly<Record<string, number>> = { zenlayer: 7 };

/** Measures with our package and with the twin in turn. */
export async function measureRows(plan: BenchPlan, say: Say): Promise<BenchRow[]> {
  if (plan.oneByOne) return measureTransitions(plan, say);
  const scratch = mkdtempSync(join(tmpdir(), "pulumi-eni-bench-"));
  const remove = () => rmSync(scratch, { recursive: true, force: true });
  process.once("exit", remove);
  try {
    return await measureIn(scratch, plan, say);
  } finally {
    process.off("exit", remove);
    remove();
  }
}

/** Measures in this process, so no program is needed. */
async function measureTransitions(plan: BenchPlan, say: Say): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const sample of samplesOf(plan)) {
    for (const size of plan.sizes) {
      const instances = instancesFor(sample.name, size, plan, say);
      for (const { label: transition, value: transitionMs } of plan.transitionMs)
        rows.push(...(await measureOneByOne({ sample, size, instances, transition, transitionMs })));
    }
  }
  return rows;
}

async function measureIn(scratch: string, plan: BenchPlan, say: Say): Promise<BenchRow[]> {
  const stacks = Array.from({ length: plan.stacks }, (_, index) => index);
  const folders = {
    "pulumi-eni": stacks.map((stack) => join(scratch, `real-${stack}`)),
    "no-op-twin": stacks.map((stack) => join(scratch, `twin-${stack}`)),
  };
  const [first = "", ...others] = Object.values(folders).flat();
  await prepareFolder(first, say);
  for (const folder of others) cpSync(first, folder, { recursive: true, verbatimSymlinks: true });
  const [real = "", twin = ""] = [folders["pulumi-eni"][0], folders["no-op-twin"][0]];
  const plugins = {
    "pulumi-eni": join(real, "node_modules", "pulumi-eni", "dist", "plugin"),
    "no-op-twin": join(scratch, "twin-plugin"),
  };
  if (plan.host === "plugin") writePluginTwin(plugins["no-op-twin"]);
  const rows: BenchRow[] = [];
  for (const sample of samplesOf(plan)) {
    if (plan.firstCheck) {
      const scenario = benchScenario(sample, { interfaces: 1, instances: 1 });
      const repeat = Math.max(plan.repeat, startRepeats);
      const ofFirst = { "pulumi-eni": real, "no-op-twin": twin };
      rows.push(await measureFirstCheck({ sample, scenario, folders: ofFirst, repeat }));
      continue;
    }
    const { bin } = await ensurePulumi(say);
    const { pairs = false, foreign, parallel = null, repeat } = plan;
    const { quotaWrites: writes, quotaLooks: looks, window: windowS } = plan;
    for (const size of plan.sizes) {
      const instances = plan.stacks * instancesFor(sample.name, size, plan, say);
      const interfaces = plan.stacks * size;
      const scenario = benchScenario(sample, { interfaces, instances, pairs, foreign });
      for (const { label: transition, value: transitionMs } of plan.transitionMs) {
        rows.push(
          ...(await measureOperations({
            ...{ sample, host: plan.host, plugins, folders, bin, say, scenario },
            ...{ size, foreign, parallel, repeat, transition, transitionMs },
            resources: pairs ? "pairs" : "attachments",
            measured: plan.operations,
            quota: { writes, looks, windowS },
          })),
        );
      }
    }
  }
  return rows;
}

function samplesOf({ cloud, pairs }: BenchPlan) {
  return samples
    .filter(({ name }) => cloud === "all" || name === cloud)
    .filter(({ networkInterface }) => !pairs || networkInterface !== undefined);
}

function instancesFor(
  cloud: string,
  size: number,
  { instances: asked = Math.ceil(size / interfacesPerInstance) }: BenchPlan,
  say: Say,
): number {
  const most = mostPerInstance[cloud] ?? Number.POSITIVE_INFINITY;
  const needed = Math.ceil(size / most);
  if (needed <= asked) return asked;
  say(`  ${cloud}: ${needed} instances, because an instance holds at most ${most} secondary interfaces`);
  return needed;
}
