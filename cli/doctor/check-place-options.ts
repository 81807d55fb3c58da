import { cloudFolders, cloudNames, isCloudName } from "../../provider/clouds";
import { UserError } from "../../provider/core/errors";
import type { PlaceOptions } from "./candidate";

/** Throws when the options name no cloud of ours, or do not fit the cloud. */
export function checkPlaceOptions(name: string | undefined, { api, vpc, region }: PlaceOptions): void {
  if (name !== undefined && !isCloudName(name)) {
    throw new UserError(`--cloud must be one of ${cloudNames.join(", ")}, not "${name}".`);
  }
  if (name === undefined && (api ?? vpc) !== undefined) {
    throw new UserError("--api and --vpc belong to one cloud: name it with --cloud.");
  }
  if (name === undefined) return;
  const cloud = cloudFolders[name].cloud();
  for (const [option, argument, value] of [
    ["--api", "api", api],
    ["--vpc", "vpcId", vpc],
    ["--region", "regionId", region],
  ] as const) {
    if (value === undefined) continue;
    const form = cloud.attachmentArguments[argument];
    if (form === undefined && argument !== "regionId") {
      throw new UserError(`${option} does not belong to ${cloud.title}.`);
    }
    const [issue] = form?.safeParse(value).error?.issues ?? [];
    if (issue) throw new UserError(`${option} ${issue.message}.`);
  }
}
