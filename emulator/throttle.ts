import type { EmulatorClock } from "./clock";
import type { CloudName } from "./model";

interface ThrottleScope {
  readonly cloud: CloudName;
  /** Default: all actions of the cloud. */
  readonly action?: string | undefined;
  /** The code to answer; default: the cloud's usual one. */
  readonly code?: string | undefined;
  readonly retryAfterMs?: number | undefined;
}

/**
 * A token bucket, or a fixed window. Each account and region is counted separately.
 *
 * The documentation says "500 in 60 s" and does not say when such a minute begins. Here it begins at the first call
 * after the minute before, so what it lets pass does not depend on the time of day.
 */
export type Throttle =
  | (ThrottleScope & { readonly ratePerSecond: number; readonly burst: number })
  | (ThrottleScope & { readonly limit: number; readonly windowMs: number });

interface Bucket {
  /** Tokens left, or calls counted in the window. */
  level: number;
  since: number;
}

/** How fast each account may call; unlimited until a throttle is added. */
export class Throttles {
  readonly #clock: EmulatorClock;
  #rules: Throttle[] = [];
  readonly #buckets = new Map<string, Bucket>();

  constructor(clock: EmulatorClock) {
    this.#clock = clock;
  }

  add(throttle: Throttle): void {
    this.#rules.push(throttle);
  }

  clear(): void {
    this.#rules = [];
    this.#buckets.clear();
  }

  list(): readonly Throttle[] {
    return this.#rules;
  }

  /** The throttle that refuses this call, if there is one; a call that passes is counted. */
  check(cloud: CloudName, action: string, accountId: string, regionId: string): Throttle | undefined {
    return this.#rules.find((rule, index) => {
      if (rule.cloud !== cloud || (rule.action !== undefined && rule.action !== action)) return false;
      return !this.#pass(rule, `${index}/${accountId}/${regionId}/${rule.action ?? "*"}`);
    });
  }

  #pass(rule: Throttle, key: string): boolean {
    const now = this.#clock.now();
    return "windowMs" in rule ? this.#passWindow(rule, key, now) : this.#passBucket(rule, key, now);
  }

  #passWindow(rule: { limit: number; windowMs: number }, key: string, now: number): boolean {
    const last = this.#buckets.get(key);
    const window = last && now < last.since + rule.windowMs ? last : { level: 0, since: now };
    this.#buckets.set(key, window);
    if (window.level >= rule.limit) return false;
    window.level += 1;
    return true;
  }

  #passBucket(rule: { ratePerSecond: number; burst: number }, key: string, now: number): boolean {
    const bucket = this.#buckets.get(key) ?? { level: rule.burst, since: now };
    const refilled = bucket.level + ((now - bucket.since) / 1000) * rule.ratePerSecond;
    const level = Math.min(rule.burst, refilled);
    const passes = level >= 1;
    this.#buckets.set(key, { level: passes ? level - 1 : level, since: now });
    return passes;
  }
}
