import type { InterfacePatch } from "../../store";
import type { ActionContext } from "../../wire";
import { refuse } from "./codes";
import { authorize, findInterface, interfaceId, Parameters, regionOf } from "./parameters";
import { checkGroupLimit, findGroups, readDescription, readGroups, readName } from "./settings";

/** ModifyNetworkInterfaceAttribute: synchronous; a list of groups replaces the whole set. */
export function modifyNetworkInterfaceAttribute(context: ActionContext): Record<string, unknown> {
  const parameters = Parameters.of(context, [
    "NetworkInterfaceId",
    "NetworkInterfaceName",
    "NetworkInterfaceDescription",
    "SecurityGroupIds",
    "TrunkingFlag",
  ]);
  const regionId = regionOf(context);
  const id = interfaceId(parameters);
  const name = readName(parameters);
  const description = readDescription(parameters);
  const trunking = parameters.oneOf("TrunkingFlag", ["Enable", "Disable"]);
  const securityGroupIds = readGroups(parameters);
  const entry = findInterface(context, regionId, id);
  findGroups(context, securityGroupIds ?? []);
  authorize(context);
  checkGroupLimit(context, securityGroupIds ?? []);
  if (trunking !== undefined && entry.kind === "member") {
    throw refuse("UnsupportedOperation.SubEniNotSupportTrunking");
  }
  if (trunking !== undefined && entry.kind === "primary") throw refuse("UnsupportedOperation");
  const patch: InterfacePatch = {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(securityGroupIds === undefined ? {} : { securityGroupIds }),
    ...(trunking === undefined ? {} : { kind: trunking === "Enable" ? "trunk" : "secondary" }),
  };
  context.store.updateInterface("tencent", entry.id, patch);
  return {};
}
