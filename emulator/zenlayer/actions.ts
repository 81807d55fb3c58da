import type { Action } from "../wire";
import { addResourceResourceGroup } from "./add-to-resource-group";
import { attachNetworkInterface } from "./attach";
import { OLD_VERSION, VERSION } from "./codes";
import { createNetworkInterface } from "./create";
import { deleteNetworkInterface } from "./delete";
import { describeBackends } from "./describe-backends";
import { describeInstances, describeInstancesStatus } from "./describe-instances";
import { describeNetworkInterfaceRegions, describeNetworkInterfaces } from "./describe-interfaces";
import { describeSecurityGroups } from "./describe-security-groups";
import { describeSubnets } from "./describe-subnets";
import { describeVpcs } from "./describe-vpcs";
import { detachNetworkInterface } from "./detach";
import { modifyNetworkInterfaceAttribute, modifyNetworkInterfacesAttribute } from "./modify";
import { modifyResourceTags } from "./tags";

/** The actions that both versions of the API have. */
const inBoth: Readonly<Record<string, Action>> = {
  AttachNetworkInterface: attachNetworkInterface,
  DetachNetworkInterface: detachNetworkInterface,
  CreateNetworkInterface: createNetworkInterface,
  ModifyNetworkInterfacesAttribute: modifyNetworkInterfacesAttribute,
  DeleteNetworkInterface: deleteNetworkInterface,
  DescribeNetworkInterfaces: describeNetworkInterfaces,
  DescribeNetworkInterfaceRegions: describeNetworkInterfaceRegions,
  DescribeSubnets: describeSubnets,
  DescribeVpcs: describeVpcs,
  DescribeSecurityGroups: describeSecurityGroups,
  DescribeInstances: describeInstances,
  DescribeInstancesStatus: describeInstancesStatus,
};

const of = (service: string, version: string, table: Readonly<Record<string, Action>>): [string, Action][] =>
  Object.entries(table).map(([name, action]) => [`${service}/${version}/${name}`, action]);

const onlyInNew: Readonly<Record<string, Action>> = {
  ModifyNetworkInterfaceAttribute: modifyNetworkInterfaceAttribute,
};

/** Every action that this cloud implements, by `service/version/action`. */
export const actions: ReadonlyMap<string, Action> = new Map([
  ...of("zec", OLD_VERSION, inBoth),
  ...of("zec", VERSION, { ...inBoth, ...onlyInNew }),
  ...of("user", "2024-05-29", { AddResourceResourceGroup: addResourceResourceGroup }),
  ...of("zlb", "2025-04-01", { DescribeBackends: describeBackends }),
  ...of("zrm", "2025-10-14", { ModifyResourceTags: modifyResourceTags }),
]);
