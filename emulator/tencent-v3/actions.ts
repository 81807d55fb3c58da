import type { Action } from "../wire";
import { attachNetworkInterface } from "./attach";
import { getCallerIdentity } from "./caller-identity";
import { createNetworkInterface } from "./create";
import { deleteNetworkInterface } from "./delete";
import { describeInstances, describeInstancesStatus } from "./describe-instances";
import { describeNetworkInterfaces } from "./describe-interfaces";
import { describeNetworkInterfaceLimit } from "./describe-limit";
import { describeVpcTaskResult } from "./describe-task";
import { detachNetworkInterface } from "./detach";
import { modifyNetworkInterfaceAttribute } from "./modify";

/** Every action this API answers, by `version/action`. */
export const actions: Readonly<Record<string, Action>> = {
  "2017-03-12/AttachNetworkInterface": attachNetworkInterface,
  "2017-03-12/DetachNetworkInterface": detachNetworkInterface,
  "2017-03-12/CreateNetworkInterface": createNetworkInterface,
  "2017-03-12/ModifyNetworkInterfaceAttribute": modifyNetworkInterfaceAttribute,
  "2017-03-12/DeleteNetworkInterface": deleteNetworkInterface,
  "2017-03-12/DescribeNetworkInterfaces": describeNetworkInterfaces,
  "2017-03-12/DescribeNetworkInterfaceLimit": describeNetworkInterfaceLimit,
  "2017-03-12/DescribeVpcTaskResult": describeVpcTaskResult,
  "2017-03-12/DescribeInstances": describeInstances,
  "2017-03-12/DescribeInstancesStatus": describeInstancesStatus,
  "2018-08-13/GetCallerIdentity": getCallerIdentity,
};
