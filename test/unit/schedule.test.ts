import * as fc from "fast-check";
import { type LookWindow, lookWindow, nextLookMs, type Taken } from "../../provider/core/schedule";

const unknown = lookWindow([], 0);

/** The looks at one transition, until one shows its end. */
function looksAt(durationMs: number, window: LookWindow): readonly number[] {
  const looks: number[] = [];
  do looks.push(nextLookMs(looks.at(-1), window));
  while ((looks.at(-1) ?? 0) < durationMs);
  return looks;
}

/** What the looks at one transition after another tell about them, and how late the end of each was seen. */
function learn(durationsMs: readonly number[]): { taken: readonly Taken[]; lagsMs: readonly number[] } {
  const taken: Taken[] = [];
  const lagsMs: number[] = [];
  for (const durationMs of durationsMs) {
    const looks = looksAt(durationMs, lookWindow(taken, 0));
    const byMs = looks.at(-1) ?? 0;
    taken.push({ afterMs: looks.at(-2) ?? 0, byMs });
    lagsMs.push(byMs - durationMs);
  }
  return { taken, lagsMs };
}

const durations = fc.array(fc.nat(30_000), { maxLength: 32 });

describe("the window of looks", () => {
  const took = (...times: readonly [number, number][]) => times.map(([afterMs, byMs]) => ({ afterMs, byMs }));
  it.each<[string, readonly Taken[], number, LookWindow]>([
    ["begins at once when nothing is known", [], 0, { fromMs: 0, toMs: 0 }],
    ["begins later when another transition is seen unfinished", [], 50, { fromMs: 150, toMs: 0 }],
    ["leaves out no more than the early looks for that", [], 20_000, { fromMs: 500, toMs: 0 }],
    ["is what one transition took", took([2_500, 3_000]), 0, { fromMs: 2_500, toMs: 3_000 }],
    [
      "is what remains when all may have taken the same time",
      took([2_500, 3_000], [2_875, 3_375], [0, 2_990]),
      0,
      { fromMs: 2_875, toMs: 2_990 },
    ],
    [
      "begins before the shortest and ends with the longest when they differ",
      took([500, 1_000], [9_500, 10_000], [4_000, 4_500]),
      0,
      { fromMs: 500, toMs: 9_500 },
    ],
    [
      "leaves out one of eight that took much longer",
      took(...Array.from({ length: 7 }, (): [number, number] => [2_900, 3_000]), [19_500, 20_000]),
      0,
      { fromMs: 2_900, toMs: 3_000 },
    ],
  ])("%s", (_, taken, stillRunningMs, window) => {
    expect(lookWindow(taken, stillRunningMs)).toEqual(window);
  });
});

describe("the schedule of looks", () => {
  it("looks at once, soon again, and then every half second when nothing is known", () => {
    expect(looksAt(3_000, unknown)).toEqual([0, 50, 150, 450, 950, 1_450, 1_950, 2_450, 2_950, 3_450]);
  });

  it("looks every two seconds after a minute", () => {
    expect(nextLookMs(60_000, unknown)).toBe(62_000);
  });

  it("always goes on, never in a hurry, and never leaves a transition alone for more than five seconds", () => {
    fc.assert(
      fc.property(durations, fc.nat(600_000), (seen, lookedMs) => {
        const window = lookWindow(learn(seen).taken, 0);
        const pauseMs = nextLookMs(lookedMs, window) - lookedMs;
        expect(pauseMs).toBeGreaterThan(0);
        expect(pauseMs).toBeLessThanOrEqual(5_000);
        if (lookedMs >= window.fromMs) expect(pauseMs).toBeGreaterThanOrEqual(50);
        if (lookedMs >= window.fromMs && lookedMs < 60_000) expect(pauseMs).toBeLessThanOrEqual(500);
      }),
    );
  });

  it("sees the end within 0.15 s, with few looks, once transitions of up to 4 s have taken the same time", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4_000 }), (durationMs) => {
        const { taken, lagsMs } = learn(Array.from({ length: 4 }, () => durationMs));
        expect(lagsMs.at(-1)).toBeLessThanOrEqual(150);
        expect(looksAt(durationMs, lookWindow(taken, 0)).length).toBeLessThanOrEqual(4);
      }),
    );
  });

  it("sees the end within half a second of any transition that ends in the window or later", () => {
    fc.assert(
      fc.property(durations, fc.nat(29_000), (seen, moreMs) => {
        const window = lookWindow(learn(seen).taken, 0);
        const durationMs = window.fromMs + moreMs;
        const limitMs = durationMs < 60_000 ? 500 : 2_000;
        expect((looksAt(durationMs, window).at(-1) ?? 0) - durationMs).toBeLessThanOrEqual(limitMs);
      }),
    );
  });

  it("finds out that transitions have become shorter, and sees at once when they take no time any more", () => {
    const { lagsMs } = learn([...Array(8).fill(10_000), ...Array(24).fill(1_000)]);
    expect(lagsMs.at(8)).toBeGreaterThan(3_000);
    expect(lagsMs.at(-1)).toBeLessThanOrEqual(500);
    expect(learn([10_000, 0, 0]).lagsMs.slice(1)).toEqual([500, 0]);
  });
});
