/** An entry of a table; undefined for names that every object inherits, such as "constructor". */
export function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
