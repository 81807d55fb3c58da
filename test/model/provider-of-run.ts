import type { DynamicProvider } from "../../provider/adapters/dynamic-host";
import type { Connection } from "../../provider/contract/cloud";
import type { Properties } from "../../provider/contract/properties";
import type { Claims, DeclaredClaim } from "../../provider/resources/claims";
import type { ResourceKind } from "./state";

/** A command of Pulumi that starts the provider. */
export type RunCommand = "up" | "destroy" | "refresh" | "preview";

/** When a process is killed: at its n-th write or look, before the cloud gets it or before the process gets the answer. */
export interface Kill {
  readonly at: "write" | "look";
  readonly number: number;
  readonly when: "before it is sent" | "before its answer";
}

/** A provider that is broken on purpose, to see that the search finds it. */
export interface Sabotage {
  readonly provider?: (provider: DynamicProvider) => DynamicProvider;
  readonly claims?: (claims: Claims) => Claims;
  readonly connection?: (connection: Connection) => Connection;
}

export interface ProviderRunOptions {
  readonly command: RunCommand;
  /** The stack's configuration, by its names without `eni:`. */
  readonly config: Readonly<Record<string, string>>;
  /** What the program has declared so far, as the run file tells it. */
  readonly declared: () => readonly DeclaredClaim[];
  readonly kill?: Kill | undefined;
  readonly interruptAtWrite?: number | undefined;
  readonly isDriftChecked?: boolean | undefined;
  /** The environment names the endpoint of a cloud that has nothing of the stack. */
  readonly isElsewhere?: boolean | undefined;
  readonly sabotage?: Sabotage | undefined;
}

/** What a call of the engine is about. */
export interface CalledResource {
  readonly kind: ResourceKind;
  readonly urn: string;
  /** The inputs that the state has. */
  readonly inputs?: Properties;
  readonly ignoreChanges?: readonly string[] | undefined;
}

/** The provider process of one run, as the model of the engine calls it. */
export interface ProviderOfRun {
  /** The functions for one resource. A partial failure of theirs is a `Kept`. */
  for(resource: CalledResource): DynamicProvider;
  /** Resolves when it can be called. */
  ready(): Promise<void>;
  /** What it told the user so far. */
  readonly messages: readonly string[];
  readonly isKilled: boolean;
  /** Rejects when the process is killed. */
  readonly death: Promise<never>;
  /** Aborted by Ctrl-C: the engine waits for what is under way, and begins nothing more. */
  readonly interrupt: AbortController;
  /** Ends it, and resolves when the cloud has got everything that it sent. */
  settled(): Promise<void>;
}

/** A failure after which the engine keeps the resource, because the cloud may have acted. */
export interface Kept extends Error {
  readonly id: string;
  readonly properties: Properties;
}

export function isKept(error: unknown): error is Kept {
  return error instanceof Error && "id" in error && "properties" in error;
}
