import type { StoredInterface } from "../model";
import type { InterfacePatch } from "../store";
import type { ActionContext } from "../wire";
import { refuse } from "./codes";
import { authorize, findInterface, Parameters } from "./parameters";
import { findSecurityGroup, readName, readRequiredName } from "./settings";

const ID_LIMIT = 100;

/** ModifyNetworkInterfaceAttribute: synchronous; a new security group replaces the old one. */
export function modifyNetworkInterfaceAttribute(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  const id = parameters.required("nicId");
  const name = readName(parameters);
  const wantedGroup = parameters.optional("securityGroupId");
  const entry = findInterface(context, id);
  const securityGroupId = findSecurityGroup(context, wantedGroup);
  authorize(context);
  checkState(context, entry);
  change(context, entry, {
    ...(name === undefined ? {} : { name }),
    ...(securityGroupId === undefined ? {} : { securityGroupIds: [securityGroupId] }),
  });
  return {};
}

/** ModifyNetworkInterfacesAttribute: gives all vNICs one name, or changes none when one of them does not exist. */
export function modifyNetworkInterfacesAttribute(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  const ids = parameters.requiredList("nicIds", ID_LIMIT);
  const name = readRequiredName(parameters);
  const entries = ids.map((id) => findInterface(context, id));
  authorize(context);
  for (const entry of entries) checkState(context, entry);
  for (const entry of entries) change(context, entry, { name });
  return {};
}

function checkState(context: ActionContext, { status }: StoredInterface): void {
  if (status !== "available" && status !== "attached") throw refuse(context.call, "INVALID_NIC_STATUS");
}

function change(
  { store, clock }: ActionContext,
  { id, extra }: StoredInterface,
  patch: InterfacePatch,
): void {
  store.updateInterface("zenlayer", id, { ...patch, extra: { ...extra, updatedAt: clock.now() } });
}
