import { createHash, createHmac } from "node:crypto";
import { createConnection } from "node:net";
import { sign, stringsToSign } from "../../emulator/tencent/v2/signature";
import {
  canonicalRequestTc3,
  parseAuthorizationTc3,
  sha256Hex,
  signTc3,
  stringToSignTc3,
} from "../../emulator/tencent/v3/signature-tc3";
import { signV1, stringToSignV1 } from "../../emulator/tencent/v3/signature-v1";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { region, tc3, tc3Fetch, v2 } from "./emulator-tencent-caller";

const emulator = emulatorOfSuite();

describe("The published vectors", () => {
  it("gives the signature of the TC3 page", () => {
    const body = '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}';
    const payloadHash = sha256Hex(body);
    expect(payloadHash.slice(0, 8)).toBe("35e9c5b0");
    const headers: Record<string, string> = {
      "content-type": "application/json; charset=utf-8",
      host: "cvm.tencentcloudapi.com",
    };
    const canonical = canonicalRequestTc3({
      method: "POST",
      path: "/",
      rawQuery: "",
      header: (name) => headers[name] ?? "",
      signedHeaders: ["content-type", "host"],
      payloadHash,
    });
    expect(sha256Hex(canonical).slice(0, 8)).toBe("5ffe6a04");
    const toSign = stringToSignTc3("1551113065", "2019-02-25/cvm/tc3_request", canonical);
    expect(signTc3("Gu5t9xGARNpq86cd98joQYCN3EXAMPLE", "2019-02-25", "cvm", toSign)).toBe(
      "72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168",
    );
  });

  const secret = "Gu5t9xGARNpq86cd98joQYCN3Cozk1qA";
  const common = {
    Action: "DescribeInstances",
    Nonce: "11886",
    SecretId: "AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA",
    Timestamp: "1465185768",
  };

  it.each([
    [
      "HmacSHA1",
      { ...common, Region: "gz", "instanceIds.0": "ins-09dx96dg", limit: "20", offset: "0" },
      "NSI3UqqD99b/UJb4tbG/xZpRW64=",
    ],
    [
      "HmacSHA256",
      { ...common, Region: "ap-guangzhou", "InstanceIds.0": "ins-09dx96dg", SignatureMethod: "HmacSHA256" },
      "0EEm/HtGRr/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s=",
    ],
  ] as const)("gives the signature of the legacy page for %s", (method, params, expected) => {
    const fields = new Map<string, string>([...Object.entries(params), ["Signature", "left out"]]);
    const [text = ""] = stringsToSign("get", "cvm.api.qcloud.com", "/v2/index.php", fields);
    expect(sign(method, secret, text)).toBe(expected);
    const algorithm = method === "HmacSHA1" ? "sha1" : "sha256";
    const older = stringToSignV1("GET", "cvm.api.qcloud.com", "/v2/index.php", fields);
    expect(signV1(algorithm, secret, older)).toBe(expected);
  });

  it("accepts both orders of a name with an underscore, which stands for a dot", () => {
    const fields = new Map([
      ["a_1", "x"],
      ["a1", "y"],
      ["a.0", "z"],
      ["_b", "w"],
    ]);
    expect(stringsToSign("GET", "h", "/p", fields)).toEqual([
      "GETh/p?_b=w&a.0=z&a.1=x&a1=y",
      "GETh/p?_b=w&a.0=z&a1=y&a.1=x",
    ]);
  });
});

describe("TC3, signed by hand", () => {
  it("accepts the host with its port, more signed headers, and a content type with a charset", async () => {
    expect(await tc3(emulator)).not.toHaveProperty("Error");
    expect(
      await tc3(emulator, {
        contentType: "application/json; charset=utf-8",
        extraSigned: { "x-tc-action": "DescribeNetworkInterfaces" },
      }),
    ).not.toHaveProperty("Error");
  });

  it("signs a query as it was sent, not sorted", async () => {
    const query = "Limit=5&Filters.0.Name=vpc-id&Filters.0.Values.0=vpc-main0001";
    const contentType = "application/x-www-form-urlencoded";
    const answer = await tc3(emulator, { method: "GET", query, contentType });
    expect(answer.NetworkInterfaceSet).toHaveLength(5);
  });

  it("accepts a form in place of JSON", async () => {
    const body = "Filters.0.Name=vpc-id&Filters.0.Values.0=vpc-other001&Limit=5";
    const answer = await tc3(emulator, { body, contentType: "application/x-www-form-urlencoded" });
    expect(answer.TotalCount).toBe(2);
  });

  it("answers with the exact content type of JSON and a request id in lower case", async () => {
    const reply = await tc3Fetch(emulator);
    expect(reply.headers.get("content-type")).toBe("application/json");
    const { Response } = (await reply.json()) as { Response: { RequestId: string } };
    expect(Response.RequestId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  const seconds = (offset: number): number => Math.floor(Date.now() / 1000) + offset;

  it.each([
    ["a timestamp of six minutes ago", { timestamp: seconds(-360) }, "AuthFailure.SignatureExpire"],
    ["a timestamp of six minutes on", { timestamp: seconds(360) }, "AuthFailure.SignatureExpire"],
    [
      "another body than was signed",
      { unsigned: { "x-tc-content-sha256": "UNSIGNED-PAYLOAD" } },
      "AuthFailure.SignatureFailure",
    ],
    [
      "another timestamp than was signed",
      { unsigned: { "x-tc-timestamp": String(seconds(-10)) } },
      "AuthFailure.SignatureFailure",
    ],
    ["a timestamp that is none", { unsigned: { "x-tc-timestamp": "now" } }, "InvalidParameter"],
    ["a token that nobody gave", { unsigned: { "x-tc-token": "x" } }, "AuthFailure.TokenFailure"],
    [
      "a header without signature",
      { unsigned: { authorization: "TC3-HMAC-SHA256" } },
      "AuthFailure.InvalidAuthorization",
    ],
    ["another scheme", { unsigned: { authorization: "Bearer x" } }, "AuthFailure.InvalidAuthorization"],
    ["an action that there is not", { action: "AttachEverything" }, "InvalidAction"],
    ["the name of something in every object", { action: "constructor" }, "InvalidAction"],
    ["no action", { action: "" }, "MissingParameter"],
    ["another version", { version: "2016-01-01" }, "NoSuchVersion"],
    ["a region that there is not", { regionId: "mars" }, "UnsupportedRegion"],
    ["no region", { regionId: null }, "MissingParameter"],
    ["a body that is not JSON", { body: "{" }, "InvalidParameter"],
    ["a list for a body", { body: "[]" }, "InvalidParameter"],
    ["parts for a body", { contentType: "multipart/form-data; boundary=x" }, "InvalidRequest"],
    ["another method", { method: "PUT" }, "UnsupportedProtocol"],
  ])("refuses %s", async (_what, request, code) => {
    expect(await tc3(emulator, request)).toMatchObject({ Error: { Code: code } });
  });

  it("does not accept a signature that covers too few headers", () => {
    expect(parseAuthorizationTc3("TC3-HMAC-SHA256 Credential=a/2024-01-01/vpc/tc3_request")).toBeUndefined();
    expect(parseAuthorizationTc3("")).toBeUndefined();
  });

  it("checks the signature before the action, and the region before existence", async () => {
    const broken = {
      authorization: `TC3-HMAC-SHA256 Credential=nobody/${new Date().toISOString().slice(0, 10)}/vpc/tc3_request, SignedHeaders=content-type;host, Signature=${"0".repeat(64)}`,
    };
    expect(await tc3(emulator, { action: "NoSuchAction", unsigned: broken })).toMatchObject({
      Error: { Code: "AuthFailure.SecretIdNotFound" },
    });
    const body = JSON.stringify({ NetworkInterfaceId: "eni-nobody01", InstanceId: "ins-nobody01" });
    expect(await tc3(emulator, { action: "AttachNetworkInterface", regionId: "mars", body })).toMatchObject({
      Error: { Code: "UnsupportedRegion" },
    });
  });

  it("keeps secrets out of the journal", async () => {
    await tc3(emulator, { unsigned: { "x-tc-token": "a-token-that-nobody-sees" } });
    await v2(emulator, "DescribeNetworkInterfaces");
    const text = JSON.stringify(emulator.journal.entries());
    const { accessKeyId, accessKeySecret } = emulator.credentials.tencent;
    expect(text).toContain("DescribeNetworkInterfaces");
    for (const secret of [accessKeyId, accessKeySecret, "a-token-that-nobody-sees", "Signature"]) {
      expect(text).not.toContain(secret);
    }
  });
});

describe("The name of a real host", () => {
  /** The request as a forward proxy gets it: the whole URL in the request line. */
  function absolute(host: string, lines: readonly string[], body: string): Promise<string> {
    const { hostname, port } = new URL(emulator.url);
    return new Promise((resolve, reject) => {
      const socket = createConnection({ host: hostname, port: Number(port) });
      const chunks: Buffer[] = [];
      socket.on("data", (chunk) => chunks.push(chunk as Buffer));
      socket.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
      socket.on("error", reject);
      socket.end(
        [
          `POST http://${host}/ HTTP/1.1`,
          `Host: ${host}`,
          "Connection: close",
          `Content-Length: ${body.length}`,
          ...lines,
          "",
          body,
        ].join("\r\n"),
      );
    });
  }

  const describeAll = { action: "DescribeNetworkInterfaces", version: "2017-03-12" };

  const signedFor = (
    host: string,
    body: string,
    { action, version } = describeAll,
    service = host.split(".")[0] ?? "",
  ): string[] => {
    const { accessKeyId, accessKeySecret } = emulator.credentials.tencent;
    const timestamp = Math.floor(Date.now() / 1000);
    const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
    const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
    const hmac = (key: string | Buffer, text: string): Buffer =>
      createHmac("sha256", key).update(text).digest();
    const canonical = `POST\n/\n\ncontent-type:application/json\nhost:${host}\n\ncontent-type;host\n${hash(body)}`;
    const scope = `${date}/${service}/tc3_request`;
    const key = hmac(hmac(hmac(`TC3${accessKeySecret}`, date), service), "tc3_request");
    const signature = hmac(key, `TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${hash(canonical)}`).toString(
      "hex",
    );
    return [
      "Content-Type: application/json",
      `X-TC-Timestamp: ${timestamp}`,
      `X-TC-Version: ${version}`,
      `X-TC-Action: ${action}`,
      `X-TC-Region: ${region}`,
      `Authorization: TC3-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=content-type;host, Signature=${signature}`,
    ];
  };

  it.each([
    ["vpc.tencentcloudapi.com", "TotalCount"],
    ["vpc.ap-guangzhou.tencentcloudapi.com", "TotalCount"],
    ["nothing.tencentcloudapi.com", "NoSuchProduct"],
  ])("is understood in an absolute URL: %s", async (host, expected) => {
    const text = await absolute(host, signedFor(host, "{}"), "{}");
    expect(text).toContain("HTTP/1.1 200 OK");
    expect(text).toContain(expected);
  });

  it.each([
    [
      "tag.tencentcloudapi.com",
      { action: "UnTagResources", version: "2018-08-13" },
      "tag",
      '"Response":{"FailedResources":[]',
    ],
    [
      "tag.intl.tencentcloudapi.com",
      { action: "UnTagResources", version: "2018-08-13" },
      "tag",
      '"FailedResources":[]',
    ],
    ["tag.tencentcloudapi.com", describeAll, "tag", '"NoSuchVersion"'],
    [
      "vpc.tencentcloudapi.com",
      { action: "UnTagResources", version: "2018-08-13" },
      "vpc",
      '"NoSuchVersion"',
    ],
    [
      "sts.tencentcloudapi.com",
      { action: "UnTagResources", version: "2018-08-13" },
      "sts",
      '"InvalidAction"',
    ],
    ["tag.tencentcloudapi.com", describeAll, "vpc", '"AuthFailure.SignatureFailure"'],
  ])("names the product: %s with %j signed for %s", async (host, call, service, expected) => {
    const body = JSON.stringify({
      ResourceList: ["qcs::vpc:ap-guangzhou:uin/100000000001:eni/eni-free0001"],
      TagKeys: ["role"],
    });
    expect(await absolute(host, signedFor(host, body, call, service), body)).toContain(expected);
  });
});

describe("A malformed request", () => {
  it.each([
    ["POST", "/", { "x-tc-action": "x" }, "\u0000\ufffd{"],
    ["POST", "/", { authorization: "TC3-HMAC-SHA256 ,,,===" }, ""],
    ["GET", "/?SecretId=a&Signature=%E0%A4%A", {}, undefined],
    ["GET", "/?SecretId=a&a.b.c.d.e.f.g.h.i.j.k=1&a=2&a.__proto__.b=3", {}, undefined],
    ["POST", "/v2/index.php", { "content-type": "application/x-www-form-urlencoded" }, "%%%=&&&=%"],
    ["GET", "/v2/index.php", {}, undefined],
    ["PUT", "/v2/index.php?Action=x", {}, "x"],
    ["DELETE", "/?SecretId=a&Action=x", {}, undefined],
  ])("answers %s %s with a refusal", async (method, path, headers, body) => {
    const reply = await fetch(`${emulator.url}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    expect(reply.status).toBe(200);
    const answer = (await reply.json()) as { Response?: { Error?: { Code: string } }; code?: number };
    expect(answer.Response?.Error?.Code ?? String(answer.code)).toMatch(
      /^(AuthFailure|MissingParameter|4000)/,
    );
  });

  it.each([
    '{"__proto__": {"a": 1}}',
    '{"NetworkInterfaceIds": {"length": 3}}',
    '{"Filters": [null]}',
    '{"Filters": [{"Name": "vpc-id", "Values": "vpc-main0001"}]}',
    '{"Filters": [{"Name": "__proto__", "Values": ["x"]}]}',
    '{"Filters": [{"Name": "tag:__proto__", "Values": ["x"]}]}',
    '{"Limit": 1e400}',
    '{"Limit": "5"}',
    '{"Offset": -1}',
    '{"Limit": 0}',
  ])("answers signed %s without an internal error", async (body) => {
    const answer = await tc3(emulator, { body });
    expect(answer.Error?.Code ?? "none").not.toMatch(/^Internal/);
  });
});
