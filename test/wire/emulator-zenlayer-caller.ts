import { createHash, createHmac } from "node:crypto";
import { type IncomingHttpHeaders, request as send } from "node:http";
import type { CloudCredentials, Emulator } from "../../emulator";

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The parsed body; empty when it is not a JSON object. */
  readonly body: { readonly requestId?: string; readonly code?: string; readonly message?: string };
  /** The fields under `response`. */
  readonly response: Record<string, unknown>;
}

/** How a call differs from those of the cloud's clients. */
export interface Variation {
  readonly service?: string;
  readonly version?: string;
  readonly credentials?: Pick<CloudCredentials, "accessKeyId" | "accessKeySecret">;
  readonly contentType?: string;
  readonly host?: string;
  readonly timestamp?: number | string;
  readonly path?: string;
  readonly method?: string;
  /** The body to send, instead of the parameters in JSON. */
  readonly body?: string;
  /** Signs the values of the headers in lower case, as the documentation says. */
  readonly lowerCase?: boolean;
  /** Headers to add after signing; undefined removes one. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Calls as the Go client does (common/client.go of zenlayercloud-sdk-go): names in lower case, values unchanged. */
export function call(
  emulator: Emulator,
  action: string,
  params: object = {},
  variation: Variation = {},
): Promise<Answer> {
  const {
    service = "zec",
    version = "2025-09-01",
    contentType = "application/json",
    method = "POST",
  } = variation;
  const { accessKeyId, accessKeySecret } = variation.credentials ?? emulator.credentials.zenlayer;
  const host = variation.host ?? new URL(emulator.url).host;
  const body = variation.body ?? JSON.stringify(params);
  const timestamp = String(variation.timestamp ?? Math.floor(Date.now() / 1000));
  const written = (value: string): string => (variation.lowerCase === true ? value.toLowerCase() : value);
  const canonical = `${method}\n/\n\ncontent-type:${written(contentType)}\nhost:${written(host)}\n\ncontent-type;host\n${sha256(body)}`;
  const toSign = `ZC2-HMAC-SHA256\n${timestamp}\n${sha256(canonical)}`;
  const signature = createHmac("sha256", accessKeySecret).update(toSign).digest("hex");
  const headers = {
    "content-type": contentType,
    host,
    "x-zc-action": action,
    "x-zc-version": version,
    "x-zc-service": service,
    "x-zc-timestamp": timestamp,
    "x-zc-signature-method": "ZC2-HMAC-SHA256",
    authorization: `ZC2-HMAC-SHA256 Credential=${accessKeyId}, SignedHeaders=content-type;host, Signature=${signature}`,
    ...variation.headers,
  };
  return exchange(emulator.url, method, variation.path ?? `/api/v2/${service}`, headers, body);
}

export function exchange(
  url: string,
  method: string,
  path: string,
  headers: Readonly<Record<string, string | undefined>>,
  body: string,
): Promise<Answer> {
  const { hostname, port } = new URL(url);
  const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
  return new Promise((resolve, reject) => {
    const request = send({ hostname, port, method, path, headers: { ...given } }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on("data", (chunk: Buffer) => chunks.push(chunk));
      reply.on("error", reject);
      reply.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text, ...read(text) });
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}

function read(text: string): Pick<Answer, "body" | "response"> {
  try {
    const body = JSON.parse(text) as Answer["body"] & { response?: Record<string, unknown> };
    return { body, response: body.response ?? {} };
  } catch {
    return { body: {}, response: {} };
  }
}

export interface Nic {
  readonly nicId: string;
  readonly status: string;
  readonly instanceId: string | null;
  readonly [field: string]: unknown;
}

export const nicsOf = ({ response }: Answer): Nic[] => response.dataSet as Nic[];

/** Status and code of a refusal. */
export const refusal = ({ status, body }: Answer): [number, string | undefined] => [status, body.code];
