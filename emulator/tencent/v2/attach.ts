import type { ActionContext } from "../../wire";
import { attachObstacle } from "../obstacles";
import { startTask } from "../tasks";
import { authorize, findInstance, findInterface, Parameters, readVpc, regionOf } from "./parameters";
import { refuseFor } from "./refusals";
import { nextTaskNumber } from "./task-number";

/** AttachNetworkInterface: asynchronous; answers the number of a task. */
export function attachNetworkInterface(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  regionOf(context);
  const interfaceId = parameters.required("networkInterfaceId");
  const instanceId = parameters.required("instanceId");
  const vpcId = readVpc(context, parameters);
  const entry = findInterface(context, vpcId, interfaceId);
  const instance = findInstance(context, vpcId, instanceId);
  authorize(context);
  const obstacle = attachObstacle(context, entry, instance);
  if (obstacle !== undefined) throw refuseFor(obstacle);
  const taskId = nextTaskNumber(context);
  startTask(context, {
    taskId: String(taskId),
    kind: "attach",
    entry,
    instanceId: instance.id,
    patch: { networkCardIndex: 0, extra: { ...entry.extra, attachType: 0 } },
  });
  return { taskId };
}
