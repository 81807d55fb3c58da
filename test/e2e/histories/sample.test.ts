import { compare, namedComparisons } from "./compare";
import { namedStories } from "./named-stories";

/** The stories in which the model was wrong once, and one for each order of a replacement. */
const sample = [
  "ignoreChanges",
  "--target-dependents",
  "the replacement of an interface that is attached",
  "a replacement whose creation fails",
];

/** `npm run test:deep -- --level 3` compares all of them, and random ones. */
describe("the real engine does what the model of the engine predicts", () => {
  const chosen = namedComparisons(namedStories).filter(({ name }) => sample.includes(name));

  // Side by side: each waits for its own engine most of the time.
  it.concurrent.each(chosen.map((each) => [each.name, each] as const))("%s", async (_name, comparison) => {
    const { difference, commands } = await compare(comparison);
    expect(difference).toBeUndefined();
    expect(commands).toBeGreaterThan(1);
  });

  it("has these stories", () => {
    expect(chosen).toHaveLength(sample.length);
  });
});
