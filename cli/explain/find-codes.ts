import type { Api } from "../../provider/contract/apis";
import { type CodeEntry, plainCode } from "../../provider/core/errors";
import { nearestWord } from "../../provider/core/nearest-word";

/** A code of one API. */
export interface FoundCode {
  readonly api: Api;
  readonly entry: CodeEntry;
}

/** Without what people leave out or write differently: case, dots, dashes, underscores. */
function squeeze(code: string): string {
  return code.toLowerCase().replace(/[^a-z0-9]/g, "");
}

const spelling = ({ code }: CodeEntry) => squeeze(plainCode(code));

/** How a written word can mean a code, the surest first. */
const readings: readonly ((all: readonly FoundCode[], written: string) => readonly FoundCode[])[] = [
  (all, written) => all.filter(({ entry }) => spelling(entry) === squeeze(written)),
  withLongestStart,
  withLastPart,
];

/** All codes of some APIs. */
export function allCodes(apis: readonly Api[]): readonly FoundCode[] {
  return apis.flatMap((api) => api.codes.map((entry) => ({ api, entry })));
}

/**
 * The entries of a code in any spelling. Where one API has the code itself, entries of others for any ending are not
 * meant.
 */
export function findCodes(apis: readonly Api[], written: string): readonly FoundCode[] {
  if (squeeze(written) === "") return [];
  for (const read of readings) {
    const found = read(allCodes(apis), written.trim());
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * Entries for any ending, the longest of each API, as `findCode` has it. Only letter case may differ here: without its
 * separators, a mistyped code of one cloud would be taken for any ending of another cloud's.
 */
function withLongestStart(all: readonly FoundCode[], written: string): readonly FoundCode[] {
  const word = written.toLowerCase();
  const fitting = all.filter(
    ({ entry: { code } }) => code.endsWith("*") && word.startsWith(plainCode(code).toLowerCase()),
  );
  return fitting.filter(({ api, entry }) =>
    fitting.every((other) => other.api !== api || other.entry.code.length <= entry.code.length),
  );
}

/** "InvalidEniState" for "InvalidOperation.InvalidEniState". What several codes end with means none of them. */
function withLastPart(all: readonly FoundCode[], written: string): readonly FoundCode[] {
  const fitting = all.filter(({ entry }) => lastParts(entry.code).includes(squeeze(written)));
  return new Set(fitting.map(({ entry }) => entry.code)).size === 1 ? fitting : [];
}

function lastParts(code: string): readonly string[] {
  const [, ...parts] = plainCode(code).split(".");
  return parts.map((_, index) => squeeze(parts.slice(index).join("")));
}

const mostSuggestions = 5;
/** A shorter word is in too many codes. */
const minPartLength = 4;

/** Codes that were perhaps meant: one with a wrong letter or two, then those that contain what was written. */
export function suggestCodes(apis: readonly Api[], written: string): readonly string[] {
  const word = squeeze(written);
  const codes = [...new Set(allCodes(apis).map(({ entry }) => plainCode(entry.code)))];
  const near = [(code: string) => [squeeze(code)], lastParts].flatMap((wordsOf) => {
    const nearest = nearestWord(word, codes.flatMap(wordsOf));
    return nearest === undefined ? [] : codes.filter((code) => wordsOf(code).includes(nearest));
  });
  const containing = word.length < minPartLength ? [] : codes.filter((code) => squeeze(code).includes(word));
  return [...new Set([...near, ...containing])].slice(0, mostSuggestions);
}
