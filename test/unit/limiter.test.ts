import { manualClock } from "../../emulator";
import { CloudError } from "../../provider/core/errors";
import { Limiter, type Turn } from "../../provider/core/limiter";
import { failureOf } from "../support/failure-of";
import { VirtualClock } from "../support/virtual-clock";
import { throttled } from "./limiter-simulation";

describe("the limiter", () => {
  let clock: VirtualClock;
  let interrupt: AbortController;
  let limiter: Limiter;
  let sentAt: { readonly name: string; readonly atMs: number }[] = [];
  let told: string[] = [];

  beforeEach(() => {
    clock = new VirtualClock(manualClock(0));
    interrupt = new AbortController();
    limiter = new Limiter({ clock, signal: interrupt.signal, random: () => 0.5 });
    sentAt = [];
    told = [];
  });

  const turn = (name: string, more: Partial<Turn> = {}): Turn => ({
    name,
    kind: "write",
    deadlineMs: 300_000,
    ...more,
  });

  /** Sends a call that fails with these one after another, and then succeeds. */
  const send = (given: Turn, failures: readonly CloudError[] = [], tookMs = 10) => {
    const left = [...failures];
    return limiter.send(given, async () => {
      sentAt.push({ name: given.name, atMs: clock.now() });
      await clock.sleep(tookMs);
      const failure = left.shift();
      if (failure) throw failure;
      return given.name;
    });
  };
  const times = () => sentAt.map(({ atMs }) => atMs);

  it("sends every call at once, in order, while none is refused", async () => {
    const names = Array.from({ length: 50 }, (_, index) => `call-${index}`);
    await Promise.all(names.map((name) => send(turn(name))));
    expect(sentAt).toEqual(names.map((name) => ({ name, atMs: 0 })));
  });

  it("sends every call at once again after other failures", async () => {
    const refused = new CloudError(
      { cloudTitle: "A cloud", action: "Attach", code: "Busy" },
      { kind: "conflict", meaning: "It is busy.", remedy: "Wait." },
    );
    expect(await failureOf(send(turn("attach"), [refused]))).toBe(refused);
    await send(turn("attach"));
    expect(times()).toEqual([0, 10]);
  });

  it("sends a refused call again, before those that came after it, and one call at first", async () => {
    const first = send(turn("attach"), [throttled()]);
    await clock.sleep(20);
    const others = ["second", "third"].map(() => send(turn("attach")));
    await Promise.all([first, ...others]);
    expect(times().slice(0, 2)).toEqual([0, 260]);
    // The next one waits for the answer to the try.
    expect(times()[2]).toBeGreaterThanOrEqual(270);
    expect(await first).toBe("attach");
  });

  it("does not hold calls of another action", async () => {
    const refused = send(turn("attach"), [throttled()]);
    await clock.sleep(20);
    await send(turn("detach"));
    expect(sentAt.at(-1)).toEqual({ name: "detach", atMs: 20 });
    await refused;
  });

  it("counts the refusals of calls that were under way together as one", async () => {
    const many = Array.from({ length: 30 }, () => send(turn("attach"), [throttled()]));
    await Promise.all(many);
    const tries = times().slice(30);
    // After one pause, and not after thirty that double.
    expect(tries[0]).toBe(260);
    expect(tries.at(-1)).toBeLessThan(2_500);
  });

  it("tries with one call while nothing passes, with growing pauses of five seconds at most", async () => {
    const refusals = Array.from({ length: 12 }, () => throttled());
    const first = send(turn("attach"), refusals);
    await clock.sleep(20);
    const second = send(turn("attach"));
    await Promise.all([first, second]);
    const pauses = times().map((atMs, index) => atMs - (times()[index - 1] ?? 0));
    expect(pauses.slice(1, 6)).toEqual([260, 510, 1_010, 2_010, 4_010]);
    expect(pauses.slice(6, 13)).toEqual(Array(7).fill(5_010));
    expect(times()).toHaveLength(14);
  });

  it("waits as long as the cloud asks, with all calls of the action", async () => {
    const first = send(turn("attach"), [throttled(7_000)]);
    await clock.sleep(20);
    await Promise.all([first, send(turn("attach"))]);
    expect(times()[1]).toBe(7_010);
    expect(times()[2]).toBeGreaterThanOrEqual(7_020);
  });

  it("honours the longest pause of refusals that count as one", async () => {
    const refusals = [throttled(1_000), throttled(9_000)];
    await Promise.all(refusals.map((refusal) => send(turn("attach"), [refusal])));
    expect(times()[2]).toBe(9_010);
  });

  it("fails at once, in words, when the cloud asks for a longer pause than the deadline allows", async () => {
    const error = await failureOf(send(turn("attach", { deadlineMs: 5_000 }), [throttled(60_000)]));
    expect(clock.now()).toBe(10);
    expect(error).toMatchObject({ kind: "throttled", code: "Throttling", action: "Attach" });
    expect(error.message).toBe(
      "A cloud answered Attach with Throttling: Too many calls. The call waited 10 ms for its turn, which does not come in time. Run the command again later. (request id REQUEST)",
    );
  });

  it("fails by its deadline while nothing passes, and lets the others wait on", async () => {
    const refusals = Array.from({ length: 40 }, () => throttled());
    const long = send(turn("attach"), refusals);
    await clock.sleep(20);
    const error = await failureOf(send(turn("attach", { deadlineMs: 30_000 })));
    expect(clock.now()).toBeLessThanOrEqual(30_001);
    expect(clock.now()).toBeGreaterThan(20_000);
    expect(error.message).toContain("for its turn, which does not come in time");
    expect(await long).toBe("attach");
  });

  it("sends nothing that waits when the user interrupts the run", async () => {
    const first = send(turn("attach"), [throttled()]);
    await clock.sleep(20);
    const both = [failureOf(first), failureOf(send(turn("attach")))];
    interrupt.abort();
    for (const error of await Promise.all(both)) {
      expect(error.message).toContain("for its turn, until the run was interrupted");
    }
    expect(sentAt).toHaveLength(1);
  });

  it("tells of a wait after a second, and then every five seconds", async () => {
    const onWait = (refusal: CloudError, waitedMs: number) => told.push(`${refusal.code} ${waitedMs}`);
    const first = send(turn("attach"), [throttled(12_500)]);
    await clock.sleep(20);
    await Promise.all([first, send(turn("attach", { onWait }))]);
    expect(told).toEqual(["Throttling 1000", "Throttling 6000", "Throttling 11000"]);
  });

  it("tries again when a try gets no answer or is not sent after all", async () => {
    const lost = new CloudError(
      { cloudTitle: "A cloud", action: "Attach" },
      { kind: "uncertain", meaning: "no answer.", remedy: "Wait." },
    );
    const first = failureOf(send(turn("attach"), [throttled(), lost]));
    await clock.sleep(20);
    const unsent = limiter.send(turn("attach"), async () => undefined);
    await clock.sleep(20);
    const last = send(turn("attach"));
    expect(await first).toBe(lost);
    expect(await Promise.all([unsent, last])).toEqual([undefined, "attach"]);
    expect(times()).toHaveLength(3);
  });

  it("does not take a look that waited in vain inside a write for a refusal of the write", async () => {
    const look = turn("look", { kind: "look", deadlineMs: 1_000 });
    const write = limiter.send(turn("detach"), () => send(look, [throttled(60_000)]));
    expect((await failureOf(write)).message).toContain("does not come in time");
    await send(turn("detach"));
    expect(sentAt.map(({ name }) => name)).toEqual(["look", "detach"]);
  });

  it("lets a call that others can join wait for its turn, without using it up", async () => {
    const name = "attach";
    expect(limiter.untilTurn(turn(name))).toBeUndefined();
    const first = send(turn(name), [throttled()]);
    await clock.sleep(20);
    await limiter.untilTurn(turn(name));
    await Promise.all([first, send(turn(name))]);
    // The refused call tries first. The other one follows its answer.
    expect(times()).toEqual([0, 260, 270]);
  });

  it("lets it go at its deadline, and when the user interrupts the run", async () => {
    const first = failureOf(send(turn("attach"), [throttled(60_000)]));
    await clock.sleep(20);
    await limiter.untilTurn(turn("attach", { deadlineMs: 5_000 }));
    expect(clock.now()).toBeLessThanOrEqual(5_001);
    const held = limiter.untilTurn(turn("attach"));
    interrupt.abort();
    await Promise.all([first, held]);
    expect(sentAt).toHaveLength(1);
  });
});
