import type { CloudName, Emulator } from "../../emulator";

/** The key of a cloud's first account that may describe everything and change nothing. */
export function readOnlyKeyOf(emulator: Emulator, cloud: CloudName) {
  const key = emulator.store
    .accounts(cloud)[0]
    ?.keys.find(({ deniedActions = [] }) => deniedActions.includes("AttachNetworkInterface"));
  if (!key) throw new Error(`${cloud} has no key that may only describe`);
  return key;
}

/** Gives a cloud's account these quotas instead of the usual ones: the account of the key that programs use. */
export function setQuotas(
  emulator: Emulator,
  cloud: CloudName,
  quotas: Readonly<Record<string, number>>,
): void {
  emulator.store.putAccount({ ...accountOfPrograms(emulator, cloud), quotas });
}

/** Takes the permission for these actions from the key that programs use. */
export function denyActions(emulator: Emulator, cloud: CloudName, deniedActions: readonly string[]): void {
  const { accessKeyId } = emulator.credentials[cloud];
  const account = accountOfPrograms(emulator, cloud);
  const keys = account.keys.map((key) =>
    key.accessKeyId === accessKeyId ? { ...key, deniedActions: [...deniedActions] } : key,
  );
  emulator.store.putAccount({ ...account, keys });
}

function accountOfPrograms(emulator: Emulator, cloud: CloudName) {
  const { accessKeyId } = emulator.credentials[cloud];
  const account = emulator.store
    .accounts(cloud)
    .find(({ keys }) => keys.some((key) => key.accessKeyId === accessKeyId));
  if (!account) throw new Error(`${cloud} has no account with the key ${accessKeyId}`);
  return account;
}
