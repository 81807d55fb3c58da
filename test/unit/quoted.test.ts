import { cloudFolders, cloudNames } from "../../provider/clouds";
import { CloudError, cloudErrorOf } from "../../provider/core/errors";
import { quoted, withoutSecrets } from "../../provider/core/quoted";

const keys = {
  accessKeyId: "LTAI-canary-id",
  accessKeySecret: "canary/secret+",
  securityToken: "canary-token",
};

describe("what a cloud says", () => {
  it.each([
    "the key LTAI-canary-id is odd",
    "secret canary/secret+ was sent",
    "secret canary%2Fsecret%2B was sent",
    "string to sign: POST&%2F&SecurityToken%3Dcanary-token%26x canary%252Fsecret%252B",
    'AccessKeyId: "canary-other"',
    "GET /?a=b&Signature=canary%3D&c=d",
    "POST&%2F&a%3Db%26Signature%3Dcanary",
    'Authorization: TC3-HMAC-SHA256 Credential=canary/2026/vpc, SignedHeaders=host, Signature=canary"',
    '{"authorization":"Bearer canary.jwt.text"}',
    "Bearer canary.jwt.text is not known",
  ])("is quoted without keys and signatures: %s", (said) => {
    expect(withoutSecrets(said, keys)).not.toMatch(/canary/);
    expect(withoutSecrets(said, keys)).toContain("[hidden]");
  });

  it("keeps its other words", () => {
    const said = "The signature method, the ClientToken: t-1 and NextToken=n are fine; eni-1 is in use.";
    expect(withoutSecrets(said, { secretId: "id", secretKey: "" })).toBe(said);
  });

  it("is on one line, and has an end", () => {
    expect(quoted("a\u001b[31m\r\nb")).toBe("a [31m b");
    expect(quoted("x".repeat(1_000_000))).toBe(`${"x".repeat(120)}…`);
  });

  it("does not make an error long, whatever it is", () => {
    const long = "X".repeat(1_000_000);
    const answer = {
      cloudTitle: "A Cloud",
      action: "Attach",
      code: long,
      requestId: long,
      cloudMessage: long,
    };
    const error = cloudErrorOf([], answer, keys);
    expect(error.message.length).toBeLessThan(1_500);
    expect(error.code?.length).toBeLessThan(200);
    expect(error.requestId?.length).toBeLessThan(200);
  });

  it.each(cloudNames)("is as short where a profile of %s has an endless name", async (name) => {
    const surroundings = { config: () => undefined, environment: {}, homeDirectory: "/nowhere" };
    const place = { regionId: "r", profile: "x".repeat(100_000), api: undefined, vpcId: undefined };
    const message = await cloudFolders[name]
      .cloud()
      .connect(place, surroundings)
      .identity.keyFingerprint()
      .then(
        () => "",
        (error: Error) => error.message,
      );
    expect(message).toContain("xxxx…");
    expect(message.length).toBeLessThan(1_000);
  });

  it("is not quoted at all where keys are refused, whose answers hold what was signed", () => {
    const entry = { kind: "authentication", meaning: "m.", remedy: "r." } as const;
    const error = new CloudError({ cloudTitle: "A", action: "B", code: "C", cloudMessage: "canary" }, entry);
    expect(error.message).not.toContain("canary");
  });
});
