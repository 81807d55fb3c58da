import { anyCall, codeGroups } from "../../contract/code-table";
import type { CodeEntry } from "../../core/errors";

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

const slower =
  "Run it again later, or with a lower `--parallel`; other programs of the account share the quota.";
const waitAndSee =
  "It is looked at again and sent again where that helps; if it lasts, the cloud's own words and its console tell more.";
const lookFirst =
  "It is looked at before anything is sent again; if it lasts, open a ticket with the request id.";
const checkArguments = "Check the arguments of the resource.";
const checkPermission = "Grant the RAM identity the ecs: action on this resource, or use other credentials.";
const setClock = "Set this machine's clock.";
const reportIt = "Please report it to the pulumi-eni project.";

const unknownInterface = "InvalidEniId.NotFound";

const { throttled, conflict, nonce, uncertain, settle, refused, authentication, permission } = codeGroups(
  "Alibaba Cloud API gateway, common errors",
  "ECS 2014-05-26, pages of the actions on network interfaces",
);

/** Every code that the documentation lists for the calls we make. Nothing else in the project knows a code. */
export const codes: readonly CodeEntry[] = [
  // Rate and traffic.
  ...throttled(anyCall, slower, {
    "Throttling*": "the account's rate for this call is used up.",
    "Rejected.Throttling": "the account's rate for this call is used up.",
  }),
  ...uncertain(anyCall, "It is asked again; if it lasts, see the cloud's status page.", {
    "ServiceUnavailable*": "the service is down for the moment.",
  }),
  ...uncertain(anyCall, lookFirst, {
    InternalError: "the cloud had an internal error and does not say whether it acted.",
  }),
  ...nonce(anyCall, "It is signed and sent again.", {
    SignatureNonceUsed: "the request looked like a repetition of an earlier one.",
  }),
  ...conflict(anyCall, waitAndSee, {
    OperationConflict: "another operation on the same resource is under way.",
    "InvalidOperation.Conflict": "another operation on the same resource is under way.",
    "Operation.Conflict": "another operation on the same resource is under way.",
    LastTokenProcessing: "the earlier request with the same token is still being processed.",
  }),
  // Who asks.
  ...authentication(anyCall, "Check the secret.", {
    SignatureDoesNotMatch: "the signature does not match: the access key's secret is wrong.",
  }),
  ...authentication(anyCall, "Check the credentials; a proxy may have changed the request.", {
    IncompleteSignature: "the signature is incomplete.",
    MissingAccessKeyId: "the request names no access key.",
  }),
  ...authentication(anyCall, setClock, {
    "InvalidTimeStamp.Expired": "the time of the request is more than 15 minutes off.",
    "InvalidTimeStamp.Format": "the time of the request is not in the expected form.",
    IllegalTimestamp: "the time of the request is not accepted.",
  }),
  ...authentication(anyCall, "Check the access key.", {
    "InvalidAccessKeyId.NotFound": "the access key does not exist.",
  }),
  ...authentication(anyCall, "Enable it or use another.", {
    "InvalidAccessKeyId.Inactive": "the access key is disabled.",
  }),
  ...authentication(anyCall, "Get a new one.", {
    "InvalidSecurityToken*": "the security token is not valid, or it has expired.",
  }),
  ...authentication(anyCall, "Give the token that was issued with the key.", {
    MissingSecurityToken: "the access key is a temporary one, and its security token is missing.",
  }),
  ...authentication(allWrites, "Check the account and the key.", {
    "Abs.InvalidAccount.NotFound": "the account does not exist, or the access key has expired.",
  }),
  ...permission(anyCall, checkPermission, {
    "Forbidden.RAM": "the RAM identity may not do this.",
    "Forbidden.Unauthorized": "the identity may not do this.",
  }),
  ...permission(allWrites, "Use the account itself or a role that may.", {
    "Forbidden.NotSupportRAM": "RAM users may not perform this operation.",
  }),
  ...permission(allWrites, "Ask the owner of the account for the permission.", {
    "Forbidden.SubUser": "the RAM user is not authorised to manage this resource.",
  }),
  ...permission(allWrites, "Ask the cloud's support which account types may.", {
    "InvalidUserType.NotSupported": "accounts of this type may not perform this operation.",
  }),
  // What was asked.
  ...refused(anyCall, "Check the endpoint, and whether a proxy changes requests.", {
    MissingTimestamp: "the request arrived without a parameter that every request has.",
    MissingSignatureNonce: "the request arrived without a parameter that every request has.",
    MissingAction: "the request arrived without a parameter that every request has.",
    MissingVersion: "the request arrived without a parameter that every request has.",
  }),
  ...refused(anyCall, checkArguments, {
    "Missing*": "a required parameter is missing.",
    "InvalidParameter.Conflict": "two parameters exclude each other.",
  }),
  ...refused([...allWrites, ...tagWrites], checkArguments, {
    "MissingParameter*": "a required parameter is missing.",
  }),
  ...refused(allWrites, checkArguments, {
    InvalidParameter: "a parameter is not of the expected form.",
    UnsupportedParameter: "a parameter is not supported here.",
  }),
  ...refused(writes, 'Check `instanceId`: it begins with "i-".', {
    "InvalidInstanceID.Malformed": "the instance id is not of the form of one.",
  }),
  ...refused([detach], 'Check `instanceId`: it begins with "i-".', {
    // The 2019 page spells the code above this way.
    "InvalidInstanceId.MalFormed": "the instance id is not of the form of one.",
  }),
  ...refused([...writes, modify], 'Check `networkInterfaceId`: it begins with "eni-".', {
    "InvalidParams.EniId": "the interface id is not of the form of one.",
  }),
  ...refused(
    allWrites,
    "Check `regionId`: one page of the documentation takes the instance's region, the other the interface's; both must be the same.",
    {
      "InvalidOperation.InvalidRegion": "the region is not valid for this interface and instance.",
    },
  ),
  ...refused([describe, ...tagWrites], "Check `regionId`.", {
    "InvalidRegionId*": "there is no such region.",
  }),
  ...refused(allWrites, "Check `regionId`.", {
    "Forbidden.RegionId": "the service is not offered in this region.",
  }),
  ...refused(anyCall, "Check the endpoint.", {
    "InvalidApi.NotFound": "the endpoint does not know this call.",
    InvalidAction: "the endpoint does not know this call.",
    UnsupportedHTTPMethod: "the endpoint does not accept the request's method.",
  }),
  ...refused(anyCall, "Run again: a new operation takes a new token.", {
    IdempotentParameterMismatch: "the idempotency token was used with other parameters.",
    "InvalidIdempotenceParameter.Mismatch": "the idempotency token was used with other parameters.",
    IdempotentFailed: "the earlier request with the same token failed.",
  }),
  // Existence: only a look tells which of the two is gone, and whether the region is the right one.
  ...settle(writes, "Check `instanceId`, `regionId` and the account; it may have been released.", {
    "InvalidEcsId.NotFound": "the region does not know the instance.",
  }),
  ...settle([attach, detach], "Check `instanceId`, `regionId` and the account; it may have been released.", {
    "InvalidInstanceId.NotFound": "the region does not know the instance.",
  }),
  ...settle(
    [...writes, modify, describe],
    "Check `networkInterfaceId`, `regionId` and the account; it may have been deleted.",
    {
      [unknownInterface]: "the region does not know the interface.",
    },
  ),
  ...settle([...writes, describe], "Look at the interface in the console.", {
    "InvalidVSwitchId.NotFound": "the vSwitch does not exist.",
    "InvalidSecurityGroupId.NotFound": "a security group of the interface does not exist.",
  }),
  ...refused([create], "Check `subnetId`, `regionId` and the account.", {
    "InvalidVSwitchId.NotFound": "the region does not know the vSwitch.",
  }),
  ...refused([create, modify], "Check `securityGroupId` or `securityGroupIds`, `regionId` and the account.", {
    "InvalidSecurityGroupId.NotFound": "the region does not know a security group.",
  }),
  // State.
  ...settle(
    [...writes, modify],
    "Wait until it is, or start or stop it; a locked one (expired, overdue, under security control) is to be unlocked; `queueNumber` changes while it is Stopped.",
    {
      "InvalidOperation.InvalidEcsState":
        "the instance is in a state that does not allow it: it must be Running or Stopped, and not locked.",
    },
  ),
  ...settle([...writes, modify], "An attach wants it Available, a detach InUse, a deletion Available.", {
    "InvalidOperation.InvalidEniState": "the interface is in a state that does not allow it.",
  }),
  ...settle([detach], "Run `pulumi refresh` to see where it is.", {
    "InvalidParameter.EniNotBelongEcs": "the interface is not attached to that instance.",
  }),
  ...settle(
    [detach],
    "It is sent again for a while; members that this run does not detach are to be detached first.",
    {
      // Members that the same run detaches are on their way: the Terraform provider sends it again too.
      "InvalidOperation.HasMemberEniAttached":
        "member interfaces are still attached through this trunk interface.",
    },
  ),
  // Constraints.
  ...refused(
    writes,
    "Take the resource out of the program (`pulumi state delete` takes it out of the state).",
    {
      "InvalidOperation.DetachPrimaryEniNotAllowed":
        "the interface is the primary one of its instance, which cannot be detached.",
    },
  ),
  ...refused(
    [...writes, modify],
    "Name a secondary interface; a member interface needs `trunkNetworkInstanceId`.",
    {
      "InvalidOperation.InvalidEniType": "interfaces of this type cannot be used so.",
    },
  ),
  ...refused([...writes, modify], "Change it in that service.", {
    "InvalidOperation.EniServiceManaged": "a service of the cloud manages the interface.",
  }),
  ...refused([detach], "Remove the linked interface, or disassociate the elastic IP, then detach.", {
    // The page of 2020 speaks of an EIP where later editions speak of the other interface: both are named.
    "InvalidOperation.EniLinked":
      "the interface is linked to another interface (one edition of the documentation speaks of an elastic IP here).",
  }),
  ...refused([remove], "Remove the bond first.", {
    "InvalidOperation.HasSlaveEniBonded": "other interfaces are bonded to this one.",
  }),
  ...refused(allWrites, "Name an interface of the instance's VPC.", {
    "InvalidOperation.VpcMismatch": "the interface, its security groups and the instance are not in one VPC.",
  }),
  ...refused(writes, "Name an interface of the instance's zone.", {
    "InvalidOperation.AvailabilityZoneMismatch":
      "the interface's vSwitch and the instance are not in one zone.",
  }),
  ...refused(writes, "Detach one, or use a larger instance type.", {
    EniPerInstanceLimitExceeded: "the instance has as many interfaces as its type allows.",
  }),
  ...refused([...writes, create], "Delete some, or ask for a higher quota.", {
    MaxEniCountExceeded: "the account has as many interfaces in this region as it may.",
  }),
  ...refused(allWrites, "Use another security group.", {
    SecurityGroupInstanceLimitExceed: "a security group of the interface has as many members as it may.",
  }),
  ...refused(allWrites, "Use a security group of the VPC.", {
    "InvalidSecurityGroupId.NotVpc": "a security group of the interface is not one of a VPC.",
  }),
  ...refused([attach], "Use a newer instance family.", {
    "InvalidOperation.InvalidGeneration": "the instance's family is too old for it.",
  }),
  ...refused([attach], "Remove addresses, or use a larger instance type.", {
    "InvalidOperation.Ipv4CountExceeded":
      "the interface has more IPv4 addresses than the instance type allows.",
    "InvalidOperation.Ipv6CountExceeded":
      "the interface has more IPv6 addresses than the instance type allows.",
  }),
  ...refused([attach], "Remove the IPv6 addresses, or use another instance type.", {
    "InvalidOperation.Ipv6NotSupport": "the instance type does not support IPv6.",
  }),
  ...refused([detach], "Stop the instance first.", {
    "InvalidOperation.EniHotPlugNotSupported": "this interface cannot be plugged while the instance runs.",
    "InvalidOperation.HotPlugNotSupport": "this instance type does not plug interfaces while it runs.",
  }),
  ...refused([attach, detach], "Attach the trunk interface first.", {
    "InvalidOperation.InvalidTrunkEniStatus": "the trunk interface is not in a state that allows it.",
  }),
  ...refused([attach, detach], "Leave `trunkNetworkInstanceId` out.", {
    "InvalidOperation.TrunkingIsNotAllowed": "trunking is not allowed here.",
  }),
  ...refused([attach, detach], "Use an instance type that does.", {
    "InvalidOperation.InstanceTypeNotSupportEniTrunking": "the instance type does not support trunking.",
  }),
  ...refused([attach, detach], "Use a trunk or member interface.", {
    "InvalidOperation.EniTypeNotSupportTrunking": "interfaces of this type do not support trunking.",
  }),
  ...refused([detach], "Check `trunkNetworkInstanceId`.", {
    "InvalidParameter.EniNotBelongTrunk": "the interface does not belong to that trunk interface.",
  }),
  // Describe.
  ...refused([describe], checkArguments, {
    "InvalidVpc.Empty": "the VPC is empty.",
    "InvalidVpc.Indeterminacy": "the VPC is not clear.",
  }),
  ...refused([describe], reportIt, {
    "InvalidOperation.InvalidEniPageNumber": "the page number is not valid.",
  }),
  // Creation and change.
  ...conflict([create], waitAndSee, {
    IncorrectVSwitchStatus: "the vSwitch is not Available yet, or it is being changed.",
  }),
  ...refused([create], "Use another vSwitch, or ask for fewer addresses.", {
    "InvalidVSwitchId.IpNotEnough": "the vSwitch has not enough free addresses.",
  }),
  ...refused([create], "Give addresses within the vSwitch's CIDR block.", {
    "InvalidVSwitchId.IpInvalid": "an address is not one of the vSwitch.",
    "InvalidIp.Address": "an address is not valid.",
  }),
  ...refused([create], "Give each address once.", {
    "InvalidIp.IpRepeated": "an address is given twice.",
  }),
  ...settle([create], "Give another one, or delete the interface that has it.", {
    // An address of an interface that was deleted a moment ago may be free a moment later.
    "InvalidIp.IpAssigned": "an address is taken already.",
  }),
  ...refused([create], "Give each address once; the primary one is not among the secondary ones.", {
    "InvalidPrivateIpAddress.Duplicated": "an address is given twice.",
  }),
  ...refused([create], "Ask for fewer addresses.", {
    "QuotaExceeded.PrivateIpAddress": "the interface would have more private addresses than it may.",
  }),
  ...refused([create], "Use another security group.", {
    "InvalidOperation.EniCountExceeded": "a security group has as many interfaces as it may.",
  }),
  ...refused([create], "Check `resourceGroupId`.", {
    "InvalidResourceGroup.NotFound": "the resource group does not exist.",
  }),
  // Tags.
  ...refused([create, ...tagWrites], "Give each key once.", {
    "Duplicate.TagKey": "a tag key is given twice.",
  }),
  ...refused(
    [create, ...tagWrites],
    "Keys have 1 to 128 characters and do not begin with aliyun, acs: or http.",
    {
      "InvalidTagKey.Malformed": "a tag key is not valid.",
    },
  ),
  ...refused(
    [create, ...tagWrites],
    "Values have at most 128 characters and do not begin with aliyun, acs: or http.",
    {
      "InvalidTagValue.Malformed": "a tag value is not valid.",
    },
  ),
  ...refused([create, tag], "Give fewer tags.", {
    "QuotaExceed.Tags": "the interface would have too many tags.",
  }),
  ...refused([tag], "Give keys that differ by more than that.", {
    "TagKey.Duplication": "a tag key is another one in other letter case.",
  }),
  ...refused(tagWrites, "Give fewer tags: other programs may have added some.", {
    "OperationDenied.QuotaExceed": "the interface would have too many tags.",
  }),
  ...refused(tagWrites, "Give fewer tags.", {
    "NumberExceed.Tags": "one call names more tags than it may.",
    InvalidTagCount: "one call names more tags than it may.",
  }),
  ...refused(tagWrites, reportIt, {
    "NumberExceed.ResourceIds": "one call names more resources than it may.",
    "InvalidResourceType.NotFound": "tags are not for this type of resource.",
    "Invalid.Scope": "the scope of the tags is not valid.",
  }),
  ...refused(tagWrites, checkArguments, {
    "InvalidTag.Mismatch": "a tag's key and value do not go together.",
  }),
  ...refused(tagWrites, "Leave `tags` out; a service of the cloud may manage the interface.", {
    "InvalidResourceId.NotSupported": "this interface takes no tags.",
  }),
  ...settle(tagWrites, "Check `regionId` and the account; it may have been deleted.", {
    "InvalidResourceId.NotFound": "the region does not know the interface.",
  }),
  ...permission(tagWrites, checkPermission, {
    "NoPermission.Tag": "the identity may not use this tag.",
    "PermissionDenied*": "the identity may not set whose tag it is, or where it holds.",
  }),
];

/** The codes of a describe that was asked for one interface and does not know it, though the cloud leaves it out. */
export const notFoundCodes: readonly string[] = [unknownInterface];
