import { manualClock } from "../../emulator";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { keyOf, qcloud, v2, vpcClient } from "./emulator-tencent-caller";

const vpcId = "vpc-main0001";
const free = "eni-free0001";
const held = "eni-held0001";
const running = "ins-running1";
const busy = "ins-busy0001";
const pair = { vpcId, networkInterfaceId: free, instanceId: running };

const clock = manualClock();
const emulator = emulatorOfSuite({ transitionMs: 3000, clock });

interface Item {
  readonly networkInterfaceId: string;
  readonly instanceSet: { instanceId: string } | { instanceId: string }[];
  readonly [field: string]: unknown;
}

const look = async (id: string): Promise<Item | undefined> => {
  const { data } = await v2(emulator, "DescribeNetworkInterfaces", { networkInterfaceId: id });
  return (data as { data: Item[] }).data[0];
};
const statusOf = async (taskId: number): Promise<number> => {
  const { data } = await v2(emulator, "DescribeVpcTaskResult", { taskId: String(taskId) });
  return (data as { status: number }).status;
};
const taskIdOf = (answer: { data?: unknown }): number => (answer.data as { taskId: number }).taskId;

describe.each([
  ["POST", "sha1"],
  ["POST", "sha256"],
  ["GET", "sha1"],
  ["GET", "sha256"],
] as const)("qcloudapi-sdk by %s with %s", (method, signatureMethod) => {
  const ask = (action: string, params: object) =>
    qcloud(emulator, action, { ...params }, { method, signatureMethod });

  it("attaches, waits for the task, and detaches", async () => {
    const attaching = await ask("AttachNetworkInterface", pair);
    expect(attaching).toMatchObject({ code: 0, message: "", codeDesc: "Success" });
    const taskId = taskIdOf(attaching);
    expect(Number.isInteger(taskId)).toBe(true);
    expect(await statusOf(taskId)).toBe(2);
    expect(await look(free)).toMatchObject({ instanceSet: { instanceId: "", attachTime: "" } });
    clock.advance(3000);
    expect(await statusOf(taskId)).toBe(0);
    expect(await look(free)).toMatchObject({ instanceSet: { instanceId: running } });
    const detaching = await ask("DetachNetworkInterface", pair);
    expect(await look(free)).toMatchObject({ instanceSet: { instanceId: running } });
    clock.advance(3000);
    expect(await statusOf(taskIdOf(detaching))).toBe(0);
    expect(await look(free)).toMatchObject({ instanceSet: { instanceId: "" } });
    expect(new Set(emulator.journal.entries().map(({ api }) => api))).toEqual(new Set(["v2"]));
  });

  it("keeps spaces and non-Latin letters of a name", async () => {
    const eniName = "数据 plane & more=1";
    const made = await ask("CreateNetworkInterface", { vpcId, subnetId: "subnet-main0001", eniName });
    clock.advance(3000);
    expect(await statusOf(taskIdOf(made))).toBe(0);
    const { data } = await ask("DescribeNetworkInterfaces", { eniName: "数据 plane" });
    expect(data).toMatchObject({ totalNum: 1, data: [{ eniName, vpcId }] });
  });

  it("refuses a wrong secret, an unknown key and a wrong token", async () => {
    const { tencent } = emulator.credentials;
    const by = (credentials: typeof tencent) =>
      qcloud(emulator, "DescribeNetworkInterfaces", {}, { credentials, method, signatureMethod });
    expect(await by({ ...tencent, accessKeySecret: "wrong" })).toMatchObject({ code: 4100 });
    expect(await by({ ...tencent, accessKeyId: "nobody" })).toMatchObject({ code: 4104 });
    expect(await by({ ...keyOf(emulator, 0, 1), securityToken: "wrong" })).toMatchObject({ code: 4105 });
    expect(await by(keyOf(emulator, 0, 1))).toMatchObject({ code: 0 });
  });
});

describe("The legacy API", () => {
  it.each([
    ["attach", { ...pair, vpcId: "vpc-nobody01" }, 5000, "InvalidVpc.NotFound"],
    ["attach", { ...pair, vpcId: "vpc-foreign1" }, 5000, "InvalidVpc.NotFound"],
    ["attach", { ...pair, vpcId: "vpc-other001" }, 5000, "InvalidNetworkInterface.NotFound"],
    ["attach", { ...pair, networkInterfaceId: "eni-nobody01" }, 5000, "InvalidNetworkInterface.NotFound"],
    ["attach", { ...pair, instanceId: "ins-nobody01" }, 5000, "InvalidInstance.NotFound"],
    ["attach", { ...pair, networkInterfaceId: held }, 5100, "InvalidNetworkInterface.AlreadyAssociated"],
    ["attach", { ...pair, networkInterfaceId: "eni-zone0001" }, 5100, undefined],
    ["attach", { ...pair, instanceId: "ins-start001" }, 5100, undefined],
    ["attach", { vpcId, instanceId: running }, 4000, undefined],
    ["detach", pair, 5100, "InvalidNetworkInterface.NotAttached"],
    ["detach", { ...pair, networkInterfaceId: held }, 5100, "InvalidNetworkInterface.NotAttached"],
    ["detach", { ...pair, networkInterfaceId: "eni-prim0001" }, 5100, undefined],
    ["detach", { ...pair, vpcId: "vpc-nobody01" }, 5000, "InvalidVpc.NotFound"],
    ["detach", { ...pair, networkInterfaceId: "eni-nobody01" }, 5000, "InvalidNetworkInterface.NotFound"],
    ["detach", { ...pair, instanceId: "ins-nobody01" }, 5000, "InvalidInstance.NotFound"],
    ["delete", { vpcId, networkInterfaceId: held }, 5100, "InvalidNetworkInterface.CanNotDelete"],
    ["delete", { vpcId, networkInterfaceId: "eni-nobody01" }, 5000, "InvalidNetworkInterface.NotFound"],
  ])("refuses to %s %j", async (what, params, code, codeDesc) => {
    const action = `${what.charAt(0).toUpperCase()}${what.slice(1)}NetworkInterface`;
    const answer = await v2(emulator, action, params as unknown as Record<string, string>);
    expect(answer.code).toBe(code);
    expect(answer.codeDesc).toBe(codeDesc);
    expect(answer.message).not.toBe("");
  });

  it("answers in the first pages' envelope when the setting says so", async () => {
    emulator.seed({ settings: { "tencent-v2.envelope": "page" } });
    const attaching = await v2(emulator, "AttachNetworkInterface", pair);
    expect(Object.keys(attaching)).toEqual(["code", "message", "taskId"]);
    expect(attaching).toMatchObject({ code: "0", message: "" });
    const task = await v2(emulator, "DescribeVpcTaskResult", { taskId: String(attaching.taskId) });
    expect(task).toEqual({ code: "0", message: "", data: { status: 2 } });
    expect(
      await v2(emulator, "DetachNetworkInterface", { ...pair, networkInterfaceId: "eni-free0002" }),
    ).toEqual({
      code: "5100",
      message: "(100004)InvalidNetworkInterface.NotAttached",
    });
    clock.advance(3000);
    const described = await v2(emulator, "DescribeNetworkInterfaces", { networkInterfaceId: free });
    expect(described).toMatchObject({
      code: "0",
      totalCount: 1,
      data: [{ instanceSet: [{ instanceId: running }] }],
    });
  });

  it("refuses a setting that does not exist", () => {
    expect(() => emulator.seed({ settings: { "tencent-v2.envelope": "paper" } })).toThrow(
      "settings.tencent-v2.envelope: must be data or page",
    );
    expect(() => emulator.seed({ settings: { "tencent-v9.envelope": "page" } })).toThrow("is not a setting");
  });

  it("answers 1 for a failed task, and refuses a number that it did not give", async () => {
    emulator.faults.add({ kind: "fail", transition: "attach" });
    const taskId = taskIdOf(await v2(emulator, "AttachNetworkInterface", pair));
    clock.advance(3000);
    expect(await statusOf(taskId)).toBe(1);
    expect(await look(free)).toMatchObject({ instanceSet: { instanceId: "" } });
    expect(await v2(emulator, "DescribeVpcTaskResult", { taskId: "1" })).toMatchObject({ code: 5000 });
    expect(await v2(emulator, "DescribeVpcTaskResult", { taskId: "x" })).toMatchObject({ code: 4000 });
  });

  it("locks the interface while a task runs, and ends a stuck task when the call is sent again", async () => {
    emulator.faults.add({ kind: "stuck", transition: "detach", resends: 1 });
    const holding = { vpcId, networkInterfaceId: held, instanceId: busy };
    await v2(emulator, "DetachNetworkInterface", holding);
    expect(await v2(emulator, "AttachNetworkInterface", { ...pair, networkInterfaceId: held })).toMatchObject(
      {
        codeDesc: "ActionLocked",
      },
    );
    clock.advance(60_000);
    expect(await look(held)).toMatchObject({ instanceSet: { instanceId: busy } });
    const taskId = taskIdOf(await v2(emulator, "DetachNetworkInterface", holding));
    expect(await v2(emulator, "DetachNetworkInterface", holding)).toMatchObject({ codeDesc: "ActionLocked" });
    clock.advance(3000);
    expect(await statusOf(taskId)).toBe(0);
  });

  it("removes elastic addresses on detach", async () => {
    const eip = { vpcId, networkInterfaceId: "eni-eip00001", instanceId: busy };
    expect(await look("eni-eip00001")).toMatchObject({
      privateIpAddressesSet: [{ wanIp: "203.0.113.10", eipId: "eip-data0001" }],
    });
    await v2(emulator, "DetachNetworkInterface", eip);
    clock.advance(3000);
    expect(await look("eni-eip00001")).toMatchObject({ privateIpAddressesSet: [{ wanIp: "", eipId: "" }] });
  });

  it("pages by offset and limit, newest first, and filters", async () => {
    const first = await v2(emulator, "DescribeNetworkInterfaces", { vpcId });
    const { totalNum, data: page } = first.data as { totalNum: number; data: Item[] };
    expect(page).toHaveLength(20);
    const rest = await v2(emulator, "DescribeNetworkInterfaces", { vpcId, offset: "20", limit: "50" });
    const ids = [...page, ...(rest.data as { data: Item[] }).data].map((item) => item.networkInterfaceId);
    expect(new Set(ids).size).toBe(totalNum);
    expect(await v2(emulator, "DescribeNetworkInterfaces", { limit: "51" })).toMatchObject({ code: 4000 });
    const byName = await v2(emulator, "DescribeNetworkInterfaces", {
      eniName: "free-1",
      orderField: "eniName",
      orderDirection: "asc",
    });
    expect((byName.data as { data: Item[] }).data.map(({ eniName }) => eniName)).toEqual([
      "free-1",
      "free-10",
      "free-11",
      "free-12",
    ]);
    const byHolder = await v2(emulator, "DescribeNetworkInterfaces", { instanceId: busy });
    expect(byHolder.data).toMatchObject({ totalNum: 4 });
    expect(await v2(emulator, "DescribeNetworkInterfaces", { vpcId: "vpc-nobody01" })).toMatchObject({
      codeDesc: "InvalidVpc.NotFound",
    });
    expect(
      await v2(emulator, "DescribeNetworkInterfaces", { networkInterfaceId: "eni-nobody01" }),
    ).toMatchObject({
      codeDesc: "InvalidNetworkInterface.NotFound",
    });
    emulator.seed({ settings: { "tencent-v2.unknown-interface-ids": "omit" } });
    expect(await look("eni-nobody01")).toBeUndefined();
  });

  it("shows the same cloud as API v3", async () => {
    await v2(emulator, "AttachNetworkInterface", pair);
    clock.advance(3000);
    const { NetworkInterfaceSet } = await vpcClient(emulator).DescribeNetworkInterfaces({
      NetworkInterfaceIds: [free],
    });
    expect(NetworkInterfaceSet?.[0]).toMatchObject({ Attachment: { InstanceId: running } });
    const counts = emulator.journal.entries().map(({ api, action }) => `${api} ${action}`);
    expect(counts).toEqual(["v2 AttachNetworkInterface", "v3 DescribeNetworkInterfaces"]);
  });

  it("creates, renames and deletes an interface", async () => {
    const fields = { vpcId, subnetId: "subnet-main0001", eniName: "made", eniDescription: "by hand" };
    const made = await v2(emulator, "CreateNetworkInterface", {
      ...fields,
      "privateIpAddressSet.0.privateIpAddress": "172.16.2.2",
      "privateIpAddressSet.0.primary": "true",
      secondaryPrivateIpAddressCount: "1",
      "sgIds.0": "sg-main0001",
    });
    expect(Object.keys(made.data as object)).toEqual(["taskId"]);
    clock.advance(3000);
    const { data } = await v2(emulator, "DescribeNetworkInterfaces", { eniName: "made" });
    const [item] = (data as { data: Item[] }).data;
    expect(item).toMatchObject({
      eniDescription: "by hand",
      zoneId: 100003,
      groupSet: [{ sgId: "sg-main0001" }],
      privateIpAddressesSet: [{ privateIpAddress: "172.16.2.2", primary: true }, { primary: false }],
    });
    const it = { vpcId, networkInterfaceId: item?.networkInterfaceId ?? "" };
    expect(await v2(emulator, "ModifyNetworkInterface", { ...it, eniName: "renamed" })).toEqual({
      code: 0,
      message: "",
      codeDesc: "Success",
    });
    expect(await v2(emulator, "ModifyNetworkInterface", { ...it, eniName: "free-1" })).toMatchObject({
      codeDesc: "InvalidEniName.InUse",
    });
    const deleting = taskIdOf(await v2(emulator, "DeleteNetworkInterface", it));
    clock.advance(3000);
    expect(await statusOf(deleting)).toBe(0);
    expect(emulator.store.interface("tencent", it.networkInterfaceId)).toBeUndefined();
  });

  it.each([
    ["a long name", { eniName: "x".repeat(61) }, "InvalidNetworkInterfaceName"],
    ["an unknown subnet", { subnetId: "subnet-nobody01" }, "InvalidSubnet.NotFound"],
    ["another VPC's subnet", { subnetId: "subnet-other001" }, "InvalidSubnet.NotFound"],
  ])("refuses to create with %s", async (_what, fields, codeDesc) => {
    const given = { vpcId, subnetId: "subnet-main0001", eniName: "made", ...fields };
    expect(await v2(emulator, "CreateNetworkInterface", given)).toMatchObject({ codeDesc });
  });

  it.each([[["x"]], [["172.16.2.2", "172.16.2.2"]]])(
    "refuses the addresses %p before it looks for the VPC",
    async (list) => {
      const addresses = list.map((text, index) => [`privateIpAddressSet.${index}.privateIpAddress`, text]);
      const given = { vpcId: "vpc-nobody01", subnetId: "subnet-main0001", eniName: "made" };
      const answer = await v2(emulator, "CreateNetworkInterface", {
        ...given,
        ...Object.fromEntries(addresses),
      });
      expect(answer).toMatchObject({ code: 4000, message: expect.stringContaining("privateIpAddress") });
    },
  );

  it("is refused above the quota of the VPC", async () => {
    emulator.store.putAccount({
      ...(emulator.store.account("tencent", "100000000001") ?? {
        cloud: "tencent",
        id: "100000000001",
        keys: [],
      }),
      quotas: { interfacesPerVpc: 1 },
    });
    const given = { vpcId, subnetId: "subnet-main0001", eniName: "made" };
    expect(await v2(emulator, "CreateNetworkInterface", given)).toMatchObject({
      codeDesc: "NetworkInterfaceLimitExceeded",
    });
  });

  it.each([
    ["an old timestamp", { Timestamp: String(Math.floor(Date.now() / 1000) - 400) }, 4200],
    ["a timestamp that is none", { Timestamp: "now" }, 4000],
    ["a nonce that is none", { Nonce: "-1" }, 4000],
    ["another method of signing", { SignatureMethod: "HmacMD5" }, 4000],
    ["no region", { Region: "" }, 4000],
    ["no action", { Action: "" }, 4000],
    ["an action that there is not", { Action: "constructor" }, 6100],
  ])("refuses %s", async (_what, params, code) => {
    expect(await v2(emulator, "DescribeNetworkInterfaces", params)).toMatchObject({ code });
  });

  it("refuses another method than GET and POST", async () => {
    const answer = await v2(emulator, "DescribeNetworkInterfaces", {}, undefined, "PUT");
    expect(answer).toMatchObject({ code: 4600 });
  });

  it("reads a nonce as text and accepts it once", async () => {
    const params = { Nonce: "9223372036854775807", Timestamp: String(Math.floor(Date.now() / 1000)) };
    expect(await v2(emulator, "DescribeNetworkInterfaces", params)).toMatchObject({ code: 0 });
    expect(await v2(emulator, "DescribeNetworkInterfaces", params)).toMatchObject({ code: 4500 });
  });

  it("takes the codes of faults as numbers and as words", async () => {
    emulator.faults.add({ kind: "throttle" });
    emulator.faults.add({ kind: "error", code: "ActionLocked" });
    emulator.faults.add({ kind: "error", code: "6200" });
    expect(await v2(emulator, "AttachNetworkInterface", pair)).toMatchObject({ code: 4400 });
    expect(await v2(emulator, "AttachNetworkInterface", pair)).toMatchObject({ codeDesc: "ActionLocked" });
    expect(await v2(emulator, "AttachNetworkInterface", pair)).toMatchObject({ code: 6200 });
  });

  it("does not let a read-only key change anything", async () => {
    const credentials = keyOf(emulator, 0, 2);
    expect(await qcloud(emulator, "AttachNetworkInterface", pair, { credentials })).toMatchObject({
      code: 4101,
    });
    expect(await qcloud(emulator, "DescribeNetworkInterfaces", {}, { credentials })).toMatchObject({
      code: 0,
    });
  });
});
