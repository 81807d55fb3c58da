import { randomUUID } from "node:crypto";
import type { Call, HttpReply, HttpRequest, Wire } from "../wire";
import { actions } from "./actions";
import { authenticate } from "./authenticate";
import { documented, refuse } from "./codes";
import { fieldsOf, headerOf, isTencentV3, paramsOf } from "./request";

const VERSIONS = new Set(Object.keys(actions).map((name) => name.split("/")[0]));

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

/** The product is the first label of a real host; a host of one's own says nothing. */
function checkProduct(request: HttpRequest): void {
  const product = /^([^.]+)\.(?:.*\.)?tencentcloudapi\.com(?::\d+)?$/i.exec(headerOf(request, "host"))?.[1];
  if (product !== undefined && !["vpc", "cvm", "sts"].includes(product.toLowerCase())) {
    throw refuse("NoSuchProduct");
  }
}

/** Without a charset behind it: the SDK for Python takes anything else for a failure. */
function render(status: number, fields: Readonly<Record<string, unknown>>): HttpReply {
  return {
    status,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ Response: fields }),
  };
}

/** Tencent Cloud API 3.0: JSON or flat, signed with TC3-HMAC-SHA256 or in the older way. */
export const wire: Wire = {
  cloud: "tencent",
  apiOf: () => "v3",
  recognises: isTencentV3,
  parse,
  authenticate,
  action(call) {
    if (call.request.method !== "GET" && call.request.method !== "POST") throw refuse("UnsupportedProtocol");
    if (/^multipart\//i.test(headerOf(call.request, "content-type"))) throw refuse("InvalidRequest");
    checkProduct(call.request);
    for (const name of ["action", "version"] as const) {
      if (call[name] === "") throw refuse("MissingParameter", `The request is missing \`${name}\`.`);
    }
    if (!VERSIONS.has(call.version)) throw refuse("NoSuchVersion");
    const name = `${call.version}/${call.action}`;
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (action === undefined) throw refuse("InvalidAction");
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
