import { createHash, createHmac } from "node:crypto";

export const ZC2 = "ZC2-HMAC-SHA256";
/** Both spellings are accepted: one page writes an underscore, the cloud's own clients do not. */
const SPELLINGS = [ZC2, "ZC2-HMAC_SHA256"];

export interface Authorization {
  readonly accessKeyId: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const FORM = /^\S+\s+Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([^,\s]+)$/;

export const isZc2 = (text: string): boolean => SPELLINGS.some((spelling) => text.startsWith(spelling));

/** Reads `ZC2-HMAC-SHA256 Credential=…, SignedHeaders=content-type;host, Signature=…`; undefined for any other text. */
export function parseAuthorization(header: string): Authorization | undefined {
  const [, accessKeyId, signedHeaders, signature] = (isZc2(header) ? FORM.exec(header) : null) ?? [];
  if (accessKeyId === undefined || signedHeaders === undefined || signature === undefined) return undefined;
  return { accessKeyId, signedHeaders: signedHeaders.split(";"), signature };
}

export interface Signable {
  readonly method: string;
  readonly header: (name: string) => string;
  readonly signedHeaders: readonly string[];
  readonly body: string | Buffer;
  /** Unix seconds, from the header X-ZC-Timestamp. */
  readonly timestamp: string;
}

const sha256Hex = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex");

/** The signed path is always `/` and the query is always empty, whatever the request has. */
export function stringToSign(signable: Signable): string {
  const headers = signable.signedHeaders.map((name) => `${name}:${signable.header(name)}\n`).join("");
  const signedHeaders = signable.signedHeaders.join(";");
  const canonical = [signable.method, "/", "", headers, signedHeaders, sha256Hex(signable.body)].join("\n");
  return [ZC2, signable.timestamp, sha256Hex(canonical)].join("\n");
}

/** The access key password itself is the key; there is no derived key. */
export function sign(accessKeyPassword: string, signable: Signable): string {
  return createHmac("sha256", accessKeyPassword).update(stringToSign(signable)).digest("hex");
}

/** The cloud's clients sign header values unchanged; its documentation says in lower case. Both are accepted. */
export function signatures(accessKeyPassword: string, signable: Signable): string[] {
  const trimmed = (name: string): string => signable.header(name).trim();
  return [
    sign(accessKeyPassword, { ...signable, header: trimmed }),
    sign(accessKeyPassword, { ...signable, header: (name) => trimmed(name).toLowerCase() }),
  ];
}
