import { beginRun, type Order } from "./begin-run";
import { editState } from "./edit-state";
import { isIncludedBy, type UpLimits } from "./engine-options";
import { type Aftermath, judgeRun } from "./invariants";
import type { PlayedRun } from "./played-run";
import type { Sabotage } from "./provider-of-run";
import type { ResourceName, Scene } from "./scene";
import { letSomeoneAct } from "./someone";
import type { StackModel } from "./stack-model";
import { Stage } from "./stage";
import type { Limit, StoryStep } from "./story";
import type { World } from "./world";

type Of<Do extends StoryStep["do"]> = Extract<StoryStep, { do: Do }>;

/** Plays the steps of one history on one API, and judges every run by the invariants. */
export class History extends Stage {
  /** The last run, for tests that tell a story. */
  last: PlayedRun | undefined;
  /** What was played so far. */
  readonly steps: StoryStep[] = [];
  engineRuns = 0;
  kills = 0;
  constructor(
    world: World,
    scene: Scene,
    private readonly sabotage?: Sabotage,
  ) {
    super(world, scene);
  }

  async play(step: StoryStep): Promise<void> {
    switch (step.do) {
      case "declare attachment":
      case "declare interface":
      case "remove from the program":
      case "rename":
      case "regroup":
        this.stacks[step.stack].edit(step);
        return;
      case "up":
        return this.up(step);
      case "destroy":
        return this.destroy(step);
      case "refresh": {
        const stack = this.stacks[step.stack];
        return this.run({ ...step, command: "refresh", stack, carryOut: (engine) => engine.refresh() });
      }
      case "preview": {
        const stack = this.stacks[step.stack];
        return this.run({ command: "preview", stack, carryOut: (engine) => engine.preview(stack.program()) });
      }
      case "up of both stacks at once":
        return this.upOfBoth();
      case "stack rename":
        this.stacks[step.stack].renameStack();
        return;
      case "taint":
      case "state delete":
      case "state rename":
      case "state move":
        editState(this, step);
        return;
      case "fault":
        this.addFault(step);
        return;
      case "wait":
        return this.world.pass(step.ms);
      default:
        letSomeoneAct(this, step);
        return this.settle();
    }
  }

  private addFault({ action, fault, times }: Of<"fault">): void {
    const { emulator, cloud } = this.world;
    emulator.faults.add({ cloud, times, ...(action === undefined ? {} : { action }), ...fault });
  }

  // Runs

  private up(step: Of<"up">): Promise<void> {
    const { limit, isSerial, refresh, driftCheck } = step;
    const stack = this.stacks[step.stack];
    const urns = (names: readonly ResourceName[]) => names.map((each) => stack.urn(each));
    const limits = limitsOf(limit, urns);
    const options = { ...limits, isSerial, refresh };
    return this.run({
      ...step,
      command: "up",
      stack,
      isDriftChecked: driftCheck === true,
      carryOut: (engine) => engine.up(stack.program(), options),
      isIncluded: (urn) => isIncludedBy(limits, stack.program())(urn),
      replaced: limits.replace ?? [],
    });
  }

  private destroy(step: Of<"destroy">): Promise<void> {
    const { target, refresh } = step;
    const stack = this.stacks[step.stack];
    const urns = target?.map((each) => stack.urn(each));
    return this.run({
      ...step,
      command: "destroy",
      stack,
      carryOut: (engine) => engine.destroy({ target: urns, refresh }),
    });
  }

  private async upOfBoth(): Promise<void> {
    const order = (stack: StackModel): Order => ({
      command: "up",
      stack,
      carryOut: (engine) => engine.up(stack.program()),
      isShared: true,
    });
    const begun = [order(this.stacks.dev), order(this.stacks.prod)].map((each) =>
      beginRun(this, each, this.sabotage),
    );
    await Promise.all(begun.map(({ done }) => done));
    for (const { end } of begun) this.judge(end());
  }

  private async run(order: Order): Promise<void> {
    const { done, end } = beginRun(this, order, this.sabotage);
    await done;
    this.last = end();
    this.judge(this.last);
  }

  private judge(run: PlayedRun): void {
    this.engineRuns += 1;
    if (run.isKilled) this.kills += 1;
    for (const id of this.created()) this.ledger.created.add(id);
    for (const resource of run.before) {
      const found = run.stack.state.resources.find(({ id }) => id === resource.id);
      // A program that only looks up what it had managed lets it go.
      if (found?.isExternal && !resource.isExternal) this.ledger.released.add(resource.id);
      const isGone = found === undefined;
      if ((resource.isRetained || resource.deletedWith !== undefined) && isGone)
        this.ledger.released.add(resource.id);
    }
    judgeRun(run, this.aftermath());
  }

  private aftermath(): Aftermath {
    const { emulator } = this.world;
    const keys = emulator.store.accounts(this.world.cloud).flatMap((account) => account.keys);
    return {
      held: this.held(),
      states: Object.values(this.stacks).flatMap(({ state }) => state.resources),
      ledger: this.ledger,
      secrets: keys.flatMap(({ accessKeySecret, securityToken }) => [
        accessKeySecret,
        securityToken ?? accessKeySecret,
      ]),
      limits: this.scene.api.cloud.limits,
      showsTransitions: this.scene.api.showsTransitions,
      isCalm: emulator.faults.list().every(({ left }) => left <= 0),
    };
  }
}

function limitsOf(limit: Limit | undefined, urns: (names: readonly ResourceName[]) => string[]): UpLimits {
  if (limit === undefined) return {};
  if ("target" in limit) return { target: urns(limit.target), targetDependents: limit.dependents };
  if ("exclude" in limit) return { exclude: urns(limit.exclude) };
  if ("replace" in limit) return { replace: urns(limit.replace) };
  return { target: urns(limit.targetReplace), replace: urns(limit.targetReplace) };
}
