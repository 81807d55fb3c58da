import type { Clock } from "../../provider/core/clock";
import { CloudError } from "../../provider/core/errors";
import { Limiter, type Turn } from "../../provider/core/limiter";
import { mulberry32 } from "../../scripts/seeded-random";

/** Whether a cloud accepts a call at this time. */
export type Quota = (nowMs: number) => boolean;

/** A bucket of one second, unless another size is given. */
export function bucket(ratePerSecond: (nowMs: number) => number, size = ratePerSecond(0)): Quota {
  let level = size;
  let sinceMs = 0;
  return (nowMs) => {
    level = Math.min(size, level + ((nowMs - sinceMs) / 1_000) * ratePerSecond(nowMs));
    sinceMs = nowMs;
    if (level < 1) return false;
    level -= 1;
    return true;
  };
}

/** A count in windows. A window begins at the first call after the one before, or at multiples of its length. */
export function fixedWindow(
  limit: number,
  windowMs: number,
  begins: "at first call" | "on the clock",
): Quota {
  let startMs = Number.NEGATIVE_INFINITY;
  let count = 0;
  return (nowMs) => {
    if (nowMs >= startMs + windowMs) {
      startMs = begins === "on the clock" ? Math.floor(nowMs / windowMs) * windowMs : nowMs;
      count = 0;
    }
    count += 1;
    return count <= limit;
  };
}

export interface Simulation {
  readonly quota: Quota;
  /** Each client has a limiter of its own, as runs in different processes have. */
  readonly clients: readonly Turn["kind"][];
  readonly callsOfEach: number;
  readonly seed: number;
  /** From sending to the answer. */
  readonly answerMs?: number;
  /** How often the engine begins an operation. */
  readonly beginEveryMs?: number;
  /** When the simulation ends even if calls are left. */
  readonly endMs?: number;
}

export interface Simulated {
  readonly tookS: number;
  /** How long each client took. */
  readonly clientS: readonly number[];
  readonly acceptedOf: readonly number[];
  readonly refused: number;
  readonly failed: number;
}

/** The engine's `--parallel`. */
const parallel = 100;
const timeoutMs = 300_000;

/** Runs clients that share a quota, in virtual time. */
export async function simulate(setup: Simulation): Promise<Simulated> {
  const clock = new SimulatedClock();
  const random = mulberry32(setup.seed);
  const { quota, clients, callsOfEach, answerMs = 20, beginEveryMs = 8, endMs = Infinity } = setup;
  const acceptedOf = clients.map(() => 0);
  let refused = 0;
  let failed = 0;

  const call = async (client: number): Promise<true> => {
    await clock.sleep((answerMs / 2) * (0.8 + 0.4 * random()));
    const passes = quota(clock.now());
    await clock.sleep(answerMs / 2);
    if (!passes) {
      refused += 1;
      throw throttled();
    }
    acceptedOf[client] = (acceptedOf[client] ?? 0) + 1;
    return true;
  };

  const run = async (kind: Turn["kind"], client: number): Promise<number> => {
    const limiter = new Limiter({ clock, signal: new AbortController().signal, random });
    let begun = 0;
    let beginsAtMs = 0;
    const operate = async () => {
      while (begun < callsOfEach && clock.now() < endMs) {
        begun += 1;
        const waitMs = beginsAtMs - clock.now();
        beginsAtMs = Math.max(clock.now(), beginsAtMs) + beginEveryMs;
        if (waitMs > 0) await clock.sleep(waitMs);
        const turn = { name: "attach", kind, deadlineMs: clock.now() + timeoutMs };
        await limiter.send(turn, () => call(client)).catch(() => failed++);
      }
    };
    await Promise.all(Array.from({ length: parallel }, operate));
    return clock.now() / 1_000;
  };

  const clientS = await clock.until(Promise.all(clients.map(run)));
  return { tookS: Math.max(...clientS), clientS, acceptedOf, refused, failed };
}

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

/** A clock for code that does nothing but sleep: it moves to the next sleeper as soon as all others have gone to sleep. */
class SimulatedClock implements Clock {
  private nowMs = 0;
  /** In the order in which they wake. */
  private readonly sleepers: Sleeper[] = [];

  now(): number {
    return this.nowMs;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((wake) => {
      const sleeper = { atMs: this.nowMs + Math.max(0, ms), wake };
      const later = this.sleepers.findIndex(({ atMs }) => atMs > sleeper.atMs);
      this.sleepers.splice(later < 0 ? this.sleepers.length : later, 0, sleeper);
      const stop = () => {
        const place = this.sleepers.indexOf(sleeper);
        if (place >= 0) this.sleepers.splice(place, 1);
        wake();
      };
      signal?.addEventListener("abort", stop, { once: true });
    });
  }

  /** Lets the time go by until some work is done. */
  async until<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const done = work.finally(() => {
      isDone = true;
    });
    while (!isDone) {
      const next = this.sleepers.shift();
      if (next) this.nowMs = next.atMs;
      next?.wake();
      await new Promise(setImmediate);
    }
    return done;
  }
}

/** A refusal for the rate of a call. */
export function throttled(retryAfterMs?: number): CloudError {
  return new CloudError(
    { cloudTitle: "A cloud", action: "Attach", code: "Throttling", requestId: "REQUEST", retryAfterMs },
    { kind: "throttled", meaning: "Too many calls.", remedy: "Run the command again later." },
  );
}
