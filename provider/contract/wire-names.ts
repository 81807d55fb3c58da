/**
 * The names of an argument in the calls. Undefined when the call does not have the argument, or has it in another form.
 */
export interface WireNames {
  readonly create?: string;
  readonly modify?: string;
}

/** The declared arguments as parameters of a call, under the call's names. */
export function namedParameters<Row>(
  rows: Readonly<Record<string, Row>>,
  nameOf: (row: Row) => string | undefined,
  declared: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const given = Object.entries(rows).filter(([argument]) => (declared[argument] ?? undefined) !== undefined);
  const named = given.map(([argument, row]) => [nameOf(row), declared[argument]] as const);
  return Object.fromEntries(named.filter(([name]) => name !== undefined));
}
