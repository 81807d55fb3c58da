import { manualClock } from "../../emulator";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { region, signedQuery, signedV3 } from "./emulator-alibaba-caller";

const free = "eni-bp1free0000000000001";
const running = "i-bp1running0000000001";
const primary = "eni-bp1primary0000000001";

const emulator = emulatorOfSuite({ clock: manualClock() });

describe("Alibaba's protocol, called by hand", () => {
  const get = (query: string) => fetch(`${emulator.url}/?${query}`);

  it("answers XML unless asked for JSON", async () => {
    const params = { ...region, InstanceId: running, NetworkInterfaceId: free };
    const reply = await get(signedQuery(emulator, "AttachNetworkInterface", params));
    expect(reply.headers.get("content-type")).toBe("text/xml;charset=utf-8");
    expect(await reply.text()).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?><AttachNetworkInterfaceResponse><RequestId>[0-9A-F-]{36}<\/RequestId><\/AttachNetworkInterfaceResponse>$/,
    );
    const refused = await get(signedQuery(emulator, "AttachNetworkInterface", params));
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain("<Code>InvalidOperation.InvalidEniState</Code>");
  });

  it("writes lists in XML as repeated elements", async () => {
    const query = signedQuery(emulator, "DescribeNetworkInterfaces", {
      ...region,
      "NetworkInterfaceId.1": free,
      "NetworkInterfaceId.2": primary,
    });
    const text = await (await get(query)).text();
    expect(text.match(/<NetworkInterfaceSet><NetworkInterfaceId>/g)).toHaveLength(2);
  });

  it("signs an empty SignatureType, and the parameters of query and form together", async () => {
    const all = new URLSearchParams(
      signedQuery(emulator, "DescribeInstances", { ...region, Format: "json", SignatureType: "" }, "POST"),
    );
    const form = new URLSearchParams({ RegionId: all.get("RegionId") ?? "" });
    all.delete("RegionId");
    const reply = await fetch(`${emulator.url}/?${all}`, { method: "POST", body: form });
    expect(await reply.json()).toHaveProperty("Instances");
  });

  it("accepts a nonce only once", async () => {
    const query = signedQuery(emulator, "DescribeInstances", { ...region, Format: "JSON" });
    expect((await get(query)).status).toBe(200);
    expect(await (await get(query)).json()).toMatchObject({ Code: "SignatureNonceUsed" });
  });

  it.each([
    ["InvalidTimeStamp.Format", { Timestamp: "yesterday" }],
    ["InvalidTimeStamp.Expired", { Timestamp: "2020-01-01T00:00:00Z" }],
    ["MissingTimestamp", { Timestamp: "" }],
    ["MissingSignatureNonce", { SignatureNonce: "" }],
    ["MissingVersion", { Version: "" }],
    ["InvalidParameter", { SignatureMethod: "HMAC-MD5" }],
    ["InvalidParameter", { SignatureVersion: "9.9" }],
    ["InvalidApi.NotFound", { Version: "2000-01-01" }],
  ])("answers %s to %p", async (code, params) => {
    const reply = await get(
      signedQuery(emulator, "DescribeInstances", { ...region, Format: "JSON", ...params }),
    );
    expect(await reply.json()).toMatchObject({ Code: code });
  });

  it("checks the signature before the action", async () => {
    const query = signedQuery(emulator, "NoSuchAction", { Format: "JSON" });
    expect(await (await get(query)).json()).toMatchObject({ Code: "InvalidApi.NotFound" });
    const broken = signedQuery(emulator, "NoSuchAction", { Format: "JSON" }).replace(
      /Signature=.*$/,
      "Signature=x",
    );
    expect(await (await get(broken)).json()).toMatchObject({ Code: "SignatureDoesNotMatch" });
  });

  it("keeps secrets out of the journal", async () => {
    await get(signedQuery(emulator, "DescribeInstances", region));
    const { accessKeyId, accessKeySecret } = emulator.credentials.alibaba;
    const text = JSON.stringify(emulator.journal.entries());
    expect(text).toContain("DescribeInstances");
    for (const secret of [accessKeyId, accessKeySecret, "Signature"]) expect(text).not.toContain(secret);
  });
});

describe("Alibaba's signature version 3, signed by hand", () => {
  const codeOf = async (reply: Promise<Response>) => ((await (await reply).json()) as { Code?: string }).Code;

  it("is verified over the headers that the client says it signed", async () => {
    const extra = {
      accept: "application/json",
      "user-agent": "sdk",
      "x-acs-credentials-provider": "static_ak",
    };
    expect(await (await signedV3(emulator, "DescribeInstances", { extra })).json()).toHaveProperty(
      "Instances",
    );
  });

  it("reads a plus and an unencoded tilde in the query", async () => {
    const query = "InstanceName=a+b~c&RegionId=cn-hangzhou";
    const canonical = "InstanceName=a%20b~c&RegionId=cn-hangzhou";
    const reply = await signedV3(emulator, "DescribeInstances", { query, canonical });
    expect(await reply.json()).toMatchObject({ TotalCount: 0 });
    expect(emulator.journal.entries().at(-1)?.params).toMatchObject({ InstanceName: "a b~c" });
  });

  it("reads parameters from a form too", async () => {
    const extra = { "content-type": "application/x-www-form-urlencoded" };
    const reply = await signedV3(emulator, "DescribeInstances", {
      query: "",
      body: "RegionId=cn-hangzhou&InstanceName=running",
      extra,
    });
    expect(await reply.json()).toMatchObject({ TotalCount: 1 });
  });

  it("answers XML when accept asks for it", async () => {
    const reply = await signedV3(emulator, "DescribeInstances", { extra: { accept: "text/xml" } });
    expect(await reply.text()).toContain("<DescribeInstancesResponse>");
  });

  it.each([
    ["SignatureDoesNotMatch", { change: { "x-acs-content-sha256": "0".repeat(64) } }],
    ["SignatureDoesNotMatch", { canonical: "RegionId=elsewhere" }],
    ["IncompleteSignature", { unsigned: ["x-acs-action"] }],
    ["InvalidTimeStamp.Format", { change: { "x-acs-date": "now" } }],
    ["InvalidTimeStamp.Expired", { change: { "x-acs-date": "2020-01-01T00:00:00Z" } }],
    ["MissingSignatureNonce", { change: { "x-acs-signature-nonce": "" } }],
    ["InvalidApi.NotFound", { change: { "x-acs-version": "2015-04-01" } }],
    ["InvalidSecurityToken.Malformed", { extra: { "x-acs-security-token": "x" } }],
  ])("answers %s to %p", async (code, options) => {
    expect(await codeOf(signedV3(emulator, "DescribeInstances", options))).toBe(code);
  });

  it("accepts a nonce only once", async () => {
    const change = { "x-acs-signature-nonce": "the-same-one" };
    expect(await codeOf(signedV3(emulator, "DescribeInstances", { change }))).toBeUndefined();
    expect(await codeOf(signedV3(emulator, "DescribeInstances", { change }))).toBe("SignatureNonceUsed");
  });
});
