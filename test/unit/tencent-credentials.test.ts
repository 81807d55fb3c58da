import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findCredentials } from "../../provider/clouds/tencent/credentials";

/** Where Tencent's tools look for keys, in their order. */
describe("the search for Tencent credentials", () => {
  let homeDirectory: string;
  beforeEach(() => {
    homeDirectory = mkdtempSync(join(tmpdir(), "eni-tencent-"));
  });
  afterEach(() => rmSync(homeDirectory, { recursive: true, force: true }));

  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(homeDirectory, path)), { recursive: true });
    writeFileSync(join(homeDirectory, path), text);
    return join(homeDirectory, path);
  };
  const tccli = (profile: string, more: object = {}) =>
    write(
      `.tccli/${profile}.credential`,
      JSON.stringify({ secretId: `id-${profile}`, secretKey: `key-${profile}`, ...more }),
    );
  const ini = (text: string) => write(".tencentcloud/credentials", text);
  const find = (
    from: { config?: Record<string, string>; environment?: Record<string, string> } = {},
    profile?: string,
  ) =>
    findCredentials(profile, {
      config: (name) => from.config?.[name],
      environment: from.environment ?? {},
      homeDirectory,
    });
  const config = {
    tencentSecretId: "id-config",
    tencentSecretKey: "key-config",
    tencentToken: "token-config",
  };
  const environment = {
    TENCENTCLOUD_SECRET_ID: "id-environment",
    TENCENTCLOUD_SECRET_KEY: "key-environment",
  };

  it("takes the configuration before all else, and says what to do when a key was rotated", async () => {
    tccli("default");
    const credentials = find({ config, environment });
    await expect(credentials.get()).resolves.toEqual({
      secretId: "id-config",
      secretKey: "key-config",
      token: "token-config",
    });
    expect(credentials.source()).toContain("eni:tencentSecretId");
    expect(credentials.remedy()).toContain("--run-program");
  });

  it("takes the environment before the files", async () => {
    tccli("default");
    const credentials = find({ environment });
    await expect(credentials.get()).resolves.toMatchObject({ secretId: "id-environment", token: undefined });
    expect(credentials.source()).toContain("TENCENTCLOUD_SECRET_ID");
  });

  it.each(["TENCENTCLOUD_TOKEN", "TENCENTCLOUD_SECURITY_TOKEN"])("takes the token of %s", async (name) => {
    const keys = await find({ environment: { ...environment, [name]: "temporary" } }).get();
    expect(keys.token).toBe("temporary");
  });

  it("takes the command line's profile before the shared file", async () => {
    const file = tccli("default", { token: "token-1" });
    ini("[default]\nsecret_id = id-shared\nsecret_key = key-shared\n");
    const credentials = find();
    await expect(credentials.get()).resolves.toEqual({
      secretId: "id-default",
      secretKey: "key-default",
      token: "token-1",
    });
    expect(credentials.source()).toBe(file);
  });

  it.each(["TCCLI_PROFILE", "TENCENTCLOUD_PROFILE"])("takes the profile that %s names", async (name) => {
    tccli("default");
    tccli("second");
    await expect(find({ environment: { [name]: "second" } }).get()).resolves.toMatchObject({
      secretId: "id-second",
    });
  });

  it("takes the shared file's section, whatever its spaces, comments and line ends", async () => {
    ini(
      "# keys\r\n[other]\r\nsecret_id=x\r\n[ default ]\r\n; mine\r\nsecret_id =  id-shared \r\nsecret_key=key=shared\r\n",
    );
    await expect(find().get()).resolves.toEqual({
      secretId: "id-shared",
      secretKey: "key=shared",
      token: undefined,
    });
  });

  it("takes the files that the variables name", async () => {
    const folder = dirname(write("elsewhere/default.credential", '{"secretId":"a","secretKey":"b"}'));
    await expect(
      find({ environment: { TENCENTCLOUD_SHARED_CREDENTIALS_DIR: folder } }).get(),
    ).resolves.toMatchObject({ secretId: "a" });
    const file = write("elsewhere/shared", "[default]\nsecret_id=c\nsecret_key=d\n");
    await expect(find({ environment: { TENCENTCLOUD_CREDENTIALS_FILE: file } }).get()).resolves.toMatchObject(
      { secretId: "c" },
    );
  });

  it("takes the profile that the resource names, whatever configuration and environment hold", async () => {
    tccli("second");
    await expect(find({ config, environment }, "second").get()).resolves.toMatchObject({
      secretId: "id-second",
    });
    ini("[third]\nsecret_id=id-third\nsecret_key=key-third\n");
    await expect(find({ config, environment }, "third").get()).resolves.toMatchObject({
      secretId: "id-third",
    });
    await expect(find({ config: { tencentProfile: "second" }, environment }).get()).resolves.toMatchObject({
      secretId: "id-second",
    });
  });

  it("names both files when there is no such profile", async () => {
    await expect(find({ environment }, "nobody").get()).rejects.toThrow(
      /"nobody".*nobody\.credential.*\.tencentcloud/s,
    );
  });

  it.each([
    ["is no JSON", "{secretId: very-secret"],
    ["holds no key", '{"secretId":"very-secret"}'],
  ])("stops at a file that %s, naming it and none of its text", async (_, text) => {
    const file = write(".tccli/default.credential", text);
    const failure = await find()
      .get()
      .then(
        () => "",
        (error: Error) => error.message,
      );
    expect(failure).toContain(file);
    expect(failure).not.toContain("very-secret");
  });

  it("refuses a profile that assumes a role instead of using the key below it", async () => {
    tccli("default", { "role-arn": "qcs::cam::uin/1:roleName/ops" });
    await expect(find().get()).rejects.toThrow(/assumes a role.*tccli sts AssumeRole.*TENCENTCLOUD_TOKEN/s);
  });

  const hourMs = 3_600_000;
  const secondsFromNow = (ms: number) => Math.floor((Date.now() + ms) / 1_000);

  it.each([
    ["oauth", "default", "`tccli auth login`"],
    ["oauth", "ops", "`tccli auth login --profile ops`"],
    ["sso", "ops", "`tccli sso login --profile ops`"],
  ])(
    "says how to sign in again when the sign-in (%s) of profile %s has expired",
    async (type, name, command) => {
      const file = tccli(name, { type, token: "t", expiresAt: secondsFromNow(-hourMs) });
      await expect(find({}, name).get()).rejects.toThrow(
        `The sign-in in ${file} (type ${type}) has expired. Run ${command}.`,
      );
      write(`.tccli/${name}.credential`, JSON.stringify({ type }));
      await expect(find({}, name).get()).rejects.toThrow(
        `${file} does not contain secretId and secretKey. Run ${command}.`,
      );
    },
  );

  it("takes a valid sign-in, and reads the file again when it has ended", async () => {
    tccli("default", { type: "oauth", token: "t", expiresAt: secondsFromNow(hourMs) });
    const credentials = find();
    await expect(credentials.get()).resolves.toMatchObject({ token: "t" });
    tccli("default", { type: "oauth", token: "renewed", expiresAt: secondsFromNow(3 * hourMs) });
    const now = Date.now();
    jest.spyOn(Date, "now").mockReturnValue(now + 2 * hourMs);
    await expect(credentials.get()).resolves.toMatchObject({ token: "renewed" });
    jest.restoreAllMocks();
  });

  it("asks once for all the calls of a connection", async () => {
    const file = tccli("default");
    const credentials = find();
    await credentials.get();
    rmSync(file);
    await expect(credentials.get()).resolves.toMatchObject({ secretId: "id-default" });
  });
});
