import type { Emulator, JournalEntry } from "../../emulator";
import { cloudFolders } from "../../provider/clouds";
import { findCode } from "../../provider/core/errors";
import { detectionLags } from "./detection-lag";
import { isWrite } from "./quota";

/** What the emulator saw of one operation. */
export interface JournalFigures {
  /** The number of calls for each action. */
  readonly calls: Readonly<Record<string, number>>;
  /** The number of accepted calls for each action. */
  readonly accepted: Readonly<Record<string, number>>;
  /** What the cloud refused, but not for its rate. */
  readonly refused: readonly JournalEntry[];
  /** How many calls the cloud refused for their rate. */
  readonly throttled: number;
  /** From the first accepted write to the last. */
  readonly writesS: number;
  /** From the end of each transition to the look that shows it. */
  readonly lagsMs: readonly number[];
  /** The rate of looks from the first write until the last transition is seen; null without a transition that takes time. */
  readonly looksPerS: number | null;
}

/** @param startedAt the time by the emulator's clock when the operation began; its journal was empty */
export function journalFigures(
  { journal, transitions }: Emulator,
  cloud: keyof typeof cloudFolders,
  startedAt: number,
): JournalFigures {
  const entries = journal.entries({ foreign: false });
  const { codes } = cloudFolders[cloud].cloud();
  const isThrottled = ({ code }: JournalEntry) => findCode(codes, code ?? "")?.kind === "throttled";
  const failed = entries.filter(({ code }) => code !== null);
  const passed = entries.filter(({ code }) => code === null);
  const writes = passed.filter(({ action }) => isWrite(action)).map(({ at }) => at);
  const ended = transitions.ended().filter(({ since }) => since >= startedAt);
  const lags = detectionLags(ended, entries);
  const [firstWrite = 0] = writes;
  const lastWrite = writes.at(-1) ?? 0;
  const lastEnd = Math.max(...ended.map(({ at }, index) => at + (lags[index] ?? 0)));
  const looks = passed.filter(({ at, action }) => !isWrite(action) && at >= firstWrite && at <= lastEnd);
  return {
    calls: journal.counts(),
    accepted: countsOf(passed),
    refused: failed.filter((entry) => !isThrottled(entry)),
    throttled: failed.filter(isThrottled).length,
    writesS: (lastWrite - firstWrite) / 1_000,
    lagsMs: lags.filter((lag) => lag !== undefined),
    looksPerS: ended.some(({ since, at }) => at > since)
      ? (looks.length * 1_000) / (lastEnd - firstWrite)
      : null,
  };
}

function countsOf(entries: readonly JournalEntry[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { action } of entries) counts[action] = (counts[action] ?? 0) + 1;
  return counts;
}
