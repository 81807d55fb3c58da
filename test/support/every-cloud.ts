import { createEmulator, type Emulator, type EmulatorOptions } from "../../emulator";

/** An emulator for each API, and the environment in which one program finds each of them. */
export interface Emulators {
  readonly byTitle: ReadonlyMap<string, Emulator>;
  readonly environment: Record<string, string>;
}

/** What two emulators of one cloud make must not have the same id: their numbers are so far apart. */
const idsPerEmulator = 1_000;

/** Each API has its own emulator, because two generations of one cloud would share their interfaces. */
export async function createEmulators(
  titles: readonly string[],
  options: EmulatorOptions,
): Promise<Emulators> {
  const byTitle = new Map<string, Emulator>();
  const environment: Record<string, string> = {};
  for (const title of titles) {
    const emulator = await createEmulator(options);
    for (let used = 0; used < byTitle.size * idsPerEmulator; used += 1) emulator.store.nextSerial();
    byTitle.set(title, emulator);
    const offered = emulator.environment();
    const endpoint = `PULUMI_ENI_${title.toUpperCase().replaceAll(" ", "_")}_ENDPOINT`;
    if (offered[endpoint] === undefined) throw new Error(`no emulator offers ${endpoint}`);
    // All emulators have the same keys, so only the endpoints differ.
    Object.assign(environment, { ...offered, ...environment }, { [endpoint]: offered[endpoint] });
  }
  return { byTitle, environment };
}

/** Checks every cloud; a failure names the cloud. */
export function forEachCloud<On extends { readonly title: string }>(
  clouds: readonly On[],
  check: (on: On) => void,
): void {
  for (const on of clouds) {
    try {
      check(on);
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`on ${on.title}: ${message}`, { cause });
    }
  }
}
