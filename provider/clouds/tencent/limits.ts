import type { Limits } from "../../contract/cloud";
import type { Timing } from "../../contract/timing";

/** FACTS.md has the sources of these numbers. */
export const limits: Limits = {
  timing: {
    notFoundMs: 6_000,
    createdInvisibleMs: 20_000,
    startMs: 20_000,
    unansweredMs: 2_000,
    stuckDetachMs: 60_000,
    refusedMs: 2_000,
    refusedForMs: 120_000,
    maxSends: 4,
  },
  maxIdsPerLook: 100,
  maxClockSkewMs: 5 * 60_000,
  createTimeoutMs: 5 * 60_000,
  deleteTimeoutMs: 5 * 60_000,
};

/** The longest page of a describe of the API v3. */
export const maxPage = 100;
/** The longest page of the API v2. */
export const maxPageV2 = 50;

/**
 * The describe of the API v2 shows no transition. So a write without an answer counts as lost only after the usual time
 * of a transition.
 */
export const timingV2: Partial<Timing> = { unansweredMs: 20_000 };
