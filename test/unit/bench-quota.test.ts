import { forcedSeconds, type Quota, throttlesOf } from "../../scripts/bench/quota";

const bucket: Quota = { writes: 20, looks: 10, windowS: undefined };
const minute: Quota = { writes: 500, looks: undefined, windowS: 60 };

describe("the quotas of the benchmark", () => {
  it.each<[string, Quota, Record<string, number>, number]>([
    ["a bucket that is full at first", bucket, { AttachNetworkInterface: 300 }, 14],
    ["a bucket that is not emptied", bucket, { AttachNetworkInterface: 20 }, 0],
    ["a window that is not full", minute, { AttachNetworkInterface: 500 }, 0],
    ["one call more than a window", minute, { AttachNetworkInterface: 501 }, 60],
    ["three windows", minute, { AttachNetworkInterface: 1_001 }, 120],
    ["actions beside each other", bucket, { CreateNetworkInterface: 40, AttachNetworkInterface: 60 }, 2],
    ["looks, which can be shared", bucket, { DescribeNetworkInterfaces: 500 }, 0],
    ["no quota for writes", { ...bucket, writes: undefined }, { AttachNetworkInterface: 300 }, 0],
  ])("know what they force: %s", (_, quota, accepted, seconds) => {
    expect(forcedSeconds(quota, accepted)).toBe(seconds);
  });

  it("limit each action on its own", () => {
    const throttles = throttlesOf("tencent", bucket);
    expect(throttles).toContainEqual({
      ...{ cloud: "tencent", action: "AttachNetworkInterface", ratePerSecond: 20, burst: 20 },
    });
    expect(throttles).toContainEqual({
      ...{ cloud: "tencent", action: "DescribeInstances", ratePerSecond: 10, burst: 10 },
    });
    expect(throttlesOf("alibaba", minute)).toContainEqual({
      ...{ cloud: "alibaba", action: "DetachNetworkInterface", limit: 500, windowMs: 60_000 },
    });
    expect(throttlesOf("alibaba", minute).every(({ action }) => !action?.startsWith("Describe"))).toBe(true);
  });
});
