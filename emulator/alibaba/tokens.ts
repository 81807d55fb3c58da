import { createHash } from "node:crypto";
import type { ActionContext } from "../wire";
import { refuse } from "./codes";
import { invalid, type Parameters } from "./parameters";

const TOKEN_LENGTH = 64;

export function readToken(parameters: Parameters): string | undefined {
  const token = parameters.optional("ClientToken");
  if (token !== undefined && (token.length > TOKEN_LENGTH || !/^[\x21-\x7e]+$/.test(token))) {
    throw invalid("ClientToken");
  }
  return token;
}

/** The same token with the same parameters gets the first answer again, even when what it made no longer exists. */
export function findRepetition(context: ActionContext, token: string): Record<string, unknown> | undefined {
  const before = context.store.clientToken("alibaba", context.caller.account.id, token);
  if (before === undefined) return undefined;
  if (before.action !== context.call.action || before.fingerprint !== fingerprint(context)) {
    throw refuse("IdempotentParameterMismatch");
  }
  return before.result as Record<string, unknown>;
}

export function remember(context: ActionContext, token: string, result: Record<string, unknown>): void {
  context.store.putClientToken({
    cloud: "alibaba",
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
  return createHash("sha256").update(JSON.stringify(sorted)).digest("hex");
}
