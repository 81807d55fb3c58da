export type Call = () => Promise<unknown>;

/** The same calls, each made in this way. */
export function wrappedCalls<T extends object>(calls: T, make: (call: Call) => Promise<unknown>): T {
  const wrapped = (value: unknown): unknown => {
    if (typeof value === "object" && value !== null) return wrappedCalls(value, make);
    if (typeof value !== "function") return value;
    return (...args: unknown[]) => make(() => (value as (...all: unknown[]) => Promise<unknown>)(...args));
  };
  return Object.fromEntries(Object.entries(calls).map(([name, value]) => [name, wrapped(value)])) as T;
}
