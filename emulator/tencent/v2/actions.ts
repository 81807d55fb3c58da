import type { Action } from "../../wire";
import { attachNetworkInterface } from "./attach";
import { createNetworkInterface } from "./create";
import { deleteNetworkInterface } from "./delete";
import { describeNetworkInterfaces } from "./describe-interfaces";
import { describeVpcTaskResult } from "./describe-task";
import { detachNetworkInterface } from "./detach";
import { modifyNetworkInterface } from "./modify";

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
};
