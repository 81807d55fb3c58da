import type { ActionContext } from "../../wire";
import { attachObstacle } from "../obstacles";
import { startTask } from "../tasks";
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

const EXTENDED = 1;

/** AttachNetworkInterface: asynchronous; the request id is the task. */
export function attachNetworkInterface(context: ActionContext): Readonly<Record<string, unknown>> {
  const parameters = Parameters.of(context, [
    "NetworkInterfaceId",
    "InstanceId",
    "AttachType",
    "ClientToken",
  ]);
  const regionId = regionOf(context);
  const wantedInterface = interfaceId(parameters);
  const wantedInstance = instanceId(parameters);
  const attachType = parameters.integer("AttachType", 0, EXTENDED) ?? 0;
  const token = clientToken(parameters);
  const entry = findInterface(context, regionId, wantedInterface);
  const instance = findInstance(context, regionId, wantedInstance);
  authorize(context);
  const repeated = repeatedAnswer(context, token);
  if (repeated !== undefined) return repeated;
  const obstacle = attachObstacle(context, entry, instance, attachType === EXTENDED);
  if (obstacle !== undefined) throw refuse(codeOfObstacle[obstacle]);
  startTask(context, {
    taskId: context.call.requestId,
    kind: "attach",
    entry,
    instanceId: instance.id,
    patch: { networkCardIndex: 0, extra: { ...entry.extra, attachType } },
  });
  rememberAnswer(context, token, {});
  return {};
}
