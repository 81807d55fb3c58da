import * as fc from "fast-check";
import { parseAuthorization, sign } from "../../emulator/zenlayer/signature";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { type Answer, call, exchange, type Variation } from "./emulator-zenlayer-caller";

const emulator = emulatorOfSuite();

const describeAll = (variation: Variation = {}): Promise<Answer> =>
  call(emulator, "DescribeInstances", {}, variation);

const refusal = ({ status, body }: Answer): [number, string | undefined] => [status, body.code];

const seconds = (offset: number): number => Math.floor(Date.now() / 1000) + offset;

it.each([
  ["application/json; charset=utf-8", "efb356c32e55c781e10dc676da59462c22596d82e91c57803666243379555b2f"],
  ["application/json", "9fdd5117d611874c57b6514c5265c94aee7b716f33906836f9ebda1b56cbc119"],
])("signs the documentation's example body as %s", (contentType, expected) => {
  const headers: Record<string, string> = { "content-type": contentType, host: "console.zenlayer.com" };
  const signature = sign("Gu5t9xGARNpq86cd98joQYCN3", {
    method: "POST",
    header: (name) => headers[name] ?? "",
    signedHeaders: ["content-type", "host"],
    body: '{"pageSize":10,"pageNum":1,"zoneId":"HKG-A"}',
    timestamp: "1673361177",
  });
  expect(signature).toBe(expected);
});

it("reads the Authorization header with and without a space after the commas", () => {
  const expected = { accessKeyId: "a", signedHeaders: ["content-type", "host"], signature: "f" };
  const fields = ["Credential=a", "SignedHeaders=content-type;host", "Signature=f"];
  expect(parseAuthorization(`ZC2-HMAC-SHA256 ${fields.join(", ")}`)).toEqual(expected);
  expect(parseAuthorization(`ZC2-HMAC_SHA256 ${fields.join(",")}`)).toEqual(expected);
});

it.each<[string, Variation]>([
  ["as the cloud's clients sign", {}],
  ["with a charset in the content type", { contentType: "application/json; charset=utf-8" }],
  ["with capitals, signed verbatim", { contentType: "application/json; charset=UTF-8", host: "LOCALHOST" }],
  [
    "with capitals, signed in lower case",
    { contentType: "application/json; charset=UTF-8", lowerCase: true },
  ],
  [
    "for the real host, through a proxy",
    { host: "console.zenlayer.com", path: "http://console.zenlayer.com/api/v2/zec" },
  ],
  ["with the method spelt as on one page", { headers: { "x-zc-signature-method": "ZC2-HMAC_SHA256" } }],
  ["without the service header", { headers: { "x-zc-service": undefined } }],
  ["four minutes early", { timestamp: seconds(-240) }],
  ["four minutes late", { timestamp: seconds(240) }],
])("accepts a call %s", async (_how, variation) => {
  expect((await describeAll(variation)).status).toBe(200);
});

it("accepts a token without a signature", async () => {
  const headers = {
    "content-type": "application/json",
    "x-zc-action": "DescribeInstances",
    "x-zc-version": "2025-09-01",
    authorization: "Bearer emulated-token-0001",
  };
  expect((await exchange(emulator.url, "POST", "/api/v2/zec", headers, "{}")).status).toBe(200);
  const wrong = { ...headers, authorization: "Bearer something" };
  expect(refusal(await exchange(emulator.url, "POST", "/api/v2/zec", wrong, "{}"))).toEqual([
    401,
    "AUTHFAILURE_INVALID_AUTHORIZATION",
  ]);
});

const key = { accessKeyId: "0EmulatorAcct001", accessKeySecret: "emulatedPasswordAccount01" };

it.each<[string, Variation]>([
  ["a wrong password", { credentials: { ...key, accessKeySecret: "wrong" } }],
  ["an unknown key", { credentials: { ...key, accessKeyId: "0Nobody000000000" } }],
  [
    "the key of a token",
    { credentials: { accessKeyId: "0EmulatorToken01", accessKeySecret: "emulatedPasswordToken0001" } },
  ],
  [
    "another content type than the signed one",
    { headers: { "content-type": "application/json; charset=utf-8" } },
  ],
  ["another host than the signed one", { headers: { host: "console.zenlayer.com" } }],
  ["another timestamp than the signed one", { headers: { "x-zc-timestamp": String(seconds(-10)) } }],
])("refuses %s", async (_what, variation) => {
  expect(refusal(await describeAll(variation))).toEqual([401, "AUTHFAILURE_SIGNATURE_FAILURE"]);
});

it.each<[string, Variation]>([
  ["six minutes early", { timestamp: seconds(-360) }],
  ["six minutes late", { timestamp: seconds(360) }],
  ["with milliseconds", { timestamp: Date.now() }],
])("treats a call %s as expired", async (_when, variation) => {
  expect(refusal(await describeAll(variation))).toEqual([401, "AUTHFAILURE_SIGNATURE_EXPIRED"]);
});

it.each<[string, Variation]>([
  ["no Authorization", { headers: { authorization: undefined } }],
  ["an empty one", { headers: { authorization: "ZC2-HMAC-SHA256" } }],
  [
    "another scheme",
    { headers: { authorization: "TC3-HMAC-SHA256 Credential=a, SignedHeaders=b, Signature=c" } },
  ],
  [
    "one without a signature",
    { headers: { authorization: "ZC2-HMAC-SHA256 Credential=a, SignedHeaders=content-type;host" } },
  ],
  [
    "a host that is not signed",
    { headers: { authorization: "ZC2-HMAC-SHA256 Credential=a, SignedHeaders=content-type, Signature=c" } },
  ],
  ["no signature method", { headers: { "x-zc-signature-method": undefined } }],
  ["no timestamp", { headers: { "x-zc-timestamp": undefined } }],
  ["a date for a timestamp", { timestamp: new Date().toISOString() }],
])("refuses %s", async (_what, variation) => {
  expect(refusal(await describeAll(variation))).toEqual([401, "AUTHFAILURE_INVALID_AUTHORIZATION"]);
});

it("no longer knows a key after its rotation", async () => {
  const fresh = { accessKeyId: "0EmulatorAcct009", accessKeySecret: "emulatedPasswordAccount09" };
  emulator.act({ act: "rotate-key", cloud: "zenlayer", accountId: "zenlayer-team-1", ...fresh });
  expect((await describeAll({ credentials: key })).status).toBe(401);
  expect((await describeAll({ credentials: fresh })).status).toBe(200);
});

it("keeps no signature and no token in the journal", async () => {
  await describeAll();
  const [entry] = emulator.journal.entries({ cloud: "zenlayer" });
  expect(entry).toMatchObject({
    api: "2025-09-01",
    action: "DescribeInstances",
    httpStatus: 200,
    code: null,
  });
  expect(JSON.stringify(entry)).not.toMatch(/Signature|Credential|Password/);
});

it.each([
  ["not JSON", "{nicId"],
  ["a list", "[]"],
  ["a text", '"nicId"'],
  ["null", "null"],
  ["a thousand levels", "[".repeat(1000)],
  ["closed levels", `{"a":${"[".repeat(40_000)}${"]".repeat(40_000)}}`],
])("refuses a body that is %s and stays usable", async (_what, body) => {
  expect(refusal(await describeAll({ body }))).toEqual([400, "INVALID_PARAMETER_TYPE"]);
  expect((await describeAll()).status).toBe(200);
});

it("reads a missing body as no parameters", async () => {
  expect((await describeAll({ body: "" })).status).toBe(200);
});

it("does not mistake names of JavaScript for parameters or actions", async () => {
  expect((await call(emulator, "constructor")).status).toBe(401);
  const body = '{"__proto__":{"nicIds":["a"]},"constructor":1}';
  const { body: refused } = await call(emulator, "DescribeNetworkInterfaces", {}, { body });
  expect(refused.message).toContain("does not know the parameter __proto__ ");
  const released = await call(
    emulator,
    "DetachNetworkInterface",
    {},
    { body: '{"__proto__":{"nicId":"a"}}' },
  );
  expect(released.body.code).toBe("MISSING_PARAMETER");
});

it.each(["/api/v2/zec/", "/api/v2/", "/api/v2/zec?pageSize=1", "/api/v2/%00"])(
  "answers %s without failing",
  async (path) => {
    const answer = await describeAll({ path });
    expect([200, 401]).toContain(answer.status);
    expect(answer.body.requestId).toMatch(/^T/);
  },
);

it("answers any parameters in its envelope, and never fails itself", async () => {
  const values = fc.oneof(
    fc.constantFrom<unknown>("1620000000000000001", "1610000000000000001", "1520000000000000001", "USED", 1),
    fc.jsonValue({ maxDepth: 3 }),
  );
  const names = [
    "nicId",
    "nicIds",
    "instanceId",
    "instanceIds",
    "name",
    "subnetId",
    "status",
    "tags",
    "tagKeys",
  ];
  const numbers = [
    "pageSize",
    "pageNum",
    "bandwidth",
    "packageSize",
    "eipIds",
    "securityGroupId",
    "nicStackType",
  ];
  const params = fc.dictionary(fc.constantFrom(...names, ...numbers), values, { maxKeys: 6 });
  const actions = fc.constantFrom(
    "AttachNetworkInterface",
    "DetachNetworkInterface",
    "CreateNetworkInterface",
    "ModifyNetworkInterfaceAttribute",
    "ModifyNetworkInterfacesAttribute",
    "DeleteNetworkInterface",
    "DescribeNetworkInterfaces",
    "DescribeInstances",
    "DescribeInstancesStatus",
  );
  const versions = fc.constantFrom("2025-09-01", "2024-04-01");
  await fc.assert(
    fc.asyncProperty(actions, versions, params, async (action, version, body) => {
      const answer = await call(emulator, action, body, { version });
      expect(answer.body.requestId).toMatch(/^T/);
      expect(answer.status).toBeLessThan(500);
      expect(answer.status === 200).toBe(answer.body.code === undefined);
    }),
    { numRuns: 300, seed: 20250901 },
  );
});
