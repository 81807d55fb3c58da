import { type CodeEntry, entriesOf } from "../../core/errors";

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

const entry = entriesOf(
  "Tencent Cloud API v3, common error codes",
  "VPC 2017-03-12, error codes of the action (tencentcloud-sdk-go)",
);
const tagSource = "Tag 2018-08-13, error codes (tencentcloud-sdk-go)";
const cvmSource = "CVM 2017-03-12, DescribeInstances";
const entryV2 = entriesOf("Tencent Cloud API v2, common error codes", "VPC API v2, pages of the actions");

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
const checkEndpoint = "Check the endpoint.";
const runAgain = "Run again: a new operation takes a new token.";
const checkIds =
  "Check the ids, `regionId` and the account: what is in another region or account looks unknown.";
const reportIt = "Please report it to the pulumi-eni project.";

/** The API v3: codes of any action. */
const common: readonly CodeEntry[] = [
  // Rate and traffic.
  entry("RequestLimitExceeded*", "throttled", "the rate for this call is used up.", slower),
  entry(
    "InternalError*",
    "uncertain",
    "the cloud had an internal error and does not say whether it acted.",
    lookFirst,
  ),
  entry(
    "InternalServerError*",
    "uncertain",
    "the cloud had an internal error and does not say whether it acted.",
    lookFirst,
  ),
  entry(
    "ServiceUnavailable*",
    "uncertain",
    "the service is down for the moment.",
    "It is asked again; if it lasts, see the cloud's status page.",
  ),
  entry("FailedOperation*", "settle", "the operation failed.", waitAndSee),
  entry("ResourceUnavailable*", "conflict", "the resource cannot be used for the moment.", waitAndSee),
  entry("ResourceInUse*", "settle", "the resource is still bound or used.", waitAndSee),
  // Who asks.
  entry("AuthFailure*", "authentication", "the credentials are not accepted.", checkKey),
  entry(
    "AuthFailure.InvalidAuthorization",
    "authentication",
    "the request's Authorization header is not as it should be.",
    "A proxy may have changed the request: check the endpoint.",
  ),
  entry("AuthFailure.InvalidSecretId", "authentication", "the key is not one of this API.", checkKey),
  entry(
    "AuthFailure.MFAFailure",
    "authentication",
    "the identity must confirm the call with a second factor.",
    "Use an identity that need not.",
  ),
  entry(
    "AuthFailure.SecretIdNotFound",
    "authentication",
    "the key does not exist, or it is disabled.",
    checkKey,
  ),
  entry(
    "AuthFailure.SignatureExpire",
    "authentication",
    "the time of the request is more than 5 minutes off.",
    setClock,
  ),
  entry(
    "AuthFailure.SignatureFailure",
    "authentication",
    "the signature does not match: the secret key is wrong.",
    checkKey,
  ),
  entry(
    "AuthFailure.TokenFailure",
    "authentication",
    "the token is not valid, or it has expired.",
    "Get a new one.",
  ),
  entry(
    "AuthFailure.UnauthorizedOperation",
    "permission",
    "the CAM identity may not do this.",
    checkPermission,
  ),
  entry("UnauthorizedOperation*", "permission", "the CAM identity may not do this.", checkPermission),
  entry(
    "IpInBlacklist",
    "permission",
    "the address of this machine is on the account's block list.",
    "Take it off the list, or run elsewhere.",
  ),
  entry(
    "IpNotInWhitelist",
    "permission",
    "the address of this machine is not on the account's allow list.",
    "Put it on the list, or run elsewhere.",
  ),
  // What was asked.
  entry("ActionOffline", "refused", "the cloud no longer offers this call.", reportIt),
  entry("DryRunOperation", "refused", "the call would have succeeded, but asked not to act.", reportIt),
  entry("InvalidAction", "refused", "the endpoint does not know this call.", checkEndpoint),
  entry("InvalidParameter*", "refused", "a parameter is not as it should be.", checkArguments),
  entry(
    "InvalidParameterValue*",
    "refused",
    "the value of a parameter is not as it should be.",
    checkArguments,
  ),
  entry(
    "InvalidRequest",
    "refused",
    "the request is not as it should be.",
    "A proxy may have changed it: check the endpoint.",
  ),
  entry(
    "LimitExceeded*",
    "refused",
    "a quota is used up; for an attach it is the number of interfaces that the instance may have.",
    "Detach an interface, or use an instance type with more CPU cores; other quotas can be raised.",
  ),
  entry("MissingParameter*", "refused", "a required parameter is missing.", checkArguments),
  entry("NoSuchProduct", "refused", "the endpoint does not know this product.", checkEndpoint),
  entry("NoSuchVersion", "refused", "the endpoint does not know this version of the product.", checkEndpoint),
  entry("OperationDenied*", "refused", "the operation is not allowed.", checkArguments),
  entry("RequestSizeLimitExceeded", "refused", "the request is too long.", reportIt),
  entry("ResponseSizeLimitExceeded", "refused", "the answer would be too long.", reportIt),
  entry(
    "ResourceInsufficient*",
    "refused",
    "there is not enough of the resource.",
    "Use another subnet or zone, or ask again later.",
  ),
  entry("ResourcesSoldOut*", "refused", "the resource is sold out.", "Use another zone, or ask again later."),
  entry("UnknownParameter", "refused", "the call does not know a parameter.", reportIt),
  entry("UnsupportedProtocol", "refused", "the endpoint does not speak this protocol.", "Use https."),
  entry("UnsupportedRegion", "refused", "the service is not offered in this region.", "Check `regionId`."),
  // Existence: only a look tells which of the two is gone, and whether the region is the right one.
  entry(
    "ResourceNotFound*",
    "settle",
    "the region does not know the interface, or not the instance.",
    checkIds,
  ),
  // State: only a look tells whether the goal is reached already.
  entry(
    "UnsupportedOperation*",
    "settle",
    "the cloud does not do this with the interface and the instance as they are; a primary ENI, for one, is never detached.",
    checkArguments,
  ),
];

/** The API v3: codes of the actions that we call. */
const ofActions: readonly CodeEntry[] = [
  entry("LimitExceeded.ActionLimited", "throttled", "the rate for this call is used up.", slower, [
    ...all,
    modify,
  ]),
  entry(
    "InternalError.ModuleError",
    "uncertain",
    "a module of the cloud failed, and it does not say whether it acted.",
    lookFirst,
    [...changes, describe, task],
  ),
  entry(
    "InvalidParameterValue.Malformed",
    "refused",
    "an id is not of the form of one.",
    "Check `networkInterfaceId` and `instanceId`.",
    [...all, modify],
  ),
  entry(
    "UnauthorizedOperation.ForbiddenOperation",
    "permission",
    "the identity is forbidden to do this.",
    checkPermission,
    [attach],
  ),
  entry(
    "UnsupportedOperation.AttachmentAlreadyExists",
    "settle",
    "the interface is bound to an instance already.",
    "Run `pulumi refresh` to see where it is.",
    [attach],
  ),
  entry(
    "UnsupportedOperation.AttachmentNotFound",
    "settle",
    "the interface is not bound to that instance.",
    "Run `pulumi refresh` to see where it is.",
    [detach],
  ),
  entry(
    "UnsupportedOperation.InvalidState",
    "settle",
    "the interface or the instance is in a state that does not allow it.",
    "The interface must be AVAILABLE, the instance RUNNING or STOPPED.",
    [...writes],
  ),
  entry(
    "UnsupportedOperation.ResourceIsInvalidState",
    "settle",
    "the interface or the instance cannot be used in its state.",
    "Look at both in the console.",
    [attach],
  ),
  entry(
    "UnsupportedOperation.MutexOperationTaskRunning",
    "conflict",
    "another task holds the interface or the instance.",
    waitAndSee,
    [...changes],
  ),
  entry(
    "UnsupportedOperation.IdempotentProcessing",
    "conflict",
    "the earlier request with the same token is still being processed.",
    waitAndSee,
    [...changes, create],
  ),
  entry(
    "UnsupportedOperation.IdempotentParameterMismatch",
    "refused",
    "the token was used with other parameters.",
    runAgain,
    [...changes, create],
  ),
  entry(
    "UnsupportedOperation.UnsupportedInstanceFamily",
    "refused",
    "the family of the instance does not take such interfaces.",
    "Use another instance type.",
    [attach],
  ),
  entry(
    "UnsupportedOperation.VpcMismatch",
    "refused",
    "the interface and the instance are not in one VPC.",
    "Name an interface of the instance's VPC.",
    [attach],
  ),
  entry(
    "UnsupportedOperation.ZoneMismatch",
    "refused",
    "the interface and the instance are not in one zone.",
    "Name an interface of a subnet in the instance's zone.",
    [attach],
  ),
  entry(
    "UnsupportedOperation.InstanceAssociateHavip",
    "refused",
    "the instance is bound to a high-availability virtual IP (HAVIP) through this interface.",
    "Unbind the HAVIP first.",
    [detach],
  ),
  // Describe.
  entry("InvalidParameter.Coexist", "refused", "two parameters exclude each other.", reportIt, [describe]),
  entry("InvalidParameter.FilterInvalidKey", "refused", "a filter has a name that is none.", reportIt, [
    describe,
  ]),
  entry("InvalidParameter.FilterNotDict", "refused", "a filter is not an object.", reportIt, [describe]),
  entry("InvalidParameter.FilterValuesNotList", "refused", "the values of a filter are no list.", reportIt, [
    describe,
  ]),
  entry("InvalidParameterValue.LimitExceeded", "refused", "more was asked for than one call may.", reportIt, [
    describe,
  ]),
  entry("InvalidParameterValue.NotUtf8EncodingError", "refused", "a value is not UTF-8.", checkArguments, [
    describe,
  ]),
  entry("InvalidParameterValue.Range", "refused", "a value is out of its range.", reportIt, [describe]),
  // Create and modify.
  entry(
    "InvalidParameterValue.Range",
    "refused",
    "a value is out of its range: most often an address that the subnet does not have.",
    "Check `primaryIpAddress` and `secondaryIpAddresses` against the CIDR block of the subnet.",
    [create],
  ),
  entry(
    "ResourceNotFound*",
    "refused",
    "the region does not know the VPC, the subnet or a security group.",
    "Check `vpcId`, `subnetId`, `securityGroupIds`, `regionId` and the account.",
    [create],
  ),
  entry(
    "ResourceNotFound*",
    "refused",
    "the region does not know a security group, or not the interface any more.",
    "Check `securityGroupIds` and the account; if the interface was deleted, run `pulumi refresh`.",
    [modify],
  ),
  // An address of what was deleted a moment ago is free soon.
  entry(
    "ResourceInUse*",
    "settle",
    "a private address is taken.",
    "Give another one as `primaryIpAddress` or in `secondaryIpAddresses`, or run again when this one is free.",
    [create],
  ),
  entry(
    "InvalidParameterValue.TooLong",
    "refused",
    "a text is too long.",
    "Shorten the name or the description to 60.",
    [create, modify],
  ),
  entry(
    "LimitExceeded.NetworkInterfaceLimitExceeded",
    "refused",
    "the VPC has as many interfaces as it may.",
    "Delete some, or ask for a higher quota.",
    [create],
  ),
  entry(
    "LimitExceeded.Tag*",
    "refused",
    "the interface would have too many tags, or the account too many keys.",
    "Give fewer tags.",
    [create, retag],
  ),
  entry("InvalidParameterValue.Tag*", "refused", "a tag is not valid.", "Check keys and values of `tags`.", [
    create,
    retag,
  ]),
  entry("UnsupportedOperation.Tag*", "refused", "a tag cannot be used.", "Check the keys of `tags`.", [
    create,
  ]),
  entry("ResourceInsufficient.Subnet", "refused", "the subnet has no free address.", "Use another subnet.", [
    create,
  ]),
  entry(
    "UnsupportedOperation.ResourceMismatch",
    "refused",
    "the resources do not belong together.",
    checkArguments,
    [create],
  ),
  entry(
    "UnsupportedOperation.EniNotSupportTerminationProtection",
    "refused",
    "the interface does not support protection from deletion.",
    checkArguments,
    [modify],
  ),
  entry(
    "UnsupportedOperation.SubEniNotSupportTrunking",
    "refused",
    "a sub-interface cannot be a trunk.",
    checkArguments,
    [modify],
  ),
  // Tags.
  entry(
    "FailedOperation.ResourceTagProcessing",
    "conflict",
    "another change of the interface's tags is under way.",
    waitAndSee,
    [retag],
    tagSource,
  ),
  entry(
    "FailedOperation.PolicyEnforcedInvalid",
    "refused",
    "a tag policy of the account forbids it.",
    "Give the tags that the policy wants.",
    [retag],
    tagSource,
  ),
  entry(
    "InvalidParameter.ReservedTagKey",
    "refused",
    "a tag key is reserved for the cloud.",
    "Keys do not begin with qcloud, tencent, project or qcs:.",
    [retag],
    tagSource,
  ),
  entry(
    "InvalidParameter.Tag",
    "refused",
    "a tag is not valid.",
    "Check keys and values of `tags`.",
    [retag],
    tagSource,
  ),
  entry(
    "InvalidParameterValue.DeleteTagsParamError",
    "refused",
    "a tag is to be set and removed by one call.",
    reportIt,
    [retag],
    tagSource,
  ),
  entry(
    "InvalidParameterValue.ResourceDescriptionError",
    "refused",
    "the interface is not described as the tag service wants it.",
    "Check `regionId` and whose keys are in use.",
    [retag],
    tagSource,
  ),
  entry(
    "InvalidParameterValue.RegionInvalid",
    "refused",
    "the tag service does not know the region.",
    "Check `regionId`.",
    [retag],
    tagSource,
  ),
  entry(
    "InvalidParameterValue.UinInvalid",
    "refused",
    "the account is not the owner of the interface.",
    "Use the keys of the account that owns it.",
    [retag],
    tagSource,
  ),
  entry(
    "InvalidParameterValue.ResourceIdInvalid",
    "settle",
    "the tag service does not know the interface.",
    checkIds,
    [retag],
    tagSource,
  ),
  entry(
    "LimitExceeded.ResourceAttachedTags",
    "refused",
    "the interface would have too many tags.",
    "Give fewer tags: other programs may have added some.",
    [retag],
    tagSource,
  ),
  entry(
    "ResourceNotFound.AttachedTagKeyNotFound",
    "settle",
    "a tag that is to be removed is not on the interface any more.",
    waitAndSee,
    [retag],
    tagSource,
  ),
  // Instances.
  entry(
    "InvalidInstanceId.NotFound",
    "settle",
    "the region does not know the instance.",
    checkIds,
    [instances],
    cvmSource,
  ),
  entry(
    "InvalidInstanceId.Malformed",
    "refused",
    "the instance id is not of the form of one.",
    'Check `instanceId`: it begins with "ins-".',
    [instances],
    cvmSource,
  ),
  entry("InvalidFilter*", "refused", "a filter is not as it should be.", reportIt, [instances], cvmSource),
  entry(
    "InvalidZone.MismatchRegion",
    "refused",
    "the zone is not in this region.",
    "Check `regionId`.",
    [instances],
    cvmSource,
  ),
];

/** The API v2: its numbers, and the words of the product VPC, which say more. */
export const codesOfV2: readonly CodeEntry[] = [
  entryV2("4000", "refused", "a parameter is missing or is not as it should be.", checkArguments),
  entryV2("4100", "authentication", "the signature does not match.", checkKey),
  entryV2("4101", "permission", "the identity may not use this call.", checkPermission),
  entryV2("4102", "permission", "the identity may not use one of the resources.", checkPermission),
  entryV2("4103", "permission", "the identity may not use one of the resources.", checkPermission),
  entryV2("4104", "authentication", "the key does not exist.", checkKey),
  entryV2("4105", "authentication", "the token is not valid.", "Get a new one."),
  entryV2(
    "4106",
    "authentication",
    "the identity must confirm the call with a second factor.",
    "Use an identity that need not.",
  ),
  entryV2("4110", "permission", "access management refused the call.", checkPermission),
  entryV2("4200", "authentication", "the time of the request is too far off.", setClock),
  entryV2(
    "4300",
    "permission",
    "the account may not use the service.",
    "Look at the account in the console.",
  ),
  entryV2("4400", "throttled", "the rate for this call is used up.", slower),
  entryV2(
    "4500",
    "nonce",
    "the request looked like a repetition of an earlier one.",
    "It is signed and sent again.",
  ),
  entryV2("4600", "refused", "the endpoint does not speak this protocol.", "Use https."),
  entryV2("5000", "settle", "a resource does not exist.", checkIds),
  entryV2("5100", "settle", "the operation failed.", waitAndSee),
  entryV2(
    "5000",
    "refused",
    "the VPC, the subnet or a security group does not exist.",
    "Check `vpcId`, `subnetId`, `securityGroupIds`, `regionId` and the account.",
    [create],
  ),
  entryV2(
    "5100",
    "settle",
    "the interface cannot be made: a private address may be taken or not the subnet's, or none is left.",
    "Check `primaryIpAddress`, `secondaryIpAddresses` and the free addresses of the subnet.",
    [create],
  ),
  entryV2("5200", "refused", "buying the resource failed.", "Look at the account in the console."),
  entryV2("5300", "refused", "the balance of the account is too low.", "Look at the account in the console."),
  entryV2("5400", "uncertain", "only a part was done.", lookFirst),
  entryV2(
    "5500",
    "refused",
    "the account's qualification is not approved.",
    "Look at the account in the console.",
  ),
  entryV2(
    "6000",
    "uncertain",
    "the cloud had an internal error and does not say whether it acted.",
    lookFirst,
  ),
  entryV2("6100", "refused", "this version of the API does not have the call.", 'Use `api: "v3"`.'),
  entryV2(
    "6200",
    "uncertain",
    "the service is down for the moment.",
    "It is asked again; if it lasts, see the cloud's status page.",
  ),
  entryV2(
    "ActionLocked",
    "conflict",
    "another operation holds the resource.",
    waitAndSee,
    [...writes],
    "VPC API v2, VPC error codes",
  ),
  entryV2(
    "InvalidVpc.NotFound",
    "refused",
    "there is no such VPC; most often `vpcId` is wrong.",
    "Give the VPC in which the interface is, and check `regionId` and the account. If the VPC itself was deleted, take the resource out of the state with `pulumi state delete`.",
    [...writes, create, modifyV2, describe],
  ),
  entryV2("InvalidNetworkInterface.NotFound", "settle", "the VPC does not know the interface.", checkIds, [
    ...writes,
    modifyV2,
    describe,
  ]),
  entryV2("InvalidInstance.NotFound", "settle", "the region does not know the instance.", checkIds, [
    ...writes,
  ]),
  entryV2(
    "InvalidNetworkInterface.AlreadyAssociated",
    "settle",
    "the interface is bound to an instance already.",
    "Run `pulumi refresh` to see where it is.",
    [attach],
  ),
  entryV2(
    "InvalidNetworkInterface.NotAttached",
    "settle",
    "the interface is not bound to the instance any more.",
    "Run `pulumi refresh` to see where it is.",
    [detach],
  ),
  entryV2(
    "InvalidNetworkInterface.CanNotDelete",
    "settle",
    "the interface cannot be deleted as it is.",
    "Detach it first.",
    [remove],
  ),
  entryV2(
    "InvalidEniName.InUse",
    "refused",
    "another interface of the VPC has the name already.",
    "Give another name.",
    [modifyV2],
  ),
  entryV2(
    "InvalidSubnet.NotFound",
    "refused",
    "there is no such subnet in the VPC.",
    "Check `subnetId`, `vpcId` and `regionId`.",
    [create],
  ),
  entryV2("InvalidNetworkInterfaceName", "refused", "the name is not one for an interface.", checkArguments, [
    create,
  ]),
  entryV2(
    "NetworkInterfaceLimitExceeded",
    "refused",
    "the VPC has as many interfaces as it may.",
    "Delete some, or ask for a higher quota.",
    [create],
  ),
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
