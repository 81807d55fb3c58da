import { findCode } from "../../provider/core/errors";
import { cloudCases } from "../support/cloud-cases";

describe.each(cloudCases)("the tables of $title", (cloudCase) => {
  const { cloud } = cloudCase;
  const codes = cloudCase.codes ?? cloud.codes;
  const rules = cloudCase.rules ?? cloud.rules;

  it("have one entry for each spelling of a code and action", () => {
    const spellings = codes.flatMap(({ code, actions }) =>
      actions.length === 0 ? [code] : actions.map((action) => `${code} of ${action}`),
    );
    expect(spellings.filter((one, index) => spellings.indexOf(one) !== index)).toEqual([]);
  });

  it("give each code a meaning and a remedy in whole sentences, and a source", () => {
    const sentence = expect.stringMatching(/^\S.{4,}\.$/s);
    for (const entry of codes) {
      expect(entry).toMatchObject({
        meaning: sentence,
        remedy: sentence,
        source: expect.stringMatching(/.{6}/),
      });
    }
  });

  it("give each rule a name of its own", () => {
    const names = rules.map(({ name }) => name);
    expect(names.filter((one, index) => names.indexOf(one) !== index)).toEqual([]);
  });

  it("give each rule codes of that API, unless it is a note or about the declared region", () => {
    // A cloud that finds ids in any region answers no code to a wrong one.
    const without = rules.filter(
      ({ codes: own, lasting, argument }) =>
        own.length === 0 && lasting !== "note" && argument !== "regionId",
    );
    expect(without.map(({ name }) => name)).toEqual([]);
    const named = rules.flatMap((rule) => rule.codes);
    expect(named.filter((code) => findCode(codes, code) === undefined)).toEqual([]);
  });
});
