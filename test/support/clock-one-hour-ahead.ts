/** A process that preloads this file has a clock that is one hour ahead. */
const hourMs = 3_600_000;
const realNow = Date.now;

class Ahead extends Date {
  constructor(...given: readonly (string | number)[]) {
    super(...((given.length === 0 ? [Ahead.now()] : given) as [number]));
  }

  static override now(): number {
    return realNow() + hourMs;
  }
}

globalThis.Date = Ahead as unknown as DateConstructor;

export {};
