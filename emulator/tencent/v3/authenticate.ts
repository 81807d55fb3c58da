import { timingSafeEqual } from "node:crypto";
import type { Store } from "../../store";
import type { Call, Caller, HttpRequest } from "../../wire";
import { refuse } from "./codes";
import { fieldsOf, headerOf, isTc3, productOfHost } from "./request";
import {
  canonicalRequestTc3,
  parseAuthorizationTc3,
  sha256Hex,
  signTc3,
  stringToSignTc3,
} from "./signature-tc3";
import { signV1, stringToSignV1 } from "./signature-v1";

/** How much a timestamp may be before or after the server's clock. */
const CLOCK_WINDOW_S = 5 * 60;

/** Verifies the signature of the request, of any version. */
export function authenticate(call: Call, store: Store): Caller {
  return !isTc3(call.request) && fieldsOf(call.request).has("SecretId")
    ? authenticateV1(call.request, store)
    : authenticateTc3(call.request, store);
}

function authenticateTc3(request: HttpRequest, store: Store): Caller {
  const authorization = parseAuthorizationTc3(headerOf(request, "authorization"));
  if (authorization === undefined) throw refuse("AuthFailure.InvalidAuthorization");
  const { secretId, date, service, signedHeaders, signature } = authorization;
  if (!["content-type", "host"].every((name) => signedHeaders.includes(name))) {
    throw refuse("AuthFailure.InvalidAuthorization", "content-type and host must be signed.");
  }
  const timestamp = headerOf(request, "x-tc-timestamp");
  checkTimestamp(timestamp, request.receivedAt);
  if (new Date(Number(timestamp) * 1000).toISOString().slice(0, 10) !== date) {
    throw refuse("AuthFailure.SignatureFailure", "The date of the credential is not that of the timestamp.");
  }
  if (service !== (productOfHost(request) ?? service)) {
    throw refuse("AuthFailure.SignatureFailure", "The service of the credential is not that of the host.");
  }
  const caller = findCaller(store, secretId);
  const unsigned = headerOf(request, "x-tc-content-sha256") === "UNSIGNED-PAYLOAD";
  const payloadHash = sha256Hex(unsigned ? "UNSIGNED-PAYLOAD" : request.body);
  const expected = hostsOf(request).map((host) => {
    const { method, path, rawQuery } = request;
    const header = (name: string): string => (name === "host" ? host : headerOf(request, name));
    const canonical = canonicalRequestTc3({ method, path, rawQuery, header, signedHeaders, payloadHash });
    const toSign = stringToSignTc3(timestamp, `${date}/${service}/tc3_request`, canonical);
    return signTc3(caller.key.accessKeySecret, date, service, toSign);
  });
  checkSignature(expected, signature);
  checkToken(caller, headerOf(request, "x-tc-token"));
  return caller;
}

function authenticateV1(request: HttpRequest, store: Store): Caller {
  const fields = fieldsOf(request);
  const value = (name: string): string => fields.get(name) ?? "";
  for (const name of ["Timestamp", "Nonce", "Signature"]) {
    if (value(name) === "") throw refuse("MissingParameter", `The parameter \`${name}\` is missing.`);
  }
  const method = value("SignatureMethod") || "HmacSHA1";
  if (method !== "HmacSHA1" && method !== "HmacSHA256") {
    throw refuse("InvalidParameterValue", "SignatureMethod takes HmacSHA1 or HmacSHA256.");
  }
  checkTimestamp(value("Timestamp"), request.receivedAt);
  const caller = findCaller(store, value("SecretId"));
  const algorithm = method === "HmacSHA1" ? "sha1" : "sha256";
  const expected = hostsOf(request).map((host) =>
    signV1(algorithm, caller.key.accessKeySecret, stringToSignV1(request.method, host, request.path, fields)),
  );
  checkSignature(expected, value("Signature"));
  checkToken(caller, value("Token"));
  return caller;
}

/**
 * The host with and without its port: the SDK for Node signs it without the port that it sends, those for Go and Python
 * with it.
 */
export function hostsOf(request: HttpRequest): string[] {
  const host = headerOf(request, "host");
  return [...new Set([host, host.replace(/:\d+$/, "")])];
}

function findCaller(store: Store, secretId: string): Caller {
  const caller = store.findKey("tencent", secretId);
  if (caller === undefined) throw refuse("AuthFailure.SecretIdNotFound");
  if (caller.key.inactive === true) throw refuse("AuthFailure.InvalidSecretId");
  return caller;
}

function checkTimestamp(text: string, nowMs: number): void {
  if (text === "") throw refuse("MissingParameter", "The parameter `Timestamp` is missing.");
  if (!/^\d{1,12}$/.test(text)) throw refuse("InvalidParameter", "`Timestamp` takes seconds since 1970.");
  if (Math.abs(nowMs / 1000 - Number(text)) > CLOCK_WINDOW_S) throw refuse("AuthFailure.SignatureExpire");
}

function checkSignature(expected: readonly string[], given: string): void {
  const right = Buffer.from(given);
  const matches = expected.some((one) => {
    const left = Buffer.from(one);
    return left.length === right.length && timingSafeEqual(left, right);
  });
  if (!matches) throw refuse("AuthFailure.SignatureFailure");
}

/** Checks the token of a temporary key. It is not signed, and belongs to this key only. */
function checkToken(caller: Caller, given: string): void {
  if ((caller.key.securityToken ?? "") !== given) throw refuse("AuthFailure.TokenFailure");
}
