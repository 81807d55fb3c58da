import { longestSaying, quoted, withoutSecrets } from "./quoted";

/**
 * What an answer of a cloud means for the caller. The class follows from the code alone, never from the HTTP status:
 * one code has different statuses in different actions and generations of the documentation.
 *
 * - `throttled`: refused for its rate; nothing was done; send again later.
 * - `conflict`: another operation holds the resource; nothing was done; send again later.
 * - `nonce`: the request looked like a replay; nothing was done; sign and send again.
 * - `uncertain`: no answer, or one that does not say whether the write was done; look before sending again.
 * - `settle`: the state or existence of something stands in the way, or the goal is reached already; a look decides.
 * - `refused`: no repetition helps until someone changes something.
 * - `authentication`: the credentials are not accepted. `permission`: they are, but may not do this.
 * - `unknown`: a code that the tables do not hold; not repeated.
 */
export type FailureKind =
  | "throttled"
  | "conflict"
  | "nonce"
  | "uncertain"
  | "settle"
  | "refused"
  | "authentication"
  | "permission"
  | "unknown";

/** One documented error code: what it means to a person and what the caller does with it. */
export interface CodeEntry {
  /** The code as the cloud spells it; a trailing `*` stands for every code that begins so. */
  readonly code: string;
  readonly kind: FailureKind;
  /** What happened, in words. */
  readonly meaning: string;
  /** What the reader can do about it. */
  readonly remedy: string;
  /** The actions whose documentation lists it; empty: any action. */
  readonly actions: readonly string[];
  /** Where that is documented. */
  readonly source: string;
}

/**
 * Finds the entry of a code: the exact spelling first, then the longest prefix. Letter case does not count. Where one
 * code means different things to different calls, the entry that names the action goes before the others.
 */
export function findCode(table: readonly CodeEntry[], code: string, action?: string): CodeEntry | undefined {
  const found = findSpelling(table, code);
  const own = table.find((entry) => entry.code === found?.code && entry.actions.includes(action ?? ""));
  return own ?? found;
}

function findSpelling(table: readonly CodeEntry[], code: string): CodeEntry | undefined {
  const wanted = code.toLowerCase();
  const exact =
    table.find((entry) => entry.code === code) ?? table.find((entry) => entry.code.toLowerCase() === wanted);
  if (exact) return exact;
  return table
    .filter((entry) => entry.code.endsWith("*") && wanted.startsWith(entry.code.slice(0, -1).toLowerCase()))
    .sort((a, b) => b.code.length - a.code.length)[0];
}

/** An error whose message stands alone for a person: no stack is printed behind it. */
export class UserError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UserError";
    // The dynamic provider host prints `stack`; a stack of ours tells a user nothing.
    this.stack = "";
  }
  override toString(): string {
    return this.message;
  }
}

export interface CloudAnswer {
  /** The cloud's name for people, such as "Alibaba Cloud". */
  readonly cloudTitle: string;
  readonly action: string;
  /** The cloud's code; undefined when there was no usable answer. */
  readonly code?: string | undefined;
  readonly requestId?: string | undefined;
  readonly httpStatus?: number | undefined;
  /** The cloud's own text. It is not shown where it could quote credentials. */
  readonly said?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  /** The permission that the call needs, as the cloud's policies name it, such as "ecs:AttachNetworkInterface". */
  readonly permission?: string | undefined;
}

/** How remedies speak of the permission that is missing. The error of a call names it in its place. */
export const missingPermission = "the permission for this action";

/** A call that a cloud refused or did not answer. */
export class CloudError extends UserError {
  readonly action: string;
  readonly code: string | undefined;
  readonly kind: FailureKind;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(given: CloudAnswer, entry: Pick<CodeEntry, "kind" | "meaning" | "remedy">) {
    // A server decides how long they are.
    const answer = {
      ...given,
      code: given.code === undefined ? undefined : quoted(given.code),
      requestId: given.requestId === undefined ? undefined : quoted(given.requestId),
    };
    super(describeAnswer(answer, entry));
    this.name = "CloudError";
    this.action = answer.action;
    this.code = answer.code;
    this.kind = entry.kind;
    this.requestId = answer.requestId;
    this.retryAfterMs = answer.retryAfterMs;
  }
}

function describeAnswer(answer: CloudAnswer, entry: Pick<CodeEntry, "kind" | "meaning" | "remedy">): string {
  const what = answer.code
    ? `${answer.cloudTitle} answered ${answer.action} with ${answer.code}: ${entry.meaning}`
    : `${answer.cloudTitle} gave no usable answer to ${answer.action}: ${entry.meaning}`;
  // An answer to a bad signature quotes what was signed, credentials included.
  const mayQuote = entry.kind !== "authentication" && entry.kind !== "nonce";
  const evidence = [
    answer.requestId ? `request id ${answer.requestId}` : undefined,
    answer.httpStatus && !answer.code ? `HTTP ${answer.httpStatus}` : undefined,
    answer.said && mayQuote ? `the cloud said: "${quoted(answer.said, longestSaying)}"` : undefined,
  ].filter((part) => part !== undefined);
  const remedy = answer.permission
    ? entry.remedy.replace(missingPermission, `the permission ${answer.permission}`)
    : entry.remedy;
  return `${what} ${remedy}${evidence.length > 0 ? ` (${evidence.join("; ")})` : ""}`;
}

/**
 * Builds the error of an answered code; one that the table does not hold says how to report it.
 *
 * @param keys the credentials of the call, which an answer may quote and the error must not
 */
export function cloudErrorOf(
  table: readonly CodeEntry[],
  answer: CloudAnswer & { code: string },
  keys: object,
): CloudError {
  const clean = (text: string | undefined) => (text === undefined ? undefined : withoutSecrets(text, keys));
  return new CloudError(
    {
      ...answer,
      code: clean(answer.code),
      requestId: clean(answer.requestId),
      said: clean(answer.said),
    },
    findCode(table, answer.code, answer.action) ?? {
      kind: "unknown",
      meaning:
        "this code is not among the documented ones that pulumi-eni knows, so the call is not repeated.",
      remedy:
        "Look it up in the cloud's error center; please report it to the pulumi-eni project with the action, the code and the request id.",
    },
  );
}

/** The kind of any thrown value: what is not a cloud's answer is unknown. */
export function kindOf(error: unknown): FailureKind {
  return error instanceof CloudError ? error.kind : "unknown";
}

/** Whether an answer speaks of one of the ids that were asked for, so that the others may be asked again without it. */
export function concernsOneId(error: unknown): boolean {
  const kind = kindOf(error);
  return kind === "refused" || kind === "settle";
}
