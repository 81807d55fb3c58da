import type { ActionContext } from "../../wire";
import { allocateSecondary } from "../addresses";
import { addressLimit } from "../create";
import { transitionObstacle } from "../obstacles";
import { putDoneTask } from "../tasks";
import { refuse } from "./codes";
import { addressItem } from "./interface-item";
import { authorize, clientToken, findInterface, interfaceId, Parameters, regionOf } from "./parameters";
import { allocateWithin, readAddresses } from "./private-addresses";
import { codeOfObstacle } from "./refusals";
import { rememberAnswer, repeatedAnswer } from "./tokens";

const KNOWN = [
  "NetworkInterfaceId",
  "PrivateIpAddresses",
  "SecondaryPrivateIpAddressCount",
  "QosLevel",
  "ClientToken",
];

/** AssignPrivateIpAddresses: the answer shows the new addresses; its task is done at once. */
export function assignPrivateIpAddresses(context: ActionContext): Readonly<Record<string, unknown>> {
  const parameters = Parameters.of(context, KNOWN);
  const regionId = regionOf(context);
  const id = interfaceId(parameters);
  const token = clientToken(parameters);
  parameters.oneOf("QosLevel", ["PT", "AU", "AG", "DEFAULT"]);
  const { addresses, more } = readAddresses(parameters);
  if (addresses.length + more === 0) parameters.required("PrivateIpAddresses");
  if (addresses.some(({ primary }) => primary)) {
    throw refuse("InvalidParameterValue", "The primary address exists and cannot be assigned.");
  }
  const entry = findInterface(context, regionId, id);
  authorize(context);
  const repeated = repeatedAnswer(context, token);
  if (repeated !== undefined) return repeated;
  const obstacle = transitionObstacle(context, entry);
  if (obstacle !== undefined) throw refuse(codeOfObstacle[obstacle]);
  const total = entry.privateIps.length + addresses.length + more;
  const added = allocateWithin(total, addressLimit(context, entry), () =>
    allocateSecondary(context, entry.subnetId, addresses, more),
  );
  context.store.updateInterface("tencent", entry.id, { privateIps: [...entry.privateIps, ...added] });
  putDoneTask(context, context.call.requestId, entry.id);
  const fields = { PrivateIpAddressSet: added.map((ip) => addressItem(entry, ip)) };
  rememberAnswer(context, token, fields);
  return fields;
}
