import { sceneTitles } from "./scene";
import { search, tellFailure } from "./search";

/** A short share of `npm run test:deep`, always the same histories. */
const runs = 40;
const seed = 20_261;

describe("random histories of users, engines and clouds", () => {
  it.each(sceneTitles)("break no invariant on %s", async (api) => {
    const { failure, histories } = await search({ api, runs, seed });
    if (failure) throw new Error(tellFailure(failure));
    expect(histories).toBe(runs);
  });
});
