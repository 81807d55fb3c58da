import { type Argument, type DeclaredResource, InterfaceId, namesInUse } from "./declared-resource";

/** A program in Go, as its main.go has it. */
export function goProgram(resources: readonly DeclaredResource[]): string {
  const used = namesInUse(resources);
  const clouds = [...new Set(resources.map(({ cloud }) => cloud))];
  return `package main

import (
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
${clouds.map((cloud) => `	"pulumi-eni/sdk/go/eni/${cloud}"\n`).join("")})

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
${resources.map((resource) => statement(resource, used)).join("")}		return nil
	})
}
`;
}

/** Go refuses a variable that nothing uses. */
function statement(resource: DeclaredResource, used: ReadonlySet<string>): string {
  const isUsed = resource.kind === "NetworkInterface" && used.has(resource.name);
  return isUsed
    ? `		${resource.name}, err := ${call(resource)}\n		if err != nil {\n			return err\n		}\n`
    : `		if _, err := ${call(resource)}; err != nil {\n			return err\n		}\n`;
}

function call({ cloud, kind, name, args }: DeclaredResource): string {
  const fields = Object.entries(args).map(
    ([argument, value]) => [fieldName(argument), literal(value)] as const,
  );
  // As gofmt aligns them.
  const width = Math.max(...fields.map(([field]) => field.length)) + 1;
  const lines = fields.map(([field, value]) => `			${`${field}:`.padEnd(width)} ${value},\n`);
  return `${cloud}.New${kind}(ctx, ${JSON.stringify(name)}, &${cloud}.${kind}Args{\n${lines.join("")}		})`;
}

function fieldName(argument: string): string {
  return `${argument.charAt(0).toUpperCase()}${argument.slice(1)}`;
}

function literal(value: Argument): string {
  if (value instanceof InterfaceId) return `${value.ofName}.ID()`;
  if (typeof value === "string") return `pulumi.String(${JSON.stringify(value)})`;
  return `pulumi.StringArray{${value.map(literal).join(", ")}}`;
}
