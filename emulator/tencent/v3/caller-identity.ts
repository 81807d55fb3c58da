import type { ActionContext } from "../../wire";
import { Parameters } from "./parameters";

/** GetCallerIdentity (STS): the account that a key belongs to; needs no parameter and no permission. */
export function getCallerIdentity(context: ActionContext): Record<string, unknown> {
  Parameters.of(context, []);
  const { account, key } = context.caller;
  if (key.securityToken !== undefined) {
    const session = key.userName ?? "session";
    return {
      Arn: `qcs::sts:${account.id}:assumed-role/4611686018427387904`,
      AccountId: account.id,
      UserId: `4611686018427387904:${session}`,
      PrincipalId: account.id,
      Type: "CAMRole",
    };
  }
  const user = key.userName ?? account.id;
  return {
    Arn: `qcs::cam::uin/${account.id}:uin/${user}`,
    AccountId: account.id,
    UserId: user,
    PrincipalId: user,
    Type: key.userName === undefined ? "RootAccount" : "CAMUser",
  };
}
