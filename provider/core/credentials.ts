import { createHash } from "node:crypto";
import { UserError } from "./errors";
import { TooLate, within } from "./within";

/** Where the keys of a connection come from. The keys themselves are never shown. */
export interface Credentials<Keys> {
  /** The keys as they are now: temporary ones are renewed by their source. */
  readonly get: () => Promise<Keys>;
  /** The place they came from, for people. */
  readonly source: () => string;
  /** What to do when they are not accepted. */
  readonly remedy: () => string;
}

/** What to do when keys of the stack's configuration are not accepted. */
export const configuredKeysRemedy =
  "`destroy` and `refresh` use the configuration of the last `up`: after a key was rotated run them with `--run-program`.";

/** A search through files, an instance role and a URI is given up after this time. */
const searchTimeoutMs = 15_000;

/**
 * Searches for keys within a bounded time. What a vendor's search throws may quote the file that it could not parse,
 * so it is not shown.
 *
 * @param search undefined when it finds nothing usable
 * @param failure what the reader is told then
 */
export async function searchKeys<Keys>(
  search: () => Promise<Keys | undefined>,
  failure: () => string | Promise<string>,
): Promise<Keys> {
  try {
    const keys = await within(searchTimeoutMs, search());
    if (keys === undefined) throw new UserError(await failure());
    return keys;
  } catch (error) {
    if (error instanceof TooLate) {
      throw new UserError(`${await failure()} (gave up after ${searchTimeoutMs / 1_000} s)`);
    }
    throw error instanceof UserError ? error : new UserError(await failure());
  }
}

/** The two halves of a key pair, or what they are called. */
interface Halves<Text extends string = string> {
  readonly id: Text;
  readonly secret: Text;
}

/** A key pair of the stack's configuration; undefined when it has neither half. */
export function configuredPair<Name extends string>(
  config: (name: Name) => string | undefined,
  names: Halves<Name>,
): Halves | undefined {
  return wholePair(
    config,
    names,
    (set, missing) =>
      `The configuration has eni:${set} without eni:${missing}. Set it with \`pulumi config set --secret eni:${missing}\`, or remove the other with \`pulumi config rm eni:${set}\`.`,
  );
}

/** A key pair of the environment; undefined when it has neither half. */
export function environmentPair(
  environment: Readonly<Record<string, string | undefined>>,
  names: Halves,
): Halves | undefined {
  return wholePair(
    (name) => environment[name],
    names,
    (set, missing) => `The environment has ${set} without ${missing}. Set it too, or unset the other.`,
  );
}

/** With one half missing, the keys of another place would be used in silence, and they may be another account's. */
function wholePair<Name extends string>(
  value: (name: Name) => string | undefined,
  names: Halves<Name>,
  tell: (set: string, missing: string) => string,
): Halves | undefined {
  const id = value(names.id);
  const secret = value(names.secret);
  if (!id && !secret) return undefined;
  if (id && secret) return { id, secret };
  throw new UserError(id ? tell(names.id, names.secret) : tell(names.secret, names.id));
}

/** Keys with the place they came from, for people. */
export interface FoundKeys<Keys> {
  readonly keys: Keys;
  readonly source: string;
  /** When they are to be searched for again, on this machine's clock; undefined: they do not expire. */
  readonly validUntilMs?: number | undefined;
}

/**
 * Keys that are searched for at the first call and kept for the run. What expires is searched for again, and so is what
 * was not found.
 *
 * @param place what the source is called until something is found
 */
export function searchedCredentials<Keys>(
  search: () => Promise<FoundKeys<Keys> | undefined>,
  told: { readonly failure: () => string | Promise<string>; readonly place: string; readonly remedy: string },
): Credentials<Keys> {
  let found: Promise<FoundKeys<Keys>> | undefined;
  let source = told.place;
  return {
    get: async () => {
      if (found && ((await found).validUntilMs ?? Number.POSITIVE_INFINITY) < Date.now()) found = undefined;
      found ??= searchKeys(search, told.failure);
      try {
        const { keys, source: foundIn } = await found;
        source = foundIn;
        return keys;
      } catch (error) {
        found = undefined;
        throw error;
      }
    },
    source: () => source,
    remedy: () => told.remedy,
  };
}

/** Eight hex digits of a hash: enough to tell two keys apart, nothing to guess one from. */
export function fingerprint(keyId: string): string {
  return createHash("sha256").update(keyId).digest("hex").slice(0, 8);
}
