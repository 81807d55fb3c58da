/** Inputs or outputs of a resource, by their names. */
export type Properties = Readonly<Record<string, unknown>>;
