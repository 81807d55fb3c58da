/** How long one transition took, as two looks bound it. */
export interface Taken {
  /** When the last look without its end was made; 0 when the first look showed the end. */
  readonly afterMs: number;
  /** When the first look with its end was made. */
  readonly byMs: number;
}

/** When to look at a transition: from `fromMs` on, and less and less often from `toMs` on. */
export interface LookWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A look before this time is an early one. It is for clouds that act at once. */
export const earlyMs = 500;

/** How many looks are spread over the window. */
const looksInWindow = 4;
const finestStepMs = 50;
/** The smallest step in relation to the window: 3 s need no look every 50 ms. */
const finestPart = 1 / 64;
const longestStepMs = 500;
/** After a minute nobody notices two seconds. */
const slowAfterMs = 60_000;
const slowStepMs = 2_000;
/**
 * Before the window a few looks are enough: one soon, for a transition that is much shorter than those before and to see
 * it begin, and one now and then, for a failure or a change by others.
 */
const firstSkipMs = earlyMs;
const longestSkipMs = 5_000;

/**
 * When to look at the next transition of a kind, from what the latest ones took. If all may have taken the same time,
 * the window is what remains of it. Else it goes from just before the shortest to the longest, without the few longest.
 *
 * The clouds document no durations, so without experience the first look is made at once. `stillRunningMs` is the longest
 * time after which a transition of the kind was seen unfinished. Then the others need no early looks either. But it does
 * not say more, because the next transition may be much shorter. Pure.
 */
export function lookWindow(taken: readonly Taken[], stillRunningMs: number): LookWindow {
  if (taken.length === 0) return { fromMs: Math.min(3 * stillRunningMs, earlyMs), toMs: 0 };
  const afters = taken.map(({ afterMs }) => afterMs).sort((a, b) => b - a);
  const afterMs = afters[Math.floor(taken.length * outlierPart)] ?? 0;
  const byMs = Math.min(...taken.map((time) => time.byMs));
  if (afterMs < byMs) return { fromMs: afterMs, toMs: byMs };
  return { fromMs: Math.max(0, byMs - stepIn({ fromMs: byMs, toMs: afterMs })), toMs: afterMs };
}

/** So many of the longest transitions are exceptions, which say nothing about the next one. */
const outlierPart = 1 / 8;

/**
 * When to look next, in milliseconds since the transition began. Pure.
 *
 * @param lookedMs when the latest look was made; undefined before the first one
 */
export function nextLookMs(lookedMs: number | undefined, window: LookWindow): number {
  const { fromMs, toMs } = window;
  if (lookedMs === undefined) return Math.min(fromMs, firstSkipMs);
  if (lookedMs < fromMs) return Math.min(fromMs, lookedMs + longestSkipMs);
  if (lookedMs < toMs) return lookedMs + stepIn(window);
  // The longer it takes, the longer it may take.
  const longestMs = lookedMs < slowAfterMs ? longestStepMs : slowStepMs;
  return lookedMs + Math.min(longestMs, Math.max(finestStep(window), 2 * (lookedMs - toMs)));
}

function stepIn(window: LookWindow): number {
  const stepMs = Math.max(finestStep(window), (window.toMs - window.fromMs) / looksInWindow);
  return Math.min(longestStepMs, stepMs);
}

function finestStep({ toMs }: LookWindow): number {
  return Math.min(longestStepMs, Math.max(finestStepMs, toMs * finestPart));
}
