import type { StoredInstance } from "../model";
import type { ActionContext } from "../wire";
import { refuse } from "./codes";
import { hasGuestAgent } from "./describe-instances";
import { authorize, findInstance, findInterface, Parameters } from "./parameters";
import { instanceStatusOf } from "./words";

/** AttachNetworkInterface: asynchronous; the vNIC must be free, and the instance running in the same region. */
export function attachNetworkInterface(context: ActionContext): Record<string, unknown> {
  const { call, transitions } = context;
  const parameters = new Parameters(context);
  const nicId = parameters.required("nicId");
  const instanceId = parameters.required("instanceId");
  const entry = findInterface(context, nicId);
  const instance = findInstance(context, instanceId);
  authorize(context);
  if (entry.status === "attached") throw refuse(call, "INVALID_NIC_ATTACHED");
  if (entry.status !== "available" || transitions.pending("zenlayer", entry.id) !== undefined) {
    if (transitions.pending("zenlayer", entry.id) === "attach") transitions.resend("zenlayer", entry.id);
    throw refuse(call, "INVALID_NIC_STATUS");
  }
  if (entry.regionId !== instance.regionId) throw refuse(call, "INVALID_NIC_INSTANCE_REGION_MISMATCH");
  checkInstance(context, instance);
  checkLimit(context, instance);
  transitions.begin({
    kind: "attach",
    cloud: "zenlayer",
    interfaceId: entry.id,
    instanceId: instance.id,
    action: call.action,
  });
  return {};
}

/** For attach and detach: the instance must be running, and its guest agent must answer. */
export function checkInstance({ call }: ActionContext, instance: StoredInstance): void {
  const status = instanceStatusOf(instance);
  if (status === "RECYCLE") throw refuse(call, "OPERATION_FAILED_FOR_RECYCLE_RESOURCE");
  if (status !== "RUNNING") throw refuse(call, "OPERATION_DENIED_INSTANCE_STATUS_NOT_SUPPORT");
  if (!hasGuestAgent(instance)) throw refuse(call, "INVALID_INSTANCE_PRECHECK_ABNORMAL");
}

/** The primary vNIC counts, and so do attaches that were accepted and are not shown yet. */
function checkLimit({ call, store, transitions }: ActionContext, instance: StoredInstance): void {
  const limit = store.instanceType("zenlayer", instance.instanceType)?.eniQuantity;
  if (limit === undefined) return;
  const inUse =
    store.attachmentsOf(instance.id, "zenlayer").length +
    transitions.acceptedAttaches("zenlayer", instance.id);
  if (inUse >= limit) throw refuse(call, "INVALID_INSTANCE_NIC_LIMIT");
}
