import type { Action } from "../wire";
import { describeAccountAttributes } from "./account-attributes";
import { assignPrivateIpAddresses } from "./assign-addresses";
import { assignIpv6Addresses } from "./assign-ipv6-addresses";
import { attachNetworkInterface } from "./attach";
import { getCallerIdentity } from "./caller-identity";
import { createNetworkInterface } from "./create";
import { deleteNetworkInterface } from "./delete";
import { describeHaVips } from "./describe-havips";
import { describeInstanceStatus, describeInstances } from "./describe-instances";
import { describeNetworkInterfaceAttribute, describeNetworkInterfaces } from "./describe-interfaces";
import { describeSecurityGroups } from "./describe-security-groups";
import { describeInstanceTypes } from "./describe-types";
import { describeVSwitches } from "./describe-vswitches";
import { detachNetworkInterface } from "./detach";
import { listTagResources } from "./list-tags";
import { modifyNetworkInterfaceAttribute } from "./modify";
import { describeInstanceRamRole } from "./ram-role";
import { tagResources, untagResources } from "./tags";
import { unassignPrivateIpAddresses } from "./unassign-addresses";
import { unassignIpv6Addresses } from "./unassign-ipv6-addresses";

/** Every action that this cloud implements, by `version/action`. */
export const actions: Readonly<Record<string, Action>> = {
  "2014-05-26/AttachNetworkInterface": attachNetworkInterface,
  "2014-05-26/DetachNetworkInterface": detachNetworkInterface,
  "2014-05-26/CreateNetworkInterface": createNetworkInterface,
  "2014-05-26/ModifyNetworkInterfaceAttribute": modifyNetworkInterfaceAttribute,
  "2014-05-26/DeleteNetworkInterface": deleteNetworkInterface,
  "2014-05-26/DescribeNetworkInterfaces": describeNetworkInterfaces,
  "2014-05-26/DescribeNetworkInterfaceAttribute": describeNetworkInterfaceAttribute,
  "2014-05-26/DescribeInstances": describeInstances,
  "2014-05-26/DescribeInstanceStatus": describeInstanceStatus,
  "2014-05-26/DescribeInstanceTypes": describeInstanceTypes,
  "2014-05-26/DescribeInstanceRamRole": describeInstanceRamRole,
  "2014-05-26/DescribeSecurityGroups": describeSecurityGroups,
  "2014-05-26/DescribeAccountAttributes": describeAccountAttributes,
  "2014-05-26/AssignPrivateIpAddresses": assignPrivateIpAddresses,
  "2014-05-26/AssignIpv6Addresses": assignIpv6Addresses,
  "2014-05-26/UnassignIpv6Addresses": unassignIpv6Addresses,
  "2014-05-26/UnassignPrivateIpAddresses": unassignPrivateIpAddresses,
  "2014-05-26/ListTagResources": listTagResources,
  "2014-05-26/TagResources": tagResources,
  "2014-05-26/UntagResources": untagResources,
  "2016-04-28/DescribeVSwitches": describeVSwitches,
  "2016-04-28/DescribeHaVips": describeHaVips,
  "2015-04-01/GetCallerIdentity": getCallerIdentity,
};
