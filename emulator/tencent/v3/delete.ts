import type { ActionContext } from "../../wire";
import { deleteObstacle } from "../obstacles";
import { followTask, runningTask, startTask } from "../tasks";
import { refuse } from "./codes";
import { authorize, findInterface, interfaceId, Parameters, regionOf } from "./parameters";
import { codeOfObstacle } from "./refusals";

/**
 * DeleteNetworkInterface: asynchronous; the interface must be free. Sent again, it brings a stuck delete closer to its
 * end.
 */
export function deleteNetworkInterface(context: ActionContext): Readonly<Record<string, unknown>> {
  const parameters = Parameters.of(context, ["NetworkInterfaceId"]);
  const regionId = regionOf(context);
  const entry = findInterface(context, regionId, interfaceId(parameters));
  authorize(context);
  const { requestId } = context.call;
  if (entry.status === "deleting") {
    const stuckTask = runningTask(context, entry.id);
    if (context.transitions.resend("tencent", entry.id)) {
      followTask(context, requestId, stuckTask);
      return {};
    }
  }
  const obstacle = deleteObstacle(context, entry);
  if (obstacle === "attached") throw refuse("ResourceInUse");
  if (obstacle !== undefined) throw refuse(codeOfObstacle[obstacle]);
  startTask(context, { taskId: requestId, kind: "delete", entry });
  return {};
}
