import { z } from "zod/v3";
import { quoted } from "../../core/quoted";

/** What the vendor's command line writes: the profiles in a list. */
const fileShape = z.object({
  current: z.string().nullish(),
  profiles: z.array(z.object({ name: z.string().nullish() }).passthrough()),
});
type Profile = z.infer<typeof fileShape>["profiles"][number];

interface Mode {
  /** What a profile of the mode must hold, by its names in the file. */
  readonly needs: readonly string[];
  /** Where the file says when the sign-in ends, in seconds since 1970. */
  readonly ends?: string;
  /** What is wrong when the profile is complete. */
  readonly otherwise: string;
}

const keyPair = ["access_key_id", "access_key_secret"];
/** Names the profile with the keys of which a role is assumed. */
const sourceKey = "source_profile";
const roleRefused =
  "Alibaba Cloud gave no keys for the role. Check the role's name, and that it trusts who asks for it.";
const signInRefused = "Alibaba Cloud did not accept the sign-in.";

/** The modes that the vendor's SDK for Node knows (`@alicloud/credentials`, cli_profile.js). */
const modes: Readonly<Record<string, Mode>> = {
  AK: { needs: keyPair, otherwise: "the key pair cannot be used." },
  StsToken: { needs: [...keyPair, "sts_token"], otherwise: "the temporary keys cannot be used." },
  RamRoleArn: { needs: [...keyPair, "ram_role_arn"], otherwise: roleRefused },
  EcsRamRole: {
    needs: [],
    otherwise:
      "the metadata service of the ECS instance gave no keys. Is this machine an instance with a role?",
  },
  OIDC: { needs: ["oidc_provider_arn", "oidc_token_file", "ram_role_arn"], otherwise: roleRefused },
  ChainableRamRoleArn: { needs: [sourceKey, "ram_role_arn"], otherwise: roleRefused },
  CloudSSO: {
    needs: ["cloud_sso_sign_in_url", "cloud_sso_account_id", "cloud_sso_access_config", "access_token"],
    ends: "cloud_sso_access_token_expire",
    otherwise: signInRefused,
  },
  // The access token is renewed with the refresh token, so its end says nothing.
  OAuth: { needs: ["oauth_site_type", "oauth_refresh_token"], otherwise: signInRefused },
  External: {
    needs: ["process_command"],
    otherwise: "its process_command failed or printed no keys. Run that command yourself to see why.",
  },
};

/** Modes of the vendor's command line that its SDK for Node does not know. */
const modesOfOthers = ["RsaKeyPair", "RamRoleArnWithRoleName", "CredentialsURI", "BearerToken", "Anonymous"];

/**
 * Why a profile gives no keys, and the command that mends it; undefined when there is no such profile. Of the file only
 * names are told, never a value.
 */
export function profileModeProblem(content: unknown, name: string, nowMs: number): string | undefined {
  const profiles = fileShape.safeParse(content).data?.profiles ?? [];
  const profile = profiles.find((candidate) => candidate.name === name);
  if (!profile) return undefined;
  const mode = modeOf(profile);
  return (
    certainProblem(profiles, name, nowMs) ??
    `${mode?.otherwise} Its mode is ${profile.mode}. ${mendCommand(profile)}`
  );
}

/** The profile that is used when none is named, as the vendor chooses it. */
export function currentProfile(
  content: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  return environment.ALIBABA_CLOUD_PROFILE || fileShape.safeParse(content).data?.current || undefined;
}

function modeOf({ mode }: Profile): Mode | undefined {
  return typeof mode === "string" && Object.hasOwn(modes, mode) ? modes[mode] : undefined;
}

function mendCommand({ mode, name }: Profile): string {
  return `Run \`aliyun configure --mode ${mode} --profile ${quoted(name ?? "")}\`.`;
}

/** What the file itself shows to be wrong. */
function certainProblem(
  profiles: readonly Profile[],
  name: string,
  nowMs: number,
  above: readonly string[] = [],
): string | undefined {
  const profile = profiles.find((candidate) => candidate.name === name);
  if (!profile) return "the file has no profile with this name.";
  if (above.includes(name)) return "it leads back to itself.";
  const mode = modeOf(profile);
  if (!mode) return unknownMode(String(profile.mode));
  const missing = mode.needs.filter((key) => !profile[key]);
  if (missing.length > 0) {
    return `a profile of the mode ${profile.mode} needs ${missing.join(" and ")}. ${mendCommand(profile)}`;
  }
  if (mode.ends && !(Number(profile[mode.ends]) * 1_000 > nowMs)) {
    return `its sign-in (mode ${profile.mode}) has expired. ${mendCommand(profile)}`;
  }
  if (!mode.needs.includes(sourceKey)) return undefined;
  const source = String(profile[sourceKey]);
  const problem = certainProblem(profiles, source, nowMs, [...above, name]);
  return problem && `its ${sourceKey} "${quoted(source)}": ${problem}`;
}

function unknownMode(title: string): string {
  const known = Object.keys(modes).join(", ");
  const mode = modesOfOthers.includes(title) ? `its mode ${title}` : "its mode";
  return `${mode} is not one that Alibaba Cloud's SDK for Node knows (${known}). Use another profile, or put temporary keys into ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_SECURITY_TOKEN.`;
}
