import { isShallow } from "../shallow";
import type { HttpRequest } from "../wire";
import { isZc2 } from "./signature";

const PATH = /^\/api\/v2\/([^/]+)\/?$/;

/** No parameter of any action nests deeper; what does is no request of this API. */
const MAX_DEPTH = 16;

export function headerOf(request: HttpRequest, name: string): string {
  const value = request.headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(",") : (value ?? "");
}

/** `zec`, from the path; undefined for a path that is none of this API. */
export function serviceOf(request: HttpRequest): string | undefined {
  return PATH.exec(request.path)?.[1];
}

/** The JSON object in the body; no body at all counts as an empty one, anything else as undefined. */
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

/** Whether a request speaks this cloud's API, well or badly signed. */
export function isZenlayer(request: HttpRequest): boolean {
  if (headerOf(request, "x-zc-action") !== "" || isZc2(headerOf(request, "authorization"))) return true;
  return serviceOf(request) !== undefined;
}
