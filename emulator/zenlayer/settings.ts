import type { ActionContext } from "../wire";
import { notFound, type Parameters, type Tag } from "./parameters";

const SHORTEST_NAME = 2;
const LONGEST_NAME = 63;
/** A name has letters, digits, `-`, `/`, `_` and `.`, and starts and ends with a letter or a digit. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9\-/_.]*[A-Za-z0-9]$/;

/** How many tags a call can have. */
export const TAG_LIMIT = 20;
const LONGEST_TAG = 64;

export function readName(parameters: Parameters): string | undefined {
  const name = parameters.optional("name");
  if (name === undefined) return undefined;
  if (name.length < SHORTEST_NAME) throw parameters.refuse("INVALID_PARAMETER_LESS_LENGTH", "name");
  if (name.length > LONGEST_NAME) throw parameters.refuse("INVALID_PARAMETER_EXCEED_LENGTH", "name");
  if (!NAME.test(name)) throw parameters.refuse("INVALID_PARAMETER_PATTERN_ERROR", "name");
  return name;
}

export function readRequiredName(parameters: Parameters): string {
  const name = readName(parameters);
  if (name === undefined) throw parameters.refuse("MISSING_PARAMETER", "name");
  return name;
}

export function readTags(parameters: Parameters): Record<string, string> {
  return checkTags(parameters, "tags", parameters.nestedTags("tags", TAG_LIMIT));
}

/** A key cannot be repeated; keys and values have 1 to 64 characters. */
export function checkTags(
  parameters: Parameters,
  name: string,
  tags: readonly Tag[],
): Record<string, string> {
  for (const text of tags.flatMap(({ key, value }) => [key, value])) {
    if (text === "") throw parameters.refuse("INVALID_PARAMETER_LESS_LENGTH", name);
    if (text.length > LONGEST_TAG) throw parameters.refuse("INVALID_PARAMETER_EXCEED_LENGTH", name);
  }
  const read = Object.fromEntries(tags.map(({ key, value }) => [key, value]));
  if (Object.keys(read).length < tags.length) throw parameters.refuse("INVALID_PARAMETER_VALUE", name);
  return read;
}

/** A vNIC has one security group. Groups do not belong to a VPC. */
export function findSecurityGroup(context: ActionContext, id: string | undefined): string | undefined {
  if (id === undefined) return undefined;
  const group = context.store.securityGroup("zenlayer", id);
  if (group?.accountId !== context.caller.account.id) {
    throw notFound(context, "INVALID_SECURITY_GROUP_NOT_FOUND");
  }
  return id;
}
