import type { Caller } from "./wire";

/** Whether the key has no permission for the action. */
export function isDenied(caller: Caller, action: string): boolean {
  const denied = caller.key.deniedActions ?? [];
  return denied.includes("*") || denied.includes(action);
}
