import { cloudFolders } from "../../provider/clouds";
import { optionalText } from "../../provider/resources/arguments";
import type { Subject } from "./judged";
import { cloudOf, type OwnResource, shortName } from "./own-resource";

/** What the report says about a resource of a stack, whatever is known of it. */
export function subjectOf(resource: OwnResource): Subject {
  const { kind, id, urn, cloudName, outputs } = resource;
  const name = cloudOf(resource);
  const cloud = name && cloudFolders[name].cloud();
  const api = optionalText(outputs.api) ?? cloud?.defaultApi;
  return {
    kind,
    id,
    cloud: cloudName,
    title: titleOf(cloud?.title ?? cloudName, api),
    regionId: optionalText(outputs.regionId),
    urn,
    name: shortName(resource),
  };
}

/** Such as "Tencent Cloud, API v3". */
export function titleOf(title: string, api: string | undefined): string {
  return api === undefined ? title : `${title}, API ${api}`;
}
