import type { ShownKeys } from "../core/credentials";

/** What the calls of a connection need: keys, endpoints and permissions. Nothing here changes anything in the cloud. */
export interface Access {
  /** Searches for the keys. Throws a message for the user when there are none. */
  readonly keys: () => Promise<ShownKeys>;
  /** The endpoint of each service, by the names that `actions` use. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Every action that the connection can call. */
  readonly actions: readonly UsedAction[];
  /** Makes the harmless call of an action once. Throws `CloudError`. Its type leaves no way to call a write. */
  readonly call: (action: ProbedAction, parameters: Readonly<Record<string, unknown>>) => Promise<unknown>;
}

/** One action that the provider calls, and how to find out whether the keys may call it. */
export interface UsedAction {
  readonly service: string;
  readonly action: string;
  /** The permission, as the cloud's policies name it. Undefined when the cloud does not name permissions by actions. */
  readonly permission?: string;
  /** What the provider does with it, such as "attach". */
  readonly purpose: string;
  /** `identity.callerAccount` makes this call, and its answer names the account. */
  readonly namesAccount?: true;
  /** Undefined: the cloud has no call of this action that certainly changes nothing. */
  readonly probe?: Probe;
  /** Where the documentation has the action, and why its probe is harmless. */
  readonly source: string;
}

/** An action with a call that changes nothing. */
export type ProbedAction = UsedAction & { readonly probe: Probe };

/** What a call that changes nothing needs to know of the place. */
export interface ProbedPlace {
  readonly regionId: string;
  readonly vpcId: string | undefined;
}

/** A call that changes nothing. */
export interface Probe {
  /** Undefined when the place lacks what the call needs. */
  readonly parameters: (place: ProbedPlace) => Readonly<Record<string, unknown>> | undefined;
  /** Codes that refuse the id, which is invented. They may come before the check of the permission. */
  readonly refusedIds?: readonly string[];
}
