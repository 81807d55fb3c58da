import type { ActionContext } from "../../wire";
import { extendedQuantity } from "../obstacles";
import { authorize, checkId, findInstance, findInterface, Parameters, regionOf } from "./parameters";

/** DescribeNetworkInterfaceLimit: the limits of an instance, named by its id or by that of an interface it holds. */
export function describeNetworkInterfaceLimit(context: ActionContext): Record<string, unknown> {
  const parameters = Parameters.of(context, ["InstanceId"]);
  const regionId = regionOf(context);
  const id = parameters.required("InstanceId");
  const isInterface = id.startsWith("eni-");
  checkId(isInterface ? "eni" : "ins", "InstanceId", id);
  const holder = isInterface ? findInterface(context, regionId, id).instanceId : id;
  const instance = holder === null ? undefined : findInstance(context, regionId, holder);
  authorize(context);
  const type =
    instance === undefined ? undefined : context.store.instanceType("tencent", instance.instanceType);
  const extended = instance === undefined ? 0 : extendedQuantity(instance);
  return {
    EniQuantity: type?.eniQuantity ?? 0,
    EniPrivateIpAddressQuantity: type?.ipv4PerInterface ?? 10,
    ExtendEniQuantity: extended,
    ExtendEniPrivateIpAddressQuantity: extended === 0 ? 0 : (type?.ipv4PerInterface ?? 10),
    SubEniQuantity: 0,
    SubEniPrivateIpAddressQuantity: 0,
  };
}
