import { createEmulator, type Emulator, type FaultKind } from "../../emulator";
import { AlibabaClient } from "../../provider/clouds/alibaba/client";
import { alibaba } from "../../provider/clouds/alibaba/cloud";
import { codes } from "../../provider/clouds/alibaba/codes";
import type { Connection } from "../../provider/contract/cloud";
import { findCode } from "../../provider/core/errors";
import { codeOfEachKind } from "../support/codes-at-actions";
import { cloudFailureOf } from "../support/failure-of";
import { scriptedServer } from "../support/scripted-server";

const cloud = "alibaba";
const running = "i-bp1running0000000001";
const free = "eni-bp1free0000000000001";
const attached = "eni-bp1attached000000001";
const holder = "i-bp1busy0000000000001";
const place = { regionId: "cn-hangzhou", profile: undefined, api: undefined, vpcId: undefined };

describe("the Alibaba client against the emulator", () => {
  let emulator: Emulator;
  let connection: Connection;

  beforeEach(async () => {
    emulator = await createEmulator();
    connection = connect();
  });
  afterEach(() => emulator.close());

  const connect = (secret = emulator.credentials[cloud].accessKeySecret, regionId = place.regionId) => {
    const { accessKeyId } = emulator.credentials[cloud];
    const config: Record<string, string> = {
      alibabaAccessKeyId: accessKeyId,
      alibabaAccessKeySecret: secret,
    };
    return alibaba.connect(
      { ...place, regionId },
      {
        config: (name) => config[name],
        environment: emulator.environment(),
        homeDirectory: "/nowhere",
      },
    );
  };
  const request = (networkInterfaceId = free, instanceId = running, declared = {}) => ({
    networkInterfaceId,
    instanceId,
    declared,
    token: "unused",
  });
  const fault = (action: string, kind: FaultKind) => emulator.faults.add({ cloud, action, ...kind });
  const look = async (id: string) => (await connection.find.interfaces([id]))[0];
  const seed = (count: number) =>
    emulator.seed({
      interfaces: Array.from({ length: count }, (_, index) => ({
        cloud,
        id: `eni-bp1seeded${String(index).padStart(11, "0")}`,
        subnetId: "vsw-bp1main0000000000001",
      })),
    });

  it("attaches, sees it, detaches, sees it, by POST and without a refused call", async () => {
    const { requestId } = await connection.writes.attach(request());
    expect(requestId).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
    expect(await look(free)).toMatchObject({ status: "attached", holder: running, kind: "secondary" });
    await connection.writes.detach(request());
    expect(await look(free)).toMatchObject({ status: "available", holder: undefined });
    expect(emulator.journal.entries({ cloud }).map((entry) => entry.code)).toEqual([null, null, null, null]);
  });

  it.each([
    ["ecs", "AttachNetworkInterface", () => connection.writes.attach(request())],
    ["ecs", "DescribeInstances", () => connection.find.instances([running])],
    ["sts", "GetCallerIdentity", () => connection.identity.callerAccount?.()],
  ])("names a missing permission of the product %s: %s", async (product, action, call) => {
    fault(action, { kind: "error", code: "Forbidden.RAM" });
    const refused = await cloudFailureOf(Promise.resolve(call()));
    expect(refused.message).toContain(
      `Grant the RAM identity the permission ${product}:${action} on this resource`,
    );
  });

  it.each([
    ["AttachNetworkInterface", "the interface and the instance are not in the same VPC"],
    ["CreateNetworkInterface", "a security group and the interface's vSwitch are not in the same VPC"],
    [
      "ModifyNetworkInterfaceAttribute",
      "a security group and the interface's vSwitch are not in the same VPC",
    ],
  ])("says of the code for two VPCs what %s means by it", (action, meaning) => {
    expect(findCode(alibaba.codes, "InvalidOperation.VpcMismatch", action)?.meaning).toContain(meaning);
  });

  it("passes the network card and the trunk interface on", async () => {
    await cloudFailureOf(
      connection.writes.attach(
        request(free, running, { networkCardIndex: 3, trunkNetworkInstanceId: "eni-x" }),
      ),
    );
    const [attach] = emulator.journal.entries({ cloud, action: "AttachNetworkInterface" });
    expect(attach?.params).toMatchObject({ NetworkCardIndex: "3", TrunkNetworkInstanceId: "eni-x" });
  });

  it("names the trunk of a detach as it was seen, not as it is declared", async () => {
    const declared = { trunkNetworkInstanceId: "eni-declared" };
    for (const trunkInterfaceId of ["eni-seen", undefined]) {
      await cloudFailureOf(
        connection.writes.detach({ ...request(free, running, declared), trunkInterfaceId }),
      );
    }
    const named = emulator.journal.entries({ cloud, action: "DetachNetworkInterface" });
    expect(named.map(({ params }) => params.TrunkNetworkInstanceId)).toEqual(["eni-seen", undefined]);
  });

  it("distinguishes the members of trunks from the interfaces of an instance, with both quotas", async () => {
    const large = "i-bp1large000000000001";
    const member = { cloud, interfaceId: free } as const;
    emulator.act({ ...member, act: "attach", instanceId: large });
    emulator.act({ ...member, act: "set-interface", set: { kind: "member", trunkInterfaceId: "eni-x" } });
    const [instance] = await connection.find.instances([large]);
    expect(instance?.memberIds).toEqual([free]);
    expect(instance?.interfaceIds).not.toContain(free);
    const capacity = instance && (await connection.find.capacity?.(instance));
    expect(capacity).toMatchObject({ interfaceQuota: 15, totalQuota: 120 });
  });

  it("finds a hundred interfaces with one call, also those behind the first ten of a default page", async () => {
    seed(99);
    const ids = emulator.store.interfaces(cloud).flatMap(({ id }) => (id.includes("seeded") ? [id] : []));
    const found = await connection.find.interfaces([...ids, attached]);
    expect(found.map((view) => view.id).sort()).toEqual([...ids, attached].sort());
    expect(emulator.journal.entries({ cloud })).toHaveLength(1);
  });

  it("lists a VPC page by page to its end", async () => {
    seed(600);
    const { interfacesOfVpc } = connection.find;
    const ids = new Set<string>();
    let page: string | undefined;
    let pages = 0;
    do {
      const answer = await interfacesOfVpc?.("vpc-bp1main0000000000001", page);
      for (const { id } of answer?.items ?? []) ids.add(id);
      page = answer?.next;
      pages++;
    } while (page !== undefined && pages < 10);
    expect(pages).toBe(2);
    expect([...ids].filter((id) => id.includes("seeded"))).toHaveLength(600);
  });

  it("finds an interface of another region unknown", async () => {
    const elsewhere = connect(undefined, "cn-shanghai");
    expect(await elsewhere.find.interfaces([free])).toEqual([]);
  });

  it("asks who the keys belong to", async () => {
    expect(await connection.identity.callerAccount?.()).toBe(emulator.credentials[cloud].accountId);
  });

  it.each([null, "", {}, []])("takes the account %j for no account", async (AccountId) => {
    fault("GetCallerIdentity", { kind: "garbage", body: JSON.stringify({ RequestId: "r-1", AccountId }) });
    const error = await cloudFailureOf(Promise.resolve(connection.identity.callerAccount?.()));
    expect(error.kind).toBe("uncertain");
    expect(error.message).toContain("AccountId");
  });

  it("ends the pages when a server hands out its tokens in a circle", async () => {
    for (const NextToken of ["A", "B", "A", "B", "A", "B"]) {
      const body = JSON.stringify({
        RequestId: "r-1",
        NetworkInterfaceSets: { NetworkInterfaceSet: [] },
        NextToken,
      });
      fault("DescribeNetworkInterfaces", {
        kind: "http",
        status: 200,
        body,
        contentType: "application/json",
      });
    }
    expect(await connection.find.interfaces([free])).toEqual([]);
    const asked = emulator.journal.entries({ cloud }).map(({ params }) => params.NextToken);
    expect(asked).toEqual([undefined, "A", "B"]);
  });

  it.each(codeOfEachKind(codes, "DetachNetworkInterface"))(
    "classifies $code as $kind",
    async ({ code, kind }) => {
      fault("DetachNetworkInterface", { kind: "error", code });
      const error = await cloudFailureOf(connection.writes.detach(request(attached, holder)));
      expect(error).toMatchObject({ code, kind });
      expect(error.message).toContain(code);
      expect(error.message).toContain(error.requestId);
    },
  );

  it("classifies by code whatever the HTTP status", async () => {
    for (const httpStatus of [403, 404]) {
      fault("DetachNetworkInterface", { kind: "error", code: "InvalidEniId.NotFound", httpStatus });
      expect((await cloudFailureOf(connection.writes.detach(request()))).kind).toBe("settle");
    }
  });

  it("keeps the pause that a throttle asks for", async () => {
    fault("DescribeInstances", { kind: "throttle", retryAfterMs: 1_234 });
    const error = await cloudFailureOf(connection.find.instances([running]));
    expect(error).toMatchObject({ kind: "throttled", retryAfterMs: 1_234 });
  });

  it("names endpoint and source when keys are refused, and shows neither secret nor signature", async () => {
    const error = await cloudFailureOf(connect("wrong-canary-secret").find.interfaces([free]));
    expect(error.kind).toBe("authentication");
    expect(error.message).toContain(emulator.url);
    expect(error.message).toContain("eni:alibabaAccessKeyId");
    expect(error.message).not.toMatch(/canary|Signature=|LTAI/);
  });

  it.each([
    ["a page of HTML", { kind: "http", status: 502, body: "<html>bad gateway</html>" }],
    ["an answer that breaks off", { kind: "truncated" }],
    ["an answer of other fields", { kind: "garbage" }],
    ["a reset connection", { kind: "reset-before" }],
  ] as const)("takes %s for no answer, and says which endpoint gave it", async (_, kind) => {
    fault("DescribeNetworkInterfaces", kind);
    const error = await cloudFailureOf(connection.find.interfaces([free]));
    expect(error.kind).toBe("uncertain");
    expect(error.message).toContain("endpoint");
    expect(error.message).not.toContain("AccessKeyId");
  });

  it("gives up a call that hangs", async () => {
    fault("DescribeNetworkInterfaces", { kind: "hang" });
    const { accessKeyId, accessKeySecret } = emulator.credentials[cloud];
    const credentials = {
      get: () => Promise.resolve({ accessKeyId, accessKeySecret }),
      source: () => "the test",
      remedy: () => "",
    };
    const client = new AlibabaClient({ endpoint: emulator.url, version: "2014-05-26" }, credentials, 300);
    const error = await cloudFailureOf(client.call("DescribeNetworkInterfaces", { RegionId: "cn-hangzhou" }));
    expect(error).toMatchObject({ kind: "uncertain" });
    expect(error.message).toContain("did not answer within 0.3 s");
  });

  it("names the region where the host follows from it and does not exist", async () => {
    const keys = { accessKeyId: "id", accessKeySecret: "secret" };
    const nowhere = new AlibabaClient(
      { endpoint: "https://ecs.cn-hangzou.invalid", version: "2014-05-26", followsRegion: true },
      { get: () => Promise.resolve(keys), source: () => "a test", remedy: () => "" },
    );
    const error = await cloudFailureOf(nowhere.call("DescribeInstances", {}));
    expect(error.message).toMatch(/cn-hangzou\.invalid.*`regionId`.*PULUMI_ENI_ALIBABA_ENDPOINT/s);
  });
});

describe("the Alibaba client on the wire", () => {
  const server = scriptedServer();
  const keys = {
    accessKeyId: "canary-key-id",
    accessKeySecret: "canary-secret",
    securityToken: "canary-token",
  };
  const client = (timeoutMs?: number) =>
    new AlibabaClient(
      { endpoint: server.endpoint, version: "2014-05-26" },
      { get: () => Promise.resolve(keys), source: () => "a test", remedy: () => "" },
      timeoutMs,
    );
  const call = (timeoutMs?: number) => client(timeoutMs).call("AttachNetworkInterface", {});

  it.each([
    [500, '{"error":"boom"}'],
    [500, '{"RequestId":"r-1"}'],
    [302, '{"RequestId":"r-1"}'],
    [200, "{}"],
    [200, '{"RequestId":7}'],
    [200, '{"Code":500,"RequestId":"r-1"}'],
    [200, "null"],
    [200, "[]"],
  ])("takes HTTP %d with %s for no accepted write", async (status, text) => {
    server.answer = () => ({ status, text });
    const error = await cloudFailureOf(call());
    expect(error).toMatchObject({ kind: "uncertain", code: undefined });
    expect(error.message).toContain(`HTTP ${status}`);
    expect(error.message).toContain("PULUMI_ENI_ALIBABA_ENDPOINT");
  });

  it.each(["slow down", '{"error":"slow down"}'])(
    "keeps the pause that a gateway asks for with a 429: %s",
    async (text) => {
      server.answer = () => ({ status: 429, headers: { "retry-after": "7" }, text });
      expect(await cloudFailureOf(call())).toMatchObject({ kind: "throttled", retryAfterMs: 7_000 });
    },
  );

  it("breaks off an answer that is longer than any of the API, and its connection", async () => {
    const closed = new Promise<void>((resolve) => {
      server.answer = (_, response) => {
        response.on("close", resolve);
        const filler = Buffer.alloc(1024 * 1024, "x");
        const more = () => {
          while (!response.destroyed && response.write(filler));
        };
        response.on("drain", more);
        more();
      };
    });
    const error = await cloudFailureOf(call());
    expect(error).toMatchObject({ kind: "uncertain" });
    expect(error.message).toContain("longer than 8388608 bytes");
    await closed;
  });

  it("ends the request when its time is over, however much trickles in", async () => {
    let trickle: NodeJS.Timeout | undefined;
    const closed = new Promise<void>((resolve) => {
      server.answer = (_, response) => {
        trickle = setInterval(() => response.write(" "), 20);
        response.on("close", resolve);
      };
    });
    const error = await cloudFailureOf(call(200));
    expect(error.message).toContain("did not answer within 0.2 s");
    await closed;
    clearInterval(trickle);
  });

  it("waits for an answer that takes longer than the SDK would", async () => {
    server.answer = (_, response) => {
      setTimeout(() => response.end('{"RequestId":"r-1"}'), 3_300);
    };
    expect(await call()).toMatchObject({ RequestId: "r-1" });
  });

  it("shows no key that the cloud quotes with a code nobody knows", async () => {
    const Message = "odd: AccessKeyId=canary-key-id&SecurityToken=canary-token&Signature=canary-signature";
    const text = JSON.stringify({ Code: "Odd", RequestId: "r-canary-token", Message });
    server.answer = () => ({ status: 400, text });
    const error = await cloudFailureOf(call());
    expect(error).toMatchObject({ kind: "unknown", code: "Odd" });
    expect(error.message).toContain("odd:");
    expect(`${error.message} ${error.requestId}`).not.toContain("canary");
  });

  it("keeps its connection for the next call", async () => {
    server.answer = () => ({ text: '{"RequestId":"r-1"}' });
    const one = client();
    for (let count = 0; count < 3; count++) await one.call("DescribeInstances", {});
    expect(server.connections).toBe(1);
  });
});
