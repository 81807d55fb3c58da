import { createHash, createHmac, randomUUID } from "node:crypto";
import Ecs from "@alicloud/ecs20140526";
import RPCClient from "@alicloud/pop-core";
import type { CloudCredentials, Emulator } from "../../emulator";

export const region = { RegionId: "cn-hangzhou" };

/** The vendor's client of signature version 1. */
export function popClient(
  emulator: Emulator,
  credentials: CloudCredentials = emulator.credentials.alibaba,
  apiVersion = "2014-05-26",
): RPCClient {
  const { accessKeyId, accessKeySecret, securityToken } = credentials;
  return new PlainErrorClient({
    accessKeyId,
    accessKeySecret,
    endpoint: emulator.url,
    apiVersion,
    ...(securityToken === undefined ? {} : { securityToken }),
  });
}

/** The client's errors contain the whole socket. A jest worker cannot send it to its parent and would wait for ever. */
class PlainErrorClient extends RPCClient {
  override async request<T>(...call: Parameters<RPCClient["request"]>): Promise<T> {
    try {
      return await super.request<T>(...call);
    } catch (error) {
      const held = error as { entry?: unknown };
      Object.defineProperty(held, "entry", { value: held.entry, enumerable: false });
      throw error;
    }
  }
}

/** The vendor's generated client: signature version 3, or version 1 by the algorithm "v2". */
export function ecsClient(
  emulator: Emulator,
  signatureAlgorithm?: string,
  accessKeySecret = emulator.credentials.alibaba.accessKeySecret,
): Ecs {
  return new Ecs({
    accessKeyId: emulator.credentials.alibaba.accessKeyId,
    accessKeySecret,
    endpoint: new URL(emulator.url).host,
    protocol: "http",
    ...(signatureAlgorithm === undefined ? {} : { signatureAlgorithm }),
  } as ConstructorParameters<typeof Ecs>[0]);
}

export interface Refusal {
  readonly code: string;
  readonly status: number;
  readonly body: Record<string, string>;
}

/** The error that the vendor's client makes of a refusal; a call that is not refused fails the test. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call;
  } catch (error) {
    const { code, data, entry } = error as {
      code: string;
      data: Record<string, string>;
      entry: { response: { statusCode: number } };
    };
    return { code, status: entry.response.statusCode, body: data };
  }
  throw new Error("the call was not refused");
}

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** A query signed by hand, for requests that no client sends. */
export function signedQuery(
  emulator: Emulator,
  action: string,
  params: Record<string, string>,
  method = "GET",
): string {
  const { accessKeyId, accessKeySecret } = emulator.credentials.alibaba;
  const all: Record<string, string> = {
    Action: action,
    Version: "2014-05-26",
    AccessKeyId: accessKeyId,
    SignatureMethod: "HMAC-SHA1",
    SignatureVersion: "1.0",
    SignatureNonce: randomUUID(),
    Timestamp: `${new Date().toISOString().slice(0, 19)}Z`,
    ...params,
  };
  const canonical = Object.keys(all)
    .sort()
    .map((name) => `${encode(name)}=${encode(all[name] ?? "")}`)
    .join("&");
  const signature = createHmac("sha1", `${accessKeySecret}&`)
    .update(`${method}&%2F&${encode(canonical)}`)
    .digest("base64");
  return `${canonical}&Signature=${encode(signature)}`;
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A call with signature version 3, signed by hand in the ways of the clients in other languages. */
export function signedV3(
  emulator: Emulator,
  action: string,
  options: {
    /** As sent; `canonical` is how it must be signed. */
    readonly query?: string;
    readonly canonical?: string;
    readonly body?: string;
    readonly extra?: Record<string, string>;
    readonly change?: Record<string, string>;
    readonly unsigned?: readonly string[];
  } = {},
): Promise<Response> {
  const { accessKeyId, accessKeySecret } = emulator.credentials.alibaba;
  const { query = "RegionId=cn-hangzhou", canonical = query, body = "", extra = {}, change = {} } = options;
  const headers: Record<string, string> = {
    host: new URL(emulator.url).host,
    "x-acs-action": action,
    "x-acs-version": "2014-05-26",
    "x-acs-date": `${new Date().toISOString().slice(0, 19)}Z`,
    "x-acs-signature-nonce": randomUUID().replaceAll("-", ""),
    "x-acs-content-sha256": sha256(body),
    ...extra,
    ...change,
  };
  const names = Object.keys(headers)
    .filter((name) => !(options.unsigned ?? []).includes(name))
    .sort();
  const lines = names.map((name) => `${name}:${headers[name] ?? ""}\n`).join("");
  const request = ["POST", "/", canonical, lines, names.join(";"), headers["x-acs-content-sha256"]].join(
    "\n",
  );
  const signature = createHmac("sha256", accessKeySecret)
    .update(`ACS3-HMAC-SHA256\n${sha256(request)}`)
    .digest("hex");
  const { host: _sentAnyway, ...sent } = headers;
  return fetch(`${emulator.url}/?${query}`, {
    method: "POST",
    body,
    headers: {
      ...sent,
      authorization: `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${names.join(";")},Signature=${signature}`,
    },
  });
}
