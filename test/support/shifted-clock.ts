const realNow = Date.now;

/** From here on this process has a clock that is wrong by so much. */
export function shiftClock(byMs: number): void {
  class Shifted extends Date {
    constructor(...given: readonly (string | number)[]) {
      super(...((given.length === 0 ? [Shifted.now()] : given) as [number]));
    }

    static override now(): number {
      return realNow() + byMs;
    }
  }
  globalThis.Date = Shifted as unknown as DateConstructor;
}
