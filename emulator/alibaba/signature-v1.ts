import { createHmac } from "node:crypto";
import { percentEncode } from "./percent-encode";

const byBytes = (left: string, right: string): number =>
  Buffer.compare(Buffer.from(left), Buffer.from(right));

/** The string to sign: the method and every parameter except the signature, including empty values. */
export function stringToSignV1(method: string, params: ReadonlyMap<string, string>): string {
  const canonical = [...params.keys()]
    .filter((name) => name !== "Signature")
    .sort(byBytes)
    .map((name) => `${percentEncode(name)}=${percentEncode(params.get(name) ?? "")}`)
    .join("&");
  return `${method.toUpperCase()}&${percentEncode("/")}&${percentEncode(canonical)}`;
}

/** Signature version 1.0: base64 of HMAC-SHA1. The key is the secret and an ampersand. */
export function signV1(secret: string, stringToSign: string): string {
  return createHmac("sha1", `${secret}&`).update(stringToSign).digest("base64");
}
