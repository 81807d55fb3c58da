import { createEmulator, type Emulator, type EmulatorOptions } from "../../emulator";

/** One emulator for all tests of a file, put back to its start before each of them. */
export function emulatorOfSuite(options: EmulatorOptions = {}): Emulator {
  let started: Emulator;
  beforeAll(async () => {
    started = await createEmulator(options);
  });
  afterAll(() => started.close());
  beforeEach(() => started.reset());
  // The emulator starts after the file is read: what is returned now stands for it.
  return new Proxy({} as Emulator, { get: (_, name) => Reflect.get(started, name) });
}
