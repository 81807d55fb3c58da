import type { StoredInterface } from "../../model";
import type { ActionContext } from "../../wire";
import { refuse } from "./codes";
import { authorize, checkId, findInterface, Parameters, regionOf } from "./parameters";
import { checkGroupLimit, findGroups, readGroups } from "./settings";

const LISTED = 100;

/** AssociateNetworkInterfaceSecurityGroups: adds groups to each interface; a primary one takes none here. */
export function associateSecurityGroups(context: ActionContext): Record<string, unknown> {
  const { entries, groupIds } = read(context);
  if (entries.some(({ kind }) => kind === "primary")) throw refuse("UnsupportedOperation");
  const changed = entries.map(({ id, securityGroupIds }) => ({
    id,
    securityGroupIds: [...new Set([...securityGroupIds, ...groupIds])],
  }));
  for (const { securityGroupIds } of changed) checkGroupLimit(context, securityGroupIds);
  return put(context, changed);
}

/** DisassociateNetworkInterfaceSecurityGroups: a group that the interface is not in is no error. */
export function disassociateSecurityGroups(context: ActionContext): Record<string, unknown> {
  const { entries, groupIds } = read(context);
  const changed = entries.map(({ id, securityGroupIds }) => ({
    id,
    securityGroupIds: securityGroupIds.filter((group) => !groupIds.includes(group)),
  }));
  return put(context, changed);
}

function read(context: ActionContext): {
  readonly entries: readonly StoredInterface[];
  readonly groupIds: readonly string[];
} {
  const parameters = Parameters.of(context, ["NetworkInterfaceIds", "SecurityGroupIds"]);
  const regionId = regionOf(context);
  const ids = [...new Set(parameters.texts("NetworkInterfaceIds", LISTED))];
  if (ids.length === 0) parameters.required("NetworkInterfaceIds");
  for (const id of ids) checkId("eni", "NetworkInterfaceIds", id);
  const groupIds = readGroups(parameters) ?? [];
  if (groupIds.length === 0) parameters.required("SecurityGroupIds");
  const entries = ids.map((id) => findInterface(context, regionId, id));
  findGroups(context, groupIds);
  authorize(context);
  return { entries, groupIds };
}

function put(
  { store }: ActionContext,
  changed: readonly Pick<StoredInterface, "id" | "securityGroupIds">[],
): Record<string, unknown> {
  for (const { id, securityGroupIds } of changed) store.updateInterface("tencent", id, { securityGroupIds });
  return {};
}
