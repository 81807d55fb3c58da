import { CloudError } from "../../cloud-error";
import { own } from "../../own";

/** The API answers 200 also for errors; the body has the error. */
const HTTP_STATUS = 200;

/** Each documented code with its text; FACTS.md gives its source and what provokes it. */
export const codes = {
  // The gateway
  ActionOffline: "This API has been deprecated.",
  "AuthFailure.InvalidAuthorization":
    "The Authorization in the request header does not comply with the Tencent Cloud standard.",
  "AuthFailure.InvalidSecretId": "The key is invalid (not a TencentCloud API key type).",
  "AuthFailure.MFAFailure": "MFA failed.",
  "AuthFailure.SecretIdNotFound": "The SecretId is not found, please ensure that your SecretId is correct.",
  "AuthFailure.SignatureExpire":
    "The signature has expired: the timestamp and the server time differ by more than five minutes.",
  "AuthFailure.SignatureFailure":
    "The provided credentials could not be validated. Please check your signature is correct.",
  "AuthFailure.TokenFailure": "The token is invalid.",
  "AuthFailure.UnauthorizedOperation": "The request is not authorized by CAM.",
  DryRunOperation: "The request would have succeeded, but the DryRun parameter was used.",
  FailedOperation: "The operation failed.",
  InternalError: "An internal error occurred.",
  "InternalError.ModuleError": "An internal module error occurred.",
  InternalServerError: "An internal error occurred.",
  InvalidAction: "The specified action does not exist.",
  InvalidParameter: "The parameter is incorrect.",
  InvalidParameterValue: "The value of the parameter is incorrect.",
  InvalidRequest: "The multipart format of the request body is incorrect.",
  IpInBlacklist: "Your IP is in the IP blocklist.",
  IpNotInWhitelist: "Your IP is not in the IP allowlist.",
  LimitExceeded: "The quota limit is exceeded.",
  MissingParameter: "A parameter is missing.",
  NoSuchProduct: "The product does not exist.",
  NoSuchVersion: "The API version does not exist.",
  RequestLimitExceeded: "The number of requests exceeds the frequency limit.",
  "RequestLimitExceeded.GlobalRegionUinLimitExceeded": "The account exceeds the frequency limit.",
  "RequestLimitExceeded.IPLimitExceeded": "The IP exceeds the frequency limit.",
  "RequestLimitExceeded.UinLimitExceeded": "The root account exceeds the frequency limit.",
  RequestSizeLimitExceeded: "The request packet is too large.",
  ResourceInUse: "The resource is occupied.",
  ResourceInsufficient: "Insufficient resources.",
  ResourceNotFound: "The resource does not exist.",
  ResourceUnavailable: "The resource is unavailable.",
  ResponseSizeLimitExceeded: "The response packet is too large.",
  ServiceUnavailable: "The service is temporarily unavailable.",
  UnauthorizedOperation: "You are not authorized to perform this operation.",
  UnknownParameter: "An unknown parameter is used.",
  UnsupportedOperation: "Unsupported operation.",
  UnsupportedProtocol: "The HTTP(S) request protocol is not supported; only GET and POST are.",
  UnsupportedRegion: "The API does not support the requested region.",

  // Parameters
  "InvalidParameter.Coexist": "The parameters cannot be specified at the same time.",
  "InvalidParameter.FilterInvalidKey": "The specified filter condition does not exist.",
  "InvalidParameter.FilterNotDict": "The specified filter condition should be a key-value pair.",
  "InvalidParameter.FilterValuesNotList": "The specified filter value should be a list.",
  "InvalidParameterValue.Duplicate": "The input parameter already exists.",
  "InvalidParameterValue.LimitExceeded": "The parameter value exceeds the limit.",
  "InvalidParameterValue.Malformed": "Invalid input parameter format.",
  "InvalidParameterValue.NotUtf8EncodingError": "Not UTF-8 encoding.",
  "InvalidParameterValue.Range": "The parameter value is not in the specified range.",
  "InvalidParameterValue.TooLong": "The parameter value is too long.",
  "InvalidParameterValue.TagDuplicateKey": "Duplicate tag keys.",
  "InvalidParameterValue.TagInvalidKey": "Invalid tag key.",
  "InvalidParameterValue.TagInvalidKeyLen": "Invalid tag key length.",
  "InvalidParameterValue.TagInvalidVal": "Invalid tag value.",
  InvalidFilter: "The specified filter is not supported.",
  "InvalidFilterValue.LimitExceeded": "The number of filter values exceeds the limit.",
  "InvalidInstanceId.Malformed": "The specified instance id is malformed.",

  // Quotas and throttles of the module
  "LimitExceeded.ActionLimited": "The API is called too often.",
  "LimitExceeded.NetworkInterfaceLimitExceeded":
    "The number of elastic network interfaces created in the VPC exceeds the quota.",
  "LimitExceeded.TagKeyPerResourceExceeded": "The upper limit of tag keys per resource is reached.",
  "ResourceInUse.Address": "The specified IP address is already in use.",
  "ResourceInsufficient.Subnet": "The subnet does not have sufficient IPs.",

  // State and type
  "UnauthorizedOperation.PrimaryIp": "The primary IP cannot be operated on.",
  "UnauthorizedOperation.ForbiddenOperation": "The operation is forbidden.",
  "UnsupportedOperation.AttachmentAlreadyExists": "The binding already exists.",
  "UnsupportedOperation.AttachmentNotFound": "The binding relationship does not exist.",
  "UnsupportedOperation.EniNotSupportTerminationProtection":
    "The network interface does not support termination protection.",
  "UnsupportedOperation.IdempotentParameterMismatch": "The specified client token has been used.",
  "UnsupportedOperation.IdempotentProcessing":
    "The previous idempotent request is still being processed. Please try again later.",
  "UnsupportedOperation.InstanceAssociateHavip": "The instance is associated with an HAVIP.",
  "UnsupportedOperation.InvalidState": "Invalid resource status.",
  "UnsupportedOperation.MutexOperationTaskRunning":
    "A mutually exclusive operation on the resource is being executed.",
  "UnsupportedOperation.ResourceIsInvalidState": "Operation prohibited: the resource is not available.",
  "UnsupportedOperation.ResourceMismatch": "The resources do not match.",
  "UnsupportedOperation.SubEniNotSupportTrunking": "The relayed ENI does not support this operation.",
  "UnsupportedOperation.TagAllocate": "Tags are being assigned.",
  "UnsupportedOperation.TagFree": "Tags are being released.",
  "UnsupportedOperation.TagNotPermit": "Unauthorized for this tag.",
  "UnsupportedOperation.TagSystemReservedTagKey": "The specified tag key is reserved for system usage.",
  "UnsupportedOperation.UnsupportedInstanceFamily": "The specified instance type does not support ENIs.",
  "UnsupportedOperation.VpcMismatch": "The resources are not in the same VPC.",
  "UnsupportedOperation.ZoneMismatch": "The specified resources are not in the same availability zone.",

  // The tag service
  "FailedOperation.PolicyEnforcedInvalid": "The tag policy does not allow this tag.",
  "FailedOperation.ResourceTagProcessing": "The resource tag is being processed.",
  "InvalidParameter.ReservedTagKey":
    "Tag keys that start with qcs:, qcloud, tencent or project are reserved by the system.",
  "InvalidParameter.Tag": "The tag parameter is incorrect.",
  "InvalidParameter.UnsupportedService": "The service does not support tag operations.",
  "InvalidParameterValue.DeleteTagsParamError": "DeleteTags cannot contain an element of ReplaceTags.",
  "InvalidParameterValue.RegionInvalid": "The region of the resource is incorrect.",
  "InvalidParameterValue.ReservedTagKey": "The tag key is reserved by the system.",
  "InvalidParameterValue.ResourceDescriptionError": "The resource description is incorrect.",
  "InvalidParameterValue.ResourceIdInvalid": "The resource id is incorrect.",
  "InvalidParameterValue.ResourcePrefixInvalid": "The resource prefix is incorrect.",
  "InvalidParameterValue.ServiceTypeInvalid": "The service type is incorrect.",
  "InvalidParameterValue.TagKeyCharacterIllegal": "The tag key contains illegal characters.",
  "InvalidParameterValue.TagKeyDuplicate": "A tag key is given more than once.",
  "InvalidParameterValue.TagKeyEmpty": "The tag key cannot be empty.",
  "InvalidParameterValue.TagKeyLengthExceeded": "The tag key is too long.",
  "InvalidParameterValue.TagValueCharacterIllegal": "The tag value contains illegal characters.",
  "InvalidParameterValue.TagValueEmpty": "The tag value cannot be empty.",
  "InvalidParameterValue.TagValueLengthExceeded": "The tag value is too long.",
  "InvalidParameterValue.UinInvalid": "The uin is incorrect.",
  "LimitExceeded.Quota": "The quota limit is exceeded.",
  "LimitExceeded.ResourceAttachedTags": "The resource has as many tags as it can have.",
  "LimitExceeded.ResourceNumPerRequest": "The number of resources in one request exceeds the limit.",
  "LimitExceeded.TagKey": "The account has as many tag keys as it can have.",
  "LimitExceeded.TagNumPerRequest": "The number of tags in one request exceeds the limit.",
  "LimitExceeded.TagValue": "The tag key has as many values as it can have.",
  OperationDenied: "The operation is denied.",
  "ResourceNotFound.AttachedTagKeyNotFound": "The tag key is not attached to the resource.",
} as const satisfies Record<string, string>;

export type Code = keyof typeof codes;

/** The error that refuses a call with this code. */
export function refuse(code: Code, message?: string): CloudError {
  return new CloudError(code, HTTP_STATUS, message ?? codes[code]);
}

/** The error for any code, for scripted faults. */
export function documented(code: string, retryAfterMs?: number): CloudError {
  const message = own<string>(codes, code) ?? "The request is refused.";
  return new CloudError(code, HTTP_STATUS, message, retryAfterMs);
}
