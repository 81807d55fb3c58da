import { CloudError } from "./errors";

/**
 * A describe of ids, where an unknown one is left out of the answer, or the whole call is refused for it: what clouds
 * document does not always say which. Asked for alone, such a refusal means that there is no such thing.
 *
 * @param notFound the codes by which the cloud refuses an id that it does not know
 * @returns undefined when it is not known
 */
export async function unlessUnknown<T>(
  notFound: readonly string[],
  ids: readonly string[],
  call: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    const saysSo = error instanceof CloudError && error.code !== undefined && notFound.includes(error.code);
    if (saysSo && ids.length === 1) return undefined;
    throw error;
  }
}
