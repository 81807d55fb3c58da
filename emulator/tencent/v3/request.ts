import { isShallow } from "../../shallow";
import type { HttpRequest } from "../../wire";
import { TC3 } from "./signature-tc3";

/** The decoded parameters; when a name is repeated, the last one counts. */
export type Fields = ReadonlyMap<string, string>;

const FORM = /^application\/x-www-form-urlencoded\b/i;

/** Parameters of the protocol. With the older signature they are among those of the action. */
const COMMON = new Set([
  "Action",
  "Version",
  "Region",
  "Timestamp",
  "Nonce",
  "SecretId",
  "Token",
  "SignatureMethod",
  "Signature",
  "RequestClient",
  "Language",
]);

export function headerOf(request: HttpRequest, name: string): string {
  const value = request.headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(",") : (value ?? "");
}

/** The first label of one of the cloud's own hosts; undefined for a custom endpoint. */
export function productOfHost(request: HttpRequest): string | undefined {
  const label = /^([^.]+)\.(?:.*\.)?tencentcloudapi\.com(?::\d+)?$/i.exec(headerOf(request, "host"))?.[1];
  return label?.toLowerCase();
}

export function isTc3(request: HttpRequest): boolean {
  return headerOf(request, "authorization").startsWith(TC3);
}

function isForm(request: HttpRequest): boolean {
  return FORM.test(headerOf(request, "content-type"));
}

/** The flat fields of a query (GET) or of a form (POST). The query of a POST is ignored. */
export function fieldsOf(request: HttpRequest): Fields {
  if (request.method !== "POST") return new Map(new URLSearchParams(request.rawQuery));
  return isForm(request) ? new Map(new URLSearchParams(request.body.toString("utf8"))) : new Map();
}

/** Whether a request has the form of this API, with a right or a wrong signature. */
export function isTencentV3(request: HttpRequest): boolean {
  if (headerOf(request, "x-tc-action") !== "") return true;
  return request.path === "/" && (isTc3(request) || fieldsOf(request).has("SecretId"));
}

/** Every value of a flat request is text. */
export function isFlat(request: HttpRequest): boolean {
  return request.method !== "POST" || isForm(request);
}

/** No parameter of any action is nested deeper; deeper requests are refused. */
const MAX_DEPTH = 16;

/** Undefined when the body is not a JSON object. */
export function paramsOf(request: HttpRequest): Readonly<Record<string, unknown>> | undefined {
  if (isFlat(request)) {
    const own = [...fieldsOf(request)].filter(([name]) => isTc3(request) || !COMMON.has(name));
    return nest(own);
  }
  if (request.body.length === 0) return {};
  try {
    const parsed: unknown = JSON.parse(request.body.toString("utf8"));
    const isObject = typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
    return isObject && isShallow(parsed, MAX_DEPTH) ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

interface Branch {
  [name: string]: Branch | string;
}

/** `Filters.0.Values.1=x` becomes `{Filters: [{Values: [, x]}]}`. Values that are nested too deep are left out. */
const DEPTH_LIMIT = 8;

function nest(fields: readonly (readonly [string, string])[]): Record<string, unknown> {
  const root: Branch = Object.create(null) as Branch;
  for (const [name, value] of fields) {
    const steps = name.split(".", DEPTH_LIMIT);
    const last = steps.pop() ?? name;
    let branch = root;
    for (const step of steps) {
      const next = branch[step];
      const deeper = typeof next === "object" ? next : (Object.create(null) as Branch);
      branch[step] = deeper;
      branch = deeper;
    }
    branch[last] = value;
  }
  return Object.fromEntries(Object.entries(root).map(([name, value]) => [name, asList(value)]));
}

function asList(value: Branch | string): unknown {
  if (typeof value === "string") return value;
  const entries = Object.entries(value);
  if (entries.every(([name]) => /^\d+$/.test(name))) {
    return entries.sort(([left], [right]) => Number(left) - Number(right)).map(([, item]) => asList(item));
  }
  return Object.fromEntries(entries.map(([name, item]) => [name, asList(item)]));
}
