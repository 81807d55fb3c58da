import type { StoredSecurityGroup } from "../model";
import type { ActionContext } from "../wire";
import { refuse } from "./codes";
import { invalid, type Parameters } from "./parameters";

/** How many tags a call and a resource can have. */
export const TAG_LIMIT = 20;
const TAG_LENGTH = 128;
/** The documented numbers differ (5, 10, 16); this is the largest. */
const GROUPS_PER_INTERFACE = 16;

/** A name has 2 to 128 characters and does not start with http:// or https://. */
export function readName(parameters: Parameters): string | undefined {
  return readText(parameters, "NetworkInterfaceName", 128);
}

export function readDescription(parameters: Parameters, longest: number): string | undefined {
  return readText(parameters, "Description", longest);
}

function readText(parameters: Parameters, name: string, longest: number): string | undefined {
  const text = parameters.optional(name);
  if (text === undefined) return undefined;
  if (text.length < 2 || text.length > longest || /^https?:\/\//.test(text)) throw invalid(name);
  return text;
}

/** Parameters that are only stored and shown. Those that the call does not give are left out. */
export function readExtra(parameters: Parameters): {
  readonly queueNumber?: number;
  readonly sourceDestCheck?: boolean;
} {
  const queueNumber = parameters.integer("QueueNumber", 1, 2048);
  const sourceDestCheck = parameters.boolean("SourceDestCheck");
  return {
    ...(queueNumber === undefined ? {} : { queueNumber }),
    ...(sourceDestCheck === undefined ? {} : { sourceDestCheck }),
  };
}

export function readTags(parameters: Parameters): Record<string, string> {
  const tags = parameters.tags();
  if (tags.length > TAG_LIMIT) throw refuse("QuotaExceed.Tags");
  return checkTags(tags);
}

export function checkTags(tags: ReturnType<Parameters["tags"]>): Record<string, string> {
  checkTagKeys(tags.map(({ key }) => key));
  for (const { value = "" } of tags) {
    if (value.length > TAG_LENGTH || isReserved(value)) throw refuse("InvalidTagValue.Malformed");
  }
  return Object.fromEntries(tags.map(({ key, value }) => [key, value ?? ""]));
}

export function checkTagKeys(keys: readonly string[]): void {
  for (const key of keys) {
    if (key === "" || key.length > TAG_LENGTH || isReserved(key)) throw refuse("InvalidTagKey.Malformed");
  }
  if (new Set(keys).size < keys.length) throw refuse("Duplicate.TagKey");
}

/** Reserved in upper case too, as the page of OSS says. */
const isReserved = (text: string): boolean => /^(aliyun|acs:)|https?:\/\//i.test(text);

/** `SecurityGroupId`, or the list `SecurityGroupIds`. */
export function readGroups(parameters: Parameters): string[] {
  const single = parameters.optional("SecurityGroupId");
  const listed = readGroupList(parameters, "SecurityGroupIds");
  if (single !== undefined && listed.length > 0) throw refuse("InvalidParameter.Conflict");
  if (single === undefined && listed.length === 0) {
    throw refuse(
      "MissingParameter",
      'The input parameter "SecurityGroupId" that is mandatory for processing this request is not supplied.',
    );
  }
  return single === undefined ? listed : [single];
}

export function readGroupList(parameters: Parameters, name: string): string[] {
  const distinct = [...new Set(parameters.list(name))];
  if (distinct.length > GROUPS_PER_INTERFACE) throw invalid(name);
  return distinct;
}

export function findGroups(
  context: ActionContext,
  regionId: string,
  ids: readonly string[],
): StoredSecurityGroup[] {
  return ids.map((id) => {
    const group = context.store.securityGroup("alibaba", id);
    const isHere = group?.accountId === context.caller.account.id && group.regionId === regionId;
    if (!isHere) throw refuse("InvalidSecurityGroupId.NotFound");
    return group;
  });
}

/** Every group must exist and be in the interface's VPC. */
export function checkGroups(groups: readonly StoredSecurityGroup[], vpcId: string): void {
  for (const group of groups) {
    if (group.vpcId === "") throw refuse("InvalidSecurityGroupId.NotVpc");
    if (group.vpcId !== vpcId) throw refuse("InvalidOperation.VpcMismatch");
  }
}
