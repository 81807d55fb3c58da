import type { Caller } from "./wire";

/** Whether this key may not call this action. */
export function isDenied(caller: Caller, action: string): boolean {
  const denied = caller.key.deniedActions ?? [];
  return denied.includes("*") || denied.includes(action);
}
