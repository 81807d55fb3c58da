import type { HiddenObstacle, OperationName } from "./combination";
import type { Choice } from "./dimensions";

/** Obstacles that no describe shows, as a row of the cloud's list, if they apply. */
export function hiddenObstacleWhen(
  applies: boolean,
  step: HiddenObstacle["step"],
  code: string,
  why: string,
  passes = false,
  words?: string,
): readonly HiddenObstacle[] {
  return applies ? [{ step, why, codes: [code], passes, words }] : [];
}

/** The words of `up` for an interface that cannot be changed. */
const wordsOf = { deleting: "is being deleted", gone: "The interface is not in region" } as const;

/** The check of an update does not name the interface, so preview does not see that it is going or gone. */
export function hiddenFromUpdate(
  operation: OperationName,
  choice: Choice,
  state: keyof typeof wordsOf,
  code: string,
): readonly HiddenObstacle[] {
  return hiddenObstacleWhen(
    operation === "change" && choice.state === state,
    "change",
    code,
    "the check of an update does not name the interface",
    false,
    wordsOf[state],
  );
}
