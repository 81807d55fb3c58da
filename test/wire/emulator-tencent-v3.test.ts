import { manualClock } from "../../emulator";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { codeOf, keyOf, tc3, vpcClient } from "./emulator-tencent-caller";

const free = "eni-free0001";
const running = "ins-running1";
const busy = "ins-busy0001";
const pair = { NetworkInterfaceId: free, InstanceId: running };
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const clock = manualClock();
const emulator = emulatorOfSuite({ transitionMs: 3000, clock });

const look = async (id: string) => {
  const { NetworkInterfaceSet } = await vpcClient(emulator).DescribeNetworkInterfaces({
    NetworkInterfaceIds: [id],
  });
  return NetworkInterfaceSet?.[0];
};
const taskOf = (TaskId: string) => vpcClient(emulator).DescribeVpcTaskResult({ TaskId });

describe.each([
  ["POST", "TC3-HMAC-SHA256"],
  ["GET", "TC3-HMAC-SHA256"],
  ["POST", "HmacSHA256"],
  ["GET", "HmacSHA1"],
] as const)("tencentcloud-sdk-nodejs by %s with %s", (method, signMethod) => {
  const client = () => vpcClient(emulator, { method, signMethod });

  it("attaches, waits for the task, and detaches", async () => {
    const { RequestId: attaching } = await client().AttachNetworkInterface(pair);
    expect(attaching).toMatch(UUID);
    expect(await look(free)).toMatchObject({ State: "ATTACHING", NetworkInterfaceState: "ATTACHING" });
    expect(await taskOf(attaching ?? "")).toMatchObject({ Status: "RUNNING" });
    clock.advance(3000);
    expect(await taskOf(attaching ?? "")).toMatchObject({ Status: "SUCCESS", Output: "" });
    expect(await look(free)).toMatchObject({
      State: "AVAILABLE",
      NetworkInterfaceState: "INUSE",
      Attachment: { InstanceId: running, DeviceIndex: 1, InstanceAccountId: "100000000001" },
    });
    const { RequestId: detaching } = await client().DetachNetworkInterface(pair);
    expect(await look(free)).toMatchObject({ State: "DETACHING" });
    clock.advance(3000);
    expect(await taskOf(detaching ?? "")).toMatchObject({ Status: "SUCCESS" });
    expect(await look(free)).toMatchObject({ State: "AVAILABLE", Attachment: null });
  });

  it("describes by filters and pages by offset", async () => {
    const Filters = [{ Name: "subnet-id", Values: ["subnet-main0001"] }];
    const all = await client().DescribeNetworkInterfaces({ Filters, Limit: 100 });
    expect(all.NetworkInterfaceSet).toHaveLength(all.TotalCount ?? 0);
    const first = await client().DescribeNetworkInterfaces({ Filters });
    const rest = await client().DescribeNetworkInterfaces({ Filters, Offset: 20, Limit: 100 });
    const ids = [...(first.NetworkInterfaceSet ?? []), ...(rest.NetworkInterfaceSet ?? [])];
    expect(ids).toEqual(all.NetworkInterfaceSet);
    expect(first.NetworkInterfaceSet).toHaveLength(20);
  });

  it("refuses a wrong secret, and an unknown key", async () => {
    const { tencent } = emulator.credentials;
    const wrong = vpcClient(emulator, {
      credentials: { ...tencent, accessKeySecret: "wrong" },
      method,
      signMethod,
    });
    expect(await codeOf(wrong.AttachNetworkInterface(pair))).toBe("AuthFailure.SignatureFailure");
    const nobody = vpcClient(emulator, {
      credentials: { ...tencent, accessKeyId: "nobody" },
      method,
      signMethod,
    });
    expect(await codeOf(nobody.AttachNetworkInterface(pair))).toBe("AuthFailure.SecretIdNotFound");
  });

  it("requires the token of a temporary key", async () => {
    const credentials = keyOf(emulator, 0, 1);
    const session = vpcClient(emulator, { credentials, method, signMethod });
    await expect(session.DescribeNetworkInterfaces({ Limit: 1 })).resolves.toHaveProperty("TotalCount");
    const wrong = vpcClient(emulator, {
      credentials: { ...credentials, securityToken: "x" },
      method,
      signMethod,
    });
    expect(await codeOf(wrong.DescribeNetworkInterfaces({ Limit: 1 }))).toBe("AuthFailure.TokenFailure");
  });
});

describe("Attaching and detaching", () => {
  it("changes, attaches, detaches and deletes an interface that a service manages", async () => {
    const id = "eni-eks00001";
    const ofService = { NetworkInterfaceId: id, InstanceId: running };
    expect(await look(id)).toMatchObject({ Business: "eks" });
    const client = vpcClient(emulator);
    await client.ModifyNetworkInterfaceAttribute({ NetworkInterfaceId: id, NetworkInterfaceName: "mine" });
    await client.AttachNetworkInterface(ofService);
    clock.advance(3000);
    expect(await look(id)).toMatchObject({
      NetworkInterfaceName: "mine",
      Attachment: { InstanceId: running },
    });
    await client.DetachNetworkInterface(ofService);
    clock.advance(3000);
    await client.DeleteNetworkInterface({ NetworkInterfaceId: id });
    clock.advance(3000);
    expect(await codeOf(look(id))).toBe("ResourceNotFound");
  });

  it.each([
    ["an id of the wrong form", { ...pair, NetworkInterfaceId: "nic-1" }, "InvalidParameterValue.Malformed"],
    ["an unknown interface", { ...pair, NetworkInterfaceId: "eni-nobody01" }, "ResourceNotFound"],
    ["an unknown instance", { ...pair, InstanceId: "ins-nobody01" }, "ResourceNotFound"],
    ["another account's interface", { ...pair, NetworkInterfaceId: "eni-foreign1" }, "ResourceNotFound"],
    ["no instance", { NetworkInterfaceId: free }, "MissingParameter"],
    ["a kind of attachment that is none", { ...pair, AttachType: 2 }, "InvalidParameterValue.Range"],
    ["a long token", { ...pair, ClientToken: "x".repeat(65) }, "InvalidParameterValue.TooLong"],
    ["a misspelt parameter", { ...pair, InstanceID: running }, "UnknownParameter"],
    ["a number for an id", { ...pair, InstanceId: 7 }, "InvalidParameter"],
    [
      "what is attached",
      { ...pair, NetworkInterfaceId: "eni-held0001" },
      "UnsupportedOperation.AttachmentAlreadyExists",
    ],
    [
      "what is attached to it already",
      { NetworkInterfaceId: "eni-held0001", InstanceId: busy },
      "UnsupportedOperation.AttachmentAlreadyExists",
    ],
    ["another zone", { ...pair, NetworkInterfaceId: "eni-zone0001" }, "UnsupportedOperation.ZoneMismatch"],
    ["another VPC", { ...pair, NetworkInterfaceId: "eni-other001" }, "UnsupportedOperation.VpcMismatch"],
    [
      "an instance that is starting",
      { ...pair, InstanceId: "ins-start001" },
      "UnsupportedOperation.InvalidState",
    ],
    [
      "an instance that is lost",
      { ...pair, InstanceId: "ins-shut0001" },
      "UnsupportedOperation.ResourceIsInvalidState",
    ],
    [
      "an old family",
      { ...pair, InstanceId: "ins-old00001" },
      "UnsupportedOperation.UnsupportedInstanceFamily",
    ],
    ["an extended one where there is no room", { ...pair, AttachType: 1 }, "LimitExceeded"],
  ])("refuses to attach %s", async (_what, params, code) => {
    expect(
      await tc3(emulator, { action: "AttachNetworkInterface", body: JSON.stringify(params) }),
    ).toMatchObject({
      Error: { Code: code },
    });
  });

  it.each([
    ["what is free", pair, "UnsupportedOperation.InvalidState"],
    ["a primary interface", { ...pair, NetworkInterfaceId: "eni-prim0001" }, "UnsupportedOperation"],
    ["from another instance", { ...pair, NetworkInterfaceId: "eni-held0001" }, "UnsupportedOperation"],
    [
      "an interface with an HAVIP",
      { NetworkInterfaceId: "eni-havip001", InstanceId: busy },
      "UnsupportedOperation.InstanceAssociateHavip",
    ],
    ["an unknown interface", { ...pair, NetworkInterfaceId: "eni-nobody01" }, "ResourceNotFound"],
    ["an unknown instance", { ...pair, InstanceId: "ins-nobody01" }, "ResourceNotFound"],
  ])("refuses to detach %s", async (_what, params, code) => {
    expect(await codeOf(vpcClient(emulator).DetachNetworkInterface(params))).toBe(code);
  });

  it("attaches no more interfaces than the type allows, counting accepted attaches", async () => {
    const small = "ins-small001";
    await vpcClient(emulator).AttachNetworkInterface({ ...pair, InstanceId: small });
    const next = vpcClient(emulator).AttachNetworkInterface({
      NetworkInterfaceId: "eni-free0002",
      InstanceId: small,
    });
    expect(await codeOf(next)).toBe("LimitExceeded");
    expect(await vpcClient(emulator).DescribeNetworkInterfaceLimit({ InstanceId: small })).toMatchObject({
      EniQuantity: 2,
      ExtendEniQuantity: 0,
    });
  });

  it("counts extended interfaces separately", async () => {
    const large = "ins-large001";
    await vpcClient(emulator).AttachNetworkInterface({ ...pair, InstanceId: large, AttachType: 1 });
    clock.advance(3000);
    expect(await look(free)).toMatchObject({ AttachType: 1 });
    expect(await vpcClient(emulator).DescribeNetworkInterfaceLimit({ InstanceId: free })).toMatchObject({
      EniQuantity: 8,
      ExtendEniQuantity: 4,
    });
  });

  it("refuses while a transition runs, started or not", async () => {
    await vpcClient(emulator).AttachNetworkInterface(pair);
    expect(await codeOf(vpcClient(emulator).AttachNetworkInterface(pair))).toBe(
      "UnsupportedOperation.InvalidState",
    );
    expect(await codeOf(vpcClient(emulator).DetachNetworkInterface(pair))).toBe(
      "UnsupportedOperation.InvalidState",
    );
    emulator.faults.add({ kind: "late-start", ms: 1000 });
    const other = { ...pair, NetworkInterfaceId: "eni-free0002" };
    await vpcClient(emulator).AttachNetworkInterface(other);
    expect(await look("eni-free0002")).toMatchObject({ State: "AVAILABLE", Attachment: null });
    expect(await codeOf(vpcClient(emulator).AttachNetworkInterface(other))).toBe(
      "UnsupportedOperation.MutexOperationTaskRunning",
    );
  });

  it("removes elastic addresses on detach", async () => {
    const eip = { NetworkInterfaceId: "eni-eip00001", InstanceId: busy };
    expect((await look("eni-eip00001"))?.PrivateIpAddressSet?.[0]).toMatchObject({
      PublicIpAddress: "203.0.113.10",
      AddressId: "eip-data0001",
    });
    await vpcClient(emulator).DetachNetworkInterface(eip);
    clock.advance(3000);
    expect((await look("eni-eip00001"))?.PrivateIpAddressSet?.[0]).toMatchObject({
      PrivateIpAddress: "172.16.1.1",
      PublicIpAddress: "",
      AddressId: "",
    });
  });

  it("shows a failed task with its output", async () => {
    emulator.faults.add({ kind: "fail", transition: "attach", output: "the host refused" });
    const { RequestId = "" } = await vpcClient(emulator).AttachNetworkInterface(pair);
    clock.advance(3000);
    expect(await taskOf(RequestId)).toMatchObject({ Status: "FAILED", Output: "the host refused" });
    expect(await look(free)).toMatchObject({ State: "AVAILABLE", Attachment: null });
    expect(await codeOf(taskOf("6f8c4c2e-0000-4000-8000-000000000000"))).toBe("ResourceNotFound");
  });

  it("ends a stuck detach when the call is sent again", async () => {
    emulator.faults.add({ kind: "stuck", transition: "detach", resends: 1 });
    const held = { NetworkInterfaceId: "eni-held0001", InstanceId: busy };
    await vpcClient(emulator).DetachNetworkInterface(held);
    clock.advance(60_000);
    expect(await look("eni-held0001")).toMatchObject({ State: "DETACHING" });
    const { RequestId = "" } = await vpcClient(emulator).DetachNetworkInterface(held);
    clock.advance(3000);
    expect(await look("eni-held0001")).toMatchObject({ State: "AVAILABLE", Attachment: null });
    expect(await taskOf(RequestId)).toMatchObject({ Status: "SUCCESS" });
  });

  it("answers a repeated token when its task has ended, and refuses it while the task runs and for another call", async () => {
    const ask = (params: object = {}) =>
      vpcClient(emulator).AttachNetworkInterface({ ...pair, ClientToken: "one", ...params });
    await ask();
    expect(await codeOf(ask())).toBe("UnsupportedOperation.IdempotentProcessing");
    clock.advance(3000);
    const { RequestId = "" } = await ask();
    expect(await taskOf(RequestId)).toMatchObject({ Status: "SUCCESS" });
    expect(await codeOf(ask({ InstanceId: busy }))).toBe("UnsupportedOperation.IdempotentParameterMismatch");
  });

  it("lets a read-only key describe but change nothing", async () => {
    const reader = vpcClient(emulator, { credentials: keyOf(emulator, 0, 2) });
    await expect(reader.DescribeNetworkInterfaces({ NetworkInterfaceIds: [free] })).resolves.toMatchObject({
      TotalCount: 1,
    });
    expect(await codeOf(reader.AttachNetworkInterface(pair))).toBe("UnauthorizedOperation");
    const unknown = { ...pair, InstanceId: "ins-nobody01" };
    expect(await codeOf(reader.AttachNetworkInterface(unknown))).toBe("ResourceNotFound");
  });
});
