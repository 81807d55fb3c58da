import type { Untold } from "./combination";

/** What no describe tells, as a row of its cloud's list, where it applies. */
export function untoldWhen(
  applies: boolean,
  step: Untold["step"],
  code: string,
  why: string,
  passes = false,
): readonly Untold[] {
  return applies ? [{ step, why, codes: [code], passes }] : [];
}
