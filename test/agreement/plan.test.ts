import { agreementClouds } from "./clouds";
import { planOf, sampleOf } from "./plan";

describe("the plan of the agreement", () => {
  const plan = planOf({});

  it("has at least 20,000 combinations, each with its own identifier", () => {
    const ids = plan.tryings.map(({ combination }) => combination.id);
    expect(ids.length).toBeGreaterThanOrEqual(20_000);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(agreementClouds)(
    "leaves nothing of $api out for a reason that never applies",
    ({ api, impossible }) => {
      const applied = new Set(
        plan.leftOut.filter((row) => row.api === api).flatMap((row) => [...row.impossible.keys()]),
      );
      expect(impossible.filter((row) => !applied.has(row))).toEqual([]);
    },
  );

  it("finds a combination again by its identifier", () => {
    const [some] = sampleOf(plan.tryings, 1, 7);
    const only = some?.combination.id ?? "";
    expect(planOf({ only }).tryings.map(({ combination }) => combination.id)).toEqual([only]);
  });

  it("draws the same sample for the same seed, and another one for another", () => {
    const ids = (seed: number) =>
      planOf({ sample: 20, seed }).tryings.map(({ combination }) => combination.id);
    expect(ids(1)).toEqual(ids(1));
    expect(ids(1)).not.toEqual(ids(2));
    expect(new Set(ids(1)).size).toBe(20);
  });
});
