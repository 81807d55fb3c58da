import type { ActionContext } from "../../wire";
import { type Code, refuse } from "./codes";
import { checkId, type Parameters, regionOf, unknownId } from "./parameters";
import { type TagKeyProblem, tagKeyProblem, tagValueProblem } from "./tag-problem";

const NAME_BYTES = 60;
const DESCRIPTION_CHARACTERS = 60;
const TAG_LIMIT = 50;

const codeOfKey = {
  empty: "InvalidParameterValue.TagInvalidKeyLen",
  "too-long": "InvalidParameterValue.TagInvalidKeyLen",
  reserved: "UnsupportedOperation.TagSystemReservedTagKey",
  "illegal-character": "InvalidParameterValue.TagInvalidKey",
} as const satisfies Record<TagKeyProblem, Code>;

/** How many groups an interface can have; an account's `securityGroupsPerInterface` quota replaces it. */
const GROUPS_PER_INTERFACE = 5;

export function readName(parameters: Parameters): string | undefined {
  const name = parameters.text("NetworkInterfaceName");
  if (name !== undefined && Buffer.byteLength(name) > NAME_BYTES) {
    throw refuse(
      "InvalidParameterValue.TooLong",
      `\`NetworkInterfaceName\` takes at most ${NAME_BYTES} bytes.`,
    );
  }
  return name;
}

export function readDescription(parameters: Parameters): string | undefined {
  const text = parameters.text("NetworkInterfaceDescription");
  if (text !== undefined && [...text].length > DESCRIPTION_CHARACTERS) {
    throw refuse("InvalidParameterValue.TooLong", "`NetworkInterfaceDescription` is too long.");
  }
  return text;
}

/** The groups; undefined when the call does not name any. */
export function readGroups(parameters: Parameters): string[] | undefined {
  if (!parameters.has("SecurityGroupIds")) return undefined;
  const ids = [...new Set(parameters.texts("SecurityGroupIds", 100))];
  return ids.map((id) => checkId("sg", "SecurityGroupIds", id));
}

/** A group of another region or account is treated as unknown. */
export function findGroups(context: ActionContext, ids: readonly string[]): void {
  const regionId = regionOf(context);
  for (const id of ids) {
    const group = context.store.securityGroup("tencent", id);
    if (group?.accountId !== context.caller.account.id || group.regionId !== regionId) throw unknownId(id);
  }
}

export function checkGroupLimit({ store, caller }: ActionContext, ids: readonly string[]): void {
  const limit = store.quota("tencent", caller.account.id, "securityGroupsPerInterface", GROUPS_PER_INTERFACE);
  if (ids.length > limit) throw refuse("LimitExceeded");
}

export function readTags(parameters: Parameters): Record<string, string> {
  const tags = parameters.objects("Tags", 1000, ["Key", "Value"]);
  if (tags.length > TAG_LIMIT) throw refuse("LimitExceeded.TagKeyPerResourceExceeded");
  const read = new Map<string, string>();
  for (const tag of tags) {
    const key = tag.required("Key");
    const value = tag.text("Value") ?? "";
    const keyProblem = tagKeyProblem(key);
    if (keyProblem !== undefined) throw refuse(codeOfKey[keyProblem]);
    // The VPC product accepts a tag without a value, the tag service does not.
    if (value !== "" && tagValueProblem(value) !== undefined)
      throw refuse("InvalidParameterValue.TagInvalidVal");
    if (read.has(key)) throw refuse("InvalidParameterValue.TagDuplicateKey");
    read.set(key, value);
  }
  return Object.fromEntries(read);
}
