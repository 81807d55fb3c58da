import { createEmulator, type Emulator, type ManualClock, manualClock } from "../../emulator";
import { type Answer, call, type Variation } from "./emulator-zenlayer-caller";

const free = "1620000000000000001";
const attached = "1622000000000000001";
const balanced = "1623000000000000001";
const primary = "1621000000000000001";
const running = "1610000000000000001";
const stopped = "1610000000000000002";
const busy = "1610000000000000004";
const small = "1610000000000000005";
const agentless = "1610000000000000006";
const otherRegion = "1610000000000000007";
const otherZone = "1610000000000000008";
const otherVpc = "1610000000000000009";
const recycled = "1610000000000000010";
const nobody = "1699999999999999999";

let emulator: Emulator;
let clock: ManualClock;

beforeAll(async () => {
  clock = manualClock();
  emulator = await createEmulator({ transitionMs: 3000, clock });
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

interface Nic {
  readonly nicId: string;
  readonly status: string;
  readonly instanceId: string | null;
  readonly [field: string]: unknown;
}

const zec = (action: string, params: object = {}, variation: Variation = {}): Promise<Answer> =>
  call(emulator, action, params, variation);

const nicsOf = ({ response }: Answer): Nic[] => response.dataSet as Nic[];

const nic = async (id: string): Promise<Nic | undefined> =>
  nicsOf(await zec("DescribeNetworkInterfaces", { nicIds: [id] }))[0];

/** Status and code of a refusal. */
const refusal = ({ status, body }: Answer): [number, string | undefined] => [status, body.code];

it("attaches, waits, detaches", async () => {
  expect(await nic(free)).toMatchObject({ status: "AVAILABLE", instanceId: null, nicType: "Secondary" });
  const attach = await zec("AttachNetworkInterface", { nicId: free, instanceId: running });
  expect(attach.status).toBe(200);
  expect(await nic(free)).toMatchObject({ status: "ATTACHING", instanceId: running });
  clock.advance(3000);
  expect(await nic(free)).toMatchObject({ status: "USED", instanceId: running });
  const detach = await zec("DetachNetworkInterface", { nicId: free });
  expect(detach.response).toEqual({ requestId: detach.body.requestId });
  expect(await nic(free)).toMatchObject({ status: "DETACHING", instanceId: running });
  clock.advance(3000);
  expect(await nic(free)).toMatchObject({ status: "AVAILABLE", instanceId: null });
});

describe.each(["2025-09-01", "2024-04-01"])("version %s", (version) => {
  const old = version === "2024-04-01";
  const ask = (action: string, params: object): Promise<Answer> => zec(action, params, { version });

  it.each([
    ["a vNIC that does not exist", { nicId: nobody, instanceId: running }, 404, "INVALID_NIC_NOT_FOUND"],
    [
      "an instance that does not exist",
      { nicId: free, instanceId: nobody },
      404,
      "INVALID_INSTANCE_NOT_FOUND",
    ],
    [
      "another account's vNIC",
      { nicId: "1627000000000000001", instanceId: running },
      404,
      "INVALID_NIC_NOT_FOUND",
    ],
  ])("does not find %s", async (_what, params, status, code) => {
    const expected = old ? "OPERATION_FAILED_RESOURCE_NOT_FOUND" : code;
    expect(refusal(await ask("AttachNetworkInterface", params))).toEqual([status, expected]);
  });

  it.each([
    ["a vNIC that another instance has", attached, running, [400, "INVALID_NIC_ATTACHED"]],
    ["a vNIC that this instance has", attached, busy, [400, "INVALID_NIC_ATTACHED"]],
    ["a stopped instance", free, stopped, [old ? 403 : 400, "OPERATION_DENIED_INSTANCE_STATUS_NOT_SUPPORT"]],
    ["an instance in the recycle bin", free, recycled, [403, "OPERATION_FAILED_FOR_RECYCLE_RESOURCE"]],
    ["an instance of another region", free, otherRegion, [409, "INVALID_NIC_INSTANCE_REGION_MISMATCH"]],
    ["an instance without a guest agent", free, agentless, [400, "INVALID_INSTANCE_PRECHECK_ABNORMAL"]],
  ])("does not attach to or from %s", async (_what, nicId, instanceId, expected) => {
    expect(refusal(await ask("AttachNetworkInterface", { nicId, instanceId }))).toEqual(expected);
  });

  it.each([
    ["the primary vNIC", primary, [409, "INVALID_NIC_PRIMARY_CANT_DETACH"]],
    ["a vNIC behind a load balancer", balanced, [409, "INVALID_NIC_LB_ASSOCIATED"]],
    [
      "a free vNIC",
      free,
      old ? [403, "OPERATION_DENIED_NIC_NOT_EXIST_INSTANCE"] : [400, "INVALID_NIC_STATUS"],
    ],
    [
      "a vNIC that does not exist",
      nobody,
      [404, old ? "OPERATION_FAILED_RESOURCE_NOT_FOUND" : "INVALID_NIC_NOT_FOUND"],
    ],
  ])("does not detach %s", async (_what, nicId, expected) => {
    expect(refusal(await ask("DetachNetworkInterface", { nicId }))).toEqual(expected);
  });

  it.each([
    ["stopped", "OPERATION_DENIED_INSTANCE_STATUS_NOT_SUPPORT", old ? 403 : 400],
    ["starting", "OPERATION_DENIED_INSTANCE_STATUS_NOT_SUPPORT", old ? 403 : 400],
    ["recycled", "OPERATION_FAILED_FOR_RECYCLE_RESOURCE", 403],
  ] as const)("does not detach from an instance that is %s", async (status, code, httpStatus) => {
    emulator.act({ act: "set-instance", cloud: "zenlayer", instanceId: busy, set: { status } });
    expect(refusal(await ask("DetachNetworkInterface", { nicId: attached }))).toEqual([httpStatus, code]);
  });
});

it.each([otherZone, otherVpc])("attaches across zones and VPCs of a region: %s", async (instanceId) => {
  expect((await zec("AttachNetworkInterface", { nicId: free, instanceId })).status).toBe(200);
});

it("attaches no more vNICs than the type allows, counting accepted attaches", async () => {
  expect((await zec("AttachNetworkInterface", { nicId: free, instanceId: small })).status).toBe(200);
  const second = await zec("AttachNetworkInterface", { nicId: "1620000000000000002", instanceId: small });
  expect(refusal(second)).toEqual([400, "INVALID_INSTANCE_NIC_LIMIT"]);
});

it("refuses attach and detach while the vNIC is in a transition", async () => {
  await zec("AttachNetworkInterface", { nicId: free, instanceId: running });
  const again = { nicId: free, instanceId: running };
  expect(refusal(await zec("AttachNetworkInterface", again))).toEqual([400, "INVALID_NIC_STATUS"]);
  expect(refusal(await zec("DetachNetworkInterface", again))).toEqual([400, "INVALID_NIC_STATUS"]);
});

it("lets a key that may only read describe, and not detach", async () => {
  const reader = { accessKeyId: "0EmulatorReader1", accessKeySecret: "emulatedPasswordReader001" };
  const refused = await zec("DetachNetworkInterface", { nicId: attached }, { credentials: reader });
  expect(refusal(refused)).toEqual([401, "AUTHFAILURE_UNAUTHORIZED_OPERATION"]);
  const seen = await zec("DescribeNetworkInterfaces", {}, { credentials: reader });
  expect(seen.status).toBe(200);
});

it("detaches the vNIC from any instance that holds it, even when the call names another", async () => {
  emulator.act({ act: "detach", cloud: "zenlayer", interfaceId: attached });
  emulator.act({ act: "attach", cloud: "zenlayer", interfaceId: attached, instanceId: running });
  expect((await zec("DetachNetworkInterface", { nicId: attached, instanceId: busy })).status).toBe(200);
  clock.advance(3000);
  expect(await nic(attached)).toMatchObject({ status: "AVAILABLE", instanceId: null });
});

it("answers the fields of a vNIC", async () => {
  emulator.act({
    act: "associate-eip",
    cloud: "zenlayer",
    interfaceId: attached,
    address: "203.0.113.9",
    allocationId: "1",
  });
  emulator.act({ act: "assign-ip", cloud: "zenlayer", interfaceId: attached, address: "172.16.1.9" });
  const entry = emulator.store.interface("zenlayer", attached);
  expect(await nic(attached)).toEqual({
    nicId: attached,
    name: "attached-1",
    status: "USED",
    nicType: "Secondary",
    regionId: "asia-east-1",
    nicSubnetType: "IPv4",
    publicIpList: ["203.0.113.9"],
    privateIpList: [entry?.privateIps[0]?.address, "172.16.1.9"],
    primaryIpv4: entry?.privateIps[0]?.address,
    primaryIpv6: null,
    ipv6Cidr: null,
    secondaryIpv4s: ["172.16.1.9"],
    macAddress: entry?.macAddress,
    instanceId: busy,
    vpcId: "1510000000000000001",
    subnetId: "1520000000000000001",
    createTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    updateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    resourceGroup: { resourceGroupId: "1540000000000000001", resourceGroupName: expect.any(String) },
    securityGroupId: "1530000000000000001",
    tags: { tags: [] },
  });
});

describe("DescribeNetworkInterfaces", () => {
  const ids = (answer: Answer): string[] => nicsOf(answer).map(({ nicId }) => nicId);

  it("leaves out an unknown id and answers the others", async () => {
    const answer = await zec("DescribeNetworkInterfaces", { nicIds: [nobody, free, free] });
    expect(answer.response).toMatchObject({ totalCount: 1 });
    expect(ids(answer)).toEqual([free]);
  });

  it("pages by 20 unless asked otherwise", async () => {
    const mine = emulator.store
      .interfaces("zenlayer")
      .filter(({ accountId }) => accountId === "zenlayer-team-1");
    const first = await zec("DescribeNetworkInterfaces");
    const second = await zec("DescribeNetworkInterfaces", { pageNum: 2 });
    expect(first.response.totalCount).toBe(mine.length);
    expect(ids(first)).toHaveLength(20);
    expect(new Set([...ids(first), ...ids(second)])).toEqual(new Set(mine.map(({ id }) => id)));
    const small = await zec("DescribeNetworkInterfaces", { pageNum: 3, pageSize: 2 });
    expect(ids(small)).toEqual(ids(first).slice(4, 6));
    expect(ids(await zec("DescribeNetworkInterfaces", { pageNum: 99 }))).toEqual([]);
  });

  it.each([
    ["name", "attach", [attached]],
    ["regionId", "asia-southeast-1", ["1621000000000000007", "1624000000000000001"]],
    ["vpcId", "1510000000000000002", ["1621000000000000009", "1625000000000000001"]],
    ["subnetId", "1520000000000000005", ["1621000000000000009", "1625000000000000001"]],
    ["instanceId", busy, ["1621000000000000004", attached, balanced]],
    ["securityGroupId", "1530000000000000002", [free]],
    ["resourceGroupId", "1540000000000000002", [free]],
    ["tagKeys", ["role"], [free, "1620000000000000002"]],
    ["tags", [{ key: "role", value: "data" }], [free]],
  ])("filters by %s", async (name, value, expected) => {
    emulator.seed({
      interfaces: [
        {
          cloud: "zenlayer",
          id: free,
          tags: { role: "data" },
          securityGroupIds: ["1530000000000000002"],
          resourceGroupId: "1540000000000000002",
        },
        { cloud: "zenlayer", id: "1620000000000000002", tags: { role: "other" } },
      ],
    });
    const answer = await zec("DescribeNetworkInterfaces", { [name]: value, pageSize: 100 });
    expect(ids(answer).sort()).toEqual([...expected].sort());
  });

  it.each([
    ["status", "USED"],
    ["nicType", "Primary"],
    ["nicSubnetType", "IPv4"],
  ])("filters by %s, and refuses an undocumented word", async (name, value) => {
    const answer = await zec("DescribeNetworkInterfaces", { [name]: value, pageSize: 100 });
    expect(new Set(nicsOf(answer).map((entry) => entry[name]))).toEqual(new Set([value]));
    const wrong = await zec("DescribeNetworkInterfaces", { [name]: "Anything" });
    expect(refusal(wrong)).toEqual([400, "INVALID_PARAMETER_VALUE"]);
  });

  it.each([
    [{ nicIds: Array.from({ length: 101 }, () => free) }, "INVALID_PARAMETER_EXCEED_LENGTH"],
    [{ nicIds: free }, "INVALID_PARAMETER_TYPE"],
    [{ nicIds: [1] }, "INVALID_PARAMETER_TYPE"],
    [{ name: 7 }, "INVALID_PARAMETER_TYPE"],
    [{ pageSize: 1001 }, "INVALID_PARAMETER_EXCEED_MAXIMUM"],
    [{ pageSize: 0 }, "INVALID_PARAMETER_LESS_MINIMUM"],
    [{ pageNum: 0 }, "INVALID_PARAMETER_LESS_MINIMUM"],
    [{ pageSize: "20" }, "INVALID_PARAMETER_TYPE"],
    [{ pageSize: 1.5 }, "INVALID_PARAMETER_TYPE"],
    [{ tagKeys: Array.from({ length: 21 }, () => "a") }, "INVALID_PARAMETER_EXCEED_LENGTH"],
    [{ tags: [{ value: "a" }] }, "MISSING_PARAMETER"],
    [{ tags: ["a"] }, "INVALID_PARAMETER_TYPE"],
  ])("refuses %j", async (params, code) => {
    expect(refusal(await zec("DescribeNetworkInterfaces", params))).toEqual([400, code]);
  });

  it("answers 100 ids at once", async () => {
    const many = Array.from({ length: 99 }, (_, index) => `17${String(index).padStart(17, "0")}`);
    expect(ids(await zec("DescribeNetworkInterfaces", { nicIds: [...many, free] }))).toEqual([free]);
  });

  it("shows nothing of this to another account", async () => {
    const second = { accessKeyId: "0EmulatorAcct002", accessKeySecret: "emulatedPasswordAccount02" };
    const answer = await zec("DescribeNetworkInterfaces", { nicIds: [free] }, { credentials: second });
    expect(answer.response).toMatchObject({ totalCount: 0, dataSet: [] });
  });
});

describe("instances", () => {
  it("are described with their vNICs and their zone, not their region", async () => {
    const { response } = await zec("DescribeInstances", { instanceIds: [busy, nobody] });
    expect(response).toMatchObject({
      totalCount: 1,
      dataSet: [
        {
          instanceId: busy,
          zoneId: "asia-east-1a",
          status: "RUNNING",
          instanceType: "z2a.cpu.8",
          enableAgent: true,
          loadBalancerIds: ["1550000000000000001"],
          nics: [
            { nicId: "1621000000000000004", nicType: "Primary" },
            { nicId: attached },
            { nicId: balanced },
          ],
        },
      ],
    });
    expect((response.dataSet as object[])[0]).not.toHaveProperty("regionId");
  });

  it("show the cloud's words for their states", async () => {
    const params = { instanceIds: [running, stopped, "1610000000000000003", recycled] };
    const { response } = await zec("DescribeInstancesStatus", params);
    expect(response.dataSet).toEqual([
      { instanceId: running, instanceStatus: "RUNNING" },
      { instanceId: stopped, instanceStatus: "STOPPED" },
      { instanceId: "1610000000000000003", instanceStatus: "BOOTING" },
      { instanceId: recycled, instanceStatus: "RECYCLE" },
    ]);
  });

  it.each([
    ["zoneId", "asia-east-1b", [otherZone]],
    ["instanceType", "z2a.cpu.1", [small]],
    ["status", "STOPPED", [stopped]],
    ["name", "agentle", [agentless]],
    ["ipv4Address", "192.168.0.1", [otherVpc]],
  ])("are found by %s", async (name, value, expected) => {
    const { response } = await zec("DescribeInstances", { [name]: value });
    expect((response.dataSet as { instanceId: string }[]).map(({ instanceId }) => instanceId)).toEqual(
      expected,
    );
  });

  it.each([
    ["DescribeInstances", { pageSize: 1001 }, "INVALID_PARAMETER_EXCEED_MAXIMUM"],
    ["DescribeInstancesStatus", { pageNum: 0 }, "INVALID_PARAMETER_LESS_MINIMUM"],
    ["DescribeNetworkInterfaces", { pageSize: "20" }, "INVALID_PARAMETER_TYPE"],
    ["CreateNetworkInterface", { resourceGroupId: 7 }, "INVALID_PARAMETER_TYPE"],
    ["CreateNetworkInterface", { securityGroupId: 7 }, "INVALID_PARAMETER_TYPE"],
    ["CreateNetworkInterface", { eipIds: "x" }, "INVALID_PARAMETER_TYPE"],
    ["ModifyNetworkInterfaceAttribute", { nicId: nobody, securityGroupId: 7 }, "INVALID_PARAMETER_TYPE"],
  ])("%s: looks at the parameters %p before anything else", async (action, params, code) => {
    const [account] = emulator.store.accounts("zenlayer");
    if (account === undefined) throw new Error("there is no account");
    const keys = account.keys.map((key) => ({ ...key, deniedActions: ["*"] }));
    emulator.store.putAccount({ ...account, keys });
    const answer = await zec(action, { name: "made", subnetId: nobody, ...params });
    expect(refusal(answer)).toEqual([400, code]);
  });

  it.each(["RECYCLING", "PENDING", "REINSTALL_FAILED"])(
    "can be %s, and then no vNIC can be attached",
    async (state) => {
      emulator.seed({ instances: [{ cloud: "zenlayer", id: busy, extra: { instanceState: state } }] });
      const byState = await zec("DescribeInstances", { status: state });
      expect(byState.response.dataSet).toMatchObject([{ instanceId: busy, status: state }]);
      const { response } = await zec("DescribeInstancesStatus", { instanceIds: [busy] });
      expect(response.dataSet).toEqual([{ instanceId: busy, instanceStatus: state }]);
      const refused = await zec("AttachNetworkInterface", { nicId: free, instanceId: busy });
      expect(refusal(refused)).toEqual([400, "OPERATION_DENIED_INSTANCE_STATUS_NOT_SUPPORT"]);
      emulator.act({ act: "set-instance", cloud: "zenlayer", instanceId: busy, set: { status: "running" } });
      expect((await zec("AttachNetworkInterface", { nicId: free, instanceId: busy })).status).toBe(200);
      emulator.seed({ instances: [{ cloud: "zenlayer", id: busy, extra: { instanceState: state } }] });
      emulator.seed({ instances: [{ cloud: "zenlayer", id: busy, status: "stopped" }] });
      const stoppedAgain = await zec("DescribeInstances", { instanceIds: [busy] });
      expect(stoppedAgain.response.dataSet).toMatchObject([{ status: "STOPPED" }]);
    },
  );

  it("do not exist after their release", async () => {
    emulator.act({ act: "release-instance", cloud: "zenlayer", instanceId: busy });
    expect((await zec("DescribeInstances", { instanceIds: [busy] })).response.dataSet).toEqual([]);
    expect(await nic("1621000000000000004")).toBeUndefined();
    expect(await nic(attached)).toMatchObject({ status: "AVAILABLE", instanceId: null });
  });
});

describe("the envelope", () => {
  it("has the request id twice, a T and a UUID in capitals", async () => {
    const { body, response } = await zec("DescribeInstances");
    expect(body.requestId).toMatch(/^T[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
    expect(response.requestId).toBe(body.requestId);
  });

  it("has no response when it refuses", async () => {
    const { body } = await zec("DetachNetworkInterface", {});
    expect(Object.keys(body).sort()).toEqual(["code", "message", "requestId"]);
    expect(body).toMatchObject({ code: "MISSING_PARAMETER", message: expect.stringContaining("nicId") });
  });

  it.each([
    ["an unknown action", "DescribeNothing", {}],
    ["an unknown version", "DescribeInstances", { version: "2022-11-20" }],
    ["another service", "DescribeInstances", { path: "/api/v2/bmc" }],
    ["another service in the header", "DescribeInstances", { headers: { "x-zc-service": "bmc" } }],
    ["a GET", "DescribeInstances", { method: "GET", body: "" }],
  ])("does not know %s", async (_what, action, variation) => {
    expect(refusal(await zec(action, {}, variation))).toEqual([401, "AUTHFAILURE_UNAUTHORIZED_OPERATION"]);
  });

  it("throttles with 429", async () => {
    emulator.throttles.add({ cloud: "zenlayer", ratePerSecond: 1, burst: 2 });
    const statuses: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) statuses.push((await zec("DescribeInstances")).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect(emulator.journal.entries({ cloud: "zenlayer" })[2]).toMatchObject({
      code: "REQUEST_LIMIT_EXCEEDED",
    });
  });

  it("says after how many whole seconds to call again, if the fault does", async () => {
    emulator.faults.add({ kind: "throttle", retryAfterMs: 1500 });
    const answer = await zec("DescribeInstances");
    expect(refusal(answer)).toEqual([429, "REQUEST_LIMIT_EXCEEDED"]);
    expect(answer.headers["retry-after"]).toBe("2");
  });

  it.each([
    ["2025-09-01", "DeleteNetworkInterface", "INVALID_NIC_ATTACHED", 400],
    ["2024-04-01", "DeleteNetworkInterface", "INVALID_NIC_ATTACHED", 404],
  ])("gives a scripted error the status of its action: %s %s %s", async (version, action, code, status) => {
    emulator.faults.add({ cloud: "zenlayer", kind: "error", code });
    expect(refusal(await zec(action, {}, { version }))).toEqual([status, code]);
  });

  it("can answer with HTML as a proxy in front would", async () => {
    emulator.faults.add({ kind: "http", status: 403, headers: { "cf-mitigated": "challenge" } });
    const answer = await zec("DescribeInstances");
    expect([answer.status, answer.headers["content-type"]]).toEqual([403, "text/html"]);
    expect(answer.text).toMatch(/^<html>/);
  });
});

describe("failed and stuck transitions", () => {
  it("a failed attach goes back to the state before, without an error", async () => {
    emulator.faults.add({ kind: "fail", transition: "attach" });
    expect((await zec("AttachNetworkInterface", { nicId: free, instanceId: running })).status).toBe(200);
    clock.advance(3000);
    expect(await nic(free)).toMatchObject({ status: "AVAILABLE", instanceId: null });
  });

  it("a stuck detach ends after it was sent again, although that call is refused", async () => {
    emulator.faults.add({ kind: "stuck", transition: "detach", resends: 1 });
    await zec("DetachNetworkInterface", { nicId: attached });
    clock.advance(600_000);
    expect(await nic(attached)).toMatchObject({ status: "DETACHING" });
    const again = await zec("DetachNetworkInterface", { nicId: attached });
    expect(refusal(again)).toEqual([400, "INVALID_NIC_STATUS"]);
    clock.advance(3000);
    expect(await nic(attached)).toMatchObject({ status: "AVAILABLE" });
  });

  it("an attach that starts late shows late", async () => {
    emulator.faults.add({ kind: "late-start", ms: 1000 });
    await zec("AttachNetworkInterface", { nicId: free, instanceId: running });
    expect(await nic(free)).toMatchObject({ status: "AVAILABLE", instanceId: null });
    const again = await zec("AttachNetworkInterface", { nicId: free, instanceId: busy });
    expect(refusal(again)).toEqual([400, "INVALID_NIC_STATUS"]);
    clock.advance(4000);
    expect(await nic(free)).toMatchObject({ status: "USED", instanceId: running });
  });

  it("happen although the reply is lost", async () => {
    emulator.faults.add({ kind: "lost-reply" });
    await expect(zec("AttachNetworkInterface", { nicId: free, instanceId: running })).rejects.toThrow();
    expect(await nic(free)).toMatchObject({ status: "ATTACHING", instanceId: running });
  });
});
