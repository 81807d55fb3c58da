import { createHash } from "node:crypto";
import { UserError } from "../../core/errors";
import type { Surroundings } from "../../lifecycle/cloud";

export interface Keys {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string | undefined;
}

/** Where the keys of a connection come from. The keys themselves are never shown. */
export interface Credentials {
  /** The keys as they are now: temporary ones are renewed by their source. */
  readonly get: () => Promise<Keys>;
  /** The place they came from, for people. */
  readonly source: () => string;
  /** What to do when they are not accepted. */
  readonly remedy: () => string;
}

/** A search through files, an instance role and a URI is given up after this time. */
const searchTimeoutMs = 15_000;

interface KeySource {
  getCredentials(): Promise<Keys & { readonly providerName?: string }>;
}

/** `eni:` config first, then a named profile, then the default chain of the vendor's SDKs. */
export function findCredentials(profile: string | undefined, surroundings: Surroundings): Credentials {
  const { config } = surroundings;
  const accessKeyId = config("alibabaAccessKeyId");
  const accessKeySecret = config("alibabaAccessKeySecret");
  const profileName = profile ?? config("alibabaProfile");
  if (profile === undefined && accessKeyId && accessKeySecret) {
    const keys = { accessKeyId, accessKeySecret, securityToken: config("alibabaSecurityToken") };
    return {
      get: () => Promise.resolve(keys),
      source: () => "the stack's configuration (eni:alibabaAccessKeyId)",
      remedy: () =>
        "`destroy` and `refresh` use the configuration of the last `up`: after a key was rotated run them with `--run-program`.",
    };
  }
  if (profileName !== undefined) return fromProfile(profileName, profile === undefined);
  return fromDefaultChain(config("alibabaRoleName"));
}

function fromProfile(name: string, fromConfig: boolean): Credentials {
  const place = `profile "${name}" of ~/.aliyun/config.json`;
  const source = lazily(async () => {
    const { CLIProfileCredentialsProvider } = await import("@alicloud/credentials");
    return CLIProfileCredentialsProvider.builder().withProfileName(name).build() as unknown as KeySource;
  });
  return {
    get: () => bounded(source, `${place} cannot be read, or it does not give credentials.`),
    source: () => (fromConfig ? `${place}, named by eni:alibabaProfile` : place),
    remedy: () => `Check the profile with \`aliyun configure list\`.`,
  };
}

function fromDefaultChain(roleName: string | undefined): Credentials {
  let used = "the default chain";
  const source = lazily(async () => {
    const vendor = await import("@alicloud/credentials");
    const provider = roleName
      ? vendor.ECSRAMRoleCredentialsProvider.builder().withRoleName(roleName).build()
      : vendor.DefaultCredentialsProvider.builder().build();
    return provider as unknown as KeySource;
  });
  return {
    get: async () => {
      const keys = await bounded(
        source,
        "No credentials for Alibaba Cloud were found. Looked at: eni: config, ALIBABA_CLOUD_ACCESS_KEY_ID and _SECRET, OIDC variables, ~/.aliyun/config.json, ~/.alibabacloud/credentials, the instance's RAM role, ALIBABA_CLOUD_CREDENTIALS_URI.",
      );
      used = sourceNames[keys.providerName?.split("/")[1] ?? ""] ?? keys.providerName ?? used;
      return keys;
    },
    source: () => used,
    remedy: () => "Check that they are valid and belong to this endpoint.",
  };
}

/** What the vendor's chain calls its members, in words. */
const sourceNames: Readonly<Record<string, string>> = {
  env: "the environment (ALIBABA_CLOUD_ACCESS_KEY_ID)",
  oidc_role_arn: "the OIDC role (ALIBABA_CLOUD_ROLE_ARN)",
  cli_profile: "~/.aliyun/config.json",
  profile: "~/.alibabacloud/credentials",
  ecs_ram_role: "the instance's RAM role",
  credential_uri: "ALIBABA_CLOUD_CREDENTIALS_URI",
};

function lazily(make: () => Promise<KeySource>): () => Promise<KeySource> {
  let made: Promise<KeySource> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The vendor's messages may quote the file they could not parse, so they are not shown. */
async function bounded(
  source: () => Promise<KeySource>,
  failure: string,
): Promise<Keys & { providerName?: string }> {
  const over = new AbortController();
  const late = new Promise<never>((_, reject) => {
    const timer = setTimeout(
      () => reject(new UserError(`${failure} (gave up after ${searchTimeoutMs / 1_000} s)`)),
      searchTimeoutMs,
    );
    over.signal.addEventListener("abort", () => clearTimeout(timer));
  });
  try {
    const keys = await Promise.race([source().then((provider) => provider.getCredentials()), late]);
    if (!keys.accessKeyId || !keys.accessKeySecret) throw new UserError(failure);
    return keys;
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(failure);
  } finally {
    over.abort();
  }
}

/** Eight hex digits of a hash: enough to tell two keys apart, nothing to guess one from. */
export async function keyFingerprint(credentials: Credentials): Promise<string> {
  const { accessKeyId } = await credentials.get();
  return createHash("sha256").update(accessKeyId).digest("hex").slice(0, 8);
}
