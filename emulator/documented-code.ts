/** What the documentation says about a code. */
export interface DocumentedCode {
  readonly httpStatus: number;
  readonly message: string;
}

/** Codes that a cloud answers with the same HTTP status, each with its text. */
export function withStatus<Code extends string>(
  httpStatus: number,
  messages: Readonly<Record<Code, string>>,
): Readonly<Record<Code, DocumentedCode>> {
  const entries = Object.entries<string>(messages);
  return Object.fromEntries(entries.map(([code, message]) => [code, { httpStatus, message }])) as Record<
    Code,
    DocumentedCode
  >;
}
