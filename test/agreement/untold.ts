import type { Untold } from "./combination";

/** Obstacles that no describe shows, as a row of the cloud's list, if they apply. */
export function untoldWhen(
  applies: boolean,
  step: Untold["step"],
  code: string,
  why: string,
  passes = false,
): readonly Untold[] {
  return applies ? [{ step, why, codes: [code], passes }] : [];
}
