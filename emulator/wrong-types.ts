/** The answer with all its fields, where no value has the type that the documentation gives it. */
export function withWrongTypes(body: string): string {
  try {
    return JSON.stringify(changed(JSON.parse(body)));
  } catch {
    return "7";
  }
}

function changed(value: unknown): unknown {
  if (Array.isArray(value)) return { list: value.map(changed) };
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, changed(member)]));
  }
  return typeof value === "string" ? [value.length] : [value];
}
