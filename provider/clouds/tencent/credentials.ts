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
import { UserError } from "../../core/errors";
import { parseJson } from "../../core/json";
import { maxQuoteLength, quoted } from "../../core/quoted";
import type { Surroundings } from "./configuration";

export interface Keys {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token?: string | undefined;
}

type Found = FoundKeys<Keys>;

/** First the `eni:` configuration, then a named profile, then the places of the vendor's SDKs and command line. */
export function findCredentials(profile: string | undefined, surroundings: Surroundings): Credentials<Keys> {
  const { config } = surroundings;
  const pair =
    profile === undefined
      ? configuredPair(config, { id: "tencentSecretId", secret: "tencentSecretKey" })
      : undefined;
  if (pair) {
    const keys = { secretId: pair.id, secretKey: pair.secret, token: config("tencentToken") };
    return {
      get: () => Promise.resolve(keys),
      source: () => "the stack's configuration (eni:tencentSecretId)",
      remedy: () => configuredKeysRemedy,
    };
  }
  const name = profile ?? config("tencentProfile");
  return name === undefined ? fromDefaultPlaces(surroundings) : fromProfile(name, surroundings);
}

function fromProfile(name: string, surroundings: Surroundings): Credentials<Keys> {
  const failure = () =>
    `There is no profile "${quoted(name)}" in ${quoted(tccliFile(name, surroundings), maxQuoteLength)} or ${sharedFile(surroundings)}.`;
  const search = async () =>
    (await fromTccliFile(name, surroundings)) ?? (await fromSharedFile(name, surroundings));
  return searchedCredentials(
    search,
    {
      failure,
      place: `profile "${quoted(name)}"`,
      remedy: "Check the profile with `tccli configure list`.",
    },
    surroundings.warn,
  );
}

function fromDefaultPlaces(surroundings: Surroundings): Credentials<Keys> {
  const { environment } = surroundings;
  const name = environment.TCCLI_PROFILE || environment.TENCENTCLOUD_PROFILE || "default";
  const search = async () =>
    fromEnvironment(surroundings) ??
    (await fromTccliFile(name, surroundings)) ??
    (await fromSharedFile(name, surroundings)) ??
    (await fromInstanceRole());
  return searchedCredentials(
    search,
    {
      failure: () =>
        "No credentials for Tencent Cloud were found. Looked at: eni: config, TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, " +
        `${tccliFile(name, surroundings)}, ${sharedFile(surroundings)}, the role of the CVM instance.`,
      place: "the default places",
      remedy: "Check that they are valid and belong to this endpoint.",
    },
    surroundings.warn,
  );
}

function fromEnvironment({ environment }: Surroundings): Found | undefined {
  const names = { id: "TENCENTCLOUD_SECRET_ID", secret: "TENCENTCLOUD_SECRET_KEY" };
  const pair = environmentPair(environment, names);
  if (!pair) return undefined;
  // The SDKs and the command line read the first name, the Terraform provider the second.
  const token = environment.TENCENTCLOUD_TOKEN || environment.TENCENTCLOUD_SECURITY_TOKEN || undefined;
  const keys = { secretId: pair.id, secretKey: pair.secret, token };
  return { keys, source: "the environment (TENCENTCLOUD_SECRET_ID)" };
}

/** A profile in the file of the vendor's command line. */
const tccliShape = z.object({
  secretId: z.string().nullish(),
  secretKey: z.string().nullish(),
  token: z.string().nullish(),
  /** How the keys were obtained: "oauth" and "sso" after a sign-in in the browser. */
  type: z.string().nullish(),
  /** When the keys of a sign-in end, in seconds since 1970. */
  expiresAt: z.number().nullish(),
  "role-arn": z.string().nullish(),
});

/** The command that signs in again, by the type of the profile. */
const signIns: Readonly<Record<string, string>> = { oauth: "tccli auth login", sso: "tccli sso login" };

function tccliFile(profile: string, { environment, homeDirectory }: Surroundings): string {
  const folder = environment.TENCENTCLOUD_SHARED_CREDENTIALS_DIR || join(homeDirectory, ".tccli");
  return join(folder, `${profile}.credential`);
}

async function fromTccliFile(profile: string, surroundings: Surroundings): Promise<Found | undefined> {
  const file = tccliFile(profile, surroundings);
  const text = await readIfThere(file);
  if (text === undefined) return undefined;
  const found = tccliShape.safeParse(parseJson(text)).data;
  const option = profile === "default" ? "" : ` --profile ${quoted(profile)}`;
  const { secretId, secretKey, token, type, expiresAt } = found ?? {};
  const signIn = signIns[type ?? ""];
  if (!secretId || !secretKey) {
    throw new UserError(
      `${file} does not contain secretId and secretKey. Run \`${signIn ?? "tccli configure"}${option}\`.`,
    );
  }
  if (found?.["role-arn"]) {
    throw new UserError(
      `${file} assumes a role (role-arn), which pulumi-eni does not. Get temporary keys of the role with \`tccli sts AssumeRole\`, and put TmpSecretId, TmpSecretKey and Token of its answer into TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY and TENCENTCLOUD_TOKEN.`,
    );
  }
  const validUntilMs = signIn && expiresAt ? expiresAt * 1_000 : undefined;
  if (validUntilMs !== undefined && validUntilMs <= Date.now()) {
    throw new UserError(`The sign-in in ${file} (type ${type}) has expired. Run \`${signIn}${option}\`.`);
  }
  return { keys: { secretId, secretKey, token: token || undefined }, source: file, file, validUntilMs };
}

function sharedFile({ environment, homeDirectory }: Surroundings): string {
  return environment.TENCENTCLOUD_CREDENTIALS_FILE || join(homeDirectory, ".tencentcloud", "credentials");
}

async function fromSharedFile(profile: string, surroundings: Surroundings): Promise<Found | undefined> {
  const file = sharedFile(surroundings);
  const text = await readIfThere(file);
  const section = text === undefined ? undefined : parseIni(text).get(profile);
  if (!section) return undefined;
  const secretId = section.get("secret_id");
  const secretKey = section.get("secret_key");
  if (!secretId || !secretKey) {
    throw new UserError(`${file}, section [${profile}], does not contain secret_id and secret_key.`);
  }
  return {
    keys: { secretId, secretKey, token: section.get("token") },
    source: `${file}, section [${profile}]`,
    file,
  };
}

/** Sections of `name = value` lines, as the vendor's SDKs write them. */
function parseIni(text: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let section = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const title = /^\s*\[([^\]]+)\]/.exec(line)?.[1];
    const [, name, value] = /^\s*([^#;=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (title !== undefined) {
      section = new Map();
      sections.set(title.trim(), section);
    } else if (name !== undefined && value) {
      section.set(name, value);
    }
  }
  return sections;
}

const metadataUrl = "http://metadata.tencentyun.com/latest/meta-data/cam/security-credentials/";
const metadataTimeoutMs = 3_000;
/** Keys of a role are renewed this long before they expire. */
const renewBeforeMs = 60_000;

const roleShape = z.object({
  TmpSecretId: z.string().min(1),
  TmpSecretKey: z.string().min(1),
  Token: z.string().min(1),
  ExpiredTime: z.number(),
});

/** The keys of the CVM instance's role, when the program runs on such an instance; else undefined. */
async function fromInstanceRole(): Promise<Found | undefined> {
  const role = (await askMetadata(""))?.trim();
  if (!role || !/^[\w.@-]+$/.test(role)) return undefined;
  const parsed = roleShape.safeParse(parseJson((await askMetadata(role)) ?? ""));
  if (!parsed.success) throw new UserError(`The metadata service gives no keys for the CVM role ${role}.`);
  const { TmpSecretId, TmpSecretKey, Token, ExpiredTime } = parsed.data;
  return {
    keys: { secretId: TmpSecretId, secretKey: TmpSecretKey, token: Token },
    source: `the role ${role} of the CVM instance`,
    validUntilMs: ExpiredTime * 1_000 - renewBeforeMs,
  };
}

async function askMetadata(path: string): Promise<string | undefined> {
  try {
    const signal = AbortSignal.timeout(metadataTimeoutMs);
    const answer = await fetch(metadataUrl + path, { signal, redirect: "error" });
    return answer.ok ? await answer.text() : undefined;
  } catch {
    return undefined;
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new UserError(
      `${quoted(file, maxQuoteLength)} cannot be read (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
}
