import { createHash, createHmac } from "node:crypto";

export const signatureMethod = "ZC2-HMAC-SHA256";

export interface SignedRequest {
  /** As sent, letter by letter. Lower case, because the documentation signs lower-cased values and the SDKs sign them as sent. */
  readonly contentType: string;
  /** As sent: host, and port where one is given. */
  readonly host: string;
  readonly body: string;
  /** Unix time, as sent in X-ZC-Timestamp. */
  readonly timestampSeconds: number;
}

export interface KeyPair {
  readonly accessKeyId: string;
  readonly accessKeyPassword: string;
}

const signedHeaders = "content-type;host";

/** The Authorization header of a ZC2 request. The path that is signed is always "/", whatever the real one. */
export function authorize(request: SignedRequest, keys: KeyPair): string {
  const { contentType, host, body, timestampSeconds } = request;
  const canonical = [
    "POST",
    "/",
    "",
    `content-type:${contentType}`,
    `host:${host}`,
    "",
    signedHeaders,
    sha256(body),
  ].join("\n");
  const toSign = [signatureMethod, timestampSeconds, sha256(canonical)].join("\n");
  const signature = createHmac("sha256", keys.accessKeyPassword).update(toSign).digest("hex");
  return `${signatureMethod} Credential=${keys.accessKeyId}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
