import { CloudError } from "./errors";

/**
 * The answer of a describe by ids, or nothing when it was refused because the only id that it asked for does not exist.
 * The documentation of clouds does not always say whether an unknown id is missing from the answer or makes the cloud
 * refuse the whole call. A refusal of several ids does not say which one is unknown, so each must be asked for
 * separately.
 *
 * @param notFound the codes with which the cloud refuses an unknown id
 */
export async function noneIfUnknown<T>(
  ids: readonly string[],
  notFound: readonly string[],
  describe: () => Promise<readonly T[]>,
): Promise<readonly T[]> {
  try {
    return await describe();
  } catch (error) {
    if (ids.length === 1 && error instanceof CloudError && notFound.includes(error.code ?? "")) return [];
    throw error;
  }
}
