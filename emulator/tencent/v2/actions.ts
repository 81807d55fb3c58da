import type { Action } from "../../wire";
import { attachNetworkInterface } from "./attach";
import { createNetworkInterface } from "./create";
import { deleteNetworkInterface } from "./delete";
import { describeNetworkInterfaces } from "./describe-interfaces";
import { describeVpcTaskResult } from "./describe-task";
import { detachNetworkInterface } from "./detach";
import { modifyNetworkInterface } from "./modify";

/** Every action this API answers. Instances are asked for over API v3: their legacy page is not published any more. */
export const actions: Readonly<Record<string, Action>> = {
  AttachNetworkInterface: attachNetworkInterface,
  DetachNetworkInterface: detachNetworkInterface,
  CreateNetworkInterface: createNetworkInterface,
  ModifyNetworkInterface: modifyNetworkInterface,
  DeleteNetworkInterface: deleteNetworkInterface,
  DescribeNetworkInterfaces: describeNetworkInterfaces,
  DescribeVpcTaskResult: describeVpcTaskResult,
};
