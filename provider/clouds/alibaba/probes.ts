import type { Probe, UsedAction } from "../../contract/access";

const describes = "page of the action; a describe changes nothing";
/** `DryRun` is a parameter of DescribeInstances alone among these actions, by SDK 7.11.6. */
const writes = "page of the action; it has no dry run";

function of(service: string, action: string, purpose: string, parameters?: Probe["parameters"]): UsedAction {
  const known = { service, action, permission: `${service}:${action}`, purpose };
  return parameters ? { ...known, probe: { parameters }, source: describes } : { ...known, source: writes };
}

const ecs = (action: string, purpose: string, parameters?: Probe["parameters"]) =>
  of("ecs", action, purpose, parameters);

/** Every action that the provider calls. The probes ask for the shortest page. */
export const usedActions: readonly UsedAction[] = [
  {
    service: "sts",
    action: "GetCallerIdentity",
    purpose: "name the account",
    namesAccount: true,
    probe: { parameters: () => ({}) },
    source: "page of GetCallerIdentity; it needs no permission",
  },
  ecs("DescribeNetworkInterfaces", "find interfaces", ({ regionId }) => ({
    RegionId: regionId,
    MaxResults: 10,
  })),
  ecs("DescribeInstances", "find instances", ({ regionId }) => ({
    RegionId: regionId,
    MaxResults: 10,
  })),
  ecs("DescribeInstanceTypes", "know what an instance can hold", ({ regionId }) => ({
    RegionId: regionId,
    InstanceTypes: ["ecs.g7.large"],
  })),
  of("vpc", "DescribeVSwitches", "know the vSwitch of a new interface", ({ regionId }) => ({
    RegionId: regionId,
    PageSize: 1,
  })),
  ecs("DescribeSecurityGroups", "know the security groups of an interface", ({ regionId }) => ({
    RegionId: regionId,
    MaxResults: 1,
  })),
  ecs("DescribeAccountAttributes", "know how many interfaces the account can have", ({ regionId }) => ({
    RegionId: regionId,
    AttributeName: ["max-elastic-network-interfaces"],
  })),
  ecs("AttachNetworkInterface", "attach"),
  ecs("DetachNetworkInterface", "detach"),
  ecs("CreateNetworkInterface", "create interfaces"),
  ecs("ModifyNetworkInterfaceAttribute", "change interfaces"),
  ecs("DeleteNetworkInterface", "delete interfaces"),
  ecs("AssignPrivateIpAddresses", "add IPv4 addresses"),
  ecs("UnassignPrivateIpAddresses", "remove IPv4 addresses"),
  ecs("AssignIpv6Addresses", "add IPv6 addresses"),
  ecs("UnassignIpv6Addresses", "remove IPv6 addresses"),
  ecs("TagResources", "set tags"),
  ecs("UntagResources", "remove tags"),
];
