import type { ActionContext } from "../../wire";
import { transitionObstacle } from "../obstacles";
import { putDoneTask } from "../tasks";
import { refuse } from "./codes";
import { authorize, findInterface, Parameters, readVpc, regionOf } from "./parameters";
import { refuseFor } from "./refusals";
import { nextTaskNumber } from "./task-number";

/** UnassignPrivateIpAddresses: takes an elastic address off too; its task is done at once. */
export function unassignPrivateIpAddresses(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  regionOf(context);
  const interfaceId = parameters.required("networkInterfaceId");
  const listed = parameters.list("privateIpAddress").map(({ value }) => value);
  if (listed.length === 0) parameters.required("privateIpAddress.0");
  const entry = findInterface(context, readVpc(context, parameters), interfaceId);
  authorize(context);
  const obstacle = transitionObstacle(context, entry);
  if (obstacle !== undefined) throw refuseFor(obstacle);
  for (const address of listed) {
    const found = entry.privateIps.find((ip) => ip.address === address);
    if (found === undefined) throw refuse("5000", `the network interface does not have ${address}`);
    if (found.primary) throw refuse("InvalidPrivateip.IsPrimary");
  }
  const privateIps = entry.privateIps.filter(({ address }) => !listed.includes(address));
  context.store.updateInterface("tencent", entry.id, { privateIps });
  const taskId = nextTaskNumber(context);
  putDoneTask(context, String(taskId), entry.id);
  return { taskId };
}
