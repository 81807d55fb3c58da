import { join } from "node:path";
import {
  type Credentials,
  configuredKeysRemedy,
  configuredPair,
  environmentPair,
  searchKeys,
  warnIfOpen,
} from "../../core/credentials";
import { memoize } from "../../core/memoize";
import { profileProblem } from "../../core/profile-problem";
import { quoted } from "../../core/quoted";
import type { Surroundings } from "./configuration";
import { currentProfile, profileModeProblem } from "./profile-modes";

export interface Keys {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string | undefined;
}

interface KeySource {
  getCredentials(): Promise<Keys & { readonly providerName?: string }>;
}

/** First the `eni:` configuration, then a named profile, then the default chain of the vendor's SDKs. */
export function findCredentials(profile: string | undefined, surroundings: Surroundings): Credentials<Keys> {
  const { config } = surroundings;
  const pair =
    profile === undefined
      ? configuredPair(config, { id: "alibabaAccessKeyId", secret: "alibabaAccessKeySecret" })
      : undefined;
  if (pair) {
    const keys = {
      accessKeyId: pair.id,
      accessKeySecret: pair.secret,
      securityToken: config("alibabaSecurityToken"),
    };
    return {
      get: () => Promise.resolve(keys),
      source: () => "the stack's configuration (eni:alibabaAccessKeyId)",
      remedy: () => configuredKeysRemedy,
    };
  }
  const profileName = profile ?? config("alibabaProfile");
  if (profileName !== undefined) return fromProfile(profileName, profile === undefined, surroundings);
  return fromDefaultChain(config("alibabaRoleName"), surroundings);
}

function fromProfile(
  name: string,
  fromConfig: boolean,
  { homeDirectory, warn }: Surroundings,
): Credentials<Keys> {
  const place = placeOf(name);
  const source = memoize(async () => {
    const { CLIProfileCredentialsProvider } = loadVendor();
    return CLIProfileCredentialsProvider.builder().withProfileName(name).build() as unknown as KeySource;
  });
  const problem = (content: unknown) => profileModeProblem(content, name, Date.now());
  const warnOfFile = memoize(() => warnIfOpen(fileIn(homeDirectory), warn));
  return {
    get: async () => {
      const keys = await searchKeys(
        () => complete(source),
        async () => `${place}: ${await profileProblem(fileIn(homeDirectory), problem)}`,
      );
      await warnOfFile();
      return keys;
    },
    source: () => (fromConfig ? `${place}, named by eni:alibabaProfile` : place),
    remedy: () => `Check the profile with \`aliyun configure list\`.`,
  };
}

function placeOf(profile: string): string {
  return `profile "${quoted(profile)}" of ~/.aliyun/config.json`;
}

function fileIn(homeDirectory: string): string {
  return join(homeDirectory, ".aliyun", "config.json");
}

function fromDefaultChain(roleName: string | undefined, surroundings: Surroundings): Credentials<Keys> {
  if (!roleName) {
    environmentPair(surroundings.environment, {
      id: "ALIBABA_CLOUD_ACCESS_KEY_ID",
      secret: "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
    });
  }
  let used = "the default chain";
  const warnOfFile = memoize((file: string) => warnIfOpen(file, surroundings.warn));
  const source = memoize(async () => {
    const vendor = loadVendor();
    const provider = roleName
      ? vendor.ECSRAMRoleCredentialsProvider.builder().withRoleName(roleName).build()
      : vendor.DefaultCredentialsProvider.builder().build();
    return provider as unknown as KeySource;
  });
  let search: Promise<Keys & { readonly providerName?: string | undefined }> | undefined;
  return {
    get: async () => {
      // The vendor's chain gives a second caller the member that it is trying just then. So callers share one search.
      search ??= searchKeys(
        () => complete(source),
        () => (roleName ? noRoleKeys(roleName) : nothingFound(surroundings)),
      ).finally(() => {
        search = undefined;
      });
      const keys = await search;
      const member = keys.providerName?.split("/")[1] ?? "";
      used = sourceNames[member] ?? keys.providerName ?? used;
      const file = sourceFiles[member];
      if (file !== undefined) await warnOfFile(join(surroundings.homeDirectory, file));
      return keys;
    },
    source: () => used,
    remedy: () => "Check that they are valid and belong to this endpoint.",
  };
}

function noRoleKeys(roleName: string): string {
  return `The metadata service of the ECS instance gave no keys for the RAM role "${quoted(roleName)}" (eni:alibabaRoleName). Check the role's name, and that this machine is an instance with that role.`;
}

/** The current profile is told of, where there is one: most people have their keys there. */
async function nothingFound({ environment, homeDirectory }: Surroundings): Promise<string> {
  const looked =
    "No credentials for Alibaba Cloud were found. Looked at: eni: config, ALIBABA_CLOUD_ACCESS_KEY_ID and _SECRET, OIDC variables, ~/.aliyun/config.json, ~/.alibabacloud/credentials, the instance's RAM role, ALIBABA_CLOUD_CREDENTIALS_URI.";
  let name: string | undefined;
  const problem = await profileProblem(fileIn(homeDirectory), (content) => {
    name = currentProfile(content, environment);
    return name === undefined ? undefined : profileModeProblem(content, name, Date.now());
  });
  return name === undefined ? looked : `${looked} ${placeOf(name)}: ${problem}`;
}

/** The names of the chain's members, in words. */
const sourceNames: Readonly<Record<string, string>> = {
  env: "the environment (ALIBABA_CLOUD_ACCESS_KEY_ID)",
  oidc_role_arn: "the OIDC role (ALIBABA_CLOUD_ROLE_ARN)",
  cli_profile: "~/.aliyun/config.json",
  profile: "~/.alibabacloud/credentials",
  ecs_ram_role: "the instance's RAM role",
  credential_uri: "ALIBABA_CLOUD_CREDENTIALS_URI",
};

/** The files of those members that read one, in the home directory. */
const sourceFiles: Readonly<Record<string, string>> = {
  cli_profile: join(".aliyun", "config.json"),
  profile: join(".alibabacloud", "credentials"),
};

/** Loaded with the first search, because a run without calls needs no keys. */
function loadVendor() {
  return require("@alicloud/credentials") as typeof import("@alicloud/credentials");
}

async function complete(
  source: () => Promise<KeySource>,
): Promise<(Keys & { providerName?: string }) | undefined> {
  const keys = await (await source()).getCredentials();
  return keys.accessKeyId && keys.accessKeySecret ? keys : undefined;
}
