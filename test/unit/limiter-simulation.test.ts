import { median } from "../../scripts/bench/statistics";
import { bucket, fixedWindow, type Simulated, type Simulation, simulate } from "./limiter-simulation";

const seeds = [1, 2, 3];
const one = ["write"] as const;
const three = ["write", "write", "write"] as const;

async function runs(setup: () => Omit<Simulation, "seed">): Promise<Simulated[]> {
  const all: Simulated[] = [];
  for (const seed of seeds) all.push(await simulate({ ...setup(), seed }));
  return all;
}

const refusedShare = ({ refused, acceptedOf }: Simulated) =>
  refused / (refused + acceptedOf.reduce((sum, count) => sum + count, 0));
const slowestByFastest = ({ clientS }: Simulated) => Math.max(...clientS) / Math.min(...clientS);

/** A bucket of 20 calls, which gets 20 a second: the first 20 calls need no time. */
const twentyPerSecond = () => bucket(() => 20);
const minuteOfFirstCall = () => fixedWindow(500, 60_000, "at first call");
const minuteOfClock = () => fixedWindow(500, 60_000, "on the clock");

describe("one run at the limit of a cloud", () => {
  it.each([
    ["300 calls, 20 a second", 300, (300 - 20) / 20, twentyPerSecond],
    ["700 calls, 20 a second", 700, (700 - 20) / 20, twentyPerSecond],
    ["700 calls, 100 a second", 700, (700 - 100) / 100, () => bucket(() => 100)],
    ["700 calls, 500 in a minute that begins at the first call", 700, 60, minuteOfFirstCall],
    ["1,300 calls, 500 in a minute that begins at the first call", 1_300, 120, minuteOfFirstCall],
    ["700 calls, 500 in a minute of the clock", 700, 60, minuteOfClock],
  ])(
    "needs little more than the forced time, with few refusals: %s",
    async (_, callsOfEach, forcedS, quota) => {
      for (const run of await runs(() => ({ quota: quota(), clients: one, callsOfEach }))) {
        expect(run.failed).toBe(0);
        expect(run.acceptedOf).toEqual([callsOfEach]);
        expect(run.tookS).toBeLessThanOrEqual(1.15 * forcedS);
        expect(refusedShare(run)).toBeLessThanOrEqual(0.05);
      }
    },
  );

  it("sends 300 calls as if there were no limiter where 500 in a minute are accepted", async () => {
    const [run] = await runs(() => ({ quota: minuteOfFirstCall(), clients: one, callsOfEach: 300 }));
    expect(run?.refused).toBe(0);
    expect(run?.tookS).toBeLessThan(300 * 0.008 + 0.1);
  });

  it("loses the calls that were under way at the first refusal only once, when a hundred are sent at once", async () => {
    const atOnce = { clients: one, callsOfEach: 300, beginEveryMs: 0, answerMs: 60 };
    for (const run of await runs(() => ({ ...atOnce, quota: twentyPerSecond() }))) {
      expect(run.failed).toBe(0);
      expect(run.tookS).toBeLessThanOrEqual(1.15 * 14);
      // The bucket accepts 20 of the first 100.
      expect(run.refused - 80).toBeLessThanOrEqual(0.1 * 300);
    }
  });

  it("follows a limit that becomes lower and then higher", async () => {
    const changing = (nowMs: number) => (nowMs < 15_000 ? 20 : nowMs < 25_000 ? 8 : 40);
    // 20 at once, 300 until 15 s, 80 until 25 s, and 100 at 40 a second.
    const forcedS = 25 + 100 / 40;
    for (const run of await runs(() => ({ quota: bucket(changing, 20), clients: one, callsOfEach: 500 }))) {
      expect(run.failed).toBe(0);
      expect(run.tookS).toBeLessThanOrEqual(1.2 * forcedS);
      expect(refusedShare(run)).toBeLessThanOrEqual(0.05);
    }
  });
});

describe("three runs that share the limit of a cloud", () => {
  it.each([
    ["300 calls each, 20 a second", 300, (900 - 20) / 20, twentyPerSecond],
    ["700 calls each, 20 a second", 700, (2_100 - 20) / 20, twentyPerSecond],
    ["300 calls each, 500 in a minute", 300, 60, minuteOfFirstCall],
  ])(
    "take little more than the forced time together, and about the same time each: %s",
    async (_, callsOfEach, forcedS, quota) => {
      const all = await runs(() => ({ quota: quota(), clients: three, callsOfEach }));
      for (const run of all) {
        expect(run.failed).toBe(0);
        expect(run.tookS).toBeLessThanOrEqual(1.2 * forcedS);
        expect(refusedShare(run)).toBeLessThanOrEqual(0.1);
      }
      expect(median(all.map(slowestByFastest))).toBeLessThanOrEqual(1.3);
    },
  );

  it("gives writes most of a limit that looks of another run share with them", async () => {
    const shared = { clients: ["write", "look"] as const, callsOfEach: 2_000, endMs: 60_000 };
    const all = await runs(() => ({ ...shared, quota: twentyPerSecond() }));
    expect(median(all.map(({ acceptedOf: [writes = 0, looks = 0] }) => writes / looks))).toBeGreaterThan(1.5);
    for (const { acceptedOf } of all) expect(Math.min(...acceptedOf)).toBeGreaterThan(200);
  });
});
