import { createEmulator, type Emulator } from "../../emulator";
import { tencent } from "../../provider/clouds/tencent/cloud";
import type { Connection } from "../../provider/contract/cloud";
import { cloudFailureOf } from "../support/failure-of";
import { scriptedServer } from "../support/scripted-server";
import { clientV3, connectTo, credentials, regionId } from "./tencent-clients";

const cloud = "tencent";
const running = "ins-running1";
const free = "eni-free0001";

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
    await cloudFailureOf(connection.writes.attach(request));
    await connection.writes.attach(request);
    const codes = emulator.journal
      .entries({ cloud, action: "AttachNetworkInterface" })
      .map((entry) => entry.code);
    expect(codes).toEqual([null, null]);
  });

  it("says how many interfaces an instance can hold, and which it holds", async () => {
    const [instance] = await connection.find.instances(["ins-small001"]);
    const capacity = instance && (await connection.find.capacity?.(instance));
    expect(capacity?.interfaceQuota).toBe(2);
    expect(await connection.find.heldInterfaces?.("ins-small001")).toHaveLength(1);
  });

  it("does not count extended interfaces, which have a quota of their own", async () => {
    const interfaceId = "eni-free0002";
    emulator.act({ cloud, act: "attach", interfaceId, instanceId: "ins-small001" });
    const countHeld = async () => {
      const held = await connection.find.heldInterfaces?.("ins-small001");
      return held?.filter(({ isOutsideQuota }) => !isOutsideQuota).length;
    };
    expect(await countHeld()).toBe(2);
    emulator.act({ cloud, act: "set-interface", interfaceId, set: { extra: { attachType: 1 } } });
    expect(await countHeld()).toBe(1);
  });

  it("gives up on a server that hangs, and says how long it waited", async () => {
    emulator.faults.add({ cloud, action: "DescribeNetworkInterfaces", kind: "hang" });
    const client = clientV3(emulator.url, credentials, 150);
    const error = await cloudFailureOf(client.call("DescribeNetworkInterfaces", {}));
    expect(error.kind).toBe("uncertain");
    expect(error.message).toContain("0.15 s");
  });
});

describe("the Tencent client of API v3 on the wire", () => {
  const server = scriptedServer();
  beforeEach(() => {
    server.answer = () => ({ text: '{"Response":{"RequestId":"r-1"}}' });
  });

  it("posts JSON with the documented headers, and no key", async () => {
    await clientV3(server.endpoint).call("DetachNetworkInterface", {
      NetworkInterfaceId: "eni-ü",
      ClientToken: undefined,
    });
    const [request] = server.received;
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

  it("counts a bound interface as attached only when its instance is shown", async () => {
    const attachments = [null, { InstanceId: "" }, { InstanceId: "ins-1", DeviceIndex: 1 }];
    const set = attachments.map((Attachment, index) => ({
      NetworkInterfaceId: `eni-${index}`,
      State: "AVAILABLE",
      Attachment,
    }));
    server.answer = () => ({
      text: JSON.stringify({ Response: { NetworkInterfaceSet: set, RequestId: "r-1" } }),
    });
    const connection = connectTo(server.endpoint, "v3");
    const found = await connection.find.interfaces(["eni-0", "eni-1", "eni-2"]);
    expect(found.map((view) => view.status)).toEqual(["available", "available", "attached"]);
    expect(found.map((view) => view.holder)).toEqual([undefined, undefined, "ins-1"]);
  });

  it.each(["{}", '{"Response":{}}', '{"Response":{"RequestId":7}}', "null"])(
    "takes what has no request id for no answer: %s",
    async (text) => {
      server.answer = () => ({ text });
      const error = await cloudFailureOf(clientV3(server.endpoint).call("AttachNetworkInterface", {}));
      expect(error).toMatchObject({ kind: "uncertain", code: undefined });
      expect(error.message).toContain("HTTP 200");
    },
  );

  it("keeps the pause that comes with a throttle", async () => {
    const text = '{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":""},"RequestId":"r-1"}}';
    server.answer = () => ({ headers: { "retry-after": "3" }, text });
    expect(await cloudFailureOf(clientV3(server.endpoint).call("AttachNetworkInterface", {}))).toMatchObject({
      kind: "throttled",
      retryAfterMs: 3_000,
    });
  });
});
