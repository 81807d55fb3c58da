import type { PackageSpec, TypeSpec } from "../../scripts/tables/schema-spec";

/** Whether a value is of a type of the schema. */
export function isOfType(spec: PackageSpec, type: TypeSpec, value: unknown): boolean {
  if ("oneOf" in type) return type.oneOf.some((one) => isOfType(spec, one, value));
  if ("$ref" in type) return isOfProperties(spec, type.$ref.replace("#/types/", ""), value);
  if (type.type === "integer") return Number.isInteger(value);
  if (type.type === "array")
    return Array.isArray(value) && value.every((item) => isOfType(spec, type.items, item));
  if (type.type !== "object") return typeof value === type.type;
  return (
    isObject(value) && Object.values(value).every((part) => isOfType(spec, type.additionalProperties, part))
  );
}

function isOfProperties(spec: PackageSpec, token: string, value: unknown): boolean {
  const properties = spec.types[token]?.properties ?? {};
  return (
    isObject(value) &&
    Object.entries(value).every(([name, part]) => {
      const property = properties[name];
      return property !== undefined && isOfType(spec, property, part);
    })
  );
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
