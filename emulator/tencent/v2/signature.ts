import { createHmac } from "node:crypto";
import { dotted, type Fields } from "./request";

type Pair = readonly [name: string, value: string];

const byName = ([left]: Pair, [right]: Pair): number => (left < right ? -1 : left > right ? 1 : 0);
const rename = ([name, value]: Pair): Pair => [dotted(name), value];

/** The possible strings to sign: some clients sort before they replace underscores by dots, others after. */
export function stringsToSign(method: string, host: string, path: string, fields: Fields): string[] {
  const pairs = [...fields].filter(([name]) => name !== "Signature");
  const orders = [pairs.map(rename).sort(byName), [...pairs].sort(byName).map(rename)];
  const texts = orders.map((order) => order.map(([name, value]) => `${name}=${value}`).join("&"));
  return [...new Set(texts)].map((text) => `${method.toUpperCase()}${host}${path}?${text}`);
}

export type SignatureMethod = "HmacSHA1" | "HmacSHA256";

/** Signs the values without encoding; the result is base64. */
export function sign(method: SignatureMethod, secret: string, stringToSign: string): string {
  const algorithm = method === "HmacSHA256" ? "sha256" : "sha1";
  return createHmac(algorithm, secret).update(stringToSign).digest("base64");
}
