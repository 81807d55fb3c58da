import type { DynamicProvider } from "../../provider/adapters/dynamic-host";
import type { Properties } from "../../provider/contract/properties";
import type { EngineCall, EngineOptions } from "./engine-options";
import type { DeclaredResource } from "./program";
import { type CalledResource, isKept, type ProviderOfRun } from "./provider-of-run";
import type { StackState, StateResource } from "./state";

/** A run that stops: what follows is not done. */
export class Stop extends Error {}

/** The steps of a run: the calls to the provider, each with what it does to the state. */
export class EngineSteps {
  readonly calls: EngineCall[] = [];
  readonly errors: string[] = [];
  protected readonly operated = new Set<StateResource>();
  protected hasFailed = false;
  protected readonly provider: ProviderOfRun;

  constructor(
    protected readonly state: StackState,
    protected readonly options: EngineOptions,
  ) {
    this.provider = options.provider;
    this.provider.interrupt.signal.addEventListener("abort", () => {
      this.errors.push("the update was canceled");
      this.hasFailed = true;
    });
  }

  /** The static method `get`. Another resource that was managed under this name is deleted in the end. */
  protected async lookUp(resource: DeclaredResource, id: string, old?: StateResource): Promise<void> {
    const { inputs } = resource;
    const provider = this.providerOf(resource);
    const seen = await this.call("read", resource.urn, id, () => provider.read(id, inputs));
    if (seen.id === "") this.fail(`resource "${id}" does not exist`);
    const isAnother = old?.isExternal === false && old.id !== id;
    if (old) this.state.put(old, isAnother ? { ...old, isPendingDelete: true } : undefined);
    if (old) this.operated.delete(old);
    const now = this.stateOf(resource, seen.id, inputs, plain(seen.props), false);
    const found = { ...now, isExternal: true };
    this.state.add(found);
    this.operated.add(found);
  }

  protected async create(resource: DeclaredResource, inputs: Properties, old?: StateResource): Promise<void> {
    const provider = this.providerOf({ ...resource, ignoreChanges: resource.options.ignoreChanges });
    const made = await this.kept(this.call("create", resource.urn, undefined, () => provider.create(inputs)));
    if (made.id === "") this.fail("the provider returned no id");
    if (old) this.state.put(old, old.isPendingReplacement ? undefined : { ...old, isPendingDelete: true });
    const now = this.stateOf(resource, made.id, inputs, made.outputs, made.failure !== undefined);
    this.state.add(now);
    this.operated.add(now);
    if (made.failure !== undefined) throw new Stop();
  }

  /** What was only looked up is left where it is. */
  protected async createInPlaceOf(
    resource: DeclaredResource,
    inputs: Properties,
    old: StateResource,
  ): Promise<void> {
    await this.create(resource, inputs);
    this.state.put(old, undefined);
  }

  protected async update(resource: DeclaredResource, old: StateResource, inputs: Properties): Promise<void> {
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
  protected async keep(resource: DeclaredResource, old: StateResource, inputs: Properties): Promise<void> {
    this.replaceInState(old, this.stateOf(resource, old.id, inputs, old.outputs, false));
  }

  protected replaceInState(old: StateResource, now: StateResource): void {
    this.state.put(old, now);
    this.operated.add(now);
  }

  protected async deleteForReplacement(urn: string): Promise<void> {
    const old = this.state.find(urn);
    if (!old) return;
    await this.callDelete(old);
    const now = { ...old, isPendingReplacement: true };
    this.state.put(old, now);
    if (this.operated.delete(old)) this.operated.add(now);
  }

  protected async deleteAll(doomed: readonly StateResource[]): Promise<void> {
    for (const kind of ["attachment", "interface"] as const) {
      if (this.hasFailed) throw new Stop();
      const ends = await Promise.allSettled(
        doomed.filter((old) => old.kind === kind).map((old) => this.deleteOne(old, doomed)),
      );
      if (ends.some(({ status }) => status === "rejected")) throw new Stop();
    }
  }

  protected async deleteOne(old: StateResource, doomed: readonly StateResource[]): Promise<void> {
    if (old.isProtected) this.fail(`${old.urn} is protected`);
    const goesWithAnother = doomed.some(({ urn }) => urn === old.deletedWith);
    if (!old.isPendingReplacement && !goesWithAnother) await this.callDelete(old);
    this.state.put(old, undefined);
  }

  protected async callDelete(old: StateResource): Promise<void> {
    const { urn, id, outputs, isRetained, isExternal } = old;
    if (isRetained || isExternal) return;
    await this.call("delete", urn, id, () => this.providerOf(old).delete(id, outputs));
  }

  protected async readAll(): Promise<void> {
    const ends = await Promise.allSettled(this.state.resources.map((old) => this.readOne(old)));
    if (ends.some(({ status }) => status === "rejected")) throw new Stop();
  }

  protected async readOne(old: StateResource): Promise<void> {
    if (old.isPendingReplacement) return;
    const { urn, id } = old;
    const seen = await this.call("read", urn, id, () => this.providerOf(old).read(id, old.outputs));
    if (seen.id === "") return this.state.put(old, undefined);
    const now = { ...old, id: seen.id, outputs: plain(seen.props), hasInitErrors: false };
    const refreshed = seen.inputs ? { ...now, inputs: plain(seen.inputs) } : now;
    if (!old.isExternal) await this.diff(refreshed, old.inputs);
    this.state.put(old, refreshed);
  }

  protected async check(resource: DeclaredResource, olds: Properties, news: Properties): Promise<Properties> {
    const { urn } = resource;
    const { inputs, failures } = await this.call("check", urn, undefined, () =>
      this.providerOf(resource).check(olds, news),
    );
    const [first] = failures as readonly { readonly reason: string }[];
    if (first) this.fail(`${urn}: ${first.reason}`);
    return plain(inputs);
  }

  protected diff(old: StateResource, news: Properties, ignoreChanges?: readonly string[]) {
    const { urn, id, outputs } = old;
    const provider = this.providerOf({ ...old, ignoreChanges });
    return this.call("diff", urn, id, () => provider.diff(id, outputs, news));
  }

  protected async call<T>(
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
  protected async kept(made: Promise<{ id: string; outs: Properties }>): Promise<Made> {
    try {
      const { id, outs } = await made;
      return { id, outputs: plain(outs) };
    } catch (error) {
      if (!isKept(error)) throw error;
      return { id: error.id, outputs: plain(error.properties), failure: error.message };
    }
  }

  protected fail(why: string): never {
    this.errors.push(why);
    this.hasFailed = true;
    throw new Stop();
  }

  protected findOld({ urn, options }: DeclaredResource): StateResource | undefined {
    const names = [urn, ...(options.aliases ?? [])];
    return names.map((name) => this.state.find(name)).find((found) => found !== undefined);
  }

  /** The inputs with the id of the interface that another resource of the program creates. */
  protected resolved({ inputs, interfaceUrn }: DeclaredResource): Properties {
    if (interfaceUrn === undefined) return inputs;
    return { ...inputs, networkInterfaceId: this.state.find(interfaceUrn)?.id };
  }

  protected stateOf(
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
      isExternal: false,
      ...(options.deletedWith === undefined ? {} : { deletedWith: options.deletedWith }),
    };
  }

  protected providerOf(resource: CalledResource): DynamicProvider {
    return this.provider.for(resource);
  }
}

interface Made {
  readonly id: string;
  readonly outputs: Properties;
  readonly failure?: string;
}

/** Only plain JSON goes into the state. */
export function plain(properties: Properties): Properties {
  return JSON.parse(JSON.stringify(properties));
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
