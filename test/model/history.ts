import type { Act } from "../../emulator";
import type { DeclaredClaim } from "../../provider/resources/claims";
import { editState } from "./edit-state";
import { EngineRun } from "./engine";
import { type Aftermath, judgeRun } from "./invariants";
import { Ledger } from "./ledger";
import type { ModelWorld } from "./model-world";
import type { Holding, PlayedRun } from "./played-run";
import { ProviderRun, type Sabotage } from "./provider-run";
import type { InstanceSlot, InterfaceName, InterfaceSlot, ResourceName, Scene, StackName } from "./scene";
import { letSomeoneAct } from "./someone";
import { StackModel } from "./stack-model";
import type { Limit, RunOptions, StoryStep } from "./story";

type Of<Do extends StoryStep["do"]> = Extract<StoryStep, { do: Do }>;

/** A run to play: its command, and how the engine carries it out. */
interface Order extends RunOptions {
  readonly command: PlayedRun["command"];
  readonly stack: StackModel;
  readonly carryOut: (engine: EngineRun) => Promise<void>;
  readonly isIncluded?: (urn: string) => boolean;
  readonly replaced?: readonly string[];
  readonly isShared?: boolean;
}

/** Plays the steps of one history on one API, and judges every run by the invariants. */
export class History {
  readonly stacks: Readonly<Record<StackName, StackModel>>;
  readonly ledger = new Ledger();
  /** The last run, for tests that tell a story. */
  last: PlayedRun | undefined;
  /** What was played so far. */
  readonly steps: StoryStep[] = [];
  engineRuns = 0;
  private readonly atStart: ReadonlySet<string>;
  private seenWrites = 0;

  constructor(
    readonly world: ModelWorld,
    readonly scene: Scene,
    private readonly sabotage?: Sabotage,
  ) {
    world.reset();
    this.stacks = { dev: new StackModel("dev", scene), prod: new StackModel("prod", scene) };
    this.atStart = new Set(this.interfaces().map(({ id }) => id));
  }

  async play(step: StoryStep): Promise<void> {
    switch (step.do) {
      case "declare attachment":
        this.stacks[step.stack].attachments.set(step.name, {
          as: step.as,
          options: step.options ?? {},
          aliases: [],
        });
        return;
      case "declare interface":
        this.stacks[step.stack].interfaces.set(step.name, {
          as: step.as,
          options: step.options ?? {},
          aliases: [],
        });
        return;
      case "remove from the program":
        this.stacks[step.stack].remove(step.name);
        return;
      case "rename":
        this.stacks[step.stack].rename(step.name, step.to, step.withAlias);
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
      case "taint":
      case "state delete":
      case "state move":
        editState(this, step);
        return;
      case "fault":
        this.addFault(step);
        return;
      case "wait":
        this.world.clock.pass(step.ms);
        return;
      default:
        letSomeoneAct(this, step);
    }
  }

  /** How many requests the cloud has answered. */
  get requests(): number {
    return this.world.emulator.journal.entries({ foreign: false }).length;
  }

  /** What the cloud has under this slot or name; undefined when nothing has it. */
  idOf(of: InterfaceSlot | InterfaceName): string | undefined {
    if (typeof of === "number") return this.scene.interfaceId(of);
    const stacks = Object.values(this.stacks);
    return stacks.map((stack) => stack.state.find(stack.urn(of))?.id).find((id) => id !== undefined);
  }

  held(): ReadonlyMap<string, Holding> {
    return new Map(this.interfaces().map(({ id, status, instanceId }) => [id, { status, instanceId }]));
  }

  hasInstance(slot: InstanceSlot): boolean {
    return this.world.emulator.store.instance(this.world.cloud, this.scene.instanceId(slot)) !== undefined;
  }

  act(act: Act): void {
    if ("interfaceId" in act) this.ledger.noteSomeone(act.interfaceId);
    this.world.emulator.act(act);
    // Longer than any look is late: what someone else does in the same moment cannot be seen.
    this.world.clock.pass(15_000);
  }

  private addFault({ action, fault, times }: Of<"fault">): void {
    const { emulator, cloud } = this.world;
    emulator.faults.add({ cloud, times, ...(action === undefined ? {} : { action }), ...fault });
  }

  // Runs

  private up({ stack: name, limit, isSerial, refresh, kill, account }: Of<"up">): Promise<void> {
    const stack = this.stacks[name];
    const urns = (names: readonly ResourceName[]) => names.map((each) => stack.urn(each));
    const limits = limitsOf(limit, urns);
    const options = { ...limits, isSerial, refresh };
    return this.run({
      command: "up",
      stack,
      carryOut: (engine) => engine.up(stack.program(), options),
      isIncluded: (urn) =>
        limits.target ? limits.target.includes(urn) : !(limits.exclude ?? []).includes(urn),
      replaced: limits.replace ?? [],
      ...(kill ? { kill } : {}),
      ...(account ? { account } : {}),
    });
  }

  private destroy({ stack: name, target, refresh, kill, account }: Of<"destroy">): Promise<void> {
    const stack = this.stacks[name];
    const named = target?.map((each) => stack.urn(each));
    const all = stack.state.resources;
    const dependents = all.filter(({ dependencies }) => dependencies.some((urn) => named?.includes(urn)));
    const urns = named && [...named, ...dependents.map(({ urn }) => urn)];
    return this.run({
      command: "destroy",
      stack,
      carryOut: (engine) => engine.destroy({ target: urns, refresh }),
      ...(kill ? { kill } : {}),
      ...(account ? { account } : {}),
    });
  }

  private async upOfBoth(): Promise<void> {
    const order = (stack: StackModel): Order => ({
      command: "up",
      stack,
      carryOut: (engine) => engine.up(stack.program()),
      isShared: true,
    });
    const begun = [order(this.stacks.dev), order(this.stacks.prod)].map((each) => this.begin(each));
    await Promise.all(begun.map(({ done }) => done));
    for (const { end } of begun) this.judge(end());
  }

  private async run(order: Order): Promise<void> {
    const { done, end } = this.begin(order);
    await done;
    this.last = end();
    this.judge(this.last);
  }

  private begin(order: Order): { done: Promise<void>; end: () => PlayedRun } {
    const { stack, command, account } = order;
    const { emulator, clock } = this.world;
    const declared: DeclaredClaim[] = [];
    const { api } = this.scene;
    const keys = emulator.store.accounts(api.storeName).map(({ keys: [key] }) => key);
    const key = keys[account === "other" ? 1 : 0];
    if (!key) throw new Error(`${api.title} has no such account`);
    const provider = new ProviderRun(this.world, api.cloud, {
      config: api.keys(key),
      declared: () => declared,
      kill: order.kill,
      sabotage: this.sabotage,
    });
    const engine = new EngineRun(stack.state, provider, () => clock.now(), declared);
    const before = stack.state.resources;
    const heldBefore = this.held();
    const program = stack.program();
    const beganAtMs = clock.now();
    const requestsBefore = this.requests;
    return {
      done: order.carryOut(engine).then(() => provider.settled()),
      end: () => ({
        ...{ command, stack, program, before, heldBefore },
        isIncluded: order.isIncluded ?? (() => true),
        replaced: order.replaced ?? [],
        calls: engine.calls,
        errors: engine.errors,
        messages: provider.messages,
        isKilled: provider.isKilled,
        isRightAccount: account !== "other",
        writes: this.world.writes.slice(this.seenWrites),
        isShared: order.isShared === true,
        requests: this.requests - requestsBefore,
        tookMs: clock.now() - beganAtMs,
      }),
    };
  }

  private judge(run: PlayedRun): void {
    this.engineRuns += 1;
    for (const write of run.writes) this.ledger.note(write);
    this.seenWrites = this.world.writes.length;
    for (const { id } of this.interfaces()) if (!this.atStart.has(id)) this.ledger.created.add(id);
    for (const resource of run.before) {
      const isGone = !run.stack.state.resources.some(({ id }) => id === resource.id);
      if (resource.isRetained && isGone) this.ledger.released.add(resource.id);
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
      isCalm: emulator.faults.list().every(({ left }) => left <= 0),
    };
  }

  private interfaces() {
    return this.world.emulator.store.interfaces(this.world.cloud);
  }
}

function limitsOf(limit: Limit | undefined, urns: (names: readonly ResourceName[]) => string[]) {
  return {
    target: limit && "target" in limit ? urns(limit.target) : undefined,
    exclude: limit && "exclude" in limit ? urns(limit.exclude) : undefined,
    replace: limit && "replace" in limit ? urns(limit.replace) : undefined,
  };
}
