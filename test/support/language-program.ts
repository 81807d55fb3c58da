import { snakeCase } from "../../scripts/tables/schema-example";

/** The languages whose programs are written here. */
export const languages = ["yaml", "python"] as const;
export type Language = (typeof languages)[number];

/** A resource of the plugin, in a program of any language. */
export interface DeclaredResource {
  /** Such as "eni:alibaba:NetworkInterface". */
  readonly type: string;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** The files of a program that declares these resources and names the folder of the plugin. */
export function programIn(
  language: Language,
  project: string,
  plugin: string,
  resources: readonly DeclaredResource[],
): Record<string, string> {
  const head = {
    name: project,
    runtime: language,
    plugins: { providers: [{ name: "eni", path: plugin }] },
  };
  // JSON is YAML, too.
  if (language === "python") return { "Pulumi.yaml": JSON.stringify(head), "__main__.py": python(resources) };
  const declared = resources.map(({ type, name, args }) => [name, { type, properties: args }]);
  return { "Pulumi.yaml": JSON.stringify({ ...head, resources: Object.fromEntries(declared) }) };
}

function python(resources: readonly DeclaredResource[]): string {
  const made = resources.map(({ type, name, args }) => {
    const [, module, className] = type.split(":");
    const words = Object.entries(args).map(([key, value]) => `${snakeCase(key)}=${literal(value)}`);
    return `eni.${module}.${className}(${[JSON.stringify(name), ...words].join(", ")})\n`;
  });
  return `import pulumi_eni as eni\n\n${made.join("")}`;
}

/** A value in Python. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const parts = Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}: ${literal(part)}`);
  return `{${parts.join(", ")}}`;
}
