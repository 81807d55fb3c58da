import { CloudError } from "../cloud-error";
import { type DocumentedCode, withStatus } from "../documented-code";
import { own } from "../own";

const FLOW = "Request was denied due to";

/** Each documented code with its HTTP status; FACTS.md gives its source and what provokes it. */
export const codes = {
  // The gateway
  ...withStatus(400, {
    Throttling: `${FLOW} flow control.`,
    "Throttling.User": `${FLOW} user flow control.`,
    "Throttling.Api": `${FLOW} api flow control.`,
    "Throttling.Api.Concurrency": `${FLOW} api concurrency flow control.`,
    SignatureDoesNotMatch: "Specified signature is not matched with our calculation.",
    IncompleteSignature: "The request signature does not conform to Aliyun standards.",
    "InvalidTimeStamp.Format": "Specified time stamp or date value is not well formatted.",
    "InvalidTimeStamp.Expired": "Specified time stamp or date value is expired.",
    IllegalTimestamp: "The input parameter Timestamp that is mandatory is illegal.",
    SignatureNonceUsed: "Specified signature nonce was used already.",
    "InvalidAccessKeyId.Inactive": "Specified access key is disabled.",
    MissingSecurityToken: "SecurityToken is mandatory for this action.",
    "InvalidSecurityToken.Malformed": "Specified SecurityToken is malformed.",
    "InvalidSecurityToken.Expired": "Specified SecurityToken is expired.",
    "InvalidSecurityToken.MismatchWithAccessKey": "Specified SecurityToken mismatch with the AccessKey.",
    MissingAction: "Action is mandatory for this action.",
    MissingVersion: "Version is mandatory for this action.",
    MissingAccessKeyId: "AccessKeyId is mandatory for this action.",
    MissingTimestamp: "Timestamp is mandatory for this action.",
    MissingSignatureNonce: "SignatureNonce is mandatory for this action.",
    IdempotentParameterMismatch: "The request uses the same client token but different parameters.",
  }),
  ...withStatus(404, {
    "InvalidAccessKeyId.NotFound": "Specified access key is not found.",
    "InvalidApi.NotFound": "Specified api is not found, please check your url and method.",
  }),
  ...withStatus(403, {
    InvalidAction: "Specified action is not valid.",
    "InvalidProtocol.NeedSsl": "Your request is denied as lack of ssl protect.",
    UnsupportedHTTPMethod: "This http method is not supported.",
    "Forbidden.RAM":
      "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
    "Forbidden.Unauthorized": "A required authorization for the specified action is not supplied.",
    IdempotentProcessing: "The previous idempotent request(s) is still processing.",
    LastTokenProcessing: "The last token request is processing.",
    IdempotentFailed: "The request failed; use a new token.",
    "InvalidIdempotenceParameter.Mismatch":
      "The request uses the same client token but different parameters.",
    "Operation.Conflict": "The operation conflicts with another one on the same resource.",
    "InvalidOperation.Conflict": "The operation conflicts with another one on the same resource.",
  }),
  ...withStatus(500, {
    InternalError: "The request processing has failed due to some unknown error.",
  }),
  ...withStatus(503, {
    ServiceUnavailable: "The request has failed due to a temporary failure of the server.",
    "ServiceUnavailable.RegionMaintaining": "The region is under maintenance.",
  }),
  ...withStatus(409, {
    OperationConflict: "The operation conflicts with another one on the same resource.",
  }),

  // Parameters
  ...withStatus(400, {
    MissingParameter: "The input parameter that is mandatory for processing this request is not supplied.",
    InvalidParameter: "The specified parameter is not valid.",
    UnsupportedParameter: "The specified parameter is not supported.",
    "InvalidInstanceID.Malformed": "The specified InstanceId is malformed.",
    "InvalidInstanceId.MalFormed": "The specified InstanceId is malformed.",
    "InvalidParams.EniId": "The specified NetworkInterfaceId is malformed.",
    "InvalidOperation.InvalidRegion": "The specified RegionId is not valid.",
    "Forbidden.RegionId": "The feature is not supported in this region.",
    "InvalidRegionId.MalFormed": "The specified RegionId is malformed.",
    "InvalidParameter.Conflict": "The specified parameters are in conflict with each other.",
  }),

  // Accounts and permission
  ...withStatus(403, {
    "InvalidUserType.NotSupported": "Your account type is not supported.",
    "Abs.InvalidAccount.NotFound": "The account does not exist or its AccessKey pair has expired.",
    "Forbidden.NotSupportRAM": "RAM users are not allowed to perform this operation.",
    "Forbidden.SubUser": "The RAM user is not authorized to operate on this resource.",
  }),

  // Existence
  ...withStatus(404, {
    "InvalidEcsId.NotFound": "The specified EcsId is not found.",
    "InvalidEniId.NotFound": "The specified NetworkInterfaceId is not found.",
    "InvalidVSwitchId.NotFound": "The specified VSwitchId is not found.",
    "InvalidSecurityGroupId.NotFound": "The specified SecurityGroupId is not found.",
    "InvalidResourceGroup.NotFound": "The specified ResourceGroupId is not found.",
  }),
  ...withStatus(403, {
    "InvalidInstanceId.NotFound": "The specified InstanceId does not exist.",
  }),

  // State and type
  ...withStatus(400, {
    "InvalidOperation.InvalidEcsState": "The operation is not allowed in the current ECS state.",
    "InvalidOperation.InvalidEniState": "The operation is not allowed in the current ENI state.",
    "InvalidOperation.DetachPrimaryEniNotAllowed": "Detaching primary ENI from ECS instance is not allowed.",
    "InvalidParameter.EniNotBelongEcs": "The ENI is not attached to the specified instance.",
    "InvalidOperation.EniHotPlugNotSupported":
      "The high-performance ENI cannot be hot plugged; stop the instance first.",
    "InvalidOperation.InvalidGeneration": "The instance family does not support ENIs.",
    "InvalidOperation.HasSlaveEniBonded": "The ENI has slaves bonded to it.",
  }),
  ...withStatus(403, {
    "InvalidOperation.HotPlugNotSupport": "The instance does not support hot plugging; stop it first.",
    MaxEniCountExceeded: "The maximum number of ENIs of the account is exceeded.",
    EniPerInstanceLimitExceeded: "The number of ENI exceeds the limit for the type of instance.",
    "InvalidOperation.AvailabilityZoneMismatch":
      "The VSwitch, the ENI and the instance are not in the same zone.",
    "InvalidOperation.VpcMismatch": "The ENI and the instance are not in the same VPC.",
    SecurityGroupInstanceLimitExceed: "The maximum number of instances in the security group is exceeded.",
    "InvalidSecurityGroupId.NotVpc": "The security group is not of the VPC type.",
    "InvalidOperation.InvalidEniType": "The type of the ENI does not support this operation.",
    "InvalidOperation.EniServiceManaged": "The ENI is managed by a cloud service.",
    "InvalidOperation.EniLinked": "The ENI is linked to another ENI.",
    "InvalidOperation.Ipv4CountExceeded": "The private IPv4 addresses exceed the limit of the type.",
    "InvalidOperation.Ipv6CountExceeded": "The IPv6 addresses exceed the limit of the type.",
    "InvalidOperation.Ipv6NotSupport": "The instance type does not support IPv6.",
    "InvalidOperation.InvalidTrunkEniStatus": "The trunk ENI is not attached to the instance.",
    "InvalidOperation.TrunkingIsNotAllowed": "Trunking is not allowed for the instance.",
    "InvalidOperation.InstanceTypeNotSupportEniTrunking": "The instance type does not support trunking.",
    "InvalidOperation.EniTypeNotSupportTrunking": "The type of the ENI does not support trunking.",
    "InvalidParameter.EniNotBelongTrunk": "The ENI does not belong to the trunk ENI.",
    "InvalidOperation.HasMemberEniAttached": "The trunk ENI has members attached.",
  }),

  // Describe
  ...withStatus(403, {
    "InvalidVpc.Empty": "The specified VPC has no vSwitch.",
    "InvalidVpc.Indeterminacy": "The VPC cannot be determined.",
    "InvalidOperation.InvalidEniPageNumber": "The page number or page size is not valid.",
  }),

  // Create and modify
  ...withStatus(403, {
    "InvalidVSwitchId.IpNotEnough": "The vSwitch has not enough private IP addresses.",
    "InvalidVSwitchId.IpInvalid": "The private IP address is not in the vSwitch.",
    "QuotaExceed.Tags": "tagKeys num exceeds 20.",
    "InvalidIp.Address": "The private IP address is not valid.",
    "InvalidIp.IpRepeated": "The private IP address is given more than once.",
    "InvalidIp.IpUnassigned": "The specified IP is not assigned on this ENI.",
    "InvalidIp.IpAssigned": "The private IP address is assigned already.",
    "InvalidOperation.EniCountExceeded": "The ENIs of the security group exceed its limit.",
  }),
  ...withStatus(400, {
    IncorrectVSwitchStatus: "The current status of the vSwitch does not support this operation.",
    "Duplicate.TagKey": "The Tag.N.Key contain duplicate key.",
    "InvalidTagKey.Malformed": "The specified Tag.n.Key is not valid.",
    "InvalidTagValue.Malformed": "The specified Tag.n.Value is not valid.",
    "InvalidPrivateIpAddress.Duplicated": "The private IP address is a duplicate.",
    "QuotaExceeded.PrivateIpAddress": "The number of private IP addresses exceeds the quota.",
  }),

  // Tags of what exists
  ...withStatus(404, {
    "MissingParameter.RegionId": "The parameter - RegionId should not be null.",
    "MissingParameter.ResourceType": "The parameter - ResourceType should not be null.",
    "MissingParameter.ResourceIds": "The parameter - ResourceIds.N should not be null.",
    "MissingParameter.Tags": "The parameter - Tags should not be null.",
    "InvalidRegionId.NotFound": "The RegionId provided does not exist in our records.",
    "InvalidResourceType.NotFound": "The ResourceType provided does not exist in our records.",
    "InvalidResourceId.NotFound": "The specified ResourceIds are not found in our records.",
  }),
  ...withStatus(400, {
    "NumberExceed.ResourceIds": "The ResourceIds parameter's number is exceed, Valid: 50.",
    "NumberExceed.Tags": "The Tags parameter's number is exceed, Valid: 20.",
    "OperationDenied.QuotaExceed": "The quota of tags on resource is beyond permitted range.",
    InvalidTagCount: "The specified tags are beyond the permitted range.",
    "InvalidTag.Mismatch": "The specified Tag.n.Key and Tag.n.Value are not match.",
  }),
  ...withStatus(403, {
    "InvalidResourceId.NotSupported": "The specified ResourceId does not support tagging.",
    "Param.Conflict": "The specified all is true, but the specified TagKey.N is not empty.",
    "TagKey.Duplication": "The TagKey has duplication with others, case-insensitive.",
    "NoPermission.Tag": "The operator is not permission for the tag.",
    "NoPermission.SystemTag": "The user does not have permission to operate the system tag.",
  }),
};

export type Code = keyof typeof codes;

/** What the cloud answers when it refuses with this code. */
export function refuse(code: Code, message?: string): CloudError {
  const { httpStatus, message: standard } = codes[code];
  return new CloudError(code, httpStatus, message ?? standard);
}

/** Any code, for scripted faults; one that is not in the table counts as 400. */
export function documented(code: string, retryAfterMs?: number): CloudError {
  const known = own<DocumentedCode>(codes, code);
  const { httpStatus, message } = known ?? { httpStatus: 400, message: "The request is refused." };
  return new CloudError(code, httpStatus, message, retryAfterMs);
}
