import { type CloudName, createEmulator } from "../../../emulator";
import { systemClock } from "../../../provider/core/clock";
import { scenarioOf } from "../../model/model-world";
import type { ProviderOfRun } from "../../model/provider-of-run";
import { World } from "../../model/world";

/** So short that a run does not wait long, and so long that a look sees every transition. */
const transitionMs = 600;

/** An emulator for the real engine, which starts the providers itself. */
export class EngineWorld extends World {
  static async open(cloud: CloudName): Promise<EngineWorld> {
    const emulator = await createEmulator({ scenario: scenarioOf(cloud), transitionMs });
    return new EngineWorld(cloud, emulator, await createEmulator({ scenario: {} }), systemClock);
  }

  override startProvider(): ProviderOfRun {
    throw new Error("The engine starts the providers.");
  }

  /** No look is late here. */
  override async pass(): Promise<void> {}
}
