import type { ActionContext } from "../wire";
import { refuse } from "./codes";
import { authorize, Parameters } from "./parameters";
import { checkTags, TAG_LIMIT } from "./settings";

/**
 * ModifyResourceTags (the service zrm): an existing key gets the new value; removing a key that does not exist is no
 * error.
 */
export function modifyResourceTags(context: ActionContext): Record<string, unknown> {
  const { call, fresh, store } = context;
  const parameters = new Parameters(context);
  const id = parameters.required("resourceUuid");
  const replaced = checkTags(parameters, "replaceTags", parameters.tags("replaceTags", TAG_LIMIT));
  const deleted = parameters.list("deleteTagKeys", TAG_LIMIT);
  if (deleted.some((key) => Object.hasOwn(replaced, key))) {
    throw parameters.refuse("INVALID_PARAMETER_VALUE", "deleteTagKeys");
  }
  const entry = fresh.interface(id);
  if (entry === undefined) throw refuse(call, "INVALID_RESOURCE_NOT_FOUND");
  authorize(context);
  const kept = Object.entries(entry.tags).filter(([key]) => !deleted.includes(key));
  store.updateInterface("zenlayer", id, { tags: { ...Object.fromEntries(kept), ...replaced } });
  return {};
}
