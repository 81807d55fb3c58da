import type { EmulatorOptions } from "../../emulator";
import { VirtualWorld } from "./virtual-run";

/** What tests use of a world. */
type World = Pick<VirtualWorld, "emulator" | "clock" | "begin" | "beginFor" | "made">;

/** A new world for each test of the suite that calls this: no test sees what another one left behind. */
export function worldForEachTest(options: Omit<EmulatorOptions, "clock"> = {}): World {
  let current: VirtualWorld;
  beforeEach(async () => {
    current = await VirtualWorld.create(options);
  });
  afterEach(() => current.close());
  return {
    get emulator() {
      return current.emulator;
    },
    get clock() {
      return current.clock;
    },
    begin: (cloud, runOptions) => current.begin(cloud, runOptions),
    beginFor: (cloudCase, runOptions) => current.beginFor(cloudCase, runOptions),
    made: (cloud) => current.made(cloud),
  };
}
