import { createHmac } from "node:crypto";

export type SignatureMethod = "HmacSHA256" | "HmacSHA1";

export interface RequestToSign {
  readonly method: "GET" | "POST";
  /** The host as the request's Host header has it. */
  readonly host: string;
  readonly path: string;
  /** All parameters, public ones included, without the signature. Values as they are, not URL-encoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

const algorithms: Readonly<Record<SignatureMethod, string>> = { HmacSHA256: "sha256", HmacSHA1: "sha1" };

/** What the API v2 signs: the parameters in the order of their names, unencoded, behind method, host and path. */
export function stringToSign({ method, host, path, parameters }: RequestToSign): string {
  const pairs = Object.keys(parameters)
    .sort()
    .map((name) => `${signedName(name)}=${parameters[name]}`);
  return `${method}${host}${path}?${pairs.join("&")}`;
}

/** An underscore in a name is signed as a point, but for a leading one. */
function signedName(name: string): string {
  return name.slice(0, 1) + name.slice(1).replaceAll("_", ".");
}

/** The signature of a request to the API v2, in base64; it is URL-encoded when it is sent. */
export function signV2(request: RequestToSign, secretKey: string, signatureMethod: SignatureMethod): string {
  return createHmac(algorithms[signatureMethod], secretKey).update(stringToSign(request)).digest("base64");
}
