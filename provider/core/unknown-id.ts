import { CloudError } from "./errors";

/**
 * Whether a describe was refused because the only id that it asked for does not exist. The documentation of clouds does
 * not always say whether an unknown id is missing from the answer or makes the cloud refuse the whole call. A refusal
 * of several ids does not say which one is unknown, so each must be asked for separately.
 *
 * @param notFound the codes with which the cloud refuses an unknown id
 */
export function isUnknownId(error: unknown, notFound: readonly string[], ids: readonly string[]): boolean {
  return (
    ids.length === 1 &&
    error instanceof CloudError &&
    error.code !== undefined &&
    notFound.includes(error.code)
  );
}
