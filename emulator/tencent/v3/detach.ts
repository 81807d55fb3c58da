import type { ActionContext } from "../../wire";
import { detachObstacle } from "../obstacles";
import { followTask, runningTask, startTask, withoutPublicIps } from "../tasks";
import { refuse } from "./codes";
import {
  authorize,
  clientToken,
  findInstance,
  findInterface,
  instanceId,
  interfaceId,
  Parameters,
  regionOf,
} from "./parameters";
import { codeOfObstacle } from "./refusals";
import { rememberAnswer, repeatedAnswer } from "./tokens";

/**
 * DetachNetworkInterface: asynchronous; removes elastic addresses. Sent again, it brings a stuck detach closer to its
 * end.
 */
export function detachNetworkInterface(context: ActionContext): Readonly<Record<string, unknown>> {
  const parameters = Parameters.of(context, ["NetworkInterfaceId", "InstanceId", "ClientToken"]);
  const regionId = regionOf(context);
  const wantedInterface = interfaceId(parameters);
  const wantedInstance = instanceId(parameters);
  const token = clientToken(parameters);
  const entry = findInterface(context, regionId, wantedInterface);
  const instance = findInstance(context, regionId, wantedInstance);
  authorize(context);
  const { requestId } = context.call;
  if (entry.status === "detaching" && entry.instanceId === instance.id) {
    const stuckTask = runningTask(context, entry.id);
    if (context.transitions.resend("tencent", entry.id)) {
      followTask(context, requestId, stuckTask);
      return {};
    }
  }
  const repeated = repeatedAnswer(context, token);
  if (repeated !== undefined) return repeated;
  const obstacle = detachObstacle(context, entry, instance);
  // The page of this action does not list ResourceIsInvalidState.
  if (obstacle === "instance-unusable") throw refuse("UnsupportedOperation.InvalidState");
  if (obstacle !== undefined) throw refuse(codeOfObstacle[obstacle]);
  startTask(context, { taskId: requestId, kind: "detach", entry, patch: withoutPublicIps(entry) });
  rememberAnswer(context, token, {});
  return {};
}
