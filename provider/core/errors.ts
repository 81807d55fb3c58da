import { maxQuoteLength, quoted, withoutSecrets } from "./quoted";

/**
 * What an answer of a cloud means for the caller. The class follows from the code alone, never from the HTTP status:
 * one code has different statuses in different actions and generations of the documentation.
 *
 * - `throttled`: refused for its rate; nothing was done; send again later.
 * - `conflict`: another operation holds the resource; nothing was done; send again later.
 * - `nonce`: the request looked like a replay; the replayed one may have been done; look before sending it again.
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

/** One documented error code: its meaning for the user, and what the caller does with it. */
export interface CodeEntry {
  /** The code in the cloud's spelling. A `*` at the end stands for any ending. */
  readonly code: string;
  readonly kind: FailureKind;
  /** What happened. */
  readonly meaning: string;
  /** What the user can do about it. */
  readonly remedy: string;
  /** The actions whose documentation lists it; empty for any action. */
  readonly actions: readonly string[];
  /** Where the documentation has it. */
  readonly source: string;
}

/**
 * Finds the entry of a code: first the exact spelling, then the longest prefix. Upper and lower case are the same. When
 * a code means different things to different calls, the entry that names the action takes precedence.
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

/** An error whose message is enough for the user. No stack is printed after it. */
export class UserError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UserError";
    // The dynamic provider host prints `stack`, and our stack does not help the user.
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
  /** The cloud's own text. It is not shown when it could quote credentials. */
  readonly cloudMessage?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  /** The permission that the call needs, as the cloud's policies name it, such as "ecs:AttachNetworkInterface". */
  readonly permission?: string | undefined;
}

/** How remedies speak of the permission that is missing. The error of a call names it in its place. */
export const missingPermission = "the permission for this action";

/** What the tables say about an answer. Without a code when it is in none. */
type AnswerEntry = Pick<CodeEntry, "kind" | "meaning" | "remedy"> & { readonly code?: string };

type Explained = Pick<CodeEntry, "meaning" | "remedy">;

/** What a code means and what to do about it: the words of a failed operation, and of `pulumi-eni explain`. */
export function explainCode({ meaning, remedy }: Explained, permission?: string): string {
  const named = permission ? remedy.replace(missingPermission, `the permission ${permission}`) : remedy;
  return `${meaning} ${named}`;
}

/** A table's code without the `*` that stands for any ending: what `pulumi-eni explain` takes. */
export function plainCode(code: string): string {
  return code.replace(/\*$/, "");
}

/** What was thrown, in words. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** A call that a cloud refused or did not answer. */
export class CloudError extends UserError {
  readonly cloudTitle: string;
  readonly action: string;
  readonly code: string | undefined;
  readonly kind: FailureKind;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;

  /** @param entry what the answer means. When the entry has a code, the message names `pulumi-eni explain`. */
  constructor(
    given: CloudAnswer,
    readonly entry: AnswerEntry,
  ) {
    // The server decides how long they are.
    const answer = {
      ...given,
      code: given.code === undefined ? undefined : quoted(given.code),
      requestId: given.requestId === undefined ? undefined : quoted(given.requestId),
    };
    super(describeAnswer(answer, entry));
    this.name = "CloudError";
    this.cloudTitle = answer.cloudTitle;
    this.action = answer.action;
    this.code = answer.code;
    this.kind = entry.kind;
    this.requestId = answer.requestId;
    this.retryAfterMs = answer.retryAfterMs;
  }
}

function describeAnswer(answer: CloudAnswer, entry: AnswerEntry): string {
  const { cloudTitle, action, code, permission } = answer;
  const what = code
    ? `${cloudTitle} answered ${action} with ${code}`
    : `${cloudTitle} gave no usable answer to ${action}`;
  return [`${what}: ${explainCode(entry, permission)}`, evidenceOf(answer, entry)].filter(Boolean).join(" ");
}

/** What belongs to this one answer, and where to read on. */
function evidenceOf({ code, requestId, httpStatus, cloudMessage }: CloudAnswer, entry: AnswerEntry): string {
  // The answer to a bad signature quotes the signed text, including credentials.
  const mayQuote = entry.kind !== "authentication" && entry.kind !== "nonce";
  const parts = [
    requestId ? `request id ${requestId}` : undefined,
    httpStatus && !code ? `HTTP ${httpStatus}` : undefined,
    cloudMessage && mayQuote ? `the cloud said: "${quoted(cloudMessage, maxQuoteLength)}"` : undefined,
    // The table's spelling: the answered one is another party's text, and a user may paste this into a shell.
    entry.code ? `more: \`npx pulumi-eni explain ${plainCode(entry.code)}\`` : undefined,
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? `(${parts.join("; ")})` : "";
}

/**
 * Creates the error of an answered code. An unknown code's message says how to report it.
 *
 * @param keys the credentials of the call; the answer may quote them, and the error must not
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
      cloudMessage: clean(answer.cloudMessage),
    },
    findCode(table, answer.code, answer.action) ?? {
      kind: "unknown",
      meaning: "pulumi-eni does not know this code, so it does not repeat the call.",
      remedy:
        "Look up the code in the cloud's error center. Please report it to the pulumi-eni project, with the action, the code and the request id.",
    },
  );
}

/** The kind of any thrown value; `unknown` when it is not a cloud's answer. */
export function kindOf(error: unknown): FailureKind {
  return error instanceof CloudError ? error.kind : "unknown";
}

/** Whether an answer is about one of the ids, so that the others can be asked again without it. */
export function concernsOneId(error: unknown): boolean {
  const kind = kindOf(error);
  return kind === "refused" || kind === "settle";
}
