import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CloudName, createEmulator, type Emulator } from "../../../emulator";
import { systemClock } from "../../../provider/core/clock";
import { scenarioOf, transitionMs } from "../../model/model-world";
import type { ProviderRunOptions } from "../../model/provider-of-run";
import type { Scene } from "../../model/scene";
import { World } from "../../model/world";
import { type FastClock, fastClockEnvironment, fastClockVariable } from "../../support/fast-clock";
import { ProcessRun } from "./process-run";

/** An emulator in this process, and provider processes beside it. All of them must live in the same fast time. */
export class ProcessWorld extends World {
  /** Where a program and its provider processes find the file of their run. */
  readonly temporary = mkdtempSync(join(tmpdir(), "pulumi-eni-model-"));
  private readonly runs = new Set<ProcessRun>();

  private constructor(
    cloud: CloudName,
    emulator: Emulator,
    elsewhere: Emulator,
    private readonly fastClock: FastClock,
  ) {
    super(cloud, emulator, elsewhere, systemClock);
    this.watchRequests();
  }

  static async open(cloud: CloudName): Promise<ProcessWorld> {
    const told = process.env[fastClockVariable];
    if (told === undefined) throw new Error("This process does not live in fast time.");
    const emulator = await createEmulator({ scenario: scenarioOf(cloud), transitionMs });
    const elsewhere = await createEmulator({ scenario: {} });
    return new ProcessWorld(cloud, emulator, elsewhere, JSON.parse(told) as FastClock);
  }

  environment(isElsewhere: boolean): Record<string, string> {
    return {
      ...(isElsewhere ? this.elsewhere : this.emulator).environment(),
      ...fastClockEnvironment(this.fastClock),
      TMPDIR: this.temporary,
    };
  }

  override startProvider(scene: Scene, options: ProviderRunOptions): ProcessRun {
    const run = new ProcessRun(this, scene, options);
    this.runs.add(run);
    return run;
  }

  ended(run: ProcessRun): void {
    this.runs.delete(run);
  }

  override pass(ms: number): Promise<void> {
    return this.clock.sleep(ms);
  }

  override async close(): Promise<void> {
    await super.close();
    rmSync(this.temporary, { recursive: true, force: true });
  }

  /** Tells the run of each request, before the emulator acts: it asks for this group of faults once for each. */
  private watchRequests(): void {
    const { faults } = this.emulator;
    const take = faults.take.bind(faults);
    faults.take = (kinds, target, accepts) => {
      const isFirst = kinds.some((kind) => kind === "reset-before");
      const isLost = isFirst && [...this.runs].some((run) => run.onRequest(target.action));
      if (isLost)
        return { kind: "reset-before" } as unknown as ReturnType<typeof take<(typeof kinds)[number]>>;
      return take(kinds, target, accepts);
    };
  }
}
