import type { ActionContext } from "../wire";
import { refuse } from "./codes";
import { authorize, findInterface, Parameters } from "./parameters";

/** DeleteNetworkInterface: asynchronous; the vNIC must be free, or its create must have failed. */
export function deleteNetworkInterface(context: ActionContext): Record<string, unknown> {
  const { call, transitions } = context;
  const entry = findInterface(context, new Parameters(context).required("nicId"));
  authorize(context);
  if (entry.kind === "primary") throw refuse(call, "INVALID_NIC_PRIMARY_CANT_DELETE");
  const pending = transitions.pending("zenlayer", entry.id);
  if (pending === "delete") transitions.resend("zenlayer", entry.id);
  if (entry.status === "attached" && pending === undefined) throw refuse(call, "INVALID_NIC_ATTACHED");
  const settled = entry.status === "available" || entry.status === "failed";
  if (!settled || pending !== undefined) throw refuse(call, "INVALID_NIC_STATUS");
  if (entry.extra?.inPromise === true) throw refuse(call, "OPERATION_DENIED_POSTPAID_INSTANCE_IN_PROMISE");
  transitions.begin({ kind: "delete", cloud: "zenlayer", interfaceId: entry.id, action: call.action });
  return {};
}
