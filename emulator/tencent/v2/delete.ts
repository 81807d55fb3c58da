import type { ActionContext } from "../../wire";
import { deleteObstacle } from "../obstacles";
import { followTask, runningTask, startTask } from "../tasks";
import { refuse } from "./codes";
import { authorize, findInterface, Parameters, readVpc, regionOf } from "./parameters";
import { refuseFor } from "./refusals";
import { nextTaskNumber } from "./task-number";

/**
 * DeleteNetworkInterface: asynchronous; the interface must be free. Sent again, it brings a stuck delete closer to its
 * end.
 */
export function deleteNetworkInterface(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  regionOf(context);
  const interfaceId = parameters.required("networkInterfaceId");
  const vpcId = readVpc(context, parameters);
  const entry = findInterface(context, vpcId, interfaceId);
  authorize(context);
  const taskId = nextTaskNumber(context);
  if (entry.status === "deleting") {
    const stuckTask = runningTask(context, entry.id);
    if (context.transitions.resend("tencent", entry.id)) {
      followTask(context, String(taskId), stuckTask);
      return { taskId };
    }
  }
  const obstacle = deleteObstacle(context, entry);
  if (obstacle === "attached") throw refuse("InvalidNetworkInterface.CanNotDelete");
  if (obstacle !== undefined) throw refuseFor(obstacle);
  startTask(context, { taskId: String(taskId), kind: "delete", entry });
  return { taskId };
}
