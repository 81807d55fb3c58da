import type { ActionContext } from "../wire";
import { stateError } from "./attach";
import { refuse } from "./codes";
import { authorize, findInterface, interfaceId, operationRegion, Parameters } from "./parameters";
import { interfaceStatusWord } from "./words";

/**
 * DeleteNetworkInterface: asynchronous; the interface must be Available. Sent again while Deleting, it brings a stuck
 * delete closer to its end.
 */
export function deleteNetworkInterface(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  const regionId = operationRegion(context, parameters);
  const id = interfaceId(parameters);
  const entry = findInterface(context, regionId, id);
  authorize(context);
  if (entry.kind === "primary") throw refuse("InvalidOperation.InvalidEniType");
  if (entry.serviceManaged) throw refuse("InvalidOperation.EniServiceManaged");
  if (entry.slaveBonded === true) throw refuse("InvalidOperation.HasSlaveEniBonded");
  if (entry.status === "deleting") {
    context.transitions.resend("alibaba", entry.id);
    return {};
  }
  const pending = context.transitions.pending("alibaba", entry.id);
  if (pending === "delete") return {};
  if (entry.status !== "available" || pending !== undefined) {
    throw stateError("Available", interfaceStatusWord[entry.status]);
  }
  context.transitions.begin({
    kind: "delete",
    cloud: "alibaba",
    interfaceId: entry.id,
    action: context.call.action,
  });
  return {};
}
