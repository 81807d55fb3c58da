import { CloudError } from "../cloud-error";
import { type DocumentedCode, withStatus } from "../documented-code";
import { own } from "../own";
import type { Call } from "../wire";

/** The older of the two versions of the API. Its pages have other codes and statuses for some refusals. */
export const OLD_VERSION = "2024-04-01";
export const VERSION = "2025-09-01";

/** Each documented code with its HTTP status; FACTS.md gives its source and what provokes it. */
const codes = {
  // Common to all actions
  ...withStatus(401, {
    AUTHFAILURE_INVALID_AUTHORIZATION: "The Authorization header does not conform to the standard.",
    AUTHFAILURE_SIGNATURE_FAILURE: "The signature is not what the server calculates.",
    AUTHFAILURE_SIGNATURE_EXPIRED: "The signature expired: the timestamp is off by more than 5 minutes.",
    AUTHFAILURE_UNAUTHORIZED_OPERATION: "The API does not exist, or access to it was not granted.",
  }),
  ...withStatus(400, {
    MISSING_PARAMETER: "A required parameter is missing.",
    INVALID_PARAMETER_TYPE: "The type of a parameter is not valid.",
    INVALID_PARAMETER_EXCEED_MAXIMUM: "The value of a parameter exceeds its maximum.",
    INVALID_PARAMETER_LESS_MINIMUM: "The value of a parameter is less than its minimum.",
    INVALID_PARAMETER_EXCEED_LENGTH: "A parameter is longer than allowed.",
    INVALID_PARAMETER_LESS_LENGTH: "A parameter is shorter than required.",
    INVALID_PARAMETER_PATTERN_ERROR: "A parameter does not match the required pattern.",
    INVALID_PARAMETER_DATE_FORMAT_ERROR: "The date format of a parameter is not valid.",
    INVALID_PARAMETER_VALUE: "The value of a parameter is not one of those specified.",
    // Only clients know these; the status is that of the other codes that start with INVALID_.
    INVALID_OPERATION_TIMEOUT: "The operation timed out.",
  }),
  ...withStatus(403, {
    OPERATION_FAILED_FOR_RECYCLE_RESOURCE: "A resource in the recycle bin cannot be operated on.",
  }),
  ...withStatus(404, {
    OPERATION_FAILED_RESOURCE_GROUP_NOT_FOUND: "The resource group does not exist.",
    OPERATION_FAILED_RESOURCE_NOT_FOUND: "The resource does not exist.",
  }),
  ...withStatus(429, {
    REQUEST_LIMIT_EXCEEDED: "The number of requests exceeds the frequency limit.",
  }),
  ...withStatus(500, {
    INTERNAL_SERVER_ERROR: "An internal error of the server occurred.",
  }),
  ...withStatus(503, {
    SERVICE_TEMPORARY_UNAVAILABLE: "The service is temporarily unavailable. Try again later.",
    REQUEST_TIMED_OUT: "The request timed out.",
  }),

  // Existence
  ...withStatus(404, {
    INVALID_NIC_NOT_FOUND: "vNIC does not exist.",
    INVALID_INSTANCE_NOT_FOUND: "The instance does not exist.",
    INVALID_SUBNET_NOT_FOUND: "The subnet does not exist.",
    INVALID_SECURITY_GROUP_NOT_FOUND: "The security group does not exist.",
  }),

  // The tags of any resource
  ...withStatus(404, {
    INVALID_RESOURCE_NOT_FOUND: "The resource does not exist.",
    INVALID_RESOURCE_CAN_NOT_BOUND: "The resource cannot be associated with a tag.",
  }),

  // State
  ...withStatus(400, {
    INVALID_NIC_STATUS: "Current vNIC state does not allow this operation.",
    INVALID_NIC_ATTACHED: "The vNIC is attached to an instance.",
    INVALID_INSTANCE_NIC_LIMIT: "The instance has as many vNICs as it can have.",
    INVALID_INSTANCE_PRECHECK_ABNORMAL: "The precheck of the instance failed: no guest agent answers.",
    OPERATION_DENIED_INSTANCE_STATUS_NOT_SUPPORT: "Current instance state does not allow this operation.",
  }),
  ...withStatus(409, {
    INVALID_NIC_INSTANCE_REGION_MISMATCH: "The vNIC and the instance are not in the same region.",
    INVALID_NIC_PRIMARY_CANT_DETACH: "Operations on the primary vNIC are not supported.",
    INVALID_NIC_PRIMARY_CANT_DELETE: "The primary vNIC cannot be deleted.",
    INVALID_NIC_LB_ASSOCIATED:
      "Operation is not supported because the private IP is associated with a load balancer backend server.",
  }),
  ...withStatus(403, {
    OPERATION_DENIED_NIC_NOT_EXIST_INSTANCE: "The vNIC is not attached to any instance.",
    OPERATION_DENIED_POSTPAID_INSTANCE_IN_PROMISE: "The pay-as-you-go resource is within its commitment.",
    OPERATION_DENIED_INTERNET_CHARGE_TYPE_NOT_SUPPORT: "The internet charge type is not supported.",
  }),
};

export type Code = keyof typeof codes;

type Asked = Pick<Call, "version" | "action">;

/** The codes that have another status in the pages of the old version. */
const statusInOldVersion: Partial<Record<string, (asked: Asked) => number | undefined>> = {
  OPERATION_DENIED_INSTANCE_STATUS_NOT_SUPPORT: () => 403,
  INVALID_NIC_ATTACHED: ({ action }) => (action === "DeleteNetworkInterface" ? 404 : undefined),
};

/** The error for any code, for scripted faults; one that is not in the table has the status 400. */
export function documented(code: string, asked: Asked, retryAfterMs?: number): CloudError {
  const known = own<DocumentedCode>(codes, code);
  const { httpStatus, message } = known ?? { httpStatus: 400, message: "The request is refused." };
  const old = asked.version === OLD_VERSION ? own(statusInOldVersion, code)?.(asked) : undefined;
  return new CloudError(code, old ?? httpStatus, message, retryAfterMs);
}

/** The error that refuses a call with this code. */
export function refuse(asked: Asked, code: Code, message?: string): CloudError {
  const error = documented(code, asked);
  return message === undefined ? error : new CloudError(code, error.httpStatus, message);
}
