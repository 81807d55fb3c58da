import { createHash, createHmac } from "node:crypto";
import { canonicalQuery } from "./canonical-query";

export const ACS3 = "ACS3-HMAC-SHA256";

/** The parts of an Authorization header. */
export interface AuthorizationV3 {
  readonly credential: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** Reads `ACS3-HMAC-SHA256 Credential=…,SignedHeaders=a;b,Signature=…`; undefined for any other text. */
export function parseAuthorizationV3(header: string): AuthorizationV3 | undefined {
  if (!header.startsWith(`${ACS3} `)) return undefined;
  const fields = new Map(
    header
      .slice(ACS3.length + 1)
      .split(",")
      .map((field) => {
        const equals = field.indexOf("=");
        return [field.slice(0, equals).trim(), field.slice(equals + 1).trim()] as const;
      }),
  );
  const credential = fields.get("Credential");
  const signedHeaders = fields.get("SignedHeaders")?.split(";");
  const signature = fields.get("Signature");
  if (!credential || signedHeaders === undefined || !signature) return undefined;
  return { credential, signedHeaders, signature };
}

export interface SignableV3 {
  readonly method: string;
  readonly path: string;
  /** The parameters of the query. A form body is signed by its hash. */
  readonly query: ReadonlyMap<string, string>;
  readonly header: (name: string) => string;
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
}

/** The canonical request with exactly the headers that the client says it signed. */
export function canonicalRequestV3(signable: SignableV3): string {
  const headers = signable.signedHeaders.map((name) => `${name}:${signable.header(name).trim()}\n`).join("");
  return [
    signable.method.toUpperCase(),
    signable.path,
    canonicalQuery(signable.query),
    headers,
    signable.signedHeaders.join(";"),
    signable.payloadHash,
  ].join("\n");
}

export const sha256Hex = (content: string | Buffer): string =>
  createHash("sha256").update(content).digest("hex");

export function stringToSignV3(canonicalRequest: string): string {
  return `${ACS3}\n${sha256Hex(canonicalRequest)}`;
}

/** The secret itself is the key; there is no derived key and no date in the scope. */
export function signV3(secret: string, stringToSign: string): string {
  return createHmac("sha256", secret).update(stringToSign).digest("hex");
}
