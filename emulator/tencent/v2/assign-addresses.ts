import type { PrivateIp, StoredInterface } from "../../model";
import type { ActionContext } from "../../wire";
import { AddressRefused, allocateSecondary } from "../addresses";
import { addressLimit } from "../create";
import { transitionObstacle } from "../obstacles";
import { putDoneTask } from "../tasks";
import { refuse } from "./codes";
import { readAddresses, type Wanted } from "./create";
import { authorize, findInterface, Parameters, readVpc, regionOf } from "./parameters";
import { refuseAddress, refuseFor } from "./refusals";
import { nextTaskNumber } from "./task-number";

/** AssignPrivateIpAddresses: answers only the task, which is done at once. */
export function assignPrivateIpAddresses(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  regionOf(context);
  const interfaceId = parameters.required("networkInterfaceId");
  const wanted = readAddresses(parameters);
  if (wanted.addresses.length + wanted.more === 0) parameters.required("secondaryPrivateIpAddressCount");
  if (wanted.addresses.some(({ primary }) => primary)) {
    throw refuse("4000", "the primary address exists and cannot be assigned");
  }
  const entry = findInterface(context, readVpc(context, parameters), interfaceId);
  authorize(context);
  const obstacle = transitionObstacle(context, entry);
  if (obstacle !== undefined) throw refuseFor(obstacle);
  const privateIps = [...entry.privateIps, ...allocate(context, entry, wanted)];
  context.store.updateInterface("tencent", entry.id, { privateIps });
  const taskId = nextTaskNumber(context);
  putDoneTask(context, String(taskId), entry.id);
  return { taskId };
}

function allocate(context: ActionContext, entry: StoredInterface, { addresses, more }: Wanted): PrivateIp[] {
  if (entry.privateIps.length + addresses.length + more > addressLimit(context, entry)) {
    throw refuse("5100", "too many private addresses");
  }
  try {
    return allocateSecondary(context, entry.subnetId, addresses, more);
  } catch (error) {
    if (!(error instanceof AddressRefused)) throw error;
    throw error.problem === "taken" ? refuse("InvalidPrivateIpAddress.InUse") : refuseAddress(error.problem);
  }
}
