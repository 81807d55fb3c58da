import { type CodeEntry, entriesOf } from "../../core/errors";

const common = "Zenlayer Cloud API 2.0, common error codes";
const zec2025 = "ZEC 2025-09-01, error codes of the action";
const zec2024 = "ZEC 2024-04-01, error codes of the action";
const seen = "Zenlayer's Terraform provider, which meets it though no page lists it";
const zrm = "ZRM 2025-10-14, error codes of the action";
const sdk = "Zenlayer's SDKs for Go and Python, which pair it with HTTP 429";

const attach = "AttachNetworkInterface";
const detach = "DetachNetworkInterface";
const remove = "DeleteNetworkInterface";
const create = "CreateNetworkInterface";
const modify = "ModifyNetworkInterfaceAttribute";
const retag = "ModifyResourceTags";

const entry = entriesOf(common, zec2025);

const checkArguments = "Check the arguments of the resource.";
const lookFirst =
  "It is looked at before anything is sent again; if it lasts, open a ticket with the request id.";
const checkClock = "Set this machine's clock.";

/** Every code that the documentation lists for the calls we make. Nothing else in the project knows a code. */
export const codes: readonly CodeEntry[] = [
  // Rate and traffic.
  entry(
    "REQUEST_LIMIT_EXCEEDED",
    "throttled",
    "the account's rate for this call is used up.",
    "Run it again later, or with a lower `--parallel`; other programs of the account share the quota.",
    [],
    sdk,
  ),
  entry(
    "SERVICE_TEMPORARY_UNAVAILABLE",
    "uncertain",
    "the service is down for the moment.",
    "It is asked again; if it lasts, see the cloud's status page.",
  ),
  entry(
    "INTERNAL_SERVER_ERROR",
    "uncertain",
    "the cloud had an internal error and does not say whether it acted.",
    lookFirst,
  ),
  entry(
    "REQUEST_TIMED_OUT",
    "uncertain",
    "the cloud ran out of time and does not say whether it acted.",
    lookFirst,
  ),
  entry(
    "INVALID_OPERATION_TIMEOUT",
    "uncertain",
    "the operation ran out of time and the cloud does not say whether it was done.",
    lookFirst,
    [attach, create],
    seen,
  ),
  // Who asks.
  entry(
    "AUTHFAILURE_INVALID_AUTHORIZATION",
    "authentication",
    "the Authorization header is not of the expected form, or the access key does not exist.",
    "Check the access key; a proxy may have changed the request.",
  ),
  entry(
    "AUTHFAILURE_SIGNATURE_FAILURE",
    "authentication",
    "the signature does not match: the access key's password is wrong.",
    "Check the password.",
  ),
  entry(
    "AUTHFAILURE_SIGNATURE_EXPIRED",
    "authentication",
    "the time of the request is more than 5 minutes off.",
    checkClock,
  ),
  entry(
    "AUTHFAILURE_UNAUTHORIZED_OPERATION",
    "permission",
    "the key may not do this, or the endpoint does not know this call.",
    "Grant the key's owner the permission for this call on this resource, or use other credentials.",
  ),
  // What was asked.
  entry("MISSING_PARAMETER", "refused", "a required parameter is missing.", checkArguments),
  entry("INVALID_PARAMETER_TYPE", "refused", "a parameter is not of the expected type.", checkArguments),
  entry("INVALID_PARAMETER_EXCEED_MAXIMUM", "refused", "a parameter is above its maximum.", checkArguments),
  entry("INVALID_PARAMETER_LESS_MINIMUM", "refused", "a parameter is below its minimum.", checkArguments),
  entry("INVALID_PARAMETER_EXCEED_LENGTH", "refused", "a parameter is too long.", checkArguments),
  entry("INVALID_PARAMETER_LESS_LENGTH", "refused", "a parameter is too short.", checkArguments),
  entry(
    "INVALID_PARAMETER_PATTERN_ERROR",
    "refused",
    "a parameter is not of the expected form.",
    checkArguments,
  ),
  entry(
    "INVALID_PARAMETER_DATE_FORMAT_ERROR",
    "refused",
    "a date is not of the expected form.",
    checkArguments,
  ),
  entry("INVALID_PARAMETER_VALUE", "refused", "a parameter has a value that is not allowed.", checkArguments),
  // Existence: only a look tells which of the two is gone.
  entry(
    "OPERATION_FAILED_RESOURCE_NOT_FOUND",
    "settle",
    "the account does not have the vNIC or the instance; the code does not say which.",
    "Check `networkInterfaceId`, `instanceId` and the account; it may have been deleted.",
  ),
  entry(
    "INVALID_NIC_NOT_FOUND",
    "settle",
    "the account does not have the vNIC.",
    "Check `networkInterfaceId` and the account; it may have been deleted.",
    [attach, detach, modify, remove],
  ),
  entry(
    "INVALID_INSTANCE_NOT_FOUND",
    "settle",
    "the account does not have the instance.",
    "Check `instanceId` and the account; it may have been released.",
    [attach],
  ),
  entry(
    "OPERATION_FAILED_FOR_RECYCLE_RESOURCE",
    "refused",
    "the resource is in the recycle bin.",
    "Take it out of the recycle bin in the console, then run again.",
  ),
  entry(
    "OPERATION_FAILED_RESOURCE_GROUP_NOT_FOUND",
    "refused",
    "the resource group does not exist.",
    "Check `resourceGroupId`.",
  ),
  // State.
  entry(
    "INVALID_NIC_STATUS",
    "settle",
    "the vNIC is in a state that does not allow it.",
    "An attach wants it AVAILABLE, a detach USED, a deletion AVAILABLE.",
    [attach, detach, remove, modify],
  ),
  entry(
    "INVALID_NIC_ATTACHED",
    "settle",
    "the vNIC is attached to an instance.",
    "Run `pulumi refresh` to see where it is; detach it there first.",
    [attach, remove],
  ),
  entry(
    "OPERATION_DENIED_NIC_NOT_EXIST_INSTANCE",
    "settle",
    "the vNIC is not attached to an instance.",
    "Run `pulumi refresh` to see where it is.",
    [detach],
    zec2024,
  ),
  entry(
    "OPERATION_DENIED_INSTANCE_STATUS_NOT_SUPPORT",
    "settle",
    "the instance is in a state that does not allow it: it must be RUNNING.",
    "Wait until it is, or start it.",
    [attach, detach],
  ),
  entry(
    "INVALID_INSTANCE_PRECHECK_ABNORMAL",
    "settle",
    "the instance did not pass the check before the operation: its guest agent (QGA) is missing or does not answer.",
    "Install and start the guest agent in the instance, then run again.",
    [attach, detach],
    zec2024,
  ),
  // Constraints.
  entry(
    "INVALID_NIC_PRIMARY_CANT_DETACH",
    "refused",
    "the vNIC is the primary one of its instance, which cannot be detached.",
    "Take the resource out of the program (`pulumi state delete` takes it out of the state).",
    [detach],
  ),
  entry(
    "INVALID_NIC_PRIMARY_CANT_DELETE",
    "refused",
    "the vNIC is the primary one of its instance, which is deleted with the instance.",
    "Take the resource out of the program.",
    [remove],
  ),
  entry(
    "INVALID_NIC_LB_ASSOCIATED",
    "refused",
    "a private address of the vNIC is a backend server of a load balancer.",
    "Remove that address from the load balancer's backend servers, then run again.",
    [detach],
  ),
  entry(
    "INVALID_NIC_INSTANCE_REGION_MISMATCH",
    "refused",
    "the vNIC and the instance are not in one region.",
    "Name a vNIC of the instance's region.",
    [attach],
  ),
  entry(
    "INVALID_INSTANCE_NIC_LIMIT",
    "refused",
    "the instance has as many vNICs as it may.",
    "Detach one, or use another instance type; a detach that is still going on counts until it ends.",
    [attach],
    zec2024,
  ),
  entry(
    "OPERATION_DENIED_POSTPAID_INSTANCE_IN_PROMISE",
    "refused",
    "the pay-as-you-go resource is within the time that was promised.",
    "Delete it when that time has ended.",
    [remove],
    zec2024,
  ),
  // Creation and change.
  entry(
    "INVALID_SUBNET_NOT_FOUND",
    "refused",
    "the subnet does not exist.",
    "Check `subnetId` and the account.",
    [create],
  ),
  entry(
    "OPERATION_DENIED_INTERNET_CHARGE_TYPE_NOT_SUPPORT",
    "refused",
    "this way of charging for traffic is not offered here.",
    "Use another one.",
    [create],
  ),
  entry(
    "INVALID_SECURITY_GROUP_NOT_FOUND",
    "refused",
    "the security group does not exist.",
    "Check `securityGroupId` and the account.",
    [create, modify],
  ),
  // Tags.
  entry(
    "INVALID_RESOURCE_NOT_FOUND",
    "settle",
    "the vNIC does not exist.",
    "Check the account; it may have been deleted.",
    [retag],
    zrm,
  ),
  entry(
    "INVALID_RESOURCE_CAN_NOT_BOUND",
    "refused",
    "the tags of this vNIC cannot be changed.",
    "Make it anew with them: `pulumi up --replace` with the resource's URN.",
    [retag],
    zrm,
  ),
];

/** The codes of a describe that was asked for one id and does not know it, of both generations. */
export const notFoundCodes: readonly string[] = [
  "OPERATION_FAILED_RESOURCE_NOT_FOUND",
  "INVALID_NIC_NOT_FOUND",
  "INVALID_INSTANCE_NOT_FOUND",
];
