import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { AlibabaClient } from "../../provider/clouds/alibaba/client";
import { TencentClient } from "../../provider/clouds/tencent/client";
import { TencentClientV2 } from "../../provider/clouds/tencent/client-v2";
import { ZenlayerClient } from "../../provider/clouds/zenlayer/client";

/** Only for this test; valid until the year 2126. */
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg/vbq4dGU/Qd3xz8K
sZ/cgl9vJqLWY+6RMzm3dosuQdehRANCAARR75w9/HI3TjKD+FSUxul3TCc2XxQI
kx/iNbMP4hUFsIudBoRycZchCZx+5B/IocWFcb89kZ5ORfnTpoj5ErMs
-----END PRIVATE KEY-----`;
const cert = `-----BEGIN CERTIFICATE-----
MIIBmjCCAUGgAwIBAgIUDvw3I+JOdKgWb9LSEN4x4Qkp5e8wCgYIKoZIzj0EAwIw
IjEgMB4GA1UEAwwXbm9ib2R5IHZvdWNoZXMgZm9yIHRoaXMwIBcNMjYxMTI4MDY1
NzU1WhgPMjEyNjExMDQwNjU3NTVaMCIxIDAeBgNVBAMMF25vYm9keSB2b3VjaGVz
IGZvciB0aGlzMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEUe+cPfxyN04yg/hU
lMbpd0wnNl8UCJMf4jWzD+IVBbCLnQaEcnGXIQmcfuQfyKHFhXG/PZGeTkX506aI
+RKzLKNTMFEwHQYDVR0OBBYEFLtTIbY1xlXWdZ1xNI0ecDDK+l3dMB8GA1UdIwQY
MBaAFLtTIbY1xlXWdZ1xNI0ecDDK+l3dMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZI
zj0EAwIDRwAwRAIgTFHLgEdQxp3WvE0daTGXc707/sStvd2H2AXFytI+AmsCIAEF
LL51/jGdBXS3jfw/Q6rDDM5LNh0pO+eWHEU4TiPM
-----END CERTIFICATE-----`;

const source = { source: () => "a test", remedy: () => "" };
const alibabaKeys = {
  ...source,
  get: () => Promise.resolve({ accessKeyId: "id", accessKeySecret: "secret" }),
};
const tencentKeys = { ...source, get: () => Promise.resolve({ secretId: "id", secretKey: "secret" }) };
const zenlayerKeys = { ...source, get: () => Promise.resolve({ token: "token" }) };
const place = { version: "2017-03-12", regionId: "ap-guangzhou" };

describe("a server whose certificate nobody vouches for", () => {
  let server: Server;
  let endpoint: string;
  let requests = 0;

  beforeAll(async () => {
    server = createServer({ key, cert }, (_, response) => {
      requests++;
      response.end("{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    endpoint = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );

  it.each([
    ["Alibaba", () => new AlibabaClient({ endpoint, version: "2014-05-26" }, alibabaKeys).call("Look", {})],
    ["Tencent v3", () => new TencentClient({ endpoint, ...place }, tencentKeys).call("Look", {})],
    [
      "Tencent v2",
      () =>
        new TencentClientV2({ endpoint, ...place, signatureMethod: "HmacSHA256" }, tencentKeys).call(
          "Look",
          {},
        ),
    ],
    ["Zenlayer", () => new ZenlayerClient(endpoint, zenlayerKeys).call("Look", {})],
  ])("is told as that by %s, with how to trust it, and gets no request", async (_, call) => {
    const message = await call().then(
      () => "it succeeded",
      (error: Error) => error.message,
    );
    expect(message).toMatch(/certificate of .*\(DEPTH_ZERO_SELF_SIGNED_CERT\).*NODE_EXTRA_CA_CERTS/);
    expect(message).not.toContain("http://");
    expect(requests).toBe(0);
  });
});
