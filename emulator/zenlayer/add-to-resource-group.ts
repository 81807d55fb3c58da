import type { StoredInstance, StoredInterface } from "../model";
import type { ActionContext } from "../wire";
import { refuse } from "./codes";
import { authorize, Parameters } from "./parameters";

const RESOURCE_LIMIT = 100;

type Found = { readonly entry: StoredInterface } | { readonly instance: StoredInstance };

/**
 * AddResourceResourceGroup (the service user): puts resources into a group and so takes them out of the one before.
 * The emulator has groups for vNICs and instances. All resources are moved, or none.
 */
export function addResourceResourceGroup(context: ActionContext): Record<string, unknown> {
  const { call, caller, fresh, store } = context;
  const parameters = new Parameters(context);
  const ids = parameters.requiredList("resources", RESOURCE_LIMIT);
  const resourceGroupId = parameters.required("resourceGroupId");
  if (!(caller.account.resourceGroupIds ?? []).includes(resourceGroupId)) {
    throw refuse(call, "OPERATION_FAILED_RESOURCE_GROUP_NOT_FOUND");
  }
  const found = ids.map((id): Found => {
    const entry = fresh.interface(id);
    if (entry !== undefined) return { entry };
    const instance = fresh.instance(id);
    if (instance !== undefined) return { instance };
    throw refuse(call, "OPERATION_FAILED_RESOURCE_NOT_FOUND");
  });
  authorize(context);
  for (const one of found) {
    if ("entry" in one) store.updateInterface("zenlayer", one.entry.id, { resourceGroupId });
    else store.updateInstance("zenlayer", one.instance.id, { resourceGroupId });
  }
  return {};
}
