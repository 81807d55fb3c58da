import type { CodeEntry } from "../core/errors";
import type { Cloud } from "./cloud";

/** A name for links to one place of a page, such as "alibaba-instance-locked". */
export function anchorName(...parts: readonly string[]): string {
  return parts
    .join("-")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/**
 * The anchor of each entry. Where one code means different things to different calls, the entries after the first have a
 * number.
 */
export function codeAnchors({ name, codes }: Cloud): ReadonlyMap<CodeEntry, string> {
  const anchors = new Map<CodeEntry, string>();
  const times = new Map<string, number>();
  for (const entry of codes) {
    const plain = anchorName(name, entry.code);
    const time = (times.get(plain) ?? 0) + 1;
    times.set(plain, time);
    anchors.set(entry, time === 1 ? plain : `${plain}-${time}`);
  }
  return anchors;
}
