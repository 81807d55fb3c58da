import { createHash, createHmac } from "node:crypto";

export const signatureMethod = "ZC2-HMAC-SHA256";

export interface SignedRequest {
  /**
   * Exactly as sent. It is in lower case, because the documentation signs values in lower case, and the SDKs sign them
   * as sent.
   */
  readonly contentType: string;
  /** As sent: the host, with the port if the URL has one. */
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

/** The Authorization header of a ZC2 request. The signed path is always "/", whatever the real one is. */
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
