import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createEmulator, type Emulator, type FaultKind } from "../../emulator";
import { TencentClient } from "../../provider/clouds/tencent/client";
import { TencentClientV2 } from "../../provider/clouds/tencent/client-v2";
import { tencent } from "../../provider/clouds/tencent/cloud";
import { codesOfV2, codesOfV3 } from "../../provider/clouds/tencent/codes";
import { rulesOfV3 } from "../../provider/clouds/tencent/rules";
import type { Connection } from "../../provider/contract/cloud";
import { describeFinding, findFindings } from "../../provider/contract/rules";
import { CloudError, findCode } from "../../provider/core/errors";

const cloud = "tencent";
const regionId = "ap-guangzhou";
const vpcId = "vpc-main0001";
const running = "ins-running1";
const busy = "ins-busy0001";
const free = "eni-free0001";
const attached = "eni-held0001";

const keys = { secretId: "id", secretKey: "very-secret", token: undefined };
const credentials = { get: () => Promise.resolve(keys), source: () => "the test", remedy: () => "Do this." };

function failureOf(work: Promise<unknown>): Promise<CloudError> {
  return work.then(
    () => Promise.reject(new Error("it succeeded")),
    (error: unknown) => (error instanceof CloudError ? error : Promise.reject(error)),
  );
}

const generations = [
  { api: "v3", codes: codesOfV3, available: "AVAILABLE", bound: "AVAILABLE and bound" },
  { api: "v2", codes: codesOfV2, available: "unbound", bound: "bound" },
] as const;

describe.each(generations)("the Tencent client of API $api against the emulator", (generation) => {
  const { api } = generation;
  let emulator: Emulator;
  let connection: Connection;
  const start = async (transitionMs = 0) => {
    emulator = await createEmulator({ transitionMs });
    connection = connect();
  };
  beforeEach(() => start());
  afterEach(() => emulator.close());

  const connect = (environment: Record<string, string> = {}, config: Record<string, string> = {}) =>
    tencent.connect(
      { regionId, profile: undefined, api, vpcId: api === "v2" ? vpcId : undefined },
      {
        config: (name) => config[name],
        environment: { ...emulator.environment(), ...environment },
        homeDirectory: "/nowhere",
      },
    );
  const request = (networkInterfaceId = free, instanceId = running, token = "token-1") => ({
    networkInterfaceId,
    instanceId,
    declared: {},
    token,
  });
  const fault = (action: string, kind: FaultKind) => emulator.faults.add({ cloud, action, ...kind });
  const look = async (id: string) => (await connection.find.interfaces([id]))[0];

  it("attaches, sees it, detaches, sees it, and each is a task that ends", async () => {
    const attach = await connection.writes.attach(request());
    expect(attach.taskId).toMatch(api === "v3" ? /^[0-9a-f-]{36}$/ : /^\d+$/);
    expect(await connection.find.task?.(attach.taskId ?? "")).toMatchObject({ state: "succeeded" });
    expect(await look(free)).toMatchObject({
      status: "attached",
      cloudStatus: generation.bound,
      holder: running,
      kind: "secondary",
    });
    await connection.writes.detach(request(free, running, "token-2"));
    expect(await look(free)).toMatchObject({
      status: "available",
      cloudStatus: generation.available,
      holder: undefined,
    });
    expect(emulator.journal.entries({ cloud }).filter((entry) => entry.code !== null)).toEqual([]);
  });

  it("follows a task while it runs", async () => {
    await emulator.close();
    await start(60_000);
    const { taskId } = await connection.writes.attach(request());
    expect(await connection.find.task?.(taskId ?? "")).toMatchObject({ state: "running" });
    expect((await look(free))?.status).toBe(api === "v3" ? "attaching" : "available");
  });

  it("tells a failed task with its output", async () => {
    fault("AttachNetworkInterface", { kind: "fail", transition: "attach" });
    const { taskId } = await connection.writes.attach(request());
    const outcome = await connection.find.task?.(taskId ?? "");
    expect(outcome?.state).toBe("failed");
    if (api === "v3") expect(outcome?.output).toMatch(/\w/);
  });

  it("concludes nothing from a task that the cloud does not know, or does not let it see", async () => {
    const unknown = api === "v3" ? "00000000-0000-4000-8000-000000000000" : "999999999";
    expect(await connection.find.task?.(unknown)).toEqual({ state: "unknown" });
    fault("DescribeVpcTaskResult", { kind: "error", code: "UnauthorizedOperation" });
    expect(await connection.find.task?.(unknown)).toEqual({ state: "unknown" });
  });

  it("reads what the cloud tells of an interface and of an instance", async () => {
    const stored = emulator.store.interface(cloud, attached);
    expect(await look(attached)).toMatchObject({
      id: attached,
      holder: busy,
      macAddress: stored?.macAddress,
      vpcId: stored?.vpcId,
      zoneId: stored?.zoneId,
      subnetId: stored?.subnetId,
      regionId,
      addresses: [{ address: stored?.privateIps[0]?.address, primary: true }],
    });
    expect((await connection.find.instances([busy]))[0]).toMatchObject({
      id: busy,
      status: "running",
      cloudStatus: "RUNNING",
      zoneId: stored?.zoneId,
      vpcId: stored?.vpcId,
    });
    expect((await look("eni-prim0001"))?.kind).toBe("primary");
  });

  it("names the elastic IPs that a detach takes off", async () => {
    const notes = async (id: string) => {
      const networkInterface = await look(id);
      if (!networkInterface) return undefined;
      const situation = { networkInterface, instance: undefined, regionId: "ap-guangzhou" };
      return findFindings(rulesOfV3, "detach", situation).map(describeFinding).join();
    };
    await expect(notes("eni-eip00001")).resolves.toContain("203.0.113.10 (eip-data0001)");
    await expect(notes(free)).resolves.toBe("");
  });

  it("tells instances in each state", async () => {
    const ids = [running, "ins-stopped1", "ins-start001", "ins-shut0001"];
    const found = new Map((await connection.find.instances(ids)).map((view) => [view.id, view.status]));
    expect(ids.map((id) => found.get(id))).toEqual(["running", "stopped", "starting", "unusable"]);
  });

  it.each([
    ["ENTER_RESCUE_MODE", "unusable"],
    ["RESCUE_MODE", "unusable"],
    ["EXIT_RESCUE_MODE", "restarting"],
  ])("takes %s for what it ends in: %s", async (instanceState, status) => {
    const set = { extra: { instanceState } };
    emulator.act({ cloud, act: "set-instance", instanceId: running, set });
    expect((await connection.find.instances([running]))[0]?.status).toBe(status);
  });

  it("finds nothing by an unknown id asked for alone, and none of another account's", async () => {
    expect(await connection.find.interfaces(["eni-nobody01"])).toEqual([]);
    expect(await connection.find.instances(["ins-nobody01"])).toEqual([]);
    expect(await connection.find.interfaces(["eni-foreign1"])).toEqual([]);
  });

  // A code may mean something else to another action.
  const ofDetach = generation.codes.filter(
    (entry) => findCode(generation.codes, entry.code, "DetachNetworkInterface") === entry,
  );
  it.each(ofDetach.map((entry) => [entry.code.replace(/\*$/, ""), entry.kind] as const))(
    "classifies %s as %s",
    async (code, kind) => {
      fault("DetachNetworkInterface", { kind: "error", code });
      const error = await failureOf(connection.writes.detach(request(attached, busy)));
      expect(error).toMatchObject({ code, kind, action: "DetachNetworkInterface" });
      expect(error.message).toContain(code);
      if (api === "v3") expect(error.message).toContain(error.requestId);
    },
  );

  it("names the source of keys that are refused, and never the key", async () => {
    const wrong = connect({ TENCENTCLOUD_SECRET_KEY: "wrong-key" });
    const error = await failureOf(wrong.find.interfaces([free]));
    expect(error.kind).toBe("authentication");
    expect(error.message).toContain("TENCENTCLOUD_SECRET_ID");
    expect(error.message).not.toContain("wrong-key");
  });

  it("takes temporary keys with their token, and says when it is refused", async () => {
    const session = emulator.store.accounts(cloud)[0]?.keys.find((key) => key.securityToken !== undefined);
    const temporary = {
      TENCENTCLOUD_SECRET_ID: session?.accessKeyId ?? "",
      TENCENTCLOUD_SECRET_KEY: session?.accessKeySecret ?? "",
    };
    const good = connect({ ...temporary, TENCENTCLOUD_TOKEN: session?.securityToken ?? "" });
    expect(await good.find.interfaces([free])).toHaveLength(1);
    const error = await failureOf(
      connect({ ...temporary, TENCENTCLOUD_TOKEN: "stale" }).find.interfaces([free]),
    );
    expect(error.kind).toBe("authentication");
  });

  it("tells a missing permission from wrong keys", async () => {
    const reader = emulator.store.accounts(cloud)[0]?.keys.find((key) => key.deniedActions !== undefined);
    const readOnly = connect({
      TENCENTCLOUD_SECRET_ID: reader?.accessKeyId ?? "",
      TENCENTCLOUD_SECRET_KEY: reader?.accessKeySecret ?? "",
    });
    expect(await readOnly.find.interfaces([free])).toHaveLength(1);
    expect((await failureOf(readOnly.writes.attach(request()))).kind).toBe("permission");
  });

  it("asks who it is, and knows keys apart without telling them", async () => {
    expect(await connection.identity.callerAccount?.()).toBe(emulator.credentials[cloud].accountId);
    const one = await connection.identity.keyFingerprint();
    expect(one).toMatch(/^[0-9a-f]{8}$/);
    expect(await connect({ TENCENTCLOUD_SECRET_ID: "another" }).identity.keyFingerprint()).not.toBe(one);
  });

  it.each<[string, FaultKind, string]>([
    [
      "a page of HTML with 502",
      { kind: "http", status: 502, body: "<html>", contentType: "text/html" },
      "uncertain",
    ],
    ["an empty 504", { kind: "http", status: 504, body: "" }, "uncertain"],
    [
      "HTML with 200",
      { kind: "http", status: 200, body: "<html>login</html>", contentType: "text/html" },
      "uncertain",
    ],
    ["a redirect", { kind: "http", status: 307, headers: { location: "http://127.0.0.1:1/" } }, "uncertain"],
    ["an answer without sense", { kind: "garbage" }, "uncertain"],
    ["a truncated answer", { kind: "truncated" }, "uncertain"],
    ["a reset connection", { kind: "reset-before" }, "uncertain"],
    ["a lost reply", { kind: "lost-reply" }, "uncertain"],
    [
      "a 429 of a proxy",
      { kind: "http", status: 429, body: "slow down", contentType: "text/plain" },
      "throttled",
    ],
  ])("takes %s for what it is: a look learns nothing from it", async (_, kind, failure) => {
    fault("DescribeNetworkInterfaces", kind);
    expect(await failureOf(connection.find.interfaces([free]))).toMatchObject({ kind: failure });
    expect(await look(free)).toMatchObject({ status: "available" });
  });

  it("says that nothing listens, and which settings name the endpoint", async () => {
    const name = api === "v3" ? "PULUMI_ENI_TENCENT_ENDPOINT" : "PULUMI_ENI_TENCENT_V2_ENDPOINT";
    const error = await failureOf(connect({ [name]: "http://127.0.0.1:1" }).find.interfaces([free]));
    expect(error.kind).toBe("uncertain");
    expect(error.message).toContain("ECONNREFUSED");
    expect(error.message).toContain(name);
  });
});

describe("the Tencent client of API v3 against the emulator", () => {
  let emulator: Emulator;
  let connection: Connection;
  beforeEach(async () => {
    emulator = await createEmulator({ transitionMs: 0 });
    connection = tencent.connect(
      { regionId, profile: undefined, api: undefined, vpcId: undefined },
      { config: () => undefined, environment: emulator.environment(), homeDirectory: "/nowhere" },
    );
  });
  afterEach(() => emulator.close());

  it("asks for many interfaces in one call", async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `eni-free${String(index + 1).padStart(4, "0")}`);
    expect((await connection.find.interfaces(ids)).map((view) => view.id).sort()).toEqual(ids);
    expect(emulator.journal.entries({ cloud })).toHaveLength(1);
  });

  it("sends the token of the operation, so that a repetition after a lost reply acts once", async () => {
    const request = { networkInterfaceId: free, instanceId: running, declared: {}, token: "token-1" };
    emulator.faults.add({ cloud, action: "AttachNetworkInterface", kind: "lost-reply" });
    await failureOf(connection.writes.attach(request));
    await connection.writes.attach(request);
    const codes = emulator.journal
      .entries({ cloud, action: "AttachNetworkInterface" })
      .map((entry) => entry.code);
    expect(codes).toEqual([null, null]);
  });

  it("tells how many interfaces an instance holds, and which", async () => {
    const [instance] = await connection.find.instances(["ins-small001"]);
    const capacity = instance && (await connection.find.capacity?.(instance));
    expect(capacity?.interfaceQuota).toBe(2);
    expect(capacity?.interfaceIds).toHaveLength(1);
  });

  it("does not count extended interfaces, which have a quota of their own", async () => {
    const interfaceId = "eni-free0002";
    emulator.act({ cloud, act: "attach", interfaceId, instanceId: "ins-small001" });
    const [instance] = await connection.find.instances(["ins-small001"]);
    const countHeld = async () =>
      (instance && (await connection.find.capacity?.(instance)))?.interfaceIds?.length;
    expect(await countHeld()).toBe(2);
    emulator.act({ cloud, act: "set-interface", interfaceId, set: { extra: { attachType: 1 } } });
    expect(await countHeld()).toBe(1);
  });

  it("gives up on a server that hangs, and says how long it waited", async () => {
    emulator.faults.add({ cloud, action: "DescribeNetworkInterfaces", kind: "hang" });
    const product = { endpoint: emulator.url, version: "2017-03-12", regionId };
    const client = new TencentClient(product, credentials, 150);
    const error = await failureOf(client.call("DescribeNetworkInterfaces", {}));
    expect(error.kind).toBe("uncertain");
    expect(error.message).toContain("0.15 s");
  });
});

describe("the Tencent client of API v2 against the emulator", () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await createEmulator({ transitionMs: 0 });
  });
  afterEach(() => emulator.close());

  const connect = (place: { vpcId?: string } = { vpcId }, config: Record<string, string> = {}) =>
    tencent.connect(
      { regionId, profile: undefined, api: "v2", vpcId: place.vpcId },
      { config: (name) => config[name], environment: emulator.environment(), homeDirectory: "/nowhere" },
    );

  it.each(["HmacSHA1", "HmacSHA256"])("signs with %s", async (tencentV2SignatureMethod) => {
    expect(await connect({ vpcId }, { tencentV2SignatureMethod }).find.interfaces([free])).toHaveLength(1);
  });

  it("refuses another signature method in words", () => {
    expect(() => connect({ vpcId }, { tencentV2SignatureMethod: "MD5" })).toThrow(/HmacSHA256.*"MD5"/);
  });

  it("looks for several interfaces in the pages of the VPC", async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `eni-free${String(index + 1).padStart(4, "0")}`);
    const found = await connect().find.interfaces([...ids, "eni-nobody01"]);
    expect(found.map((view) => view.id).sort()).toEqual(ids);
    expect(emulator.journal.entries({ cloud }).length).toBeLessThan(5);
  });

  it("says of an unknown VPC that the argument is probably wrong", async () => {
    const error = await failureOf(connect({ vpcId: "vpc-nobody01" }).find.interfaces([free]));
    expect(error).toMatchObject({ code: "InvalidVpc.NotFound", kind: "refused" });
    expect(error.message).toContain("`vpcId` is wrong");
  });

  it("asks for the VPC when the state has none", async () => {
    await expect(connect({}).find.interfaces([free])).rejects.toThrow(/give `vpcId`/);
  });

  it("gives up on a server that hangs, and says how long it waited", async () => {
    emulator.faults.add({ cloud, action: "DescribeNetworkInterfaces", kind: "hang" });
    const product = { endpoint: emulator.url, regionId, signatureMethod: "HmacSHA256" } as const;
    const client = new TencentClientV2(product, credentials, 150);
    const error = await failureOf(client.call("DescribeNetworkInterfaces", {}));
    expect(error.kind).toBe("uncertain");
    expect(error.message).toContain("0.15 s");
  });
});

interface Received {
  readonly url: string;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

describe("the Tencent clients on the wire", () => {
  const received: Received[] = [];
  let server: Server;
  let answer: (request: Received) => { status?: number; headers?: Record<string, string>; text: string };
  let endpoint: string;

  beforeEach(async () => {
    received.length = 0;
    answer = () => ({ text: '{"Response":{"RequestId":"r-1"}}' });
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const body = Buffer.concat(chunks).toString("utf8");
        const arrived = { url: request.url ?? "", headers: request.headers, body };
        received.push(arrived);
        const { status, headers, text } = answer(arrived);
        response.writeHead(status ?? 200, { "content-type": "application/json", ...headers }).end(text);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );

  const clientV3 = () => new TencentClient({ endpoint, version: "2017-03-12", regionId }, credentials);
  const clientV2 = () =>
    new TencentClientV2({ endpoint, regionId, signatureMethod: "HmacSHA256" }, credentials);
  const connectV2 = () =>
    tencent.connect(
      { regionId, profile: undefined, api: "v2", vpcId: "vpc-7t9nf3pu" },
      {
        config: (name) => ({ tencentSecretId: "id", tencentSecretKey: "k", tencentEndpoint: endpoint })[name],
        environment: {},
        homeDirectory: "/nowhere",
      },
    );

  it("post JSON with the documented headers to v3, and no key", async () => {
    await clientV3().call("DetachNetworkInterface", { NetworkInterfaceId: "eni-ü", ClientToken: undefined });
    const [request] = received;
    expect(request?.url).toBe("/");
    expect(request?.body).toBe('{"NetworkInterfaceId":"eni-ü"}');
    expect(request?.headers).toMatchObject({
      "content-type": "application/json",
      "x-tc-action": "DetachNetworkInterface",
      "x-tc-version": "2017-03-12",
      "x-tc-region": regionId,
      authorization: expect.stringMatching(
        /^TC3-HMAC-SHA256 Credential=id\/\d{4}-\d\d-\d\d\/127\/tc3_request, SignedHeaders=content-type;host, Signature=[0-9a-f]{64}$/,
      ),
    });
    expect(request?.headers).not.toHaveProperty("x-tc-token");
    expect(JSON.stringify(request)).not.toContain("very-secret");
  });

  it("post a form with the documented parameters to v2, and no key", async () => {
    answer = () => ({ text: '{"code":"0","message":"","taskId":16284}' });
    await clientV2().call("DetachNetworkInterface", { vpcId: "vpc-1", networkInterfaceId: "eni 1" });
    await clientV2().call("DetachNetworkInterface", {});
    const [first, second] = received.map((request) => new URLSearchParams(request.body));
    expect(received[0]?.url).toBe("/v2/index.php");
    expect(Object.fromEntries(first ?? [])).toEqual({
      Action: "DetachNetworkInterface",
      Region: regionId,
      SecretId: "id",
      SignatureMethod: "HmacSHA256",
      RequestClient: "pulumi-eni",
      Timestamp: expect.stringMatching(/^\d{10}$/),
      Nonce: expect.stringMatching(/^[1-9]\d*$/),
      Signature: expect.stringMatching(/^[\w+/]{43}=$/),
      vpcId: "vpc-1",
      networkInterfaceId: "eni 1",
    });
    expect(second?.get("Nonce")).not.toBe(first?.get("Nonce"));
    expect(JSON.stringify(received)).not.toContain("very-secret");
  });

  it.each([
    ["of the reference page: a text and a task at the top", '{"code":"0","message":"","taskId":16284}'],
    [
      "of the later pages: a number and a task under data",
      '{"code":0,"message":"","codeDesc":"Success","data":{"taskId":16284}}',
    ],
  ])("read both envelopes of v2: that %s", async (_, text) => {
    answer = () => ({ text });
    const request = { networkInterfaceId: "eni-1", instanceId: "ins-1", declared: {}, token: "t" };
    expect(await connectV2().writes.detach(request)).toEqual({ requestId: undefined, taskId: "16284" });
  });

  it.each([
    [
      '{"code":"5100","message":"(100004)InvalidNetworkInterface.NotAttached"}',
      "InvalidNetworkInterface.NotAttached",
    ],
    [
      '{"code":5000,"message":"(100004)gone","codeDesc":"InvalidNetworkInterface.NotAttached"}',
      "InvalidNetworkInterface.NotAttached",
    ],
    ['{"code":"4400","message":""}', "4400"],
  ])("find the code of v2 in %s", async (text, code) => {
    answer = () => ({ text });
    expect(await failureOf(clientV2().call("DetachNetworkInterface", {}))).toMatchObject({ code });
  });

  const withoutCode = [null, "", false, true, [], {}, 0.5, "0.0", "0x0", " ", "zero"].map((code) =>
    JSON.stringify({ code, data: [] }),
  );

  it.each([...withoutCode, '{"data":[]}', "[]", "null"])(
    "conclude nothing from an answer of v2 without a whole number as its code: %s",
    async (text) => {
      answer = () => ({ text });
      const request = { networkInterfaceId: "eni-1", instanceId: "ins-1", declared: {}, token: "t" };
      for (const call of [
        () => connectV2().writes.attach(request),
        () => connectV2().writes.detach(request),
        () => connectV2().find.interfaces(["eni-1"]),
      ]) {
        expect(await failureOf(call())).toMatchObject({ kind: "uncertain", code: undefined });
      }
    },
  );

  it.each([
    [502, '{"code":"","data":[]}'],
    [502, '{"code":"0","data":[]}'],
    [201, '{"code":0,"totalCount":0,"data":[]}'],
    [302, '{"code":0,"totalCount":0,"data":[]}'],
  ])("conclude nothing from an answer of v2 with HTTP %d: %s", async (status, text) => {
    answer = () => ({ status, text });
    const error = await failureOf(connectV2().find.interfaces(["eni-1"]));
    expect(error.kind).toBe("uncertain");
    expect(error.message).toContain(`HTTP ${status}`);
  });

  it("classify a code of v2 whatever the HTTP status", async () => {
    for (const status of [200, 400, 500]) {
      answer = () => ({ status, text: '{"code":4400,"message":""}' });
      expect(await failureOf(clientV2().call("DescribeNetworkInterfaces", {}))).toMatchObject({
        code: "4400",
        kind: "throttled",
      });
    }
  });

  it.each([null, "", [], false, 0.5])("believe no task of v2 whose status is %j", async (status) => {
    answer = () => ({ text: JSON.stringify({ code: 0, data: { status } }) });
    const error = await failureOf(Promise.resolve(connectV2().find.task?.("16284")));
    expect(error.kind).toBe("uncertain");
  });

  it.each([null, "", {}, []])("take the account %j for no account", async (AccountId) => {
    answer = () => ({ text: JSON.stringify({ Response: { RequestId: "r-1", AccountId } }) });
    const error = await failureOf(Promise.resolve(connectV2().identity.callerAccount?.()));
    expect(error.kind).toBe("uncertain");
    answer = () => ({ text: '{"Response":{"RequestId":"r-1"}}' });
    expect((await failureOf(Promise.resolve(connectV2().identity.callerAccount?.()))).kind).toBe("uncertain");
  });

  const item = (networkInterfaceId: string, instanceSet: unknown) => ({
    networkInterfaceId,
    primary: false,
    zoneId: 100002,
    privateIpAddressesSet: [
      { privateIpAddress: "10.0.0.2", Primary: true, wanIp: "1.2.3.4", EipId: "eip-1" },
    ],
    instanceSet,
  });

  it.each([
    [
      "the later pages",
      {
        data: {
          totalNum: 1,
          data: [item("eni-1", { instanceId: "ins-1", attachTime: "2017-12-12 11:55:07" })],
        },
      },
    ],
    ["the first pages", { totalCount: 1, data: [item("eni-1", [{ instanceId: "ins-1" }])] }],
  ])("read an interface of v2 in the form of %s", async (_, page) => {
    answer = () => ({ text: JSON.stringify({ code: 0, message: "", ...page }) });
    expect((await connectV2().find.interfaces(["eni-1"]))[0]).toMatchObject({
      id: "eni-1",
      holder: "ins-1",
      zoneId: "ap-guangzhou-2",
      vpcId: "vpc-7t9nf3pu",
      addresses: [
        { address: "10.0.0.2", primary: true, publicAddress: { address: "1.2.3.4", name: "eip-1" } },
      ],
    });
  });

  it("take an interface of v2 with empty texts in its instanceSet for unbound", async () => {
    const page = { totalNum: 1, data: [item("eni-1", { instanceId: "", attachTime: "" })] };
    answer = () => ({ text: JSON.stringify({ code: 0, data: page }) });
    expect((await connectV2().find.interfaces(["eni-1"]))[0]).toMatchObject({
      status: "available",
      holder: undefined,
    });
  });

  it("end the pages of v2 when a server counts wrongly, and ask alone when that is cheaper", async () => {
    answer = ({ body }) => {
      const asked = new URLSearchParams(body);
      const offset = Number(asked.get("offset"));
      const one = asked.get("networkInterfaceId");
      const data = one ? [item(one, {})] : offset === 0 ? [item("eni-1", {})] : [];
      return { text: JSON.stringify({ code: 0, data: { totalNum: 900, data } }) };
    };
    const found = await connectV2().find.interfaces(["eni-1", "eni-2", "eni-3"]);
    expect(found.map((view) => view.id).sort()).toEqual(["eni-1", "eni-2", "eni-3"]);
    expect(received).toHaveLength(3);
  });

  it("take an interface of v3 that is bound for bound only when its instance is told", async () => {
    const attachments = [null, { InstanceId: "" }, { InstanceId: "ins-1", DeviceIndex: 1 }];
    const set = attachments.map((Attachment, index) => ({
      NetworkInterfaceId: `eni-${index}`,
      State: "AVAILABLE",
      Attachment,
    }));
    answer = () => ({ text: JSON.stringify({ Response: { NetworkInterfaceSet: set, RequestId: "r-1" } }) });
    const connection = tencent.connect(
      { regionId, profile: undefined, api: "v3", vpcId: undefined },
      {
        config: (name) => ({ tencentSecretId: "id", tencentSecretKey: "k", tencentEndpoint: endpoint })[name],
        environment: {},
        homeDirectory: "/nowhere",
      },
    );
    const found = await connection.find.interfaces(["eni-0", "eni-1", "eni-2"]);
    expect(found.map((view) => view.status)).toEqual(["available", "available", "attached"]);
    expect(found.map((view) => view.holder)).toEqual([undefined, undefined, "ins-1"]);
  });

  describe.each([
    ["v3", () => clientV3().call("DescribeNetworkInterfaces", {})],
    ["v2", () => clientV2().call("DescribeNetworkInterfaces", {})],
  ])("of API %s", (_, call) => {
    it("carry no credentials to where a redirect leads", async () => {
      const visits: string[] = [];
      const elsewhere = createServer((request, response) => {
        visits.push(request.url ?? "");
        response.end("{}");
      });
      await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
      const { port } = elsewhere.address() as AddressInfo;
      answer = () => ({ status: 307, headers: { location: `http://127.0.0.1:${port}/` }, text: "" });
      const error = await failureOf(call());
      elsewhere.closeAllConnections();
      await new Promise((resolve) => elsewhere.close(resolve));
      expect(error.kind).toBe("uncertain");
      expect(error.message).toContain("not followed");
      expect(visits).toEqual([]);
    });

    it("do not follow a redirect on the same host, and name the setting", async () => {
      answer = () => ({ status: 307, headers: { location: `${endpoint}/again` }, text: "" });
      const error = await failureOf(call());
      expect(received).toHaveLength(1);
      expect(error.kind).toBe("uncertain");
      expect(error.message).toMatch(
        /redirects to another place, which is not followed.*PULUMI_ENI_TENCENT_.*ENDPOINT/,
      );
    });

    it("keep the pause that a gateway asks for", async () => {
      answer = () => ({ status: 429, headers: { "retry-after": "7" }, text: "slow down" });
      expect(await failureOf(call())).toMatchObject({ kind: "throttled", retryAfterMs: 7_000 });
    });

    it("break off an answer that is longer than any of the API", async () => {
      answer = () => ({ text: `{"Response":{"Filler":"${"x".repeat(9 * 1024 * 1024)}"}}` });
      const error = await failureOf(call());
      expect(error.kind).toBe("uncertain");
      expect(error.message).toContain("longer than");
    });
  });

  it.each(["{}", '{"Response":{}}', '{"Response":{"RequestId":7}}', "null"])(
    "take what has no request id for no answer of v3: %s",
    async (text) => {
      answer = () => ({ text });
      const error = await failureOf(clientV3().call("AttachNetworkInterface", {}));
      expect(error).toMatchObject({ kind: "uncertain", code: undefined });
      expect(error.message).toContain("HTTP 200");
    },
  );

  it.each(["v3", "v2"])("show no key that the cloud quotes with a code nobody knows: %s", async (api) => {
    const keys = { secretId: "canary-id", secretKey: "canary-secret", token: "canary-token" };
    const source = { ...credentials, get: () => Promise.resolve(keys) };
    const message = "odd: canary-id, X-TC-Token: canary-token, Signature=canary-signature";
    const text = JSON.stringify({
      code: 9999,
      message,
      Response: { Error: { Code: "Odd", Message: message }, RequestId: "r-1" },
    });
    answer = () => ({ text });
    const client =
      api === "v3"
        ? new TencentClient({ endpoint, version: "2017-03-12", regionId }, source)
        : new TencentClientV2({ endpoint, regionId, signatureMethod: "HmacSHA256" }, source);
    const error = await failureOf(client.call("DescribeNetworkInterfaces", {}));
    expect(error.kind).toBe("unknown");
    expect(error.message).toContain("odd:");
    expect(error.message).not.toContain("canary");
  });

  it("keep the pause that comes with a throttle of v3", async () => {
    const text = '{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":""},"RequestId":"r-1"}}';
    answer = () => ({ headers: { "retry-after": "3" }, text });
    expect(await failureOf(clientV3().call("AttachNetworkInterface", {}))).toMatchObject({
      kind: "throttled",
      retryAfterMs: 3_000,
    });
  });

  it("keep their connection for the next call", async () => {
    let connections = 0;
    server.on("connection", () => connections++);
    const client = clientV3();
    for (let call = 0; call < 3; call++) await client.call("DescribeInstances", {});
    expect(connections).toBe(1);
  });
});
