import type { CloudName, Emulator } from "../../emulator";

/** The key of a cloud's first account that may describe everything and change nothing. */
export function readOnlyKeyOf(emulator: Emulator, cloud: CloudName) {
  const key = emulator.store
    .accounts(cloud)[0]
    ?.keys.find(({ deniedActions = [] }) => deniedActions.includes("AttachNetworkInterface"));
  if (!key) throw new Error(`${cloud} has no key that may only describe`);
  return key;
}
