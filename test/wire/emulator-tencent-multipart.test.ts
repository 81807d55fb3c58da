import { createHash, createHmac, randomInt } from "node:crypto";
import { request as httpRequest } from "node:http";
import { createEmulator, type Emulator } from "../../emulator";
import { tencentId } from "../../emulator/tencent/scenario";
import type { V2Answer } from "./emulator-tencent-caller";

const free = tencentId("eni", "free");
const running = tencentId("ins", "running");
const vpcId = tencentId("vpc", "main");

let emulator: Emulator;

beforeAll(async () => {
  emulator = await createEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

interface Changes {
  /** Another value than the signed one. */
  readonly afterSigning?: Readonly<Record<string, string>>;
  readonly file?: boolean;
  readonly contentType?: (boundary: string) => string;
  /** The SDK begins its body with an empty line; RFC 2046 does not ask for it. */
  readonly firstLine?: string;
}

/**
 * A POST as the vendor's SDK for Java builds it (QcloudApi/qcloudapi-sdk-java 2.0.5, Request.sendRequest and
 * Sign.makeSignPlainText): parameters in the order of their names, signed before underscores become dots in the
 * order, sent under their own names, each in a part without a type.
 */
function javaPost(action: string, params: Readonly<Record<string, string>>, changes: Changes = {}) {
  const { accessKeyId, accessKeySecret } = emulator.credentials.tencent;
  const { host } = new URL(emulator.url);
  const all: Record<string, string> = {
    Action: action,
    Region: "gz",
    SecretId: accessKeyId,
    Nonce: String(randomInt(0, 2 ** 31 - 1)),
    Timestamp: String(Math.floor(Date.now() / 1000)),
    RequestClient: "SDK_JAVA_2.0.5",
    ...params,
  };
  const signed = Object.keys(all)
    .sort()
    .map((name) => `${name.replaceAll("_", ".")}=${all[name] ?? ""}`);
  const text = `POST${host}/v2/index.php?${signed.join("&")}`;
  const Signature = createHmac("sha1", accessKeySecret).update(text).digest("base64");
  const sent: Record<string, string> = { ...all, Signature, ...changes.afterSigning };
  const boundary = `${"-".repeat(27)}${createHash("md5").update(String(Date.now())).digest("hex").slice(0, 15)}`;
  const parts = Object.keys(sent)
    .sort()
    .map(
      (name) =>
        `\r\n--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${sent[name] ?? ""}`,
    );
  const file = `\r\n--${boundary}\r\nContent-Disposition: form-data; name="entityFile"; filename="a.txt"\r\nContent-Type:text/plain\r\n\r\nx=1`;
  const content = `${parts.join("")}${changes.file === true ? file : ""}\r\n--${boundary}--\r\n`;
  const body = `${changes.firstLine ?? "\r\n"}${content.slice(2)}`;
  return send(body, changes.contentType?.(boundary) ?? `multipart/form-data; boundary=${boundary}`);
}

function send(body: string, contentType: string): Promise<V2Answer> {
  const headers = {
    accept: "*/*",
    "user-agent": "Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1;SV1)",
    "content-type": contentType,
    "content-length": Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${emulator.url}/v2/index.php`, { method: "POST", headers }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on("data", (chunk: Buffer) => chunks.push(chunk));
      reply.on("end", () => resolve(JSON.parse(Buffer.concat(chunks).toString("utf8")) as V2Answer));
    });
    request.on("error", reject);
    request.end(body);
  });
}

describe("Tencent's API v2, posted as multipart/form-data by the vendor's SDK for Java", () => {
  it("attaches an interface", async () => {
    const named = { vpcId, networkInterfaceId: free, instanceId: running };
    expect(await javaPost("AttachNetworkInterface", named)).toMatchObject({ code: 0 });
    expect(emulator.store.interface("tencent", free)).toMatchObject({ instanceId: running });
    expect(emulator.journal.entries().at(-1)).toMatchObject({ api: "v2", params: named, code: null });
  });

  it("keeps values as they are: line breaks, percent and plus signs, other scripts", async () => {
    const eniDescription = "50% a+b=c&d\r\n--é 网卡";
    const made = { vpcId, subnetId: tencentId("subnet", "main"), eniName: "网卡", eniDescription };
    expect(await javaPost("CreateNetworkInterface", made)).toMatchObject({ code: 0 });
    expect(emulator.store.interfaces("tencent").at(-1)).toMatchObject({
      name: "网卡",
      description: eniDescription,
    });
  });

  it("reads lists whose names have underscores", async () => {
    const made = { vpcId, subnetId: tencentId("subnet", "main"), eniName: "two" };
    const group = tencentId("sg", "second");
    expect(await javaPost("CreateNetworkInterface", { ...made, sgIds_0: group })).toMatchObject({ code: 0 });
    expect(emulator.store.interfaces("tencent").at(-1)?.securityGroupIds).toEqual([group]);
  });

  it("does not take a file for a parameter", async () => {
    const answer = await javaPost("DescribeNetworkInterfaces", { networkInterfaceId: free }, { file: true });
    expect(answer).toMatchObject({ code: 0, data: { totalNum: 1 } });
  });

  it("takes a quoted boundary, and a body without an empty first line", async () => {
    const answer = await javaPost(
      "DescribeNetworkInterfaces",
      { networkInterfaceId: free },
      {
        contentType: (boundary) => `Multipart/Form-Data; charset=utf-8; boundary="${boundary}"`,
        firstLine: "",
      },
    );
    expect(answer).toMatchObject({ code: 0, data: { totalNum: 1 } });
  });

  it("refuses a value that was changed after signing", async () => {
    const named = { vpcId, networkInterfaceId: free, instanceId: running };
    const afterSigning = { instanceId: tencentId("ins", "stopped") };
    expect(await javaPost("AttachNetworkInterface", named, { afterSigning })).toMatchObject({ code: 4100 });
    expect(emulator.store.interface("tencent", free)?.instanceId).toBeNull();
  });

  it.each([
    ["without a boundary", "multipart/form-data"],
    ["with another boundary", "multipart/form-data; boundary=other"],
  ])("finds no parameter in a body %s", async (_what, contentType) => {
    const answer = await javaPost("DescribeNetworkInterfaces", {}, { contentType: () => contentType });
    expect(answer).toMatchObject({ code: 4000, message: "SecretId is missing" });
  });
});
