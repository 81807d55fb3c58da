import type { StoredInterface } from "../model";
import type { ActionContext } from "../wire";
import { refuse } from "./codes";
import { authorize, isRegion, Parameters } from "./parameters";
import { checkTagKeys, checkTags, TAG_LIMIT } from "./settings";

export const RESOURCES_PER_CALL = 50;

/** The types on the page besides `eni`. The emulator has no resources of these types with tags. */
const OTHER_TYPES = new Set([
  "instance",
  "disk",
  "snapshot",
  "image",
  "securitygroup",
  "volume",
  "ddh",
  "ddhcluster",
  "keypair",
  "launchtemplate",
  "reservedinstance",
  "snapshotpolicy",
  "elasticityassurance",
  "capacityreservation",
  "command",
  "invocation",
  "activation",
  "managedinstance",
]);

/** TagResources: synchronous; an existing key gets the new value. All resources are changed, or none. */
export function tagResources(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  const { regionId, ids } = readResources(context, parameters);
  const given = parameters.tags();
  if (given.length === 0) throw refuse("MissingParameter.Tags");
  if (given.length > TAG_LIMIT) throw refuse("NumberExceed.Tags");
  const tags = checkTags(given);
  const entries = findResources(context, regionId, ids);
  authorize(context);
  const changed = entries.map(({ id, tags: before }) => ({ id, tags: { ...before, ...tags } }));
  if (changed.some((entry) => Object.keys(entry.tags).length > TAG_LIMIT)) throw refuse("QuotaExceed.Tags");
  for (const { id, tags: after } of changed) context.store.updateInterface("alibaba", id, { tags: after });
  return {};
}

/** UntagResources: synchronous; a key that does not exist is no error. */
export function untagResources(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  const { regionId, ids } = readResources(context, parameters);
  const keys = parameters.list("TagKey", Number.POSITIVE_INFINITY);
  const all = parameters.boolean("All") ?? false;
  if (keys.length === 0 && !all) throw refuse("MissingParameter.Tags");
  if (keys.length > TAG_LIMIT) throw refuse("NumberExceed.Tags");
  checkTagKeys(keys);
  if (all && keys.length > 0) throw refuse("Param.Conflict");
  const entries = findResources(context, regionId, ids);
  authorize(context);
  for (const { id, tags } of entries) {
    const left = Object.entries(tags).filter(([key]) => !all && !keys.includes(key));
    context.store.updateInterface("alibaba", id, { tags: Object.fromEntries(left) });
  }
  return {};
}

/** The pages on tags have a separate code for each missing parameter. */
export function readKind(context: ActionContext, parameters: Parameters): { regionId: string; type: string } {
  const regionId = parameters.optional("RegionId");
  if (regionId === undefined) throw refuse("MissingParameter.RegionId");
  if (!isRegion(context, regionId)) throw refuse("InvalidRegionId.NotFound");
  const type = parameters.optional("ResourceType");
  if (type === undefined) throw refuse("MissingParameter.ResourceType");
  if (type !== "eni" && !OTHER_TYPES.has(type)) throw refuse("InvalidResourceType.NotFound");
  return { regionId, type };
}

function readResources(context: ActionContext, parameters: Parameters): { regionId: string; ids: string[] } {
  const { regionId, type } = readKind(context, parameters);
  if (type !== "eni") throw refuse("InvalidResourceId.NotSupported");
  const ids = parameters.list("ResourceId", Number.POSITIVE_INFINITY);
  if (ids.length === 0) throw refuse("MissingParameter.ResourceIds");
  if (ids.length > RESOURCES_PER_CALL) throw refuse("NumberExceed.ResourceIds");
  return { regionId, ids: [...new Set(ids)] };
}

function findResources(context: ActionContext, regionId: string, ids: readonly string[]): StoredInterface[] {
  return ids.map((id) => {
    const found = context.fresh.interface(id);
    if (found === undefined || found.regionId !== regionId) throw refuse("InvalidResourceId.NotFound");
    return found;
  });
}
