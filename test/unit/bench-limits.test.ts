import type { BenchRow } from "../../scripts/bench/bench-row";
import { overLimit } from "../../scripts/bench/limits";

const row: BenchRow = {
  host: "dynamic",
  ...{ cpuS: null, twinCpuS: null },
  ...{
    cloud: "zenlayer",
    resources: "attachments",
    size: 100,
    foreign: 0,
    transitionMs: 0,
    parallel: null,
    operation: "up",
    repeats: 3,
  },
  ...{ wallS: 5, twinWallS: 4.45, addedS: 0.55, addedMinS: 0.4, addedMaxS: 0.9 },
  ...{
    calls: { AttachNetworkInterface: 100 },
    refused: 0,
    throttled: 0,
    forcedS: 0,
    stateBytesPerResource: 2_300,
    providerTextBytes: 120,
  },
  ...{ firstCheckMs: null, twinFirstCheckMs: null },
};
const previewNew: BenchRow = {
  ...row,
  ...{ operation: "preview-new", addedS: 0.7, stateBytesPerResource: null, providerTextBytes: null },
  calls: { DescribeNetworkInterfaces: 10, DescribeInstances: 5 },
};
const firstCheck: BenchRow = { ...row, operation: "first-check", firstCheckMs: 575, twinFirstCheckMs: 500 };

describe("the limits of the benchmark", () => {
  it.each<[string, BenchRow]>([
    ["everything at its limit", row],
    ["the first check at its limit", firstCheck],
    ["a preview without a call", { ...row, operation: "preview", calls: {} }],
    [
      "a preview that is slower than an instant cloud explains",
      { ...row, operation: "preview", calls: {}, addedS: 9 },
    ],
    ["a preview of new attachments at its limits", previewNew],
    ["what a slow cloud adds", { ...row, transitionMs: 3_000, addedS: 9 }],
    ["what a cloud of varying speed adds", { ...row, transitionMs: "0-10", addedS: 9 }],
    [
      "what pairs add: each has two resources",
      { ...row, resources: "pairs", operation: "destroy", size: 100, addedS: 0.85 },
    ],
    ["a run that was faster than its twin", { ...row, addedS: -3 }],
    ["a twentieth of calls that are refused for their rate", { ...row, throttled: 5, addedS: 9 }],
    ["what a quota forces", { ...row, throttled: 1, forcedS: 10, wallS: 15.9, addedS: 11.45 }],
    [
      "what was not measured",
      { ...row, addedS: null, calls: null, refused: null, stateBytesPerResource: null },
    ],
  ])("let pass %s", (_, measured) => {
    expect(overLimit([measured])).toEqual([]);
  });

  it.each<[string, BenchRow, string]>([
    [
      "a byte of state too many",
      { ...row, stateBytesPerResource: 2_301 },
      "2301 bytes of state for each resource",
    ],
    ["a byte of text too many", { ...row, providerTextBytes: 121 }, "121 bytes of constant text"],
    ["an up that adds too much", { ...row, addedS: 0.56 }, "0.56 seconds more"],
    ["a destroy that adds too much", { ...row, operation: "destroy", addedS: 0.6 }, "0.6 seconds more"],
    ["a refresh that adds too much", { ...row, operation: "refresh", addedS: 0.6 }, "0.6 seconds more"],
    ["a small stack that adds too much", { ...row, size: 1, addedS: 0.3 }, "the limit is 0.253"],
    [
      "one call in a preview",
      { ...row, operation: "preview", calls: { DescribeInstances: 1 } },
      "1 API calls",
    ],
    [
      "a preview of new attachments with one call too many",
      { ...previewNew, calls: { DescribeNetworkInterfaces: 16 } },
      "16 API calls in the preview of new attachments, the limit is 15",
    ],
    [
      "a preview of new attachments that adds too much",
      { ...previewNew, addedS: 0.71 },
      "0.71 seconds more than the twin, with an instant cloud, the limit is 0.7",
    ],
    ["one refused call", { ...row, operation: "destroy", refused: 1 }, "1 refused calls, the limit is 0"],
    [
      "one refused call among pairs",
      { ...row, resources: "pairs", operation: "destroy", refused: 1 },
      "1 refused calls, the limit is 0",
    ],
    [
      "more refusals for the rate than a twentieth",
      { ...row, throttled: 6 },
      "0.06 of the calls are refused for their rate, the limit is 0.05",
    ],
    [
      "much more time than a quota forces",
      { ...row, throttled: 1, forcedS: 10, wallS: 16, addedS: 11.55 },
      "16 seconds, where the twin needs its time and the quota forces the rest, the limit is 15.95",
    ],
    [
      "pairs that add too much",
      { ...row, resources: "pairs", operation: "destroy", addedS: 0.86 },
      "0.86 seconds more than the twin, with an instant cloud, the limit is 0.85",
    ],
    [
      "a slow first check",
      { ...firstCheck, firstCheckMs: 580 },
      "1.16 times the duration of the twin's first check",
    ],
  ])("report %s, and name the row", (_, measured, words) => {
    const [excess, ...others] = overLimit([row, measured]);
    const size = measured.resources === "pairs" ? `${measured.size} pairs` : measured.size;
    expect(excess).toContain(`zenlayer ${measured.operation} of ${size}: `);
    expect(excess).toContain(words);
    expect(others).toEqual([]);
  });
});
