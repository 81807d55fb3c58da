import { anyCall, codeGroups } from "../../contract/code-table";
import type { CodeEntry } from "../../core/errors";

const attach = "AttachNetworkInterface";
const detach = "DetachNetworkInterface";
const remove = "DeleteNetworkInterface";
const create = "CreateNetworkInterface";
const modify = "ModifyNetworkInterfaceAttribute";
const retag = "ModifyResourceTags";

const slower =
  "Run it again later, or with a lower `--parallel`; other programs of the account share the quota.";
const checkArguments = "Check the arguments of the resource.";
const lookFirst =
  "It is looked at before anything is sent again; if it lasts, open a ticket with the request id.";
const setClock = "Set this machine's clock.";

const { uncertain, settle, refused, authentication, permission } = codeGroups(
  "Zenlayer Cloud API 2.0, common error codes",
  "ZEC 2025-09-01, error codes of the action",
);
const zec2024 = codeGroups("ZEC 2024-04-01, error codes of the action");
const zrm = codeGroups("ZRM 2025-10-14, error codes of the action");
const sdk = codeGroups("Zenlayer's SDKs for Go and Python, which pair it with HTTP 429");
const seen = codeGroups("Zenlayer's Terraform provider, which meets it though no page lists it");

/** Every code that the documentation lists for the calls we make. Nothing else in the project knows a code. */
export const codes: readonly CodeEntry[] = [
  // Rate and traffic.
  ...sdk.throttled(anyCall, slower, {
    REQUEST_LIMIT_EXCEEDED: "the account's rate for this call is used up.",
  }),
  ...uncertain(anyCall, "It is asked again; if it lasts, see the cloud's status page.", {
    SERVICE_TEMPORARY_UNAVAILABLE: "the service is down for the moment.",
  }),
  ...uncertain(anyCall, lookFirst, {
    INTERNAL_SERVER_ERROR: "the cloud had an internal error and does not say whether it acted.",
    REQUEST_TIMED_OUT: "the cloud ran out of time and does not say whether it acted.",
  }),
  ...seen.uncertain([attach, create], lookFirst, {
    INVALID_OPERATION_TIMEOUT:
      "the operation ran out of time and the cloud does not say whether it was done.",
  }),
  // Who asks.
  ...authentication(anyCall, "Check the access key; a proxy may have changed the request.", {
    AUTHFAILURE_INVALID_AUTHORIZATION:
      "the Authorization header is not of the expected form, or the access key does not exist.",
  }),
  ...authentication(anyCall, "Check the password.", {
    AUTHFAILURE_SIGNATURE_FAILURE: "the signature does not match: the access key's password is wrong.",
  }),
  ...authentication(anyCall, setClock, {
    AUTHFAILURE_SIGNATURE_EXPIRED: "the time of the request is more than 5 minutes off.",
  }),
  ...permission(
    anyCall,
    "Grant the key's owner the permission for this call on this resource, or use other credentials.",
    {
      AUTHFAILURE_UNAUTHORIZED_OPERATION: "the key may not do this, or the endpoint does not know this call.",
    },
  ),
  // What was asked.
  ...refused(anyCall, checkArguments, {
    MISSING_PARAMETER: "a required parameter is missing.",
    INVALID_PARAMETER_TYPE: "a parameter is not of the expected type.",
    INVALID_PARAMETER_EXCEED_MAXIMUM: "a parameter is above its maximum.",
    INVALID_PARAMETER_LESS_MINIMUM: "a parameter is below its minimum.",
    INVALID_PARAMETER_EXCEED_LENGTH: "a parameter is too long.",
    INVALID_PARAMETER_LESS_LENGTH: "a parameter is too short.",
    INVALID_PARAMETER_PATTERN_ERROR: "a parameter is not of the expected form.",
    INVALID_PARAMETER_DATE_FORMAT_ERROR: "a date is not of the expected form.",
    INVALID_PARAMETER_VALUE: "a parameter has a value that is not allowed.",
  }),
  // Existence: only a look tells which of the two is gone.
  ...settle(anyCall, "Check `networkInterfaceId`, `instanceId` and the account; it may have been deleted.", {
    OPERATION_FAILED_RESOURCE_NOT_FOUND:
      "the account does not have the vNIC or the instance; the code does not say which.",
  }),
  ...settle(
    [attach, detach, modify, remove],
    "Check `networkInterfaceId` and the account; it may have been deleted.",
    {
      INVALID_NIC_NOT_FOUND: "the account does not have the vNIC.",
    },
  ),
  ...settle([attach], "Check `instanceId` and the account; it may have been released.", {
    INVALID_INSTANCE_NOT_FOUND: "the account does not have the instance.",
  }),
  ...refused(anyCall, "Take it out of the recycle bin in the console, then run again.", {
    OPERATION_FAILED_FOR_RECYCLE_RESOURCE: "the resource is in the recycle bin.",
  }),
  ...refused(anyCall, "Check `resourceGroupId`.", {
    OPERATION_FAILED_RESOURCE_GROUP_NOT_FOUND: "the resource group does not exist.",
  }),
  // State.
  ...settle(
    [attach, detach, remove, modify],
    "An attach wants it AVAILABLE, a detach USED, a deletion AVAILABLE.",
    {
      INVALID_NIC_STATUS: "the vNIC is in a state that does not allow it.",
    },
  ),
  ...settle([attach, remove], "Run `pulumi refresh` to see where it is; detach it there first.", {
    INVALID_NIC_ATTACHED: "the vNIC is attached to an instance.",
  }),
  ...zec2024.settle([detach], "Run `pulumi refresh` to see where it is.", {
    OPERATION_DENIED_NIC_NOT_EXIST_INSTANCE: "the vNIC is not attached to an instance.",
  }),
  ...settle([attach, detach], "Wait until it is, or start it.", {
    OPERATION_DENIED_INSTANCE_STATUS_NOT_SUPPORT:
      "the instance is in a state that does not allow it: it must be RUNNING.",
  }),
  ...zec2024.settle([attach, detach], "Install and start the guest agent in the instance, then run again.", {
    INVALID_INSTANCE_PRECHECK_ABNORMAL:
      "the instance did not pass the check before the operation: its guest agent (QGA) is missing or does not answer.",
  }),
  // Constraints.
  ...refused(
    [detach],
    "Take the resource out of the program (`pulumi state delete` takes it out of the state).",
    {
      INVALID_NIC_PRIMARY_CANT_DETACH:
        "the vNIC is the primary one of its instance, which cannot be detached.",
    },
  ),
  ...refused([remove], "Take the resource out of the program.", {
    INVALID_NIC_PRIMARY_CANT_DELETE:
      "the vNIC is the primary one of its instance, which is deleted with the instance.",
  }),
  ...refused([detach], "Remove that address from the load balancer's backend servers, then run again.", {
    INVALID_NIC_LB_ASSOCIATED: "a private address of the vNIC is a backend server of a load balancer.",
  }),
  ...refused([attach], "Name a vNIC of the instance's region.", {
    INVALID_NIC_INSTANCE_REGION_MISMATCH: "the vNIC and the instance are not in one region.",
  }),
  ...zec2024.refused(
    [attach],
    "Detach one, or use another instance type; a detach that is still going on counts until it ends.",
    {
      INVALID_INSTANCE_NIC_LIMIT: "the instance has as many vNICs as it may.",
    },
  ),
  ...zec2024.refused([remove], "Delete it when that time has ended.", {
    OPERATION_DENIED_POSTPAID_INSTANCE_IN_PROMISE:
      "the pay-as-you-go resource is within the time that was promised.",
  }),
  // Creation and change.
  ...refused([create], "Check `subnetId` and the account.", {
    INVALID_SUBNET_NOT_FOUND: "the subnet does not exist.",
  }),
  ...refused([create], "Use another one.", {
    OPERATION_DENIED_INTERNET_CHARGE_TYPE_NOT_SUPPORT:
      "this way of charging for traffic is not offered here.",
  }),
  ...refused([create, modify], "Check `securityGroupId` and the account.", {
    INVALID_SECURITY_GROUP_NOT_FOUND: "the security group does not exist.",
  }),
  // Tags.
  ...zrm.settle([retag], "Check the account; it may have been deleted.", {
    INVALID_RESOURCE_NOT_FOUND: "the vNIC does not exist.",
  }),
  ...zrm.refused([retag], "Make it anew with them: `pulumi up --replace` with the resource's URN.", {
    INVALID_RESOURCE_CAN_NOT_BOUND: "the tags of this vNIC cannot be changed.",
  }),
];

/** The codes of a describe that was asked for one id and does not know it, of both generations. */
export const notFoundCodes: readonly string[] = [
  "OPERATION_FAILED_RESOURCE_NOT_FOUND",
  "INVALID_NIC_NOT_FOUND",
  "INVALID_INSTANCE_NOT_FOUND",
];
