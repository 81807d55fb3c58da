import { join } from "node:path";
import { z } from "zod/v3";
import {
  type Credentials,
  configuredKeysRemedy,
  configuredPair,
  environmentPair,
  searchKeys,
} from "../../core/credentials";
import { profileProblem } from "../../core/profile-problem";
import { quoted } from "../../core/quoted";
import { remember } from "../../core/remember";
import type { Surroundings } from "./configuration";

export interface Keys {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string | undefined;
}

interface KeySource {
  getCredentials(): Promise<Keys & { readonly providerName?: string }>;
}

/** `eni:` config first, then a named profile, then the default chain of the vendor's SDKs. */
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

/** What the vendor's command line writes: the profiles in a list. */
const profilesShape = z.object({ profiles: z.array(z.object({ name: z.string().nullish() })) });

function fromProfile(name: string, fromConfig: boolean, { homeDirectory }: Surroundings): Credentials<Keys> {
  const place = `profile "${quoted(name)}" of ~/.aliyun/config.json`;
  const source = remember(async () => {
    const { CLIProfileCredentialsProvider } = loadVendor();
    return CLIProfileCredentialsProvider.builder().withProfileName(name).build() as unknown as KeySource;
  });
  const file = join(homeDirectory, ".aliyun", "config.json");
  const isNamed = (content: unknown) =>
    profilesShape.safeParse(content).data?.profiles.some((profile) => profile.name === name) ?? false;
  return {
    get: () =>
      searchKeys(
        () => complete(source),
        async () => `${place}: ${await profileProblem(file, isNamed)}`,
      ),
    source: () => (fromConfig ? `${place}, named by eni:alibabaProfile` : place),
    remedy: () => `Check the profile with \`aliyun configure list\`.`,
  };
}

function fromDefaultChain(roleName: string | undefined, { environment }: Surroundings): Credentials<Keys> {
  if (!roleName) {
    environmentPair(environment, {
      id: "ALIBABA_CLOUD_ACCESS_KEY_ID",
      secret: "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
    });
  }
  let used = "the default chain";
  const source = remember(async () => {
    const vendor = loadVendor();
    const provider = roleName
      ? vendor.ECSRAMRoleCredentialsProvider.builder().withRoleName(roleName).build()
      : vendor.DefaultCredentialsProvider.builder().build();
    return provider as unknown as KeySource;
  });
  let search: Promise<Keys & { readonly providerName?: string | undefined }> | undefined;
  return {
    get: async () => {
      // The vendor's chain answers a second caller from the member it is trying, so a search is shared while it lasts.
      search ??= searchKeys(
        () => complete(source),
        () =>
          "No credentials for Alibaba Cloud were found. Looked at: eni: config, ALIBABA_CLOUD_ACCESS_KEY_ID and _SECRET, OIDC variables, ~/.aliyun/config.json, ~/.alibabacloud/credentials, the instance's RAM role, ALIBABA_CLOUD_CREDENTIALS_URI.",
      ).finally(() => {
        search = undefined;
      });
      const keys = await search;
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

/** Loaded with the first search: a run that asks nothing needs no keys. */
function loadVendor() {
  return require("@alicloud/credentials") as typeof import("@alicloud/credentials");
}

async function complete(
  source: () => Promise<KeySource>,
): Promise<(Keys & { providerName?: string }) | undefined> {
  const keys = await (await source()).getCredentials();
  return keys.accessKeyId && keys.accessKeySecret ? keys : undefined;
}
