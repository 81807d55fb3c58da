import { randomUUID } from "node:crypto";
import type { Action, Call, HttpReply, HttpRequest, Wire } from "../wire";
import { actions } from "./actions";
import { authenticate } from "./authenticate";
import { documented, refuse, VERSION } from "./codes";
import { bodyOf, headerOf, isZenlayer, serviceOf } from "./request";

const newRequestId = (): string => `T${randomUUID().toUpperCase()}`;

function parse(request: HttpRequest): Call {
  const action = headerOf(request, "x-zc-action");
  const version = headerOf(request, "x-zc-version");
  // All regions have the same API, and requests do not name one.
  return {
    action,
    version,
    regionId: null,
    params: bodyOf(request) ?? {},
    requestId: newRequestId(),
    request,
  };
}

function reply(status: number, fields: Readonly<Record<string, unknown>>): HttpReply {
  const headers = { "content-type": "application/json;charset=UTF-8" };
  return { status, headers, body: JSON.stringify(fields) };
}

/** The same answer for an unknown path, method, service, version or action. */
function findAction({ request, version, action }: Call): Action | undefined {
  const service = serviceOf(request);
  const agrees = (headerOf(request, "x-zc-service") || service) === service;
  return request.method === "POST" && agrees ? actions.get(`${service}/${version}/${action}`) : undefined;
}

/**
 * Zenlayer's API 2.0 with ZC2-HMAC-SHA256 signatures: a header names the action, the body has the parameters as JSON.
 */
export const wire: Wire = {
  cloud: "zenlayer",
  apiOf: (request) => headerOf(request, "x-zc-version") || "zc2",
  recognises: isZenlayer,
  parse,
  authenticate,
  action(call) {
    const action = findAction(call);
    if (action === undefined) throw refuse(call, "AUTHFAILURE_UNAUTHORIZED_OPERATION");
    if (bodyOf(call.request) === undefined) {
      throw refuse(call, "INVALID_PARAMETER_TYPE", "The body is no JSON object.");
    }
    return action;
  },
  success: ({ requestId }, fields) => reply(200, { requestId, response: { requestId, ...fields } }),
  failure(call, { code, message, httpStatus, retryAfterMs }) {
    const answer = reply(httpStatus, { requestId: call?.requestId ?? newRequestId(), code, message });
    if (retryAfterMs === undefined) return answer;
    const headers = { ...answer.headers, "retry-after": String(Math.ceil(retryAfterMs / 1000)) };
    return { ...answer, headers };
  },
  documented: (code, call) => documented(code, call),
  throttled: (code = "REQUEST_LIMIT_EXCEEDED", retryAfterMs) =>
    documented(code, { version: VERSION, action: "" }, retryAfterMs),
};
