import type { HttpRequest } from "../../wire";
import { isMultipart, readMultipart } from "./multipart-form";

/** The decoded parameters, by the names in the request; when a name is repeated, the last one counts. */
export type Fields = ReadonlyMap<string, string>;

export const PATH = "/v2/index.php";

/** Parameters of the protocol, not of the action. */
const COMMON = new Set([
  "Action",
  "Region",
  "Timestamp",
  "Nonce",
  "SecretId",
  "Signature",
  "SignatureMethod",
  "Token",
  "RequestClient",
]);

export function headerOf(request: HttpRequest, name: string): string {
  const value = request.headers[name.toLowerCase()];
  return Array.isArray(value) ? value.join(",") : (value ?? "");
}

/** The parameters are in the query of a GET, and in the form of a POST, which can have two encodings. */
export function fieldsOf(request: HttpRequest): Fields {
  if (request.method !== "POST") return new Map(new URLSearchParams(request.rawQuery));
  const contentType = headerOf(request, "content-type");
  if (isMultipart(contentType)) return new Map(readMultipart(request.body, contentType));
  return new Map(new URLSearchParams(request.body.toString("utf8")));
}

/** The parameters of the action, by the names that are signed. */
export function paramsOf(request: HttpRequest): Record<string, string> {
  const own = [...fieldsOf(request)].filter(([name]) => !COMMON.has(name));
  return Object.fromEntries(own.map(([name, value]) => [dotted(name), value]));
}

/** An underscore stands for a dot, except at the start of a name. */
export function dotted(name: string): string {
  return name.startsWith("_") ? name : name.replaceAll("_", ".");
}
