import type { IncomingHttpHeaders } from "node:http";
import type { EmulatorClock } from "./clock";
import type { CloudError } from "./cloud-error";
import type { CloudName, StoredAccount, StoredInstance, StoredInterface, StoredKey } from "./model";
import type { Sample } from "./sample";
import type { Seeds } from "./seeds";
import type { Store } from "./store";
import type { Transitions } from "./transitions";

/** A request as it came over the socket. */
export interface HttpRequest {
  readonly method: string;
  /** Unchanged: a path with a query, or a whole URL. */
  readonly target: string;
  readonly path: string;
  /** Without the question mark, undecoded. */
  readonly rawQuery: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** By the system's clock, because signatures use it whatever clock the emulator has. */
  readonly receivedAt: number;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a request asks for; its signature is not verified yet. */
export interface Call {
  readonly action: string;
  readonly version: string;
  readonly regionId: string | null;
  readonly params: Readonly<Record<string, unknown>>;
  readonly requestId: string;
  readonly request: HttpRequest;
}

export interface Caller {
  readonly account: StoredAccount;
  readonly key: StoredKey;
}

/** What an account sees: only its own records, now or at an earlier time. */
export interface AccountView {
  interface(id: string): StoredInterface | undefined;
  interfaces(): StoredInterface[];
  instance(id: string): StoredInstance | undefined;
  instances(): StoredInstance[];
}

/** What the implementation of an action gets. */
export interface ActionContext {
  readonly cloud: CloudName;
  readonly call: Call;
  readonly caller: Caller;
  readonly store: Store;
  readonly transitions: Transitions;
  readonly clock: EmulatorClock;
  /** The records as they are now, for actions that change something. */
  readonly fresh: AccountView;
  /** The records as a describe shows them: the same as `fresh` unless a fault or a lag makes them older. */
  readonly seen: AccountView;
}

/** Returns the fields of a successful answer without the request id; throws CloudError to refuse. */
export type Action = (context: ActionContext) => Readonly<Record<string, unknown>>;

/** One protocol of one cloud. Its functions are called in the order of the cloud's own checks. */
export interface Wire {
  readonly cloud: CloudName;
  /** The name in the journal. */
  apiOf(request: HttpRequest): string;
  recognises(request: HttpRequest): boolean;
  /** Reads action and parameters. Throws CloudError only when the request cannot be read. */
  parse(request: HttpRequest): Call;
  /** Verifies the signature. Throws CloudError. */
  authenticate(call: Call, store: Store): Caller;
  /** The implementation; throws CloudError for an action that the cloud does not know. */
  action(call: Call): Action;
  success(call: Call, fields: Readonly<Record<string, unknown>>, store: Store): HttpReply;
  failure(call: Call | undefined, error: CloudError, request: HttpRequest, store: Store): HttpReply;
  /** A code with its documented status and text, for scripted faults. */
  documented(code: string, call: Call): CloudError;
  throttled(code: string | undefined, retryAfterMs: number | undefined): CloudError;
}

/** The key pair to call with. */
export interface CloudCredentials {
  readonly accountId: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string | undefined;
}

/** One id to try, printed when the emulator starts. */
export interface TourStop {
  readonly id: string;
  readonly what: string;
}

/** A cloud in the registry, clouds.ts. */
export interface EmulatedCloud {
  readonly title: string;
  /** The cloud's protocols. All of them read and write the same records. */
  readonly wires: readonly Wire[];
  /** What exists with every scenario: accounts with their keys, and instance types. */
  readonly foundation: Seeds;
  /** The default scenario's part for this cloud. */
  readonly scenario: Seeds;
  readonly tour: readonly TourStop[];
  /** What a first program can declare: one for each generation of the API. The quickstart and the benchmark use it. */
  readonly samples: readonly Sample[];
  /** An id for the primary interface of an instance whose scenario names none. */
  newInterfaceId(serial: number): string;
  /** What a scenario can choose where the documentation leaves it open: name → values, the default first. */
  readonly settings?: Readonly<Record<string, readonly [string, ...string[]]>>;
  /** The variables to export so that programs talk to the emulator. */
  environment(url: string, credentials: CloudCredentials): Readonly<Record<string, string>>;
}
