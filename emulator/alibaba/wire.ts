import { randomUUID } from "node:crypto";
import type { CloudError } from "../cloud-error";
import type { Call, HttpReply, HttpRequest, Wire } from "../wire";
import { actions } from "./actions";
import { authenticate } from "./authenticate";
import { documented, refuse } from "./codes";
import { formOf, headerOf, isAlibaba, isV3, queryOf } from "./request";
import { toXml } from "./xml";

/** Parameters of the protocol, not of the action. */
const COMMON = new Set([
  "Action",
  "Format",
  "Version",
  "AccessKeyId",
  "SignatureMethod",
  "SignatureVersion",
  "SignatureNonce",
  "SignatureType",
  "Timestamp",
  "SecurityToken",
  "Signature",
  "BearerToken",
]);

function parse(request: HttpRequest): Call {
  const fields = new Map([...queryOf(request), ...formOf(request)]);
  const v3 = isV3(request);
  const action = v3 ? headerOf(request, "x-acs-action") : (fields.get("Action") ?? "");
  const version = v3 ? headerOf(request, "x-acs-version") : (fields.get("Version") ?? "");
  const params = Object.fromEntries([...fields].filter(([name]) => v3 || !COMMON.has(name)));
  const regionId = fields.get("RegionId") ?? null;
  return { action, version, regionId, params, requestId: randomUUID().toUpperCase(), request };
}

/** Version 1: XML unless `Format` is JSON. Version 3: JSON unless the accept header asks for XML. */
function wantsJson(request: HttpRequest): boolean {
  if (isV3(request)) return !/\bxml\b/i.test(headerOf(request, "accept"));
  const format = formOf(request).get("Format") ?? queryOf(request).get("Format") ?? "XML";
  return format.toUpperCase() === "JSON";
}

function render(
  request: HttpRequest,
  status: number,
  root: string,
  fields: Record<string, unknown>,
): HttpReply {
  const requestId = String(fields.RequestId);
  if (wantsJson(request)) {
    const headers = { "content-type": "application/json;charset=utf-8", "x-acs-request-id": requestId };
    return { status, headers, body: JSON.stringify(fields) };
  }
  const headers = { "content-type": "text/xml;charset=utf-8", "x-acs-request-id": requestId };
  return { status, headers, body: toXml(root, fields) };
}

function failure(call: Call | undefined, error: CloudError, request: HttpRequest): HttpReply {
  const requestId = call?.requestId ?? randomUUID().toUpperCase();
  const query = new URLSearchParams({ q: error.code, product: "Ecs", requestId });
  const reply = render(request, error.httpStatus, "Error", {
    RequestId: requestId,
    HostId: headerOf(request, "host"),
    Code: error.code,
    Message: error.message,
    Recommend: `https://api.aliyun.com/troubleshoot?${query}`,
  });
  if (error.retryAfterMs === undefined) return reply;
  return { ...reply, headers: { ...reply.headers, "x-acs-retry-after": String(error.retryAfterMs) } };
}

/** Alibaba Cloud's RPC style, signature versions 1 and 3. */
export const wire: Wire = {
  cloud: "alibaba",
  apiOf: (request) => (isV3(request) ? "v3" : "v1"),
  recognises: isAlibaba,
  parse,
  authenticate,
  action(call) {
    if (call.request.method !== "GET" && call.request.method !== "POST")
      throw refuse("UnsupportedHTTPMethod");
    if (call.action === "") throw refuse("MissingAction");
    if (call.version === "") throw refuse("MissingVersion");
    const action = actions[`${call.version}/${call.action}`];
    if (action === undefined) throw refuse("InvalidApi.NotFound");
    return action;
  },
  success: (call, fields) =>
    render(call.request, 200, `${call.action}Response`, { ...fields, RequestId: call.requestId }),
  failure,
  documented: (code) => documented(code),
  throttled: (code = "Throttling.User", retryAfterMs) => documented(code, retryAfterMs),
};
