import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod/v3";
import {
  type Credentials,
  configuredKeysRemedy,
  configuredPair,
  environmentPair,
  type FoundKeys,
  searchedCredentials,
} from "../../core/credentials";
import { profileProblem } from "../../core/profile-problem";
import { quoted } from "../../core/quoted";
import type { Surroundings } from "./configuration";
import type { KeyPair } from "./sign";

/** A key pair for signatures, or a token that is sent as it is. */
export type Keys = KeyPair | { readonly token: string };

/**
 * Variables for a key pair, in the order of the search: the Terraform provider's, the command line's, those of the
 * SDKs' samples.
 */
const pairVariables = [
  ["ZENLAYERCLOUD_ACCESS_KEY_ID", "ZENLAYERCLOUD_ACCESS_KEY_PASSWORD"],
  ["ZENLAYER_ACCESS_KEY_ID", "ZENLAYER_ACCESS_KEY_SECRET"],
  ["ZENLAYERCLOUD_SECRET_KEY_ID", "ZENLAYERCLOUD_SECRET_KEY_PASSWORD"],
] as const;

const credentialsFile = "~/.zenlayer/credentials.json";
const checkKeys = "Check that they are valid and belong to this endpoint.";

/**
 * First the `eni:` configuration, then a named profile, then the environment, then the current profile of the files.
 */
export function findCredentials(profile: string | undefined, surroundings: Surroundings): Credentials<Keys> {
  const { config } = surroundings;
  const pair =
    profile === undefined
      ? configuredPair(config, { id: "zenlayerAccessKeyId", secret: "zenlayerAccessKeyPassword" })
      : undefined;
  if (pair) {
    return {
      get: () => Promise.resolve({ accessKeyId: pair.id, accessKeyPassword: pair.secret }),
      source: () => "the stack's configuration (eni:zenlayerAccessKeyId)",
      remedy: () => configuredKeysRemedy,
    };
  }
  const name = profile ?? config("zenlayerProfile");
  if (name !== undefined) return fromProfile(name, profile === undefined, surroundings);
  return fromEnvironment(surroundings) ?? fromCurrentProfile(surroundings);
}

function fromProfile(name: string, fromConfig: boolean, surroundings: Surroundings): Credentials<Keys> {
  const place = placeOf(name);
  const source = fromConfig ? `${place}, named by eni:zenlayerProfile` : place;
  return searchedCredentials(
    () => readProfile(name, source, surroundings),
    {
      failure: async () =>
        `${place}: ${await profileProblem(fileIn(surroundings), (content) => incomplete(content, name))}`,
      place: source,
      remedy: "Check the profile with `zeno configure`.",
    },
    surroundings.warn,
  );
}

function placeOf(profile: string): string {
  return `profile "${quoted(profile)}" of ${credentialsFile}`;
}

function fromEnvironment({ environment }: Surroundings): Credentials<Keys> | undefined {
  for (const [id, secret] of pairVariables) {
    const pair = environmentPair(environment, { id, secret });
    if (pair) {
      return of({ accessKeyId: pair.id, accessKeyPassword: pair.secret }, `the environment (${id})`);
    }
  }
  const token = environment.ZENLAYER_TOKEN;
  return token ? of({ token }, "the environment (ZENLAYER_TOKEN)") : undefined;
}

function of(keys: Keys, source: string): Credentials<Keys> {
  return { get: () => Promise.resolve(keys), source: () => source, remedy: () => checkKeys };
}

function fromCurrentProfile(surroundings: Surroundings): Credentials<Keys> {
  const search = async () => {
    const name = await currentProfile(surroundings);
    return readProfile(name, placeOf(name), surroundings);
  };
  const variables = pairVariables.map(([id, secret]) => `${id} and ${secret}`).join(", ");
  return searchedCredentials(
    search,
    {
      failure: () =>
        `No credentials for Zenlayer were found. Looked at: eni: config, ${variables}, ZENLAYER_TOKEN, the profile of ZENLAYER_PROFILE or the current one of ~/.zenlayer/config.json in ${credentialsFile}.`,
      place: credentialsFile,
      remedy: checkKeys,
    },
    surroundings.warn,
  );
}

function fileIn({ homeDirectory }: Surroundings): string {
  return join(homeDirectory, ".zenlayer", "credentials.json");
}

function has(profiles: unknown, name: string): boolean {
  return typeof profiles === "object" && profiles !== null && Object.hasOwn(profiles, name);
}

/** What is wrong with a profile that gives no keys; undefined when there is none of this name. */
function incomplete(profiles: unknown, name: string): string | undefined {
  if (!has(profiles, name)) return undefined;
  return `the profile holds neither a token nor access_key_id with access_key_secret. Run \`zeno configure\`.`;
}

const configShape = z.object({ current_profile: z.string().nullish() });
const profileShape = z.object({
  access_key_id: z.string().nullish(),
  access_key_secret: z.string().nullish(),
  token: z.string().nullish(),
});

/** The profile that the command line would choose: its variable, then its file, then "default". */
async function currentProfile({ environment, homeDirectory }: Surroundings): Promise<string> {
  if (environment.ZENLAYER_PROFILE) return environment.ZENLAYER_PROFILE;
  try {
    const text = await readFile(join(homeDirectory, ".zenlayer", "config.json"), "utf8");
    return configShape.parse(JSON.parse(text)).current_profile || "default";
  } catch {
    return "default";
  }
}

async function readProfile(
  name: string,
  source: string,
  surroundings: Surroundings,
): Promise<FoundKeys<Keys> | undefined> {
  const file = fileIn(surroundings);
  const text = await readFile(file, "utf8");
  const profiles = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  if (!has(profiles, name)) return undefined;
  const found = profileShape.parse(profiles[name]);
  // The command line prefers a token to a key pair.
  if (found.token) return { keys: { token: found.token }, source, file };
  if (!found.access_key_id || !found.access_key_secret) return undefined;
  return {
    keys: { accessKeyId: found.access_key_id, accessKeyPassword: found.access_key_secret },
    source,
    file,
  };
}
