import type { Cloud, Place } from "../contract/cloud";
import type { Properties } from "../contract/properties";
import { UserError } from "../core/errors";
import type { Intents } from "../reconcile/intent";
import type { Reporter, SentAttach } from "../reconcile/task";
import type { Session } from "../session/session";
import type { Failure } from "./arguments";
import type { Claims } from "./claims";
import type { LookFailures } from "./look-failures";
import type { PlannedInterfaces } from "./planned-interfaces";

/** What each kind of resource does when the engine asks. Every adapter translates between it and an engine. */
export interface ResourceHandler {
  /** Returns wrong arguments, and what prevents `up`. `olds` is empty for a new resource. */
  check(olds: Properties, news: Properties, context: Context): Promise<readonly Failure[]>;
  diff(id: string, olds: Properties, news: Properties, context: Context): Promise<Difference>;
  create(inputs: Properties, context: Context): Promise<ResourceState>;
  /** Undefined: it is gone. */
  read(id: string, olds: Properties, context: Context): Promise<RefreshedState | undefined>;
  /**
   * Takes over what exists, without a change in the cloud. The inputs in the result are what a program must declare.
   *
   * @param place the arguments that say where it is, such as `regionId`
   * @throws UserError when there is none, or when no resource can own it
   */
  adopt(id: string, place: Properties, context: Context): Promise<RefreshedState>;
  update(id: string, olds: Properties, news: Properties, context: Context): Promise<ResourceState>;
  delete(id: string, olds: Properties, context: Context): Promise<void>;
}

/** What a handler needs besides inputs and outputs. */
export interface Context {
  /** The URN, if the engine provides one. */
  readonly urn: string | undefined;
  /** For an attachment in a preview: the URN of the resource that creates its interface. */
  readonly interfaceUrn?: string | undefined;
  /** The paths of the option `ignoreChanges`, as the constructor saw it. */
  readonly ignored?: readonly string[] | undefined;
  /** What an earlier operation stored. */
  readonly privateState: PrivateState;
}

/** What the state stores about a resource besides its outputs. Only the provider reads it. */
export interface PrivateState {
  /**
   * The names of the declared arguments. Other arguments in the outputs are the cloud's choice, so changes of them are
   * not drift.
   */
  readonly declared?: readonly string[] | undefined;
  /** The run that created it. */
  readonly createdByRun?: string | undefined;
  /** The addresses that the program declared one by one. An update unassigns only these. */
  readonly addresses?: readonly string[] | undefined;
  /** The attach that a failed creation sent, and that may still happen. A deletion must wait for it. */
  readonly sentAttach?: SentAttach | undefined;
}

/** The result of a read. */
export interface RefreshedState extends ResourceState {
  /**
   * The arguments with the values that the cloud shows, when they differ from the declared ones. For `ignoreChanges`,
   * Pulumi uses these. Undefined: the recorded ones.
   */
  readonly inputs?: Properties | undefined;
}

/** What goes into the state. */
export interface ResourceState {
  readonly id: string;
  readonly outputs: Properties;
  readonly privateState: PrivateState;
}

export interface Difference {
  readonly changes: boolean;
  /** The changed arguments that make it another resource. */
  readonly replaces: readonly string[];
  /** Whether a replacement must delete the old resource before it creates the new one. */
  readonly deleteFirst: boolean;
}

/** A create or update failed after the cloud may have acted. The engine keeps the resource and shows the message. */
export class PartialFailure extends UserError {
  constructor(
    message: string,
    readonly state: ResourceState,
  ) {
    super(message);
  }
}

/** A reporter that can also report an error for a resource. */
export interface LineReporter extends Reporter {
  error(message: string): void;
}

/** What the resources of one cloud share in one run. */
export interface Run {
  readonly cloud: Cloud;
  readonly claims: Claims;
  readonly intents: Intents;
  readonly planned: PlannedInterfaces;
  readonly lookFailures: LookFailures;
  readonly sessionFor: (place: Place) => Session;
  /** Reports on the line of a resource; without a URN, on the line of the stack. */
  readonly reporterFor: (urn: string | undefined) => LineReporter;
  /** The URNs of the resources that the engine has checked. It compares in a refresh too, but without a check. */
  readonly checked: Set<string>;
  /** Whether `eni:driftCheck` is on. */
  readonly configuredDriftCheck: () => boolean;
  /** The configured value of `eni:preflight`. */
  readonly configuredPreflight: () => string | undefined;
  /** Reports something only once in a run. */
  readonly warnOnce: (message: string) => void;
}

/** Every message begins with the ids, because after an alias the line can be another resource's. */
export function reporterOn(run: Run, { urn }: Context, name: string): Reporter {
  const reporter = run.reporterFor(urn);
  const named = (message: string) => `${name}: ${message}`;
  return {
    status: (message) => reporter.status(named(message)),
    info: (message) => reporter.info(named(message)),
    warn: (message) => reporter.warn(named(message)),
  };
}
