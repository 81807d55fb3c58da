/** What the calls on an interface name an argument; undefined: one does not take it, or takes it in a form of its own. */
export interface WireNames {
  readonly create?: string;
  readonly modify?: string;
}

/** The declared arguments as parameters of a call, under the names that the call has for them. */
export function namedParameters<Row>(
  rows: Readonly<Record<string, Row>>,
  nameOf: (row: Row) => string | undefined,
  declared: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const given = Object.entries(rows).filter(([argument]) => (declared[argument] ?? undefined) !== undefined);
  const named = given.map(([argument, row]) => [nameOf(row), declared[argument]] as const);
  return Object.fromEntries(named.filter(([name]) => name !== undefined));
}
