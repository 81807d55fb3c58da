import {
  type CloudName,
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  manualClock,
  type StoredInterface,
} from "../../emulator";
import { asDynamicProvider, type DynamicProvider } from "../../provider/adapters/dynamic-host";
import type { Cloud, Connection, Place } from "../../provider/contract/cloud";
import type { Properties } from "../../provider/contract/properties";
import { Intents } from "../../provider/reconcile/intent";
import type { Failure } from "../../provider/resources/arguments";
import { AttachmentHandler } from "../../provider/resources/attachment";
import { Claims } from "../../provider/resources/claims";
import type { LineReporter, ResourceHandler, Run } from "../../provider/resources/handler";
import { InterfaceHandler } from "../../provider/resources/interface";
import { LookFailures } from "../../provider/resources/look-failures";
import { PlannedInterfaces } from "../../provider/resources/planned-interfaces";
import { Session } from "../../provider/session/session";
import type { CloudCase } from "./cloud-cases";
import { providerText } from "./provider-text";
import { VirtualClock } from "./virtual-clock";
import { wrappedCalls } from "./wrapped-calls";

export interface ReportedMessage {
  readonly kind: "status" | "info" | "warn" | "error" | "once";
  readonly message: string;
  readonly urn: string | undefined;
}

/** The emulator on a virtual clock, and a way to begin runs of the provider against it in this process. */
export class VirtualWorld {
  private readonly atStart: ReadonlySet<string>;

  private constructor(
    readonly emulator: Emulator,
    readonly clock: VirtualClock,
  ) {
    this.atStart = new Set(emulator.store.interfaces().map(({ id }) => id));
  }

  static async create(options: Omit<EmulatorOptions, "clock"> = {}): Promise<VirtualWorld> {
    const shared = manualClock();
    return new VirtualWorld(await createEmulator({ ...options, clock: shared }), new VirtualClock(shared));
  }

  /** One run of the engine: what `pulumi up` is one provider process for. */
  begin(cloud: Cloud, options: RunOptions = {}): VirtualRun {
    return new VirtualRun(this, cloud, options);
  }

  /** A run with the keys of the cloud's first account. */
  beginFor({ cloud, storeName, keys }: CloudCase, options: RunOptions = {}): VirtualRun {
    return this.begin(cloud, { config: keys(this.emulator.credentials[storeName]), ...options });
  }

  /** The interfaces of a cloud that were not there at the start. */
  made(cloud: CloudName): StoredInterface[] {
    return this.emulator.store.interfaces(cloud).filter(({ id }) => !this.atStart.has(id));
  }

  close(): Promise<void> {
    return this.emulator.close();
  }
}

export interface RunOptions {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly config?: Readonly<Record<string, string>>;
  readonly homeDirectory?: string;
}

/** The calls of the engine to one kind of resource. A check returns only its failures. */
export type EngineCalls = Omit<DynamicProvider, "check"> & {
  check(olds: Properties, news: Properties): Promise<readonly Failure[]>;
};

/** A program registers the provider's text with each resource, and the state has it from then on. */
function engineCallsOf(resource: ResourceHandler, kind: string, recordsUrn: boolean): EngineCalls {
  const provider = asDynamicProvider(resource, { recordsUrn });
  const registered = (properties: Properties) => ({ __provider: providerText(kind), ...properties });
  return {
    check: async (olds, news) =>
      (await provider.check(olds, registered(news))).failures as readonly Failure[],
    diff: (id, olds, news) => provider.diff(id, registered(olds), registered(news)),
    create: (inputs) => provider.create(registered(inputs)),
    read: (id, olds) => provider.read(id, registered(olds)),
    update: (id, olds, news) => provider.update(id, registered(olds), registered(news)),
    delete: (id, olds) => provider.delete(id, registered(olds)),
  };
}

let runs = 0;

export class VirtualRun {
  readonly messages: ReportedMessage[] = [];
  readonly attachments: EngineCalls;
  /** Made at its first use: not every cloud makes interfaces. */
  readonly interfaces: () => EngineCalls;
  readonly interrupt = new AbortController();
  private readonly sessions = new Map<string, Session>();
  private readonly lastWrites = new Map<string, number>();

  constructor(
    private readonly world: VirtualWorld,
    cloud: Cloud,
    private readonly options: RunOptions,
  ) {
    const report = (kind: ReportedMessage["kind"], urn: string | undefined) => (message: string) => {
      this.messages.push({ kind, message, urn });
    };
    const reporterFor = (urn: string | undefined): LineReporter => ({
      status: report("status", urn),
      info: report("info", urn),
      warn: report("warn", urn),
      error: report("error", urn),
    });
    const run: Run = {
      cloud,
      claims: new Claims(`run-${runs++}`),
      intents: new Intents(),
      planned: new PlannedInterfaces(),
      lookFailures: new LookFailures(),
      checked: new Set(),
      configuredDriftCheck: () => options.config?.driftCheck === "true",
      sessionFor: (place) => this.sessionFor(cloud, place),
      reporterFor,
      configuredPreflight: () => options.config?.preflight,
      warnOnce: report("once", undefined),
    };
    this.attachments = engineCallsOf(
      new AttachmentHandler(run),
      `${cloud.name}:NetworkInterfaceAttachment`,
      true,
    );
    this.interfaces = () => engineCallsOf(new InterfaceHandler(run), `${cloud.name}:NetworkInterface`, false);
  }

  /** All messages of this kind, one on each line. */
  reported(kind: ReportedMessage["kind"]): string {
    return this.messages
      .filter((line) => line.kind === kind)
      .map((line) => line.message)
      .join("\n");
  }

  private sessionFor(cloud: Cloud, place: Place): Session {
    const key = JSON.stringify(place);
    const known = this.sessions.get(key);
    if (known) return known;
    const connection = cloud.connect(place, {
      config: (name) => this.options.config?.[name],
      environment: { ...this.world.emulator.environment(), ...this.options.environment },
      homeDirectory: this.options.homeDirectory ?? "/nowhere",
    });
    const session = new Session(cloud, place, this.counted(connection), {
      clock: this.world.clock,
      signal: this.interrupt.signal,
      random: () => 0.5,
      lastWrites: this.lastWrites,
      busy: () => false,
    });
    this.sessions.set(key, session);
    return session;
  }

  /** The same connection; the clock does not move during its calls. */
  private counted(connection: Connection): Connection {
    const { identity, find, writes } = connection;
    const during = <T extends object>(calls: T) =>
      wrappedCalls(calls, (call) => this.world.clock.during(call));
    return { ...connection, identity: during(identity), find: during(find), writes: during(writes) };
  }
}
