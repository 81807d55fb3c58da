import { manualClock } from "../../emulator";
import type { Clock } from "../../provider/core/clock";
import { Watcher } from "../../provider/session/watcher";
import { VirtualClock } from "../support/virtual-clock";

const idsPerLook = 100;

/** Transitions of one kind in one process, each followed by the next one, and the looks that the watcher makes. */
class Simulation {
  private readonly virtual = new VirtualClock(manualClock());
  /** How many timers are set. */
  timers = 0;
  readonly clock: Clock = {
    now: () => this.virtual.now(),
    sleep: async (ms, signal) => {
      this.timers++;
      await this.virtual.sleep(ms, signal);
      this.timers--;
    },
  };
  readonly startedAtMs = this.clock.now();
  readonly interrupt = new AbortController();
  readonly watcher = new Watcher(this.clock, this.interrupt.signal, idsPerLook);
  /** From the end of each transition to the look that shows it. */
  readonly lagsMs: number[] = [];
  /** How many transitions were looked at together, at each time. */
  readonly looks = new Map<number, number>();

  /** Transitions with these durations, so many at a time. The first ones begin one after another. */
  async run(durationsMs: readonly number[], { inFlight = 1, apartMs = 0 } = {}): Promise<void> {
    const remaining = durationsMs.values();
    const lane = async (number: number) => {
      await this.virtual.sleep(number * apartMs);
      for (const durationMs of remaining) await this.transition(durationMs);
    };
    await Promise.all(Array.from({ length: inFlight }, (_, number) => lane(number)));
  }

  private async transition(durationMs: number): Promise<void> {
    const sinceMs = this.clock.now();
    const watch = this.watcher.watch("attach", sinceMs);
    do {
      await watch.nextLook(sinceMs + 300_000);
      this.looks.set(this.clock.now(), (this.looks.get(this.clock.now()) ?? 0) + 1);
    } while (this.clock.now() < sinceMs + durationMs);
    watch.ended();
    this.lagsMs.push(this.clock.now() - sinceMs - durationMs);
  }

  /** The lag that this part of the transitions does not exceed. */
  lagMs(part: number): number {
    const sorted = [...this.lagsMs].sort((a, b) => a - b);
    return sorted[Math.ceil(part * sorted.length) - 1] ?? Number.NaN;
  }

  get tookMs(): number {
    return this.clock.now() - this.startedAtMs;
  }

  get looksPerSecond(): number {
    return this.looks.size / (this.tookMs / 1_000);
  }
}

/** Durations from 0.5 to 20 s, the same ones in each run of the tests. */
function scattered(count: number): readonly number[] {
  let state = 1;
  return Array.from({ length: count }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return 500 + (19_500 * state) / 2_147_483_647;
  });
}

const alike = (count: number, durationMs: number) => Array.from({ length: count }, () => durationMs);

describe("the watcher of transitions in progress", () => {
  it.each([
    ["one at a time", 200, 1],
    ["a hundred in flight", 1_000, 100],
  ])("sees ends at random times soon, with two looks a second at most: %s", async (_, count, inFlight) => {
    const simulation = new Simulation();
    await simulation.run(scattered(count), { inFlight });
    expect(simulation.lagsMs).toHaveLength(count);
    expect(simulation.lagMs(0.5)).toBeLessThanOrEqual(300);
    expect(simulation.lagMs(0.95)).toBeLessThanOrEqual(700);
    expect(simulation.looksPerSecond).toBeLessThanOrEqual(2);
  });

  it.each([
    ["begin together", 0],
    ["begin one after another", 30],
    ["are spread over the whole time", 375],
  ])("adds little to waves of transitions that all take 3 s and %s", async (_, apartMs) => {
    const simulation = new Simulation();
    await simulation.run(alike(100, 3_000), { inFlight: 8, apartMs });
    const waves = Math.ceil(100 / 8);
    expect(simulation.tookMs).toBeLessThanOrEqual(waves * 3_150 + 7 * apartMs);
    expect(simulation.looksPerSecond).toBeLessThanOrEqual(2);
  });

  it.each([0, 3, 10])(
    "looks few times at a hundred transitions of 3 s that begin %d ms apart",
    async (apartMs) => {
      const simulation = new Simulation();
      await simulation.run(alike(100, 3_000), { inFlight: 100, apartMs });
      expect(simulation.looks.size).toBeLessThanOrEqual(12);
      expect(simulation.lagMs(1)).toBeLessThanOrEqual(550);
    },
  );

  it("sees at once, each time, that a cloud acts at once", async () => {
    const simulation = new Simulation();
    await simulation.run(alike(100, 0), { inFlight: 8, apartMs: 3 });
    expect(simulation.tookMs).toBeLessThanOrEqual(60);
  });

  it("makes no early looks once transitions have been seen to take longer", async () => {
    const simulation = new Simulation();
    await simulation.run([3_000]);
    const before = simulation.looks.size;
    await simulation.run(alike(50, 3_000), { inFlight: 50, apartMs: 5 });
    expect(simulation.looks.size - before).toBeLessThanOrEqual(6);
  });

  it("looks at no more transitions together than one call can ask for, and at all of them in turn", async () => {
    const simulation = new Simulation();
    await simulation.run(alike(250, 3_000), { inFlight: 250 });
    expect(Math.max(...simulation.looks.values())).toBe(idsPerLook);
    expect(simulation.lagMs(1)).toBeLessThanOrEqual(2_000);
  });

  it("wakes at the end of a wait, whatever the schedule says", async () => {
    const { watcher, clock, startedAtMs } = new Simulation();
    const watch = watcher.watch("attach", startedAtMs);
    for (const atMs of [0, 30, 31]) {
      await watch.nextLook(startedAtMs + atMs);
      expect(clock.now() - startedAtMs).toBe(atMs);
    }
  });

  it("wakes everyone at an interrupt, and lets nobody wait after that", async () => {
    const simulation = new Simulation();
    const { watcher, clock, interrupt } = simulation;
    await simulation.run([3_000]);
    const sinceMs = clock.now();
    const waits = [1, 2].map(() => watcher.watch("attach", sinceMs).nextLook(sinceMs + 300_000));
    interrupt.abort();
    await Promise.all([...waits, watcher.watch("attach", sinceMs).nextLook(sinceMs + 300_000)]);
    expect(clock.now()).toBe(sinceMs);
    expect(simulation.timers).toBe(0);
  });

  it("has a timer only while someone waits", async () => {
    const simulation = new Simulation();
    const { watcher, clock } = simulation;
    const wait = watcher.watch("attach", clock.now()).nextLook(clock.now() + 300_000);
    expect(simulation.timers).toBe(1);
    await wait;
    await simulation.run(alike(20, 3_000), { inFlight: 10, apartMs: 40 });
    expect(simulation.timers).toBe(0);
  });
});
