import type { Clock } from "./clock";
import { CloudError, type FailureKind, kindOf } from "./errors";

/** How often and how long one call may be sent again. */
export interface RetryPolicy {
  /** The kinds of failure after which the same request may be sent again without a look. */
  readonly kinds: ReadonlySet<FailureKind>;
  readonly deadlineMs: number;
}

/** A look changes nothing, so it may be repeated after any temporary failure. */
export const repeatLook: ReadonlySet<FailureKind> = new Set(["conflict", "nonce", "uncertain"]);

const firstPauseMs = 200;
const maxPauseMs = 10_000;
/** How often to try when a server does not answer, or takes each request for a repetition. */
const fewTries = 4;
const fewTryKinds: ReadonlySet<FailureKind> = new Set(["uncertain", "nonce"]);

/** Exponential backoff with full jitter above a minimum, so that many callers do not return at the same time. Pure. */
export function pauseMs(attempt: number, retryAfterMs: number | undefined, random: () => number): number {
  const ceiling = Math.min(maxPauseMs, firstPauseMs * 2 ** attempt);
  const jittered = ceiling / 2 + (ceiling / 2) * random();
  return Math.max(retryAfterMs ?? 0, jittered);
}

/**
 * Repeats a call until it succeeds, the failure is not of the policy's kinds, or the deadline would pass. What the cloud
 * refuses for its rate is not repeated here: it has its turn in the `Limiter`.
 */
export async function retry<T>(
  policy: RetryPolicy,
  environment: {
    readonly clock: Clock;
    readonly signal: AbortSignal;
    readonly random: () => number;
  },
  call: () => Promise<T>,
): Promise<T> {
  const { clock, signal } = environment;
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      const kind = kindOf(error);
      const exhausted = fewTryKinds.has(kind) && attempt + 1 >= fewTries;
      if (!(error instanceof CloudError) || !policy.kinds.has(kind) || exhausted || signal.aborted)
        throw error;
      const isFreshNonce = kind === "nonce" && attempt === 0;
      const ms = isFreshNonce ? 0 : pauseMs(attempt, error.retryAfterMs, environment.random);
      if (clock.now() + ms > policy.deadlineMs) throw error;
      await clock.sleep(ms, signal);
      // An interrupt ends the pause, but the refused call is not sent because of it.
      if (signal.aborted) throw error;
    }
  }
}
