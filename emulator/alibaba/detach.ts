import type { StoredInstance, StoredInterface } from "../model";
import type { ActionContext } from "../wire";
import { checkHotPlug, checkInstanceState, stateError } from "./attach";
import { refuse } from "./codes";
import {
  authorize,
  findInstance,
  findInterface,
  instanceId,
  interfaceId,
  operationRegion,
  Parameters,
} from "./parameters";
import { interfaceStatusWord } from "./words";

/** DetachNetworkInterface: asynchronous. Sent again while Detaching, it brings a stuck detach closer to its end. */
export function detachNetworkInterface(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  const regionId = operationRegion(context, parameters);
  const wantedInstance = instanceId(parameters);
  const wantedInterface = interfaceId(parameters);
  const trunkId = parameters.optional("TrunkNetworkInstanceId");
  const instance = findInstance(context, regionId, wantedInstance);
  const entry = findInterface(context, regionId, wantedInterface);
  authorize(context);
  checkInterface(context, entry, instance, trunkId);
  checkInstanceState(instance);
  if (entry.status === "detaching") {
    context.transitions.resend("alibaba", entry.id);
    return {};
  }
  if (context.transitions.pending("alibaba", entry.id) === "detach") return {};
  checkHotPlug(entry, instance, context.store.instanceType("alibaba", instance.instanceType));
  context.transitions.begin({
    kind: "detach",
    cloud: "alibaba",
    interfaceId: entry.id,
    action: context.call.action,
  });
  return {};
}

function checkInterface(
  context: ActionContext,
  entry: StoredInterface,
  instance: StoredInstance,
  trunkId: string | undefined,
): void {
  if (entry.kind === "primary") throw refuse("InvalidOperation.DetachPrimaryEniNotAllowed");
  if (entry.serviceManaged) throw refuse("InvalidOperation.EniServiceManaged");
  if (entry.instanceId !== null && entry.instanceId !== instance.id) {
    throw refuse("InvalidParameter.EniNotBelongEcs");
  }
  if (entry.status !== "attached" && entry.status !== "detaching") {
    throw stateError("InUse", interfaceStatusWord[entry.status]);
  }
  if (entry.linkedInterfaceId !== undefined) throw refuse("InvalidOperation.EniLinked");
  if (trunkId !== undefined && entry.trunkInterfaceId !== trunkId) {
    throw refuse("InvalidParameter.EniNotBelongTrunk");
  }
  const members = context.store
    .attachmentsOf(instance.id, "alibaba")
    .filter((other) => other.trunkInterfaceId === entry.id);
  if (members.length > 0) throw refuse("InvalidOperation.HasMemberEniAttached");
}
