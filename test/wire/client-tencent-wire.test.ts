import { cloudFailureOf } from "../support/failure-of";
import { scriptedServer } from "../support/scripted-server";
import { clientV2, clientV3, credentials } from "./tencent-clients";

describe("the Tencent clients on the wire", () => {
  const server = scriptedServer();
  const elsewhere = scriptedServer();
  beforeEach(() => {
    server.answer = () => ({ text: '{"Response":{"RequestId":"r-1"}}' });
  });

  describe.each([
    ["v3", () => clientV3(server.endpoint).call("DescribeNetworkInterfaces", {})],
    ["v2", () => clientV2(server.endpoint).call("DescribeNetworkInterfaces", {})],
  ])("of API %s", (_, call) => {
    it("carry no credentials to where a redirect leads", async () => {
      server.answer = () => ({ status: 307, headers: { location: `${elsewhere.endpoint}/` }, text: "" });
      const error = await cloudFailureOf(call());
      expect(error.kind).toBe("uncertain");
      expect(error.message).toContain("does not follow");
      expect(elsewhere.received).toEqual([]);
    });

    it("do not follow a redirect on the same host, and name the setting", async () => {
      server.answer = () => ({ status: 307, headers: { location: `${server.endpoint}/again` }, text: "" });
      const error = await cloudFailureOf(call());
      expect(server.received).toHaveLength(1);
      expect(error.kind).toBe("uncertain");
      expect(error.message).toMatch(
        /redirects to another place, and pulumi-eni does not follow.*PULUMI_ENI_TENCENT_.*ENDPOINT/,
      );
    });

    it("keep the pause that a gateway asks for", async () => {
      server.answer = () => ({ status: 429, headers: { "retry-after": "7" }, text: "slow down" });
      expect(await cloudFailureOf(call())).toMatchObject({ kind: "throttled", retryAfterMs: 7_000 });
    });

    it("break off an answer that is longer than any of the API", async () => {
      server.answer = () => ({ text: `{"Response":{"Filler":"${"x".repeat(9 * 1024 * 1024)}"}}` });
      const error = await cloudFailureOf(call());
      expect(error.kind).toBe("uncertain");
      expect(error.message).toContain("longer than");
    });
  });

  it.each(["v3", "v2"])("show no key that the cloud quotes with a code nobody knows: %s", async (api) => {
    const keys = { secretId: "canary-id", secretKey: "canary-secret", token: "canary-token" };
    const source = { ...credentials, get: () => Promise.resolve(keys) };
    const message = "odd: canary-id, X-TC-Token: canary-token, Signature=canary-signature";
    const text = JSON.stringify({
      code: 9999,
      message,
      Response: { Error: { Code: "Odd", Message: message }, RequestId: "r-1" },
    });
    server.answer = () => ({ text });
    const client = api === "v3" ? clientV3(server.endpoint, source) : clientV2(server.endpoint, source);
    const error = await cloudFailureOf(client.call("DescribeNetworkInterfaces", {}));
    expect(error.kind).toBe("unknown");
    expect(error.message).toContain("odd:");
    expect(error.message).not.toContain("canary");
  });

  it("keep their connection for the next call", async () => {
    const client = clientV3(server.endpoint);
    for (let call = 0; call < 3; call++) await client.call("DescribeInstances", {});
    expect(server.connections).toBe(1);
  });
});
