import { sceneTitles } from "../../model/scene";
import type { Share } from "../../model/share";
import type { StoryStep } from "../../model/story";
import { playShares } from "./play-shares";

/** A short share of `npm run test:deep -- --level 2`, always the same histories: each API with one of the hosts. */
const shares: readonly Share[] = sceneTitles.map((api, index) => ({
  ...{ api, level: 2, runs: 1, seed: 20_261 },
  host: index % 2 === 0 ? "dynamic" : "plugin",
}));

/** A process that is killed after the cloud has accepted its attach. */
const killed: readonly StoryStep[] = [
  { do: "declare attachment", stack: "dev", name: "a", as: { of: 1, to: "running" } },
  {
    ...{ do: "up", stack: "dev" },
    kill: { at: "write", number: 1, when: "before its answer" },
  },
];

describe("histories through provider processes over gRPC", () => {
  it("break no invariant", async () => {
    const [first, second] = shares;
    const kills = [first, second].flatMap((share) => (share ? [{ ...share, again: killed }] : []));
    const results = await playShares([...kills, ...shares], 6, () => undefined);
    expect(results.flatMap(({ story }) => story ?? [])).toEqual([]);
    expect(results.filter(({ kills }) => kills > 0).length).toBeGreaterThanOrEqual(kills.length);
    expect(results.map(({ histories }) => histories)).toEqual(results.map(() => 1));
  });
});
