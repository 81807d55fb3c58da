import { createHmac } from "node:crypto";

export type SignatureMethod = "HmacSHA256" | "HmacSHA1";

export interface RequestToSign {
  readonly method: "GET" | "POST";
  /** The host in the request's Host header. */
  readonly host: string;
  readonly path: string;
  /** All parameters, including the public ones, without the signature. The values are not URL-encoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

const algorithms: Readonly<Record<SignatureMethod, string>> = { HmacSHA256: "sha256", HmacSHA1: "sha1" };

/** The text that the API v2 signs: method, host and path, then the parameters, sorted by name and not URL-encoded. */
export function stringToSign({ method, host, path, parameters }: RequestToSign): string {
  const pairs = Object.keys(parameters)
    .sort()
    .map((name) => `${signedName(name)}=${parameters[name]}`);
  return `${method}${host}${path}?${pairs.join("&")}`;
}

/** An underscore in a name is signed as a point, except at its beginning. */
function signedName(name: string): string {
  return name.slice(0, 1) + name.slice(1).replaceAll("_", ".");
}

/** The signature of a request to the API v2, in base64. It is URL-encoded when it is sent. */
export function signV2(request: RequestToSign, secretKey: string, signatureMethod: SignatureMethod): string {
  return createHmac(algorithms[signatureMethod], secretKey).update(stringToSign(request)).digest("base64");
}
