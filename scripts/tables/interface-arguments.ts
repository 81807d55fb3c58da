import type { ArgumentType } from "../../provider/contract/argument-forms";
import type { Cloud, InterfaceArgument } from "../../provider/contract/cloud";
import type { DeclaredMember } from "./declared-members";

type Row = Pick<InterfaceArgument, "form" | "required" | "text" | "change" | "fixedIn">;

/** The rows of a cloud's own arguments; those without a text are declared for every cloud. */
function ownRows({ networkInterface }: Cloud): readonly (readonly [name: string, row: Row])[] {
  const places = Object.entries(networkInterface?.placeArguments ?? {});
  const rows = Object.entries<Row>(networkInterface?.arguments ?? {});
  return [
    ...places.map(([name, row]) => [name, { ...row, change: "replace" }] as const),
    ...rows.filter(([, { text }]) => text !== undefined),
  ];
}

/** A cloud's own arguments of its `NetworkInterface`, as the documentation shows them. */
export function interfaceMembers(cloud: Cloud): readonly DeclaredMember[] {
  return ownRows(cloud).map(([name, row]) => ({
    name,
    type: typeText(row.form.type, (type) => type),
    isOptional: !row.required,
    text: row.text ?? "",
    change: changeText(row),
  }));
}

/** provider/clouds/<cloud>/network-interface-args.ts, the whole file, in syntax that TypeScript 3.8 can read. */
export function interfaceDeclaration(cloud: Cloud): string {
  const members = ownRows(cloud).map(([name, row]) => {
    const type = typeText(row.form.type, (inner) => `pulumi.Input<${inner}>`);
    const member = row.required ? `${name}: ${type};` : `${name}?: ${type} | undefined;`;
    const lines = [...wrapped(row.text ?? ""), `@change ${changeText(row)}`].map((line) => `   * ${line}\n`);
    return `  /**\n${lines.join("")}   */\n  ${member}\n`;
  });
  return `// Generated from interface-arguments.ts by \`npm run tables\`: make changes there.
import type * as pulumi from "@pulumi/pulumi";

/** The arguments of a \`NetworkInterface\` that ${cloud.title} adds to those of every cloud. */
export interface OwnInterfaceArgs {
${members.join("")}}
`;
}

/** A type in TypeScript; `wrap` is applied to each type in it. */
function typeText(type: ArgumentType, wrap: (type: string) => string): string {
  if (type === "integer" || type === "number") return wrap("number");
  if (typeof type === "string") return wrap(type);
  if ("oneOf" in type) return wrap(type.oneOf.map((word) => JSON.stringify(word)).join(" | "));
  if ("listOf" in type) return wrap(`${typeText(type.listOf, wrap)}[]`);
  return wrap(`Record<string, ${typeText(type.mapOf, wrap)}>`);
}

function changeText({ change, fixedIn }: Row): string {
  if (change === "replace") return "replaces";
  return fixedIn === undefined
    ? "updates"
    : `updates; replaces with \`api: "${fixedIn}"\`, which has no call for it`;
}

/** A text in lines of at most 120 characters, of which the comment needs five. */
function wrapped(text: string): readonly string[] {
  const longest = 115;
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > longest) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
