import { type CodeEntry, findCode } from "../../provider/core/errors";
import { type Attempt, isAnswered, isForKeys, madeOf } from "./attempt";
import { type Check, failed, notChecked, ok, warning } from "./check";

/** Whether the cloud accepts the keys, and whose they are. */
export function concludeCredentials(
  attempts: readonly Attempt[],
  clock: Check,
  codes: readonly CodeEntry[],
): Check {
  const name = "credentials";
  const refusal = madeOf(attempts).find(isForKeys);
  if (refusal !== undefined) {
    const { message, code = "", action } = refusal.error;
    if (clock.status === "failed") {
      return notChecked(name, `The clock has to be right first: the cloud answered ${code}.`);
    }
    const entry = findCode(codes, code, action);
    const isTold = entry === undefined || message.includes(entry.meaning);
    return failed(name, isTold ? message : `${message} ${code} means: ${entry.meaning} ${entry.remedy}`);
  }
  if (!madeOf(attempts).some(isAnswered)) return notChecked(name, "The cloud did not answer.");
  const identity = attempts.find(({ used }) => used.namesAccount);
  if (identity === undefined) return ok(name, "Accepted. This cloud has no call that names the account.");
  if (identity.kind === "accepted") return ok(name, `Accepted. The account is ${identity.account}.`);
  const because = identity.kind === "refused" ? `: ${identity.error.message}` : ".";
  return warning(name, `Accepted. The account is not known${because}`);
}
