import type { ActionContext } from "../../wire";
import { detachObstacle } from "../obstacles";
import { followTask, runningTask, startTask, withoutPublicIps } from "../tasks";
import { authorize, findInstance, findInterface, Parameters, readVpc, regionOf } from "./parameters";
import { refuseFor } from "./refusals";
import { nextTaskNumber } from "./task-number";

/**
 * DetachNetworkInterface: asynchronous; removes elastic addresses. Sent again, it brings a stuck detach closer to its
 * end.
 */
export function detachNetworkInterface(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  regionOf(context);
  const interfaceId = parameters.required("networkInterfaceId");
  const instanceId = parameters.required("instanceId");
  const vpcId = readVpc(context, parameters);
  const entry = findInterface(context, vpcId, interfaceId);
  const instance = findInstance(context, vpcId, instanceId);
  authorize(context);
  const taskId = nextTaskNumber(context);
  if (entry.status === "detaching" && entry.instanceId === instance.id) {
    const stuckTask = runningTask(context, entry.id);
    if (context.transitions.resend("tencent", entry.id)) {
      followTask(context, String(taskId), stuckTask);
      return { taskId };
    }
  }
  const obstacle = detachObstacle(context, entry, instance);
  if (obstacle !== undefined) throw refuseFor(obstacle);
  startTask(context, { taskId: String(taskId), kind: "detach", entry, patch: withoutPublicIps(entry) });
  return { taskId };
}
