import { createHmac } from "node:crypto";
import { percentEncode } from "./percent-encode";

const byBytes = (left: string, right: string): number =>
  Buffer.compare(Buffer.from(left), Buffer.from(right));

/** What is signed: the method and every parameter but the signature, also those with an empty value. */
export function stringToSignV1(method: string, params: ReadonlyMap<string, string>): string {
  const canonical = [...params.keys()]
    .filter((name) => name !== "Signature")
    .sort(byBytes)
    .map((name) => `${percentEncode(name)}=${percentEncode(params.get(name) ?? "")}`)
    .join("&");
  return `${method.toUpperCase()}&${percentEncode("/")}&${percentEncode(canonical)}`;
}

/** Signature version 1.0: base64 of HMAC-SHA1 with the secret and an ampersand as the key. */
export function signV1(secret: string, stringToSign: string): string {
  return createHmac("sha1", `${secret}&`).update(stringToSign).digest("base64");
}
