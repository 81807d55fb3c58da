import type { Action } from "../wire";
import { attachNetworkInterface } from "./attach";
import { OLD_VERSION, VERSION } from "./codes";
import { createNetworkInterface } from "./create";
import { deleteNetworkInterface } from "./delete";
import { describeInstances, describeInstancesStatus } from "./describe-instances";
import { describeNetworkInterfaceRegions, describeNetworkInterfaces } from "./describe-interfaces";
import { detachNetworkInterface } from "./detach";
import { modifyNetworkInterfaceAttribute, modifyNetworkInterfacesAttribute } from "./modify";

/** The same names in both versions of the API. */
const inBoth: Readonly<Record<string, Action>> = {
  AttachNetworkInterface: attachNetworkInterface,
  DetachNetworkInterface: detachNetworkInterface,
  CreateNetworkInterface: createNetworkInterface,
  ModifyNetworkInterfacesAttribute: modifyNetworkInterfacesAttribute,
  DeleteNetworkInterface: deleteNetworkInterface,
  DescribeNetworkInterfaces: describeNetworkInterfaces,
  DescribeNetworkInterfaceRegions: describeNetworkInterfaceRegions,
  DescribeInstances: describeInstances,
  DescribeInstancesStatus: describeInstancesStatus,
};

const of = (version: string, table: Readonly<Record<string, Action>>): [string, Action][] =>
  Object.entries(table).map(([name, action]) => [`${version}/${name}`, action]);

const onlyInNew: Readonly<Record<string, Action>> = {
  ModifyNetworkInterfaceAttribute: modifyNetworkInterfaceAttribute,
};

/** Every action this cloud answers, by `version/action`. */
export const actions: ReadonlyMap<string, Action> = new Map([
  ...of(OLD_VERSION, inBoth),
  ...of(VERSION, { ...inBoth, ...onlyInNew }),
]);
