import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { ResourceName, Scene } from "../../model/scene";
import { letSomeoneAct } from "../../model/someone";
import { Stage } from "../../model/stage";
import type { Limit, StoryStep } from "../../model/story";
import { createPulumiProgram, type PulumiProgram, type PulumiResult } from "../../support/pulumi-program";
import { recordEnvironment } from "../../support/record-calls";
import type { RecordedCall } from "../../support/recorded-calls";
import { EngineWorld } from "./engine-world";
import { programSource, programText } from "./program-text";
import { readState } from "./read-state";
import type { StepTrace } from "./trace";

type Of<Do extends StoryStep["do"]> = Extract<StoryStep, { do: Do }>;

/** Plays the same steps with the real engine. What the model predicts of each is compared with what this returns. */
export async function playEngine(scene: Scene, steps: readonly StoryStep[]): Promise<readonly StepTrace[]> {
  const world = await EngineWorld.open(scene.api.storeName);
  const player = await EnginePlayer.start(world, scene);
  try {
    const traces: StepTrace[] = [];
    for (const step of steps) traces.push(await player.trace(step));
    return traces;
  } finally {
    player.program.remove();
    await world.close();
  }
}

class EnginePlayer extends Stage {
  private readonly known: string[] = [];

  private constructor(
    world: EngineWorld,
    scene: Scene,
    readonly program: PulumiProgram,
    private readonly record: string,
  ) {
    super(world, scene);
  }

  static async start(world: EngineWorld, scene: Scene): Promise<EnginePlayer> {
    const files = { "index.js": programSource, "program.json": "[]" };
    const program = await createPulumiProgram({
      ...{ files, project: "shop", stack: "dev", environment: world.emulator.environment() },
    });
    return new EnginePlayer(world, scene, program, join(program.root, "calls"));
  }

  async trace(step: StoryStep): Promise<StepTrace> {
    rmSync(this.record, { force: true });
    const before = this.world.writes.length;
    const result = await this.play(step);
    this.stacks.dev.state.load(readState(this.program, this.scene));
    for (const id of this.created()) if (!this.known.includes(id)) this.known.push(id);
    return {
      ...{ step, created: [...this.known], endpoint: this.world.emulator.url },
      hasFailed: result !== undefined && result.exitCode !== 0,
      calls: this.calls(),
      writes: this.world.writes.slice(before),
      state: [...this.stacks.dev.state.resources],
      text: result?.text ?? "",
    };
  }

  private calls(): readonly RecordedCall[] {
    if (!existsSync(this.record)) return [];
    const lines = readFileSync(this.record, "utf8")
      .split("\n")
      .filter((line) => line !== "");
    return lines.map((line) => JSON.parse(line) as RecordedCall);
  }

  private async play(step: StoryStep): Promise<PulumiResult | undefined> {
    const { dev } = this.stacks;
    const urn = (name: ResourceName) => dev.urn(name);
    switch (step.do) {
      case "declare attachment":
      case "declare interface":
      case "remove from the program":
      case "rename":
      case "regroup":
        dev.edit(step);
        this.program.write("program.json", programText(dev, this.scene));
        return undefined;
      case "up":
        return this.run("up", ["--yes", "--skip-preview", ...optionsOf(step, urn)]);
      case "destroy":
        return this.run("destroy", ["--yes", "--skip-preview", ...optionsOf(step, urn)]);
      case "refresh":
        return this.run("refresh", ["--yes", "--skip-preview"]);
      case "preview":
        return this.run("preview", []);
      case "taint":
        return this.edit(["taint", urn(step.name), "--yes"]);
      case "state delete":
        return this.edit(["delete", urn(step.name), "--yes"]);
      case "state rename":
        return this.edit(["rename", urn(step.name), step.to, "--yes"]);
      case "fault": {
        const { cloud, emulator } = this.world;
        emulator.faults.add({ cloud, times: step.times, ...step.fault });
        return undefined;
      }
      case "up of both stacks at once":
      case "state move":
      case "stack rename":
      case "wait":
        throw new Error(`a history of the real engine has no "${step.do}"`);
      default:
        letSomeoneAct(this, step);
        return undefined;
    }
  }

  private run(command: string, args: string[]): Promise<PulumiResult> {
    const environment = recordEnvironment(this.record);
    return this.program.run([command, "--parallel", "1", ...args], { environment });
  }

  /** A command that only edits the state, and that may be refused. */
  private async edit(args: string[]): Promise<undefined> {
    await this.program.run(["state", ...args]);
  }
}

function optionsOf(step: Of<"up"> | Of<"destroy">, urn: (name: ResourceName) => string): string[] {
  const refresh = step.refresh ? ["--refresh"] : [];
  if (step.do === "up") return [...refresh, ...limitOptions(step.limit, urn)];
  const named = (step.target ?? []).flatMap((name) => ["--target", urn(name)]);
  return [...refresh, ...named, ...(named.length > 0 ? ["--target-dependents"] : [])];
}

function limitOptions(limit: Limit | undefined, urn: (name: ResourceName) => string): string[] {
  if (limit === undefined) return [];
  const all = (option: string, names: readonly ResourceName[]) =>
    names.flatMap((name) => [option, urn(name)]);
  if ("target" in limit) {
    return [...all("--target", limit.target), ...(limit.dependents ? ["--target-dependents"] : [])];
  }
  if ("exclude" in limit) return all("--exclude", limit.exclude);
  if ("replace" in limit) return all("--replace", limit.replace);
  return all("--target-replace", limit.targetReplace);
}
