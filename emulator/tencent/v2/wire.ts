import { randomUUID } from "node:crypto";
import type { Call, HttpRequest, Wire } from "../../wire";
import { actions } from "./actions";
import { authenticate } from "./authenticate";
import { documented, refuse } from "./codes";
import { failure, success } from "./envelope";
import { readRegion } from "./parameters";
import { fieldsOf, PATH, paramsOf } from "./request";

function parse(request: HttpRequest): Call {
  const fields = fieldsOf(request);
  return {
    action: fields.get("Action") ?? "",
    version: "v2",
    regionId: readRegion(fields.get("Region") ?? ""),
    params: paramsOf(request),
    // The answers of this API have no request id, but the journal needs one.
    requestId: randomUUID(),
    request,
  };
}

/** Tencent Cloud's legacy API: a query or a form, signed with HmacSHA1 or HmacSHA256. */
export const wire: Wire = {
  cloud: "tencent",
  apiOf: () => "v2",
  recognises: (request) => request.path === PATH,
  parse,
  authenticate,
  action(call) {
    if (call.request.method !== "GET" && call.request.method !== "POST") throw refuse("4600");
    if (call.action === "") throw refuse("4000", "Action is missing");
    const action = Object.hasOwn(actions, call.action) ? actions[call.action] : undefined;
    if (action === undefined) throw refuse("6100");
    return action;
  },
  success: (_call, fields, store) => success(fields, store),
  failure: (_call, error, _request, store) => failure(error, store),
  documented: (code) => documented(code),
  throttled: (code = "4400", retryAfterMs) => documented(code, retryAfterMs),
};
