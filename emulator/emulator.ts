import { type Act, perform } from "./act";
import type { Parts } from "./answer";
import { type EmulatorClock, systemClock } from "./clock";
import { cloudNames, clouds, type KnownCloud } from "./clouds";
import { type Fault, Faults } from "./faults";
import { InvalidInput } from "./invalid-input";
import { Journal } from "./journal";
import { missingPrimaries } from "./primary-interfaces";
import { checkReferences } from "./references";
import type { Scenario } from "./scenario";
import { seedStore } from "./seed";
import { type Seeds, seedForms } from "./seeds";
import { listen } from "./server";
import { Store } from "./store";
import { Throttles } from "./throttle";
import { type TransitionMs, Transitions } from "./transitions";
import type { CloudCredentials, EmulatedCloud, TourStop } from "./wire";

export interface EmulatorOptions {
  /** 0 (the default) takes any free port. */
  readonly port?: number | undefined;
  /** Default 127.0.0.1. The admin API has no password: keep to loopback. */
  readonly host?: string | undefined;
  /** How long transitions take; default 0. */
  readonly transitionMs?: TransitionMs | undefined;
  /** What exists at the start; default `defaultScenario()`. Accounts and instance types always exist. */
  readonly scenario?: Scenario | undefined;
  /** Default: the system's clock. A `manualClock()` moves only when a test advances it. */
  readonly clock?: EmulatorClock | undefined;
  /** How old the state is that every describe shows; default 0. */
  readonly describeLagMs?: number | undefined;
}

export interface Emulator {
  /** `http://127.0.0.1:PORT`, the endpoint of all clouds. */
  readonly url: string;
  readonly port: number;
  /** The key pair of each cloud's first account. */
  readonly credentials: Record<KnownCloud, CloudCredentials>;
  readonly store: Store;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly throttles: Throttles;
  readonly transitions: Transitions;
  readonly clock: EmulatorClock;
  readonly tour: readonly (TourStop & { readonly cloud: KnownCloud })[];
  /** The variables to export so that programs talk to this emulator. */
  environment(): Record<string, string>;
  /** Makes a change as someone else would: at once, without a signature, marked as foreign in the journal. */
  act(act: Act): void;
  /** Adds a scenario to what exists. */
  seed(scenario: Scenario): void;
  /** Goes back to the start: the first scenario, no other faults, an empty journal. */
  reset(): void;
  close(): Promise<void>;
}

/** A few instances and interfaces of every kind on every cloud, always with the same ids. */
export function defaultScenario(): Scenario {
  return onEveryCloud((cloud) => cloud.scenario);
}

/** Starts an emulator of all clouds on one port. */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const clock = options.clock ?? systemClock();
  const store = new Store(clock);
  const faults = new Faults();
  const transitions = new Transitions(store, clock, faults);
  const throttles = new Throttles(clock);
  const journal = new Journal(clock);
  const { describeLagMs = 0 } = options;
  const parts: Parts = { store, transitions, faults, throttles, journal, clock, describeLagMs };
  const start = options.scenario === undefined ? defaultScenario() : options.scenario;

  const seed = (scenario: Scenario): void => {
    const settings = Object.entries(scenario.settings ?? {});
    for (const [name, value] of settings) checkSetting(name, value);
    const primaries = missingPrimaries(store, scenario, (cloud) =>
      clouds[cloud].newInterfaceId(store.nextSerial()),
    );
    const reserved = checkReferences(store, scenario, primaries);
    const interfaces = [...(scenario.interfaces ?? []), ...primaries.map((primary) => primary.seed)];
    if (scenario.transitionMs !== undefined) transitions.setDuration(scenario.transitionMs);
    seedStore(store, transitions, { ...scenario, interfaces }, reserved, clock.now());
    for (const fault of scenario.faults ?? []) faults.add(fault as Fault);
    for (const throttle of scenario.throttles ?? []) throttles.add(throttle);
    for (const [name, value] of settings) store.putSetting(name, value);
  };
  const reset = (): void => {
    for (const part of [store, transitions, faults, throttles, journal]) part.clear();
    transitions.setDuration(options.transitionMs ?? start.transitionMs ?? 0);
    seed(onEveryCloud((cloud) => cloud.foundation));
    const { transitionMs: _set, ...rest } = start;
    seed(rest);
  };
  reset();

  const credentials = () =>
    Object.fromEntries(cloudNames.map((cloud) => [cloud, firstKey(store, cloud)])) as Record<
      KnownCloud,
      CloudCredentials
    >;
  const controls = {
    act: (act: Act) => perform(act, parts),
    seed,
    reset,
    environment: (): Record<string, string> => ({}),
  };
  const wires = Object.values(clouds).flatMap((cloud) => cloud.wires);
  const server = await listen({ ...options, wires, parts, controls });
  controls.environment = () =>
    Object.assign(
      {},
      ...cloudNames.map((cloud) => clouds[cloud].environment(server.url, credentials()[cloud])),
    );

  return {
    url: server.url,
    port: server.port,
    get credentials() {
      return credentials();
    },
    store,
    journal,
    faults,
    throttles,
    transitions,
    clock,
    tour: cloudNames.flatMap((cloud) => clouds[cloud].tour.map((stop) => ({ cloud, ...stop }))),
    environment: () => controls.environment(),
    act: controls.act,
    seed,
    reset,
    close: () => server.close(),
  };
}

const knownSettings = new Map(Object.values(clouds).flatMap(({ settings = {} }) => Object.entries(settings)));

function checkSetting(name: string, value: string): void {
  const values = knownSettings.get(name);
  if (values === undefined) {
    throw new InvalidInput(
      `settings: "${name}" is not a setting; the settings are ${[...knownSettings.keys()].join(", ")}`,
    );
  }
  if (!values.includes(value)) throw new InvalidInput(`settings.${name}: must be ${values.join(" or ")}`);
}

function firstKey(store: Store, cloud: KnownCloud): CloudCredentials {
  const account = store.accounts(cloud)[0];
  const key = account?.keys[0];
  if (account === undefined || key === undefined) throw new Error(`the scenario has no account on ${cloud}`);
  const { accessKeyId, accessKeySecret, securityToken } = key;
  return {
    accountId: account.id,
    accessKeyId,
    accessKeySecret,
    ...(securityToken === undefined ? {} : { securityToken }),
  };
}

/** The seeds of every cloud as one scenario. */
function onEveryCloud(seedsOf: (cloud: EmulatedCloud) => Seeds): Scenario {
  const kinds = Object.keys(seedForms) as (keyof Seeds)[];
  const seedsOfKind = (kind: keyof Seeds): object[] =>
    cloudNames.flatMap((cloud) => (seedsOf(clouds[cloud])[kind] ?? []).map((seed) => ({ ...seed, cloud })));
  return Object.fromEntries(kinds.map((kind) => [kind, seedsOfKind(kind)]));
}
