import ts from "typescript";

interface Example {
  /** Such as "alibaba". */
  readonly module: string;
  readonly className: string;
  readonly name: string;
  readonly args: readonly (readonly [name: string, value: string])[];
}

/** The example of a doc comment, which is a resource in TypeScript, in all languages of the SDKs. */
export function exampleText(code: string): string {
  const example = parseExample(code);
  const blocks = {
    typescript: `import { ${example.module} } from "pulumi-eni";\n\n${code}`,
    python: pythonText(example),
    go: goText(example),
    yaml: yamlText(example),
  };
  const fenced = Object.entries(blocks).map(([language, text]) => `\`\`\`${language}\n${text}\n\`\`\``);
  // The generators of SDKs keep the block of their own language only when these marks are around.
  const [begin, end] = [
    "{{% examples %}}\n## Example\n\n{{% example %}}",
    "{{% /example %}}\n{{% /examples %}}",
  ];
  return `${begin}\n\n${fenced.join("\n\n")}\n\n${end}`;
}

function parseExample(code: string): Example {
  const source = ts.createSourceFile("example.ts", code, ts.ScriptTarget.ES2022, true);
  const created = findCreated(source);
  const [name, args] = created?.arguments ?? [];
  if (!created || !name || !args || !ts.isStringLiteral(name) || !ts.isObjectLiteralExpression(args))
    throw new Error(`the example creates no resource: ${code}`);
  const [module = "", className = ""] = created.expression.getText().split(".");
  return { module, className, name: name.text, args: args.properties.map(textOfProperty) };
}

function findCreated(node: ts.Node): ts.NewExpression | undefined {
  return ts.isNewExpression(node) ? node : ts.forEachChild(node, findCreated);
}

function textOfProperty(property: ts.ObjectLiteralElementLike): readonly [string, string] {
  if (!ts.isPropertyAssignment(property) || !ts.isStringLiteral(property.initializer))
    throw new Error(`an argument of an example must be a text: ${property.getText()}`);
  return [property.name.getText(), property.initializer.text];
}

function pythonText({ module, className, name, args }: Example): string {
  const lines = args.map(([key, value]) => `    ${snakeCase(key)}=${JSON.stringify(value)},`);
  return [
    "import pulumi_eni as eni",
    "",
    `${name} = eni.${module}.${className}(`,
    `    ${JSON.stringify(name)},`,
    ...lines,
    ")",
  ].join("\n");
}

function goText({ module, className, name, args }: Example): string {
  const width = Math.max(...args.map(([key]) => key.length)) + 1;
  const lines = args.map(([key, value]) => {
    return `\t${`${goName(key)}:`.padEnd(width)} pulumi.String(${JSON.stringify(value)}),`;
  });
  return [
    `${name}, err := ${module}.New${className}(ctx, ${JSON.stringify(name)}, &${module}.${className}Args{`,
    ...lines,
    "})",
  ].join("\n");
}

function yamlText({ module, className, name, args }: Example): string {
  const lines = args.map(([key, value]) => `      ${key}: ${JSON.stringify(value)}`);
  return [
    "resources:",
    `  ${name}:`,
    `    type: eni:${module}:${className}`,
    "    properties:",
    ...lines,
  ].join("\n");
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function goName(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
