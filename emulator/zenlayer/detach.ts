import type { StoredInterface } from "../model";
import type { ActionContext } from "../wire";
import { checkInstance } from "./attach";
import { OLD_VERSION, refuse } from "./codes";
import { authorize, findInterface, Parameters } from "./parameters";

/** The pages of the old version have this code for a free vNIC; those of the new one have INVALID_NIC_STATUS. */
const NOT_ON_INSTANCE = "OPERATION_DENIED_NIC_NOT_EXIST_INSTANCE";

/** DetachNetworkInterface: asynchronous; names only the vNIC and detaches it from any instance that holds it. */
export function detachNetworkInterface(context: ActionContext): Record<string, unknown> {
  const entry = findInterface(context, new Parameters(context).required("nicId"));
  authorize(context);
  checkInterface(context, entry);
  const instance = context.fresh.instance(entry.instanceId ?? "");
  if (instance !== undefined) checkInstance(context, instance);
  context.transitions.begin({
    kind: "detach",
    cloud: "zenlayer",
    interfaceId: entry.id,
    action: context.call.action,
  });
  return {};
}

function checkInterface({ call, store, transitions }: ActionContext, entry: StoredInterface): void {
  if (entry.kind === "primary") throw refuse(call, "INVALID_NIC_PRIMARY_CANT_DETACH");
  const pending = transitions.pending("zenlayer", entry.id);
  if (pending === "detach") transitions.resend("zenlayer", entry.id);
  const asInOld =
    call.version === OLD_VERSION || store.setting("zenlayer.detach-when-free") === NOT_ON_INSTANCE;
  if (entry.status === "available" && pending === undefined && asInOld) throw refuse(call, NOT_ON_INSTANCE);
  if (entry.status !== "attached" || pending !== undefined) throw refuse(call, "INVALID_NIC_STATUS");
  if (entry.loadBalancerId !== undefined) throw refuse(call, "INVALID_NIC_LB_ASSOCIATED");
}
