import { createEmulator, type Emulator } from "../../emulator";
import { tencent } from "../../provider/clouds/tencent/cloud";
import { cloudFailureOf } from "../support/failure-of";
import { scriptedServer } from "../support/scripted-server";
import { clientV2, connectTo, credentials, regionId } from "./tencent-clients";

const cloud = "tencent";
const vpcId = "vpc-main0001";
const free = "eni-free0001";

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

  it("lists a VPC page by page to its end", async () => {
    const subnetId = emulator.store.interface(cloud, free)?.subnetId ?? "";
    const ids = Array.from({ length: 60 }, (_, index) => `eni-listed${String(index).padStart(2, "0")}`);
    emulator.seed({ interfaces: ids.map((id) => ({ cloud, id, subnetId })) });
    const found = new Set<string>();
    let page: string | undefined;
    do {
      const answer = await connect().find.interfacesOfVpc?.(vpcId, page);
      for (const { id } of answer?.items ?? []) found.add(id);
      page = answer?.next;
    } while (page !== undefined);
    expect(ids.filter((id) => !found.has(id))).toEqual([]);
    expect(emulator.journal.entries({ cloud }).length).toBe(Math.ceil(found.size / 50));
  });

  it("says of an unknown VPC that the argument is probably wrong", async () => {
    const error = await cloudFailureOf(connect({ vpcId: "vpc-nobody01" }).find.interfaces([free]));
    expect(error).toMatchObject({ code: "InvalidVpc.NotFound", kind: "refused" });
    expect(error.message).toContain("`vpcId` is wrong");
  });

  it("asks for the VPC when the state has none", async () => {
    await expect(connect({}).find.interfaces([free])).rejects.toThrow(/give `vpcId`/);
  });

  it("gives up on a server that hangs, and says how long it waited", async () => {
    emulator.faults.add({ cloud, action: "DescribeNetworkInterfaces", kind: "hang" });
    const client = clientV2(emulator.url, credentials, 150);
    const error = await cloudFailureOf(client.call("DescribeNetworkInterfaces", {}));
    expect(error.kind).toBe("uncertain");
    expect(error.message).toContain("0.15 s");
  });
});

describe("the Tencent client of API v2 on the wire", () => {
  const server = scriptedServer();

  it("posts a form with the documented parameters, and no key", async () => {
    server.answer = () => ({ text: '{"code":"0","message":"","taskId":16284}' });
    await clientV2(server.endpoint).call("DetachNetworkInterface", {
      vpcId: "vpc-1",
      networkInterfaceId: "eni 1",
    });
    await clientV2(server.endpoint).call("DetachNetworkInterface", {});
    const [first, second] = server.received.map((request) => new URLSearchParams(request.body));
    expect(server.received[0]?.url).toBe("/v2/index.php");
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
    expect(JSON.stringify(server.received)).not.toContain("very-secret");
  });

  it.each([
    ["of the reference page: a text and a task at the top", '{"code":"0","message":"","taskId":16284}'],
    [
      "of the later pages: a number and a task under data",
      '{"code":0,"message":"","codeDesc":"Success","data":{"taskId":16284}}',
    ],
  ])("reads both envelopes: that %s", async (_, text) => {
    server.answer = () => ({ text });
    const request = { networkInterfaceId: "eni-1", instanceId: "ins-1", declared: {}, token: "t" };
    expect(await connectTo(server.endpoint, "v2").writes.detach(request)).toEqual({
      requestId: undefined,
      taskId: "16284",
    });
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
  ])("finds the code in %s", async (text, code) => {
    server.answer = () => ({ text });
    expect(await cloudFailureOf(clientV2(server.endpoint).call("DetachNetworkInterface", {}))).toMatchObject({
      code,
    });
  });

  const withoutCode = [null, "", false, true, [], {}, 0.5, "0.0", "0x0", " ", "zero"].map((code) =>
    JSON.stringify({ code, data: [] }),
  );

  it.each([...withoutCode, '{"data":[]}', "[]", "null"])(
    "concludes nothing from an answer without a whole number as its code: %s",
    async (text) => {
      server.answer = () => ({ text });
      const request = { networkInterfaceId: "eni-1", instanceId: "ins-1", declared: {}, token: "t" };
      for (const call of [
        () => connectTo(server.endpoint, "v2").writes.attach(request),
        () => connectTo(server.endpoint, "v2").writes.detach(request),
        () => connectTo(server.endpoint, "v2").find.interfaces(["eni-1"]),
      ]) {
        expect(await cloudFailureOf(call())).toMatchObject({ kind: "uncertain", code: undefined });
      }
    },
  );

  it.each([
    [502, '{"code":"","data":[]}'],
    [502, '{"code":"0","data":[]}'],
    [201, '{"code":0,"totalCount":0,"data":[]}'],
    [302, '{"code":0,"totalCount":0,"data":[]}'],
  ])("concludes nothing from an answer with HTTP %d: %s", async (status, text) => {
    server.answer = () => ({ status, text });
    const error = await cloudFailureOf(connectTo(server.endpoint, "v2").find.interfaces(["eni-1"]));
    expect(error.kind).toBe("uncertain");
    expect(error.message).toContain(`HTTP ${status}`);
  });

  it("classifies a code whatever the HTTP status", async () => {
    for (const status of [200, 400, 500]) {
      server.answer = () => ({ status, text: '{"code":4400,"message":""}' });
      expect(
        await cloudFailureOf(clientV2(server.endpoint).call("DescribeNetworkInterfaces", {})),
      ).toMatchObject({
        code: "4400",
        kind: "throttled",
      });
    }
  });

  it.each([null, "", [], false, 0.5])("believes no task whose status is %j", async (status) => {
    server.answer = () => ({ text: JSON.stringify({ code: 0, data: { status } }) });
    const error = await cloudFailureOf(
      Promise.resolve(connectTo(server.endpoint, "v2").find.task?.("16284")),
    );
    expect(error.kind).toBe("uncertain");
  });

  it.each([null, "", {}, []])("takes the account %j for no account", async (AccountId) => {
    server.answer = () => ({ text: JSON.stringify({ Response: { RequestId: "r-1", AccountId } }) });
    const error = await cloudFailureOf(
      Promise.resolve(connectTo(server.endpoint, "v2").identity.callerAccount?.()),
    );
    expect(error.kind).toBe("uncertain");
    server.answer = () => ({ text: '{"Response":{"RequestId":"r-1"}}' });
    expect(
      (await cloudFailureOf(Promise.resolve(connectTo(server.endpoint, "v2").identity.callerAccount?.())))
        .kind,
    ).toBe("uncertain");
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
  ])("reads an interface in the form of %s", async (_, page) => {
    server.answer = () => ({ text: JSON.stringify({ code: 0, message: "", ...page }) });
    expect((await connectTo(server.endpoint, "v2").find.interfaces(["eni-1"]))[0]).toMatchObject({
      id: "eni-1",
      holder: "ins-1",
      zoneId: "ap-guangzhou-2",
      vpcId: "vpc-7t9nf3pu",
      addresses: [
        { address: "10.0.0.2", primary: true, publicAddress: { address: "1.2.3.4", name: "eip-1" } },
      ],
    });
  });

  it("takes an interface with empty texts in its instanceSet for unbound", async () => {
    const page = { totalNum: 1, data: [item("eni-1", { instanceId: "", attachTime: "" })] };
    server.answer = () => ({ text: JSON.stringify({ code: 0, data: page }) });
    expect((await connectTo(server.endpoint, "v2").find.interfaces(["eni-1"]))[0]).toMatchObject({
      status: "available",
      holder: undefined,
    });
  });

  it("ends the pages when a server counts wrongly, and asks for single ids when that takes fewer calls", async () => {
    server.answer = ({ body }) => {
      const asked = new URLSearchParams(body);
      const offset = Number(asked.get("offset"));
      const one = asked.get("networkInterfaceId");
      const data = one ? [item(one, {})] : offset === 0 ? [item("eni-1", {})] : [];
      return { text: JSON.stringify({ code: 0, data: { totalNum: 900, data } }) };
    };
    const found = await connectTo(server.endpoint, "v2").find.interfaces(["eni-1", "eni-2", "eni-3"]);
    expect(found.map((view) => view.id).sort()).toEqual(["eni-1", "eni-2", "eni-3"]);
    expect(server.received).toHaveLength(3);
  });
});
