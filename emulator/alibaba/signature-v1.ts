import { createHmac } from "node:crypto";
import { canonicalQuery } from "./canonical-query";
import { percentEncode } from "./percent-encode";

/** The string to sign: the method and every parameter except the signature, including empty values. */
export function stringToSignV1(method: string, params: ReadonlyMap<string, string>): string {
  const signed = new Map([...params].filter(([name]) => name !== "Signature"));
  return `${method.toUpperCase()}&${percentEncode("/")}&${percentEncode(canonicalQuery(signed))}`;
}

/** Signature version 1.0: base64 of HMAC-SHA1. The key is the secret and an ampersand. */
export function signV1(secret: string, stringToSign: string): string {
  return createHmac("sha1", `${secret}&`).update(stringToSign).digest("base64");
}
