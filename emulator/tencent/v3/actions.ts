import type { Action } from "../../wire";
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
import { modifyResourceTags, tagResources, unTagResources } from "./tags";

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
