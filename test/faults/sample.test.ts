import type { Cell } from "./cell";
import { caseOfApi } from "./cells";
import { runCells } from "./run-cells";
import { apis, sampleOf, selectCells } from "./selection";
import { type SetTrap, setTrap } from "./trap";
import type { Result } from "./try-cell";

const cellsOfApi = 10;
const benches = 1;
const seed = 1;

/** The others wait for time-outs of calls, or need a process of their own. */
const isQuick = ({ name, trouble }: Cell) =>
  trouble.of !== "place" && name !== "hang" && name !== "slow drip" && name !== "throttle";

/** `npm run test:faults` tries all of them. */
describe("a sample of all faults, operations and APIs", () => {
  let trap: SetTrap;
  const results = new Map<string, readonly Result[]>();
  beforeAll(async () => {
    trap = await setTrap();
    const tries = apis.map(async (api) => {
      const tried: Result[] = [];
      const all = await selectCells(caseOfApi(api), {}, trap);
      await runCells(sampleOf(all.filter(isQuick), cellsOfApi, seed), benches, (result) =>
        tried.push(result),
      );
      results.set(api, tried);
    });
    await Promise.all(tries);
  }, 600_000);
  afterAll(() => trap.close());

  it.each(apis)("holds on %s", (api) => {
    const tried = results.get(api) ?? [];
    expect(tried).toHaveLength(cellsOfApi);
    expect(tried.filter(({ violations }) => violations.length > 0)).toEqual([]);
  });

  it("leads no request to another place", () => {
    expect(trap.caught).toEqual([]);
  });
});
