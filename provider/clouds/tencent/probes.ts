import type { Probe, UsedAction } from "../../contract/access";

const describes = "page of the action; a describe changes nothing";
/** No request of these actions has a `DryRun` in the models of tencentcloud-sdk-nodejs 4.1. */
const writes = "page of the action; it has no dry run";

function of(service: string, action: string, purpose: string, probe?: Probe): UsedAction {
  const [product] = service.split(" ");
  const known = { service, action, permission: `${product}:${action}`, purpose };
  return probe ? { ...known, probe, source: describes } : { ...known, source: writes };
}

/** The pages list all three for an id that does not exist or has another form. */
const unknownId = ["ResourceNotFound", "InvalidParameterValue", "InvalidParameterValue.Malformed"];

/** The shortest page. It needs no id, which could be refused before the permission is checked. */
const onePage: Probe = { parameters: () => ({ Limit: 1 }) };

/** These actions take the number as text. */
const onePageInText: Probe = { parameters: () => ({ Limit: "1" }) };

/** What both generations call: only the API v3 knows instances, their limits and the account. */
const shared: readonly UsedAction[] = [
  {
    ...of("sts", "GetCallerIdentity", "name the account", { parameters: () => ({}) }),
    namesAccount: true,
  },
  of("vpc", "DescribeNetworkInterfaces", "find interfaces", onePage),
  of("cvm", "DescribeInstances", "find instances", onePage),
  of("vpc", "DescribeSubnets", "know the subnet of a new interface", onePageInText),
  of("vpc", "DescribeSecurityGroups", "know the security groups of an interface", onePageInText),
  of("vpc", "DescribeUsedIpAddress", "know whether an address is free", {
    parameters: () => ({ VpcId: "vpc-doctor00" }),
    refusedIds: unknownId,
  }),
  of("vpc", "DescribeVpcLimits", "know how many interfaces a VPC can have", {
    parameters: () => ({ LimitTypes: ["vpc-max-enis"] }),
  }),
  of("vpc", "DescribeHaVips", "know what prevents a detach", onePage),
  of("vpc", "DescribeNetworkInterfaceLimit", "know what an instance can hold", {
    parameters: () => ({ InstanceId: "ins-doctor00" }),
    refusedIds: unknownId,
  }),
];

/** The writes have the same names in both generations, except for the change of an interface. */
function writesOf(service: string, changeAction: string): readonly UsedAction[] {
  return [
    of(service, "AttachNetworkInterface", "attach"),
    of(service, "DetachNetworkInterface", "detach"),
    of(service, "CreateNetworkInterface", "create interfaces"),
    of(service, changeAction, "change interfaces"),
    of(service, "DeleteNetworkInterface", "delete interfaces"),
    of(service, "AssignPrivateIpAddresses", "add addresses"),
    of(service, "UnassignPrivateIpAddresses", "remove addresses"),
  ];
}

/** Every action that the provider calls with `api: "v3"`. */
export const usedActionsV3: readonly UsedAction[] = [
  ...shared,
  of("vpc", "DescribeVpcTaskResult", "follow the task of a change", {
    parameters: () => ({ TaskId: "00000000-0000-0000-0000-000000000000" }),
    refusedIds: unknownId,
  }),
  ...writesOf("vpc", "ModifyNetworkInterfaceAttribute"),
  of("tag", "ModifyResourceTags", "change tags"),
];

/** Every action that the provider calls with `api: "v2"`. The service of the legacy API is named "vpc v2" here. */
export const usedActionsV2: readonly UsedAction[] = [
  ...shared,
  of("vpc v2", "DescribeNetworkInterfaces", "find interfaces", {
    parameters: ({ vpcId }) => (vpcId === undefined ? undefined : { vpcId, offset: 0, limit: 1 }),
  }),
  of("vpc v2", "DescribeVpcTaskResult", "follow the task of a change", {
    parameters: () => ({ taskId: 1 }),
    refusedIds: ["5000"],
  }),
  ...writesOf("vpc v2", "ModifyNetworkInterface"),
];
