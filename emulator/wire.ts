import type { IncomingHttpHeaders } from "node:http";
import type { EmulatorClock } from "./clock";
import type { CloudError } from "./cloud-error";
import type { CloudName, StoredAccount, StoredInstance, StoredInterface, StoredKey } from "./model";
import type { Seeds } from "./seeds";
import type { Store } from "./store";
import type { Transitions } from "./transitions";

/** A request as it came over the socket. */
export interface HttpRequest {
  readonly method: string;
  /** As sent, also in absolute form. */
  readonly target: string;
  readonly path: string;
  /** Without the question mark, undecoded. */
  readonly rawQuery: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The wall clock, which signatures go by, whatever the emulator's own clock says. */
  readonly receivedAt: number;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a request asks for, before anyone looks at who asks. */
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

/** What an account sees: its own records only, and possibly how they were a moment ago. */
export interface AccountView {
  interface(id: string): StoredInterface | undefined;
  interfaces(): StoredInterface[];
  instance(id: string): StoredInstance | undefined;
  instances(): StoredInstance[];
}

/** What the implementation of one action works with. */
export interface ActionContext {
  readonly cloud: CloudName;
  readonly call: Call;
  readonly caller: Caller;
  readonly store: Store;
  readonly transitions: Transitions;
  readonly clock: EmulatorClock;
  /** How things are. What changes something reads here. */
  readonly fresh: AccountView;
  /** How things look to a describe: as fresh, unless a fault makes it stale. */
  readonly seen: AccountView;
}

/** Answers the fields of the success body, without request id; throws CloudError to refuse. */
export type Action = (context: ActionContext) => Readonly<Record<string, unknown>>;

/** One protocol of one cloud. The order in which these are asked is the order of the cloud's checks. */
export interface Wire {
  readonly cloud: CloudName;
  /** The name in the journal. */
  apiOf(request: HttpRequest): string;
  recognises(request: HttpRequest): boolean;
  /** Reads action and parameters. Throws CloudError only for what cannot be read at all. */
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

/** One line of what there is to try, for whoever starts the emulator by hand. */
export interface TourStop {
  readonly id: string;
  readonly what: string;
}

/** A cloud, as the registry knows it. */
export interface EmulatedCloud {
  readonly title: string;
  /** Each protocol that the cloud speaks. All of them read and write the same records. */
  readonly wires: readonly Wire[];
  /** What a scenario need not say: accounts with their keys, and instance types. */
  readonly foundation: Seeds;
  /** The default scenario's part for this cloud. */
  readonly scenario: Seeds;
  readonly tour: readonly TourStop[];
  /** What a scenario may choose where the documentation leaves it open: name → values, the default first. */
  readonly settings?: Readonly<Record<string, readonly [string, ...string[]]>>;
  /** What to export so that programs talk to the emulator. */
  environment(url: string, credentials: CloudCredentials): Readonly<Record<string, string>>;
}
