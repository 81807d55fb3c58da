import type { PulumiResult } from "../../scripts/pulumi-program";
import { InterfaceProgram } from "../e2e/interface-program";
import { interfaceCases } from "../support/interface-cases";
import { endRun } from "./end-run";
import { type Kill, type Point, type Recovery, transitionMsOf } from "./points";

/** A point, how the run is ended there, and what the user does then. */
export interface Trial {
  readonly point: Point;
  readonly kill: Kill;
  readonly recovery: Recovery;
}

export interface TrialResult {
  readonly trial: string;
  readonly seconds: number;
  /** What the user reads of the run that was ended. */
  readonly read: string;
  readonly violations: readonly string[];
}

export function nameOfTrial({ point, kill, recovery }: Trial): string {
  return `${point.name}: ${kill}, then ${recovery}`;
}

/** The shortest that leaves no work: the reply of a call that hangs comes after 15 seconds. */
const settledMs = 200;

/** One program on all clouds goes through a trial; each cloud is at the same boundary when its run is ended. */
export async function tryKill(trial: Trial): Promise<TrialResult> {
  const beganAt = performance.now();
  const one = await InterfaceProgram.create(interfaceCases);
  const violations: string[] = [];
  let read = "";
  try {
    const foreign = foreignOf(one);
    read = await interrupt(trial, one);
    violations.push(...(await recover(trial, one)));
    if (foreignOf(one) !== foreign)
      violations.push(`foreign interfaces changed: ${foreign} → ${foreignOf(one)}`);
  } catch (error) {
    violations.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    await one.close();
  }
  const seconds = (performance.now() - beganAt) / 1_000;
  return { trial: nameOfTrial(trial), seconds, read, violations };
}

async function interrupt({ point, kill }: Trial, one: InterfaceProgram): Promise<string> {
  if (point.before) {
    one.plan(point.before);
    await one.up();
  }
  one.clearJournals();
  for (const { emulator, cloud } of one.clouds) {
    emulator.transitions.setDuration(transitionMsOf(point));
    const [on] = one.clouds.filter((each) => each.emulator === emulator);
    if (on) emulator.faults.add({ ...point.hold.fault, cloud, action: point.hold.action(on) });
  }
  one.plan(point.plan);
  const ended = await endRun(point, kill, one);
  for (const { emulator } of one.clouds) {
    emulator.faults.clear();
    emulator.transitions.setDuration(settledMs);
  }
  if (kill === "SIGKILL of the engine") await run(one, "cancel", ["--yes"]);
  return ended.text;
}

/** The user's ordinary commands: what is wrong after them. */
async function recover({ point, recovery }: Trial, one: InterfaceProgram): Promise<readonly string[]> {
  const wrong: string[] = [];
  if (recovery === "refresh") await run(one, "refresh", ["--yes", "--skip-preview"]);
  if (recovery !== "destroy" && point.verb === "up") {
    await run(one, "up", ["--yes", "--skip-preview"]);
    wrong.push(...notAsDeclared(point, one));
    await run(one, "preview", ["--refresh", "--expect-no-changes"]);
  }
  await run(one, "destroy", ["--yes", "--skip-preview"]);
  one.each((on) => {
    const left = on.made().map(({ id, status }) => `${id} ${status}`);
    if (left.length > 0) wrong.push(`${on.title} still has ${left.join(", ")}`);
  });
  const recorded = one.program.resources().map(({ id }) => id);
  if (recorded.length > 0) wrong.push(`the state still has ${recorded.join(", ")}`);
  return wrong;
}

function notAsDeclared(point: Point, { clouds }: InterfaceProgram): readonly string[] {
  return clouds.flatMap((on) => {
    const wanted = point.plan(on).data?.instanceId ?? null;
    const made = on.made().map(({ id, status, instanceId }) => ({ id, status, instanceId }));
    const isRight = made.length === 1 && made[0]?.instanceId === wanted;
    return isRight ? [] : [`${on.title} has ${JSON.stringify(made)}, not one on ${wanted}`];
  });
}

async function run(one: InterfaceProgram, command: string, args: string[]): Promise<PulumiResult> {
  const result = await one.program.run([command, ...args]);
  if (result.exitCode !== 0) throw new Error(`pulumi ${command} failed: ${result.text}`);
  return result;
}

/** The interfaces that no run made, and who holds them. */
function foreignOf({ clouds }: InterfaceProgram): string {
  return JSON.stringify(
    clouds.map((on) => {
      const made = new Set(on.made().map(({ id }) => id));
      return on.emulator.store
        .interfaces(on.cloud)
        .filter(({ id }) => !made.has(id))
        .map(({ id, status, instanceId }) => [id, status, instanceId]);
    }),
  );
}
