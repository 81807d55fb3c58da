import { createHmac, randomUUID } from "node:crypto";
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

/** The client's errors hold the whole socket, which a jest worker cannot send to its parent: it waits for ever. */
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

export interface Refusal {
  readonly code: string;
  readonly status: number;
  readonly body: Record<string, string>;
}

/** What the vendor's client makes of a refusal; a call that is not refused is a failure of the test. */
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

/** A query signed by hand, for what no client sends by itself. */
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
