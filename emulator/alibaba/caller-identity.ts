import type { ActionContext } from "../wire";

/** GetCallerIdentity (STS): the account that a key belongs to; needs no permission. */
export function getCallerIdentity({ caller }: ActionContext): Record<string, unknown> {
  const { account, key } = caller;
  if (key.securityToken !== undefined) {
    return {
      IdentityType: "AssumedRoleUser",
      AccountId: account.id,
      PrincipalId: `300000000000000001:${key.userName ?? "session"}`,
      RoleId: "300000000000000001",
      Arn: `acs:sts::${account.id}:assumed-role/emulated-role/${key.userName ?? "session"}`,
    };
  }
  if (key.userName !== undefined) {
    return {
      IdentityType: "RAMUser",
      AccountId: account.id,
      PrincipalId: `2${account.id.slice(1)}`,
      UserId: `2${account.id.slice(1)}`,
      Arn: `acs:ram::${account.id}:user/${key.userName}`,
    };
  }
  return {
    IdentityType: "Account",
    AccountId: account.id,
    PrincipalId: account.id,
    UserId: account.id,
    Arn: `acs:ram::${account.id}:root`,
  };
}
