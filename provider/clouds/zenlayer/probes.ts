import type { UsedAction } from "../../contract/access";

const describes = "page of the action; a describe changes nothing";
const writes = "page of the action; it has no dry run";

function zec(action: string, purpose: string, probe?: Readonly<Record<string, unknown>>): UsedAction {
  const known = { service: "zec", action, purpose };
  return probe
    ? { ...known, probe: { parameters: () => probe }, source: describes }
    : { ...known, source: writes };
}

/**
 * Every action that the provider calls. The pages do not name permissions, so the actions stand for them. The first
 * page of one item is enough.
 */
export const usedActions: readonly UsedAction[] = [
  zec("DescribeNetworkInterfaces", "find interfaces", { pageSize: 1, pageNum: 1 }),
  zec("DescribeInstances", "find instances", { pageSize: 1, pageNum: 1 }),
  zec("DescribeSubnets", "know the subnet of a new vNIC", { pageSize: 1, pageNum: 1 }),
  zec("DescribeSecurityGroups", "know the security group of a vNIC", { pageSize: 1, pageNum: 1 }),
  {
    service: "zlb",
    action: "DescribeBackends",
    purpose: "know what prevents a detach",
    probe: {
      parameters: () => ({ loadBalancerId: "1" }),
      refusedIds: ["OPERATION_FAILED_RESOURCE_NOT_FOUND"],
    },
    source: "page of DescribeBackends of ZLB 2025-04-01; a describe changes nothing",
  },
  zec("AttachNetworkInterface", "attach"),
  zec("DetachNetworkInterface", "detach"),
  zec("CreateNetworkInterface", "create interfaces"),
  zec("ModifyNetworkInterfaceAttribute", "change interfaces"),
  zec("DeleteNetworkInterface", "delete interfaces"),
  {
    service: "zrm",
    action: "ModifyResourceTags",
    purpose: "change tags",
    source: "page of ModifyResourceTags of ZRM 2025-10-14; it has no dry run",
  },
];
