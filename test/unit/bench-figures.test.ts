import type { EndedTransition, JournalEntry } from "../../emulator";
import { type BestCase, bestCalls, bestSeconds } from "../../scripts/bench/best-figures";
import { detectionLags, summary } from "../../scripts/bench/detection-lag";
import { median, percentile } from "../../scripts/bench/statistics";

function transition(interfaceId: string, at: number): EndedTransition {
  return { kind: "attach", cloud: "alibaba", interfaceId, since: 0, at };
}

function entry(at: number, action: string, params: object, code: string | null = null): JournalEntry {
  return {
    ...{ seq: at, at, cloud: "alibaba", api: "v1", action, regionId: null, accountId: null },
    ...{ params: { ...params }, httpStatus: 200, code, requestId: "r", tookMs: 0 },
  };
}

describe("the lag of a detection", () => {
  const look = (at: number, ...ids: string[]) =>
    entry(at, "DescribeNetworkInterfaces", { NetworkInterfaceId: ids });

  it("lasts from the end of a transition to the first look that names the interface", () => {
    const looks = [look(90, "eni-1"), look(150, "eni-2"), look(170, "eni-1", "eni-2"), look(300, "eni-1")];
    expect(detectionLags([transition("eni-1", 100), transition("eni-2", 160)], looks)).toEqual([70, 10]);
  });

  it("ends with a page, which names no interface", () => {
    const looks = [look(150, "eni-2"), entry(160, "DescribeNetworkInterfaces", { VpcId: "vpc-1" })];
    expect(detectionLags([transition("eni-1", 100), transition("eni-2", 200)], looks)).toEqual([
      60,
      undefined,
    ]);
  });

  it("does not end with a refused look or with another action", () => {
    const entries = [
      entry(110, "DescribeNetworkInterfaces", { NetworkInterfaceId: ["eni-1"] }, "Throttling"),
      entry(120, "AttachNetworkInterface", { NetworkInterfaceId: "eni-1" }),
    ];
    expect(detectionLags([transition("eni-1", 100)], entries)).toEqual([undefined]);
  });

  it("is told as the median, what a twentieth exceeds, and the largest", () => {
    expect(summary(Array.from({ length: 100 }, (_, index) => index + 1))).toEqual({
      p50: 50,
      p95: 95,
      max: 100,
    });
    expect(summary([7])).toEqual({ p50: 7, p95: 7, max: 7 });
    expect(summary([])).toBeNull();
  });
});

describe("statistics", () => {
  it("do not depend on the order", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(percentile([30, 10, 20], 34)).toBe(20);
  });
});

describe("the best possible figures", () => {
  const up: BestCase = {
    ...{ cloud: "alibaba", operation: "up", resources: "attachments", size: 100, inFlight: 8 },
    ...{ transitionMs: { mean: 3_000, longest: 3_000 }, twinS: 4, forcedS: 0 },
  };

  it.each<[string, Partial<BestCase>, number | null, number]>([
    ["eight at once: thirteen waves, each with a look", {}, 113, 43],
    ["all at once: one wave", { inFlight: 100 }, 101, 7],
    ["more than a look can name", { inFlight: 250, size: 250 }, 253, 7],
    ["pairs: two writes each", { inFlight: 100, resources: "pairs", operation: "destroy" }, 201, 7],
    [
      "one wave of different transitions",
      { inFlight: 100, transitionMs: { mean: 2_000, longest: 4_000 } },
      101,
      8,
    ],
    ["many waves of different transitions", { transitionMs: { mean: 2_000, longest: 4_000 } }, 113, 30],
    ["a quota that takes longer than the transitions", { inFlight: 100, forcedS: 9 }, 101, 9],
    ["a quota that takes less time", { inFlight: 100, forcedS: 6 }, 101, 7],
    ["a refresh: pages", { operation: "refresh", size: 1_000, cloud: "tencent" }, 10, 4],
    ["an unchanged program", { operation: "preview" }, 0, 4],
    ["a preview of what is new", { operation: "preview-new" }, null, 4],
  ])("are those of %s", (_, changes, calls, seconds) => {
    const of = { ...up, ...changes };
    expect(bestCalls(of)).toBe(calls);
    expect(bestSeconds(of)).toBe(seconds);
  });
});
