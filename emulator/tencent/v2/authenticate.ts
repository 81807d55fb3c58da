import { timingSafeEqual } from "node:crypto";
import type { Store } from "../../store";
import type { Call, Caller } from "../../wire";
import { refuse } from "./codes";
import { fieldsOf, headerOf } from "./request";
import { type SignatureMethod, sign, stringsToSign } from "./signature";

/** How much a timestamp may be before or after the server's clock; the first pages said two hours. */
const CLOCK_WINDOW_MS = 5 * 60_000;

/** The nonces of the last window, separate for each store: two emulators in one program must not share them. */
const usedNonces = new WeakMap<Store, Map<string, number>>();

export function authenticate(call: Call, store: Store): Caller {
  const { request } = call;
  const fields = fieldsOf(request);
  const required = (name: string): string => {
    const value = fields.get(name) ?? "";
    if (value === "") throw refuse("4000", `${name} is missing`);
    return value;
  };
  const secretId = required("SecretId");
  const timestamp = required("Timestamp");
  const nonce = required("Nonce");
  const signature = required("Signature");
  const method = fields.get("SignatureMethod") || "HmacSHA1";
  if (!isSignatureMethod(method)) throw refuse("4000", "SignatureMethod takes HmacSHA1 or HmacSHA256");
  if (!/^\d{1,12}$/.test(timestamp)) throw refuse("4000", "Timestamp takes seconds since 1970");
  // The nonce can be up to 2^63 - 1, too large for a number, so it stays text.
  if (!/^\d{1,19}$/.test(nonce)) throw refuse("4000", "Nonce takes a positive integer");
  const caller = store.findKey("tencent", secretId);
  if (caller === undefined || caller.key.inactive === true) throw refuse("4104");
  if (Math.abs(request.receivedAt - Number(timestamp) * 1000) > CLOCK_WINDOW_MS) throw refuse("4200");
  const host = headerOf(request, "host");
  const expected = [host, host.replace(/:\d+$/, "")]
    .flatMap((name) => stringsToSign(request.method, name, request.path, fields))
    .map((text) => sign(method, caller.key.accessKeySecret, text));
  if (!expected.some((one) => isSame(one, signature))) throw refuse("4100");
  if ((caller.key.securityToken ?? "") !== (fields.get("Token") ?? "")) throw refuse("4105");
  checkNonce(store, `${secretId}/${timestamp}/${nonce}`, request.receivedAt);
  return caller;
}

function isSignatureMethod(method: string): method is SignatureMethod {
  return method === "HmacSHA1" || method === "HmacSHA256";
}

function isSame(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** A nonce can be used once in a second, because clients choose it from a small range. */
function checkNonce(store: Store, nonce: string, now: number): void {
  const seen = usedNonces.get(store) ?? new Map<string, number>();
  usedNonces.set(store, seen);
  for (const [old, at] of seen) {
    if (now - at <= 2 * CLOCK_WINDOW_MS) break;
    seen.delete(old);
  }
  if (seen.has(nonce)) throw refuse("4500");
  seen.set(nonce, now);
}
