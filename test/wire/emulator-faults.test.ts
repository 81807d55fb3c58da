import { connect } from "node:net";
import fc from "fast-check";
import { createEmulator, type Emulator, type FaultKind, type ManualClock, manualClock } from "../../emulator";
import { popClient, refusalOf, region, signedQuery } from "./emulator-alibaba-caller";
import { tc3 } from "./emulator-tencent-caller";

const cloud = "alibaba" as const;
const free = "eni-bp1free0000000000001";
const running = "i-bp1running0000000001";
const pair = { ...region, InstanceId: running, NetworkInterfaceId: free };

let emulator: Emulator;
let clock: ManualClock;

beforeAll(async () => {
  clock = manualClock();
  emulator = await createEmulator({ clock, transitionMs: 1000 });
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

const call = <T = unknown>(action: string, params: object = pair): Promise<T> =>
  popClient(emulator).request<T>(action, params, { method: "POST", timeout: 400 });
const status = (id = free) => emulator.store.interface(cloud, id)?.status;

describe("Faults of the answer", () => {
  it("strike as often as told, after as many as told, and only where they match", async () => {
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

  it("go by whole ids, not by parts of them", async () => {
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

  it("go on for ever when told to", async () => {
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

  it.each([204, 304])("can be a %s, which has no body, and the connection goes on", async (status) => {
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
    ["a status that is none", { kind: "error", code: "X", httpStatus: 7 }],
  ])("with %s end one request at most, also after a delay", async (_name, fault) => {
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

  it("garbage: the answer has no sense, and the cloud has acted", async () => {
    emulator.faults.add({ kind: "garbage", body: '{"RequestId": 7, "NetworkInterfaceSets": "none"}' });
    expect(await call("AttachNetworkInterface")).toMatchObject({ RequestId: 7 });
    expect(status()).toBe("attaching");
  });

  it("delay: the answer comes, later", async () => {
    emulator.faults.add({ kind: "delay", ms: 120 });
    const before = Date.now();
    await call("DescribeInstances", region);
    expect(Date.now() - before).toBeGreaterThanOrEqual(110);
  });
});

describe("Faults of a transition", () => {
  it("stuck: it ends only after it was sent again so often", async () => {
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

  it("stuck without a number: for ever", async () => {
    emulator.faults.add({ kind: "stuck", transition: "delete" });
    for (let time = 0; time < 4; time += 1) {
      await call("DeleteNetworkInterface", { ...region, NetworkInterfaceId: free });
      clock.advance(3_600_000);
    }
    expect(status()).toBe("deleting");
  });

  it("fail: an attach falls back without a word", async () => {
    emulator.faults.add({ kind: "fail", transition: "attach", match: { instanceId: running } });
    await call("AttachNetworkInterface");
    expect(status()).toBe("attaching");
    clock.advance(1000);
    expect(emulator.store.interface(cloud, free)).toMatchObject({ status: "available", instanceId: null });
    await call("AttachNetworkInterface");
    clock.advance(1000);
    expect(status()).toBe("attached");
  });

  it("fail: a detach and a delete fall back too", async () => {
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

  it("fail: a create answers an empty id and has made nothing", async () => {
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

  it("late-start: accepted, invisible for a while, and not accepted twice", async () => {
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

  it("stale-describe: a describe shows what was, the store knows what is", async () => {
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

describe("A lag of every describe", () => {
  it("does not hide what a scenario or a reset put there, only what came to be since", async () => {
    const own = manualClock();
    const lagging = await createEmulator({ clock: own, describeLagMs: 2000 });
    const vSwitch = "vsw-bp1main0000000000001";
    const client = popClient(lagging);
    type Seen = { NetworkInterfaceSets: { NetworkInterfaceSet: { Status: string; Description: string }[] } };
    const seen = async (id: string) => {
      const asked = { ...region, NetworkInterfaceId: [id] };
      const { NetworkInterfaceSets } = await client.request<Seen>("DescribeNetworkInterfaces", asked);
      return NetworkInterfaceSets.NetworkInterfaceSet;
    };
    expect(await seen(free)).toMatchObject([{ Status: "Available" }]);
    expect(await client.request("DescribeInstances", region)).toMatchObject({ TotalCount: 8 });
    lagging.reset();
    expect(await seen(free)).toMatchObject([{ Status: "Available" }]);
    lagging.seed({ interfaces: [{ cloud, id: "eni-bp1new", subnetId: vSwitch }] });
    expect(await seen("eni-bp1new")).toMatchObject([{ Status: "Available" }]);
    lagging.seed({ interfaces: [{ cloud, id: "eni-bp1new", description: "changed" }] });
    expect(await seen("eni-bp1new")).toMatchObject([{ Description: "changed" }]);
    await client.request("AttachNetworkInterface", pair);
    expect(await seen(free)).toMatchObject([{ Status: "Available" }]);
    own.advance(2000);
    expect(await seen(free)).toMatchObject([{ Status: "InUse" }]);
    await lagging.close();
  });
});

describe("Transitions", () => {
  it("take their own time each, and the same seed gives the same times", async () => {
    const run = async (seed: number) => {
      const own = manualClock(Date.UTC(2026, 0, 1));
      const one = await createEmulator({
        clock: own,
        transitionMs: { attach: { min: 100, max: 900, seed }, detach: 50 },
      });
      const begun = own.now();
      await popClient(one).request("AttachNetworkInterface", pair);
      const steps: string[] = [];
      for (let step = 0; step < 10; step += 1) {
        own.advance(100);
        steps.push(one.store.interface(cloud, free)?.status ?? "");
      }
      const at = (one.store.interface(cloud, free)?.attachedAt ?? 0) - begun;
      await one.close();
      return { steps, at };
    };
    const [first, second] = [await run(7), await run(7)];
    expect(first).toEqual(second);
    expect((await run(8)).at).not.toBe(first.at);
    expect(first.at).toBeGreaterThanOrEqual(100);
    expect(first.at).toBeLessThanOrEqual(900);
    expect(first.steps.at(-1)).toBe("attached");
  });

  it("give the lowest free device index", async () => {
    for (const number of [1, 2, 3]) {
      await call("AttachNetworkInterface", {
        ...pair,
        NetworkInterfaceId: `eni-bp1free000000000000${number}`,
      });
    }
    clock.advance(1000);
    await call("DetachNetworkInterface", { ...pair, NetworkInterfaceId: "eni-bp1free0000000000002" });
    clock.advance(1000);
    await call("AttachNetworkInterface", { ...pair, NetworkInterfaceId: "eni-bp1free0000000000009" });
    const held = emulator.store.attachmentsOf(running, cloud).map(({ deviceIndex }) => deviceIndex);
    expect(held).toEqual([0, 1, 2, 3]);
  });

  it("of an instance come by themselves", () => {
    emulator.act({ cloud, act: "stop", instanceId: running, afterMs: 5000 });
    expect(emulator.store.instance(cloud, running)?.status).toBe("stopping");
    clock.advance(5000);
    expect(emulator.store.instance(cloud, running)?.status).toBe("stopped");
  });
});

describe("Throttles", () => {
  it("let a bucket's burst pass and refill it with time, for each account of its own", async () => {
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

  it("count a fixed window", async () => {
    emulator.throttles.add({ cloud, limit: 2, windowMs: 60_000, code: "Throttling.Api" });
    clock.advance(60_000 - (clock.now() % 60_000));
    await call("DescribeInstances", region);
    await call("DescribeInstances", region);
    expect(await refusalOf(call("DescribeInstances", region))).toMatchObject({
      code: "Throttling.Api",
      status: 400,
    });
    clock.advance(60_000);
    await expect(call("DescribeInstances", region)).resolves.toHaveProperty("RequestId");
  });
});

describe("What nobody should send", () => {
  /** Sends bytes as they are and gives back what comes until the connection ends. */
  const raw = (bytes: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(emulator.port, "127.0.0.1", () => socket.write(bytes));
      const chunks: Buffer[] = [];
      socket.on("data", (chunk) => chunks.push(chunk));
      socket.on("error", () => resolve(Buffer.concat(chunks).toString()));
      socket.on("close", () => resolve(Buffer.concat(chunks).toString()));
      socket.setTimeout(2000, () => socket.destroy());
    });
  const request = (line: string, headers = "", body = "") =>
    raw(`${line}\r\nhost: x\r\nconnection: close\r\n${headers}content-length: ${body.length}\r\n\r\n${body}`);

  afterEach(async () => {
    await expect(call("DescribeInstances", region)).resolves.toHaveProperty("RequestId");
  });

  it.each([
    ["no HTTP at all", () => raw("hello\r\n\r\n"), /^HTTP\/1.1 400 /],
    ["a tunnel", () => request("CONNECT ecs.aliyuncs.com:443 HTTP/1.1"), /^HTTP\/1.1 405 /],
    ["a target that is no URL", () => request("GET nonsense HTTP/1.1"), /^HTTP\/1.1 400 /],
    [
      "broken escapes",
      () => request("GET /?Action=%ZZ&Version=%&AccessKeyId=%E0%A4%A HTTP/1.1"),
      /^HTTP\/1.1 400 /,
    ],
    [
      "a broken authorization",
      () => request("POST / HTTP/1.1", "authorization: ACS3-HMAC-SHA256 ;;=,,\r\n"),
      /^HTTP\/1.1 400 /,
    ],
    [
      "signed headers that are not there",
      () =>
        request(
          "POST / HTTP/1.1",
          "x-acs-action: A\r\nauthorization: ACS3-HMAC-SHA256 Credential=a,SignedHeaders=,Signature=b\r\n",
        ),
      /^HTTP\/1.1 400 /,
    ],
    [
      "a parameter named like a prototype",
      () => request("GET /?Action=constructor&Version=__proto__&AccessKeyId=a&__proto__=b HTTP/1.1"),
      /^HTTP\/1.1 400 /,
    ],
    [
      "JSON that is none, for the admin",
      () => request("POST /_emulator/act HTTP/1.1", "", "{"),
      /^HTTP\/1.1 400 /,
    ],
    ["an unknown path", () => request("GET /nowhere HTTP/1.1"), /^HTTP\/1.1 404 /],
  ])("%s gets an answer", async (_name, send, answer) => {
    expect(await send()).toMatch(answer);
  });

  it("any parameters at all get an answer in the envelope, signed or not", async () => {
    const name = fc.oneof(
      fc.constantFrom(
        "RegionId",
        "InstanceId",
        "InstanceIds",
        "NetworkInterfaceId.1",
        "Tag.1.Key",
        "MaxResults",
      ),
      fc.string({ maxLength: 12 }),
    );
    const action = fc.constantFrom(
      "AttachNetworkInterface",
      "DescribeNetworkInterfaces",
      "DescribeInstances",
      "DescribeInstanceStatus",
      "CreateNetworkInterface",
      "ModifyNetworkInterfaceAttribute",
    );
    const params = fc.dictionary(name, fc.string({ unit: "grapheme", maxLength: 20 }), {
      noNullPrototype: true,
    });
    await fc.assert(
      fc.asyncProperty(action, params, fc.boolean(), async (asked, given, known) => {
        const all = { ...(known ? region : {}), ...given, Format: "JSON" };
        const reply = await fetch(`${emulator.url}/?${signedQuery(emulator, asked, all)}`);
        expect(await reply.json()).toHaveProperty("RequestId");
        expect(reply.status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  });

  it("control characters come back in XML that is well-formed", async () => {
    emulator.act({
      cloud,
      act: "set-interface",
      interfaceId: free,
      set: { description: "a\u0001b\u001f<\uffff\tc" },
    });
    const query = signedQuery(emulator, "DescribeNetworkInterfaces", {
      ...region,
      "NetworkInterfaceId.1": free,
    });
    const text = await (await fetch(`${emulator.url}/?${query}`)).text();
    expect(text).toContain("<Description>a\ufffdb\ufffd&lt;\ufffd\tc</Description>");
  });

  it.each(["-5", "0x2", "1e0", "+1", " 1", "", "1.0", "9".repeat(20)])(
    "a token with the offset %p was never given out",
    async (offset) => {
      const NextToken = Buffer.from(`emulated-page-${offset}`).toString("base64url");
      const asked = { ...region, MaxResults: "10", NextToken };
      expect(await refusalOf(call("DescribeNetworkInterfaces", asked))).toMatchObject({
        code: "InvalidParameter",
      });
    },
  );

  it.each(["1e0", "0x1", " 1 ", "+1", "1.0"])("a page %p has no number", async (PageNumber) => {
    for (const page of [{ PageNumber }, { PageSize: PageNumber }]) {
      expect(await refusalOf(call("DescribeNetworkInterfaces", { ...region, ...page }))).toMatchObject({
        code: "InvalidOperation.InvalidEniPageNumber",
      });
    }
  });

  it("a request of more than 1 MiB is refused, one just below is read", async () => {
    const post = (length: number) =>
      fetch(`${emulator.url}/?Action=X&Version=1`, { method: "POST", body: "x".repeat(length) });
    expect((await post(1024 * 1024 + 1)).status).toBe(413);
    expect((await post(1024 * 1024)).status).toBe(400);
  });

  it.each([
    ["lists", "[", "]"],
    ["objects", '{"a":', "}"],
  ])(
    "%s within each other more than a hundred thousand times are no parameters of Tencent's",
    async (_n, open, close) => {
      const depth = open.length > 1 ? 150_000 : 200_000;
      const body = `{"Filters":${open.repeat(depth)}1${close.repeat(depth)}}`;
      expect(await tc3(emulator, { body })).toMatchObject({ Error: { Code: "InvalidParameter" } });
      expect(emulator.journal.entries()).toMatchObject([{ cloud: "tencent", code: "InvalidParameter" }]);
    },
  );

  it("a request in absolute form, as through a proxy, is understood", async () => {
    const query = signedQuery(emulator, "DescribeInstances", { ...region, Format: "JSON" });
    expect(await request(`GET http://ecs.aliyuncs.com/?${query} HTTP/1.1`)).toContain('"Instances"');
  });
});

describe("A large store", () => {
  it("describes a hundred of twelve thousand interfaces in the time of a hundred of two hundred", async () => {
    const subnetId = "vsw-bp1wide";
    const subnet = { vpcId: "vpc-bp1main0000000000001", zoneId: "cn-hangzhou-h", cidr: "10.0.0.0/16" };
    emulator.seed({ subnets: [{ cloud, id: subnetId, ...subnet }] });
    const bulk = (from: number, to: number) =>
      emulator.seed({
        interfaces: Array.from({ length: to - from }, (_, index) => {
          return { cloud, id: `eni-bulk${from + index}`, subnetId };
        }),
      });
    /** The best run: the others may have waited for a busy machine. */
    const best = async (ids: string[]) => {
      emulator.journal.clear();
      for (let time = 0; time < 25; time += 1) {
        await call("DescribeNetworkInterfaces", { ...region, NetworkInterfaceId: ids, MaxResults: 100 });
      }
      return Math.min(...emulator.journal.entries().map((entry) => entry.tookMs));
    };
    const every = (step: number) => Array.from({ length: 100 }, (_, index) => `eni-bulk${index * step}`);
    bulk(0, 200);
    const ofFew = await best(every(2));
    bulk(200, 12_000);
    // One that walked through all of them would take dozens of times as long.
    expect(await best(every(119))).toBeLessThan(4 * ofFew);
  });
});
