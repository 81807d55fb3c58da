import { CloudError } from "../../cloud-error";
import { isDenied } from "../../permission";
import type { ActionContext } from "../../wire";
import { type Code, refuse } from "./codes";
import { Parameters } from "./parameters";
import { type TagKeyProblem, type TagValueProblem, tagKeyProblem, tagValueProblem } from "./tag-problem";
import { findTagged, parseResourceName, type ResourceName } from "./tagged-resource";

/** How many resources, tags and keys a call can have: the pages number them from 0 to 9. */
const LISTED = 10;
const TAGS_PER_RESOURCE = 50;

const codeOfKey = {
  empty: "InvalidParameterValue.TagKeyEmpty",
  "too-long": "InvalidParameterValue.TagKeyLengthExceeded",
  reserved: "InvalidParameter.ReservedTagKey",
  "illegal-character": "InvalidParameterValue.TagKeyCharacterIllegal",
} as const satisfies Record<TagKeyProblem, Code>;

const codeOfValue = {
  empty: "InvalidParameterValue.TagValueEmpty",
  "too-long": "InvalidParameterValue.TagValueLengthExceeded",
  "illegal-character": "InvalidParameterValue.TagValueCharacterIllegal",
} as const satisfies Record<TagValueProblem, Code>;

interface Change {
  readonly set: ReadonlyMap<string, string>;
  readonly remove: readonly string[];
}

/** TagResources: an existing key gets the new value. The answer lists the resources that failed. */
export function tagResources(context: ActionContext): Record<string, unknown> {
  const parameters = Parameters.of(context, ["ResourceList", "Tags"]);
  const names = readNames(parameters);
  demand(parameters, "Tags");
  const set = readTags(parameters, "Tags");
  authorize(context);
  return { FailedResources: changeEach(context, names, { set, remove: [] }) };
}

/** UnTagResources: a key that does not exist is no error. */
export function unTagResources(context: ActionContext): Record<string, unknown> {
  const parameters = Parameters.of(context, ["ResourceList", "TagKeys"]);
  const names = readNames(parameters);
  demand(parameters, "TagKeys");
  const remove = checkKeys(parameters.texts("TagKeys", Number.POSITIVE_INFINITY));
  authorize(context);
  return { FailedResources: changeEach(context, names, { set: new Map(), remove }) };
}

/** ModifyResourceTags: sets and removes tags of one resource in one call; a failure refuses the call. */
export function modifyResourceTags(context: ActionContext): Record<string, unknown> {
  const parameters = Parameters.of(context, ["Resource", "ReplaceTags", "DeleteTags"]);
  const name = parseResourceName(parameters.required("Resource"));
  if (!parameters.has("ReplaceTags") && !parameters.has("DeleteTags")) throw refuse("InvalidParameter.Tag");
  const set = parameters.has("ReplaceTags") ? readTags(parameters, "ReplaceTags") : new Map();
  const listed = parameters.objects("DeleteTags", Number.POSITIVE_INFINITY, ["TagKey"]);
  const remove = parameters.has("DeleteTags") ? checkKeys(listed.map((tag) => tag.required("TagKey"))) : [];
  if (remove.some((key) => set.has(key))) throw refuse("InvalidParameterValue.DeleteTagsParamError");
  authorize(context);
  change(context, name, { set, remove });
  return {};
}

function readNames(parameters: Parameters): ResourceName[] {
  demand(parameters, "ResourceList");
  const names = [...new Set(parameters.texts("ResourceList", Number.POSITIVE_INFINITY))];
  if (names.length === 0) throw refuse("InvalidParameter");
  if (names.length > LISTED) throw refuse("LimitExceeded.ResourceNumPerRequest");
  return names.map(parseResourceName);
}

function readTags(parameters: Parameters, list: string): Map<string, string> {
  const tags = parameters
    .objects(list, Number.POSITIVE_INFINITY, ["TagKey", "TagValue"])
    .map((tag) => [tag.required("TagKey"), tag.required("TagValue")] as const);
  checkKeys(tags.map(([key]) => key));
  for (const [, value] of tags) {
    const problem = tagValueProblem(value);
    if (problem !== undefined) throw refuse(codeOfValue[problem]);
  }
  return new Map(tags);
}

function checkKeys(keys: readonly string[]): readonly string[] {
  if (keys.length === 0) throw refuse("InvalidParameter.Tag");
  if (keys.length > LISTED) throw refuse("LimitExceeded.TagNumPerRequest");
  for (const key of keys) {
    const problem = tagKeyProblem(key);
    if (problem !== undefined) throw refuse(codeOfKey[problem]);
  }
  if (new Set(keys).size < keys.length) throw refuse("InvalidParameterValue.TagKeyDuplicate");
  return keys;
}

function demand(parameters: Parameters, name: string): void {
  if (parameters.has(name)) return;
  throw refuse("MissingParameter", `The request is missing a required parameter \`${name}\`.`);
}

/** The tag service uses the older code for a missing permission. */
function authorize({ caller, call }: ActionContext): void {
  if (isDenied(caller, call.action)) throw refuse("AuthFailure.UnauthorizedOperation");
}

function changeEach(
  context: ActionContext,
  names: readonly ResourceName[],
  wanted: Change,
): Record<string, unknown>[] {
  return names.flatMap((name) => {
    try {
      change(context, name, wanted);
      return [];
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      return [{ Resource: name.text, Code: error.code, Message: error.message }];
    }
  });
}

function change(context: ActionContext, name: ResourceName, { set, remove }: Change): void {
  const { id, tags } = findTagged(context, name);
  const kept = Object.entries(tags).filter(([key]) => !remove.includes(key));
  const after = Object.fromEntries([...kept, ...set]);
  if (Object.keys(after).length > TAGS_PER_RESOURCE) throw refuse("LimitExceeded.ResourceAttachedTags");
  context.store.updateInterface("tencent", id, { tags: after });
}
