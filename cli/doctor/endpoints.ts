import { type Attempt, isAnswered, madeOf } from "./attempt";
import { type Check, failed, notChecked, ok, warning } from "./check";

/** One line for each endpoint. */
export function concludeEndpoints(
  attempts: readonly Attempt[],
  describeRoute: (endpoint: string) => string,
): readonly Check[] {
  return [...new Set(attempts.map(({ endpoint }) => endpoint))].map((endpoint) =>
    concludeEndpoint(
      endpoint,
      attempts.filter((attempt) => attempt.endpoint === endpoint),
      describeRoute(endpoint),
    ),
  );
}

function concludeEndpoint(endpoint: string, attempts: readonly Attempt[], route: string): Check {
  const name = `endpoint ${endpoint}`;
  const made = madeOf(attempts);
  const answered = made.filter(isAnswered);
  if (answered.length > 0) {
    return ok(
      name,
      `It answers in ${Math.min(...answered.map(({ answer }) => answer.tookMs))} ms, ${route}.`,
    );
  }
  const [error] = made.flatMap((attempt) => (attempt.kind === "refused" ? attempt.error : []));
  if (error === undefined) return notChecked(name, "No harmless call goes there.");
  if (error.kind === "throttled") return warning(name, error.message);
  // A private network may reach the service, but not the one that names the account. The provider does without it.
  return attempts.every(({ used }) => used.namesAccount)
    ? warning(name, `${error.message} Resources record the access key in place of the account.`)
    : failed(name, error.message);
}
