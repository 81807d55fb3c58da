import { CloudError } from "../cloud-error";
import { own } from "../own";

interface DocumentedCode {
  readonly httpStatus: number;
  readonly message: string;
}

const STATE_MESSAGE = "The operation is not allowed in the current ECS state.";
const FLOW = "Request was denied due to";

/** Each documented code with its HTTP status; FACTS.md says where it is from and what provokes it. */
export const codes = {
  // The gateway
  Throttling: [400, `${FLOW} flow control.`],
  "Throttling.User": [400, `${FLOW} user flow control.`],
  "Throttling.Api": [400, `${FLOW} api flow control.`],
  "Throttling.Api.Concurrency": [400, `${FLOW} api concurrency flow control.`],
  SignatureDoesNotMatch: [400, "Specified signature is not matched with our calculation."],
  IncompleteSignature: [400, "The request signature does not conform to Aliyun standards."],
  "InvalidTimeStamp.Format": [400, "Specified time stamp or date value is not well formatted."],
  "InvalidTimeStamp.Expired": [400, "Specified time stamp or date value is expired."],
  IllegalTimestamp: [400, "The input parameter Timestamp that is mandatory is illegal."],
  SignatureNonceUsed: [400, "Specified signature nonce was used already."],
  "InvalidAccessKeyId.NotFound": [404, "Specified access key is not found."],
  "InvalidAccessKeyId.Inactive": [400, "Specified access key is disabled."],
  MissingSecurityToken: [400, "SecurityToken is mandatory for this action."],
  "InvalidSecurityToken.Malformed": [400, "Specified SecurityToken is malformed."],
  "InvalidSecurityToken.Expired": [400, "Specified SecurityToken is expired."],
  "InvalidSecurityToken.MismatchWithAccessKey": [400, "Specified SecurityToken mismatch with the AccessKey."],
  MissingAction: [400, "Action is mandatory for this action."],
  MissingVersion: [400, "Version is mandatory for this action."],
  MissingAccessKeyId: [400, "AccessKeyId is mandatory for this action."],
  MissingTimestamp: [400, "Timestamp is mandatory for this action."],
  MissingSignatureNonce: [400, "SignatureNonce is mandatory for this action."],
  "InvalidApi.NotFound": [404, "Specified api is not found, please check your url and method."],
  InvalidAction: [403, "Specified action is not valid."],
  UnsupportedHTTPMethod: [403, "This http method is not supported."],
  "Forbidden.RAM": [
    403,
    "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
  ],
  "Forbidden.Unauthorized": [403, "A required authorization for the specified action is not supplied."],
  InternalError: [500, "The request processing has failed due to some unknown error."],
  ServiceUnavailable: [503, "The request has failed due to a temporary failure of the server."],
  "ServiceUnavailable.RegionMaintaining": [503, "The region is under maintenance."],
  LastTokenProcessing: [403, "The last token request is processing."],
  IdempotentFailed: [403, "The request failed; use a new token."],
  IdempotentParameterMismatch: [400, "The request uses the same client token but different parameters."],
  "InvalidIdempotenceParameter.Mismatch": [
    403,
    "The request uses the same client token but different parameters.",
  ],
  OperationConflict: [409, "The operation conflicts with another one on the same resource."],
  "Operation.Conflict": [403, "The operation conflicts with another one on the same resource."],
  "InvalidOperation.Conflict": [403, "The operation conflicts with another one on the same resource."],

  // Parameters
  MissingParameter: [
    400,
    "The input parameter that is mandatory for processing this request is not supplied.",
  ],
  InvalidParameter: [400, "The specified parameter is not valid."],
  UnsupportedParameter: [400, "The specified parameter is not supported."],
  "InvalidInstanceID.Malformed": [400, "The specified InstanceId is malformed."],
  "InvalidInstanceId.MalFormed": [400, "The specified InstanceId is malformed."],
  "InvalidParams.EniId": [400, "The specified NetworkInterfaceId is malformed."],
  "InvalidOperation.InvalidRegion": [400, "The specified RegionId is not valid."],
  "Forbidden.RegionId": [400, "The feature is not supported in this region."],
  "InvalidRegionId.MalFormed": [400, "The specified RegionId is malformed."],
  "InvalidParameter.Conflict": [400, "The specified parameters are in conflict with each other."],

  // Accounts and permission
  "InvalidUserType.NotSupported": [403, "Your account type is not supported."],
  "Abs.InvalidAccount.NotFound": [403, "The account does not exist or its AccessKey pair has expired."],
  "Forbidden.NotSupportRAM": [403, "RAM users are not allowed to perform this operation."],
  "Forbidden.SubUser": [403, "The RAM user is not authorized to operate on this resource."],

  // Existence
  "InvalidEcsId.NotFound": [404, "The specified EcsId is not found."],
  "InvalidInstanceId.NotFound": [403, "The specified InstanceId does not exist."],
  "InvalidEniId.NotFound": [404, "The specified NetworkInterfaceId is not found."],
  "InvalidVSwitchId.NotFound": [404, "The specified VSwitchId is not found."],
  "InvalidSecurityGroupId.NotFound": [404, "The specified SecurityGroupId is not found."],
  "InvalidResourceGroup.NotFound": [404, "The specified ResourceGroupId is not found."],

  // State and type
  "InvalidOperation.InvalidEcsState": [400, STATE_MESSAGE],
  "InvalidOperation.InvalidEniState": [400, "The operation is not allowed in the current ENI state."],
  "InvalidOperation.DetachPrimaryEniNotAllowed": [
    400,
    "Detaching primary ENI from ECS instance is not allowed.",
  ],
  "InvalidParameter.EniNotBelongEcs": [400, "The ENI is not attached to the specified instance."],
  "InvalidOperation.EniHotPlugNotSupported": [
    400,
    "The high-performance ENI cannot be hot plugged; stop the instance first.",
  ],
  "InvalidOperation.HotPlugNotSupport": [403, "The instance does not support hot plugging; stop it first."],
  "InvalidOperation.InvalidGeneration": [400, "The instance family does not support ENIs."],
  "InvalidOperation.HasSlaveEniBonded": [400, "The ENI has slaves bonded to it."],
  MaxEniCountExceeded: [403, "The maximum number of ENIs of the account is exceeded."],
  EniPerInstanceLimitExceeded: [403, "The number of ENI exceeds the limit for the type of instance."],
  "InvalidOperation.AvailabilityZoneMismatch": [
    403,
    "The VSwitch, the ENI and the instance are not in the same zone.",
  ],
  "InvalidOperation.VpcMismatch": [403, "The ENI and the instance are not in the same VPC."],
  SecurityGroupInstanceLimitExceed: [
    403,
    "The maximum number of instances in the security group is exceeded.",
  ],
  "InvalidSecurityGroupId.NotVpc": [403, "The security group is not of the VPC type."],
  "InvalidOperation.InvalidEniType": [403, "The type of the ENI does not support this operation."],
  "InvalidOperation.EniServiceManaged": [403, "The ENI is managed by a cloud service."],
  "InvalidOperation.EniLinked": [403, "The ENI is linked to another ENI."],
  "InvalidOperation.Ipv4CountExceeded": [403, "The private IPv4 addresses exceed the limit of the type."],
  "InvalidOperation.Ipv6CountExceeded": [403, "The IPv6 addresses exceed the limit of the type."],
  "InvalidOperation.Ipv6NotSupport": [403, "The instance type does not support IPv6."],
  "InvalidOperation.InvalidTrunkEniStatus": [403, "The trunk ENI is not attached to the instance."],
  "InvalidOperation.TrunkingIsNotAllowed": [403, "Trunking is not allowed for the instance."],
  "InvalidOperation.InstanceTypeNotSupportEniTrunking": [403, "The instance type does not support trunking."],
  "InvalidOperation.EniTypeNotSupportTrunking": [403, "The type of the ENI does not support trunking."],
  "InvalidParameter.EniNotBelongTrunk": [403, "The ENI does not belong to the trunk ENI."],
  "InvalidOperation.HasMemberEniAttached": [403, "The trunk ENI has members attached."],

  // Describe
  "InvalidVpc.Empty": [403, "The specified VPC has no vSwitch."],
  "InvalidVpc.Indeterminacy": [403, "The VPC cannot be determined."],
  "InvalidOperation.InvalidEniPageNumber": [403, "The page number or page size is not valid."],

  // Create and modify
  "InvalidVSwitchId.IpNotEnough": [403, "The vSwitch has not enough private IP addresses."],
  "InvalidVSwitchId.IpInvalid": [403, "The private IP address is not in the vSwitch."],
  IncorrectVSwitchStatus: [400, "The current status of the vSwitch does not support this operation."],
  "Duplicate.TagKey": [400, "The Tag.N.Key contain duplicate key."],
  "InvalidTagKey.Malformed": [400, "The specified Tag.n.Key is not valid."],
  "InvalidTagValue.Malformed": [400, "The specified Tag.n.Value is not valid."],
  "QuotaExceed.Tags": [403, "tagKeys num exceeds 20."],
  "InvalidIp.Address": [403, "The private IP address is not valid."],
  "InvalidIp.IpRepeated": [403, "The private IP address is given more than once."],
  "InvalidIp.IpAssigned": [403, "The private IP address is assigned already."],
  "InvalidPrivateIpAddress.Duplicated": [400, "The private IP address is a duplicate."],
  "QuotaExceeded.PrivateIpAddress": [400, "The number of private IP addresses exceeds the quota."],
  "InvalidOperation.EniCountExceeded": [403, "The ENIs of the security group exceed its limit."],

  // Tags of what exists
  "MissingParameter.RegionId": [404, "The parameter - RegionId should not be null."],
  "MissingParameter.ResourceType": [404, "The parameter - ResourceType should not be null."],
  "MissingParameter.ResourceIds": [404, "The parameter - ResourceIds.N should not be null."],
  "MissingParameter.Tags": [404, "The parameter - Tags should not be null."],
  "NumberExceed.ResourceIds": [400, "The ResourceIds parameter's number is exceed, Valid: 50."],
  "NumberExceed.Tags": [400, "The Tags parameter's number is exceed, Valid: 20."],
  "InvalidRegionId.NotFound": [404, "The RegionId provided does not exist in our records."],
  "InvalidResourceType.NotFound": [404, "The ResourceType provided does not exist in our records."],
  "InvalidResourceId.NotFound": [404, "The specified ResourceIds are not found in our records."],
  "InvalidResourceId.NotSupported": [403, "The specified ResourceId does not support tagging."],
  "Param.Conflict": [403, "The specified all is true, but the specified TagKey.N is not empty."],
  "OperationDenied.QuotaExceed": [400, "The quota of tags on resource is beyond permitted range."],
  InvalidTagCount: [400, "The specified tags are beyond the permitted range."],
  "InvalidTag.Mismatch": [400, "The specified Tag.n.Key and Tag.n.Value are not match."],
  "TagKey.Duplication": [403, "The TagKey has duplication with others, case-insensitive."],
  "NoPermission.Tag": [403, "The operator is not permission for the tag."],
  "NoPermission.SystemTag": [403, "The user does not have permission to operate the system tag."],
} as const satisfies Record<string, readonly [httpStatus: number, message: string]>;

export type Code = keyof typeof codes;

/** What the cloud answers when it refuses with this code. */
export function refuse(code: Code, message?: string): CloudError {
  const [httpStatus, standard] = codes[code];
  return new CloudError(code, httpStatus, message ?? standard);
}

/** Any code, for scripted faults; one that is not in the table counts as 400. */
export function documented(code: string): DocumentedCode {
  const known = own<readonly [number, string]>(codes, code);
  return known === undefined
    ? { httpStatus: 400, message: "The request is refused." }
    : { httpStatus: known[0], message: known[1] };
}
