import { connect } from "node:net";
import { type FaultKind, manualClock } from "../../emulator";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { popClient, refusalOf, region, signedQuery } from "./emulator-alibaba-caller";

const cloud = "alibaba" as const;
const free = "eni-bp1free0000000000001";
const running = "i-bp1running0000000001";
const pair = { ...region, InstanceId: running, NetworkInterfaceId: free };

const clock = manualClock();
const emulator = emulatorOfSuite({ clock, transitionMs: 1000 });

const call = <T = unknown>(action: string, params: object = pair): Promise<T> =>
  popClient(emulator).request<T>(action, params, { method: "POST", timeout: 400 });
const status = (id = free) => emulator.store.interface(cloud, id)?.status;

describe("Faults of the answer", () => {
  it("affect as many requests as times says, after skipping others, and only where they match", async () => {
    emulator.faults.add({
      kind: "error",
      code: "ServiceUnavailable",
      action: "AttachNetworkInterface",
      match: { interfaceId: free },
      skip: 1,
      times: 2,
    });
    const other = { ...pair, NetworkInterfaceId: "eni-bp1free0000000000002" };
    await call("DescribeInstances", region);
    await call("AttachNetworkInterface", other);
    await call("AttachNetworkInterface");
    for (let time = 0; time < 2; time += 1) {
      expect(await refusalOf(call("AttachNetworkInterface"))).toMatchObject({
        code: "ServiceUnavailable",
        status: 503,
      });
    }
    expect(await refusalOf(call("AttachNetworkInterface"))).toMatchObject({
      code: "InvalidOperation.InvalidEniState",
    });
    expect(emulator.faults.list()).toMatchObject([{ left: 0, struck: 2 }]);
  });

  it("match whole ids, not parts of them", async () => {
    for (const id of ["i-bp1free0000000000001", "eni-bp1free000000000000", "bp1free", "0000001"]) {
      emulator.faults.add({ kind: "throttle", match: { instanceId: id } });
      emulator.faults.add({ kind: "stuck", transition: "attach", match: { interfaceId: id } });
    }
    await call("AttachNetworkInterface");
    clock.advance(1000);
    expect(status()).toBe("attached");
    const ids = JSON.stringify(["i-bp1small00000000001", running]);
    emulator.faults.add({ kind: "error", code: "InternalError", match: { instanceId: running } });
    await call("DescribeInstances", { ...region, InstanceIds: '["i-bp1small00000000001"]' });
    expect(await refusalOf(call("DescribeInstances", { ...region, InstanceIds: ids }))).toMatchObject({
      code: "InternalError",
    });
  });

  it("never end when times is Infinity", async () => {
    emulator.faults.add({ kind: "throttle", times: Number.POSITIVE_INFINITY });
    for (let time = 0; time < 5; time += 1) {
      expect(await refusalOf(call("DescribeInstances", region))).toMatchObject({ code: "Throttling.User" });
    }
    expect(emulator.journal.entries().every((entry) => entry.fault === "throttle")).toBe(true);
  });

  it("can be an error page of something in front of the cloud", async () => {
    emulator.faults.add({ kind: "http", status: 502, body: "<html>Bad Gateway</html>" });
    const reply = await fetch(`${emulator.url}/?${signedQuery(emulator, "DescribeInstances", region)}`);
    expect(reply.status).toBe(502);
    expect(reply.headers.get("content-type")).toBe("text/html");
    expect(await reply.text()).toBe("<html>Bad Gateway</html>");
  });

  it.each([204, 304])("can be a %s, which has no body, and the connection stays usable", async (status) => {
    emulator.faults.add({ kind: "http", status, body: "none of this" });
    const request = `GET /?${signedQuery(emulator, "DescribeInstances", region)} HTTP/1.1\r\nhost: x\r\n`;
    const next = "GET /nowhere HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    const answers = await new Promise<string>((resolve) => {
      const socket = connect(emulator.port, "127.0.0.1", () => socket.write(`${request}\r\n${next}`));
      let text = "";
      socket.on("data", (chunk) => {
        text += chunk;
      });
      socket.on("close", () => resolve(text));
    });
    expect(answers).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [^]*\r\n\r\nHTTP/1\\.1 404 `));
    expect(answers.slice(0, answers.indexOf("404"))).not.toMatch(/content-length|none of this/i);
  });

  it.each<[string, FaultKind]>([
    ["a header that cannot be sent", { kind: "http", status: 502, headers: { "x-a": "a\nb" } }],
    ["a header that has no name", { kind: "http", status: 502, headers: { "": "a" } }],
    ["a content type that cannot be sent", { kind: "http", status: 502, contentType: "text/\r\nhtml" }],
    ["a status that does not exist", { kind: "error", code: "X", httpStatus: 7 }],
  ])("with %s end only one request, also after a delay", async (_name, fault) => {
    const told = jest.spyOn(console, "error").mockImplementation(() => undefined);
    try {
      for (const delays of [0, 1]) {
        if (delays > 0) emulator.faults.add({ kind: "delay", ms: 20 });
        emulator.faults.add(fault);
        const reply = await fetch(`${emulator.url}/?${signedQuery(emulator, "DescribeInstances", region)}`);
        expect(reply.status).toBe(500);
        expect(await reply.text()).toMatch(/^the emulator failed to answer: /);
      }
      expect(told).toHaveBeenCalledTimes(2);
    } finally {
      told.mockRestore();
    }
    await expect(call("DescribeInstances", region)).resolves.toHaveProperty("RequestId");
  });

  it.each(["constructor", "__proto__", "toString"])("answer the code %s as any unknown one", async (code) => {
    emulator.faults.add({ kind: "error", code });
    expect(await refusalOf(call("DescribeInstances", region))).toMatchObject({ code, status: 400 });
    expect(emulator.journal.entries()).toMatchObject([{ code, httpStatus: 400 }]);
  });

  it.each<[FaultKind["kind"], FaultKind, boolean]>([
    ["hang", { kind: "hang" }, false],
    ["reset-before", { kind: "reset-before" }, false],
    ["reset-after", { kind: "reset-after" }, true],
    ["lost-reply", { kind: "lost-reply" }, true],
    ["truncated", { kind: "truncated" }, true],
  ])("%s: the caller gets no answer, and the cloud has acted or not", async (_name, fault, acted) => {
    emulator.faults.add(fault);
    await expect(call("AttachNetworkInterface")).rejects.toThrow();
    expect(status()).toBe(acted ? "attaching" : "available");
    expect(emulator.journal.entries()).toMatchObject([
      { action: "AttachNetworkInterface", fault: fault.kind },
    ]);
  });

  it("garbage: the answer makes no sense, and the cloud has acted", async () => {
    emulator.faults.add({ kind: "garbage", body: '{"RequestId": 7, "NetworkInterfaceSets": "none"}' });
    expect(await call("AttachNetworkInterface")).toMatchObject({ RequestId: 7 });
    expect(status()).toBe("attaching");
  });

  /** What comes over the wire for one request, as far as the caller reads. */
  const readBytes = async (path: string): Promise<Response> => fetch(`${emulator.url}${path}`);
  const describePath = () => `/?${signedQuery(emulator, "DescribeInstances", { ...region, Format: "JSON" })}`;

  it("wrong-types: the answer has all its fields, and no value has its type", async () => {
    const right = (await (await readBytes(describePath())).json()) as Record<string, unknown>;
    emulator.faults.add({ kind: "wrong-types" });
    const wrong = (await (await readBytes(describePath())).json()) as Record<string, unknown>;
    expect(Object.keys(wrong)).toEqual(Object.keys(right));
    expect(typeof right.RequestId).toBe("string");
    expect(Array.isArray(wrong.RequestId)).toBe(true);
    expect(wrong).toMatchObject({ Instances: { Instance: { list: expect.anything() } } });
  });

  it("huge: the answer is as long as bytes says, and is still one", async () => {
    const bytes = 3_000_000;
    emulator.faults.add({ kind: "huge", bytes });
    const text = await (await readBytes(describePath())).text();
    expect(Buffer.byteLength(text)).toBe(bytes);
    expect(JSON.parse(text)).toHaveProperty("RequestId");
  });

  it("huge: a caller that hangs up ends the answer", async () => {
    emulator.faults.add({ kind: "huge" });
    const { body } = await readBytes(describePath());
    await body?.cancel();
    await expect(call("DescribeInstances", region)).resolves.toHaveProperty("RequestId");
  });

  it("drip: the answer comes byte by byte", async () => {
    emulator.faults.add({ kind: "drip", msPerByte: 1 });
    const none = { ...region, Format: "JSON", InstanceIds: '["i-none"]' };
    const reply = await readBytes(`/?${signedQuery(emulator, "DescribeInstances", none)}`);
    const length = Number(reply.headers.get("content-length"));
    const before = Date.now();
    expect(await reply.json()).toHaveProperty("RequestId");
    expect(Date.now() - before).toBeGreaterThan(length / 2);
  });

  it.each(["first", "second"] as const)(
    "duplicate: the cloud gets the request twice, the caller the %s answer",
    async (answers) => {
      emulator.faults.add({ kind: "duplicate", answers });
      const attempt = call("AttachNetworkInterface");
      // The signature of the second delivery was used already.
      if (answers === "first") await expect(attempt).resolves.toHaveProperty("RequestId");
      else expect(await refusalOf(attempt)).toMatchObject({ code: "SignatureNonceUsed" });
      expect(status()).toBe("attaching");
      const codes = emulator.journal.entries({ action: "AttachNetworkInterface" }).map(({ code }) => code);
      expect(codes.sort()).toEqual(["SignatureNonceUsed", null]);
      expect(emulator.journal.entries().every(({ fault }) => fault === "duplicate")).toBe(true);
    },
  );

  it("delay: the answer comes later", async () => {
    emulator.faults.add({ kind: "delay", ms: 120 });
    const before = Date.now();
    await call("DescribeInstances", region);
    expect(Date.now() - before).toBeGreaterThanOrEqual(110);
  });
});

describe("Faults of a transition", () => {
  it("stuck: it ends only after the call was sent again as often as resends says", async () => {
    await call("AttachNetworkInterface");
    clock.advance(1000);
    emulator.faults.add({ kind: "stuck", transition: "detach", resends: 2 });
    await call("DetachNetworkInterface");
    clock.advance(3_600_000);
    expect(status()).toBe("detaching");
    await call("DetachNetworkInterface");
    clock.advance(3_600_000);
    expect(status()).toBe("detaching");
    await call("DetachNetworkInterface");
    clock.advance(1000);
    expect(status()).toBe("available");
  });

  it("stuck without a number of resends: it never ends", async () => {
    emulator.faults.add({ kind: "stuck", transition: "delete" });
    for (let time = 0; time < 4; time += 1) {
      await call("DeleteNetworkInterface", { ...region, NetworkInterfaceId: free });
      clock.advance(3_600_000);
    }
    expect(status()).toBe("deleting");
  });

  it("fail: an attach goes back to the state before, without an error", async () => {
    emulator.faults.add({ kind: "fail", transition: "attach", match: { instanceId: running } });
    await call("AttachNetworkInterface");
    expect(status()).toBe("attaching");
    clock.advance(1000);
    expect(emulator.store.interface(cloud, free)).toMatchObject({ status: "available", instanceId: null });
    await call("AttachNetworkInterface");
    clock.advance(1000);
    expect(status()).toBe("attached");
  });

  it("fail: a detach and a delete go back to the state before, too", async () => {
    await call("AttachNetworkInterface");
    clock.advance(1000);
    emulator.faults.add({ kind: "fail", transition: "detach" });
    await call("DetachNetworkInterface");
    clock.advance(1000);
    expect(emulator.store.interface(cloud, free)).toMatchObject({ status: "attached", instanceId: running });
    emulator.act({ cloud, act: "detach", interfaceId: free });
    emulator.faults.add({ kind: "fail", transition: "delete" });
    await call("DeleteNetworkInterface", { ...region, NetworkInterfaceId: free });
    clock.advance(1000);
    expect(status()).toBe("available");
  });

  it("fail: a create answers an empty id and creates nothing", async () => {
    const before = emulator.store.interfaces(cloud).length;
    emulator.faults.add({ kind: "fail", transition: "create" });
    const made = {
      ...region,
      VSwitchId: "vsw-bp1main0000000000001",
      SecurityGroupId: "sg-bp1main0000000000001",
    };
    expect(await call("CreateNetworkInterface", made)).toMatchObject({ NetworkInterfaceId: "" });
    expect(emulator.store.interfaces(cloud)).toHaveLength(before);
    await call("CreateNetworkInterface", made);
    expect(emulator.store.interfaces(cloud)).toHaveLength(before + 1);
  });

  it("late-start: accepted, not shown for a while, and not accepted twice", async () => {
    emulator.faults.add({ kind: "late-start", ms: 500 });
    await call("AttachNetworkInterface");
    expect(status()).toBe("available");
    expect(await refusalOf(call("AttachNetworkInterface"))).toMatchObject({
      code: "InvalidOperation.InvalidEniState",
    });
    clock.advance(500);
    expect(status()).toBe("attaching");
    clock.advance(1000);
    expect(status()).toBe("attached");
  });

  it("stale-describe: a describe shows an earlier state than the store has", async () => {
    await call("AttachNetworkInterface");
    clock.advance(1000);
    emulator.faults.add({ kind: "stale-describe", ms: 500 });
    const ask = () =>
      call<{ NetworkInterfaceSets: { NetworkInterfaceSet: { Status: string }[] } }>(
        "DescribeNetworkInterfaces",
        {
          ...region,
          NetworkInterfaceId: [free],
        },
      );
    clock.advance(1);
    expect((await ask()).NetworkInterfaceSets.NetworkInterfaceSet).toMatchObject([{ Status: "Attaching" }]);
    expect((await ask()).NetworkInterfaceSets.NetworkInterfaceSet).toMatchObject([{ Status: "InUse" }]);
  });
});

describe("Throttles", () => {
  it("let a bucket's burst pass and refill the bucket as time passes", async () => {
    emulator.throttles.add({ cloud, action: "DescribeInstances", ratePerSecond: 2, burst: 3 });
    const passes = async () => {
      let passed = 0;
      for (let time = 0; time < 5; time += 1) {
        await call("DescribeInstances", region).then(
          () => (passed += 1),
          () => undefined,
        );
      }
      return passed;
    };
    expect(await passes()).toBe(3);
    clock.advance(1000);
    expect(await passes()).toBe(2);
    await expect(call("DescribeNetworkInterfaces", region)).resolves.toHaveProperty("RequestId");
  });

  it("limit the calls in a fixed window, which begins at its first call", async () => {
    emulator.throttles.add({ cloud, limit: 2, windowMs: 60_000, code: "Throttling.Api" });
    await call("DescribeInstances", region);
    clock.advance(59_999);
    await call("DescribeInstances", region);
    expect(await refusalOf(call("DescribeInstances", region))).toMatchObject({
      code: "Throttling.Api",
      status: 400,
    });
    clock.advance(1);
    await expect(call("DescribeInstances", region)).resolves.toHaveProperty("RequestId");
    await expect(call("DescribeInstances", region)).resolves.toHaveProperty("RequestId");
    await expect(call("DescribeInstances", region)).rejects.toThrow();
  });
});
