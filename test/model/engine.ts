import { unknownText } from "../../provider/adapters/stored-properties";
import type { Properties } from "../../provider/contract/properties";
import { type DestroyOptions, isIncludedBy, type UpOptions } from "./engine-options";
import { EngineSteps, messageOf, Stop } from "./engine-steps";
import type { DeclaredResource, Program } from "./program";
import type { StateResource } from "./state";

/**
 * A small model of what the Pulumi engine does with one stack: the order of its calls, and what it writes to the state
 * after each. The source is `pkg/resource/deploy/step_generator.go` of Pulumi 3.259.
 */
export class EngineRun extends EngineSteps {
  private readonly recreated = new Set<string>();
  private readonly takenByAlias = new Set<string>();
  private readonly chains = new Map<string, Promise<void>>();

  up(program: Program, options: UpOptions = {}): Promise<void> {
    return this.run(async () => {
      if (options.refresh) {
        // A refresh looks for the named ones in the state.
        this.mustFind([...(options.target ?? []), ...(options.replace ?? [])], this.recordedUrns());
        await this.readAll();
      }
      const isIncluded = isIncludedBy(options, program);
      for (const resource of program) {
        await this.register(resource, isIncluded(resource.urn), options);
        if (this.hasFailed) throw new Stop();
      }
      await this.endOfChains();
      this.mustFind(options.target, [...program.map(({ urn }) => urn), ...this.recordedUrns()]);
      await this.deleteAll(
        this.state.resources.filter((old) => !this.operated.has(old) && isIncluded(old.urn)),
      );
    });
  }

  destroy(options: DestroyOptions = {}): Promise<void> {
    return this.run(async () => {
      this.mustFind(options.target, this.recordedUrns());
      if (options.refresh) await this.readAll();
      await this.deleteAll(await this.doomed(options.target));
    });
  }

  private recordedUrns(): readonly string[] {
    return this.state.resources.map(({ urn }) => urn);
  }

  private mustFind(target: readonly string[] = [], names: readonly string[]): void {
    const unknown = target.find((urn) => !names.includes(urn));
    if (unknown !== undefined) this.fail(`target ${unknown} could not be found in the stack`);
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
    if (resource.lookUp !== undefined) return this.lookUp(resource, resource.lookUp, old);
    const goal = this.resolved(resource);
    const isRecreated = this.recreated.has(urn);
    const isReplaceAsked = options.replace?.includes(urn) === true || old?.isTainted === true;
    // What is made anew ignores no change.
    const isAnew = isRecreated || isReplaceAsked || !old || old.isExternal;
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
    if (old.isExternal) return [() => this.createInPlaceOf(resource, checked, old)];
    if (asked.isRecreated) return [() => this.create(resource, checked, old)];
    const difference = asked.isReplaceAsked
      ? replaceAsked
      : await this.diff(old, checked, resource.options.ignoreChanges);
    if (
      difference.replaces.length > 0 ||
      old.isPendingReplacement ||
      this.replacesOnChange(resource, old, checked)
    ) {
      if (old.isProtected && resource.options.protect) this.fail(`${old.urn} is protected`);
      const inputs = asked.isReplaceAsked ? checked : await this.check(resource, {}, goal);
      const deletesFirst = this.deleteFirstOption(resource) ?? difference.deleteBeforeReplace;
      return deletesFirst
        ? this.replaceDeletingFirst(resource, old, inputs)
        : [() => this.create(resource, inputs, old)];
    }
    if (difference.changes || old.hasInitErrors) return [() => this.update(resource, old, checked)];
    return [() => this.keep(resource, old, checked)];
  }

  /** The option `deleteBeforeReplace`, which the class of attachments sets in Node. It counts more than a diff. */
  private deleteFirstOption({ kind, options }: DeclaredResource): boolean | undefined {
    const isSet = kind === "attachment" && this.options.host !== "plugin";
    return options.deleteBeforeReplace ?? (isSet ? true : undefined);
  }

  /** The host of dynamic providers does not say which properties differ, so the option has no effect there. */
  private replacesOnChange({ options }: DeclaredResource, old: StateResource, inputs: Properties): boolean {
    if (this.options.host !== "plugin") return false;
    const isOther = (name: string) => JSON.stringify(old.inputs[name]) !== JSON.stringify(inputs[name]);
    return options.replaceOnChanges?.some(isOther) === true;
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
}

type Step = () => Promise<void>;

interface Asked {
  readonly goal: Properties;
  readonly checked: Properties;
  readonly isRecreated: boolean;
  readonly isReplaceAsked: boolean;
}

/** The engine does not ask the provider about what `--replace` or `taint` names. */
const replaceAsked = { changes: true, replaces: ["id"], deleteBeforeReplace: false };

function withIgnored(goal: Properties, old: StateResource, { options }: DeclaredResource): Properties {
  const kept = (options.ignoreChanges ?? []).map((name) => [name, old.inputs[name]] as const);
  const known = kept.filter(([, value]) => value !== undefined);
  const others = Object.entries(goal).filter(([name]) => !options.ignoreChanges?.includes(name));
  return { ...Object.fromEntries(others), ...Object.fromEntries(known) };
}
