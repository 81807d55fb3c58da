import { type CodeEntry, entriesOf } from "../../core/errors";

const gateway = "Alibaba Cloud API gateway, common errors";
const ecs = "ECS 2014-05-26, pages of the actions on network interfaces";

const attach = "AttachNetworkInterface";
const detach = "DetachNetworkInterface";
const remove = "DeleteNetworkInterface";
const create = "CreateNetworkInterface";
const modify = "ModifyNetworkInterfaceAttribute";
const tag = "TagResources";
const untag = "UntagResources";
const describe = "DescribeNetworkInterfaces";
const writes = [attach, detach, remove] as const;
/** What the pages of all five actions have in common. */
const allWrites = [...writes, create, modify] as const;
const tagWrites = [tag, untag] as const;

const entry = entriesOf(gateway, ecs);

const unknownInterface = "InvalidEniId.NotFound";

const waitAndSee =
  "It is looked at again and sent again where that helps; if it lasts, the cloud's own words and its console tell more.";
const checkArguments = "Check the arguments of the resource.";
const reportIt = "Please report it to the pulumi-eni project.";
const checkPermission = "Grant the RAM identity the ecs: action on this resource, or use other credentials.";

/** Every code that the documentation lists for the calls we make. Nothing else in the project knows a code. */
export const codes: readonly CodeEntry[] = [
  // Rate and traffic.
  entry(
    "Throttling*",
    "throttled",
    "the account's rate for this call is used up.",
    "Run it again later, or with a lower `--parallel`; other programs of the account share the quota.",
  ),
  entry(
    "Rejected.Throttling",
    "throttled",
    "the account's rate for this call is used up.",
    "Run it again later, or with a lower `--parallel`; other programs of the account share the quota.",
  ),
  entry(
    "ServiceUnavailable*",
    "uncertain",
    "the service is down for the moment.",
    "It is asked again; if it lasts, see the cloud's status page.",
  ),
  entry(
    "InternalError",
    "uncertain",
    "the cloud had an internal error and does not say whether it acted.",
    "It is looked at before anything is sent again; if it lasts, open a ticket with the request id.",
  ),
  entry(
    "SignatureNonceUsed",
    "nonce",
    "the request looked like a repetition of an earlier one.",
    "It is signed and sent again.",
  ),
  entry("OperationConflict", "conflict", "another operation on the same resource is under way.", waitAndSee),
  entry(
    "InvalidOperation.Conflict",
    "conflict",
    "another operation on the same resource is under way.",
    waitAndSee,
  ),
  entry("Operation.Conflict", "conflict", "another operation on the same resource is under way.", waitAndSee),
  entry(
    "LastTokenProcessing",
    "conflict",
    "the earlier request with the same token is still being processed.",
    waitAndSee,
  ),
  // Who asks.
  entry(
    "SignatureDoesNotMatch",
    "authentication",
    "the signature does not match: the access key's secret is wrong.",
    "Check the secret.",
  ),
  entry(
    "IncompleteSignature",
    "authentication",
    "the signature is incomplete.",
    "Check the credentials; a proxy may have changed the request.",
  ),
  entry(
    "InvalidTimeStamp.Expired",
    "authentication",
    "the time of the request is more than 15 minutes off.",
    "Set this machine's clock.",
  ),
  entry(
    "InvalidTimeStamp.Format",
    "authentication",
    "the time of the request is not in the expected form.",
    "Set this machine's clock.",
  ),
  entry(
    "IllegalTimestamp",
    "authentication",
    "the time of the request is not accepted.",
    "Set this machine's clock.",
  ),
  entry(
    "InvalidAccessKeyId.NotFound",
    "authentication",
    "the access key does not exist.",
    "Check the access key.",
  ),
  entry(
    "InvalidAccessKeyId.Inactive",
    "authentication",
    "the access key is disabled.",
    "Enable it or use another.",
  ),
  entry(
    "InvalidSecurityToken*",
    "authentication",
    "the security token is not valid, or it has expired.",
    "Get a new one.",
  ),
  entry(
    "MissingAccessKeyId",
    "authentication",
    "the request names no access key.",
    "Check the credentials; a proxy may have changed the request.",
  ),
  entry(
    "MissingSecurityToken",
    "authentication",
    "the access key is a temporary one, and its security token is missing.",
    "Give the token that was issued with the key.",
  ),
  entry(
    "Abs.InvalidAccount.NotFound",
    "authentication",
    "the account does not exist, or the access key has expired.",
    "Check the account and the key.",
    [...allWrites],
  ),
  entry("Forbidden.RAM", "permission", "the RAM identity may not do this.", checkPermission),
  entry("Forbidden.Unauthorized", "permission", "the identity may not do this.", checkPermission),
  entry(
    "Forbidden.NotSupportRAM",
    "permission",
    "RAM users may not perform this operation.",
    "Use the account itself or a role that may.",
    [...allWrites],
  ),
  entry(
    "Forbidden.SubUser",
    "permission",
    "the RAM user is not authorised to manage this resource.",
    "Ask the owner of the account for the permission.",
    [...allWrites],
  ),
  entry(
    "InvalidUserType.NotSupported",
    "permission",
    "accounts of this type may not perform this operation.",
    "Ask the cloud's support which account types may.",
    [...allWrites],
  ),
  // What was asked.
  ...["MissingTimestamp", "MissingSignatureNonce", "MissingAction", "MissingVersion"].map((code) =>
    entry(
      code,
      "refused",
      "the request arrived without a parameter that every request has.",
      "Check the endpoint, and whether a proxy changes requests.",
    ),
  ),
  entry("Missing*", "refused", "a required parameter is missing.", checkArguments),
  entry("MissingParameter*", "refused", "a required parameter is missing.", checkArguments, [
    ...allWrites,
    ...tagWrites,
  ]),
  entry("InvalidParameter", "refused", "a parameter is not of the expected form.", checkArguments, [
    ...allWrites,
  ]),
  entry("InvalidParameter.Conflict", "refused", "two parameters exclude each other.", checkArguments),
  entry("UnsupportedParameter", "refused", "a parameter is not supported here.", checkArguments, [
    ...allWrites,
  ]),
  entry(
    "InvalidInstanceID.Malformed",
    "refused",
    "the instance id is not of the form of one.",
    'Check `instanceId`: it begins with "i-".',
    [...writes],
  ),
  // The 2019 page spells the same code this way.
  entry(
    "InvalidInstanceId.MalFormed",
    "refused",
    "the instance id is not of the form of one.",
    'Check `instanceId`: it begins with "i-".',
    [detach],
  ),
  entry(
    "InvalidParams.EniId",
    "refused",
    "the interface id is not of the form of one.",
    'Check `networkInterfaceId`: it begins with "eni-".',
    [...writes, modify],
  ),
  entry(
    "InvalidOperation.InvalidRegion",
    "refused",
    "the region is not valid for this interface and instance.",
    "Check `regionId`: one page of the documentation takes the instance's region, the other the interface's; both must be the same.",
    [...allWrites],
  ),
  entry("InvalidRegionId*", "refused", "there is no such region.", "Check `regionId`.", [
    describe,
    ...tagWrites,
  ]),
  entry("Forbidden.RegionId", "refused", "the service is not offered in this region.", "Check `regionId`.", [
    ...allWrites,
  ]),
  entry("InvalidApi.NotFound", "refused", "the endpoint does not know this call.", "Check the endpoint."),
  entry("InvalidAction", "refused", "the endpoint does not know this call.", "Check the endpoint."),
  entry(
    "UnsupportedHTTPMethod",
    "refused",
    "the endpoint does not accept the request's method.",
    "Check the endpoint.",
  ),
  entry(
    "IdempotentParameterMismatch",
    "refused",
    "the idempotency token was used with other parameters.",
    "Run again: a new operation takes a new token.",
  ),
  entry(
    "InvalidIdempotenceParameter.Mismatch",
    "refused",
    "the idempotency token was used with other parameters.",
    "Run again: a new operation takes a new token.",
  ),
  entry(
    "IdempotentFailed",
    "refused",
    "the earlier request with the same token failed.",
    "Run again: a new operation takes a new token.",
  ),
  // Existence: only a look tells which of the two is gone, and whether the region is the right one.
  entry(
    "InvalidEcsId.NotFound",
    "settle",
    "the region does not know the instance.",
    "Check `instanceId`, `regionId` and the account; it may have been released.",
    [...writes],
  ),
  entry(
    "InvalidInstanceId.NotFound",
    "settle",
    "the region does not know the instance.",
    "Check `instanceId`, `regionId` and the account; it may have been released.",
    [attach, detach],
  ),
  entry(
    unknownInterface,
    "settle",
    "the region does not know the interface.",
    "Check `networkInterfaceId`, `regionId` and the account; it may have been deleted.",
    [...writes, modify, describe],
  ),
  entry(
    "InvalidVSwitchId.NotFound",
    "settle",
    "the vSwitch does not exist.",
    "Look at the interface in the console.",
    [...writes, describe],
  ),
  entry(
    "InvalidVSwitchId.NotFound",
    "refused",
    "the region does not know the vSwitch.",
    "Check `subnetId`, `regionId` and the account.",
    [create],
  ),
  entry(
    "InvalidSecurityGroupId.NotFound",
    "settle",
    "a security group of the interface does not exist.",
    "Look at the interface in the console.",
    [...writes, describe],
  ),
  entry(
    "InvalidSecurityGroupId.NotFound",
    "refused",
    "the region does not know a security group.",
    "Check `securityGroupId` or `securityGroupIds`, `regionId` and the account.",
    [create, modify],
  ),
  // State.
  entry(
    "InvalidOperation.InvalidEcsState",
    "settle",
    "the instance is in a state that does not allow it: it must be Running or Stopped, and not locked.",
    "Wait until it is, or start or stop it; a locked one (expired, overdue, under security control) is to be unlocked; `queueNumber` changes while it is Stopped.",
    [...writes, modify],
  ),
  entry(
    "InvalidOperation.InvalidEniState",
    "settle",
    "the interface is in a state that does not allow it.",
    "An attach wants it Available, a detach InUse, a deletion Available.",
    [...writes, modify],
  ),
  entry(
    "InvalidParameter.EniNotBelongEcs",
    "settle",
    "the interface is not attached to that instance.",
    "Run `pulumi refresh` to see where it is.",
    [detach],
  ),
  entry(
    // Members that the same run detaches are on their way: the Terraform provider sends it again too.
    "InvalidOperation.HasMemberEniAttached",
    "settle",
    "member interfaces are still attached through this trunk interface.",
    "It is sent again for a while; members that this run does not detach are to be detached first.",
    [detach],
  ),
  // Constraints.
  entry(
    "InvalidOperation.DetachPrimaryEniNotAllowed",
    "refused",
    "the interface is the primary one of its instance, which cannot be detached.",
    "Take the resource out of the program (`pulumi state delete` takes it out of the state).",
    [...writes],
  ),
  entry(
    "InvalidOperation.InvalidEniType",
    "refused",
    "interfaces of this type cannot be used so.",
    "Name a secondary interface; a member interface needs `trunkNetworkInstanceId`.",
    [...writes, modify],
  ),
  entry(
    "InvalidOperation.EniServiceManaged",
    "refused",
    "a service of the cloud manages the interface.",
    "Change it in that service.",
    [...writes, modify],
  ),
  // The page of 2020 speaks of an EIP where later editions speak of the other interface: both are named.
  entry(
    "InvalidOperation.EniLinked",
    "refused",
    "the interface is linked to another interface (one edition of the documentation speaks of an elastic IP here).",
    "Remove the linked interface, or disassociate the elastic IP, then detach.",
    [detach],
  ),
  entry(
    "InvalidOperation.HasSlaveEniBonded",
    "refused",
    "other interfaces are bonded to this one.",
    "Remove the bond first.",
    [remove],
  ),
  entry(
    "InvalidOperation.VpcMismatch",
    "refused",
    "the interface, its security groups and the instance are not in one VPC.",
    "Name an interface of the instance's VPC.",
    [...allWrites],
  ),
  entry(
    "InvalidOperation.AvailabilityZoneMismatch",
    "refused",
    "the interface's vSwitch and the instance are not in one zone.",
    "Name an interface of the instance's zone.",
    [...writes],
  ),
  entry(
    "EniPerInstanceLimitExceeded",
    "refused",
    "the instance has as many interfaces as its type allows.",
    "Detach one, or use a larger instance type.",
    [...writes],
  ),
  entry(
    "MaxEniCountExceeded",
    "refused",
    "the account has as many interfaces in this region as it may.",
    "Delete some, or ask for a higher quota.",
    [...writes, create],
  ),
  entry(
    "SecurityGroupInstanceLimitExceed",
    "refused",
    "a security group of the interface has as many members as it may.",
    "Use another security group.",
    [...allWrites],
  ),
  entry(
    "InvalidSecurityGroupId.NotVpc",
    "refused",
    "a security group of the interface is not one of a VPC.",
    "Use a security group of the VPC.",
    [...allWrites],
  ),
  entry(
    "InvalidOperation.InvalidGeneration",
    "refused",
    "the instance's family is too old for it.",
    "Use a newer instance family.",
    [attach],
  ),
  entry(
    "InvalidOperation.Ipv4CountExceeded",
    "refused",
    "the interface has more IPv4 addresses than the instance type allows.",
    "Remove addresses, or use a larger instance type.",
    [attach],
  ),
  entry(
    "InvalidOperation.Ipv6CountExceeded",
    "refused",
    "the interface has more IPv6 addresses than the instance type allows.",
    "Remove addresses, or use a larger instance type.",
    [attach],
  ),
  entry(
    "InvalidOperation.Ipv6NotSupport",
    "refused",
    "the instance type does not support IPv6.",
    "Remove the IPv6 addresses, or use another instance type.",
    [attach],
  ),
  entry(
    "InvalidOperation.EniHotPlugNotSupported",
    "refused",
    "this interface cannot be plugged while the instance runs.",
    "Stop the instance first.",
    [detach],
  ),
  entry(
    "InvalidOperation.HotPlugNotSupport",
    "refused",
    "this instance type does not plug interfaces while it runs.",
    "Stop the instance first.",
    [detach],
  ),
  entry(
    "InvalidOperation.InvalidTrunkEniStatus",
    "refused",
    "the trunk interface is not in a state that allows it.",
    "Attach the trunk interface first.",
    [attach, detach],
  ),
  entry(
    "InvalidOperation.TrunkingIsNotAllowed",
    "refused",
    "trunking is not allowed here.",
    "Leave `trunkNetworkInstanceId` out.",
    [attach, detach],
  ),
  entry(
    "InvalidOperation.InstanceTypeNotSupportEniTrunking",
    "refused",
    "the instance type does not support trunking.",
    "Use an instance type that does.",
    [attach, detach],
  ),
  entry(
    "InvalidOperation.EniTypeNotSupportTrunking",
    "refused",
    "interfaces of this type do not support trunking.",
    "Use a trunk or member interface.",
    [attach, detach],
  ),
  entry(
    "InvalidParameter.EniNotBelongTrunk",
    "refused",
    "the interface does not belong to that trunk interface.",
    "Check `trunkNetworkInstanceId`.",
    [detach],
  ),
  // Describe.
  entry("InvalidVpc.Empty", "refused", "the VPC is empty.", checkArguments, [describe]),
  entry("InvalidVpc.Indeterminacy", "refused", "the VPC is not clear.", checkArguments, [describe]),
  // Creation and change.
  entry(
    "IncorrectVSwitchStatus",
    "conflict",
    "the vSwitch is not Available yet, or it is being changed.",
    waitAndSee,
    [create],
  ),
  entry(
    "InvalidVSwitchId.IpNotEnough",
    "refused",
    "the vSwitch has not enough free addresses.",
    "Use another vSwitch, or ask for fewer addresses.",
    [create],
  ),
  entry(
    "InvalidVSwitchId.IpInvalid",
    "refused",
    "an address is not one of the vSwitch.",
    "Give addresses within the vSwitch's CIDR block.",
    [create],
  ),
  entry(
    "InvalidIp.Address",
    "refused",
    "an address is not valid.",
    "Give addresses within the vSwitch's CIDR block.",
    [create],
  ),
  entry("InvalidIp.IpRepeated", "refused", "an address is given twice.", "Give each address once.", [create]),
  // An address of an interface that was deleted a moment ago may be free a moment later.
  entry(
    "InvalidIp.IpAssigned",
    "settle",
    "an address is taken already.",
    "Give another one, or delete the interface that has it.",
    [create],
  ),
  entry(
    "InvalidPrivateIpAddress.Duplicated",
    "refused",
    "an address is given twice.",
    "Give each address once; the primary one is not among the secondary ones.",
    [create],
  ),
  entry(
    "QuotaExceeded.PrivateIpAddress",
    "refused",
    "the interface would have more private addresses than it may.",
    "Ask for fewer addresses.",
    [create],
  ),
  entry(
    "InvalidOperation.EniCountExceeded",
    "refused",
    "a security group has as many interfaces as it may.",
    "Use another security group.",
    [create],
  ),
  entry(
    "InvalidResourceGroup.NotFound",
    "refused",
    "the resource group does not exist.",
    "Check `resourceGroupId`.",
    [create],
  ),
  // Tags.
  entry("Duplicate.TagKey", "refused", "a tag key is given twice.", "Give each key once.", [
    create,
    ...tagWrites,
  ]),
  entry(
    "InvalidTagKey.Malformed",
    "refused",
    "a tag key is not valid.",
    "Keys have 1 to 128 characters and do not begin with aliyun, acs: or http.",
    [create, ...tagWrites],
  ),
  entry(
    "InvalidTagValue.Malformed",
    "refused",
    "a tag value is not valid.",
    "Values have at most 128 characters and do not begin with aliyun, acs: or http.",
    [create, ...tagWrites],
  ),
  entry("QuotaExceed.Tags", "refused", "the interface would have too many tags.", "Give fewer tags.", [
    create,
    tag,
  ]),
  entry(
    "TagKey.Duplication",
    "refused",
    "a tag key is another one in other letter case.",
    "Give keys that differ by more than that.",
    [tag],
  ),
  entry(
    "OperationDenied.QuotaExceed",
    "refused",
    "the interface would have too many tags.",
    "Give fewer tags: other programs may have added some.",
    [...tagWrites],
  ),
  entry("NumberExceed.Tags", "refused", "one call names more tags than it may.", "Give fewer tags.", [
    ...tagWrites,
  ]),
  entry("InvalidTagCount", "refused", "one call names more tags than it may.", "Give fewer tags.", [
    ...tagWrites,
  ]),
  entry("NumberExceed.ResourceIds", "refused", "one call names more resources than it may.", reportIt, [
    ...tagWrites,
  ]),
  entry("InvalidTag.Mismatch", "refused", "a tag's key and value do not go together.", checkArguments, [
    ...tagWrites,
  ]),
  entry("InvalidResourceType.NotFound", "refused", "tags are not for this type of resource.", reportIt, [
    ...tagWrites,
  ]),
  entry(
    "InvalidResourceId.NotSupported",
    "refused",
    "this interface takes no tags.",
    "Leave `tags` out; a service of the cloud may manage the interface.",
    [...tagWrites],
  ),
  entry(
    "InvalidResourceId.NotFound",
    "settle",
    "the region does not know the interface.",
    "Check `regionId` and the account; it may have been deleted.",
    [...tagWrites],
  ),
  entry("NoPermission.Tag", "permission", "the identity may not use this tag.", checkPermission, [
    ...tagWrites,
  ]),
  entry(
    "PermissionDenied*",
    "permission",
    "the identity may not set whose tag it is, or where it holds.",
    checkPermission,
    [...tagWrites],
  ),
  entry("Invalid.Scope", "refused", "the scope of the tags is not valid.", reportIt, [...tagWrites]),
  entry("InvalidOperation.InvalidEniPageNumber", "refused", "the page number is not valid.", reportIt, [
    describe,
  ]),
];

/** The codes of a describe that was asked for one interface and does not know it, though the cloud leaves it out. */
export const notFoundCodes: readonly string[] = [unknownInterface];
