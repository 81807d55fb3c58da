import {
  type CloudName,
  createEmulator,
  defaultScenario,
  type Emulator,
  manualClock,
  type Scenario,
} from "../../emulator";
import type { Cloud, Connection, Place, Surroundings } from "../../provider/contract/cloud";
import { VirtualClock } from "../support/virtual-clock";
import type { ProviderRunOptions } from "./provider-of-run";
import { ProviderRun } from "./provider-run";
import type { Scene } from "./scene";
import { World } from "./world";

/** An emulator on a virtual clock, and providers in this process. */
export class ModelWorld extends World {
  private readonly connections = new Map<string, Connection>();

  private constructor(
    cloud: CloudName,
    emulator: Emulator,
    elsewhere: Emulator,
    override readonly clock: VirtualClock,
  ) {
    super(cloud, emulator, elsewhere, clock);
  }

  static async open(cloud: CloudName): Promise<ModelWorld> {
    const shared = manualClock();
    const emulator = await createEmulator({ clock: shared, scenario: scenarioOf(cloud), transitionMs });
    const elsewhere = await createEmulator({ clock: shared, scenario: {} });
    return new ModelWorld(cloud, emulator, elsewhere, new VirtualClock(shared));
  }

  override startProvider({ api }: Scene, options: ProviderRunOptions): ProviderRun {
    return new ProviderRun(this, api.cloud, options);
  }

  override async pass(ms: number): Promise<void> {
    this.clock.pass(ms);
  }

  /**
   * Opens a connection, or takes one of an earlier history: it knows nothing of what exists in the cloud, and to open
   * one takes long.
   */
  connect(cloud: Cloud, place: Place, surroundings: Surroundings, key: object): Connection {
    const name = JSON.stringify([cloud.name, place, key]);
    const known = this.connections.get(name) ?? cloud.connect(place, surroundings);
    this.connections.set(name, known);
    return known;
  }
}

/** Long enough that a look sees every transition. */
export const transitionMs = { min: 500, max: 4_000 };

/** The default scenario without the other clouds, because a reset seeds everything again. */
export function scenarioOf(cloud: CloudName): Scenario {
  const lists = Object.entries(defaultScenario()).map(([kind, seeds]) => [
    kind,
    Array.isArray(seeds) ? seeds.filter((seed) => (seed as { cloud?: string }).cloud === cloud) : seeds,
  ]);
  return Object.fromEntries(lists);
}
