import { planOf } from "./plan";
import { disagreementsOf, lineOf } from "./report";
import { Bench } from "./trial";

/** `npm run agreement` tries all combinations. */
const sample = 400;
const seed = 12;

describe("preview, the wire and `up`", () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.open();
  });
  afterAll(() => bench.close());

  it(`agree in ${sample} combinations`, async () => {
    const lines = [];
    for (const { cloud, combination } of planOf({ sample, seed }).tryings)
      lines.push(lineOf(await bench.tryOut(cloud, combination)));
    expect(lines).toHaveLength(sample);
    expect(disagreementsOf(lines)).toBe("");
  });
});
