import type { DynamicProvider } from "../../../provider/adapters/dynamic-host";
import type { Properties } from "../../../provider/contract/properties";
import { RunFile } from "../../../provider/run-file";
import { never } from "../../model/mortal-clock";
import type { CalledResource, ProviderOfRun, ProviderRunOptions } from "../../model/provider-of-run";
import { Killed } from "../../model/provider-run";
import type { Scene } from "../../model/scene";
import { ProviderError } from "../../support/provider-error";
import { ProviderProcess } from "../../support/provider-process";

/** What a process needs from where it runs. */
interface WorldOfProcess {
  environment(isElsewhere: boolean): Record<string, string>;
  /** Where a program and its provider processes find the file of their run. */
  readonly temporary: string;
  pass(ms: number): Promise<void>;
  ended(run: ProcessRun): void;
}

/** The real provider process of one run, as its host starts it, spoken to over gRPC. It starts with the first call. */
export class ProcessRun implements ProviderOfRun {
  readonly death: Promise<never>;
  readonly interrupt = new AbortController();
  private starting: Promise<ProviderProcess> | undefined;
  private started: ProviderProcess | undefined;
  private runFile: RunFile | undefined;
  private told = 0;
  private isDead = false;
  private die: (reason: Error) => void = () => undefined;
  private readonly counts = { write: 0, look: 0 };

  constructor(
    private readonly world: WorldOfProcess,
    private readonly scene: Scene,
    private readonly options: ProviderRunOptions,
  ) {
    this.death = new Promise<never>((_, reject) => {
      this.die = reject;
    });
    this.death.catch(() => undefined);
  }

  get isKilled(): boolean {
    return this.isDead;
  }

  async ready(): Promise<void> {
    await this.process();
  }

  private process(): Promise<ProviderProcess> {
    this.starting ??= this.start();
    return this.starting;
  }

  get messages(): readonly string[] {
    const { started } = this;
    return started ? [...started.log.messages.map(({ message }) => message), started.printed] : [];
  }

  for({ urn, inputs, ignoreChanges = [] }: CalledResource): DynamicProvider {
    const named = (properties: Properties) => this.named(urn, properties);
    return {
      check: (olds, news) => this.call((process) => process.check(named(olds), named(news))),
      diff: (id, olds, news) =>
        this.call(async (process) => {
          const answer = await process.diff(id, named(olds), named(news), ignoreChanges);
          return { ...answer, changes: answer.changes === true };
        }),
      create: (news) =>
        this.call(async (process) => {
          const { id, properties } = await process.create(named(news));
          return { id, outs: properties };
        }),
      read: (id, olds) =>
        this.call(async (process) => {
          const seen = await process.read(id, named(olds), inputs && named(inputs));
          const news = Object.keys(seen.inputs).length > 0 ? { inputs: seen.inputs } : {};
          return { id: seen.id, props: seen.properties, ...news };
        }),
      update: (id, olds, news) =>
        this.call(async (process) => ({
          outs: await process.update(id, named(olds), named(news), ignoreChanges),
        })),
      delete: (id, olds) => this.call((process) => process.delete(id, named(olds))),
    };
  }

  /** A request has arrived. Returns whether the process was killed before it was sent. */
  onRequest(action: string): boolean {
    if (this.isDead || action === "GetCallerIdentity") return false;
    const { kill, interruptAtWrite } = this.options;
    const at = /^(Describe|Get|List)/.test(action) ? "look" : "write";
    this.counts[at] += 1;
    if (at === "write" && interruptAtWrite === this.counts.write) setImmediate(() => this.onInterrupt());
    if (kill?.at !== at || kill.number !== this.counts[at]) return false;
    this.kill();
    return kill.when === "before it is sent";
  }

  async settled(): Promise<void> {
    await this.starting?.catch(() => undefined);
    await this.started?.stop();
    // What a killed process had sent is still on its way to the emulator.
    if (this.isDead) await this.world.pass(500);
    this.world.ended(this);
  }

  private kill(): void {
    this.isDead = true;
    this.started?.kill("SIGKILL");
    this.die(new Killed());
  }

  private onInterrupt(): void {
    this.interrupt.abort();
    void this.started?.interrupt().catch(() => undefined);
  }

  /** A program in Node has its URN among the properties. A plugin gets it with the call. */
  private named(urn: string, properties: Properties): Properties {
    if (this.scene.host === "dynamic") return properties;
    const { __interface, ...own } = properties;
    return { ...own, __urn: urn };
  }

  private async call<T>(work: (process: ProviderProcess) => Promise<T>): Promise<T> {
    if (this.isDead) return never;
    const process = await this.process();
    this.declare(process);
    try {
      const answer = await work(process);
      return this.isDead ? never : answer;
    } catch (error) {
      if (this.isDead) return never;
      if (!(error instanceof ProviderError) || !error.partial) throw error;
      const { id, properties } = error.partial;
      throw Object.assign(new Error(error.message), { id, properties });
    }
  }

  /** As the process of a program in Node does. A program in another language writes no file. */
  private declare(process: ProviderProcess): void {
    if (this.scene.host !== "dynamic" || !this.hasProgram) return;
    this.runFile ??= new RunFile(process.engineAddress, this.world.temporary);
    const declared = this.options.declared();
    for (const { isOfThisRun: _, ...each } of declared.slice(this.told)) this.runFile.add(each);
    this.told = declared.length;
  }

  private get hasProgram(): boolean {
    return this.options.command === "up" || this.options.command === "preview";
  }

  private async start(): Promise<ProviderProcess> {
    const { config, isDriftChecked, isElsewhere } = this.options;
    const named = Object.entries(config).map(([name, value]) => [`eni:${name}`, value]);
    const { host, api } = this.scene;
    const process = await ProviderProcess.start({
      environment: this.world.environment(isElsewhere === true),
      config: { ...Object.fromEntries(named), ...(isDriftChecked ? { "eni:driftCheck": "true" } : {}) },
      kind: api.kind,
      host,
      runsProgram: this.hasProgram,
    });
    this.started = process;
    return process;
  }
}
