import type { DynamicProvider } from "../../provider/adapters/dynamic-host";
import { unknownText } from "../../provider/adapters/stored-properties";
import type { Properties } from "../../provider/contract/properties";
import type { DeclaredClaim } from "../../provider/resources/claims";
import type { ProviderHost } from "../support/provider-host";
import type { DeclaredResource, Program } from "./program";
import { type CalledResource, isKept, type ProviderOfRun } from "./provider-of-run";
import type { StackState, StateResource } from "./state";

/** What a run of the engine has around it. */
export interface EngineOptions {
  readonly provider: ProviderOfRun;
  readonly nowMs: () => number;
  /** What the program tells the provider process through the run file. */
  readonly declared: DeclaredClaim[];
  /** What serves the resources. Default: the host of dynamic providers. */
  readonly host?: ProviderHost;
}

/** What `up` includes, by URNs. */
export interface UpLimits {
  readonly target?: readonly string[] | undefined;
  /** Whether what depends on a target is one, too. */
  readonly targetDependents?: boolean | undefined;
  readonly exclude?: readonly string[] | undefined;
  /** The URNs of `--replace`. */
  readonly replace?: readonly string[] | undefined;
}

/** What limits or changes an `up`. */
export interface UpOptions extends UpLimits {
  readonly refresh?: boolean | undefined;
  /** One step after the other, as with `--parallel 1`. */
  readonly isSerial?: boolean | undefined;
}

export interface DestroyOptions {
  /** With what depends on them. */
  readonly target?: readonly string[] | undefined;
  readonly refresh?: boolean | undefined;
}

/** One call of the engine to the provider. */
export interface EngineCall {
  readonly name: keyof DynamicProvider;
  readonly urn: string;
  readonly id: string | undefined;
  readonly tookMs: number;
  readonly error?: string | undefined;
}

/** Whether an `up` with these limits is about a resource. */
export function isIncludedBy(
  { target, targetDependents, exclude = [] }: UpLimits,
  program: Program,
): (urn: string) => boolean {
  if (!target) return (urn) => !exclude.includes(urn);
  const dependents = program.filter(({ interfaceUrn }) => interfaceUrn && target.includes(interfaceUrn));
  const all = [...target, ...(targetDependents ? dependents.map(({ urn }) => urn) : [])];
  return (urn) => all.includes(urn);
}

/** A run that stops: what follows is not done. */
class Stop extends Error {}

/**
 * A small model of what the Pulumi engine does with one stack: the order of its calls, and what it writes to the state
 * after each. The source is `pkg/resource/deploy/step_generator.go` of Pulumi 3.259.
 */
export class EngineRun {
  readonly calls: EngineCall[] = [];
  readonly errors: string[] = [];
  private readonly operated = new Set<StateResource>();
  private readonly recreated = new Set<string>();
  private readonly takenByAlias = new Set<string>();
  private readonly chains = new Map<string, Promise<void>>();
  private hasFailed = false;
  private readonly provider: ProviderOfRun;

  constructor(
    private readonly state: StackState,
    private readonly options: EngineOptions,
  ) {
    this.provider = options.provider;
    this.provider.interrupt.signal.addEventListener("abort", () => {
      this.errors.push("the update was canceled");
      this.hasFailed = true;
    });
  }

  up(program: Program, options: UpOptions = {}): Promise<void> {
    return this.run(async () => {
      if (options.refresh) await this.readAll();
      const isIncluded = isIncludedBy(options, program);
      for (const resource of program) {
        await this.register(resource, isIncluded(resource.urn), options);
        if (this.hasFailed) throw new Stop();
      }
      await this.endOfChains();
      await this.deleteAll(
        this.state.resources.filter((old) => !this.operated.has(old) && isIncluded(old.urn)),
      );
    });
  }

  destroy(options: DestroyOptions = {}): Promise<void> {
    return this.run(async () => {
      if (options.refresh) await this.readAll();
      await this.deleteAll(await this.doomed(options.target));
    });
  }

  /** All resources, or those with these URNs and what would be replaced with them. */
  private async doomed(target: readonly string[] | undefined): Promise<readonly StateResource[]> {
    if (!target) return this.state.resources;
    const named = this.state.resources.filter(({ urn }) => target.includes(urn));
    const dependents: StateResource[] = [];
    for (const root of named) dependents.push(...(await this.findDependentReplacements(root)));
    return [...new Set([...named, ...dependents])];
  }

  refresh(): Promise<void> {
    return this.run(() => this.readAll());
  }

  /** Compares the program with the state, as `preview` does. It changes nothing. */
  preview(program: Program): Promise<void> {
    return this.run(async () => {
      for (const resource of program) {
        const created = resource.interfaceUrn !== undefined && !this.state.find(resource.interfaceUrn);
        const news = created
          ? { ...resource.inputs, networkInterfaceId: unknownText, __interface: resource.interfaceUrn }
          : this.resolved(resource);
        const old = this.findOld(resource);
        await this.check(resource, old?.inputs ?? {}, news);
        if (old) await this.diff(old, news);
      }
    });
  }

  private async run(work: () => Promise<void>): Promise<void> {
    try {
      await Promise.race([work(), this.provider.death]);
    } catch (error) {
      if (!(error instanceof Stop)) this.errors.push(messageOf(error));
      await Promise.race([
        this.endOfChains().catch(() => undefined),
        this.provider.death.catch(() => undefined),
      ]);
    }
  }

  // The steps of `up`

  private async register(resource: DeclaredResource, isIncluded: boolean, options: UpOptions): Promise<void> {
    const { urn, interfaceUrn } = resource;
    if (interfaceUrn !== undefined) await this.chains.get(interfaceUrn);
    if (this.takenByAlias.has(urn)) this.fail(`another resource has the alias ${urn}`);
    const old = this.findOld(resource);
    if (old) this.operated.add(old);
    if (old && old.urn !== urn) this.takenByAlias.add(old.urn);
    if (!isIncluded) return this.skip(resource, old);
    const goal = this.resolved(resource);
    const isRecreated = this.recreated.has(urn);
    const isReplaceAsked = options.replace?.includes(urn) === true || old?.isTainted === true;
    // What is made anew ignores no change.
    const isAnew = isRecreated || isReplaceAsked || !old;
    const checked = isAnew
      ? await this.check(resource, {}, goal)
      : await this.check(resource, old.inputs, withIgnored(goal, old, resource));
    const steps = await this.stepsOf(resource, old, { goal, checked, isRecreated, isReplaceAsked });
    const chain = this.carryOut(resource, steps);
    this.chains.set(urn, chain);
    chain.catch(() => undefined);
    if (options.isSerial) await chain;
  }

  private async stepsOf(
    resource: DeclaredResource,
    old: StateResource | undefined,
    asked: Asked,
  ): Promise<Step[]> {
    const { goal, checked } = asked;
    if (!old) return [() => this.create(resource, checked)];
    if (asked.isRecreated) return [() => this.create(resource, checked, old)];
    const difference = asked.isReplaceAsked
      ? replaceAsked
      : await this.diff(old, checked, resource.options.ignoreChanges);
    if (difference.replaces.length > 0 || old.isPendingReplacement) {
      if (old.isProtected && resource.options.protect) this.fail(`${old.urn} is protected`);
      const inputs = asked.isReplaceAsked ? checked : await this.check(resource, {}, goal);
      const deletesFirst = this.hasDeleteFirstOption(resource) || difference.deleteBeforeReplace;
      return deletesFirst
        ? this.replaceDeletingFirst(resource, old, inputs)
        : [() => this.create(resource, inputs, old)];
    }
    if (difference.changes || old.hasInitErrors) return [() => this.update(resource, old, checked)];
    return [() => this.keep(resource, old, checked)];
  }

  /** The class of a program in Node sets the option `deleteBeforeReplace`. */
  private hasDeleteFirstOption({ kind }: DeclaredResource): boolean {
    return kind === "attachment" && this.options.host !== "plugin";
  }

  private async replaceDeletingFirst(
    resource: DeclaredResource,
    old: StateResource,
    inputs: Properties,
  ): Promise<Step[]> {
    const dependents = await this.findDependentReplacements(old);
    const steps: Step[] = [];
    for (const dependent of dependents) {
      if (dependent.isProtected) this.fail(`${dependent.urn} is protected`);
      this.recreated.add(dependent.urn);
      steps.push(() => this.deleteForReplacement(dependent.urn));
    }
    if (!old.isPendingReplacement) steps.push(() => this.deleteForReplacement(old.urn));
    return [...steps, () => this.create(resource, inputs, this.state.find(old.urn) ?? old)];
  }

  /** The attachments of an interface that would be replaced by its replacement, by a diff with an unknown id. */
  private async findDependentReplacements(root: StateResource): Promise<StateResource[]> {
    const dependents: StateResource[] = [];
    for (const other of this.state.resources) {
      if (!other.dependencies.includes(root.urn) || this.operated.has(other)) continue;
      if (other.isPendingDelete || other.isPendingReplacement) continue;
      const { replaces } = await this.diff(other, { ...other.inputs, networkInterfaceId: unknownText });
      if (replaces.length > 0) dependents.push(other);
    }
    return dependents;
  }

  private async carryOut(resource: DeclaredResource, steps: readonly Step[]): Promise<void> {
    try {
      for (const step of steps) {
        if (this.hasFailed) throw new Stop();
        await step();
      }
      this.declare(resource);
    } catch (error) {
      this.hasFailed = true;
      throw error;
    }
  }

  private async endOfChains(): Promise<void> {
    const ends = await Promise.allSettled(this.chains.values());
    if (ends.some(({ status }) => status === "rejected")) throw new Stop();
  }

  /** A resource that the run does not include: it is not checked, and stays as it is. */
  private skip(resource: DeclaredResource, old: StateResource | undefined): void {
    if (old) this.operated.add(old);
    this.declare(resource);
  }

  // The calls, each with what it does to the state

  private async create(resource: DeclaredResource, inputs: Properties, old?: StateResource): Promise<void> {
    const provider = this.providerOf({ ...resource, ignoreChanges: resource.options.ignoreChanges });
    const made = await this.kept(this.call("create", resource.urn, undefined, () => provider.create(inputs)));
    if (made.id === "") this.fail("the provider returned no id");
    if (old) this.state.put(old, old.isPendingReplacement ? undefined : { ...old, isPendingDelete: true });
    const now = this.stateOf(resource, made.id, inputs, made.outputs, made.failure !== undefined);
    this.state.add(now);
    this.operated.add(now);
    if (made.failure !== undefined) throw new Stop();
  }

  private async update(resource: DeclaredResource, old: StateResource, inputs: Properties): Promise<void> {
    const provider = this.providerOf({ ...resource, ignoreChanges: resource.options.ignoreChanges });
    const made = await this.kept(
      this.call("update", resource.urn, old.id, async () => {
        const { outs } = await provider.update(old.id, old.outputs, inputs);
        return { id: old.id, outs };
      }),
    );
    const now = this.stateOf(resource, old.id, inputs, made.outputs, made.failure !== undefined);
    this.replaceInState(old, now);
    if (made.failure !== undefined) throw new Stop();
  }

  /** Unchanged: the inputs and options of the program go into the state, without a call. */
  private async keep(resource: DeclaredResource, old: StateResource, inputs: Properties): Promise<void> {
    this.replaceInState(old, this.stateOf(resource, old.id, inputs, old.outputs, false));
  }

  private replaceInState(old: StateResource, now: StateResource): void {
    this.state.put(old, now);
    this.operated.add(now);
  }

  private async deleteForReplacement(urn: string): Promise<void> {
    const old = this.state.find(urn);
    if (!old) return;
    await this.callDelete(old);
    const now = { ...old, isPendingReplacement: true };
    this.state.put(old, now);
    if (this.operated.delete(old)) this.operated.add(now);
  }

  private async deleteAll(doomed: readonly StateResource[]): Promise<void> {
    for (const kind of ["attachment", "interface"] as const) {
      if (this.hasFailed) throw new Stop();
      const ends = await Promise.allSettled(
        doomed.filter((old) => old.kind === kind).map((old) => this.deleteOne(old)),
      );
      if (ends.some(({ status }) => status === "rejected")) throw new Stop();
    }
  }

  private async deleteOne(old: StateResource): Promise<void> {
    if (old.isProtected) this.fail(`${old.urn} is protected`);
    if (!old.isPendingReplacement) await this.callDelete(old);
    this.state.put(old, undefined);
  }

  private async callDelete(old: StateResource): Promise<void> {
    const { urn, id, outputs, isRetained } = old;
    if (isRetained) return;
    await this.call("delete", urn, id, () => this.providerOf(old).delete(id, outputs));
  }

  private async readAll(): Promise<void> {
    const ends = await Promise.allSettled(this.state.resources.map((old) => this.readOne(old)));
    if (ends.some(({ status }) => status === "rejected")) throw new Stop();
  }

  private async readOne(old: StateResource): Promise<void> {
    if (old.isPendingReplacement) return;
    const { urn, id } = old;
    const seen = await this.call("read", urn, id, () => this.providerOf(old).read(id, old.outputs));
    if (seen.id === "") return this.state.put(old, undefined);
    const now = { ...old, id: seen.id, outputs: plain(seen.props), hasInitErrors: false };
    const refreshed = seen.inputs ? { ...now, inputs: plain(seen.inputs) } : now;
    await this.diff(refreshed, old.inputs);
    this.state.put(old, refreshed);
  }

  private async check(resource: DeclaredResource, olds: Properties, news: Properties): Promise<Properties> {
    const { urn } = resource;
    const { inputs, failures } = await this.call("check", urn, undefined, () =>
      this.providerOf(resource).check(olds, news),
    );
    const [first] = failures as readonly { readonly reason: string }[];
    if (first) this.fail(`${urn}: ${first.reason}`);
    return plain(inputs);
  }

  private diff(old: StateResource, news: Properties, ignoreChanges?: readonly string[]) {
    const { urn, id, outputs } = old;
    const provider = this.providerOf({ ...old, ignoreChanges });
    return this.call("diff", urn, id, () => provider.diff(id, outputs, news));
  }

  private async call<T>(
    name: EngineCall["name"],
    urn: string,
    id: string | undefined,
    work: () => Promise<T>,
  ): Promise<T> {
    await this.provider.ready();
    const beganAtMs = this.options.nowMs();
    const note = (error?: string) =>
      this.calls.push({ name, urn, id, tookMs: this.options.nowMs() - beganAtMs, error });
    try {
      const answer = await Promise.race([work(), this.provider.death]);
      note();
      return answer;
    } catch (error) {
      const message = messageOf(error);
      note(message);
      this.errors.push(`${name} of ${urn}: ${message}`);
      this.hasFailed = true;
      throw isKept(error) ? error : new Stop();
    }
  }

  /** A failure that carries an id is a partial one: the engine keeps the resource. */
  private async kept(made: Promise<{ id: string; outs: Properties }>): Promise<Made> {
    try {
      const { id, outs } = await made;
      return { id, outputs: plain(outs) };
    } catch (error) {
      if (!isKept(error)) throw error;
      return { id: error.id, outputs: plain(error.properties), failure: error.message };
    }
  }

  private fail(why: string): never {
    this.errors.push(why);
    this.hasFailed = true;
    throw new Stop();
  }

  // What follows from program and state

  private findOld({ urn, options }: DeclaredResource): StateResource | undefined {
    const names = [urn, ...(options.aliases ?? [])];
    return names.map((name) => this.state.find(name)).find((found) => found !== undefined);
  }

  /** The inputs with the id of the interface that another resource of the program creates. */
  private resolved({ inputs, interfaceUrn }: DeclaredResource): Properties {
    if (interfaceUrn === undefined) return inputs;
    return { ...inputs, networkInterfaceId: this.state.find(interfaceUrn)?.id };
  }

  private stateOf(
    { urn, kind, interfaceUrn, options }: DeclaredResource,
    id: string,
    inputs: Properties,
    outputs: Properties,
    hasInitErrors: boolean,
  ): StateResource {
    return {
      ...{ urn, kind, id, inputs, outputs, hasInitErrors },
      dependencies: interfaceUrn === undefined ? [] : [interfaceUrn],
      isPendingDelete: false,
      isPendingReplacement: false,
      isTainted: false,
      isProtected: options.protect === true,
      isRetained: options.retainOnDelete === true,
    };
  }

  /** What the program's process writes to the run file when a registration has ended. */
  private declare(resource: DeclaredResource): void {
    if (resource.kind !== "attachment") return;
    const { networkInterfaceId, instanceId, mayMoveTo } = this.resolved(resource);
    const texts = (value: unknown) => [value ?? []].flat().map(String);
    const { urn } = resource;
    const common = { urn, isOfThisRun: true };
    if (typeof networkInterfaceId === "string" && typeof instanceId === "string") {
      const pair = { networkInterfaceId, instanceId, mayMoveTo: texts(mayMoveTo) };
      this.options.declared.push({ ...common, ...pair, isInState: false });
    }
    const known = this.findOld(resource);
    if (!known) return;
    const [eni = "", instance = ""] = known.id.split(":");
    const pair = { networkInterfaceId: eni, instanceId: instance, mayMoveTo: texts(known.outputs.mayMoveTo) };
    const recordedUrn = known.outputs.__urn as string | undefined;
    this.options.declared.push({ ...common, ...pair, isInState: true, recordedUrn });
  }

  private providerOf(resource: CalledResource): DynamicProvider {
    return this.provider.for(resource);
  }
}

type Step = () => Promise<void>;

interface Asked {
  readonly goal: Properties;
  readonly checked: Properties;
  readonly isRecreated: boolean;
  readonly isReplaceAsked: boolean;
}

interface Made {
  readonly id: string;
  readonly outputs: Properties;
  readonly failure?: string;
}

/** The engine does not ask the provider about what `--replace` or `taint` names. */
const replaceAsked = { changes: true, replaces: ["id"], deleteBeforeReplace: false };

function withIgnored(goal: Properties, old: StateResource, { options }: DeclaredResource): Properties {
  const kept = (options.ignoreChanges ?? []).map((name) => [name, old.inputs[name]] as const);
  const known = kept.filter(([, value]) => value !== undefined);
  const others = Object.entries(goal).filter(([name]) => !options.ignoreChanges?.includes(name));
  return { ...Object.fromEntries(others), ...Object.fromEntries(known) };
}

/** Only plain JSON goes into the state. */
function plain(properties: Properties): Properties {
  return JSON.parse(JSON.stringify(properties));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
