import type { HttpRequest } from "../wire";
import { ACS3 } from "./signature-v3";

/** The decoded parameters; when a name is repeated, the last one counts. */
export type Fields = ReadonlyMap<string, string>;

const FORM = /^application\/x-www-form-urlencoded\b/i;

export function headerOf(request: HttpRequest, name: string): string {
  const value = request.headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(",") : (value ?? "");
}

export function queryOf(request: HttpRequest): Fields {
  return new Map(new URLSearchParams(request.rawQuery));
}

export function formOf(request: HttpRequest): Fields {
  if (!FORM.test(headerOf(request, "content-type"))) return new Map();
  return new Map(new URLSearchParams(request.body.toString("utf8")));
}

export function isV3(request: HttpRequest): boolean {
  return headerOf(request, "authorization").startsWith(ACS3);
}

/** Whether a request has this cloud's RPC style, with a right or a wrong signature. */
export function isAlibaba(request: HttpRequest): boolean {
  if (headerOf(request, "x-acs-action") !== "" || isV3(request)) return true;
  if (request.path !== "/" || headerOf(request, "authorization") !== "") return false;
  const fields = new Map([...queryOf(request), ...formOf(request)]);
  if (fields.has("SecretId")) return false;
  return fields.has("AccessKeyId") || (fields.has("Action") && fields.has("Version"));
}
