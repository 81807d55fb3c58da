import type { ActionContext } from "../../wire";

/** Tasks of this API are numbers; the pages' example is 16284. */
const FIRST_TASK = 16_284;

export function nextTaskNumber(context: ActionContext): number {
  return FIRST_TASK + context.store.nextSerial();
}
