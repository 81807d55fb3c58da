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
import { type AcceptedWrite, noteAcceptedWrites } from "./accepted-writes";

/** One emulator of one cloud on a virtual clock, for many histories one after another. */
export class ModelWorld {
  /** What the cloud accepted from the provider since the history began. */
  writes: AcceptedWrite[] = [];
  /** Is told of each of them at once. */
  onWrite: (write: AcceptedWrite) => void = () => undefined;
  private readonly connections = new Map<string, Connection>();

  private constructor(
    readonly cloud: CloudName,
    readonly emulator: Emulator,
    readonly clock: VirtualClock,
  ) {
    noteAcceptedWrites(emulator, (write) => {
      this.writes.push(write);
      this.onWrite(write);
    });
  }

  static async open(cloud: CloudName): Promise<ModelWorld> {
    const shared = manualClock();
    const emulator = await createEmulator({ clock: shared, scenario: scenarioOf(cloud), transitionMs });
    return new ModelWorld(cloud, emulator, new VirtualClock(shared));
  }

  /** Goes back to the start, except for the time. */
  reset(): void {
    this.emulator.reset();
    this.writes = [];
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

  close(): Promise<void> {
    return this.emulator.close();
  }
}

/** Long enough that a look sees every transition. */
const transitionMs = { min: 500, max: 4_000 };

/** The default scenario without the other clouds, because a reset seeds everything again. */
function scenarioOf(cloud: CloudName): Scenario {
  const lists = Object.entries(defaultScenario()).map(([kind, seeds]) => [
    kind,
    Array.isArray(seeds) ? seeds.filter((seed) => (seed as { cloud?: string }).cloud === cloud) : seeds,
  ]);
  return Object.fromEntries(lists);
}
