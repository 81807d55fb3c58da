import { choicesOf, type Dimension, nameOfChoice } from "./dimensions";

const dimensions: readonly Dimension[] = [
  { name: "kind", values: ["plain", "primary", "trunk"] },
  { name: "state", values: ["free", "held"] },
  { name: "room", values: ["plenty", "full"] },
];
const names = (depth: number, given = dimensions) =>
  [...choicesOf(given, depth)].map((choice) => nameOfChoice(given, choice));

describe("the choices of an operation", () => {
  it("begin with the usual one and vary one dimension at a time to the depth of one", () => {
    expect(names(1)).toEqual(["usual", "kind=primary", "kind=trunk", "state=held", "room=full"]);
  });

  it("hold every pair of unusual values to the depth of two, each once", () => {
    const pairs = names(2).filter((name) => name.split("+").length === 2);
    expect(pairs.sort()).toEqual([
      "kind=primary+room=full",
      "kind=primary+state=held",
      "kind=trunk+room=full",
      "kind=trunk+state=held",
      "state=held+room=full",
    ]);
  });

  it("are all that there are when the depth is the number of dimensions", () => {
    expect(new Set(names(3)).size).toBe(12);
    expect(names(3)).toHaveLength(12);
  });

  it("hold a dimension of a small reach only where few others are unusual, wherever it stands", () => {
    const [kind, state, room] = dimensions as [Dimension, Dimension, Dimension];
    for (const given of [
      [{ ...kind, reach: 2 }, state, room],
      [state, { ...kind, reach: 2 }, room],
      [state, room, { ...kind, reach: 2 }],
    ]) {
      const counts = names(3, given)
        .filter((name) => name.includes("kind="))
        .map((name) => name.split("+").length);
      expect(counts.sort()).toEqual([1, 1, 2, 2, 2, 2]);
    }
  });
});
