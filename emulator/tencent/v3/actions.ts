import type { Action } from "../../wire";
import { assignPrivateIpAddresses } from "./assign-addresses";
import { attachNetworkInterface } from "./attach";
import { getCallerIdentity } from "./caller-identity";
import { createNetworkInterface } from "./create";
import { deleteNetworkInterface } from "./delete";
import { describeHaVips } from "./describe-havips";
import { describeInstances, describeInstancesStatus } from "./describe-instances";
import { describeNetworkInterfaces } from "./describe-interfaces";
import { describeNetworkInterfaceLimit } from "./describe-limit";
import { describeSecurityGroups } from "./describe-security-groups";
import { describeSubnets } from "./describe-subnets";
import { describeVpcTaskResult } from "./describe-task";
import { describeUsedIpAddress } from "./describe-used-addresses";
import { describeVpcLimits } from "./describe-vpc-limits";
import { describeVpcs } from "./describe-vpcs";
import { detachNetworkInterface } from "./detach";
import { modifyNetworkInterfaceAttribute } from "./modify";
import { associateSecurityGroups, disassociateSecurityGroups } from "./security-groups";
import { modifyResourceTags, tagResources, unTagResources } from "./tags";
import { unassignPrivateIpAddresses } from "./unassign-addresses";

export interface Product {
  readonly version: string;
  readonly actions: Readonly<Record<string, Action>>;
}

/**
 * Every action that this API implements, by product. Hosts start with the product's name; a credential's scope has it
 * as the service.
 */
export const products: Readonly<Record<string, Product>> = {
  vpc: {
    version: "2017-03-12",
    actions: {
      AttachNetworkInterface: attachNetworkInterface,
      DetachNetworkInterface: detachNetworkInterface,
      CreateNetworkInterface: createNetworkInterface,
      ModifyNetworkInterfaceAttribute: modifyNetworkInterfaceAttribute,
      DeleteNetworkInterface: deleteNetworkInterface,
      DescribeNetworkInterfaces: describeNetworkInterfaces,
      DescribeNetworkInterfaceLimit: describeNetworkInterfaceLimit,
      DescribeVpcTaskResult: describeVpcTaskResult,
      DescribeVpcs: describeVpcs,
      DescribeSubnets: describeSubnets,
      DescribeSecurityGroups: describeSecurityGroups,
      DescribeUsedIpAddress: describeUsedIpAddress,
      DescribeVpcLimits: describeVpcLimits,
      DescribeHaVips: describeHaVips,
      AssignPrivateIpAddresses: assignPrivateIpAddresses,
      UnassignPrivateIpAddresses: unassignPrivateIpAddresses,
      AssociateNetworkInterfaceSecurityGroups: associateSecurityGroups,
      DisassociateNetworkInterfaceSecurityGroups: disassociateSecurityGroups,
    },
  },
  cvm: {
    version: "2017-03-12",
    actions: {
      DescribeInstances: describeInstances,
      DescribeInstancesStatus: describeInstancesStatus,
    },
  },
  sts: {
    version: "2018-08-13",
    actions: { GetCallerIdentity: getCallerIdentity },
  },
  tag: {
    version: "2018-08-13",
    actions: {
      TagResources: tagResources,
      UnTagResources: unTagResources,
      ModifyResourceTags: modifyResourceTags,
    },
  },
};
