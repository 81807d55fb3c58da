import { zenlayer } from "../../provider/clouds/zenlayer/cloud";
import type { Api } from "../../provider/contract/apis";
import { packageRoot } from "../../scripts/packed-package";
import { coverageOf, coverageText } from "../../scripts/tables/code-coverage";
import { codeCoverage, documentedClouds } from "../../scripts/tables/generated-files";

describe.each(codeCoverage(packageRoot, documentedClouds()))("the documented codes of $title", (coverage) => {
  const { documented } = coverage;

  it("are all classified, explained, answered by the emulator and read in a test", () => {
    expect(documented).toBeGreaterThan(30);
    expect(coverage).toMatchObject({ classified: documented, explained: documented, read: documented });
    expect(coverage.byRequest + coverage.byFault).toBe(documented);
    expect(coverage.byRequest).toBeGreaterThan(coverage.byFault);
  });
});

describe("the count of codes", () => {
  const [known] = zenlayer.codes;
  const api: Api = {
    cloud: zenlayer,
    generation: undefined,
    title: "Z",
    rules: [],
    codes: known ? [known] : [],
  };
  const code = String(known?.code);

  it("shows what only the emulator has, and what no test reads", () => {
    const emulated = [
      { code, by: "request" },
      { code: "NEW_CODE", by: "fault" },
    ] as const;
    const coverage = coverageOf(api, emulated, new Set([code]));
    expect(coverage).toEqual({
      ...{ title: "Z", documented: 2, classified: 1, explained: 1 },
      ...{ byRequest: 1, byFault: 0, read: 1 },
    });
    expect(coverageText([coverage])).toMatch(
      /^\| Z +\| 1 of 2 +\| 1 of 2 +\| 1 of 2 +\| 1 +\| 0 +\| 1 of 2 +\|$/m,
    );
  });

  it("shows what only the provider has", () => {
    expect(coverageOf(api, [], new Set())).toMatchObject({
      documented: 1,
      classified: 1,
      byFault: 0,
      read: 0,
    });
  });
});
