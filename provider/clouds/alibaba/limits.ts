import type { Limits } from "../../contract/cloud";

/** FACTS.md has the sources of these numbers. */
export const limits: Limits = {
  timing: {
    notFoundMs: 6_000,
    createdInvisibleMs: 20_000,
    startMs: 20_000,
    unansweredMs: 2_000,
    stuckDetachMs: 40_000,
    refusedMs: 2_000,
    refusedForMs: 120_000,
    maxSends: 4,
  },
  maxIdsPerLook: 100,
  maxClockSkewMs: 15 * 60_000,
  createTimeoutMs: 5 * 60_000,
  deleteTimeoutMs: 5 * 60_000,
};

/** The longest page of a describe of interfaces. */
export const maxInterfacePage = 500;
export const maxInstancePage = 100;
