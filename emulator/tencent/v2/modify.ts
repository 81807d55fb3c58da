import type { ActionContext } from "../../wire";
import { refuse } from "./codes";
import { readDescription, readName } from "./create";
import { authorize, findInterface, Parameters, readVpc, regionOf } from "./parameters";

/** ModifyNetworkInterface: synchronous; names are unique in a VPC. */
export function modifyNetworkInterface(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  regionOf(context);
  const interfaceId = parameters.required("networkInterfaceId");
  const given = parameters.optional("eniName");
  const name = given === undefined ? undefined : readName(given);
  const description = readDescription(parameters);
  const vpcId = readVpc(context, parameters);
  const entry = findInterface(context, vpcId, interfaceId);
  authorize(context);
  const isTaken = context.fresh
    .interfaces()
    .some((other) => other.id !== entry.id && other.vpcId === vpcId && other.name === name);
  if (name !== undefined && isTaken) throw refuse("InvalidEniName.InUse");
  context.store.updateInterface("tencent", entry.id, {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
  });
  return {};
}
