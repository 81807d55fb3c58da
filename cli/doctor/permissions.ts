import { type Attempt, isAnswered, isForKeys, type Made, madeOf } from "./attempt";
import { type Check, failed, notChecked, ok, warning } from "./check";

/** One line for each action that the provider calls. Before the keys are accepted, no permission means anything. */
export function concludePermissions(attempts: readonly Attempt[]): readonly Check[] {
  if (!madeOf(attempts).some((attempt) => isAnswered(attempt) && !isForKeys(attempt))) {
    return [notChecked("permissions", "The cloud has to accept the credentials first.")];
  }
  const asked = attempts.filter(({ used }) => !used.namesAccount);
  const names = asked.map(({ used }) => used.permission ?? `${used.service} ${used.action}`);
  return asked.map((attempt, index) => {
    const name = names[index] ?? "";
    // Two generations of an API may have one permission.
    const isAmbiguous = names.indexOf(name) !== names.lastIndexOf(name);
    const { service, purpose } = attempt.used;
    return concludePermission(attempt, isAmbiguous ? `${name} (${service})` : name, `Needed to ${purpose}.`);
  });
}

function concludePermission(attempt: Attempt, name: string, need: string): Check {
  switch (attempt.kind) {
    case "accepted":
      return ok(name, `Permitted. ${need}`);
    case "no harmless call":
      return notChecked(name, `${need} Not tried, because it writes.`);
    case "place is incomplete":
      return notChecked(name, `${need} The call needs a VPC: name one with --vpc.`);
    case "pointless":
      return notChecked(name, `${need} Another call to this endpoint failed already.`);
    case "refused":
      return concludeRefusal(attempt, name, need);
    default: {
      const never: never = attempt;
      throw new Error(`unknown attempt ${JSON.stringify(never)}`);
    }
  }
}

function concludeRefusal({ error, used }: Made & { kind: "refused" }, name: string, need: string): Check {
  const { kind, code, message } = error;
  if (code === undefined) return warning(name, message);
  if (kind === "authentication") return notChecked(name, `${need} The credentials are not accepted.`);
  if (used.probe?.refusedIds?.includes(code)) {
    return notChecked(
      name,
      `${need} The cloud refused the invented id (${code}), which says nothing of the permission.`,
    );
  }
  return kind === "permission" ? failed(name, message) : warning(name, message);
}
