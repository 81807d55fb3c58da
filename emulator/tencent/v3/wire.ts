import { randomUUID } from "node:crypto";
import type { Call, HttpReply, HttpRequest, Wire } from "../../wire";
import { authenticate } from "./authenticate";
import { documented, refuse } from "./codes";
import { findAction } from "./product";
import { fieldsOf, headerOf, isTencentV3, paramsOf } from "./request";

function parse(request: HttpRequest): Call {
  const fields = fieldsOf(request);
  const common = (header: string, field: string): string =>
    headerOf(request, header) || (fields.get(field) ?? "");
  return {
    action: common("x-tc-action", "Action"),
    version: common("x-tc-version", "Version"),
    regionId: common("x-tc-region", "Region") || null,
    params: paramsOf(request) ?? {},
    requestId: randomUUID(),
    request,
  };
}

/** Without a charset: the SDK for Python treats any other content type as an error. */
function render(status: number, fields: Readonly<Record<string, unknown>>): HttpReply {
  return {
    status,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ Response: fields }),
  };
}

/** Tencent Cloud API 3.0: JSON or flat parameters, signed with TC3-HMAC-SHA256 or the older signature. */
export const wire: Wire = {
  cloud: "tencent",
  apiOf: () => "v3",
  recognises: isTencentV3,
  parse,
  authenticate,
  action(call) {
    if (call.request.method !== "GET" && call.request.method !== "POST") throw refuse("UnsupportedProtocol");
    if (/^multipart\//i.test(headerOf(call.request, "content-type"))) throw refuse("InvalidRequest");
    for (const name of ["action", "version"] as const) {
      if (call[name] === "") throw refuse("MissingParameter", `The request is missing \`${name}\`.`);
    }
    const action = findAction(call);
    if (paramsOf(call.request) === undefined) {
      throw refuse("InvalidParameter", "The request body is not a valid JSON object.");
    }
    return action;
  },
  success: (call, fields) => render(200, { ...fields, RequestId: call.requestId }),
  failure: (call, error) =>
    render(error.httpStatus, {
      Error: { Code: error.code, Message: error.message },
      RequestId: call?.requestId ?? randomUUID(),
    }),
  documented: (code) => documented(code),
  throttled: (code = "RequestLimitExceeded", retryAfterMs) => documented(code, retryAfterMs),
};
