import { createHmac } from "node:crypto";
import type { Fields } from "./request";

/** The older signature, which this API still accepts: values without encoding, sorted by name. */
export function stringToSignV1(method: string, host: string, path: string, fields: Fields): string {
  const sorted = [...fields]
    .filter(([name]) => name !== "Signature")
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  return `${method.toUpperCase()}${host}${path}?${sorted.join("&")}`;
}

export function signV1(algorithm: "sha1" | "sha256", secret: string, stringToSign: string): string {
  return createHmac(algorithm, secret).update(stringToSign).digest("base64");
}
