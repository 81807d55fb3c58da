import type { Emulator } from "../../emulator";
import { asDynamicProvider, type DynamicProvider } from "../../provider/adapters/dynamic-host";
import type { Cloud, Connection, Place, Surroundings } from "../../provider/contract/cloud";
import { Intents } from "../../provider/reconcile/intent";
import { AttachmentHandler } from "../../provider/resources/attachment";
import { Claims } from "../../provider/resources/claims";
import type { LineReporter, Run } from "../../provider/resources/handler";
import { InterfaceHandler } from "../../provider/resources/interface";
import { LookFailures } from "../../provider/resources/look-failures";
import { PlannedInterfaces } from "../../provider/resources/planned-interfaces";
import { Session } from "../../provider/session/session";
import type { VirtualClock } from "../support/virtual-clock";
import { type Call, wrappedCalls } from "../support/wrapped-calls";
import { MortalClock, never } from "./mortal-clock";
import type { CalledResource, Kill, ProviderOfRun, ProviderRunOptions } from "./provider-of-run";

/** Where a run takes place. */
interface WorldOfRun {
  readonly emulator: Emulator;
  readonly elsewhere: Emulator;
  readonly clock: VirtualClock;
  connect(cloud: Cloud, place: Place, surroundings: Surroundings, key: object): Connection;
}

let runs = 0;

/** What one provider process is, in this process: it has its own sessions and claims, and it can be killed. */
export class ProviderRun implements ProviderOfRun {
  readonly attachments: DynamicProvider;
  readonly interfaces: DynamicProvider;
  readonly messages: string[] = [];
  /** Rejects when the process is killed. */
  readonly death: Promise<never>;
  private readonly clock: MortalClock;
  private readonly sessions = new Map<string, Session>();
  private readonly lastWrites = new Map<string, number>();
  /** Aborted by Ctrl-C, which the engine gets too. */
  readonly interrupt = new AbortController();
  private readonly inFlight = new Set<Promise<unknown>>();
  private isDead = false;
  private readonly counts = { write: 0, look: 0 };
  private die: (reason: Error) => void = () => undefined;

  constructor(
    private readonly world: WorldOfRun,
    cloud: Cloud,
    private readonly options: ProviderRunOptions,
  ) {
    this.clock = new MortalClock(world.clock);
    this.death = new Promise<never>((_, reject) => {
      this.die = reject;
    });
    this.death.catch(() => undefined);
    const run = this.runOf(cloud);
    const { provider = (whole: DynamicProvider) => whole } = options.sabotage ?? {};
    this.attachments = provider(asDynamicProvider(new AttachmentHandler(run), { recordsUrn: true }));
    this.interfaces = provider(asDynamicProvider(new InterfaceHandler(run), { recordsUrn: false }));
  }

  for({ kind }: CalledResource): DynamicProvider {
    return kind === "attachment" ? this.attachments : this.interfaces;
  }

  ready(): Promise<void> {
    return Promise.resolve();
  }

  get isKilled(): boolean {
    return this.isDead;
  }

  /** The process ends at once, and nothing of it goes on. */
  kill(): void {
    this.isDead = true;
    this.clock.kill();
    this.die(new Killed());
  }

  private runOf(cloud: Cloud): Run {
    const say = (message: string) => void this.messages.push(message);
    const reporter: LineReporter = { status: say, info: say, warn: say, error: say };
    const { claims = (whole: Claims) => whole } = this.options.sabotage ?? {};
    return {
      cloud,
      claims: claims(new Claims(`run-${runs++}`, this.options.declared)),
      intents: new Intents(),
      planned: new PlannedInterfaces(),
      lookFailures: new LookFailures(),
      checked: new Set(),
      configuredDriftCheck: () => this.options.isDriftChecked === true,
      sessionFor: (place) => this.sessionFor(cloud, place),
      reporterFor: () => reporter,
      configuredPreflight: () => undefined,
      warnOnce: say,
    };
  }

  private sessionFor(cloud: Cloud, place: Place): Session {
    const key = JSON.stringify(place);
    const known = this.sessions.get(key);
    if (known) return known;
    const { config, sabotage, isElsewhere = false } = this.options;
    const surroundings = {
      config: (name: string) => config[name],
      environment: (isElsewhere ? this.world.elsewhere : this.world.emulator).environment(),
      homeDirectory: "/nowhere",
    };
    const { connection = (whole: Connection) => whole } = sabotage ?? {};
    const opened = connection(this.world.connect(cloud, place, surroundings, { config, isElsewhere }));
    const session = new Session(cloud, place, this.mortal(opened), {
      clock: this.clock,
      signal: this.interrupt.signal,
      random: () => 0.5,
      lastWrites: this.lastWrites,
      // A batch that waits for other callers waits in real time, in which a virtual clock goes on.
      busy: () => false,
    });
    this.sessions.set(key, session);
    return session;
  }

  private mortal(connection: Connection): Connection {
    const { identity, find, writes } = connection;
    return {
      ...connection,
      identity: wrappedCalls(identity, (call) => this.during(call)),
      find: wrappedCalls(find, (call) => this.counted("look", call)),
      writes: wrappedCalls(writes, (call) => this.counted("write", call)),
    };
  }

  /** Time does not move during a call. A killed process makes no call and gets no answer. */
  private async during(call: Call): Promise<unknown> {
    if (this.isDead) return never;
    const made = this.world.clock.during(call);
    this.inFlight.add(made);
    try {
      const answer = await made;
      return this.isDead ? never : answer;
    } catch (error) {
      if (this.isDead) return never;
      throw error;
    } finally {
      this.inFlight.delete(made);
    }
  }

  /** Waits until the cloud has got what was sent before the end: a killed process cannot call it back. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.inFlight);
  }

  private async counted(at: Kill["at"], call: Call): Promise<unknown> {
    if (this.isDead) return never;
    const { kill, interruptAtWrite } = this.options;
    this.counts[at] += 1;
    const isLast = kill?.at === at && kill.number === this.counts[at];
    if (isLast && kill.when === "before it is sent") this.kill();
    return this.during(async () => {
      try {
        return await call();
      } finally {
        if (isLast) this.kill();
        if (at === "write" && interruptAtWrite === this.counts.write) this.interrupt.abort();
      }
    });
  }
}

/** The engine and its provider process were killed. */
export class Killed extends Error {
  constructor() {
    super("killed");
  }
}
