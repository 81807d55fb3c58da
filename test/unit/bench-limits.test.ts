import { type BenchRow, emptyRow, sizeText } from "../../scripts/bench/bench-row";
import { overLimit } from "../../scripts/bench/limits";

const row: BenchRow = {
  ...emptyRow({ cloud: "zenlayer", host: "dynamic", operation: "up", size: 100, repeats: 3 }),
  transitionMs: 0,
  ...{ wallS: 4.85, twinWallS: 4.45, addedS: 0.4, addedMinS: 0.3, addedMaxS: 0.9 },
  ...{ cpuS: 5.7, twinCpuS: 5 },
  ...{ calls: { AttachNetworkInterface: 100 }, refused: 0, throttled: 0, forcedS: 0 },
  ...{ bestCalls: 113, bestS: 4.45 },
  ...{ rssMb: 200, twinRssMb: 100, stateBytesPerResource: 2_300, providerTextBytes: 120 },
};
const thousand: BenchRow = {
  ...{ ...row, operation: "refresh", size: 1_000, addedS: 1.75, cpuS: 7.5, twinCpuS: 5, rssMb: 140 },
  calls: { DescribeNetworkInterfaces: 4, DescribeInstances: 2 },
};
/** All attach at once, and each takes three seconds. */
const wave: BenchRow = {
  ...{ ...row, transitionMs: 3_000, parallel: 100, wallS: 7.95, bestS: 7.45 },
  ...{ lagMs: { p50: 300, p95: 700, max: 5_000 }, looksPerS: 9 },
  calls: { AttachNetworkInterface: 100, DescribeNetworkInterfaces: 25, DescribeInstances: 5 },
};
/** Eight attach at once. */
const waves: BenchRow = {
  ...wave,
  parallel: null,
  bestS: 4.45 + 39,
  wallS: 4.45 + 39 + 13 * 0.15,
  looksPerS: 2,
};
const pairs: BenchRow = {
  ...{ ...wave, resources: "pairs", size: 400, transitionMs: 1_000, wallS: 6.05, bestS: 5.45 },
  calls: { DescribeNetworkInterfaces: 60 },
};
const stacks: BenchRow = {
  ...{ ...row, transitionMs: 0, stacks: 3, throttled: 5, forcedS: 10, wallS: 16.45 },
  stackWallS: [13, 10],
};
const previewNew: BenchRow = {
  ...row,
  ...{ operation: "preview-new", addedS: 0.7, cpuS: 5, stateBytesPerResource: null, providerTextBytes: null },
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
    ["a thousand at their limits", thousand],
    ["one wave of transitions at its limits", wave],
    ["many waves of transitions at their limits", waves],
    ["pairs in one wave at their limits", pairs],
    ["stacks that share a quota at their limits", stacks],
    [
      "looks and lags while a quota limits",
      { ...stacks, lagMs: { p50: 9_000, p95: 9_000, max: 9_000 }, looksPerS: 9 },
    ],
    ["what a cloud of varying speed adds", { ...row, transitionMs: "0-10", addedS: 9 }],
    [
      "what pairs add: each has two resources",
      { ...row, resources: "pairs", operation: "destroy", size: 100, addedS: 0.55 },
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
    ["an up that adds too much", { ...row, addedS: 0.41 }, "0.41 seconds more"],
    ["a destroy that adds too much", { ...row, operation: "destroy", addedS: 0.6 }, "0.6 seconds more"],
    ["a refresh that adds too much", { ...row, operation: "refresh", addedS: 0.6 }, "0.6 seconds more"],
    ["a small stack that adds too much", { ...row, size: 1, cpuS: 5, addedS: 0.3 }, "the limit is 0.252"],
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
      { ...row, resources: "pairs", operation: "destroy", addedS: 0.56 },
      "0.56 seconds more than the twin, with an instant cloud, the limit is 0.55",
    ],
    ["too much CPU", { ...row, cpuS: 5.71 }, "5.71 seconds of CPU, with an instant cloud, the limit is 5.7"],
    [
      "a slow wave",
      { ...wave, wallS: 7.96 },
      "7.96 seconds, where the twin needs its time and the transitions",
    ],
    [
      "slow waves",
      { ...waves, wallS: 45.41 },
      "45.41 seconds, where the twin needs its time and the transitions",
    ],
    [
      "slow pairs",
      { ...pairs, wallS: 6.06 },
      "6.06 seconds, where the twin needs its time and the transitions",
    ],
    [
      "a look too many in a wave",
      { ...wave, calls: { DescribeNetworkInterfaces: 31 } },
      "31 looks in one wave of transitions, the limit is 30",
    ],
    [
      "a look too many for pairs",
      { ...pairs, calls: { DescribeNetworkInterfaces: 61 } },
      "61 looks in one wave of transitions, the limit is 60",
    ],
    ["too many looks a second", { ...waves, looksPerS: 2.1 }, "2.1 looks a second"],
    [
      "a late look",
      { ...wave, lagMs: { p50: 301, p95: 700, max: 700 } },
      "301 ms from the end of a transition",
    ],
    [
      "some late looks",
      { ...wave, lagMs: { p50: 300, p95: 701, max: 701 } },
      "701 ms from the end of a transition",
    ],
    [
      "a refresh with one call too many",
      { ...thousand, calls: { DescribeNetworkInterfaces: 7 } },
      "7 API calls in a refresh, the limit is 6",
    ],
    ["too much memory", { ...thousand, rssMb: 141 }, "41 MB of memory more than the twin, the limit is 40"],
    ["an uneven share", { ...stacks, stackWallS: [13.1, 10] }, "1.31 times the fastest stack's time"],
    [
      "stacks that waste a quota",
      { ...stacks, wallS: 16.46 },
      "16.46 seconds, where the twin needs its time and the quota forces the rest, the limit is 16.45",
    ],
    [
      "a slow first check",
      { ...firstCheck, firstCheckMs: 580 },
      "1.16 times the duration of the twin's first check",
    ],
  ])("report %s, and name the row", (_, measured, words) => {
    const [excess, ...others] = overLimit([row, measured]);
    expect(excess).toContain(`zenlayer ${measured.operation} of ${sizeText(measured)}: `);
    expect(excess).toContain(words);
    expect(others).toEqual([]);
  });
});
