import { createHash, createHmac, randomInt } from "node:crypto";
import QcloudApi from "qcloudapi-sdk";
import { AbstractClient } from "tencentcloud-sdk-nodejs/tencentcloud/common/abstract_client";
import { Client as CvmClient } from "tencentcloud-sdk-nodejs/tencentcloud/services/cvm/v20170312/cvm_client";
import { Client as TagClient } from "tencentcloud-sdk-nodejs/tencentcloud/services/tag/v20180813/tag_client";
import { Client as VpcClient } from "tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_client";
import type { CloudCredentials, Emulator } from "../../emulator";

export const region = "ap-guangzhou";

type Method = "POST" | "GET";
type SignMethod = "TC3-HMAC-SHA256" | "HmacSHA256" | "HmacSHA1";

/** How the vendor's clients are configured to reach the emulator. */
function config(emulator: Emulator, credentials: CloudCredentials, method: Method, signMethod: SignMethod) {
  return {
    credential: {
      secretId: credentials.accessKeyId,
      secretKey: credentials.accessKeySecret,
      token: credentials.securityToken ?? "",
    },
    region,
    profile: {
      signMethod,
      httpProfile: { endpoint: new URL(emulator.url).host, protocol: "http://", reqMethod: method },
    },
  };
}

interface Choice {
  readonly credentials?: CloudCredentials;
  readonly method?: Method;
  readonly signMethod?: SignMethod;
}

export function vpcClient(emulator: Emulator, choice: Choice = {}): VpcClient {
  const {
    credentials = emulator.credentials.tencent,
    method = "POST",
    signMethod = "TC3-HMAC-SHA256",
  } = choice;
  return new VpcClient(config(emulator, credentials, method, signMethod));
}

export function cvmClient(emulator: Emulator): CvmClient {
  return new CvmClient(config(emulator, emulator.credentials.tencent, "POST", "TC3-HMAC-SHA256"));
}

export function tagClient(emulator: Emulator, choice: Choice = {}): TagClient {
  const {
    credentials = emulator.credentials.tencent,
    method = "POST",
    signMethod = "TC3-HMAC-SHA256",
  } = choice;
  return new TagClient(config(emulator, credentials, method, signMethod));
}

/** For single actions of products whose client is used for nothing else. */
export function stsClient(emulator: Emulator, credentials: CloudCredentials): AbstractClient {
  const host = new URL(emulator.url).host;
  return new AbstractClient(host, "2018-08-13", config(emulator, credentials, "POST", "TC3-HMAC-SHA256"));
}

/** The credentials of one of the seeded keys. */
export function keyOf(emulator: Emulator, account: number, key: number): CloudCredentials {
  const found = emulator.store.accounts("tencent")[account];
  const pair = found?.keys[key];
  if (found === undefined || pair === undefined) throw new Error("the scenario has no such key");
  return { accountId: found.id, ...pair };
}

/** The code with which the vendor's client fails; a call that is not refused fails the test. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    return String((error as { code?: string }).code);
  }
  throw new Error("the call was not refused");
}

const sha256 = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex");
const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();

export interface Tc3Request {
  readonly action?: string;
  readonly version?: string;
  readonly body?: string;
  /** The body as bytes, when it is not text. */
  readonly bytes?: Buffer;
  readonly query?: string;
  readonly method?: string;
  readonly timestamp?: number;
  readonly contentType?: string;
  readonly regionId?: string | null;
  /** The service in the credential's scope; by default what the SDKs put there, the first label of the host. */
  readonly service?: string;
  readonly extraSigned?: Readonly<Record<string, string>>;
  readonly unsigned?: Readonly<Record<string, string>>;
}

/** A request signed by hand, for requests that no client sends. The host is signed with its port. */
export function tc3Fetch(emulator: Emulator, request: Tc3Request = {}): Promise<Response> {
  const {
    action = "DescribeNetworkInterfaces",
    version = "2017-03-12",
    method = "POST",
    body = method === "POST" ? "{}" : "",
    query = "",
    timestamp = Math.floor(Date.now() / 1000),
    contentType = "application/json",
    regionId = region,
    service = new URL(emulator.url).hostname.split(".")[0] ?? "",
    extraSigned = {},
    unsigned = {},
  } = request;
  const content = request.bytes ?? body;
  const { accessKeyId, accessKeySecret } = emulator.credentials.tencent;
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
  const signed: Record<string, string> = {
    "content-type": contentType,
    host: new URL(emulator.url).host,
    ...extraSigned,
  };
  const names = Object.keys(signed).sort();
  const headers = names.map((name) => `${name}:${(signed[name] ?? "").trim().toLowerCase()}\n`).join("");
  const canonical = [method, "/", query, headers, names.join(";"), sha256(content)].join("\n");
  const scope = `${date}/${service}/tc3_request`;
  const toSign = ["TC3-HMAC-SHA256", timestamp, scope, sha256(canonical)].join("\n");
  const key = hmac(hmac(hmac(`TC3${accessKeySecret}`, date), service), "tc3_request");
  const signature = hmac(key, toSign).toString("hex");
  const { host: _set, ...sent } = signed;
  return fetch(`${emulator.url}/${query === "" ? "" : `?${query}`}`, {
    method,
    ...(method === "GET" ? {} : { body: content }),
    headers: {
      "x-tc-action": action,
      "x-tc-version": version,
      "x-tc-timestamp": String(timestamp),
      ...(regionId === null ? {} : { "x-tc-region": regionId }),
      authorization: `TC3-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names.join(";")}, Signature=${signature}`,
      ...sent,
      ...unsigned,
    },
  });
}

export async function tc3(emulator: Emulator, request: Tc3Request = {}): Promise<Tc3Answer> {
  const reply = await tc3Fetch(emulator, request);
  if (reply.status !== 200) throw new Error(`the emulator answered ${reply.status}`);
  return ((await reply.json()) as { Response: Tc3Answer }).Response;
}

export interface Tc3Answer {
  readonly RequestId: string;
  readonly Error?: { readonly Code: string; readonly Message: string };
  readonly [field: string]: unknown;
}

export interface V2Answer {
  readonly code: number | string;
  readonly message: string;
  readonly codeDesc?: string;
  readonly taskId?: number;
  readonly data?: unknown;
  readonly [field: string]: unknown;
}

export interface V2Choice {
  readonly credentials?: CloudCredentials;
  readonly method?: "GET" | "POST";
  readonly signatureMethod?: "sha1" | "sha256";
}

/** The vendor's client of the legacy API, which returns the body unchecked. */
export function qcloud(
  emulator: Emulator,
  action: string,
  params: Readonly<Record<string, unknown>> = {},
  choice: V2Choice = {},
): Promise<V2Answer> {
  const { credentials = emulator.credentials.tencent, method = "POST", signatureMethod = "sha1" } = choice;
  const options = {
    SecretId: credentials.accessKeyId,
    SecretKey: credentials.accessKeySecret,
    host: new URL(emulator.url).host,
    protocol: "http",
    method,
    signatureMethod,
  };
  const token = credentials.securityToken === undefined ? {} : { Token: credentials.securityToken };
  const client = new QcloudApi({ ...options, Region: "gz" });
  // The client chooses from only 65536 numbers, which sometimes repeat.
  const Nonce = randomInt(1, 2 ** 47);
  return new Promise((resolve, reject) => {
    client.request({ Action: action, Nonce, ...token, ...params }, options, (error, body) =>
      error === null ? resolve(body as V2Answer) : reject(error),
    );
  });
}

/** A query signed by hand, for requests that the vendor's client does not send. */
export async function v2(
  emulator: Emulator,
  action: string,
  params: Readonly<Record<string, string>> = {},
  signed?: string,
  method = "GET",
): Promise<V2Answer> {
  const { accessKeyId, accessKeySecret } = emulator.credentials.tencent;
  const all: Record<string, string> = {
    Action: action,
    Region: "ap-guangzhou",
    SecretId: accessKeyId,
    Timestamp: String(Math.floor(Date.now() / 1000)),
    Nonce: String(randomInt(1, 2 ** 47)),
    ...params,
  };
  const pairs = Object.keys(all)
    .sort()
    .map((name) => `${name}=${all[name] ?? ""}`);
  const text = `${method}${new URL(emulator.url).host}/v2/index.php?${pairs.join("&")}`;
  const Signature = signed ?? createHmac("sha1", accessKeySecret).update(text).digest("base64");
  const query = new URLSearchParams({ ...all, Signature });
  const reply = await fetch(`${emulator.url}/v2/index.php?${query}`, { method });
  if (reply.status !== 200) throw new Error(`the emulator answered ${reply.status}`);
  return (await reply.json()) as V2Answer;
}
