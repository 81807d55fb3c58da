import { createEmulator, type Emulator } from "../../emulator";
import type { Connection } from "../../provider/contract/cloud";
import { type CloudCase, cloudCases } from "../support/cloud-cases";
import { ProxyServer } from "../support/proxy-server";

/** A host that only the proxy knows. */
const endpoint = "http://cloud.example";
const user = "proxy-user:very-secret";
const configuredKeys: Readonly<Record<string, string>> = {
  alibabaAccessKeyId: "ALIBABA_CLOUD_ACCESS_KEY_ID",
  alibabaAccessKeySecret: "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
};

describe.each(cloudCases)("the clients of $title behind a proxy", (cloudCase: CloudCase) => {
  const { cloud, place, free } = cloudCase;
  let emulator: Emulator;
  let proxy: ProxyServer;

  beforeAll(async () => {
    emulator = await createEmulator();
    proxy = await ProxyServer.start(emulator.url);
  });
  afterAll(async () => {
    await proxy.close();
    await emulator.close();
  });
  beforeEach(() => {
    proxy.requests.splice(0);
    proxy.refusal = undefined;
  });

  const connect = (environment: Record<string, string>): Connection => {
    const { regionId, api, vpcId } = place as Record<string, string | undefined> & { regionId: string };
    return cloud.connect(
      { regionId, profile: undefined, api, vpcId },
      {
        // The vendor's search for keys reads the environment of this process.
        config: (name) => environment[configuredKeys[name] ?? ""],
        environment,
        homeDirectory: "/nowhere",
      },
    );
  };
  /** The emulator's variables, with that endpoint for every product. */
  const variables = (endpointOfAll: string) =>
    Object.fromEntries(
      Object.entries(emulator.environment()).map(([name, value]) => [
        name,
        name.endsWith("_ENDPOINT") ? endpointOfAll : value,
      ]),
    );
  const look = async (connection: Connection) => {
    const found = await connection.find.interfaces([free(1)]);
    await connection.identity.callerAccount?.();
    return found.map(({ id }) => id);
  };
  const failureOf = (work: Promise<unknown>) =>
    work.then(
      () => "it succeeded",
      (error: Error) => error.message,
    );

  it("ask it for every call, sign in, and share a connection", async () => {
    const connection = connect({ ...variables(endpoint), HTTP_PROXY: `http://${user}@${proxy.host}` });
    expect(await look(connection)).toEqual([free(1)]);
    const authorization = `Basic ${Buffer.from(user).toString("base64")}`;
    expect(proxy.requests).not.toEqual([]);
    for (const request of proxy.requests) {
      expect(request).toEqual({
        asked: expect.stringMatching(/^POST http:\/\/cloud\.example\//),
        authorization,
      });
    }
  });

  it("go past it for what NO_PROXY names, and for this machine", async () => {
    const { host } = proxy;
    expect(await look(connect({ ...variables(emulator.url), http_proxy: `http://${host}` }))).toEqual([
      free(1),
    ]);
    const past = connect({ ...variables(endpoint), http_proxy: `http://${host}`, no_proxy: ".example" });
    expect(await failureOf(look(past))).toMatch(/no connection to http:\/\/cloud\.example \(\w+\)/);
    expect(proxy.requests).toEqual([]);
  });

  it("name the proxy that does not answer, and what it asks for, never its password", async () => {
    const refusing = connect({ ...variables(endpoint), HTTP_PROXY: `http://${user}@${proxy.host}` });
    proxy.refusal = 407;
    const unauthorized = await failureOf(look(refusing));
    expect(unauthorized).toContain("requires a user and a password (HTTP 407)");
    const nowhere = await failureOf(
      look(connect({ ...variables(endpoint), HTTP_PROXY: `${user}@127.0.0.1:9` })),
    );
    expect(nowhere).toContain(
      "no connection to http://cloud.example through the proxy http://127.0.0.1:9 (HTTP_PROXY) (ECONNREFUSED)",
    );
    expect(unauthorized + nowhere).not.toContain("very-secret");
  });

  it("refuse a proxy that they cannot use before anything is sent", () => {
    const open = () => connect({ ...variables(endpoint), HTTP_PROXY: `socks5://${user}@${proxy.host}` });
    expect(open).toThrow("HTTP_PROXY names a proxy of the kind");
    expect(open).not.toThrow("very-secret");
  });
});
