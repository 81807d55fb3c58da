import type { Cloud, Place } from "../contract/cloud";
import type { Properties } from "../contract/properties";
import { UserError } from "../core/errors";
import type { Voice } from "../reconcile/course";
import type { Session } from "../session/session";
import type { Failure } from "./arguments";
import type { Claims } from "./claims";

/** A voice that can also put an error on a resource's line. */
export interface EngineVoice extends Voice {
  error(message: string): void;
}

/** What the run lends to a resource's operations. */
export interface RunContext {
  readonly cloud: Cloud;
  readonly claims: Claims;
  readonly sessionFor: (place: Place) => Session;
  readonly voiceOf: (urn: string | undefined) => EngineVoice;
  /** `eni:preflight` as it is configured. */
  readonly configuredPreflight: () => string | undefined;
  /** Says something once in a run, whoever finds it first. */
  readonly warnOnce: (message: string) => void;
}

/** A create or update that failed after the cloud may have acted: the engine keeps the resource with its reasons. */
export class PartialFailure extends UserError {
  readonly reasons: readonly string[];
  constructor(
    message: string,
    readonly id: string,
    readonly properties: Properties,
  ) {
    super(message);
    this.reasons = [message];
  }
}

/** What every kind of resource does, as the engine asks for it. */
export interface Life {
  check(olds: Properties, news: Properties): Promise<readonly Failure[]>;
  diff(id: string, olds: Properties, news: Properties): Promise<DiffResult>;
  create(inputs: Properties): Promise<{ readonly id: string; readonly outs: Properties }>;
  read(id: string, properties: Properties): Promise<{ readonly id: string; readonly props: Properties }>;
  update(id: string, olds: Properties, news: Properties): Promise<{ readonly outs: Properties }>;
  delete(id: string, properties: Properties): Promise<void>;
}

export interface DiffResult {
  readonly changes: boolean;
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: true;
}
