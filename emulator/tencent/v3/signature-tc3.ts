import { createHash, createHmac } from "node:crypto";

export const TC3 = "TC3-HMAC-SHA256";

export interface AuthorizationTc3 {
  readonly secretId: string;
  readonly date: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const AUTHORIZATION =
  /^TC3-HMAC-SHA256\s+Credential=([^/,\s]+)\/(\d{4}-\d\d-\d\d)\/([^/,\s]+)\/tc3_request\s*,\s*SignedHeaders=([^,\s]+)\s*,\s*Signature=([0-9a-f]{64})$/;

export function parseAuthorizationTc3(header: string): AuthorizationTc3 | undefined {
  const match = AUTHORIZATION.exec(header.trim());
  if (match === null) return undefined;
  const [, secretId = "", date = "", service = "", names = "", signature = ""] = match;
  return { secretId, date, service, signedHeaders: names.toLowerCase().split(";"), signature };
}

export interface SignableTc3 {
  readonly method: string;
  readonly path: string;
  /** Unchanged: neither decoded nor sorted. */
  readonly rawQuery: string;
  readonly header: (name: string) => string;
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
}

/** The canonical request with exactly the headers that the client says it signed, in the client's order. */
export function canonicalRequestTc3(signable: SignableTc3): string {
  const headers = signable.signedHeaders.map(
    (name) => `${name}:${signable.header(name).trim().toLowerCase()}\n`,
  );
  return [
    signable.method.toUpperCase(),
    signable.path,
    signable.rawQuery,
    headers.join(""),
    signable.signedHeaders.join(";"),
    signable.payloadHash,
  ].join("\n");
}

export const sha256Hex = (content: string | Buffer): string =>
  createHash("sha256").update(content).digest("hex");

export function stringToSignTc3(timestamp: string, scope: string, canonicalRequest: string): string {
  return [TC3, timestamp, scope, sha256Hex(canonicalRequest)].join("\n");
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();

/** The key is derived from the secret, the day and the service. */
export function signTc3(secret: string, date: string, service: string, stringToSign: string): string {
  const key = hmac(hmac(hmac(`TC3${secret}`, date), service), "tc3_request");
  return hmac(key, stringToSign).toString("hex");
}
