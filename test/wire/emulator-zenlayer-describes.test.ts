import { emulatorOfSuite } from "../support/emulator-of-suite";
import { type Answer, call, type Nic, nicsOf, refusal, type Variation } from "./emulator-zenlayer-caller";

const free = "1620000000000000001";
const attached = "1622000000000000001";
const balanced = "1623000000000000001";
const running = "1610000000000000001";
const stopped = "1610000000000000002";
const busy = "1610000000000000004";
const small = "1610000000000000005";
const agentless = "1610000000000000006";
const otherZone = "1610000000000000008";
const otherVpc = "1610000000000000009";
const recycled = "1610000000000000010";
const nobody = "1699999999999999999";

const emulator = emulatorOfSuite();

const zec = (action: string, params: object = {}, variation: Variation = {}): Promise<Answer> =>
  call(emulator, action, params, variation);

const nic = async (id: string): Promise<Nic | undefined> =>
  nicsOf(await zec("DescribeNetworkInterfaces", { nicIds: [id] }))[0];

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
