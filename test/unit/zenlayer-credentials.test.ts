import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findCredentials } from "../../provider/clouds/zenlayer/credentials";

/** Where Zenlayer's tools look for keys, in their order. */
describe("the search for Zenlayer credentials", () => {
  let homeDirectory: string;
  beforeEach(() => {
    homeDirectory = mkdtempSync(join(tmpdir(), "eni-zenlayer-"));
  });
  afterEach(() => rmSync(homeDirectory, { recursive: true, force: true }));

  const writeFiles = (credentials: unknown, config?: unknown) => {
    mkdirSync(join(homeDirectory, ".zenlayer"));
    const text = typeof credentials === "string" ? credentials : JSON.stringify(credentials);
    writeFileSync(join(homeDirectory, ".zenlayer", "credentials.json"), text);
    if (config) writeFileSync(join(homeDirectory, ".zenlayer", "config.json"), JSON.stringify(config));
  };
  const find = (
    from: { config?: Record<string, string>; environment?: Record<string, string> } = {},
    profile?: string,
  ) =>
    findCredentials(profile, {
      config: (name) => from.config?.[name],
      environment: from.environment ?? {},
      homeDirectory,
    });
  const pair = (name: string) => ({ accessKeyId: `id-${name}`, accessKeyPassword: `password-${name}` });
  const stored = (name: string) => ({ access_key_id: `id-${name}`, access_key_secret: `password-${name}` });

  const fromConfig = { zenlayerAccessKeyId: "id-config", zenlayerAccessKeyPassword: "password-config" };
  const terraform = {
    ZENLAYERCLOUD_ACCESS_KEY_ID: "id-terraform",
    ZENLAYERCLOUD_ACCESS_KEY_PASSWORD: "password-terraform",
  };
  const zeno = { ZENLAYER_ACCESS_KEY_ID: "id-zeno", ZENLAYER_ACCESS_KEY_SECRET: "password-zeno" };
  const samples = {
    ZENLAYERCLOUD_SECRET_KEY_ID: "id-samples",
    ZENLAYERCLOUD_SECRET_KEY_PASSWORD: "password-samples",
  };

  it.each([
    ["the configuration before all else", { config: fromConfig, environment: terraform }, "config"],
    [
      "the Terraform provider's variables",
      { environment: { ...samples, ...zeno, ...terraform } },
      "terraform",
    ],
    ["the command line's variables", { environment: { ...samples, ...zeno } }, "zeno"],
    ["the variables of the SDKs' samples", { environment: samples }, "samples"],
  ])("takes %s", async (_, from, name) => {
    await expect(find(from).get()).resolves.toEqual(pair(name));
  });

  it("takes the profile that the resource names, whatever the environment and the configuration hold", async () => {
    writeFiles({ default: stored("default"), second: stored("second") });
    const credentials = find({ config: fromConfig, environment: terraform }, "second");
    await expect(credentials.get()).resolves.toEqual(pair("second"));
    expect(credentials.source()).toContain('"second"');
  });

  it("takes the profile of the configuration, and says that it was named there", async () => {
    writeFiles({ second: stored("second") });
    const credentials = find({ config: { zenlayerProfile: "second" }, environment: terraform });
    await expect(credentials.get()).resolves.toEqual(pair("second"));
    expect(credentials.source()).toContain("eni:zenlayerProfile");
  });

  it.each([
    ["the variable", { environment: { ZENLAYER_PROFILE: "second" } }, "first", "second"],
    ["the command line's file", {}, "second", "second"],
    ["its default", {}, "", "default"],
  ])("takes the current profile by %s", async (_, from, current, name) => {
    writeFiles(
      { default: stored("default"), first: stored("first"), second: stored("second") },
      { current_profile: current },
    );
    await expect(find(from).get()).resolves.toEqual(pair(name));
  });

  it("takes a token, which wins over a pair in a profile as it does in the command line", async () => {
    writeFiles({ default: { ...stored("default"), token: "token-1" } });
    await expect(find().get()).resolves.toEqual({ token: "token-1" });
    await expect(find({ environment: { ZENLAYER_TOKEN: "token-2" } }).get()).resolves.toEqual({
      token: "token-2",
    });
  });

  it("says where it looked when there is nothing, and finds what appears later", async () => {
    const credentials = find();
    await expect(credentials.get()).rejects.toThrow(/ZENLAYERCLOUD_ACCESS_KEY_ID.*credentials\.json/s);
    writeFiles({ default: stored("default") });
    await expect(credentials.get()).resolves.toEqual(pair("default"));
  });

  it.each([
    ["a profile that is not there", { default: stored("default") }, "the file has no profile with this name"],
    [
      "half a pair",
      { second: { access_key_id: "id" } },
      "the profile holds neither a token nor access_key_id with access_key_secret. Run `zeno configure`",
    ],
    ["a file that is no JSON", "access_key_secret=very-secret", "the file is not JSON"],
    ["no file", undefined, "the file cannot be read (ENOENT)"],
  ])("says what is wrong and quotes nothing of the file for %s", async (_, content, wrong) => {
    if (content !== undefined) writeFiles(content);
    const error = await find({}, "second")
      .get()
      .then(
        () => Promise.reject(new Error("it succeeded")),
        (failure: Error) => failure,
      );
    expect(error.message).toBe(`profile "second" of ~/.zenlayer/credentials.json: ${wrong}.`);
    expect(error.message).not.toContain("secret=");
  });
});
