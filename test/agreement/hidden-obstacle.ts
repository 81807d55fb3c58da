import type { HiddenObstacle } from "./combination";

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
