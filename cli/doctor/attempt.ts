import type { UsedAction } from "../../provider/contract/access";
import type { Connection, Place } from "../../provider/contract/cloud";
import { type AnswerHead, watchAnswers } from "../../provider/core/answer-watch";
import { CloudError } from "../../provider/core/errors";

/** What became of the harmless call of one action. */
export type Attempt = { readonly used: UsedAction; readonly endpoint: string } & (
  | { readonly kind: "accepted"; readonly account: string | undefined; readonly answer: Answer }
  /** Without a code in the error, the cloud itself gave no answer. */
  | { readonly kind: "refused"; readonly error: CloudError; readonly answer: Answer }
  /** An earlier call to this endpoint already showed that this one cannot succeed. */
  | { readonly kind: "pointless" }
  | { readonly kind: "place is incomplete" }
  | { readonly kind: "no harmless call" }
);

/** A call that was made, whatever came of it. */
export type Made = Extract<Attempt, { readonly kind: "accepted" | "refused" }>;

/** Whether the cloud itself answered, and not a proxy or nobody. */
export function isAnswered(attempt: Made): boolean {
  return attempt.kind === "accepted" || attempt.error.code !== undefined;
}

export function madeOf(attempts: readonly Attempt[]): readonly Made[] {
  return attempts.filter((attempt) => attempt.kind === "accepted" || attempt.kind === "refused");
}

/** Whether the cloud does not accept the keys. */
export function isForKeys(attempt: Made): attempt is Made & { readonly kind: "refused" } {
  return attempt.kind === "refused" && attempt.error.kind === "authentication";
}

export interface Answer {
  /** Undefined when no answer came. */
  readonly head: AnswerHead | undefined;
  readonly tookMs: number;
}

/** Makes the harmless call of every action: one after another at one endpoint, and the endpoints at the same time. */
export async function attemptAll(connection: Connection, place: Place): Promise<readonly Attempt[]> {
  const { actions, endpoints } = connection.access;
  const endpointOf = ({ service }: UsedAction) => endpoints[service] ?? connection.identity.endpoint;
  const made = new Map<UsedAction, Attempt>();
  const atEndpoint = async (endpoint: string) => {
    let isPointless = false;
    for (const used of actions.filter((action) => endpointOf(action) === endpoint)) {
      const attempt = await attemptOne(connection, place, used, endpoint, isPointless);
      isPointless ||= attempt.kind === "refused" && showsOthersFail(attempt.error);
      made.set(used, attempt);
    }
  };
  await Promise.all([...new Set(actions.map(endpointOf))].map(atEndpoint));
  return actions.flatMap((used) => made.get(used) ?? []);
}

/** Whether every further call to the endpoint would fail in the same way. */
function showsOthersFail({ kind, code }: CloudError): boolean {
  return kind === "authentication" || code === undefined;
}

async function attemptOne(
  connection: Connection,
  place: Place,
  used: UsedAction,
  endpoint: string,
  isPointless: boolean,
): Promise<Attempt> {
  const on = { used, endpoint };
  const { probe } = used;
  if (probe === undefined) return { ...on, kind: "no harmless call" };
  const parameters = probe.parameters(place);
  if (parameters === undefined) return { ...on, kind: "place is incomplete" };
  if (isPointless) return { ...on, kind: "pointless" };
  let head: AnswerHead | undefined;
  const startedAtMs = performance.now();
  const answer = () => ({ head, tookMs: Math.round(performance.now() - startedAtMs) });
  const call = async () => {
    if (used.namesAccount) return connection.identity.callerAccount?.();
    await connection.access.call({ ...used, probe }, parameters);
    return undefined;
  };
  try {
    const account = await watchAnswers((seen) => {
      head = seen;
    }, call);
    return { ...on, kind: "accepted", account, answer: answer() };
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    return { ...on, kind: "refused", error, answer: answer() };
  }
}
