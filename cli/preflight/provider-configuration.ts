import { isUnknown } from "../../provider/core/unknown";
import type { StackConfiguration } from "../doctor/stack-configuration";
import type { StackResource } from "./exported-stack";

const prefix = "eni:";

/**
 * The `eni:` configuration with which `destroy` would delete a resource: the copy of the last `up`, which the state
 * keeps in the resource's provider.
 */
export function configurationOf(
  { provider }: StackResource,
  resources: readonly StackResource[],
): StackConfiguration {
  const found = resources.find(({ urn, id }) => provider !== undefined && `${urn}::${id}` === provider);
  const entries = Object.entries(found?.inputs ?? {})
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, value]) => [key.slice(prefix.length), value] as const);
  return {
    stack: found?.urn.split("::")[0]?.replace("urn:pulumi:", "") ?? "",
    values: new Map(entries.flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []))),
    secrets: new Set(entries.flatMap(([name, value]) => (isUnknown(value) ? [name] : []))),
  };
}
