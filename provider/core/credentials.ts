import { createHash } from "node:crypto";
import { UserError } from "./errors";
import { openToOthers } from "./file-mode";
import { TimeoutError, withTimeout } from "./with-timeout";

/** Where the keys of a connection come from. The keys themselves are never shown. */
export interface Credentials<Keys> {
  /** The current keys. Their source renews temporary ones. */
  readonly get: () => Promise<Keys>;
  /** The place of the keys, for messages. */
  readonly source: () => string;
  /** What to do when the cloud does not accept the keys. */
  readonly remedy: () => string;
}

/** What to do when the cloud does not accept the keys of the stack's configuration. */
export const configuredKeysRemedy =
  "`destroy` and `refresh` use the configuration of the last `up`. After a key was changed, run them with `--run-program`.";

/** A search that went through all its places. An error of another class says what is wrong with one of them. */
export class NoKeysFound extends UserError {}

/** The time limit for a search through files, an instance role and a URI. */
const searchTimeoutMs = 15_000;

/**
 * Searches for keys within a limited time. The error of a vendor's search may quote a file that it could not parse, so
 * it is not shown.
 *
 * @param search returns undefined when it finds no usable keys
 * @param failure the message in that case
 */
export async function searchKeys<Keys>(
  search: () => Promise<Keys | undefined>,
  failure: () => string | Promise<string>,
): Promise<Keys> {
  try {
    const keys = await withTimeout(searchTimeoutMs, search());
    if (keys === undefined) throw new NoKeysFound(await failure());
    return keys;
  } catch (error) {
    if (error instanceof TimeoutError) {
      throw new NoKeysFound(`${await failure()} (gave up after ${searchTimeoutMs / 1_000} s)`);
    }
    throw error instanceof UserError ? error : new NoKeysFound(await failure());
  }
}

/** The two halves of a key pair, or their names. */
interface Halves<Text extends string = string> {
  readonly id: Text;
  readonly secret: Text;
}

/** The key pair in the stack's configuration; undefined when both halves are missing. */
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

/** The key pair in the environment; undefined when both halves are missing. */
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

/**
 * Refuses a pair with one half. Else keys from another place would be used without notice, and they may belong to
 * another account.
 */
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

export type Warn = (message: string) => void;

/** Warns when other users of this machine have access to a file with keys. */
export async function warnIfOpen(file: string, warn: Warn | undefined): Promise<void> {
  const problem = warn && (await openToOthers(file));
  if (problem !== undefined) warn?.(problem);
}

/** Keys and the place where they were found, for messages. */
export interface FoundKeys<Keys> {
  readonly keys: Keys;
  readonly source: string;
  /** The file that contains them, if one does. */
  readonly file?: string | undefined;
  /** When to search again, on this machine's clock. Undefined: the keys do not expire. */
  readonly validUntilMs?: number | undefined;
}

/**
 * Keys that are searched at the first call and kept for the run. The search is repeated when they expire, or when it
 * found nothing.
 *
 * @param place the name of the source until keys are found
 * @param warn tells that other users have access to the file of the keys
 */
export function searchedCredentials<Keys>(
  search: () => Promise<FoundKeys<Keys> | undefined>,
  texts: {
    readonly failure: () => string | Promise<string>;
    readonly place: string;
    readonly remedy: string;
  },
  warn: Warn | undefined,
): Credentials<Keys> {
  const searchAndWarn = async () => {
    const keys = await searchKeys(search, texts.failure);
    if (keys.file !== undefined) await warnIfOpen(keys.file, warn);
    return keys;
  };
  let found: Promise<FoundKeys<Keys>> | undefined;
  let source = texts.place;
  return {
    get: async () => {
      if (found && ((await found).validUntilMs ?? Number.POSITIVE_INFINITY) < Date.now()) found = undefined;
      found ??= searchAndWarn();
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
    remedy: () => texts.remedy,
  };
}

/** What may be shown of the keys that were found. */
export interface ShownKeys {
  readonly source: string;
  /** A part of the access key's id; undefined when there is only a token. */
  readonly keyId: string | undefined;
}

/** Searches for the keys, and says what may be shown of them. */
export async function showKeys<Keys>(
  credentials: Credentials<Keys>,
  keyIdOf: (keys: Keys) => string | undefined,
): Promise<ShownKeys> {
  const keyId = keyIdOf(await credentials.get());
  return { source: credentials.source(), keyId: keyId === undefined ? undefined : shortened(keyId) };
}

/** The ends of a key's id: enough to find it in a list of keys. An id that is shorter than usual is not shown. */
function shortened(keyId: string): string {
  return keyId.length < 12 ? "…" : `${keyId.slice(0, 4)}…${keyId.slice(-4)}`;
}

/** Eight hex digits of a hash: enough to tell two keys apart, too few to guess a key. */
export function fingerprint(keyId: string): string {
  return createHash("sha256").update(keyId).digest("hex").slice(0, 8);
}
