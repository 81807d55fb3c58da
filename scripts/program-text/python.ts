import { type Argument, type DeclaredResource, InterfaceId, namesInUse } from "./declared-resource";

/** A program in Python, as its __main__.py has it. */
export function pythonProgram(resources: readonly DeclaredResource[]): string {
  const used = namesInUse(resources);
  const made = resources.map(({ cloud, kind, name, args }) => {
    const variable = kind === "NetworkInterface" && used.has(name) ? `${name} = ` : "";
    const lines = Object.entries(args).map(
      ([argument, value]) => `    ${snakeCase(argument)}=${literal(value)},\n`,
    );
    return `\n${variable}eni.${cloud}.${kind}(\n    ${JSON.stringify(name)},\n${lines.join("")})\n`;
  });
  return `import pulumi_eni as eni\n${made.join("")}`;
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function literal(value: Argument): string {
  return value instanceof InterfaceId ? `${value.ofName}.id` : JSON.stringify(value);
}
