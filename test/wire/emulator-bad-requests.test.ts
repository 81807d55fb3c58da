import { connect } from "node:net";
import fc from "fast-check";
import { manualClock } from "../../emulator";
import { emulatorOfSuite } from "../support/emulator-of-suite";
import { popClient, refusalOf, region, signedQuery } from "./emulator-alibaba-caller";
import { tc3 } from "./emulator-tencent-caller";

const cloud = "alibaba" as const;
const free = "eni-bp1free0000000000001";
const running = "i-bp1running0000000001";
const pair = { ...region, InstanceId: running, NetworkInterfaceId: free };

const clock = manualClock();
const emulator = emulatorOfSuite({ clock, transitionMs: 1000 });

/** Far above what any answer takes: only an emulator that hangs exceeds it. */
const timeout = 10_000;
const call = <T = unknown>(action: string, params: object = pair): Promise<T> =>
  popClient(emulator).request<T>(action, params, { method: "POST", timeout });

describe("A bad request", () => {
  /** Sends the bytes unchanged and returns everything that comes until the connection ends. */
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
    ["bytes that are not HTTP", () => raw("hello\r\n\r\n"), /^HTTP\/1.1 400 /],
    ["a tunnel", () => request("CONNECT ecs.aliyuncs.com:443 HTTP/1.1"), /^HTTP\/1.1 405 /],
    ["a target that is not a URL", () => request("GET nonsense HTTP/1.1"), /^HTTP\/1.1 400 /],
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
      "a body for the admin API that is not JSON",
      () => request("POST /_emulator/act HTTP/1.1", "", "{"),
      /^HTTP\/1.1 400 /,
    ],
    ["an unknown path", () => request("GET /nowhere HTTP/1.1"), /^HTTP\/1.1 404 /],
  ])("with %s gets an answer", async (_name, send, answer) => {
    expect(await send()).toMatch(answer);
  });

  it("with any parameters gets an answer in the envelope, signed or not", async () => {
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

  it("gets well-formed XML for a description with control characters", async () => {
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
    "is refused when its token has the offset %p, which no answer has given",
    async (offset) => {
      const NextToken = Buffer.from(`emulated-page-${offset}`).toString("base64url");
      const asked = { ...region, MaxResults: "10", NextToken };
      expect(await refusalOf(call("DescribeNetworkInterfaces", asked))).toMatchObject({
        code: "InvalidParameter",
      });
    },
  );

  it.each(["1e0", "0x1", " 1 ", "+1", "1.0"])(
    "is refused when its page number or size is %p",
    async (PageNumber) => {
      for (const page of [{ PageNumber }, { PageSize: PageNumber }]) {
        expect(await refusalOf(call("DescribeNetworkInterfaces", { ...region, ...page }))).toMatchObject({
          code: "InvalidOperation.InvalidEniPageNumber",
        });
      }
    },
  );

  it("is refused above 1 MiB, and read up to it", async () => {
    const post = (length: number) =>
      fetch(`${emulator.url}/?Action=X&Version=1`, { method: "POST", body: "x".repeat(length) });
    expect((await post(1024 * 1024 + 1)).status).toBe(413);
    expect((await post(1024 * 1024)).status).toBe(400);
  });

  it.each([
    ["lists", "[", "]"],
    ["objects", '{"a":', "}"],
  ])(
    "is refused by Tencent's API v3 when it has %s nested more than a hundred thousand times",
    async (_n, open, close) => {
      const depth = open.length > 1 ? 150_000 : 200_000;
      const body = `{"Filters":${open.repeat(depth)}1${close.repeat(depth)}}`;
      expect(await tc3(emulator, { body })).toMatchObject({ Error: { Code: "InvalidParameter" } });
      expect(emulator.journal.entries()).toMatchObject([{ cloud: "tencent", code: "InvalidParameter" }]);
    },
  );

  it("is answered when its target is a whole URL, as through a proxy", async () => {
    const query = signedQuery(emulator, "DescribeInstances", { ...region, Format: "JSON" });
    expect(await request(`GET http://ecs.aliyuncs.com/?${query} HTTP/1.1`)).toContain('"Instances"');
  });
});
