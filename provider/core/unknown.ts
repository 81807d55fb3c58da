/**
 * A value that is not known yet, because it depends on something that is created in the same run. Each engine has its
 * own form of it.
 */
export const unknown: unique symbol = Symbol("not known yet");

/** Whether a value is not known yet, or contains such a value. */
export function isUnknown(value: unknown): boolean {
  if (value === unknown) return true;
  if (Array.isArray(value)) return value.some(isUnknown);
  return typeof value === "object" && value !== null && Object.values(value).some(isUnknown);
}
