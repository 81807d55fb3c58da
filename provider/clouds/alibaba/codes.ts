import { anyCall, codeGroups } from "../../contract/code-table";
import { type CodeEntry, missingPermission } from "../../core/errors";

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
const unassigns = ["UnassignPrivateIpAddresses", "UnassignIpv6Addresses"] as const;

const slower =
  "Run the command again later, or with a lower `--parallel`. Other programs of the account share this rate limit.";
const waitAndSee =
  "pulumi-eni looks again, and repeats the call where that helps. If the error stays, read the cloud's own message and look in its console.";
const lookFirst =
  "pulumi-eni looks at the result before it repeats the call. If the error stays, open a ticket with the request id.";
const checkArguments = "Check the arguments of the resource.";
const checkPermission = `Grant the RAM identity ${missingPermission} on this resource, or use other credentials.`;
const setClock = "Correct this machine's clock.";
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
    "Throttling*": "the account has reached the rate limit of this call.",
    "Rejected.Throttling": "the account has reached the rate limit of this call.",
  }),
  ...uncertain(anyCall, "pulumi-eni repeats the call. If the error stays, see the cloud's status page.", {
    "ServiceUnavailable*": "the service is temporarily unavailable.",
  }),
  ...uncertain(anyCall, lookFirst, {
    InternalError: "the cloud had an internal error and does not say whether it carried out the call.",
  }),
  ...nonce(
    anyCall,
    "pulumi-eni looks at the result before it signs and sends the call again. If the error stays, something between this machine and the cloud sends calls twice: check the proxies.",
    {
      SignatureNonceUsed: "the cloud took the request for a repetition of an earlier one.",
    },
  ),
  ...conflict(anyCall, waitAndSee, {
    OperationConflict: "another operation on the same resource is in progress.",
    "InvalidOperation.Conflict": "another operation on the same resource is in progress.",
    "Operation.Conflict": "another operation on the same resource is in progress.",
    // Not on the pages of these actions: packer and bosh repeat other creates after it.
    IdempotentProcessing: "the earlier request with the same token is still being processed.",
    LastTokenProcessing: "the earlier request with the same token is still being processed.",
  }),
  // Who asks.
  ...authentication(anyCall, "Check the access key's secret.", {
    SignatureDoesNotMatch: "the signature does not match: the access key's secret is wrong.",
  }),
  ...authentication(anyCall, "Check the credentials; a proxy may have changed the request.", {
    IncompleteSignature: "the signature is incomplete.",
    MissingAccessKeyId: "the request names no access key.",
  }),
  ...authentication(anyCall, setClock, {
    "InvalidTimeStamp.Expired": "the request's time is more than 15 minutes off.",
    "InvalidTimeStamp.Format": "the request's time is not in the expected format.",
    IllegalTimestamp: "the cloud does not accept the request's time.",
  }),
  ...authentication(anyCall, "Check the access key.", {
    "InvalidAccessKeyId.NotFound": "the access key does not exist.",
  }),
  ...authentication(anyCall, "Enable the access key, or use another one.", {
    "InvalidAccessKeyId.Inactive": "the access key is disabled.",
  }),
  ...authentication(anyCall, "Get a new token.", {
    "InvalidSecurityToken*": "the security token is not valid, or it has expired.",
  }),
  ...authentication(anyCall, "Configure the security token that was issued with the access key.", {
    MissingSecurityToken: "the access key is temporary, and the request has no security token.",
  }),
  ...authentication(allWrites, "Check the account and the access key.", {
    "Abs.InvalidAccount.NotFound": "the account does not exist, or the access key has expired.",
  }),
  ...permission(anyCall, checkPermission, {
    "Forbidden.RAM": "the RAM identity does not have the permission for this.",
    "Forbidden.Unauthorized": "the identity does not have the permission for this.",
  }),
  ...permission(allWrites, "Use the account itself, or a role that has the permission.", {
    "Forbidden.NotSupportRAM": "RAM users cannot perform this operation.",
  }),
  ...permission(allWrites, `Ask the owner of the account for ${missingPermission}.`, {
    "Forbidden.SubUser": "the RAM user does not have the permission to manage this resource.",
  }),
  ...permission(allWrites, "Ask the cloud's support which account types can.", {
    "InvalidUserType.NotSupported": "accounts of this type cannot perform this operation.",
  }),
  // What was asked.
  ...refused(anyCall, "Check the endpoint, and whether a proxy changes requests.", {
    MissingTimestamp: "the request arrived without a parameter that every request must have.",
    MissingSignatureNonce: "the request arrived without a parameter that every request must have.",
    MissingAction: "the request arrived without a parameter that every request must have.",
    MissingVersion: "the request arrived without a parameter that every request must have.",
  }),
  ...refused(anyCall, checkArguments, {
    "Missing*": "a required parameter is missing.",
    "InvalidParameter.Conflict": "two parameters exclude each other.",
  }),
  ...refused([...allWrites, ...tagWrites], checkArguments, {
    "MissingParameter*": "a required parameter is missing.",
  }),
  ...refused(allWrites, checkArguments, {
    InvalidParameter: "a parameter is not in the expected format.",
    UnsupportedParameter: "a parameter is not supported here.",
  }),
  ...refused(writes, 'Check `instanceId`: it begins with "i-".', {
    "InvalidInstanceID.Malformed": "the instance id does not have the form of an instance id.",
  }),
  ...refused([detach], 'Check `instanceId`: it begins with "i-".', {
    // The 2019 page spells the code above this way.
    "InvalidInstanceId.MalFormed": "the instance id does not have the form of an instance id.",
  }),
  ...refused([...writes, modify], 'Check `networkInterfaceId`: it begins with "eni-".', {
    "InvalidParams.EniId": "the interface id does not have the form of an interface id.",
  }),
  ...refused(allWrites, "Check `regionId`: it must be the region of both the interface and the instance.", {
    "InvalidOperation.InvalidRegion": "the region is not the one of the interface and the instance.",
  }),
  ...refused([describe, ...tagWrites], "Check `regionId`.", {
    "InvalidRegionId*": "the region does not exist.",
  }),
  ...refused(allWrites, "Check `regionId`.", {
    "Forbidden.RegionId": "the service is not offered in this region.",
  }),
  ...refused(anyCall, "Use an endpoint with https.", {
    "InvalidProtocol.NeedSsl": "the endpoint does not take calls without encryption.",
  }),
  ...refused(anyCall, "Check the endpoint.", {
    "InvalidApi.NotFound": "the endpoint does not know this call.",
    InvalidAction: "the endpoint does not know this call.",
    UnsupportedHTTPMethod: "the endpoint does not accept the request's method.",
  }),
  ...refused(anyCall, "Run the command again: a new operation uses a new token.", {
    IdempotentParameterMismatch: "the idempotency token was used with other parameters.",
    "InvalidIdempotenceParameter.Mismatch": "the idempotency token was used with other parameters.",
    IdempotentFailed: "the earlier request with the same token failed.",
  }),
  // Existence: only a look tells which of the two is gone, and whether the region is the right one.
  ...settle(writes, "Check `instanceId`, `regionId` and the account. The instance may have been released.", {
    "InvalidEcsId.NotFound": "the cloud finds no such instance in the region.",
  }),
  ...settle(
    [attach, detach],
    "Check `instanceId`, `regionId` and the account. The instance may have been released.",
    {
      "InvalidInstanceId.NotFound": "the cloud finds no such instance in the region.",
    },
  ),
  ...settle(
    [...writes, modify, describe],
    "Check `networkInterfaceId`, `regionId` and the account. The interface may have been deleted.",
    {
      [unknownInterface]: "the cloud finds no such interface in the region.",
    },
  ),
  ...settle([...writes, describe], "Look at the interface in the console.", {
    "InvalidVSwitchId.NotFound": "the vSwitch does not exist.",
    "InvalidSecurityGroupId.NotFound": "a security group of the interface does not exist.",
  }),
  ...refused([create], "Check `subnetId`, `regionId` and the account.", {
    "InvalidVSwitchId.NotFound": "the cloud finds no such vSwitch in the region.",
  }),
  ...refused([create, modify], "Check `securityGroupId` or `securityGroupIds`, `regionId` and the account.", {
    "InvalidSecurityGroupId.NotFound": "the cloud does not find a security group in the region.",
  }),
  // State.
  ...settle(
    [...writes, modify],
    "Start or stop the instance. If it is locked (expired, overdue or under security control), unlock it. `queueNumber` can be changed only while the instance is Stopped.",
    {
      "InvalidOperation.InvalidEcsState":
        "the instance's state does not allow this: it must be Running or Stopped, and not locked.",
    },
  ),
  ...settle(
    [...writes, modify],
    "The interface must be Available for an attach or a deletion, and InUse for a detach.",
    {
      "InvalidOperation.InvalidEniState": "the interface's state does not allow this.",
    },
  ),
  ...settle([detach], "Run `pulumi refresh` to see which instance holds it now.", {
    "InvalidParameter.EniNotBelongEcs": "the interface is not attached to that instance.",
  }),
  ...settle(
    [detach],
    "pulumi-eni repeats the call for a while. If this program does not detach the members, detach them first.",
    {
      // Members that the same run detaches are on their way: the Terraform provider sends it again too.
      "InvalidOperation.HasMemberEniAttached":
        "member interfaces are still attached through this trunk interface.",
    },
  ),
  // Constraints.
  ...refused(writes, "Remove the resource from the program, and from the state with `pulumi state delete`.", {
    "InvalidOperation.DetachPrimaryEniNotAllowed":
      "the interface is the primary one of its instance, which cannot be detached.",
  }),
  ...refused(
    [...writes, modify],
    "Use a secondary interface. A member interface needs `trunkNetworkInstanceId`.",
    {
      "InvalidOperation.InvalidEniType": "this operation is not possible for this type of interface.",
    },
  ),
  ...refused([...writes, modify], "Change the interface in that service.", {
    "InvalidOperation.EniServiceManaged": "a service of the cloud manages the interface.",
  }),
  ...refused([detach], "Remove the linked interface, or disassociate the elastic IP; then detach.", {
    // The page of 2020 speaks of an EIP where later editions speak of the other interface: both are named.
    "InvalidOperation.EniLinked":
      "the interface is linked to another interface, or, by an older page of the documentation, to an elastic IP.",
  }),
  ...refused([remove], "Remove the bond first.", {
    "InvalidOperation.HasSlaveEniBonded": "other interfaces are bonded to this one.",
  }),
  ...refused(writes, "Use an interface in the instance's VPC.", {
    "InvalidOperation.VpcMismatch": "the interface and the instance are not in the same VPC.",
  }),
  ...refused([create, modify], "Use security groups of the VPC in which the vSwitch of `subnetId` is.", {
    "InvalidOperation.VpcMismatch": "a security group and the interface's vSwitch are not in the same VPC.",
  }),
  ...refused(writes, "Use an interface in the instance's zone.", {
    "InvalidOperation.AvailabilityZoneMismatch":
      "the interface's vSwitch and the instance are not in the same zone.",
  }),
  ...refused(writes, "Detach an interface, or use a larger instance type.", {
    EniPerInstanceLimitExceeded: "the instance already has as many interfaces as its type allows.",
  }),
  ...refused([...writes, create], "Delete some interfaces, or request a higher quota.", {
    MaxEniCountExceeded: "the account has reached its quota of interfaces in this region.",
  }),
  ...refused(allWrites, "Use another security group.", {
    SecurityGroupInstanceLimitExceed:
      "a security group of the interface already has as many members as it can.",
  }),
  ...refused(allWrites, "Use a security group that belongs to the VPC.", {
    "InvalidSecurityGroupId.NotVpc": "a security group of the interface does not belong to a VPC.",
  }),
  ...refused([attach], "Use a newer instance family.", {
    "InvalidOperation.InvalidGeneration": "the instance's family is too old to take such an interface.",
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
    "InvalidOperation.EniHotPlugNotSupported": "this interface cannot be detached while the instance runs.",
    "InvalidOperation.HotPlugNotSupport": "instances of this type must be stopped to detach an interface.",
  }),
  ...refused([attach, detach], "Attach the trunk interface first.", {
    "InvalidOperation.InvalidTrunkEniStatus": "the trunk interface's state does not allow this.",
  }),
  ...refused([attach, detach], "Leave `trunkNetworkInstanceId` out.", {
    "InvalidOperation.TrunkingIsNotAllowed": "trunking is not allowed here.",
  }),
  ...refused([attach, detach], "Use an instance type that supports it.", {
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
    "InvalidVpc.Indeterminacy": "the cloud cannot tell which VPC is meant.",
  }),
  ...refused([describe], reportIt, {
    "InvalidOperation.InvalidEniPageNumber": "the page number is not valid.",
  }),
  // Creation and change.
  ...conflict([create], waitAndSee, {
    IncorrectVSwitchStatus: "the vSwitch is not Available yet, or another operation changes it.",
  }),
  ...refused([create], "Use another vSwitch, or ask for fewer addresses.", {
    "InvalidVSwitchId.IpNotEnough": "the vSwitch does not have enough free addresses.",
  }),
  ...refused([create], "Use addresses in the vSwitch's CIDR block.", {
    "InvalidVSwitchId.IpInvalid": "an address is not in the vSwitch's CIDR block.",
    "InvalidIp.Address": "an address is not valid.",
  }),
  ...refused([create], "Give each address only once.", {
    "InvalidIp.IpRepeated": "an address is given twice.",
  }),
  ...settle([create], "Use another address, or delete the interface that has this one.", {
    // An address of an interface that was deleted a moment ago may be free a moment later.
    "InvalidIp.IpAssigned": "an address is already in use.",
  }),
  ...settle(unassigns, waitAndSee, {
    // Another hand may have taken it away already. The cloud's network plugin for Kubernetes (terway) relies on that.
    "InvalidIp.IpUnassigned": "the interface does not have the address, or it is its primary address.",
  }),
  ...refused([create], "Give each address once. The secondary addresses must not include the primary one.", {
    "InvalidPrivateIpAddress.Duplicated": "an address is given twice.",
  }),
  // The cloud's network plugin for Kubernetes (terway) takes it for a vSwitch without free addresses too.
  ...refused([create], "Ask for fewer addresses, or use a vSwitch with more free addresses.", {
    "QuotaExceeded.PrivateIpAddress":
      "the interface would have more private addresses than the cloud allows, or the vSwitch does not have enough free addresses.",
  }),
  ...refused([create], "Use another security group.", {
    "InvalidOperation.EniCountExceeded": "a security group already has as many interfaces as it can.",
  }),
  ...refused([create], "Check `resourceGroupId`.", {
    "InvalidResourceGroup.NotFound": "the resource group does not exist.",
  }),
  // Tags.
  ...refused([create, ...tagWrites], "Give each key only once.", {
    "Duplicate.TagKey": "a tag key is given twice.",
  }),
  ...refused(
    [create, ...tagWrites],
    "A key has 1 to 128 characters and does not begin with aliyun, acs: or http.",
    {
      "InvalidTagKey.Malformed": "a tag key is not valid.",
    },
  ),
  ...refused(
    [create, ...tagWrites],
    "A value has at most 128 characters and does not begin with aliyun, acs: or http.",
    {
      "InvalidTagValue.Malformed": "a tag value is not valid.",
    },
  ),
  ...refused([create, tag], "Give fewer tags.", {
    "QuotaExceed.Tags": "the interface would have more tags than the cloud allows.",
  }),
  ...refused([tag], "Use keys that differ in more than upper and lower case.", {
    "TagKey.Duplication": "two tag keys differ only in upper and lower case.",
  }),
  ...refused(tagWrites, "Give fewer tags. Other programs may have added some.", {
    "OperationDenied.QuotaExceed": "the interface would have more tags than the cloud allows.",
  }),
  ...refused(tagWrites, "Give fewer tags.", {
    "NumberExceed.Tags": "the call names more tags than one call can.",
    InvalidTagCount: "the call names more tags than one call can.",
  }),
  ...refused(tagWrites, reportIt, {
    "NumberExceed.ResourceIds": "the call names more resources than one call can.",
    "InvalidResourceType.NotFound": "resources of this type cannot have tags.",
    "Invalid.Scope": "the scope of the tags is not valid.",
  }),
  ...refused([untag], reportIt, {
    "Param.Conflict": "the call names single tags and asks for all.",
  }),
  ...refused(tagWrites, "Leave this tag out of `tags`.", {
    "NoPermission.SystemTag": "the cloud has set the tag, and only the cloud may change it.",
  }),
  ...refused(tagWrites, checkArguments, {
    "InvalidTag.Mismatch": "a tag's key and value do not match.",
  }),
  ...refused(tagWrites, "Leave `tags` out. A service of the cloud may manage the interface.", {
    "InvalidResourceId.NotSupported": "this interface cannot have tags.",
  }),
  ...settle(tagWrites, "Check `regionId` and the account. The interface may have been deleted.", {
    "InvalidResourceId.NotFound": "the cloud finds no such interface in the region.",
  }),
  ...permission(tagWrites, checkPermission, {
    "NoPermission.Tag": "the identity does not have the permission to use this tag.",
    "PermissionDenied*": "the identity does not have the permission to set a tag's owner or scope.",
  }),
];

/** The codes of a describe that was asked for one interface and does not know it, though the cloud leaves it out. */
export const notFoundCodes: readonly string[] = [unknownInterface];
