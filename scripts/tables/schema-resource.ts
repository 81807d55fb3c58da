import { join } from "node:path";
import type { Cloud } from "../../provider/contract/cloud";
import { typeToken } from "../../provider/resource";
import { attachmentSchemas, type Schemas } from "../../provider/resources/arguments";
import { interfaceSchemas } from "../../provider/resources/interface";
import { cloudArguments, commonArguments } from "./argument-lists";
import { classDoc, type DeclaredMember, declaredMembers } from "./declared-members";
import { attachment, type ResourceKind } from "./resource-kind";
import { exampleText } from "./schema-example";
import { inputSpec, outputSpec } from "./schema-property";
import type { ResourceSpec } from "./schema-spec";

/** What a kind of resource takes and reports on one cloud, from the declarations of its class. */
export function resourceSpec(root: string, cloud: Cloud, kind: ResourceKind): ResourceSpec {
  const inputs = byName([...commonArguments(root, kind), ...cloudArguments(root, cloud, kind)]);
  const source = join(root, "provider", "clouds", cloud.name, "resource.ts");
  const outputs = byName([
    ...declaredMembers(join(root, "provider", "resource.ts"), kind.commonOutputs),
    ...declaredMembers(source, kind.className),
  ]);
  const { text, example } = classDoc(source, kind.className);
  const isWhole = (name: string) => takesWholeNumbersOnly(argumentSchemas(cloud, kind), name);
  return {
    description: `${text}\n\n${exampleText(example)}`,
    inputProperties: mapped(inputs, (member) => inputSpec(member, isWhole)),
    requiredInputs: requiredOf(inputs),
    properties: mapped(outputs, outputSpec),
    required: requiredOf(outputs),
    // With it, a resource of the TypeScript classes becomes this one without a replacement.
    aliases: [{ type: typeToken(`${cloud.name}:${kind.className}`) }],
  };
}

/** The schemas that the provider checks the arguments of a kind with. */
export function argumentSchemas(cloud: Cloud, kind: ResourceKind): Schemas {
  if (kind === attachment || !cloud.networkInterface) return attachmentSchemas(cloud);
  return interfaceSchemas(cloud.networkInterface);
}

function takesWholeNumbersOnly(schemas: Schemas, name: string): boolean {
  const takes = (value: number) => schemas[name]?.safeParse(value).success ?? false;
  return takes(1) && !takes(1.5);
}

/** A cloud may document an argument or output of all clouds in its own words. */
function byName(members: readonly DeclaredMember[]): readonly DeclaredMember[] {
  return [...new Map(members.map((member) => [member.name, member])).values()];
}

function mapped<Spec>(
  members: readonly DeclaredMember[],
  toSpec: (member: DeclaredMember) => Spec,
): Readonly<Record<string, Spec>> {
  return Object.fromEntries(members.map((member) => [member.name, toSpec(member)]));
}

function requiredOf(members: readonly DeclaredMember[]): readonly string[] {
  return members.flatMap(({ name, isOptional }) => (isOptional ? [] : [name]));
}
