import { anyCall, codeGroups } from "../../contract/code-table";
import { type CodeEntry, missingPermission } from "../../core/errors";

const attach = "AttachNetworkInterface";
const detach = "DetachNetworkInterface";
const remove = "DeleteNetworkInterface";
const create = "CreateNetworkInterface";
const modify = "ModifyNetworkInterfaceAttribute";
const modifyV2 = "ModifyNetworkInterface";
const retag = "ModifyResourceTags";
const describe = "DescribeNetworkInterfaces";
const instances = "DescribeInstances";
const task = "DescribeVpcTaskResult";
const changes = [attach, detach] as const;
const writes = [attach, detach, remove] as const;
const all = [...writes, describe] as const;

const slower =
  "Run the command again later, or with a lower `--parallel`. Other programs of the account share this rate limit.";
const waitAndSee =
  "pulumi-eni looks again, and repeats the call where that helps. If the error stays, read the cloud's own message and look in its console.";
const lookFirst =
  "pulumi-eni looks at the result before it repeats the call. If the error stays, open a ticket with the request id.";
const checkArguments = "Check the arguments of the resource.";
const checkPermission = `Grant the CAM identity ${missingPermission} on this resource, or use other credentials.`;
const checkKey = "Check the key pair.";
const setClock = "Correct this machine's clock.";
const checkIds =
  "Check the ids, `regionId` and the account: the cloud finds nothing that belongs to another region or account.";
const reportIt = "Please report it to the pulumi-eni project.";

const { throttled, conflict, uncertain, settle, refused, authentication, permission } = codeGroups(
  "Tencent Cloud API v3, common error codes",
  "VPC 2017-03-12, error codes of the action (tencentcloud-sdk-go)",
);
const ofTags = codeGroups("Tag 2018-08-13, error codes (tencentcloud-sdk-go)");
const ofInstances = codeGroups("CVM 2017-03-12, DescribeInstances");
const v2 = codeGroups("Tencent Cloud API v2, common error codes", "VPC API v2, pages of the actions");
const ofVpc = codeGroups("VPC API v2, VPC error codes");
const ofGroups = codeGroups("Security groups, API v2, DescribeSecurityGroupEx");

/** The API v3: codes of any action. */
const common: readonly CodeEntry[] = [
  // Rate and traffic.
  ...throttled(anyCall, slower, {
    "RequestLimitExceeded*": "the account has reached the rate limit of this call.",
  }),
  ...uncertain(anyCall, lookFirst, {
    "InternalError*": "the cloud had an internal error and does not say whether it carried out the call.",
    "InternalServerError*":
      "the cloud had an internal error and does not say whether it carried out the call.",
  }),
  ...uncertain(anyCall, "pulumi-eni repeats the call. If the error stays, see the cloud's status page.", {
    "ServiceUnavailable*": "the service is temporarily unavailable.",
  }),
  ...settle(anyCall, waitAndSee, {
    "FailedOperation*": "the operation failed.",
    "ResourceInUse*": "the resource is still bound or in use.",
  }),
  ...conflict(anyCall, waitAndSee, {
    "ResourceUnavailable*": "the resource is temporarily unavailable.",
  }),
  // Who asks.
  ...authentication(anyCall, checkKey, {
    "AuthFailure*": "the cloud does not accept the credentials.",
    "AuthFailure.InvalidSecretId": "the key is not one for this API.",
    "AuthFailure.SecretIdNotFound": "the key does not exist, or it is disabled.",
    "AuthFailure.SignatureFailure": "the signature does not match: the secret key is wrong.",
  }),
  ...authentication(anyCall, "Check the endpoint; a proxy may have changed the request.", {
    "AuthFailure.InvalidAuthorization": "the request's Authorization header is not valid.",
  }),
  ...authentication(anyCall, "Use an identity that does not need one.", {
    "AuthFailure.MFAFailure": "the identity must confirm the call with a second factor.",
  }),
  ...authentication(anyCall, setClock, {
    "AuthFailure.SignatureExpire": "the request's time is more than 5 minutes off.",
  }),
  ...authentication(anyCall, "Get a new token.", {
    "AuthFailure.TokenFailure": "the token is not valid, or it has expired.",
  }),
  ...permission(anyCall, checkPermission, {
    "AuthFailure.UnauthorizedOperation": "the CAM identity does not have the permission for this.",
    "UnauthorizedOperation*": "the CAM identity does not have the permission for this.",
  }),
  ...permission(anyCall, "Remove the address from the list, or run the command on another machine.", {
    IpInBlacklist: "the address of this machine is on the account's block list.",
  }),
  ...permission(anyCall, "Add the address to the list, or run the command on another machine.", {
    IpNotInWhitelist: "the address of this machine is not on the account's allow list.",
  }),
  // What was asked.
  ...refused(anyCall, reportIt, {
    ActionOffline: "the cloud no longer offers this call.",
    DryRunOperation: "the call would have succeeded; it was sent as a dry run.",
    RequestSizeLimitExceeded: "the request is too long.",
    ResponseSizeLimitExceeded: "the answer would be too long.",
    UnknownParameter: "the call does not know a parameter.",
  }),
  ...refused(anyCall, "Check the endpoint.", {
    InvalidAction: "the endpoint does not know this call.",
    NoSuchProduct: "the endpoint does not know this product.",
    NoSuchVersion: "the endpoint does not know this version of the product.",
  }),
  ...refused(anyCall, checkArguments, {
    "InvalidParameter*": "a parameter is not valid.",
    "InvalidParameterValue*": "the value of a parameter is not valid.",
    "MissingParameter*": "a required parameter is missing.",
    "OperationDenied*": "the operation is not allowed.",
  }),
  ...refused(anyCall, "Check the endpoint; a proxy may have changed the request.", {
    InvalidRequest: "the request is not valid.",
  }),
  ...refused(
    anyCall,
    "Detach an interface, or use an instance type with more CPU cores. For other quotas, request a higher one.",
    {
      "LimitExceeded*":
        "a quota is reached; for an attach, the number of interfaces that the instance can have.",
    },
  ),
  ...refused(anyCall, "Use another subnet or zone, or try again later.", {
    "ResourceInsufficient*": "the cloud does not have enough of the resource left.",
  }),
  ...refused(anyCall, "Use another zone, or try again later.", {
    "ResourcesSoldOut*": "the resource is sold out.",
  }),
  ...refused(anyCall, "Use https.", {
    UnsupportedProtocol: "the endpoint does not speak this protocol.",
  }),
  ...refused(anyCall, "Check `regionId`.", {
    UnsupportedRegion: "the service is not offered in this region.",
  }),
  // Existence: only a look tells which of the two is gone, and whether the region is the right one.
  ...settle(anyCall, checkIds, {
    "ResourceNotFound*": "the cloud does not find the interface or the instance in the region.",
  }),
  // State: only a look tells whether the goal is reached already.
  ...settle(anyCall, checkArguments, {
    "UnsupportedOperation*":
      "the cloud does not allow this operation for the interface or the instance as it is now. For example, a primary ENI can never be detached.",
  }),
];

/** The API v3: codes of the actions that we call. */
const ofActions: readonly CodeEntry[] = [
  ...throttled([...all, modify], slower, {
    "LimitExceeded.ActionLimited": "the account has reached the rate limit of this call.",
  }),
  ...uncertain([...changes, describe, task], lookFirst, {
    "InternalError.ModuleError":
      "a module of the cloud failed, and the cloud does not say whether it carried out the call.",
  }),
  ...refused([...all, modify], "Check `networkInterfaceId` and `instanceId`.", {
    "InvalidParameterValue.Malformed": "an id does not have the expected form.",
  }),
  ...permission([attach], checkPermission, {
    "UnauthorizedOperation.ForbiddenOperation": "the identity does not have the permission for this.",
  }),
  ...settle([attach], "Run `pulumi refresh` to see which instance holds it now.", {
    "UnsupportedOperation.AttachmentAlreadyExists": "the interface is already bound to an instance.",
  }),
  ...settle([detach], "Run `pulumi refresh` to see which instance holds it now.", {
    "UnsupportedOperation.AttachmentNotFound": "the interface is not bound to that instance.",
  }),
  ...settle(writes, "The interface must be AVAILABLE, the instance RUNNING or STOPPED.", {
    "UnsupportedOperation.InvalidState": "the state of the interface or the instance does not allow this.",
  }),
  ...settle([attach], "Look at the interface and the instance in the console.", {
    "UnsupportedOperation.ResourceIsInvalidState":
      "the interface or the instance cannot be used in its state.",
  }),
  ...conflict(changes, waitAndSee, {
    "UnsupportedOperation.MutexOperationTaskRunning":
      "another task on the interface or the instance is in progress.",
  }),
  ...conflict([...changes, create], waitAndSee, {
    "UnsupportedOperation.IdempotentProcessing":
      "the earlier request with the same token is still being processed.",
  }),
  ...refused([...changes, create], "Run the command again: a new operation uses a new token.", {
    "UnsupportedOperation.IdempotentParameterMismatch": "the token was used with other parameters.",
  }),
  ...refused([attach], "Use another instance type.", {
    "UnsupportedOperation.UnsupportedInstanceFamily":
      "the instance's family does not support such interfaces.",
  }),
  ...refused([attach], "Use an interface in the instance's VPC.", {
    "UnsupportedOperation.VpcMismatch": "the interface and the instance are not in the same VPC.",
  }),
  ...refused([attach], "Use an interface whose subnet is in the instance's zone.", {
    "UnsupportedOperation.ZoneMismatch": "the interface and the instance are not in the same zone.",
  }),
  ...refused([detach], "Unbind the HAVIP, then detach.", {
    "UnsupportedOperation.InstanceAssociateHavip":
      "the instance is bound to a high-availability virtual IP (HAVIP) through this interface.",
  }),
  // Describe.
  ...refused([describe], reportIt, {
    "InvalidParameter.Coexist": "two parameters exclude each other.",
    "InvalidParameter.FilterInvalidKey": "the call has no filter of that name.",
    "InvalidParameter.FilterNotDict": "a filter is not an object.",
    "InvalidParameter.FilterValuesNotList": "the values of a filter are not a list.",
    "InvalidParameterValue.LimitExceeded": "the call asks for more than one call can return.",
    "InvalidParameterValue.Range": "a value is out of its range.",
  }),
  ...refused([describe], checkArguments, {
    "InvalidParameterValue.NotUtf8EncodingError": "a value is not UTF-8.",
  }),
  // Create and modify.
  ...refused(
    [create],
    "Check that `primaryIpAddress` and `secondaryIpAddresses` are in the subnet's CIDR block.",
    {
      "InvalidParameterValue.Range":
        "a value is out of its range; in most cases an address is not in the subnet.",
    },
  ),
  ...refused([create], "Check `vpcId`, `subnetId`, `securityGroupIds`, `regionId` and the account.", {
    "ResourceNotFound*": "the cloud does not find the VPC, the subnet or a security group in the region.",
  }),
  ...refused(
    [modify],
    "Check `securityGroupIds` and the account. If the interface was deleted, run `pulumi refresh`.",
    {
      "ResourceNotFound*": "the cloud does not find a security group, or no longer finds the interface.",
    },
  ),
  ...settle(
    [create],
    "Use another address in `primaryIpAddress` or `secondaryIpAddresses`, or run the command again when this one is free.",
    {
      // An address of what was deleted a moment ago is free soon.
      "ResourceInUse*": "a private address is already in use.",
    },
  ),
  ...refused([create, modify], "Shorten the name to 60 bytes, or the description to 60 characters.", {
    "InvalidParameterValue.TooLong": "a text is too long.",
  }),
  ...refused([create], "Delete some interfaces, or request a higher quota.", {
    "LimitExceeded.NetworkInterfaceLimitExceeded": "the VPC has reached its quota of interfaces.",
  }),
  ...refused([create, retag], "Give fewer tags.", {
    "LimitExceeded.Tag*": "the interface would have too many tags, or the account too many tag keys.",
  }),
  ...refused([create, retag], "Check the keys and values of `tags`.", {
    "InvalidParameterValue.Tag*": "a tag is not valid.",
  }),
  ...refused([create], "Check the keys of `tags`.", {
    "UnsupportedOperation.Tag*": "a tag cannot be used.",
  }),
  ...refused([create], "Use another subnet.", {
    "ResourceInsufficient.Subnet": "the subnet has no free address.",
  }),
  ...refused([create], checkArguments, {
    "UnsupportedOperation.ResourceMismatch": "the resources do not belong together.",
  }),
  ...refused([modify], checkArguments, {
    "UnsupportedOperation.EniNotSupportTerminationProtection":
      "the interface does not support protection from deletion.",
    "UnsupportedOperation.SubEniNotSupportTrunking": "a sub-interface cannot be a trunk.",
  }),
  // Tags.
  ...ofTags.conflict([retag], waitAndSee, {
    "FailedOperation.ResourceTagProcessing": "another change of the interface's tags is in progress.",
  }),
  ...ofTags.refused([retag], "Give the tags that the policy requires.", {
    "FailedOperation.PolicyEnforcedInvalid": "a tag policy of the account forbids it.",
  }),
  ...ofTags.refused([retag], "A key must not begin with qcloud, tencent, project or qcs:.", {
    "InvalidParameter.ReservedTagKey": "the cloud reserves a tag key for itself.",
  }),
  ...ofTags.refused([retag], "Check the keys and values of `tags`.", {
    "InvalidParameter.Tag": "a tag is not valid.",
  }),
  ...ofTags.refused([retag], reportIt, {
    "InvalidParameterValue.DeleteTagsParamError": "the call both sets and removes a tag.",
  }),
  ...ofTags.refused([retag], "Check `regionId` and the account that the credentials belong to.", {
    "InvalidParameterValue.ResourceDescriptionError":
      "the tag service does not accept the six-part name of the interface.",
  }),
  ...ofTags.refused([retag], "Check `regionId`.", {
    "InvalidParameterValue.RegionInvalid": "the tag service does not know the region.",
  }),
  ...ofTags.refused([retag], "Use credentials of the account that owns the interface.", {
    "InvalidParameterValue.UinInvalid": "the account is not the owner of the interface.",
  }),
  ...ofTags.settle([retag], checkIds, {
    "InvalidParameterValue.ResourceIdInvalid": "the tag service does not find the interface.",
  }),
  ...ofTags.refused([retag], "Give fewer tags. Other programs may have added some.", {
    "LimitExceeded.ResourceAttachedTags": "the interface would have more tags than the cloud allows.",
  }),
  ...ofTags.settle([retag], waitAndSee, {
    "ResourceNotFound.AttachedTagKeyNotFound": "the call removes a tag that the interface no longer has.",
  }),
  // Instances.
  ...ofInstances.settle([instances], checkIds, {
    "InvalidInstanceId.NotFound": "the cloud finds no such instance in the region.",
  }),
  ...ofInstances.refused([instances], 'Check `instanceId`: it begins with "ins-".', {
    "InvalidInstanceId.Malformed": "the instance id does not have the form of an instance id.",
  }),
  ...ofInstances.refused([instances], reportIt, {
    "InvalidFilter*": "a filter is not valid.",
  }),
  ...ofInstances.refused([instances], "Check `regionId`.", {
    "InvalidZone.MismatchRegion": "the zone is not in this region.",
  }),
];

/** The API v2: its numbers, and the words of the product VPC, which say more. */
export const codesOfV2: readonly CodeEntry[] = [
  ...v2.refused(anyCall, checkArguments, {
    4000: "a parameter is missing or not valid.",
  }),
  ...v2.authentication(anyCall, checkKey, {
    4100: "the signature does not match.",
    4104: "the key does not exist.",
  }),
  ...v2.permission(anyCall, checkPermission, {
    4101: "the identity does not have the permission for this call.",
    4102: "the identity does not have the permission for one of the resources.",
    4103: "the identity does not have the permission for one of the resources.",
    4110: "access management refused the call.",
  }),
  ...v2.authentication(anyCall, "Get a new token.", {
    4105: "the token is not valid.",
  }),
  ...v2.authentication(anyCall, "Use an identity that does not need one.", {
    4106: "the identity must confirm the call with a second factor.",
  }),
  ...v2.authentication(anyCall, setClock, {
    4200: "the request's time is too far off.",
  }),
  ...v2.permission(anyCall, "Look at the account in the console.", {
    4300: "the account does not have access to the service.",
  }),
  ...v2.throttled(anyCall, slower, {
    4400: "the account has reached the rate limit of this call.",
  }),
  ...v2.nonce(
    anyCall,
    "pulumi-eni looks at the result before it signs and sends the call again. If the error stays, something between this machine and the cloud sends calls twice: check the proxies.",
    {
      4500: "the cloud took the request for a repetition of an earlier one.",
    },
  ),
  ...v2.refused(anyCall, "Use https.", {
    4600: "the endpoint does not speak this protocol.",
  }),
  ...v2.settle(anyCall, checkIds, {
    5000: "a resource does not exist.",
  }),
  ...v2.settle(anyCall, waitAndSee, {
    5100: "the operation failed.",
  }),
  ...v2.refused([create], "Check `vpcId`, `subnetId`, `securityGroupIds`, `regionId` and the account.", {
    5000: "the VPC, the subnet or a security group does not exist.",
  }),
  ...v2.settle(
    [create],
    "Check `primaryIpAddress`, `secondaryIpAddresses` and the free addresses of the subnet.",
    {
      5100: "the cloud cannot create the interface: a private address may be in use or outside the subnet, or the subnet has none left.",
    },
  ),
  ...v2.refused(anyCall, "Look at the account in the console.", {
    5200: "buying the resource failed.",
    5300: "the balance of the account is too low.",
    5500: "the account's qualification is not approved.",
  }),
  ...v2.uncertain(anyCall, lookFirst, {
    5400: "the cloud carried out only a part of the call.",
    6000: "the cloud had an internal error and does not say whether it carried out the call.",
  }),
  ...v2.refused(anyCall, 'Use `api: "v3"`.', {
    6100: "this version of the API does not have the call.",
  }),
  ...v2.uncertain(anyCall, "pulumi-eni repeats the call. If the error stays, see the cloud's status page.", {
    6200: "the service is temporarily unavailable.",
  }),
  ...ofGroups.uncertain(
    anyCall,
    "pulumi-eni repeats the call. If the error stays, see the cloud's status page.",
    {
      7000: "the service of security groups failed.",
    },
  ),
  // The words of the product VPC, which say more.
  ...ofVpc.uncertain(
    anyCall,
    "pulumi-eni repeats the call. If the error stays, see the cloud's status page.",
    {
      ServiceUnavailable: "the service is temporarily unavailable.",
    },
  ),
  ...ofVpc.conflict(writes, waitAndSee, {
    ActionLocked: "another operation on the same resource is in progress.",
  }),
  ...v2.refused(
    [...writes, create, modifyV2, describe],
    "Give the interface's VPC as `vpcId`, and check `regionId` and the account. If the VPC itself was deleted, remove the resource from the state with `pulumi state delete`.",
    {
      "InvalidVpc.NotFound": "the VPC does not exist; in most cases `vpcId` is wrong.",
    },
  ),
  ...v2.settle([...writes, modifyV2, describe], checkIds, {
    "InvalidNetworkInterface.NotFound": "the cloud finds no such interface in the VPC.",
  }),
  ...v2.settle(writes, checkIds, {
    "InvalidInstance.NotFound": "the cloud finds no such instance in the region.",
  }),
  ...v2.settle([attach], "Run `pulumi refresh` to see which instance holds it now.", {
    "InvalidNetworkInterface.AlreadyAssociated": "the interface is already bound to an instance.",
  }),
  ...v2.settle([detach], "Run `pulumi refresh` to see which instance holds it now.", {
    "InvalidNetworkInterface.NotAttached": "the interface is no longer bound to the instance.",
  }),
  ...v2.settle([remove], "Detach the interface first.", {
    "InvalidNetworkInterface.CanNotDelete": "the interface's state does not allow its deletion.",
  }),
  ...v2.refused([modifyV2], "Use another name.", {
    "InvalidEniName.InUse": "another interface of the VPC already has this name.",
  }),
  ...v2.refused([create], "Check `subnetId`, `vpcId` and `regionId`.", {
    "InvalidSubnet.NotFound": "the cloud finds no such subnet in the VPC.",
  }),
  ...v2.settle(
    ["AssignPrivateIpAddresses"],
    "Use another address in `secondaryIpAddresses`, or run the command again when this one is free.",
    {
      "InvalidPrivateIpAddress.InUse": "an interface has this address already.",
    },
  ),
  ...v2.refused(["UnassignPrivateIpAddresses"], "Leave the primary address out of `secondaryIpAddresses`.", {
    "InvalidPrivateip.IsPrimary": "the address is the primary one of the interface.",
  }),
  ...v2.refused([create], checkArguments, {
    InvalidNetworkInterfaceName: "the interface's name is not valid.",
  }),
  ...v2.refused([create], "Delete some interfaces, or request a higher quota.", {
    NetworkInterfaceLimitExceeded: "the VPC has reached its quota of interfaces.",
  }),
];

export const codesOfV3: readonly CodeEntry[] = [...common, ...ofActions];

/** Every code that the documentation lists for the calls we make. Nothing else in the project knows a code. */
export const codes: readonly CodeEntry[] = [...codesOfV3, ...codesOfV2];

/** The codes with which a describe by ids may refuse an unknown id. One of another kind says nothing about it. */
export const unknownIdCodes = {
  interfaces: ["ResourceNotFound", "InvalidNetworkInterface.NotFound"],
  instances: ["ResourceNotFound", "InvalidInstanceId.NotFound"],
  others: ["ResourceNotFound"],
} as const;
