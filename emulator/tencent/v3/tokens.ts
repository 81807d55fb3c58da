import { createHash } from "node:crypto";
import type { ActionContext } from "../../wire";
import { findTask, followTask } from "../tasks";
import { refuse } from "./codes";

interface Remembered {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly taskId: string;
}

/**
 * The earlier answer for a token, with a new task that has the id of this request. Refused while the first call runs,
 * and when the token was used for another call. The answer is the same even when the resource no longer exists.
 */
export function repeatedAnswer(
  context: ActionContext,
  token: string | undefined,
): Readonly<Record<string, unknown>> | undefined {
  if (token === undefined) return undefined;
  const before = context.store.clientToken("tencent", context.caller.account.id, token);
  if (before === undefined) return undefined;
  if (before.action !== context.call.action || before.fingerprint !== fingerprint(context)) {
    throw refuse("UnsupportedOperation.IdempotentParameterMismatch");
  }
  const { fields, taskId } = before.result as Remembered;
  if (findTask(context, taskId)?.status === "running") {
    throw refuse("UnsupportedOperation.IdempotentProcessing");
  }
  followTask(context, context.call.requestId, taskId);
  return fields;
}

export function rememberAnswer(
  context: ActionContext,
  token: string | undefined,
  fields: Readonly<Record<string, unknown>>,
): void {
  if (token === undefined) return;
  const result: Remembered = { fields, taskId: context.call.requestId };
  context.store.putClientToken({
    cloud: "tencent",
    accountId: context.caller.account.id,
    token,
    action: context.call.action,
    fingerprint: fingerprint(context),
    result,
    at: context.clock.now(),
  });
}

function fingerprint({ call }: ActionContext): string {
  const sorted = Object.entries(call.params).sort(([left], [right]) => (left < right ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([call.regionId, sorted]))
    .digest("hex");
}
