import { manualClock } from "../../emulator";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { type Answer, call, type Nic, nicsOf, refusal, type Variation } from "./emulator-zenlayer-caller";

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

const clock = manualClock();
const emulator = emulatorOfSuite({ transitionMs: 3000, clock });

const zec = (action: string, params: object = {}, variation: Variation = {}): Promise<Answer> =>
  call(emulator, action, params, variation);

const nic = async (id: string): Promise<Nic | undefined> =>
  nicsOf(await zec("DescribeNetworkInterfaces", { nicIds: [id] }))[0];

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
