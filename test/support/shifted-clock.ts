const realNow = Date.now;

/** From here on this process has a clock that is wrong by so much. */
export function shiftClock(byMs: number): void {
  replaceDate((realMs) => realMs + byMs);
}

/** From here on this process reads its clock through a function of the real time. */
export function replaceDate(shown: (realMs: number) => number): void {
  class Shifted extends Date {
    constructor(...given: readonly (string | number)[]) {
      super(...((given.length === 0 ? [Shifted.now()] : given) as [number]));
    }

    static override now(): number {
      return shown(realNow());
    }
  }
  globalThis.Date = Shifted as unknown as DateConstructor;
}
