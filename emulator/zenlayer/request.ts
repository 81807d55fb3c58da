import { isShallow } from "../shallow";
import type { HttpRequest } from "../wire";
import { isZc2 } from "./signature";

const PATH = /^\/api\/v2\/([^/]+)\/?$/;

/** No parameter of any action is nested deeper; deeper requests are refused. */
const MAX_DEPTH = 16;

export function headerOf(request: HttpRequest, name: string): string {
  const value = request.headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(",") : (value ?? "");
}

/** The service in the path, such as `zec`; undefined for a path that is not of this API. */
export function serviceOf(request: HttpRequest): string | undefined {
  return PATH.exec(request.path)?.[1];
}

/** The JSON object in the body: an empty one when there is no body, undefined when the body is something else. */
export function bodyOf(request: HttpRequest): Readonly<Record<string, unknown>> | undefined {
  if (request.body.length === 0) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(request.body.toString("utf8"));
  } catch {
    return undefined;
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return undefined;
  return isShallow(parsed, MAX_DEPTH) ? (parsed as Record<string, unknown>) : undefined;
}

/** Whether a request has the form of this cloud's API, with a right or a wrong signature. */
export function isZenlayer(request: HttpRequest): boolean {
  if (headerOf(request, "x-zc-action") !== "" || isZc2(headerOf(request, "authorization"))) return true;
  return serviceOf(request) !== undefined;
}
