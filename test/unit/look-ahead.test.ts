import { CloudError, type FailureKind } from "../../provider/core/errors";
import { lookAhead } from "../../provider/session/look-ahead";
import { SnapshotCache } from "../../provider/session/snapshot-cache";

interface Item {
  readonly id: string;
  readonly isFree: boolean;
}

const items = (ids: readonly string[], isFree = true) => ids.map((id): Item => ({ id, isFree }));

describe("a look ahead", () => {
  let nowMs: number;
  let asked: (readonly string[])[];
  let lastWrites: Map<string, number>;
  let snapshots: SnapshotCache<Item>;

  beforeEach(() => {
    nowMs = 10_000;
    asked = [];
    lastWrites = new Map();
    const sources = { look: () => Promise.resolve(undefined), list: undefined };
    snapshots = new SnapshotCache<Item>(
      { now: () => nowMs, sleep: () => Promise.resolve() },
      sources,
      lastWrites,
    );
  });

  const look = (
    ids: readonly string[],
    {
      maxIds = 100,
      find = items,
    }: { maxIds?: number; find?: (ids: readonly string[]) => readonly Item[] } = {},
  ) =>
    lookAhead(ids, { snapshots, maxIds, mayBeNext: ({ isFree }) => isFree }, async (all) => {
      asked.push(all);
      return find(all);
    });

  it("also asks for what the run has seen a while ago and has not written to", async () => {
    snapshots.note(items(["held"], false), 0);
    snapshots.note(items(["old", "wanted", "written"]), 0);
    snapshots.note(items(["recent"]), nowMs - 100);
    lastWrites.set("written", 5_000);
    expect(await look(["wanted"])).toEqual(items(["wanted", "old"]));
    expect(asked).toEqual([["wanted", "old"]]);
  });

  it("asks for no more ids than one call takes", async () => {
    snapshots.note(items(["a", "b", "c", "d"]), 0);
    await look(["wanted"], { maxIds: 3 });
    await look(["x", "y", "z"], { maxIds: 3 });
    expect(asked).toEqual([
      ["wanted", "a", "b"],
      ["x", "y", "z"],
    ]);
  });

  it("looks ahead at most twice a second", async () => {
    snapshots.note(items(["a", "b", "c", "d"]), 0);
    for (const atMs of [0, 100, 499, 501]) {
      nowMs = 10_000 + atMs;
      await look(["wanted"], { maxIds: 2 });
    }
    expect(asked).toEqual([["wanted", "a"], ["wanted"], ["wanted"], ["wanted", "a"]]);
  });

  it("does not ask again for what the answer does not show", async () => {
    snapshots.note(items(["gone", "old"]), 0);
    const find = (ids: readonly string[]) => items(ids.filter((id) => id !== "gone"));
    await look(["wanted"], { find });
    nowMs += 1_000;
    await look(["wanted"], { find });
    expect(asked).toEqual([
      ["wanted", "gone", "old"],
      ["wanted", "old"],
    ]);
  });

  it.each<[FailureKind, number]>([
    ["refused", 2],
    ["throttled", 1],
  ])("asks for the wanted ids alone when the answer is about an id (%s)", async (kind, calls) => {
    snapshots.note(items(["bad"]), 0);
    const failure = new CloudError(
      { cloudTitle: "Cloud", action: "Describe", code: "Code" },
      { kind, meaning: "no.", remedy: "-" },
    );
    const find = (ids: readonly string[]) => {
      if (ids.includes("bad")) throw failure;
      return items(ids);
    };
    const outcome = await look(["wanted"], { find }).catch((error: unknown) => error);
    expect(outcome).toEqual(calls === 2 ? items(["wanted"]) : failure);
    expect(asked).toHaveLength(calls);
  });
});
