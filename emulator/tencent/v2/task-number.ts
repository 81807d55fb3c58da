import type { ActionContext } from "../../wire";

/** The tasks of this API are numbers, such as 16284 on the pages. */
const FIRST_TASK = 16_284;

export function nextTaskNumber(context: ActionContext): number {
  return FIRST_TASK + context.store.nextSerial();
}
