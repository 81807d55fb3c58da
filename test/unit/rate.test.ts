import * as fc from "fast-check";
import {
  accepted,
  firstRefused,
  isUnlimited,
  type Rate,
  type Refusal,
  refused,
  sent,
  unanswered,
} from "../../provider/core/rate";

const refusal = (more: Partial<Refusal>): Refusal => ({
  ...{ sentAtMs: 0, nowMs: 0, retryAfterMs: undefined, keep: 0.8, random: 0.5 },
  ...more,
});

/** A rate of 20 a second that was found at 10 s. */
const known: Rate = {
  ...{ perSecond: 20, isKnown: true, block: undefined, nextAtMs: 10_000 },
  ...{ refusedAtMs: 10_000, accepted: 0, loweredAtMs: 10_000 },
};

function acceptAll(rate: Rate, count: number, fromMs: number, everyMs: number): Rate {
  return Array.from({ length: count }).reduce<Rate>((now, _, index) => {
    const atMs = fromMs + index * everyMs;
    return accepted(now, { sentAtMs: atMs, nowMs: atMs });
  }, rate);
}

describe("the rate of an action", () => {
  it("is blocked by the first refusal, and one try decides", () => {
    const first = firstRefused(refusal({ nowMs: 1_000 }));
    expect(first).toMatchObject({ block: { sinceMs: 1_000, pauseMs: 250 }, nextAtMs: 1_250 });
    const trying = sent(first, 1_250, 0.5);
    expect(trying.nextAtMs).toBe(Number.POSITIVE_INFINITY);
    expect(accepted(trying, { sentAtMs: 1_250, nowMs: 1_300 })).toMatchObject({
      ...{ block: undefined, isKnown: false, nextAtMs: 1_300 },
    });
    expect(unanswered(trying, { sentAtMs: 1_250, nowMs: 1_300 }).nextAtMs).toBe(1_550);
    expect(refused(trying, refusal({ sentAtMs: 1_250, nowMs: 1_300 }))).toMatchObject({
      ...{ block: { sinceMs: 1_000, pauseMs: 500 }, nextAtMs: 1_800 },
    });
  });

  it("is what was accepted between two refusals, less the part that a refusal costs", () => {
    const finding = { ...known, isKnown: false, perSecond: 4 };
    const found = refused(acceptAll(finding, 40, 10_050, 48), refusal({ sentAtMs: 11_990, nowMs: 12_000 }));
    // 40 calls in 2 s.
    expect(found).toMatchObject({ isKnown: true, perSecond: 0.8 * 20, accepted: 0 });
  });

  it("falls once in a second, and not below three fifths where few calls were wanted", () => {
    const later = refused({ ...known, accepted: 1 }, refusal({ sentAtMs: 40_000, nowMs: 40_010 }));
    expect(later.perSecond).toBeCloseTo(0.8 * 0.75 * 20);
    const again = { ...later, accepted: 3 };
    expect(refused(again, refusal({ sentAtMs: 40_900, nowMs: 40_910 })).perSecond).toBe(later.perSecond);
    expect(refused(again, refusal({ sentAtMs: 41_100, nowMs: 41_110 })).perSecond).toBeLessThan(
      later.perSecond,
    );
  });

  it("rises by one a second, and faster the longer nothing is refused", () => {
    const afterOne = acceptAll(known, 20, 10_000, 50).perSecond;
    expect(afterOne - 20).toBeGreaterThan(1);
    expect(afterOne - 20).toBeLessThan(1.5);
    const inTheTenth = acceptAll({ ...known, refusedAtMs: 0 }, 20, 10_000, 50).perSecond;
    expect(inTheTenth - 20).toBeGreaterThan(4.5);
  });

  it("is looked for anew when nothing passed for seconds: a new window is open", () => {
    const block = { sinceMs: 10_000, pauseMs: 5_000 };
    const opened = accepted({ ...known, block }, { sentAtMs: 12_100, nowMs: 12_110 });
    expect(opened).toMatchObject({ isKnown: false, block: undefined });
    const soon = accepted({ ...known, block }, { sentAtMs: 11_900, nowMs: 11_910 });
    expect(soon).toMatchObject({ isKnown: true, perSecond: 20, block: undefined });
  });

  it("limits nothing any more after so many calls were accepted", () => {
    expect(isUnlimited(acceptAll({ ...known, isKnown: false }, 600, 10_000, 5))).toBe(true);
    expect(isUnlimited(known)).toBe(false);
  });

  it("learns nothing from the answers to calls that were sent before the latest refusal", () => {
    expect(accepted(known, { sentAtMs: 9_999, nowMs: 10_050 })).toBe(known);
    expect(refused(known, refusal({ sentAtMs: 9_999, nowMs: 10_050 }))).toEqual(known);
    expect(refused(known, refusal({ sentAtMs: 9_999, nowMs: 10_050, retryAfterMs: 700 }))).toEqual({
      ...known,
      nextAtMs: 10_750,
    });
  });

  it("never sends before the time that the cloud asked for, whatever the answers are", () => {
    const step = fc.record({
      kind: fc.constantFrom("accepted", "refused", "unanswered"),
      waitMs: fc.nat(10_000),
      retryAfterMs: fc.option(fc.nat(20_000), { nil: undefined }),
      random: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let nowMs = 0;
        let askedUntilMs = 0;
        let rate = firstRefused(refusal({}));
        for (const { kind, waitMs, retryAfterMs, random } of steps) {
          const sentAtMs = Math.max(nowMs + waitMs, rate.nextAtMs);
          expect(sentAtMs).toBeGreaterThanOrEqual(askedUntilMs);
          nowMs = sentAtMs + 50;
          const times = { sentAtMs, nowMs };
          const trying = sent(rate, sentAtMs, random);
          if (kind === "accepted") rate = accepted(trying, times);
          if (kind === "unanswered") rate = unanswered(trying, times);
          if (kind === "refused") {
            rate = refused(trying, refusal({ ...times, retryAfterMs, random }));
            askedUntilMs = nowMs + (retryAfterMs ?? 0);
          }
          expect(rate.perSecond).toBeGreaterThan(0);
        }
      }),
    );
  });
});
