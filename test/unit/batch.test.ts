import { CloudError, type FailureKind } from "../../provider/core/errors";
import { batchLooks } from "../../provider/session/batch";

interface Item {
  readonly id: string;
}

const failure = (kind: FailureKind) =>
  new CloudError(
    { cloudTitle: "Cloud", action: "Describe", code: "Code" },
    { kind, meaning: "no.", remedy: "-" },
  );

describe("looks in batches", () => {
  let asked: (readonly string[])[];
  beforeEach(() => {
    asked = [];
  });
  const batch = (find: (ids: readonly string[]) => readonly Item[]) =>
    batchLooks<Item>(
      async (ids) => {
        asked.push(ids);
        return find(ids);
      },
      100,
      () => true,
    );
  const items = (ids: readonly string[]) => ids.map((id) => ({ id }));

  it("ask once for ids that are asked for together, and for each id once", async () => {
    const { load } = batch(items);
    await Promise.all([load("a"), load("b"), load("a")]);
    expect(asked).toEqual([["a", "b"]]);
  });

  it("stay open while their call waits for its turn", async () => {
    let turn: () => void = () => undefined;
    const untilTurn = () =>
      new Promise<void>((resolve) => {
        turn = resolve;
      });
    const find = async (ids: readonly string[]) => {
      asked.push(ids);
      return items(ids);
    };
    const { load } = batchLooks<Item>(find, 100, () => false, untilTurn);
    const first = load("a");
    await new Promise(setImmediate);
    const second = load("b");
    await new Promise(setImmediate);
    expect(asked).toEqual([]);
    turn();
    await Promise.all([first, second]);
    expect(asked).toEqual([["a", "b"]]);
  });

  it("ask separately for an id that is missing among others before it counts as unknown", async () => {
    const { load } = batch((ids) => (ids.length > 1 ? [] : items(ids.filter((id) => id !== "gone"))));
    const found = await Promise.all([load("late"), load("gone")]);
    expect(found).toEqual([{ id: "late" }, undefined]);
  });

  it("fail only the one id that is refused", async () => {
    const { load } = batch((ids) => {
      if (ids.includes("bad")) throw failure("refused");
      return items(ids);
    });
    const ids = ["a", "b", "c", "bad", "d", "e", "f", "g"];
    const outcomes = await Promise.allSettled(ids.map((id) => load(id)));
    expect(outcomes.map((outcome) => outcome.status)).toEqual(
      ids.map((id) => (id === "bad" ? "rejected" : "fulfilled")),
    );
    expect(asked.length).toBeLessThan(ids.length);
  });

  it("do not multiply calls after a failure that is about none of the ids", async () => {
    const { load } = batch(() => {
      throw failure("authentication");
    });
    const outcomes = await Promise.allSettled([load("a"), load("b"), load("c")]);
    expect(outcomes.every((outcome) => outcome.status === "rejected")).toBe(true);
    expect(asked).toHaveLength(1);
  });
});
