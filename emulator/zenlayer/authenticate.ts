import { timingSafeEqual } from "node:crypto";
import type { Store } from "../store";
import type { Call, Caller } from "../wire";
import { refuse } from "./codes";
import { headerOf } from "./request";
import { isZc2, parseAuthorization, signatures } from "./signature";

/** How much a timestamp may be before or after the server's clock. */
const CLOCK_WINDOW_MS = 5 * 60_000;

const BEARER = /^Bearer\s+(\S+)$/i;

/** Verifies a ZC2 signature, or a token, which needs no signature. */
export function authenticate(call: Call, store: Store): Caller {
  const authorization = headerOf(call.request, "authorization");
  const token = BEARER.exec(authorization)?.[1];
  return token === undefined ? bySignature(call, store, authorization) : byToken(call, store, token);
}

function bySignature(call: Call, store: Store, header: string): Caller {
  const { request } = call;
  const authorization = parseAuthorization(header);
  if (authorization === undefined || !isZc2(headerOf(request, "x-zc-signature-method"))) {
    throw refuse(call, "AUTHFAILURE_INVALID_AUTHORIZATION");
  }
  for (const name of ["content-type", "host"]) {
    if (!authorization.signedHeaders.includes(name)) {
      throw refuse(call, "AUTHFAILURE_INVALID_AUTHORIZATION", `The header ${name} is not signed.`);
    }
  }
  const timestamp = headerOf(request, "x-zc-timestamp");
  checkTimestamp(call, timestamp);
  const caller = store.findKey("zenlayer", authorization.accessKeyId);
  if (caller === undefined || caller.key.inactive === true || caller.key.securityToken !== undefined) {
    throw refuse(call, "AUTHFAILURE_SIGNATURE_FAILURE");
  }
  const right = signatures(caller.key.accessKeySecret, {
    method: request.method,
    header: (name) => headerOf(request, name),
    signedHeaders: authorization.signedHeaders,
    body: request.body,
    timestamp,
  });
  if (!right.some((signature) => isSame(signature, authorization.signature))) {
    throw refuse(call, "AUTHFAILURE_SIGNATURE_FAILURE");
  }
  return caller;
}

function byToken(call: Call, store: Store, token: string): Caller {
  for (const account of store.accounts("zenlayer")) {
    const key = account.keys.find((candidate) => candidate.securityToken === token);
    if (key !== undefined && key.inactive !== true) return { account, key };
  }
  throw refuse(call, "AUTHFAILURE_INVALID_AUTHORIZATION", "The token is not valid.");
}

/** The timestamp is in Unix seconds; milliseconds are refused as too far in the future. */
function checkTimestamp(call: Call, text: string): void {
  if (!/^\d{1,15}$/.test(text)) throw refuse(call, "AUTHFAILURE_INVALID_AUTHORIZATION");
  const skewMs = Math.abs(call.request.receivedAt - Number(text) * 1000);
  if (skewMs > CLOCK_WINDOW_MS) throw refuse(call, "AUTHFAILURE_SIGNATURE_EXPIRED");
}

function isSame(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}
