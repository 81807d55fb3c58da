import type { Emulator, JournalEntry } from "../../emulator";
import { cloudFolders } from "../../provider/clouds";
import { findCode } from "../../provider/core/errors";
import { detectionLags } from "./detection-lag";
import { isWrite } from "./quota";
import { sum } from "./statistics";

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
  /** The rate of looks while transitions are waited for; null without a transition that takes time. */
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
  const writes = passed.filter(({ action }) => isWrite(action));
  const ended = transitions.ended().filter(({ since }) => since >= startedAt);
  const lags = detectionLags(ended, entries);
  return {
    calls: journal.counts(),
    accepted: countsOf(passed),
    refused: failed.filter((entry) => !isThrottled(entry)),
    throttled: failed.filter(isThrottled).length,
    writesS: ((writes.at(-1)?.at ?? 0) - (writes[0]?.at ?? 0)) / 1_000,
    lagsMs: lags.filter((lag) => lag !== undefined),
    looksPerS: rateWithin(
      passed.filter(({ action }) => !isWrite(action)).map(({ at }) => at),
      ended.flatMap(({ since, at }, index) =>
        at > since ? [{ from: since, to: at + (lags[index] ?? 0) }] : [],
      ),
    ),
  };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** How many of the times are in one of the spans, for each second that at least one span covers. null without a span. */
function rateWithin(times: readonly number[], spans: readonly Span[]): number | null {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  if (merged.length === 0) return null;
  const count = times.filter((at) => merged.some(({ from, to }) => at > from && at <= to)).length;
  return (count * 1_000) / sum(merged.map(({ from, to }) => to - from));
}

function countsOf(entries: readonly JournalEntry[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { action } of entries) counts[action] = (counts[action] ?? 0) + 1;
  return counts;
}
