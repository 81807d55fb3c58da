import type { Act } from "../../emulator";
import { Ledger } from "./ledger";
import type { Holding } from "./played-run";
import type { InstanceSlot, InterfaceName, InterfaceSlot, Scene, StackName } from "./scene";
import { StackModel } from "./stack-model";
import type { World } from "./world";

/** What a history takes place in: one cloud, two stacks, and the record of who did what. */
export class Stage {
  readonly stacks: Readonly<Record<StackName, StackModel>>;
  readonly ledger = new Ledger();
  private readonly atStart: ReadonlySet<string>;

  constructor(
    readonly world: World,
    readonly scene: Scene,
  ) {
    world.reset();
    world.onWrite = (write) => this.ledger.note(write);
    this.stacks = { dev: new StackModel("dev", scene), prod: new StackModel("prod", scene) };
    this.atStart = new Set(this.held().keys());
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

  /** What the cloud has, by the interface's id. */
  held(): ReadonlyMap<string, Holding> {
    const all = this.world.emulator.store.interfaces(this.world.cloud);
    return new Map(all.map((stored) => [stored.id, stored]));
  }

  /** The interfaces that were not there at the start. */
  created(): readonly string[] {
    return [...this.held().keys()].filter((id) => !this.atStart.has(id));
  }

  hasInstance(slot: InstanceSlot): boolean {
    return this.world.emulator.store.instance(this.world.cloud, this.scene.instanceId(slot)) !== undefined;
  }

  /** Someone else changes the cloud at this moment. */
  act(act: Act): void {
    if ("interfaceId" in act) this.ledger.noteSomeone(act.interfaceId);
    this.world.emulator.act(act);
  }

  /** Longer than any look is late: what someone else did just before a run cannot always be seen. */
  settle(): Promise<void> {
    return this.world.pass(15_000);
  }
}
