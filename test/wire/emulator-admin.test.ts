import { createEmulator, manualClock } from "../../emulator";
import { cloudNames } from "../../emulator/clouds";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { administer } from "./emulator-admin-caller";
import { popClient, region } from "./emulator-alibaba-caller";

const cloud = "alibaba" as const;
const free = "eni-bp1free0000000000001";
const running = "i-bp1running0000000001";

const clock = manualClock();
const emulator = emulatorOfSuite({ clock, transitionMs: 1000 });

const admin = (method: string, path: string, input?: unknown) => administer(emulator, method, path, input);

describe("The admin API", () => {
  it("shows the state of one cloud, without secrets", async () => {
    const { body } = await admin("GET", "state?cloud=alibaba");
    const interfaces = body.interfaces as { cloud: string }[];
    expect(interfaces.length).toBeGreaterThan(20);
    expect(new Set(interfaces.map((entry) => entry.cloud))).toEqual(new Set([cloud]));
    expect(JSON.stringify(body)).not.toContain(emulator.credentials.alibaba.accessKeySecret);
  });

  it("makes someone else's change at once, unsigned, and marks it in the journal", async () => {
    const attach = { cloud, act: "attach", interfaceId: free, instanceId: running };
    expect(await admin("POST", "act", attach)).toEqual({ status: 200, body: { ok: true } });
    expect(emulator.store.interface(cloud, free)).toMatchObject({
      status: "attached",
      instanceId: running,
      deviceIndex: 1,
    });
    const { body } = await admin("GET", "journal?cloud=alibaba");
    expect(body.entries).toMatchObject([{ action: "attach", foreign: true, params: { interfaceId: free } }]);
    expect(body.counts).toEqual({});
    await admin("DELETE", "journal");
    expect(emulator.journal.entries()).toEqual([]);
  });

  it("interrupts a transition by a foreign change", async () => {
    await popClient(emulator).request("AttachNetworkInterface", {
      ...region,
      InstanceId: running,
      NetworkInterfaceId: free,
    });
    await admin("POST", "act", { cloud, act: "detach", interfaceId: free });
    clock.advance(10_000);
    expect(emulator.store.interface(cloud, free)).toMatchObject({ status: "available", instanceId: null });
  });

  it.each([
    ["delete", { act: "delete", interfaceId: free }, () => emulator.store.interface(cloud, free), undefined],
    [
      "set-interface",
      { act: "set-interface", interfaceId: free, set: { description: "mine now", serviceManaged: true } },
      () => emulator.store.interface(cloud, free)?.description,
      "mine now",
    ],
    [
      "set-instance",
      { act: "set-instance", instanceId: running, set: { locked: ["security"] } },
      () => emulator.store.instance(cloud, running)?.locked,
      ["security"],
    ],
    [
      "start",
      { act: "start", instanceId: "i-bp1stopped0000000001" },
      () => emulator.store.instance(cloud, "i-bp1stopped0000000001")?.status,
      "running",
    ],
    [
      "stop",
      { act: "stop", instanceId: running },
      () => emulator.store.instance(cloud, running)?.status,
      "stopped",
    ],
    [
      "assign-ip",
      { act: "assign-ip", interfaceId: free, address: "172.16.9.9" },
      () => emulator.store.addressPool(cloud, "vsw-bp1main0000000000001")?.owner("172.16.9.9"),
      free,
    ],
    [
      "associate-eip",
      { act: "associate-eip", interfaceId: free, address: "203.0.113.7", allocationId: "eip-1" },
      () => emulator.store.interface(cloud, free)?.privateIps[0]?.publicIp?.address,
      "203.0.113.7",
    ],
    [
      "release-instance",
      { act: "release-instance", instanceId: running },
      () => emulator.store.instance(cloud, running),
      undefined,
    ],
  ])("does %s", async (_name, act, look, expected) => {
    expect(await admin("POST", "act", { cloud, ...act })).toMatchObject({ status: 200 });
    expect(look()).toEqual(expected);
  });

  describe.each(cloudNames)("An instance on %s that is released by the clock", (name) => {
    const clockwise = { status: "released", afterMs: 5000 } as const;
    const parts = () => {
      const entry = emulator.store.interfaces(name).find(isFree);
      const other = emulator.store.interfaces(name).find((one) => isFree(one) && one.id !== entry?.id);
      const holder = emulator.store.instances(name).find(({ status }) => status === "running");
      if (entry === undefined || other === undefined || holder === undefined)
        throw new Error("nothing is free");
      return { entry, other, holder };
    };
    const isFree = ({ kind, status }: { kind: string; status: string }) =>
      kind === "secondary" && status === "available";

    it("is removed, and its interfaces are deleted or freed", () => {
      const { entry, other, holder } = parts();
      const [primary] = emulator.store.attachmentsOf(holder.id, name);
      const held = { cloud: name, instanceId: holder.id, status: "attached" } as const;
      emulator.seed({
        instances: [{ cloud: name, id: holder.id, settlesTo: clockwise }],
        interfaces: [
          { ...held, id: entry.id, deleteOnRelease: true },
          { ...held, id: other.id, deleteOnRelease: false },
        ],
      });
      clock.advance(4999);
      expect(emulator.store.interface(name, other.id)).toMatchObject({ status: "attached" });
      clock.advance(1);
      expect(emulator.store.instance(name, holder.id)).toBeUndefined();
      expect(emulator.store.interface(name, primary?.id ?? "")).toBeUndefined();
      expect(emulator.store.interface(name, entry.id)).toBeUndefined();
      expect(emulator.store.interface(name, other.id)).toMatchObject({
        status: "available",
        instanceId: null,
      });
    });

    it("does not delete interfaces that were detached before, or whose attach had not started", () => {
      const { entry, other, holder } = parts();
      const detaching = { instanceId: holder.id, status: "detaching", deleteOnRelease: true } as const;
      emulator.seed({ interfaces: [{ cloud: name, id: entry.id, ...detaching }] });
      const set = { status: clockwise.status };
      emulator.act({ act: "set-instance", cloud: name, instanceId: holder.id, set, afterMs: 5000 });
      emulator.faults.add({ kind: "late-start", ms: 60_000 });
      emulator.transitions.begin({
        kind: "attach",
        cloud: name,
        interfaceId: other.id,
        instanceId: holder.id,
        action: "AttachNetworkInterface",
      });
      clock.advance(100_000);
      expect(emulator.store.interface(name, entry.id)).toMatchObject({
        status: "available",
        instanceId: null,
      });
      expect(emulator.store.interface(name, other.id)).toMatchObject({
        status: "available",
        instanceId: null,
      });
    });
  });

  it.each([
    ["attaching", { instanceId: running, deviceIndex: 1 }, "attached"],
    ["detaching", { instanceId: running, deviceIndex: 1 }, "available"],
    ["deleting", {}, undefined],
  ])("ends the transition of an interface that was set to %s", async (status, fields, end) => {
    const set = { status, ...fields };
    await admin("POST", "act", { cloud, act: "set-interface", interfaceId: free, set });
    expect(emulator.store.interface(cloud, free)?.status).toBe(status);
    clock.advance(1000);
    expect(emulator.store.interface(cloud, free)?.status).toBe(end);
  });

  it("rotates a key: the new pair works, the old one is unknown", async () => {
    const old = popClient(emulator);
    const { accountId } = emulator.credentials.alibaba;
    const pair = { accessKeyId: "LTAI5tNew", accessKeySecret: "new" };
    await admin("POST", "act", { cloud, act: "rotate-key", accountId, ...pair });
    await expect(old.request("DescribeInstances", region)).rejects.toMatchObject({
      code: "InvalidAccessKeyId.NotFound",
    });
    await expect(popClient(emulator).request("DescribeInstances", region)).resolves.toHaveProperty(
      "RequestId",
    );
    expect(JSON.stringify(emulator.journal.entries({ foreign: true }))).not.toContain('"new"');
  });

  it("seeds, adds faults and throttles, sets durations, moves the clock, and resets", async () => {
    const seed = { interfaces: [{ cloud, id: "eni-bp1seeded", subnetId: "vsw-bp1main0000000000001" }] };
    expect(await admin("POST", "seed", seed)).toMatchObject({ status: 200 });
    const lasting = { faults: [{ kind: "throttle", times: "forever", action: "Other" }] };
    expect(await admin("POST", "seed", lasting)).toMatchObject({ status: 200 });
    expect(emulator.faults.list()).toMatchObject([{ left: Number.POSITIVE_INFINITY }]);
    await admin("DELETE", "faults");
    expect(emulator.store.interface(cloud, "eni-bp1seeded")).toMatchObject({
      status: "available",
      kind: "secondary",
    });
    const faults = [{ kind: "hang" }, { kind: "throttle", times: "forever", cloud }];
    expect((await admin("POST", "faults", faults)).body.ids).toHaveLength(2);
    expect((await admin("POST", "faults", { kind: "delay", ms: 5 })).body.ids).toHaveLength(1);
    expect(emulator.faults.list()[1]?.left).toBe(Number.POSITIVE_INFINITY);
    await admin("DELETE", "faults");
    expect(emulator.faults.list()).toEqual([]);
    await admin("POST", "throttle", { cloud, limit: 1, windowMs: 1000 });
    expect(emulator.throttles.list()).toHaveLength(1);
    await admin("POST", "transition-ms", { transitionMs: { attach: 5 } });
    const before = clock.now();
    expect(await admin("POST", "clock", { advanceMs: 250 })).toMatchObject({ body: { now: before + 250 } });
    await admin("POST", "reset");
    expect(emulator.store.interface(cloud, "eni-bp1seeded")).toBeUndefined();
    expect(emulator.throttles.list()).toEqual([]);
    expect((await admin("GET", "environment")).body).toEqual(emulator.environment());
  });

  it.each([
    ["act", { cloud, act: "explode" }, /act/],
    [
      "act",
      { cloud, act: "detach", interfaceId: "eni-bp1nobody" },
      /interfaceId: there is no interface eni-bp1nobody on alibaba/,
    ],
    ["act", { cloud: "moon", act: "detach", interfaceId: free }, /cloud/],
    ["act", { cloud, act: "set-interface", interfaceId: free, set: { statsu: "available" } }, /statsu/],
    [
      "seed",
      { interfaces: [{ cloud, id: "eni-x", subnetId: "vsw-none" }] },
      /interfaces\[0\]\.subnetId: .*vsw-none/,
    ],
    ["seed", { interfaces: [{ cloud, id: "eni-x", status: "flying" }] }, /interfaces\[0\]\.status/],
    ["faults", { kind: "earthquake" }, /\[0\]\.kind/],
    ["faults", { kind: "delay" }, /\[0\]\.ms/],
    ["faults", { kind: "hang", times: 1.5 }, /\[0\]\.times: must be a whole number/],
    ["faults", { kind: "hang", times: 0 }, /\[0\]\.times: must be a whole number/],
    ["transition-ms", { transitionMs: { min: 5 } }, /transitionMs\.max/],
    ["transition-ms", { transitionMs: { min: 5, max: 4 } }, /transitionMs\.max: must not be less than min/],
    ["transition-ms", { transitionMs: { attach: { min: 5 } } }, /transitionMs\.attach\.max/],
    ["transition-ms", { transitionMs: { attahc: 5 } }, /attahc/],
    ["faults", { kind: "delay", ms: 2 ** 31 }, /\[0\]\.ms: .*2147483647/],
    ["faults", { kind: "http", status: 502, headers: { "x-a": "a\nb" } }, /\[0\]\.headers\.x-a: has a char/],
    [
      "faults",
      { kind: "http", status: 502, headers: { "x a": "b" } },
      /\[0\]\.headers\.x a: is not a header/,
    ],
    ["faults", { kind: "http", status: 502, headers: { "Content-Length": "9" } }, /headers\.Content-Length/],
    ["faults", { kind: "http", status: 502, contentType: "a\r\nb" }, /\[0\]\.contentType/],
    ["throttle", { cloud, ratePerSecond: -1, burst: 1 }, /\[0\]\.ratePerSecond/],
    ["clock", { advanceMs: -1 }, /advanceMs/],
  ])("names the field when POST %s is given %p", async (path, input, message) => {
    const { status, body } = await admin("POST", path, input);
    expect(status).toBe(400);
    expect(body.error).toMatch(message);
  });

  it("refuses a value that is nested deeper than any state", async () => {
    const extra = `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`;
    const body = `{"interfaces": [{"cloud": "alibaba", "id": "${free}", "extra": ${extra}}]}`;
    const reply = await fetch(`${emulator.url}/_emulator/seed`, { method: "POST", body });
    expect(reply.status).toBe(400);
    expect(await reply.json()).toEqual({
      error: "seed: interfaces[0].extra: is nested deeper than 16 levels",
    });
    expect((await admin("GET", "state")).status).toBe(200);
  });

  it("says that the system's clock cannot be moved, and what endpoints there are", async () => {
    const other = await createEmulator();
    const reply = await fetch(`${other.url}/_emulator/clock`, { method: "POST", body: '{"advanceMs":1}' });
    expect(reply.status).toBe(400);
    await other.close();
    expect((await admin("GET", "nothing")).body.error).toContain("POST seed");
  });
});
