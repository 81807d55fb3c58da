import type { Action } from "../../wire";
import { assignPrivateIpAddresses } from "./assign-addresses";
import { attachNetworkInterface } from "./attach";
import { createNetworkInterface } from "./create";
import { deleteNetworkInterface } from "./delete";
import { describeNetworkInterfaces } from "./describe-interfaces";
import { describeSecurityGroupEx } from "./describe-security-groups";
import { describeSubnetEx } from "./describe-subnets";
import { describeVpcTaskResult } from "./describe-task";
import { describeVpcEx } from "./describe-vpcs";
import { detachNetworkInterface } from "./detach";
import { modifyNetworkInterface } from "./modify";
import { unassignPrivateIpAddresses } from "./unassign-addresses";

/**
 * Every action that this API implements. It has none for instances: their page is no longer published, so clients use
 * API v3.
 */
export const actions: Readonly<Record<string, Action>> = {
  AttachNetworkInterface: attachNetworkInterface,
  DetachNetworkInterface: detachNetworkInterface,
  CreateNetworkInterface: createNetworkInterface,
  ModifyNetworkInterface: modifyNetworkInterface,
  DeleteNetworkInterface: deleteNetworkInterface,
  DescribeNetworkInterfaces: describeNetworkInterfaces,
  DescribeVpcTaskResult: describeVpcTaskResult,
  DescribeVpcEx: describeVpcEx,
  DescribeSubnetEx: describeSubnetEx,
  DescribeSecurityGroupEx: describeSecurityGroupEx,
  AssignPrivateIpAddresses: assignPrivateIpAddresses,
  UnassignPrivateIpAddresses: unassignPrivateIpAddresses,
};
