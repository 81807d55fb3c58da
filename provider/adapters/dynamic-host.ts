import type { Properties } from "../contract/properties";
import { UserError } from "../core/errors";
import { unknown } from "../core/unknown";
import type { SentAttach } from "../reconcile/task";
import {
  type Context,
  type Difference,
  type Kept,
  PartialFailure,
  type ResourceHandler,
  type Saved,
} from "../resources/handler";

/** What Pulumi's host of dynamic providers calls. Everything goes through as plain JSON. */
export interface DynamicProvider {
  check(olds: Properties, news: Properties): Promise<{ inputs: Properties; failures: readonly object[] }>;
  diff(id: string, olds: Properties, news: Properties): Promise<HostDifference>;
  create(inputs: Properties): Promise<{ id: string; outs: Properties }>;
  /** `inputs` take the place of those in the state. */
  read(id: string, properties: Properties): Promise<{ id: string; props: Properties; inputs?: Properties }>;
  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }>;
  delete(id: string, properties: Properties): Promise<void>;
}

export interface HostDifference extends Difference {
  readonly deleteBeforeReplace: true;
}

/** A kind of resource, as the host of dynamic providers needs to know it. */
export interface Kind {
  /**
   * Its deletions know themselves by the URN in the outputs, and what another resource claims by any other. So a new URN,
   * of an alias or another parent, is recorded by an update.
   */
  readonly recordsUrn: boolean;
}

/** A handler in the words of the host: hidden keys, its text for what is not known, and errors that it can carry. */
export function asDynamicProvider(resource: ResourceHandler, { recordsUrn }: Kind): DynamicProvider {
  return {
    check: (olds, news) =>
      forHost(async () => {
        // What a program leaves out with null is left out: the engine keeps the inputs that are answered here.
        const inputs = Object.fromEntries(Object.entries(news).filter(([, value]) => value !== null));
        const failures = await resource.check(visible(olds), visible(inputs), contextOf(inputs));
        return { inputs, failures };
      }),
    diff: (id, olds, news) =>
      forHost(async () => {
        const { changes, replaces } = await resource.diff(id, visible(olds), visible(news), contextOf(olds));
        const isRenamed = recordsUrn && hasOtherUrn(olds, news);
        return { changes: changes || isRenamed, replaces, deleteBeforeReplace: true };
      }),
    create: (inputs) =>
      forHost(async () => {
        const saved = await resource.create(visible(inputs), contextOf(inputs));
        return { id: saved.id, outs: withHidden(saved, inputs) };
      }, inputs),
    read: (id, olds) =>
      forHost(async () => {
        const saved = await resource.read(id, visible(olds), contextOf(olds));
        if (!saved) return { id: "", props: {} };
        const props = withHidden(saved, olds);
        return saved.inputs
          ? { id: saved.id, props, inputs: asInputs(saved.inputs, olds) }
          : { id: saved.id, props };
      }),
    update: (id, olds, news) =>
      forHost(async () => {
        const context = { ...contextOf(olds), urn: textOf(news[urnKey]) };
        return { outs: withHidden(await resource.update(id, visible(olds), visible(news), context), news) };
      }, news),
    delete: (id, olds) => forHost(() => resource.delete(id, visible(olds), contextOf(olds))),
  };
}

/** What the engine passes for a value that is not known yet, whatever its type. */
export const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** Names that begin so are hidden from the display. */
const hidden = "__";
const urnKey = "__urn";
const providerKey = "__provider";
const declaredKey = "__declared";
const madeInKey = "__madeIn";
const sentAttachKey = "__attachSent";

/** Inputs or outputs without what is hidden, and with our own word for what is not known yet. */
function visible(properties: Properties): Properties {
  const shown = Object.entries(properties).filter(([key]) => !key.startsWith(hidden));
  return Object.fromEntries(shown.map(([key, value]) => [key, withUnknowns(value)]));
}

function withUnknowns(value: unknown): unknown {
  if (value === unknownText) return unknown;
  if (Array.isArray(value)) return value.map(withUnknowns);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withUnknowns(inner)]));
}

function contextOf(properties: Properties): Context {
  return { urn: textOf(properties[urnKey]), kept: keptIn(properties) };
}

function keptIn(properties: Properties): Kept {
  const names = properties[declaredKey];
  const sent = properties[sentAttachKey] as Partial<SentAttach> | undefined | null;
  return {
    declared: Array.isArray(names) ? names.filter((name) => typeof name === "string") : undefined,
    madeIn: textOf(properties[madeInKey]),
    sentAttach:
      typeof sent?.sentAtMs === "number"
        ? { sentAtMs: sent.sentAtMs, ...(textOf(sent.taskId) ? { taskId: String(sent.taskId) } : {}) }
        : undefined,
  };
}

/** What enters the state: without the provider's text the resource could never be read or deleted. */
function withHidden({ outputs, kept }: Saved, from: Properties): Properties {
  const all = {
    ...outputs,
    [urnKey]: from[urnKey],
    [providerKey]: from[providerKey],
    [declaredKey]: kept.declared,
    [madeInKey]: kept.madeIn,
    [sentAttachKey]: kept.sentAttach,
  };
  // The engine refuses `undefined` anywhere in outputs, after the cloud has acted.
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** Inputs as a program's registration makes them. */
function asInputs(declared: Properties, from: Properties): Properties {
  return { ...declared, [urnKey]: from[urnKey], [providerKey]: from[providerKey] };
}

function hasOtherUrn(olds: Properties, news: Properties): boolean {
  const [before, after] = [textOf(olds[urnKey]), textOf(news[urnKey])];
  return before !== undefined && after !== undefined && before !== after;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Runs an operation; its error is one that the host can carry. */
async function forHost<T>(work: () => Promise<T>, inputs: Properties = {}): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toHostError(error, inputs);
  }
}

/** A failure with which the engine keeps the resource: what the cloud may have done is in the state. */
export class KeptFailure extends UserError {
  readonly id: string;
  readonly properties: Properties;
  /** Without one a user reads only "resource init failed", and nothing is planned next time. */
  readonly reasons: readonly string[];

  constructor(message: string, saved: Saved, inputs: Properties) {
    super(message);
    this.id = saved.id;
    this.properties = withHidden(saved, inputs);
    this.reasons = [message];
  }
}

/** Only text crosses to the engine, and `id`, `properties` and `reasons` where the cloud may have acted. */
function toHostError(error: unknown, inputs: Properties): Error {
  if (error instanceof PartialFailure) return new KeptFailure(cut(error.message), error.saved, inputs);
  if (error instanceof UserError)
    return error.message.length > longestMessage ? new UserError(cut(error.message)) : error;
  // A defect of ours: its stack is what a report needs.
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new UserError(cut(`pulumi-eni failed in a way it should not; please report this: ${message}`));
}

/** A longer one breaks the connection to the engine, and nobody reads it. */
const longestMessage = 8_000;

function cut(message: string): string {
  return message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;
}
