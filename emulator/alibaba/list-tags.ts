import type { ActionContext } from "../wire";
import { refuse } from "./codes";
import { authorize, invalid, Parameters } from "./parameters";
import { checkTagKeys, TAG_LIMIT } from "./settings";
import { RESOURCES_PER_CALL, readKind } from "./tags";

interface Tagged {
  readonly id: string;
  readonly regionId: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** ListTagResources: a row for each tag of each resource; unknown resources and those without tags have none. */
export function listTagResources(context: ActionContext): Record<string, unknown> {
  const parameters = new Parameters(context);
  parameters.only(["ResourceType", "ResourceId", "Tag", "NextToken"]);
  const { regionId, type } = readKind(context, parameters);
  const ids = parameters.list("ResourceId", Number.POSITIVE_INFINITY);
  if (ids.length > RESOURCES_PER_CALL) throw refuse("NumberExceed.ResourceIds");
  const wanted = parameters.tags();
  if (wanted.length > TAG_LIMIT) throw refuse("NumberExceed.Tags");
  checkTagKeys(wanted.map(({ key }) => key));
  // Everything is on the first page, so that no answer has a token to go on with.
  if (parameters.has("NextToken")) throw invalid("NextToken");
  authorize(context);
  const found = taggedOf(context, type).filter(
    ({ id, regionId: place, tags }) =>
      place === regionId &&
      (ids.length === 0 || ids.includes(id)) &&
      wanted.every(({ key, value }) => Object.hasOwn(tags, key) && (!value || tags[key] === value)),
  );
  return { TagResources: { TagResource: found.flatMap((one) => rowsOf(type, one)) }, NextToken: "" };
}

/** The emulator has no resources of the other types. */
function taggedOf(context: ActionContext, type: string): readonly Tagged[] {
  if (type === "eni") return context.seen.interfaces();
  return type === "instance" ? context.seen.instances() : [];
}

function rowsOf(type: string, { id, tags }: Tagged): Record<string, string>[] {
  return Object.entries(tags).map(([TagKey, TagValue]) => ({
    ResourceType: type,
    ResourceId: id,
    TagKey,
    TagValue,
  }));
}
