/** A value that is not known yet, because what it follows from is made in the same run. Each engine has its own word for it. */
export const unknown: unique symbol = Symbol("not known yet");

/** Whether a value is not known yet, or holds something that is not. */
export function isUnknown(value: unknown): boolean {
  if (value === unknown) return true;
  if (Array.isArray(value)) return value.some(isUnknown);
  return typeof value === "object" && value !== null && Object.values(value).some(isUnknown);
}
