import { anyCall, codeGroups } from "../../contract/code-table";
import type { CodeEntry } from "../../core/errors";

const attach = "AttachNetworkInterface";
const detach = "DetachNetworkInterface";
const remove = "DeleteNetworkInterface";
const create = "CreateNetworkInterface";
const modify = "ModifyNetworkInterfaceAttribute";
const retag = "ModifyResourceTags";

const slower =
  "Run the command again later, or with a lower `--parallel`. Other programs of the account share this rate limit.";
const checkArguments = "Check the arguments of the resource.";
const lookFirst =
  "pulumi-eni looks at the result before it repeats the call. If the error stays, open a ticket with the request id.";
const setClock = "Correct this machine's clock.";

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
    REQUEST_LIMIT_EXCEEDED: "the account has reached the rate limit of this call.",
  }),
  ...uncertain(anyCall, "pulumi-eni repeats the call. If the error stays, see the cloud's status page.", {
    SERVICE_TEMPORARY_UNAVAILABLE: "the service is temporarily unavailable.",
  }),
  ...uncertain(anyCall, lookFirst, {
    INTERNAL_SERVER_ERROR:
      "the cloud had an internal error and does not say whether it carried out the call.",
    REQUEST_TIMED_OUT: "the cloud ran out of time and does not say whether it carried out the call.",
  }),
  ...seen.uncertain([attach, create], lookFirst, {
    INVALID_OPERATION_TIMEOUT:
      "the operation ran out of time, and the cloud does not say whether it completed.",
  }),
  // Who asks.
  ...authentication(anyCall, "Check the access key; a proxy may have changed the request.", {
    AUTHFAILURE_INVALID_AUTHORIZATION:
      "the Authorization header is not in the expected format, or the access key does not exist.",
  }),
  ...authentication(anyCall, "Check the access key's password.", {
    AUTHFAILURE_SIGNATURE_FAILURE: "the signature does not match: the access key's password is wrong.",
  }),
  ...authentication(anyCall, setClock, {
    AUTHFAILURE_SIGNATURE_EXPIRED: "the request's time is more than 5 minutes off.",
  }),
  ...permission(
    anyCall,
    "Grant the access key's owner the permission for this call on this resource, or use other credentials.",
    {
      AUTHFAILURE_UNAUTHORIZED_OPERATION:
        "the access key does not have the permission for this, or the endpoint does not know this call.",
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
    INVALID_PARAMETER_PATTERN_ERROR: "a parameter is not in the expected format.",
    INVALID_PARAMETER_DATE_FORMAT_ERROR: "a date is not in the expected format.",
    INVALID_PARAMETER_VALUE: "a parameter has a value that is not allowed.",
  }),
  // Existence: only a look tells which of the two is gone.
  ...settle(
    anyCall,
    "Check `networkInterfaceId`, `instanceId` and the account. The vNIC or the instance may have been deleted.",
    {
      OPERATION_FAILED_RESOURCE_NOT_FOUND:
        "the account does not have the vNIC or the instance; the code does not say which.",
    },
  ),
  ...settle(
    [attach, detach, modify, remove],
    "Check `networkInterfaceId` and the account. The vNIC may have been deleted.",
    {
      INVALID_NIC_NOT_FOUND: "the account does not have the vNIC.",
    },
  ),
  ...settle([attach], "Check `instanceId` and the account. The instance may have been released.", {
    INVALID_INSTANCE_NOT_FOUND: "the account does not have the instance.",
  }),
  ...refused(
    anyCall,
    "Restore the resource from the recycle bin in the console, then run the command again.",
    {
      OPERATION_FAILED_FOR_RECYCLE_RESOURCE: "the resource is in the recycle bin.",
    },
  ),
  ...refused(anyCall, "Check `resourceGroupId`.", {
    OPERATION_FAILED_RESOURCE_GROUP_NOT_FOUND: "the resource group does not exist.",
  }),
  // State.
  ...settle(
    [attach, detach, remove, modify],
    "The vNIC must be AVAILABLE for an attach or a deletion, and USED for a detach.",
    {
      INVALID_NIC_STATUS: "the vNIC's state does not allow this.",
    },
  ),
  ...settle(
    [attach, remove],
    "Run `pulumi refresh` to see which instance holds it, and detach it there first.",
    {
      INVALID_NIC_ATTACHED: "the vNIC is attached to an instance.",
    },
  ),
  ...zec2024.settle([detach], "Run `pulumi refresh` to see which instance holds it now.", {
    OPERATION_DENIED_NIC_NOT_EXIST_INSTANCE: "the vNIC is not attached to an instance.",
  }),
  ...settle([attach, detach], "Start the instance, or wait until it runs.", {
    OPERATION_DENIED_INSTANCE_STATUS_NOT_SUPPORT:
      "the instance's state does not allow this: it must be RUNNING.",
  }),
  ...zec2024.settle(
    [attach, detach],
    "Install and start the guest agent in the instance, then run the command again.",
    {
      INVALID_INSTANCE_PRECHECK_ABNORMAL:
        "the instance did not pass the check before the operation: its guest agent (QGA) is missing or does not answer.",
    },
  ),
  // Constraints.
  ...refused(
    [detach],
    "Remove the resource from the program, and from the state with `pulumi state delete`.",
    {
      INVALID_NIC_PRIMARY_CANT_DETACH:
        "the vNIC is the primary one of its instance, which cannot be detached.",
    },
  ),
  ...refused(
    [remove],
    "Remove the resource from the program, and from the state with `pulumi state delete`.",
    {
      INVALID_NIC_PRIMARY_CANT_DELETE:
        "the vNIC is the primary one of its instance, which is deleted with the instance.",
    },
  ),
  ...refused(
    [detach],
    "Remove the address from the load balancer's backend servers, then run the command again.",
    {
      INVALID_NIC_LB_ASSOCIATED: "a private address of the vNIC is a backend server of a load balancer.",
    },
  ),
  ...refused([attach], "Use a vNIC in the instance's region.", {
    INVALID_NIC_INSTANCE_REGION_MISMATCH: "the vNIC and the instance are not in the same region.",
  }),
  ...zec2024.refused(
    [attach],
    "Detach a vNIC, or use another instance type. A vNIC counts until its detach has ended.",
    {
      INVALID_INSTANCE_NIC_LIMIT: "the instance already has as many vNICs as it can.",
    },
  ),
  ...zec2024.refused([remove], "Delete the vNIC after this period.", {
    OPERATION_DENIED_POSTPAID_INSTANCE_IN_PROMISE:
      "the pay-as-you-go vNIC is still within its minimum period of use.",
  }),
  // Creation and change.
  ...refused([create], "Check `subnetId` and the account.", {
    INVALID_SUBNET_NOT_FOUND: "the subnet does not exist.",
  }),
  ...refused([create], "Use another `internetChargeType`.", {
    OPERATION_DENIED_INTERNET_CHARGE_TYPE_NOT_SUPPORT:
      "the region does not offer this way of charging for traffic.",
  }),
  ...refused([create, modify], "Check `securityGroupId` and the account.", {
    INVALID_SECURITY_GROUP_NOT_FOUND: "the security group does not exist.",
  }),
  // Tags.
  ...zrm.settle([retag], "Check the account. The vNIC may have been deleted.", {
    INVALID_RESOURCE_NOT_FOUND: "the vNIC does not exist.",
  }),
  ...zrm.refused(
    [retag],
    "Replace the vNIC to change its tags: `pulumi up --replace` with the resource's URN.",
    {
      INVALID_RESOURCE_CAN_NOT_BOUND: "the tags of this vNIC cannot be changed.",
    },
  ),
];

/** The codes with which a describe by ids may refuse an unknown id. One of another kind says nothing about it. */
export const unknownIdCodes = {
  interfaces: ["OPERATION_FAILED_RESOURCE_NOT_FOUND", "INVALID_NIC_NOT_FOUND"],
  instances: ["OPERATION_FAILED_RESOURCE_NOT_FOUND", "INVALID_INSTANCE_NOT_FOUND"],
  others: ["OPERATION_FAILED_RESOURCE_NOT_FOUND"],
} as const;
