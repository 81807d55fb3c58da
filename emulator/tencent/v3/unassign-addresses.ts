import type { ActionContext } from "../../wire";
import { transitionObstacle } from "../obstacles";
import { putDoneTask } from "../tasks";
import { refuse } from "./codes";
import { authorize, findInterface, interfaceId, Parameters, regionOf, unknownId } from "./parameters";
import { readListed } from "./private-addresses";
import { codeOfObstacle } from "./refusals";

/** UnassignPrivateIpAddresses: takes an elastic address off too; the primary address stays. Its task is done at once. */
export function unassignPrivateIpAddresses(context: ActionContext): Record<string, unknown> {
  const parameters = Parameters.of(context, ["NetworkInterfaceId", "PrivateIpAddresses", "InstanceId"]);
  const regionId = regionOf(context);
  const id = interfaceId(parameters);
  const listed = readListed(parameters).map(({ address }) => address);
  if (listed.length === 0) parameters.required("PrivateIpAddresses");
  if (parameters.has("InstanceId")) {
    throw refuse(
      "UnsupportedOperation",
      "The emulator does not detach the interface together with its addresses.",
    );
  }
  const entry = findInterface(context, regionId, id);
  authorize(context);
  const obstacle = transitionObstacle(context, entry);
  if (obstacle !== undefined) throw refuse(codeOfObstacle[obstacle]);
  for (const address of listed) {
    const found = entry.privateIps.find((ip) => ip.address === address);
    if (found === undefined) throw unknownId(address);
    if (found.primary) throw refuse("UnauthorizedOperation.PrimaryIp");
  }
  const privateIps = entry.privateIps.filter(({ address }) => !listed.includes(address));
  context.store.updateInterface("tencent", entry.id, { privateIps });
  putDoneTask(context, context.call.requestId, entry.id);
  return {};
}
