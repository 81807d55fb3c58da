import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findCredentials } from "../../provider/clouds/alibaba/credentials";

/** The vendor's library looks in the real home, where there is no such profile; ours says why. */
describe("a profile of Alibaba Cloud that gives no keys", () => {
  const name = "no-such-profile-of-a-test";
  let homeDirectory: string;
  beforeEach(() => {
    homeDirectory = mkdtempSync(join(tmpdir(), "eni-alibaba-"));
    mkdirSync(join(homeDirectory, ".aliyun"));
  });
  afterEach(() => rmSync(homeDirectory, { recursive: true, force: true }));

  it.each([
    ["cannot be read", undefined, "the file cannot be read (ENOENT)"],
    ["is no JSON", "very-secret", "the file is not JSON"],
    ["is of another shape", "[]", "the file has no profile with this name"],
    [
      "has others",
      JSON.stringify({ profiles: [{ name: "default" }] }),
      "the file has no profile with this name",
    ],
  ])("is told with what is wrong when the file %s", async (_, text, wrong) => {
    if (text !== undefined) writeFileSync(join(homeDirectory, ".aliyun", "config.json"), text);
    const { get } = findCredentials(name, { config: () => undefined, environment: {}, homeDirectory });
    await expect(get()).rejects.toThrow(`profile "${name}" of ~/.aliyun/config.json: ${wrong}.`);
  });

  const pair = { access_key_id: "very-secret", access_key_secret: "very-secret" };
  const role = { ram_role_arn: "acs:ram::1:role/very-secret" };
  const signIn = {
    cloud_sso_sign_in_url: "https://very-secret",
    cloud_sso_account_id: "very-secret",
    cloud_sso_access_config: "very-secret",
    access_token: "very-secret",
  };
  const past = 1_700_000_000;
  const future = 4_000_000_000;
  const mend = (mode: string, of = name) => `Run \`aliyun configure --mode ${mode} --profile ${of}\`.`;

  it.each([
    [
      "AK",
      { access_key_id: "very-secret" },
      `a profile of the mode AK needs access_key_secret. ${mend("AK")}`,
    ],
    ["StsToken", pair, `a profile of the mode StsToken needs sts_token. ${mend("StsToken")}`],
    ["RamRoleArn", { ...pair, ...role }, /Alibaba Cloud gave no keys for the role.*--mode RamRoleArn/],
    ["EcsRamRole", {}, /metadata service.*--mode EcsRamRole/],
    ["OIDC", role, /needs oidc_provider_arn and oidc_token_file\. .*--mode OIDC/],
    [
      "CloudSSO",
      { ...signIn, cloud_sso_access_token_expire: past },
      `its sign-in (mode CloudSSO) has expired. ${mend("CloudSSO")}`,
    ],
    ["CloudSSO", { ...signIn, access_token: "" }, /needs access_token\. .*--mode CloudSSO/],
    [
      "CloudSSO",
      { ...signIn, cloud_sso_access_token_expire: future },
      /did not accept the sign-in.*--mode CloudSSO/,
    ],
    ["OAuth", { oauth_site_type: "CN" }, /needs oauth_refresh_token\. .*--mode OAuth/],
    [
      "OAuth",
      { oauth_site_type: "CN", oauth_refresh_token: "very-secret" },
      /not accept the sign-in.*--mode OAuth/,
    ],
    [
      "External",
      { process_command: "very-secret" },
      /process_command failed or printed no keys.*--mode External/,
    ],
    ["ChainableRamRoleArn", role, /needs source_profile\. .*--mode ChainableRamRoleArn/],
    [
      "ChainableRamRoleArn",
      { ...role, source_profile: "sso" },
      `its source_profile "sso": its sign-in (mode CloudSSO) has expired. ${mend("CloudSSO", "sso")}`,
    ],
    [
      "ChainableRamRoleArn",
      { ...role, source_profile: "nobody" },
      'its source_profile "nobody": the file has no profile with this name.',
    ],
    [
      "ChainableRamRoleArn",
      { ...role, source_profile: name },
      `its source_profile "${name}": it leads back to itself.`,
    ],
    ["ChainableRamRoleArn", { ...role, source_profile: "keys" }, /gave no keys for the role/],
    [
      "RsaKeyPair",
      {},
      /its mode RsaKeyPair is not one that .* knows \(AK, .*ALIBABA_CLOUD_SECURITY_TOKEN\.$/,
    ],
    ["very-secret", {}, /its mode is not one that .* knows/],
  ])("is told by its mode, %s, what is missing and what mends it", async (mode, fields, wrong) => {
    const others = [
      { name: "sso", mode: "CloudSSO", ...signIn, cloud_sso_access_token_expire: past },
      { name: "keys", mode: "AK", ...pair },
    ];
    const text = JSON.stringify({ profiles: [...others, { name, mode, ...fields }] });
    writeFileSync(join(homeDirectory, ".aliyun", "config.json"), text);
    const { get } = findCredentials(name, { config: () => undefined, environment: {}, homeDirectory });
    const told = await get().then(
      () => "keys",
      (error: Error) => error.message,
    );
    expect(told).toMatch(wrong);
    expect(told).toContain(`profile "${name}" of ~/.aliyun/config.json: `);
    expect(told).not.toContain("very-secret");
  });
});

describe("the default search for keys of Alibaba Cloud", () => {
  let homeDirectory: string;
  const kept = { ...process.env };
  beforeEach(() => {
    homeDirectory = mkdtempSync(join(tmpdir(), "eni-alibaba-"));
    mkdirSync(join(homeDirectory, ".aliyun"));
    // The vendor's chain reads the environment of this process.
    process.env.ALIBABA_CLOUD_ECS_METADATA_DISABLED = "true";
  });
  afterEach(() => {
    process.env = { ...kept };
    rmSync(homeDirectory, { recursive: true, force: true });
  });
  const failure = (config: Record<string, string> = {}) =>
    findCredentials(undefined, { config: (name) => config[name], environment: {}, homeDirectory })
      .get()
      .then(
        () => "keys",
        (error: Error) => error.message,
      );

  it("tells what is wrong with the current profile, where there is one", async () => {
    expect(await failure()).toMatch(/ALIBABA_CLOUD_CREDENTIALS_URI\.$/);
    const profiles = [{ name: "ops", mode: "CloudSSO" }];
    writeFileSync(
      join(homeDirectory, ".aliyun", "config.json"),
      JSON.stringify({ current: "ops", profiles }),
    );
    expect(await failure()).toMatch(/URI\. profile "ops" of .*: a profile of the mode CloudSSO needs /);
  });

  it("names the role that the configuration names, and no other place", async () => {
    const told = await failure({ alibabaRoleName: "ops" });
    expect(told).toContain('no keys for the RAM role "ops" (eni:alibabaRoleName)');
    expect(told).not.toContain("Looked at");
  });
});
