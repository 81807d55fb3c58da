import { createEmulator, type Emulator, type FaultKind } from "../../emulator";
import { tencent } from "../../provider/clouds/tencent/cloud";
import { codesOfV2, codesOfV3 } from "../../provider/clouds/tencent/codes";
import { rulesOfV3 } from "../../provider/clouds/tencent/rules";
import type { Connection } from "../../provider/contract/cloud";
import { describeFinding, findFindings } from "../../provider/contract/rules";
import { codeOfEachKind } from "../support/codes-at-actions";
import { cloudFailureOf } from "../support/failure-of";
import { undocumentedAnswers } from "../support/undocumented-answers";
import { regionId } from "./tencent-clients";

const cloud = "tencent";
const vpcId = "vpc-main0001";
const running = "ins-running1";
const busy = "ins-busy0001";
const free = "eni-free0001";
const attached = "eni-held0001";

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

  it("reports a failed task with its output", async () => {
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

  it("reads what the cloud shows about an interface and an instance", async () => {
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

  it("shows instances in each state", async () => {
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

  it("finds nothing by a single unknown id, and nothing of another account", async () => {
    expect(await connection.find.interfaces(["eni-nobody01"])).toEqual([]);
    expect(await connection.find.instances(["ins-nobody01"])).toEqual([]);
    expect(await connection.find.interfaces(["eni-foreign1"])).toEqual([]);
  });

  it.each(codeOfEachKind(generation.codes, "DetachNetworkInterface"))(
    "classifies $code as $kind",
    async ({ code, kind }) => {
      fault("DetachNetworkInterface", { kind: "error", code });
      const error = await cloudFailureOf(connection.writes.detach(request(attached, busy)));
      expect(error).toMatchObject({ code, kind, action: "DetachNetworkInterface" });
      expect(error.message).toContain(code);
      if (api === "v3") expect(error.message).toContain(error.requestId);
    },
  );

  it("names the source of keys that are refused, and never the key", async () => {
    const wrong = connect({ TENCENTCLOUD_SECRET_KEY: "wrong-key" });
    const error = await cloudFailureOf(wrong.find.interfaces([free]));
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
    const error = await cloudFailureOf(
      connect({ ...temporary, TENCENTCLOUD_TOKEN: "stale" }).find.interfaces([free]),
    );
    expect(error.kind).toBe("authentication");
  });

  it("distinguishes a missing permission from wrong keys", async () => {
    const reader = emulator.store.accounts(cloud)[0]?.keys.find((key) => key.deniedActions !== undefined);
    const readOnly = connect({
      TENCENTCLOUD_SECRET_ID: reader?.accessKeyId ?? "",
      TENCENTCLOUD_SECRET_KEY: reader?.accessKeySecret ?? "",
    });
    expect(await readOnly.find.interfaces([free])).toHaveLength(1);
    const refused = await cloudFailureOf(readOnly.writes.attach(request()));
    expect(refused.kind).toBe("permission");
    expect(refused.message).toContain("Grant the CAM identity the permission vpc:AttachNetworkInterface on");
  });

  it.each([
    ["cvm", "DescribeInstances", () => connection.find.instances([running])],
    ["sts", "GetCallerIdentity", () => connection.identity.callerAccount?.()],
  ])("names a missing permission of the product %s: %s", async (product, action, call) => {
    fault(action, { kind: "error", code: "UnauthorizedOperation" });
    const refused = await cloudFailureOf(Promise.resolve(call()));
    expect(refused.message).toContain(`the permission ${product}:${action} on this resource`);
  });

  it("asks for the account, and distinguishes keys without showing them", async () => {
    expect(await connection.identity.callerAccount?.()).toBe(emulator.credentials[cloud].accountId);
    const one = await connection.identity.keyFingerprint();
    expect(one).toMatch(/^[0-9a-f]{8}$/);
    expect(await connect({ TENCENTCLOUD_SECRET_ID: "another" }).identity.keyFingerprint()).not.toBe(one);
  });

  it.each(undocumentedAnswers)(
    "takes %s for what it is: a look learns nothing from it",
    async (_, kind, failure) => {
      fault("DescribeNetworkInterfaces", kind);
      expect(await cloudFailureOf(connection.find.interfaces([free]))).toMatchObject({ kind: failure });
      expect(await look(free)).toMatchObject({ status: "available" });
    },
  );

  it("says that nothing listens, and which settings name the endpoint", async () => {
    const name = api === "v3" ? "PULUMI_ENI_TENCENT_ENDPOINT" : "PULUMI_ENI_TENCENT_V2_ENDPOINT";
    const error = await cloudFailureOf(connect({ [name]: "http://127.0.0.1:1" }).find.interfaces([free]));
    expect(error.kind).toBe("uncertain");
    expect(error.message).toContain("ECONNREFUSED");
    expect(error.message).toContain(name);
  });
});
