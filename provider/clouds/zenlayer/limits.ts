import type { Limits } from "../../contract/cloud";

/** FACTS.md has the sources of these numbers. */
export const limits: Limits = {
  timing: {
    notFoundMs: 6_000,
    createdInvisibleMs: 20_000,
    startMs: 30_000,
    unansweredMs: 3_000,
    stuckDetachMs: 60_000,
    refusedMs: 3_000,
    refusedForMs: 120_000,
    maxSends: 4,
  },
  maxIdsPerLook: 100,
  maxClockSkewMs: 5 * 60_000,
  createTimeoutMs: 10 * 60_000,
  deleteTimeoutMs: 10 * 60_000,
};

/** The longest page of a describe. */
export const maxPage = 1_000;

/**
 * How many vNICs an instance can have, including the primary one. This is the general limit; some instance types have a
 * lower one.
 */
export const interfacesPerInstance = 8;
