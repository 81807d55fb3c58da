import type { Cloud, Place } from "../contract/cloud";
import type { Properties } from "../contract/properties";
import { UserError } from "../core/errors";
import type { Intents } from "../reconcile/intent";
import type { Reporter, SentAttach } from "../reconcile/task";
import type { Session } from "../session/session";
import type { Failure } from "./arguments";
import type { Claims } from "./claims";

/** What every kind of resource does when an engine asks. Each adapter calls it in the words of its engine. */
export interface ResourceHandler {
  /** What is wrong with the arguments, or stands in the way of what `up` would do. `olds` is empty for a new resource. */
  check(olds: Properties, news: Properties, context: Context): Promise<readonly Failure[]>;
  diff(id: string, olds: Properties, news: Properties, context: Context): Promise<Difference>;
  create(inputs: Properties, context: Context): Promise<Saved>;
  /** Undefined: it is gone. */
  read(id: string, olds: Properties, context: Context): Promise<Refreshed | undefined>;
  update(id: string, olds: Properties, news: Properties, context: Context): Promise<Saved>;
  delete(id: string, olds: Properties, context: Context): Promise<void>;
}

/** What a handler needs beside inputs and outputs. */
export interface Context {
  /** The resource, where the engine names it. */
  readonly urn: string | undefined;
  /** What an earlier operation kept. */
  readonly kept: Kept;
}

/** What the state keeps of a resource beside its outputs. Nobody but the provider reads it. */
export interface Kept {
  /** Which arguments it was declared with: what else its outputs hold is the cloud's, and no drift. */
  readonly declared?: readonly string[] | undefined;
  /** The run that created it. */
  readonly madeIn?: string | undefined;
  /** What a failed creation sent, and may still come: a deletion must not overtake it. */
  readonly sentAttach?: SentAttach | undefined;
}

/** What a read goes by from then on. */
export interface Refreshed extends Saved {
  /**
   * The arguments as the cloud shows them, where it shows others than were declared: what a program ignores changes of
   * is taken from here. Undefined: as they are recorded.
   */
  readonly inputs?: Properties | undefined;
}

/** What goes into the state. */
export interface Saved {
  readonly id: string;
  readonly outputs: Properties;
  readonly kept: Kept;
}

export interface Difference {
  readonly changes: boolean;
  /** The arguments that make it another resource: the old one is deleted before the new one is created. */
  readonly replaces: readonly string[];
}

/** A create or update that failed after the cloud may have acted: the engine keeps the resource, with the message. */
export class PartialFailure extends UserError {
  constructor(
    message: string,
    readonly saved: Saved,
  ) {
    super(message);
  }
}

/** A reporter that can also put an error on a resource's line. */
export interface LineReporter extends Reporter {
  error(message: string): void;
}

/** What the resources of one run of one cloud share. */
export interface Run {
  readonly cloud: Cloud;
  readonly claims: Claims;
  readonly intents: Intents;
  readonly sessionFor: (place: Place) => Session;
  /** Reports on the line of a resource; undefined: on the stack's. */
  readonly reporterFor: (urn: string | undefined) => LineReporter;
  /** `eni:preflight` as it is configured. */
  readonly configuredPreflight: () => string | undefined;
  /** Says something once in a run, whoever finds it first. */
  readonly warnOnce: (message: string) => void;
}

/** After an alias the line may be another resource's, so every message begins with the ids. */
export function reporterOn(run: Run, { urn }: Context, name: string): Reporter {
  const reporter = run.reporterFor(urn);
  const named = (message: string) => `${name}: ${message}`;
  return {
    status: (message) => reporter.status(named(message)),
    info: (message) => reporter.info(named(message)),
    warn: (message) => reporter.warn(named(message)),
  };
}
