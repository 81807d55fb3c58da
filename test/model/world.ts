import type { CloudName, Emulator } from "../../emulator";
import type { Clock } from "../../provider/core/clock";
import { type AcceptedWrite, noteAcceptedWrites } from "./accepted-writes";
import type { ProviderOfRun, ProviderRunOptions } from "./provider-of-run";
import type { Scene } from "./scene";

/** One emulator of one cloud, for many histories one after another, and what serves the runs of the engine on it. */
export abstract class World {
  /** What the cloud accepted from the provider since the history began. */
  writes: AcceptedWrite[] = [];
  /** Is told of each of them at once. */
  onWrite: (write: AcceptedWrite) => void = () => undefined;

  protected constructor(
    readonly cloud: CloudName,
    readonly emulator: Emulator,
    /** A cloud with the same keys and nothing else. */
    readonly elsewhere: Emulator,
    readonly clock: Clock,
  ) {
    noteAcceptedWrites(emulator, (write) => {
      this.writes.push(write);
      this.onWrite(write);
    });
  }

  /** Begins what a new provider process is in this world. */
  abstract startProvider(scene: Scene, options: ProviderRunOptions): ProviderOfRun;

  /** Time goes by while nothing runs. */
  abstract pass(ms: number): Promise<void>;

  /** Goes back to the start, except for the time. */
  reset(): void {
    this.emulator.reset();
    this.writes = [];
  }

  async close(): Promise<void> {
    await this.emulator.close();
    await this.elsewhere.close();
  }
}
