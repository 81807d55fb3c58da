import { CloudError } from "../cloud-error";
import { own } from "../own";
import type { Call } from "../wire";

/** The older of the two versions of the API; its pages give other codes and statuses for some refusals. */
export const OLD_VERSION = "2024-04-01";
export const VERSION = "2025-09-01";

/** Each documented code with its HTTP status; FACTS.md says where it is from and what provokes it. */
const codes = {
  // Common to all actions
  AUTHFAILURE_INVALID_AUTHORIZATION: [401, "The Authorization header does not conform to the standard."],
  AUTHFAILURE_SIGNATURE_FAILURE: [401, "The signature is not what the server calculates."],
  AUTHFAILURE_SIGNATURE_EXPIRED: [401, "The signature expired: the timestamp is off by more than 5 minutes."],
  AUTHFAILURE_UNAUTHORIZED_OPERATION: [401, "The API does not exist, or access to it was not granted."],
  MISSING_PARAMETER: [400, "A required parameter is missing."],
  INVALID_PARAMETER_TYPE: [400, "The type of a parameter is not valid."],
  INVALID_PARAMETER_EXCEED_MAXIMUM: [400, "The value of a parameter exceeds its maximum."],
  INVALID_PARAMETER_LESS_MINIMUM: [400, "The value of a parameter is less than its minimum."],
  INVALID_PARAMETER_EXCEED_LENGTH: [400, "A parameter is longer than allowed."],
  INVALID_PARAMETER_LESS_LENGTH: [400, "A parameter is shorter than required."],
  INVALID_PARAMETER_PATTERN_ERROR: [400, "A parameter does not match the required pattern."],
  INVALID_PARAMETER_DATE_FORMAT_ERROR: [400, "The date format of a parameter is not valid."],
  INVALID_PARAMETER_VALUE: [400, "The value of a parameter is not one of those specified."],
  OPERATION_FAILED_FOR_RECYCLE_RESOURCE: [403, "A resource in the recycle bin cannot be operated on."],
  OPERATION_FAILED_RESOURCE_GROUP_NOT_FOUND: [404, "The resource group does not exist."],
  OPERATION_FAILED_RESOURCE_NOT_FOUND: [404, "The resource does not exist."],
  REQUEST_LIMIT_EXCEEDED: [429, "The number of requests exceeds the frequency limit."],
  INTERNAL_SERVER_ERROR: [500, "An internal error of the server occurred."],
  SERVICE_TEMPORARY_UNAVAILABLE: [503, "The service is temporarily unavailable. Try again later."],
  REQUEST_TIMED_OUT: [503, "The request timed out."],
  // Only seen in clients; the status is by the pattern of the INVALID_ names.
  INVALID_OPERATION_TIMEOUT: [400, "The operation timed out."],

  // Existence
  INVALID_NIC_NOT_FOUND: [404, "vNIC does not exist."],
  INVALID_INSTANCE_NOT_FOUND: [404, "The instance does not exist."],
  INVALID_SUBNET_NOT_FOUND: [404, "The subnet does not exist."],
  INVALID_SECURITY_GROUP_NOT_FOUND: [404, "The security group does not exist."],

  // The tags of any resource
  INVALID_RESOURCE_NOT_FOUND: [404, "The resource does not exist."],
  INVALID_RESOURCE_CAN_NOT_BOUND: [404, "The resource cannot be associated with a tag."],

  // State
  INVALID_NIC_STATUS: [400, "Current vNIC state does not allow this operation."],
  INVALID_NIC_ATTACHED: [400, "The vNIC is attached to an instance."],
  INVALID_NIC_INSTANCE_REGION_MISMATCH: [409, "The vNIC and the instance are not in the same region."],
  INVALID_NIC_PRIMARY_CANT_DETACH: [409, "Operations on the primary vNIC are not supported."],
  INVALID_NIC_PRIMARY_CANT_DELETE: [409, "The primary vNIC cannot be deleted."],
  INVALID_NIC_LB_ASSOCIATED: [
    409,
    "Operation is not supported because the private IP is associated with a load balancer backend server.",
  ],
  INVALID_INSTANCE_NIC_LIMIT: [400, "The instance has as many vNICs as it can have."],
  INVALID_INSTANCE_PRECHECK_ABNORMAL: [400, "The precheck of the instance failed: no guest agent answers."],
  OPERATION_DENIED_INSTANCE_STATUS_NOT_SUPPORT: [
    400,
    "Current instance state does not allow this operation.",
  ],
  OPERATION_DENIED_NIC_NOT_EXIST_INSTANCE: [403, "The vNIC is not attached to any instance."],
  OPERATION_DENIED_POSTPAID_INSTANCE_IN_PROMISE: [
    403,
    "The pay-as-you-go resource is within its commitment.",
  ],
  OPERATION_DENIED_INTERNET_CHARGE_TYPE_NOT_SUPPORT: [403, "The internet charge type is not supported."],
} as const satisfies Record<string, readonly [httpStatus: number, message: string]>;

export type Code = keyof typeof codes;

type Asked = Pick<Call, "version" | "action">;

/** Where the pages of the old version give another status. */
const statusInOldVersion: Partial<Record<string, (asked: Asked) => number | undefined>> = {
  OPERATION_DENIED_INSTANCE_STATUS_NOT_SUPPORT: () => 403,
  INVALID_NIC_ATTACHED: ({ action }) => (action === "DeleteNetworkInterface" ? 404 : undefined),
};

/** Any code, for scripted faults; one that is not in the table counts as 400. */
export function documented(code: string, asked: Asked): CloudError {
  const known = own<readonly [number, string]>(codes, code);
  const [httpStatus, message] = known ?? [400, "The request is refused."];
  const old = asked.version === OLD_VERSION ? own(statusInOldVersion, code)?.(asked) : undefined;
  return new CloudError(code, old ?? httpStatus, message);
}

/** What the cloud answers when it refuses with this code. */
export function refuse(asked: Asked, code: Code, message?: string): CloudError {
  const error = documented(code, asked);
  return message === undefined ? error : new CloudError(code, error.httpStatus, message);
}
