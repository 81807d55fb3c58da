import { anyCall, codeGroups } from "../../contract/code-table";
import type { CodeEntry } from "../../core/errors";

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
  "Run it again later, or with a lower `--parallel`; other programs of the account share the quota.";
const waitAndSee =
  "It is looked at again and sent again where that helps; if it lasts, the cloud's own words and its console tell more.";
const lookFirst =
  "It is looked at before anything is sent again; if it lasts, open a ticket with the request id.";
const checkArguments = "Check the arguments of the resource.";
const checkPermission = "Grant the CAM identity this action on this resource, or use other credentials.";
const checkKey = "Check the key pair.";
const setClock = "Set this machine's clock.";
const checkIds =
  "Check the ids, `regionId` and the account: what is in another region or account looks unknown.";
const reportIt = "Please report it to the pulumi-eni project.";

const { throttled, conflict, uncertain, settle, refused, authentication, permission } = codeGroups(
  "Tencent Cloud API v3, common error codes",
  "VPC 2017-03-12, error codes of the action (tencentcloud-sdk-go)",
);
const ofTags = codeGroups("Tag 2018-08-13, error codes (tencentcloud-sdk-go)");
const ofInstances = codeGroups("CVM 2017-03-12, DescribeInstances");
const v2 = codeGroups("Tencent Cloud API v2, common error codes", "VPC API v2, pages of the actions");
const ofVpc = codeGroups("VPC API v2, VPC error codes");

/** The API v3: codes of any action. */
const common: readonly CodeEntry[] = [
  // Rate and traffic.
  ...throttled(anyCall, slower, {
    "RequestLimitExceeded*": "the rate for this call is used up.",
  }),
  ...uncertain(anyCall, lookFirst, {
    "InternalError*": "the cloud had an internal error and does not say whether it acted.",
    "InternalServerError*": "the cloud had an internal error and does not say whether it acted.",
  }),
  ...uncertain(anyCall, "It is asked again; if it lasts, see the cloud's status page.", {
    "ServiceUnavailable*": "the service is down for the moment.",
  }),
  ...settle(anyCall, waitAndSee, {
    "FailedOperation*": "the operation failed.",
    "ResourceInUse*": "the resource is still bound or used.",
  }),
  ...conflict(anyCall, waitAndSee, {
    "ResourceUnavailable*": "the resource cannot be used for the moment.",
  }),
  // Who asks.
  ...authentication(anyCall, checkKey, {
    "AuthFailure*": "the credentials are not accepted.",
    "AuthFailure.InvalidSecretId": "the key is not one of this API.",
    "AuthFailure.SecretIdNotFound": "the key does not exist, or it is disabled.",
    "AuthFailure.SignatureFailure": "the signature does not match: the secret key is wrong.",
  }),
  ...authentication(anyCall, "A proxy may have changed the request: check the endpoint.", {
    "AuthFailure.InvalidAuthorization": "the request's Authorization header is not as it should be.",
  }),
  ...authentication(anyCall, "Use an identity that need not.", {
    "AuthFailure.MFAFailure": "the identity must confirm the call with a second factor.",
  }),
  ...authentication(anyCall, setClock, {
    "AuthFailure.SignatureExpire": "the time of the request is more than 5 minutes off.",
  }),
  ...authentication(anyCall, "Get a new one.", {
    "AuthFailure.TokenFailure": "the token is not valid, or it has expired.",
  }),
  ...permission(anyCall, checkPermission, {
    "AuthFailure.UnauthorizedOperation": "the CAM identity may not do this.",
    "UnauthorizedOperation*": "the CAM identity may not do this.",
  }),
  ...permission(anyCall, "Take it off the list, or run elsewhere.", {
    IpInBlacklist: "the address of this machine is on the account's block list.",
  }),
  ...permission(anyCall, "Put it on the list, or run elsewhere.", {
    IpNotInWhitelist: "the address of this machine is not on the account's allow list.",
  }),
  // What was asked.
  ...refused(anyCall, reportIt, {
    ActionOffline: "the cloud no longer offers this call.",
    DryRunOperation: "the call would have succeeded, but asked not to act.",
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
    "InvalidParameter*": "a parameter is not as it should be.",
    "InvalidParameterValue*": "the value of a parameter is not as it should be.",
    "MissingParameter*": "a required parameter is missing.",
    "OperationDenied*": "the operation is not allowed.",
  }),
  ...refused(anyCall, "A proxy may have changed it: check the endpoint.", {
    InvalidRequest: "the request is not as it should be.",
  }),
  ...refused(
    anyCall,
    "Detach an interface, or use an instance type with more CPU cores; other quotas can be raised.",
    {
      "LimitExceeded*":
        "a quota is used up; for an attach it is the number of interfaces that the instance may have.",
    },
  ),
  ...refused(anyCall, "Use another subnet or zone, or ask again later.", {
    "ResourceInsufficient*": "there is not enough of the resource.",
  }),
  ...refused(anyCall, "Use another zone, or ask again later.", {
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
    "ResourceNotFound*": "the region does not know the interface, or not the instance.",
  }),
  // State: only a look tells whether the goal is reached already.
  ...settle(anyCall, checkArguments, {
    "UnsupportedOperation*":
      "the cloud does not do this with the interface and the instance as they are; a primary ENI, for one, is never detached.",
  }),
];

/** The API v3: codes of the actions that we call. */
const ofActions: readonly CodeEntry[] = [
  ...throttled([...all, modify], slower, {
    "LimitExceeded.ActionLimited": "the rate for this call is used up.",
  }),
  ...uncertain([...changes, describe, task], lookFirst, {
    "InternalError.ModuleError": "a module of the cloud failed, and it does not say whether it acted.",
  }),
  ...refused([...all, modify], "Check `networkInterfaceId` and `instanceId`.", {
    "InvalidParameterValue.Malformed": "an id is not of the form of one.",
  }),
  ...permission([attach], checkPermission, {
    "UnauthorizedOperation.ForbiddenOperation": "the identity is forbidden to do this.",
  }),
  ...settle([attach], "Run `pulumi refresh` to see where it is.", {
    "UnsupportedOperation.AttachmentAlreadyExists": "the interface is bound to an instance already.",
  }),
  ...settle([detach], "Run `pulumi refresh` to see where it is.", {
    "UnsupportedOperation.AttachmentNotFound": "the interface is not bound to that instance.",
  }),
  ...settle(writes, "The interface must be AVAILABLE, the instance RUNNING or STOPPED.", {
    "UnsupportedOperation.InvalidState":
      "the interface or the instance is in a state that does not allow it.",
  }),
  ...settle([attach], "Look at both in the console.", {
    "UnsupportedOperation.ResourceIsInvalidState":
      "the interface or the instance cannot be used in its state.",
  }),
  ...conflict(changes, waitAndSee, {
    "UnsupportedOperation.MutexOperationTaskRunning": "another task holds the interface or the instance.",
  }),
  ...conflict([...changes, create], waitAndSee, {
    "UnsupportedOperation.IdempotentProcessing":
      "the earlier request with the same token is still being processed.",
  }),
  ...refused([...changes, create], "Run again: a new operation takes a new token.", {
    "UnsupportedOperation.IdempotentParameterMismatch": "the token was used with other parameters.",
  }),
  ...refused([attach], "Use another instance type.", {
    "UnsupportedOperation.UnsupportedInstanceFamily":
      "the family of the instance does not take such interfaces.",
  }),
  ...refused([attach], "Name an interface of the instance's VPC.", {
    "UnsupportedOperation.VpcMismatch": "the interface and the instance are not in one VPC.",
  }),
  ...refused([attach], "Name an interface of a subnet in the instance's zone.", {
    "UnsupportedOperation.ZoneMismatch": "the interface and the instance are not in one zone.",
  }),
  ...refused([detach], "Unbind the HAVIP first.", {
    "UnsupportedOperation.InstanceAssociateHavip":
      "the instance is bound to a high-availability virtual IP (HAVIP) through this interface.",
  }),
  // Describe.
  ...refused([describe], reportIt, {
    "InvalidParameter.Coexist": "two parameters exclude each other.",
    "InvalidParameter.FilterInvalidKey": "a filter has a name that is none.",
    "InvalidParameter.FilterNotDict": "a filter is not an object.",
    "InvalidParameter.FilterValuesNotList": "the values of a filter are no list.",
    "InvalidParameterValue.LimitExceeded": "more was asked for than one call may.",
    "InvalidParameterValue.Range": "a value is out of its range.",
  }),
  ...refused([describe], checkArguments, {
    "InvalidParameterValue.NotUtf8EncodingError": "a value is not UTF-8.",
  }),
  // Create and modify.
  ...refused(
    [create],
    "Check `primaryIpAddress` and `secondaryIpAddresses` against the CIDR block of the subnet.",
    {
      "InvalidParameterValue.Range":
        "a value is out of its range: most often an address that the subnet does not have.",
    },
  ),
  ...refused([create], "Check `vpcId`, `subnetId`, `securityGroupIds`, `regionId` and the account.", {
    "ResourceNotFound*": "the region does not know the VPC, the subnet or a security group.",
  }),
  ...refused(
    [modify],
    "Check `securityGroupIds` and the account; if the interface was deleted, run `pulumi refresh`.",
    {
      "ResourceNotFound*": "the region does not know a security group, or not the interface any more.",
    },
  ),
  ...settle(
    [create],
    "Give another one as `primaryIpAddress` or in `secondaryIpAddresses`, or run again when this one is free.",
    {
      // An address of what was deleted a moment ago is free soon.
      "ResourceInUse*": "a private address is taken.",
    },
  ),
  ...refused([create, modify], "Shorten the name or the description to 60.", {
    "InvalidParameterValue.TooLong": "a text is too long.",
  }),
  ...refused([create], "Delete some, or ask for a higher quota.", {
    "LimitExceeded.NetworkInterfaceLimitExceeded": "the VPC has as many interfaces as it may.",
  }),
  ...refused([create, retag], "Give fewer tags.", {
    "LimitExceeded.Tag*": "the interface would have too many tags, or the account too many keys.",
  }),
  ...refused([create, retag], "Check keys and values of `tags`.", {
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
    "FailedOperation.ResourceTagProcessing": "another change of the interface's tags is under way.",
  }),
  ...ofTags.refused([retag], "Give the tags that the policy wants.", {
    "FailedOperation.PolicyEnforcedInvalid": "a tag policy of the account forbids it.",
  }),
  ...ofTags.refused([retag], "Keys do not begin with qcloud, tencent, project or qcs:.", {
    "InvalidParameter.ReservedTagKey": "a tag key is reserved for the cloud.",
  }),
  ...ofTags.refused([retag], "Check keys and values of `tags`.", {
    "InvalidParameter.Tag": "a tag is not valid.",
  }),
  ...ofTags.refused([retag], reportIt, {
    "InvalidParameterValue.DeleteTagsParamError": "a tag is to be set and removed by one call.",
  }),
  ...ofTags.refused([retag], "Check `regionId` and whose keys are in use.", {
    "InvalidParameterValue.ResourceDescriptionError":
      "the interface is not described as the tag service wants it.",
  }),
  ...ofTags.refused([retag], "Check `regionId`.", {
    "InvalidParameterValue.RegionInvalid": "the tag service does not know the region.",
  }),
  ...ofTags.refused([retag], "Use the keys of the account that owns it.", {
    "InvalidParameterValue.UinInvalid": "the account is not the owner of the interface.",
  }),
  ...ofTags.settle([retag], checkIds, {
    "InvalidParameterValue.ResourceIdInvalid": "the tag service does not know the interface.",
  }),
  ...ofTags.refused([retag], "Give fewer tags: other programs may have added some.", {
    "LimitExceeded.ResourceAttachedTags": "the interface would have too many tags.",
  }),
  ...ofTags.settle([retag], waitAndSee, {
    "ResourceNotFound.AttachedTagKeyNotFound":
      "a tag that is to be removed is not on the interface any more.",
  }),
  // Instances.
  ...ofInstances.settle([instances], checkIds, {
    "InvalidInstanceId.NotFound": "the region does not know the instance.",
  }),
  ...ofInstances.refused([instances], 'Check `instanceId`: it begins with "ins-".', {
    "InvalidInstanceId.Malformed": "the instance id is not of the form of one.",
  }),
  ...ofInstances.refused([instances], reportIt, {
    "InvalidFilter*": "a filter is not as it should be.",
  }),
  ...ofInstances.refused([instances], "Check `regionId`.", {
    "InvalidZone.MismatchRegion": "the zone is not in this region.",
  }),
];

/** The API v2: its numbers, and the words of the product VPC, which say more. */
export const codesOfV2: readonly CodeEntry[] = [
  ...v2.refused(anyCall, checkArguments, {
    4000: "a parameter is missing or is not as it should be.",
  }),
  ...v2.authentication(anyCall, checkKey, {
    4100: "the signature does not match.",
    4104: "the key does not exist.",
  }),
  ...v2.permission(anyCall, checkPermission, {
    4101: "the identity may not use this call.",
    4102: "the identity may not use one of the resources.",
    4103: "the identity may not use one of the resources.",
    4110: "access management refused the call.",
  }),
  ...v2.authentication(anyCall, "Get a new one.", {
    4105: "the token is not valid.",
  }),
  ...v2.authentication(anyCall, "Use an identity that need not.", {
    4106: "the identity must confirm the call with a second factor.",
  }),
  ...v2.authentication(anyCall, setClock, {
    4200: "the time of the request is too far off.",
  }),
  ...v2.permission(anyCall, "Look at the account in the console.", {
    4300: "the account may not use the service.",
  }),
  ...v2.throttled(anyCall, slower, {
    4400: "the rate for this call is used up.",
  }),
  ...v2.nonce(anyCall, "It is signed and sent again.", {
    4500: "the request looked like a repetition of an earlier one.",
  }),
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
      5100: "the interface cannot be made: a private address may be taken or not the subnet's, or none is left.",
    },
  ),
  ...v2.refused(anyCall, "Look at the account in the console.", {
    5200: "buying the resource failed.",
    5300: "the balance of the account is too low.",
    5500: "the account's qualification is not approved.",
  }),
  ...v2.uncertain(anyCall, lookFirst, {
    5400: "only a part was done.",
    6000: "the cloud had an internal error and does not say whether it acted.",
  }),
  ...v2.refused(anyCall, 'Use `api: "v3"`.', {
    6100: "this version of the API does not have the call.",
  }),
  ...v2.uncertain(anyCall, "It is asked again; if it lasts, see the cloud's status page.", {
    6200: "the service is down for the moment.",
  }),
  // The words of the product VPC, which say more.
  ...ofVpc.conflict(writes, waitAndSee, {
    ActionLocked: "another operation holds the resource.",
  }),
  ...v2.refused(
    [...writes, create, modifyV2, describe],
    "Give the VPC in which the interface is, and check `regionId` and the account. If the VPC itself was deleted, take the resource out of the state with `pulumi state delete`.",
    {
      "InvalidVpc.NotFound": "there is no such VPC; most often `vpcId` is wrong.",
    },
  ),
  ...v2.settle([...writes, modifyV2, describe], checkIds, {
    "InvalidNetworkInterface.NotFound": "the VPC does not know the interface.",
  }),
  ...v2.settle(writes, checkIds, {
    "InvalidInstance.NotFound": "the region does not know the instance.",
  }),
  ...v2.settle([attach], "Run `pulumi refresh` to see where it is.", {
    "InvalidNetworkInterface.AlreadyAssociated": "the interface is bound to an instance already.",
  }),
  ...v2.settle([detach], "Run `pulumi refresh` to see where it is.", {
    "InvalidNetworkInterface.NotAttached": "the interface is not bound to the instance any more.",
  }),
  ...v2.settle([remove], "Detach it first.", {
    "InvalidNetworkInterface.CanNotDelete": "the interface cannot be deleted as it is.",
  }),
  ...v2.refused([modifyV2], "Give another name.", {
    "InvalidEniName.InUse": "another interface of the VPC has the name already.",
  }),
  ...v2.refused([create], "Check `subnetId`, `vpcId` and `regionId`.", {
    "InvalidSubnet.NotFound": "there is no such subnet in the VPC.",
  }),
  ...v2.refused([create], checkArguments, {
    InvalidNetworkInterfaceName: "the name is not one for an interface.",
  }),
  ...v2.refused([create], "Delete some, or ask for a higher quota.", {
    NetworkInterfaceLimitExceeded: "the VPC has as many interfaces as it may.",
  }),
];

export const codesOfV3: readonly CodeEntry[] = [...common, ...ofActions];

/** Every code that the documentation lists for the calls we make. Nothing else in the project knows a code. */
export const codes: readonly CodeEntry[] = [...codesOfV3, ...codesOfV2];

/** The codes of a describe that was asked for one id and does not know it. Not those of a VPC, which is an argument. */
export const notFoundCodes: readonly string[] = [
  "ResourceNotFound",
  "InvalidInstanceId.NotFound",
  "InvalidNetworkInterface.NotFound",
];
