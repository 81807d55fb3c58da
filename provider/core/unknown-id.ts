import { CloudError } from "./errors";

/**
 * Whether a describe was refused because the one id that it asked for does not exist. What clouds document does not
 * always say whether an unknown id is left out of the answer or the whole call is refused for it. Of several ids, such a
 * refusal does not say which: each has to be asked for alone.
 *
 * @param notFound the codes by which the cloud refuses an id that it does not know
 */
export function isUnknownId(error: unknown, notFound: readonly string[], ids: readonly string[]): boolean {
  return (
    ids.length === 1 &&
    error instanceof CloudError &&
    error.code !== undefined &&
    notFound.includes(error.code)
  );
}
