import { fuzz, fuzzTargets } from "./fuzz";
import { sceneTitles } from "./scene";

/** A short share of `npm run test:fuzz`, always the same input. */
const seed = 20_261;

describe.each(sceneTitles)("hostile input on %s", (api) => {
  it.each(fuzzTargets)("is stood by the %s", async (target) => {
    await expect(fuzz({ target, api, runs: 25, seed })).resolves.toBeUndefined();
  });
});
