import { CloudError } from "../../cloud-error";
import { own } from "../../own";

/** The API answers 200 also for errors; the body has the error. */
const HTTP_STATUS = 200;

/** The common codes, and the one of the API dfw, are numbers and have no codeDesc. */
const common = {
  "4000": "Invalid request parameter.",
  "4100": "Authentication failed: the signature is wrong.",
  "4101": "Unauthorized to access this API by CAM.",
  "4102": "Unauthorized to access this resource by CAM.",
  "4103": "Unauthorized to access a resource in this request by CAM.",
  "4104": "The SecretId does not exist.",
  "4105": "The token is wrong.",
  "4106": "MFA failed.",
  "4110": "CAM authentication failed.",
  "4200": "The request has expired.",
  "4300": "Access denied.",
  "4400": "The number of requests exceeds the quota.",
  "4500": "Replay attack: the Nonce was used already.",
  "4600": "The protocol is not supported.",
  "5000": "The resource does not exist.",
  "5100": "The operation on the resource failed.",
  "5200": "The purchase of the resource failed.",
  "5300": "The balance is insufficient.",
  "5400": "The operation failed in part.",
  "5500": "The user is not qualified for this operation.",
  "6000": "An internal error of the server.",
  "6100": "The API is not supported in this version.",
  "6200": "The API is temporarily unavailable.",
  "7000": "The security group service failed.",
} as const satisfies Record<string, string>;

/**
 * The codes of the VPC module, which are words in codeDesc, by their number. No page says which number belongs to which
 * word.
 */
const ofModule = {
  4000: {
    InvalidNetworkInterfaceName: "The name of the elastic NIC takes at most 60 characters.",
  },
  5000: {
    "InvalidVpc.NotFound": "Invalid VPC: the VPC does not exist.",
    "InvalidSubnet.NotFound": "Invalid subnet: the subnet does not exist.",
    "InvalidNetworkInterface.NotFound": "Invalid elastic NIC: it does not exist.",
    "InvalidInstance.NotFound": "Invalid CVM instance: it does not exist.",
  },
  5100: {
    "InvalidNetworkInterface.AlreadyAssociated": "The elastic NIC is already bound to a CVM.",
    "InvalidNetworkInterface.NotAttached": "The elastic NIC is already unbound from the CVM.",
    "InvalidNetworkInterface.CanNotDelete": "The elastic NIC is bound to a CVM and cannot be deleted.",
    "InvalidEniName.InUse": "The name of the elastic NIC has been used already.",
    "InvalidPrivateIpAddress.InUse": "The private IP is in use.",
    "InvalidPrivateip.IsPrimary": "The primary IP cannot be unbound.",
    NetworkInterfaceLimitExceeded: "The number of elastic NICs exceeds the limit.",
    ActionLocked: "Another operation holds the resource; wait for its end.",
  },
  6200: {
    ServiceUnavailable: "The service is temporarily unavailable.",
  },
} as const satisfies Record<number, Record<string, string>>;

type KeysOf<T> = T extends unknown ? keyof T : never;
export type Code = keyof typeof common | KeysOf<(typeof ofModule)[keyof typeof ofModule]>;

const texts: Readonly<Record<string, string>> = Object.assign({ ...common }, ...Object.values(ofModule));

/** The error that refuses a call with this code. */
export function refuse(code: Code, message?: string): CloudError {
  return new CloudError(code, HTTP_STATUS, message ?? texts[code] ?? "");
}

/** The error for any code, for scripted faults: a number, or a word of the module. */
export function documented(code: string, retryAfterMs?: number): CloudError {
  return new CloudError(code, HTTP_STATUS, own(texts, code) ?? "The request is refused.", retryAfterMs);
}

export interface CodePair {
  readonly code: number;
  /** Undefined for the common codes. */
  readonly codeDesc: string | undefined;
}

export function pairOf(code: string): CodePair {
  if (/^\d{4}$/.test(code)) return { code: Number(code), codeDesc: undefined };
  if (code === "InternalError") return { code: 6000, codeDesc: undefined };
  const [number] = Object.entries(ofModule).find(([, words]) => Object.hasOwn(words, code)) ?? [5100];
  return { code: Number(number), codeDesc: code };
}
