import fc from "fast-check";
import { cloudFolders, cloudNames } from "../../provider/clouds";
import { systemClock } from "../../provider/core/clock";
import { formatDuration, parseDuration } from "../../provider/core/duration";
import { CloudError } from "../../provider/core/errors";
import { foreignAnswer } from "../../provider/core/foreign-answer";
import { memoize } from "../../provider/core/memoize";
import { pauseMs, repeatLook, retry } from "../../provider/core/retry";

describe("durations", () => {
  it.each([
    ["90s", 90_000],
    ["5m", 300_000],
    ["1h30m", 5_400_000],
    ["250ms", 250],
    ["1.5s", 1_500],
    ["soon", undefined],
    ["5 m", undefined],
    ["", undefined],
    ["5m!", undefined],
  ])("reads %s", (text, ms) => expect(parseDuration(text)).toBe(ms));

  it.each([
    [850, "850 ms"],
    [12_000, "12 s"],
    [200_000, "3 m 20 s"],
    [300_000, "5 m"],
    [5_400_000, "1 h 30 m"],
    [2_160_000_000, "600 h"],
  ])("writes %d ms for people", (ms, text) => expect(formatDuration(ms)).toBe(text));
});

describe("the pause before a repetition", () => {
  it("grows, is at most ten seconds, and is never shorter than the cloud asks for", () => {
    fc.assert(
      fc.property(
        fc.nat(40),
        fc.option(fc.nat(60_000), { nil: undefined }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempt, asked, random) => {
          const ms = pauseMs(attempt, asked, () => random);
          expect(ms).toBeGreaterThanOrEqual(asked ?? 0);
          expect(ms).toBeLessThanOrEqual(Math.max(asked ?? 0, 10_000));
          if (asked === undefined)
            expect(pauseMs(attempt + 1, asked, () => random)).toBeGreaterThanOrEqual(ms);
        },
      ),
    );
  });
});

describe("a look that another operation stands in the way of", () => {
  it("is not made again because an interrupt ends its pause", async () => {
    const interrupt = new AbortController();
    const conflict = new CloudError(
      { cloudTitle: "A cloud", action: "DoIt", code: "OperationConflict" },
      { kind: "conflict", meaning: "another operation is in progress.", remedy: "Wait." },
    );
    let sent = 0;
    const call = () => {
      sent++;
      setImmediate(() => interrupt.abort());
      return Promise.reject(conflict);
    };
    const environment = { clock: systemClock, signal: interrupt.signal, random: () => 0.5 };
    const policy = { kinds: repeatLook, deadlineMs: Number.POSITIVE_INFINITY };
    await expect(retry(policy, environment, call)).rejects.toBe(conflict);
    expect(sent).toBe(1);
  });
});

describe("what is said of a call that is refused for its rate", () => {
  it("is right when no repetition follows: it promises none and says what to do", () => {
    const call = { cloudTitle: "A", action: "B", endpoint: "https://c", endpointSetting: "D" };
    const remedies = cloudNames
      .flatMap((name) => cloudFolders[name].cloud().codes)
      .filter(({ kind }) => kind === "throttled")
      .map(({ remedy }) => remedy);
    for (const words of [...remedies, foreignAnswer(call, { status: 429, headers: {} }).message]) {
      expect(words).toContain("Run the command again later, or with a lower `--parallel`");
      expect(words).not.toMatch(/repeats|sent again/);
    }
  });
});

describe("the clock", () => {
  it("does not take a sleep for over that is longer than a timer lasts", async () => {
    const interrupt = new AbortController();
    let isOver = false;
    const sleep = systemClock.sleep(600 * 3_600_000, interrupt.signal).then(() => {
      isOver = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isOver).toBe(false);
    interrupt.abort();
    await sleep;
  });
});

describe("a remembered answer", () => {
  it("is asked for once, also by two at once, and again only after a failure", async () => {
    let asked = 0;
    const answer = memoize((key: string) => {
      asked++;
      return asked === 1 ? Promise.reject(new Error("not yet")) : Promise.resolve(`${key}!`);
    });
    await expect(answer("a")).rejects.toThrow("not yet");
    expect(await Promise.all([answer("a"), answer("a")])).toEqual(["a!", "a!"]);
    expect(await answer("a")).toBe("a!");
    expect(asked).toBe(2);
  });
});
