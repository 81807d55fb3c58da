import type { StoredInterface } from "../../model";
import type { ActionContext } from "../../wire";
import { type Code, refuse } from "./codes";
import { isRegion } from "./parameters";

/**
 * A resource's name: `qcs::vpc:ap-guangzhou:uin/100000000001:eni/eni-free0001`. The uin can be left out, as the
 * Terraform provider does.
 */
const SIX_SEGMENTS = /^qcs:[^:]*:([^:]*):([^:]*):uin\/(\d*):([^:/]+)\/([^:/]+)$/;

export interface ResourceName {
  readonly text: string;
  readonly service: string;
  readonly regionId: string;
  readonly uin: string;
  readonly prefix: string;
  readonly id: string;
}

export function parseResourceName(text: string): ResourceName {
  const segments = SIX_SEGMENTS.exec(text);
  if (segments === null) throw refuse("InvalidParameterValue.ResourceDescriptionError");
  const [, service = "", regionId = "", uin = "", prefix = "", id = ""] = segments;
  return { text, service, regionId, uin, prefix, id };
}

/** The interface with this name; one of another region or account is treated as unknown. */
export function findTagged(context: ActionContext, name: ResourceName): StoredInterface {
  const problem = nameProblem(context, name);
  if (problem !== undefined) throw refuse(problem);
  const found = context.fresh.interface(name.id);
  if (found === undefined || found.regionId !== name.regionId || found.status === "failed") {
    throw refuse("InvalidParameterValue.ResourceIdInvalid");
  }
  return found;
}

function nameProblem(context: ActionContext, name: ResourceName): Code | undefined {
  if (name.uin !== "" && name.uin !== context.caller.account.id) return "InvalidParameterValue.UinInvalid";
  if (name.service !== "vpc") return "InvalidParameter.UnsupportedService";
  if (!isRegion(context, name.regionId)) return "InvalidParameterValue.RegionInvalid";
  return name.prefix === "eni" ? undefined : "InvalidParameterValue.ResourcePrefixInvalid";
}
