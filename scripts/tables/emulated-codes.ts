import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Api } from "../../provider/contract/apis";

/** A code that the emulator's side has from the documentation. */
export interface EmulatedCode {
  readonly code: string;
  /** What provokes it: a request to the seeded store, or a scripted fault only. */
  readonly by: "request" | "fault";
}

/**
 * The codes in the emulator's FACTS.md; the suite `wire` provokes them. The provider's table is written without them, so
 * each side shows what the other one lacks.
 */
export function emulatedCodes(root: string, { cloud, generation = "" }: Api): readonly EmulatedCode[] {
  const facts = readFileSync(join(root, "emulator", cloud.name, generation, "FACTS.md"), "utf8");
  const rows = facts.matchAll(/^\| `?(?<code>[\w.]+)`? +\|(?:[^|\n]*\|)*? (?<by>request|fault) +\|/gm);
  return [...rows].map(({ groups = {} }) => ({
    code: groups.code ?? "",
    by: groups.by === "request" ? "request" : "fault",
  }));
}
