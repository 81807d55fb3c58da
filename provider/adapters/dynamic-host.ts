import type { Properties } from "../contract/properties";
import { UserError } from "../core/errors";
import {
  type Context,
  type Difference,
  PartialFailure,
  type ResourceHandler,
  type ResourceState,
} from "../resources/handler";
import { messageForEngine } from "./message-for-engine";
import { privateStateOf, storedOutputs, textOf, textsIn, visible } from "./stored-properties";

/** The functions that Pulumi's host of dynamic providers calls. All values are plain JSON. */
export interface DynamicProvider {
  check(olds: Properties, news: Properties): Promise<{ inputs: Properties; failures: readonly object[] }>;
  diff(id: string, olds: Properties, news: Properties): Promise<HostDifference>;
  create(inputs: Properties): Promise<{ id: string; outs: Properties }>;
  /** `inputs` replace those in the state. */
  read(id: string, properties: Properties): Promise<{ id: string; props: Properties; inputs?: Properties }>;
  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }>;
  delete(id: string, properties: Properties): Promise<void>;
}

export interface HostDifference extends Omit<Difference, "deleteFirst"> {
  readonly deleteBeforeReplace: boolean;
}

/** What the host of dynamic providers must know about a kind of resource. */
export interface Kind {
  /**
   * Whether its deletions need the current URN. They compare the URN in the outputs with those of other resources that
   * claim the same attachment. So an update records a new URN, which an alias or another parent can cause.
   */
  readonly recordsUrn: boolean;
}

/**
 * Translates between a handler and the host: hidden keys, the host's text for unknown values, and errors that the host
 * can pass on.
 */
export function asDynamicProvider(resource: ResourceHandler, { recordsUrn }: Kind): DynamicProvider {
  return {
    check: (olds, news) =>
      forHost(async () => {
        // A null in a program means that the argument is missing. The engine stores the inputs that are returned here.
        const inputs = Object.fromEntries(Object.entries(news).filter(([, value]) => value !== null));
        const failures = await resource.check(visible(olds), visible(inputs), contextOf(inputs));
        return { inputs, failures };
      }),
    diff: (id, olds, news) =>
      forHost(async () => {
        const difference = await resource.diff(id, visible(olds), visible(news), contextOfBoth(olds, news));
        const { changes, replaces, deleteFirst: deleteBeforeReplace } = difference;
        const isRenamed = recordsUrn && hasOtherUrn(olds, news);
        // The provider plugin wrote the state. Without the provider's text in it, it could not be read or deleted.
        const isOfPlugin = textOf(olds[providerKey]) === undefined;
        return { changes: changes || isRenamed || isOfPlugin, replaces, deleteBeforeReplace };
      }),
    create: (inputs) =>
      forHost(async () => {
        const state = await resource.create(visible(inputs), contextOf(inputs));
        return { id: state.id, outs: withHidden(state, inputs) };
      }, inputs),
    read: (id, olds) =>
      forHost(async () => {
        const state = await resource.read(id, visible(olds), contextOf(olds));
        if (!state) return { id: "", props: {} };
        const props = withHidden(state, olds);
        return state.inputs
          ? { id: state.id, props, inputs: asInputs(state.inputs, olds) }
          : { id: state.id, props };
      }),
    update: (id, olds, news) =>
      forHost(async () => {
        const context = contextOfBoth(olds, news);
        return { outs: withHidden(await resource.update(id, visible(olds), visible(news), context), news) };
      }, news),
    delete: (id, olds) => forHost(() => resource.delete(id, visible(olds), contextOf(olds))),
  };
}

const urnKey = "__urn";
/** A program registers it in a preview only, so it is never in a state. */
const interfaceUrnKey = "__interface";
const ignoredKey = "__ignoreChanges";
const providerKey = "__provider";

function contextOf(properties: Properties): Context {
  return {
    urn: textOf(properties[urnKey]),
    interfaceUrn: textOf(properties[interfaceUrnKey]),
    privateState: privateStateOf(properties),
  };
}

/** The private state of the old resource, and the present URN: an alias changes it. */
function contextOfBoth(olds: Properties, news: Properties): Context {
  return { ...contextOf(olds), urn: textOf(news[urnKey]), ignored: textsIn(news[ignoredKey]) };
}

/** The outputs for the state. Without the provider's text in them, the resource could never be read or deleted. */
function withHidden(state: ResourceState, from: Properties): Properties {
  return storedOutputs(state, { [urnKey]: from[urnKey], [providerKey]: from[providerKey] });
}

/** Inputs in the form in which a program registers them. */
function asInputs(declared: Properties, from: Properties): Properties {
  return { ...declared, [urnKey]: from[urnKey], [providerKey]: from[providerKey] };
}

function hasOtherUrn(olds: Properties, news: Properties): boolean {
  const [before, after] = [textOf(olds[urnKey]), textOf(news[urnKey])];
  return before !== undefined && after !== undefined && before !== after;
}

/** Runs an operation. Its error becomes one that the host can pass on. */
async function forHost<T>(work: () => Promise<T>, inputs: Properties = {}): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toHostError(error, inputs);
  }
}

/** A failure after which the engine keeps the resource, because the cloud may have acted. */
export class KeptFailure extends UserError {
  readonly id: string;
  readonly properties: Properties;
  /** Without a reason, the user sees only "resource init failed", and the next run plans nothing. */
  readonly reasons: readonly string[];

  constructor(message: string, state: ResourceState, inputs: Properties) {
    super(message);
    this.id = state.id;
    this.properties = withHidden(state, inputs);
    this.reasons = [message];
  }
}

/** The host passes on only text, and `id`, `properties` and `reasons` when the cloud may have acted. */
function toHostError(error: unknown, inputs: Properties): Error {
  const message = messageForEngine(error);
  if (error instanceof PartialFailure) return new KeptFailure(message, error.state, inputs);
  return error instanceof UserError && error.message === message ? error : new UserError(message);
}
