/**
 * How fast the calls of one action may follow each other, after the cloud has refused one of them for its rate. The
 * clouds say neither how many calls they accept nor how they count, and other runs share the limit. So it is found out
 * from the answers: the rate rises until a refusal, and falls then. A pure state: each function returns the next one.
 */
export interface Rate {
  readonly perSecond: number;
  /** False while the limit is looked for. The rate then rises fast, until a refusal shows the limit. */
  readonly isKnown: boolean;
  /** While nothing passes: since when, and the pause until the next try. One call tries, and all others wait. */
  readonly block: { readonly sinceMs: number; readonly pauseMs: number } | undefined;
  /** When the next call may be sent. Infinity while the answer to a try is awaited. */
  readonly nextAtMs: number;
  /** When the latest refusal came that counted. */
  readonly refusedAtMs: number;
  /** How many calls that were sent after it were accepted. */
  readonly accepted: number;
  /** When a refusal lowered the rate last. */
  readonly loweredAtMs: number;
}

/** The time of a call, and of its answer. */
export interface CallTimes {
  readonly sentAtMs: number;
  readonly nowMs: number;
}

export interface Refusal extends CallTimes {
  /** How long the cloud asks to wait. */
  readonly retryAfterMs: number | undefined;
  /** The part of the rate that remains. */
  readonly keep: number;
  /** From 0 to 1. It varies the pauses, so that several runs do not call at the same moments. */
  readonly random: number;
}

const firstPauseMs = 250;
/** The end of a block is seen this late at most: a twelfth of Alibaba's minute. */
const longestPauseMs = 5_000;
/**
 * A bucket that refills lets some calls pass within this time. If none passed for longer, the cloud counts in windows, and
 * when it accepts a call again, a whole new window is open.
 */
const windowSignMs = 2_000;
/** While the limit is looked for, each accepted call raises the rate by this: it doubles in a sixth of a second. */
const findingStep = 4;
/** A known rate rises by this much in a second. It is the same for all, so that several runs become equally fast. */
const risePerSecond = 1;
/** The rise grows by this with every second without a refusal: the limit may be much higher now. */
const riseGrowth = 0.5;
/** So much, and a tenth of the rate, is the most that one call raises it. */
const highestRisePerCall = 0.25;
/** Refusals within this time lower the rate once: while a limit is exhausted, chance decides whom it refuses. */
const lowerOnceInMs = 1_000;
/** A refusal never shows that the limit is lower than this part of the rate: perhaps fewer calls were wanted. */
const lowestMeasured = 0.75;
const lowestPerSecond = 0.05;
/** From here on the rate limits nothing. */
const unlimitedPerSecond = 2_000;
/** Calls that were not sent in time, because this machine was busy, are sent at once if they are not later than this. */
const catchUpMs = 250;

/** The state after the first refusal of all. */
export function firstRefused(refusal: Refusal): Rate {
  const { nowMs } = refusal;
  const rate = { perSecond: findingStep, isKnown: false, block: undefined, nextAtMs: nowMs };
  return blocked({ ...rate, refusedAtMs: nowMs, accepted: 0, loweredAtMs: nowMs }, refusal);
}

/** A call is sent now. */
export function sent(rate: Rate, nowMs: number, random: number): Rate {
  if (rate.block) return { ...rate, nextAtMs: Number.POSITIVE_INFINITY };
  const dueMs = Math.max(rate.nextAtMs, nowMs - catchUpMs);
  return { ...rate, nextAtMs: dueMs + varied(1_000 / rate.perSecond, random) };
}

/** The cloud has carried out a call, or refused it for another reason than its rate. */
export function accepted(rate: Rate, { sentAtMs, nowMs }: CallTimes): Rate {
  if (sentAtMs <= rate.refusedAtMs) return rate;
  if (rate.block) return opened(rate, nowMs);
  const rise = rate.isKnown ? riseOf(rate, nowMs) : findingStep;
  return { ...rate, perSecond: rate.perSecond + rise, accepted: rate.accepted + 1 };
}

/** How much one accepted call raises a known rate. */
function riseOf({ perSecond, refusedAtMs }: Rate, nowMs: number): number {
  const wantedPerSecond = risePerSecond + (riseGrowth * (nowMs - refusedAtMs)) / 1_000;
  return Math.min(highestRisePerCall, perSecond / 10, wantedPerSecond / perSecond);
}

/** A try has passed. After a short block the rate goes on as before. */
function opened(rate: Rate, nowMs: number): Rate {
  const wasShort = nowMs - (rate.block?.sinceMs ?? nowMs) < windowSignMs;
  const isKnown = rate.isKnown && wasShort;
  const perSecond = isKnown ? rate.perSecond : findingStep;
  return { ...rate, isKnown, perSecond, block: undefined, nextAtMs: nowMs, accepted: 1 };
}

/** No answer says whether the rate was accepted. */
export function unanswered(rate: Rate, { sentAtMs, nowMs }: CallTimes): Rate {
  const wasTry = rate.block !== undefined && sentAtMs > rate.refusedAtMs;
  return wasTry ? { ...rate, nextAtMs: nowMs + rate.block.pauseMs } : rate;
}

/**
 * The cloud has refused a call for its rate. Many calls may be under way at that moment: all that were sent before the
 * first of their refusals count as one.
 */
export function refused(rate: Rate, refusal: Refusal): Rate {
  const { nowMs, sentAtMs, retryAfterMs = 0, random } = refusal;
  if (sentAtMs <= rate.refusedAtMs) {
    const askedMs = retryAfterMs > 0 ? nowMs + retryAfterMs : 0;
    return { ...rate, nextAtMs: Math.max(rate.nextAtMs, askedMs) };
  }
  if (rate.block || rate.accepted === 0 || retryAfterMs > 0) return blocked(rate, refusal);
  const isLowered = rate.isKnown && nowMs - rate.loweredAtMs < lowerOnceInMs;
  const perSecond = isLowered ? rate.perSecond : lowered(rate, refusal);
  const loweredAtMs = isLowered ? rate.loweredAtMs : nowMs;
  const nextAtMs = nowMs + varied(1_000 / perSecond, random);
  return {
    perSecond,
    isKnown: true,
    block: undefined,
    nextAtMs,
    refusedAtMs: nowMs,
    accepted: 0,
    loweredAtMs,
  };
}

/** What the cloud accepted between two refusals is about what it allows. */
function lowered({ accepted: count, refusedAtMs, perSecond, isKnown }: Rate, refusal: Refusal): number {
  const { nowMs, keep } = refusal;
  const seen = (count * 1_000) / Math.max(1, nowMs - refusedAtMs);
  const measured = isKnown ? Math.min(perSecond, Math.max(seen, lowestMeasured * perSecond)) : seen;
  return Math.max(lowestPerSecond, keep * measured);
}

function blocked(rate: Rate, { nowMs, retryAfterMs = 0, random }: Refusal): Rate {
  const pauseMs = rate.block ? Math.min(longestPauseMs, 2 * rate.block.pauseMs) : firstPauseMs;
  return {
    ...rate,
    block: { sinceMs: rate.block?.sinceMs ?? nowMs, pauseMs },
    nextAtMs: nowMs + Math.max(retryAfterMs, varied(pauseMs, random)),
    refusedAtMs: nowMs,
    accepted: 0,
  };
}

/** Whether the rate no longer limits anything. */
export function isUnlimited({ perSecond, block }: Rate): boolean {
  return block === undefined && perSecond >= unlimitedPerSecond;
}

/** A time that is a fifth shorter or longer at the most. */
function varied(ms: number, random: number): number {
  return ms * (0.8 + 0.4 * random);
}
