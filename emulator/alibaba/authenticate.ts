import { timingSafeEqual } from "node:crypto";
import type { Store } from "../store";
import type { Call, Caller } from "../wire";
import { refuse } from "./codes";
import { formOf, headerOf, isV3, queryOf } from "./request";
import { signV1, stringToSignV1 } from "./signature-v1";
import { canonicalRequestV3, parseAuthorizationV3, sha256Hex, signV3, stringToSignV3 } from "./signature-v3";

/** How much a timestamp may be before or after the server's clock. */
const CLOCK_WINDOW_MS = 15 * 60_000;
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** The nonces of the last window, separate for each store: two emulators in one program must not share them. */
const usedNonces = new WeakMap<Store, Map<string, number>>();

/** Verifies the signature of the request, of any version. */
export function authenticate(call: Call, store: Store): Caller {
  return isV3(call.request) ? authenticateV3(call, store) : authenticateV1(call, store);
}

function authenticateV1(call: Call, store: Store): Caller {
  const params = new Map([...queryOf(call.request), ...formOf(call.request)]);
  const value = (name: string): string => params.get(name) ?? "";
  if (value("AccessKeyId") === "") throw refuse("MissingAccessKeyId");
  if (value("Signature") === "") throw refuse("IncompleteSignature");
  if (value("SignatureMethod").toUpperCase() !== "HMAC-SHA1") {
    throw refuse("InvalidParameter", "The specified parameter SignatureMethod is not valid.");
  }
  if (value("SignatureVersion") !== "1.0") {
    throw refuse("InvalidParameter", "The specified parameter SignatureVersion is not valid.");
  }
  if (value("Timestamp") === "") throw refuse("MissingTimestamp");
  if (value("SignatureNonce") === "") throw refuse("MissingSignatureNonce");
  checkTimestamp(value("Timestamp"), call.request.receivedAt);
  const caller = findCaller(store, value("AccessKeyId"));
  const stringToSign = stringToSignV1(call.request.method, params);
  checkSignature(signV1(caller.key.accessKeySecret, stringToSign), value("Signature"), stringToSign);
  checkToken(caller, params.get("SecurityToken"));
  checkNonce(store, call, caller, value("SignatureNonce"));
  return caller;
}

function authenticateV3(call: Call, store: Store): Caller {
  const { request } = call;
  const authorization = parseAuthorizationV3(headerOf(request, "authorization"));
  if (authorization === undefined) throw refuse("IncompleteSignature");
  const date = headerOf(request, "x-acs-date");
  const nonce = headerOf(request, "x-acs-signature-nonce");
  const payloadHash = headerOf(request, "x-acs-content-sha256");
  if (date === "") throw refuse("MissingTimestamp");
  if (nonce === "") throw refuse("MissingSignatureNonce");
  for (const name of ["host", "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-content-sha256"]) {
    if (!authorization.signedHeaders.includes(name))
      throw refuse("IncompleteSignature", `${name} is not signed.`);
  }
  checkTimestamp(date, request.receivedAt);
  const caller = findCaller(store, authorization.credential);
  if (payloadHash !== sha256Hex(request.body)) {
    throw refuse("SignatureDoesNotMatch", "The x-acs-content-sha256 header is not the hash of the body.");
  }
  const canonical = canonicalRequestV3({
    method: request.method,
    path: request.path,
    query: queryOf(request),
    header: (name) => headerOf(request, name),
    signedHeaders: authorization.signedHeaders,
    payloadHash,
  });
  const stringToSign = stringToSignV3(canonical);
  checkSignature(signV3(caller.key.accessKeySecret, stringToSign), authorization.signature, stringToSign);
  checkToken(caller, headerOf(request, "x-acs-security-token") || undefined);
  checkNonce(store, call, caller, nonce);
  return caller;
}

function findCaller(store: Store, accessKeyId: string): Caller {
  const caller = store.findKey("alibaba", accessKeyId);
  if (caller === undefined) throw refuse("InvalidAccessKeyId.NotFound");
  if (caller.key.inactive === true) throw refuse("InvalidAccessKeyId.Inactive");
  return caller;
}

function checkTimestamp(text: string, now: number): void {
  const at = TIMESTAMP.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw refuse("InvalidTimeStamp.Format");
  if (Math.abs(now - at) > CLOCK_WINDOW_MS) throw refuse("InvalidTimeStamp.Expired");
}

/** Quotes the string to sign, because clients compare it with their own. */
function checkSignature(expected: string, given: string, stringToSign: string): void {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)];
  if (left.length === right.length && timingSafeEqual(left, right)) return;
  throw refuse(
    "SignatureDoesNotMatch",
    `Specified signature is not matched with our calculation. server string to sign is:${stringToSign}`,
  );
}

function checkToken(caller: Caller, given: string | undefined): void {
  const { securityToken } = caller.key;
  if (securityToken === undefined && given !== undefined) throw refuse("InvalidSecurityToken.Malformed");
  if (securityToken !== undefined && given === undefined) throw refuse("MissingSecurityToken");
  if (securityToken !== given) throw refuse("InvalidSecurityToken.MismatchWithAccessKey");
}

function checkNonce(store: Store, call: Call, caller: Caller, nonce: string): void {
  const seen = usedNonces.get(store) ?? new Map<string, number>();
  usedNonces.set(store, seen);
  const now = call.request.receivedAt;
  for (const [old, at] of seen) {
    if (now - at <= 2 * CLOCK_WINDOW_MS) break;
    seen.delete(old);
  }
  const key = `${caller.key.accessKeyId}/${nonce}`;
  if (seen.has(key)) throw refuse("SignatureNonceUsed");
  seen.set(key, now);
}
