import type { DeclaredMember } from "./declared-members";
import type { ObjectTypeSpec, PropertySpec, TypeSpec } from "./schema-spec";

/** The type of the argument `timeouts`. The module "index" is the root of a package. */
const timeoutsToken = "eni:index:Timeouts";

export const objectTypes: Readonly<Record<string, ObjectTypeSpec>> = {
  [timeoutsToken]: {
    description: 'How long to wait for the cloud. Each is a duration such as "90s", "5m" or "1h30m".',
    type: "object",
    properties: {
      create: { type: "string", description: "How long a create, an attach or an update may take." },
      delete: { type: "string", description: "How long a delete or a detach may take." },
    },
  },
};

/** An argument. TypeScript has one type for all numbers, so `isWhole` tells which ones take whole numbers only. */
export function inputSpec(member: DeclaredMember, isWhole: (name: string) => boolean): PropertySpec {
  const change = member.change ?? "";
  // The provider's diff decides. `replaceOnChanges` would make the engine replace where the diff finds both values equal.
  const replaces = /^replaces\b/.test(change);
  return {
    ...typeSpec(member.type, isWhole(member.name) ? "integer" : "number"),
    description: `${withWords(member)} Change: ${change}.`,
    ...(replaces ? { willReplaceOnChanges: true } : {}),
  };
}

/** An output. The numbers among the outputs are positions, so they are whole. */
export function outputSpec(member: DeclaredMember): PropertySpec {
  return { ...typeSpec(member.type, "integer"), description: member.text };
}

/**
 * The description, with all values that an argument can have. They are no enumeration of the schema: programs write the
 * same texts in every language, and a value that the cloud adds later needs no other SDK.
 */
function withWords({ type, text }: DeclaredMember): string {
  const words = wordsOf(type) ?? [];
  return words.every((word) => text.includes(word)) ? text : `${text} One of ${words.join(", ")}.`;
}

function wordsOf(type: string): readonly string[] | undefined {
  const words = type.split(" | ");
  return words.every((word) => /^"\w+"$/.test(word)) ? words : undefined;
}

/** A type in the words of TypeScript as one of the schema. */
function typeSpec(type: string, numberType: "integer" | "number"): TypeSpec {
  if (type === "number") return { type: numberType };
  if (type === "string" || type === "boolean") return { type };
  if (type === "{ create?: string; delete?: string }") return { $ref: `#/types/${timeoutsToken}` };
  if (wordsOf(type)) return { type: "string" };
  const alternatives = type.split(" | ");
  if (alternatives.length > 1) return { oneOf: alternatives.map((one) => typeSpec(one, numberType)) };
  const [, item] = /^(\w+)\[\]$/.exec(type) ?? [];
  if (item !== undefined) return { type: "array", items: typeSpec(item, numberType) };
  const [, value] = /^Record<string, (\w+)>$/.exec(type) ?? [];
  if (value !== undefined) return { type: "object", additionalProperties: typeSpec(value, numberType) };
  throw new Error(`no type of the schema corresponds to ${type}`);
}
