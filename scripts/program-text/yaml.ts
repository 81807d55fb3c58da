import { type Argument, type DeclaredResource, InterfaceId } from "./declared-resource";

/** The resources of a program in YAML, as its Main.yaml has them. */
export function yamlProgram(resources: readonly DeclaredResource[]): string {
  return ["resources:", ...resources.flatMap(resourceLines), ""].join("\n");
}

function resourceLines({ cloud, kind, name, args }: DeclaredResource): string[] {
  return [
    `  ${keyOf(kind, name)}:`,
    `    type: eni:${cloud}:${kind}`,
    `    name: ${name}`,
    "    properties:",
    ...Object.entries(args).map(([argument, value]) => `      ${argument}: ${literal(value)}`),
  ];
}

/** An interface and its attachment may have one name, but not one key. */
function keyOf(kind: DeclaredResource["kind"], name: string): string {
  return kind === "NetworkInterface" ? `${name}Interface` : name;
}

/** A text in JSON is one in YAML, too, and keeps an id of digits from being a number. */
function literal(value: Argument): string {
  return value instanceof InterfaceId
    ? `\${${keyOf("NetworkInterface", value.ofName)}.id}`
    : JSON.stringify(value);
}
