/** The time for transitions, throttles and the journal. */
export interface EmulatorClock {
  now(): number;
}

/** A clock that moves only when a test advances it: a transition of three minutes takes a millisecond. */
export interface ManualClock extends EmulatorClock {
  advance(ms: number): void;
}

export function systemClock(): EmulatorClock {
  return { now: () => Date.now() };
}

export function manualClock(startAt: number = Date.now()): ManualClock {
  let now = startAt;
  return {
    now: () => now,
    advance(ms: number): void {
      if (!Number.isFinite(ms) || ms < 0)
        throw new RangeError(`a clock can be advanced by 0 ms or more, not by ${ms}`);
      now += ms;
    },
  };
}

export function isManualClock(clock: EmulatorClock): clock is ManualClock {
  return "advance" in clock && typeof clock.advance === "function";
}
