import { createEmulator, type Emulator, type FaultKind } from "../../emulator";
import { ZenlayerClient } from "../../provider/clouds/zenlayer/client";
import { zenlayer } from "../../provider/clouds/zenlayer/cloud";
import { codes } from "../../provider/clouds/zenlayer/codes";
import type { Connection } from "../../provider/contract/cloud";
import { codeOfEachKind } from "../support/codes-at-actions";
import { cloudFailureOf } from "../support/failure-of";
import { scriptedServer } from "../support/scripted-server";
import { undocumentedAnswers } from "../support/undocumented-answers";

const cloud = "zenlayer";
const running = "1610000000000000001";
const free = "1620000000000000001";
const attached = "1622000000000000001";
const holder = "1610000000000000004";

const keys = { accessKeyId: "id", accessKeyPassword: "very-secret" };
const credentials = { get: () => Promise.resolve(keys), source: () => "the test", remedy: () => "Do this." };

describe("the Zenlayer client against the emulator", () => {
  let emulator: Emulator;
  let connection: Connection;
  beforeEach(async () => {
    emulator = await createEmulator({ transitionMs: 0 });
    connection = connect();
  });
  afterEach(() => emulator.close());

  const connect = (environment: Record<string, string> = {}) =>
    zenlayer.connect(
      { regionId: "asia-east-1", profile: undefined, api: undefined, vpcId: undefined },
      {
        config: () => undefined,
        environment: { ...emulator.environment(), ...environment },
        homeDirectory: "/nowhere",
      },
    );
  const request = (networkInterfaceId = free, instanceId = running) => ({
    networkInterfaceId,
    instanceId,
    declared: {},
    token: "unused",
  });
  const fault = (action: string, kind: FaultKind) => emulator.faults.add({ cloud, action, ...kind });
  const look = async (id: string) => (await connection.find.interfaces([id]))[0];

  it("lists the instances of a zone page by page to its end", async () => {
    const [seeded] = emulator.store.instances(cloud).filter(({ id }) => id === running);
    const { subnetId = "", zoneId = "" } = seeded ?? {};
    const ids = Array.from({ length: 1_001 }, (_, index) => `1619000000000${String(index).padStart(6, "0")}`);
    emulator.seed({ instances: ids.map((id) => ({ cloud, id, subnetId })) });
    const first = await connection.find.instancesOfZone?.(zoneId, undefined);
    const second = await connection.find.instancesOfZone?.(zoneId, first?.next);
    expect([first?.items.length, second?.next]).toEqual([1_000, undefined]);
    const found = new Set([...(first?.items ?? []), ...(second?.items ?? [])].map(({ id }) => id));
    expect(ids.filter((id) => !found.has(id))).toEqual([]);
    const zones = new Set([...(first?.items ?? []), ...(second?.items ?? [])].map((view) => view.zoneId));
    expect([...zones]).toEqual([zoneId]);
  });

  it("attaches, sees it, detaches, sees it", async () => {
    const { requestId } = await connection.writes.attach(request());
    expect(requestId).toMatch(/^T[0-9A-F-]{36}$/);
    expect(await look(free)).toMatchObject({ status: "attached", holder: running, kind: "secondary" });
    await connection.writes.detach(request());
    expect(await look(free)).toMatchObject({ status: "available", holder: undefined });
    expect(emulator.journal.entries({ cloud }).filter((entry) => entry.code !== null)).toEqual([]);
  });

  it("shows a transition while it lasts", async () => {
    await emulator.close();
    emulator = await createEmulator({ transitionMs: 60_000 });
    connection = connect();
    await connection.writes.attach(request());
    expect(await look(free)).toMatchObject({ status: "attaching", cloudStatus: "ATTACHING" });
    await connection.writes.detach(request(attached, holder));
    expect(await look(attached)).toMatchObject({ status: "detaching", cloudStatus: "DETACHING" });
  });

  it("reads what the cloud shows about an interface and an instance", async () => {
    const stored = emulator.store.interface(cloud, attached);
    expect(await look(attached)).toMatchObject({
      id: attached,
      holder,
      macAddress: stored?.macAddress,
      vpcId: stored?.vpcId,
      subnetId: stored?.subnetId,
      regionId: "asia-east-1",
      addresses: [{ address: stored?.privateIps[0]?.address, primary: true }],
    });
    const [instance] = await connection.find.instances([holder]);
    expect(instance).toMatchObject({
      id: holder,
      status: "running",
      regionId: "asia-east-1",
      zoneId: "asia-east-1a",
    });
    expect(instance?.interfaceIds).toContain(attached);
  });

  it("asks for a hundred interfaces in one call, and leaves out those that are unknown", async () => {
    const ids = Array.from({ length: 99 }, (_, index) => String(1620000000000000001n + BigInt(index)));
    const known = ids.filter((id) => emulator.store.interface(cloud, id)?.accountId === ownAccount());
    const found = await connection.find.interfaces([...ids, attached]);
    expect(found.map((view) => view.id).sort()).toEqual([...known, attached].sort());
    expect(emulator.journal.entries({ cloud })).toHaveLength(1);
  });

  const ownAccount = () => emulator.credentials[cloud].accountId;

  it("finds more instances than a page without a size would hold", async () => {
    const ids = emulator.store.instances(cloud).map((instance) => instance.id);
    const own = emulator.store.instances(cloud).filter((instance) => instance.accountId === ownAccount());
    expect(await connection.find.instances(ids)).toHaveLength(own.length);
  });

  it.each(codeOfEachKind(codes, "DetachNetworkInterface"))(
    "classifies $code as $kind",
    async ({ code, kind }) => {
      fault("DetachNetworkInterface", { kind: "error", code });
      const error = await cloudFailureOf(connection.writes.detach(request(attached, holder)));
      expect(error).toMatchObject({ code, kind });
      expect(error.requestId).toMatch(/^T/);
      expect(error.message).toContain(code);
      expect(error.message).toContain(error.requestId);
    },
  );

  it("classifies by code whatever the HTTP status", async () => {
    fault("DetachNetworkInterface", {
      kind: "error",
      code: "OPERATION_DENIED_INSTANCE_STATUS_NOT_SUPPORT",
      httpStatus: 403,
    });
    const error = await cloudFailureOf(connection.writes.detach(request(attached, holder)));
    expect(error.kind).toBe("settle");
  });

  it("says of a code that no page lists how to report it, and does not repeat it", async () => {
    fault("AttachNetworkInterface", { kind: "error", code: "INVALID_MOON_PHASE", httpStatus: 400 });
    const error = await cloudFailureOf(connection.writes.attach(request()));
    expect(error.kind).toBe("unknown");
    expect(error.message).toContain("report it");
  });

  it("says which step to take for an interface behind a load balancer", async () => {
    const error = await cloudFailureOf(connection.writes.detach(request("1623000000000000001", holder)));
    expect(error).toMatchObject({ code: "INVALID_NIC_LB_ASSOCIATED", kind: "refused" });
    expect(error.message).toContain("Remove the address from the load balancer's backend servers");
  });

  it("names the source of keys that are refused, and never the password", async () => {
    const wrong = connect({ ZENLAYERCLOUD_ACCESS_KEY_PASSWORD: "wrong-password" });
    const error = await cloudFailureOf(wrong.find.interfaces([free]));
    expect(error.kind).toBe("authentication");
    expect(error.message).toContain("ZENLAYERCLOUD_ACCESS_KEY_ID");
    expect(error.message).not.toContain("wrong-password");
  });

  it("does not see another account's interface", async () => {
    expect(await connection.find.interfaces(["1627000000000000001"])).toEqual([]);
  });

  it.each<(typeof undocumentedAnswers)[number]>([
    ...undocumentedAnswers,
    [
      "a browser challenge",
      { kind: "http", status: 403, body: "<html>", headers: { "cf-mitigated": "challenge" } },
      "refused",
    ],
    ["a block for legal reasons", { kind: "http", status: 451, body: "" }, "refused"],
  ])("takes %s for what it is: a look learns nothing from it", async (_, kind, failure) => {
    fault("DescribeNetworkInterfaces", kind);
    expect(await cloudFailureOf(connection.find.interfaces([free]))).toMatchObject({ kind: failure });
    expect(await look(free)).toMatchObject({ status: "available" });
  });

  it("reads how long a throttle asks to wait", async () => {
    fault("DetachNetworkInterface", { kind: "http", status: 429, body: "", headers: { "retry-after": "7" } });
    expect(await cloudFailureOf(connection.writes.detach(request()))).toMatchObject({ retryAfterMs: 7_000 });
  });

  it("gives up on a server that hangs, and says how long it waited", async () => {
    fault("DescribeNetworkInterfaces", { kind: "hang" });
    const client = new ZenlayerClient(emulator.url, credentials, 150);
    const error = await cloudFailureOf(client.call("DescribeNetworkInterfaces", { nicIds: [free] }));
    expect(error.kind).toBe("uncertain");
    expect(error.message).toContain("0.15 s");
  });

  it("says that nothing listens, and which settings name the endpoint", async () => {
    const nowhere = connect({ PULUMI_ENI_ZENLAYER_ENDPOINT: "http://127.0.0.1:1" });
    const error = await cloudFailureOf(nowhere.find.interfaces([free]));
    expect(error.message).toMatch(/ECONNREFUSED.*PULUMI_ENI_ZENLAYER_ENDPOINT/s);
  });

  it("distinguishes keys without showing them", async () => {
    const one = await connection.identity.keyFingerprint();
    const other = await connect({ ZENLAYERCLOUD_ACCESS_KEY_ID: "another" }).identity.keyFingerprint();
    expect(one).toMatch(/^[0-9a-f]{8}$/);
    expect(other).not.toBe(one);
  });
});

describe("the Zenlayer client on the wire", () => {
  const server = scriptedServer();
  beforeEach(() => {
    server.answer = () => ({ text: '{"requestId":"T1","response":{"requestId":"T1"}}' });
  });

  it("posts JSON to the service's path with the documented headers, and no password", async () => {
    await new ZenlayerClient(server.endpoint, credentials).call("DetachNetworkInterface", { nicId: "nic-ü" });
    const [request] = server.received;
    expect(request?.url).toBe("/api/v2/zec");
    expect(request?.body).toBe('{"nicId":"nic-ü"}');
    expect(request?.headers).toMatchObject({
      "content-type": "application/json",
      host: new URL(server.endpoint).host,
      "x-zc-action": "DetachNetworkInterface",
      "x-zc-version": "2025-09-01",
      "x-zc-service": "zec",
      "x-zc-signature-method": "ZC2-HMAC-SHA256",
      authorization: expect.stringMatching(
        /^ZC2-HMAC-SHA256 Credential=id, SignedHeaders=content-type;host, Signature=[0-9a-f]{64}$/,
      ),
    });
    const ageSeconds = Date.now() / 1_000 - Number(request?.headers["x-zc-timestamp"]);
    expect(Math.abs(ageSeconds)).toBeLessThan(60);
    expect(JSON.stringify(request)).not.toContain("very-secret");
  });

  it("sends a token as it is, unsigned", async () => {
    const withToken = { ...credentials, get: () => Promise.resolve({ token: "token-1" }) };
    await new ZenlayerClient(server.endpoint, withToken).call("DescribeInstances", {});
    expect(server.received[0]?.headers.authorization).toBe("Bearer token-1");
    expect(server.received[0]?.headers).not.toHaveProperty("x-zc-signature-method");
  });

  it("shows no token that the cloud quotes with a code nobody knows", async () => {
    const withToken = { ...credentials, get: () => Promise.resolve({ token: "canary-token" }) };
    server.answer = () => ({
      status: 400,
      text: '{"code":"ODD","requestId":"r-1","message":"odd: Bearer canary-token"}',
    });
    const error = await cloudFailureOf(
      new ZenlayerClient(server.endpoint, withToken).call("DescribeInstances", {}),
    );
    expect(error).toMatchObject({ kind: "unknown", code: "ODD" });
    expect(error.message).toContain("odd:");
    expect(error.message).not.toContain("canary");
  });

  it("keeps the path of a gateway's endpoint", async () => {
    await new ZenlayerClient(`${server.endpoint}/gateway`, credentials).call("DescribeInstances", {});
    expect(server.received[0]?.url).toBe("/gateway/api/v2/zec");
  });

  it("keeps its connection for the next call", async () => {
    const client = new ZenlayerClient(server.endpoint, credentials);
    for (let call = 0; call < 3; call++) await client.call("DescribeInstances", {});
    expect(server.connections).toBe(1);
  });

  it("breaks off an answer that is longer than any of the API", async () => {
    server.answer = () => ({ text: `{"response":{"filler":"${"x".repeat(9 * 1024 * 1024)}"}}` });
    const error = await cloudFailureOf(
      new ZenlayerClient(server.endpoint, credentials).call("DescribeInstances", {}),
    );
    expect(error.kind).toBe("uncertain");
    expect(error.message).toContain("longer than");
  });

  it("reads every page, and ends when a server counts wrongly", async () => {
    const item = (nicId: string) => ({ nicId, status: "AVAILABLE" });
    server.answer = ({ body }) => {
      const { pageNum } = JSON.parse(body) as { pageNum: number };
      const dataSet = pageNum <= 2 ? [item(`nic-${pageNum}`)] : [];
      return { text: JSON.stringify({ requestId: "T1", response: { totalCount: 5, dataSet } }) };
    };
    const connection = zenlayer.connect(
      { regionId: "asia-east-1", profile: undefined, api: undefined, vpcId: undefined },
      {
        config: (name) =>
          ({ zenlayerEndpoint: server.endpoint, zenlayerAccessKeyId: "id", zenlayerAccessKeyPassword: "p" })[
            name
          ],
        environment: {},
        homeDirectory: "/nowhere",
      },
    );
    const found = await connection.find.interfaces(["nic-1", "nic-2"]);
    expect(found.map((view) => view.id)).toEqual(["nic-1", "nic-2"]);
    expect(server.received).toHaveLength(3);
  });

  it("concludes nothing from an interface in use whose instance is not shown", async () => {
    server.answer = () => ({
      text: '{"requestId":"T1","response":{"totalCount":1,"dataSet":[{"nicId":"nic-1","status":"USED","instanceId":null}]}}',
    });
    const connection = zenlayer.connect(
      { regionId: "asia-east-1", profile: undefined, api: undefined, vpcId: undefined },
      {
        config: () => undefined,
        environment: {
          PULUMI_ENI_ZENLAYER_ENDPOINT: server.endpoint,
          ZENLAYERCLOUD_ACCESS_KEY_ID: "id",
          ZENLAYERCLOUD_ACCESS_KEY_PASSWORD: "p",
        },
        homeDirectory: "/nowhere",
      },
    );
    expect((await connection.find.interfaces(["nic-1"]))[0]).toMatchObject({ status: "unknown" });
  });
});
