/** Whether a value is nested at most so deep. No request or scenario is deeper, and JSON.stringify fails on it. */
export function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1));
}
